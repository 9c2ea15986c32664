"""A pack → the rows of its sheets, as text by field: the inverse of reading a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from game.nodes import Problem, Tree
from game.packs.exchange.draft import PackTree
from game.packs.exchange.sheets.columns import HEAD, LETTERS, SHEETS, Column, Kind, Sheet, rank
from game.packs.exchange.sheets.columns import sheet_of as sheet_of_type
from game.packs.exchange.sheets.names import COMPLY, FLAGS, TRUTH
from game.packs.exchange.sheets.spots import spots
from game.qtypes import QTYPES

Row = dict[str, str]
Rows = dict[str, list[Row]]
GAPS = "、"
HEAD_KEY = "head"
NOTHING = ("null", "~")
"""How facts.yaml writes that there is no article."""


class FormulaGuard:
    """Keeps spreadsheets from taking a text of a plain file for a formula: a `'` before it, taken off again on reading."""

    STARTS = re.compile(r"'*[=+\-@\t\r]")

    @classmethod
    def on(cls, text: str) -> str:
        """The text as it is written."""
        return "'" + text if cls.STARTS.match(text) else text

    @classmethod
    def off(cls, text: str) -> str:
        """The text as it was meant."""
        return text[1:] if text.startswith("'") and cls.STARTS.match(text) else text


def sheet_rows(tree: PackTree, topics: Mapping[str, str] | None = None) -> tuple[Rows, list[Problem]]:
    """The rows of every sheet by its key, `head` among them, and what no sheet has a place for.

    `topics` are titles of chapters by id, shown before the id.
    """
    rows: Rows = {sheet.key: [] for sheet in SHEETS} | {HEAD_KEY: _head(tree)}
    losses: list[Problem] = []
    titles = topics or {}
    for item in _questions(tree):
        kind = _text(item.get("type"))
        if kind not in QTYPES:
            losses.append(_loss(_text(item.get("id")), f"type {kind} is unknown", "没有这种题型"))
            continue
        sheet = sheet_of_type(kind)
        common = {
            column.field: _cell(item.get(column.field), column)
            for column in sheet.columns
            if column.kind != Kind.ANSWER
        }
        common["topic"] = _topic(common.get("topic", ""), titles)
        WRITERS[kind](item, common, rows[sheet.key], losses)
    for card in _dicts(tree.get("cards")):
        row = _plain_row(card, _sheet("cards"))
        row["topic"] = _topic(row.get("topic", ""), titles)
        for place, sentence in enumerate(_list(card.get("body"))):
            row[f"body.{place}"] = _text(sentence)
        if len(_list(card.get("body"))) > 6:
            losses.append(_loss(row.get("id", ""), "more than six sentences", "超过六句，后面的没有写出"))
        rows["cards"].append(row)
    for name, source in _dict(tree.get("sources")).items():
        told = _dict(source)
        row = {"id": name, **{field: _text(told.get(field)) for field in ("number", "issuer", "status")}}
        rows["sources"].append(row | _titles(told.get("title")))
    for fact in _dicts(tree.get("facts")):
        row = _plain_row(fact, _sheet("facts"))
        rows["facts"].append({name: "" if text in NOTHING else text for name, text in row.items()})
        if _dict(fact.get("values")):
            losses.append(_loss(_text(fact.get("id")), "its `values` have no column", "事实的数值没有列，没有写出"))
    rows["words"] = _words(tree, losses)
    if _list(tree.get("chapters")):
        losses.append(_loss("chapters", "chapters, levels and lessons have no sheet", "章节、关卡和课文没有写进表格"))
    return rows, losses


def _head(tree: PackTree) -> list[Row]:
    found = {**{name: _text(tree.get(name)) for name in ("id", "version", "checked_on")}}
    if tree.get("example") == "true":
        found["example"] = FLAGS[0][1]
    found |= _titles(tree.get("title"))
    return [{"field": name, "value": found[name]} for name in HEAD if found.get(name)]


def _titles(tree: Tree | None) -> Row:
    if isinstance(tree, dict):
        return {"title_zh": _text(tree.get("zh")), "title_en": _text(tree.get("en"))}
    return {"title_zh": _text(tree), "title_en": ""}


def _questions(tree: PackTree) -> list[dict[str, Tree]]:
    return [item for group in _dicts(tree.get("questions")) for item in _dicts(group.get("items"))]


def _sheet(name: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.key == name)


def _plain_row(item: Mapping[str, Tree], sheet: Sheet) -> Row:
    return {column.field: _cell(item.get(column.field), column) for column in sheet.columns}


def _cell(tree: Tree | None, column: Column) -> str:
    """A field's value as the author writes it."""
    if column.kind == Kind.CHOICE:
        return _shown(_text(tree), column)
    if column.kind == Kind.CHOICES:
        return GAPS.join(_shown(_text(part), column) for part in _list(tree))
    if column.kind == Kind.CITATIONS:
        return "\n".join(f"{_text(cited.get('id'))} {_text(cited.get('article'))}".strip() for cited in _dicts(tree))
    if column.kind in (Kind.CODES, Kind.LINES):
        return "\n".join(_text(part) for part in _list(tree)) or _text(tree)
    return _text(tree)


def _shown(value: str, column: Column) -> str:
    return next((shown for own, shown, _ in column.values if own == value), value)


def _topic(topic: str, titles: Mapping[str, str]) -> str:
    return f"{titles[topic]} {topic}" if topic in titles else topic


def _choices(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    options = _dicts(item.get("options"))
    right = [place for place, option in enumerate(options) if option.get("right") == "true"]
    row["answer"] = "".join(LETTERS[place] for place in right if place < len(LETTERS))
    _options(row, [(_text(option.get("text")), _text(option.get("why"))) for option in options], losses)
    rows.append(row)


def _statement(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    answer = _text(item.get("answer"))
    row["answer"] = next((shown for value, shown, _ in TRUTH if value == answer), answer)
    rows.append(row)


def _amount(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    row["answer"] = _text(item.get("answer"))
    _options(row, [(_text(slip.get("value")), _text(slip.get("why"))) for slip in _dicts(item.get("slips"))], losses)
    rows.append(row)


def _ordering(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    _options(row, [(_text(step), "") for step in _list(item.get("items"))], losses)
    rows.append(row)


def _sorting(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    items = _dicts(item.get("items"))
    parts = []
    for name in map(_text, _list(item.get("classes"))):
        own = [place for place, told in enumerate(items[: len(LETTERS)]) if told.get("class") == name]
        parts.append(f"{name}：{GAPS.join(LETTERS[place] for place in own)}")
    row["answer"] = "；".join(parts)
    _options(row, [(_text(told.get("text")), _text(told.get("why"))) for told in items], losses)
    rows.append(row)


def _options(row: Row, listed: Sequence[tuple[str, str]], losses: list[Problem]) -> None:
    for place, (text, why) in enumerate(listed[: len(LETTERS)]):
        row[f"option.{place}"], row[f"why.{place}"] = text, why
    if len(listed) > len(LETTERS):
        losses.append(
            _loss(row.get("id", ""), f"{len(listed)} options, the sheet has six", "超过六个选项，后面的没有写出")
        )


def _message(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    columns = [column for column in _sheet("redflags").columns if column.again]
    for place, part in enumerate(_dicts(item.get("parts")) or [{}]):
        own = {column.field: _cell(part.get(column.field), column) for column in columns}
        rows.append((row if place == 0 else {"id": row.get("id", "")}) | own)


def _talk(item: Mapping[str, Tree], row: Row, rows: list[Row], losses: list[Problem]) -> None:
    sheet = _sheet("dialogue")
    row |= {f"ends.{name}": _text(told) for name, told in _dict(item.get("ends")).items()}
    steps = _dict(item.get("steps"))
    if row.get("start") == next(iter(steps), ""):
        row["start"] = ""
    first = row
    for name, tree in steps.items():
        step = _dict(tree)
        own: Row = {
            "step": name,
            "says": _cell(step.get("says"), sheet.column("says")),
            "exits": _cell(step.get("exits"), sheet.column("exits")),
        }
        for choice in _dicts(step.get("choices")) or [{}]:
            to = _text(choice.get("to"))
            own |= {
                "choice": _text(choice.get("text")),
                "to": COMPLY[0][1] if to == COMPLY[0][0] else to,
                "risk": _cell(choice.get("risk"), sheet.column("risk")),
            }
            rows.append(first | own)
            first, own = {"id": row.get("id", "")}, {}
    if not steps:
        rows.append(row)


WRITERS: Mapping[str, Callable[[Mapping[str, Tree], Row, list[Row], list[Problem]], None]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _statement,
    "number": _amount,
    "ordering": _ordering,
    "sorting": _sorting,
    "redflags": _message,
    "dialogue": _talk,
}


def _words(tree: PackTree, losses: list[Problem]) -> list[Row]:
    """A row for each text that has an English one."""
    items = {_text(item.get("id")): item for item in (*_questions(tree), *_dicts(tree.get("cards")))}
    rows: list[Row] = []
    for language, group in _dict(tree.get("translations")).items():
        if language != "en":
            losses.append(
                _loss(f"translations/{language}", "only English has a sheet", "只有英文译文有表，其他语言没有写出")
            )
            continue
        for words in _dicts(_dict(group).get("items")):
            name = _text(words.get("id"))
            texts = spots(items.get(name, {}))
            told = spots({field: part for field, part in words.items() if field != "id"})
            for label, (path, text) in sorted(texts.items(), key=lambda pair: rank(str(pair[1][0][0]))):
                if label in told and told[label][0] == path:
                    rows.append({"id": name, "place": label, "zh": text, "en": told.pop(label)[1]})
            for label in told:
                losses.append(_loss(name, f"translation of {label} has no original", "译文没有对应的原文，没有写出"))
    return rows


def _loss(name: str, english: str, chinese: str) -> Problem:
    return Problem(name, 0, 0, "not-held", f"{english} / {chinese}")


def _text(tree: Tree | None) -> str:
    return tree if isinstance(tree, str) else ""


def _list(tree: Tree | None) -> list[Tree]:
    return tree if isinstance(tree, list) else []


def _dict(tree: Tree | None) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}


def _dicts(tree: Tree | None) -> list[dict[str, Tree]]:
    return [part for part in _list(tree) if isinstance(part, dict)]
