"""Questions that are written in one row: choices, true/false, numbers, orderings, sortings."""

from __future__ import annotations

from collections.abc import Sequence

from game.nodes import Node
from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.cell_nodes import RowReader, shown
from game.packs.exchange.sheets.columns import LETTERS, OPTIONS, WHYS, used
from game.packs.exchange.sheets.names import SHEET_TYPES, TRUTH, TYPES

COMMON = ("topic", "difficulty", "aspect", "stem", "rationale", "hint", "facts", "sources", "checked_on", "valid_until")
LEAST_SAID = ("stem", "answer", "rationale", "hint", *(f"option.{place}" for place in range(len(LETTERS))))
"""A row that fills none of these is no question yet, whatever was filled down into it."""


def questions(reader: RowReader) -> list[Node]:
    """The questions of the table's rows."""
    found = []
    for row in sorted(reader.table.grid.rows):
        if row <= reader.table.row or _is_header(reader, row):
            continue
        if any(reader.raw(row, name) for name in LEAST_SAID):
            node = _question(reader, row)
            if node is not None:
                found.append(node)
        elif reader.raw(row, "id"):
            reader.loss(
                row, "id", "no-question", "only a name, no question; skipped", "这一行只有题号，没有题目，已跳过"
            )
    return found


def _is_header(reader: RowReader, row: int) -> bool:
    texts = reader.table.grid.rows[row]
    same = sum(cells.key(texts.get(place, "")) == cells.key(text) for place, text in reader.table.headers.items())
    return same > 2


def _question(reader: RowReader, row: int) -> Node | None:
    texts = _texts(reader, row)
    kind = _type(reader, row, texts)
    if kind is None:
        return None
    made: dict[str, Node] = {}
    if reader.raw(row, "id"):
        made["id"] = reader.node(row, "id")
    made["type"] = reader.node(row, "type", kind)
    made |= reader.fields(row, COMMON)
    genuine = reader.read(row, reader.table.sheet.column("genuine"))
    if genuine is not None and genuine.value != "false":
        made["genuine"] = genuine
    made |= reader.fields(row, ("reckoning",))
    if kind in ("single", "multiple"):
        made |= _choices(reader, row, kind, texts)
    elif kind == "truefalse":
        made |= _statement(reader, row, texts)
    elif kind == "number":
        made |= _amount(reader, row, texts)
    elif kind == "ordering":
        made["items"] = _listed(reader, row, texts, [reader.node(row, f"option.{n}", t) for n, t in enumerate(texts)])
    else:
        made |= _classes(reader, row, texts)
    _tell_unused(reader, row, kind, len(texts))
    return Node(made, *reader.place(row, "stem"))


def _texts(reader: RowReader, row: int) -> list[str]:
    """The option cells up to the last filled one, without their letters."""
    texts = [cells.one_line(reader.raw(row, f"option.{place}")) for place in range(len(LETTERS))]
    while texts and not texts[-1]:
        texts.pop()
    return cells.options(texts)


def _type(reader: RowReader, row: int, texts: Sequence[str]) -> str | None:
    """The row's type; where none is written, the one that its options and answer have the form of."""
    told = reader.raw(row, "type")
    kind = cells.named(told, TYPES)
    if kind is not None:
        return kind
    own = cells.named(told, SHEET_TYPES)
    names = "、".join(name for _, name, _ in TYPES)
    if own is not None:
        name = {value: name for value, name, _ in SHEET_TYPES}[own]
        reader.problem(
            row,
            "type",
            "type-sheet",
            f"a {own} question goes on its own sheet",
            f"这种题不能写在这张表里。请写到「{name}」表里",
        )
        return None
    if told:
        reader.problem(
            row,
            "type",
            "unknown-type",
            f"no such type: {shown(told)}; choose one of: {', '.join(value for value, _, _ in TYPES)}",
            f"写的是“{shown(told)}”，没有这种题型。请从下拉列表里选：{names}",
        )
        return None
    answer = reader.raw(row, "answer")
    if answer and cells.named(answer, TRUTH) is not None and (not texts or _are_truths(texts)):
        return "truefalse"
    chosen = cells.letters(answer, texts)
    if texts and chosen is not None:
        return "truefalse" if _are_truths(texts) else "single" if len(chosen) == 1 else "multiple"
    reader.problem(
        row,
        "type",
        "no-type",
        f"the type is not filled in; choose one of: {names}",
        f"题型没有填。请从下拉列表里选：{names}",
    )
    return None


def _are_truths(texts: Sequence[str]) -> bool:
    return len(texts) == 2 and {cells.named(text, TRUTH) for text in texts} == {"true", "false"}


def _listed(reader: RowReader, row: int, texts: Sequence[str], nodes: Sequence[Node]) -> Node:
    return Node(list(nodes), *reader.place(row, "option.0"))


def _choices(reader: RowReader, row: int, kind: str, texts: Sequence[str]) -> dict[str, Node]:
    right = _right(reader, row, kind, texts)
    listed = []
    for place, text in enumerate(texts):
        told = {"text": reader.node(row, f"option.{place}", text)}
        if place in right:
            told["right"] = reader.node(row, "answer", "true")
        if reader.raw(row, f"why.{place}"):
            told["why"] = reader.node(row, f"why.{place}")
        listed.append(Node(told, *reader.place(row, f"option.{place}")))
    return {"options": _listed(reader, row, texts, listed)}


def _right(reader: RowReader, row: int, kind: str, texts: Sequence[str]) -> tuple[int, ...]:
    """The places of the right options; none, and a problem, where the answer names no options of the question."""
    answer = reader.raw(row, "answer")
    last = LETTERS[max(0, len(texts) - 1)]
    example = ("A", "A") if kind == "single" else ("AC", "AC")
    if not answer:
        if "answer" in reader.table.columns:
            reader.problem(
                row,
                "answer",
                "no-answer",
                f"the answer is not filled in; write the letter, e.g. {example[0]}",
                f"正确答案没有填。请填选项的字母，例如 {example[1]}",
            )
        return ()
    chosen = cells.letters(answer, texts)
    if chosen is None:
        reader.problem(
            row,
            "answer",
            "answer-unread",
            f"“{shown(answer)}” names no option; write letters from A to {last}, e.g. {example[0]}",
            f"写的是“{shown(answer)}”，看不懂。请填选项的字母 A–{last}，例如 {example[1]}",
        )
        return ()
    if chosen[-1] >= len(texts):
        some = "、".join(LETTERS[: len(texts)])
        reader.problem(
            row,
            "answer",
            "answer-beyond",
            f"“{shown(answer)}”, but the question has only the options A–{last}; write one of them",
            f"写的是“{shown(answer)}”，但这一题只有 A–{last} 共 {len(texts)} 个选项。请改成 {some} 中的"
            + ("一个" if kind == "single" else "几个"),
        )
        return ()
    if kind == "single" and len(chosen) > 1:
        reader.problem(
            row,
            "answer",
            "answer-count",
            f"{len(chosen)} answers to a single choice; leave one, or choose the type multiple",
            f"单选题写了 {len(chosen)} 个答案“{shown(answer)}”。请只留一个，或者把题型改成多选题",
        )
        return ()
    return chosen


def _statement(reader: RowReader, row: int, texts: Sequence[str]) -> dict[str, Node]:
    answer = reader.raw(row, "answer")
    value = cells.named(answer, TRUTH) if answer else None
    chosen = cells.letters(answer) if answer and value is None and _are_truths(texts) else None
    if chosen is not None and len(chosen) == 1 and chosen[0] < len(texts):
        value = cells.named(texts[chosen[0]], TRUTH)
    if value is None and "answer" in reader.table.columns:
        reader.problem(
            row,
            "answer",
            "answer-unread" if answer else "no-answer",
            f"“{shown(answer)}”: write 对 (true) or 错 (false)" if answer else "the answer is missing: write 对 or 错",
            (f"写的是“{shown(answer)}”" if answer else "正确答案没有填") + "。判断题请填“对”或“错”",
        )
    return {"answer": reader.node(row, "answer", value or "false")} if "answer" in reader.table.columns else {}


def _amount(reader: RowReader, row: int, texts: Sequence[str]) -> dict[str, Node]:
    made = reader.fields(row, ("unit", "tolerance"))
    unit = str(made["unit"].value) if "unit" in made else ""
    answer = reader.raw(row, "answer")
    made["answer"] = reader.node(row, "answer", _whole(reader, row, "answer", answer, unit))
    slips = []
    for place, text in enumerate(texts):
        if not text:
            continue
        value = reader.node(row, f"option.{place}", _whole(reader, row, f"option.{place}", text, unit))
        told = {"value": value}
        if f"why.{place}" in reader.table.columns:
            told["why"] = reader.node(row, f"why.{place}")
        slips.append(Node(told, *reader.place(row, f"option.{place}")))
    if slips:
        made["slips"] = _listed(reader, row, texts, slips)
    return made


def _whole(reader: RowReader, row: int, name: str, text: str, unit: str) -> str:
    value = cells.whole(text, unit)
    if value is None:
        is_told = bool(text)
        reader.problem(
            row,
            name,
            "answer-number",
            f"“{shown(text)}” is no whole number; write digits only, the unit in its own column"
            if is_told
            else "the number is missing; write digits only",
            (f"写的是“{shown(text)}”，不是整数" if is_told else "没有填数字")
            + "。请只写 0 到 9999 的整数，例如 15；单位写在「单位」一列",
        )
    return value or "0"


def _classes(reader: RowReader, row: int, texts: Sequence[str]) -> dict[str, Node]:
    answer = reader.raw(row, "answer")
    found = cells.classes(answer)
    group = {place: name for name, places in found or [] for place in places}
    count = sum(len(places) for _, places in found or [])
    wrong = ""
    if found is None:
        wrong = f"写的是“{shown(answer)}”，看不懂" if answer else "没有写哪个选项归哪一类"
    elif [place for place in range(len(texts)) if place not in group]:
        missing = "、".join(LETTERS[place] for place in range(len(texts)) if place not in group)
        wrong = f"选项 {missing} 没有归到任何一类"
    elif count != len(texts):
        wrong = "有选项归到了两类里，或者没有这个选项"
    if wrong:
        reader.problem(
            row,
            "answer",
            "answer-classes",
            "every option needs its class, once; write like 有保险：A、B；没有保险：C、D",
            f"{wrong}。请写成：类名：A、B；类名：C、D，例如 有存款保险：A、B；没有存款保险：C、D",
        )
    place = reader.place(row, "answer")
    names = [Node(name, *place) for name, _ in found or []]
    listed = []
    for number, text in enumerate(texts):
        told = {
            "text": reader.node(row, f"option.{number}", text),
            "class": Node(group.get(number, names[0].value if names else ""), *place),
        }
        if reader.raw(row, f"why.{number}"):
            told["why"] = reader.node(row, f"why.{number}")
        listed.append(Node(told, *reader.place(row, f"option.{number}")))
    return {"classes": Node(names, *place), "items": _listed(reader, row, texts, listed)}


def _tell_unused(reader: RowReader, row: int, kind: str, count: int) -> None:
    """Losses: cells that are filled in and that this type has no use for."""
    name = {value: shown_ for value, shown_, _ in TYPES}[kind]
    for column in reader.table.sheet.columns:
        is_why = column.field.startswith("why.") and kind in WHYS and int(column.field[4:]) >= count
        is_truth = kind == "truefalse" and column.field.startswith("option.")
        if reader.raw(row, column.field) and not is_truth and (is_why or not used(column, kind)):
            why = "没有对应的选项" if is_why else f"{name}不用填"
            reader.loss(row, column.field, "unused-cell", f"not used by a {kind} question", f"{why}，没有读入")
    if kind not in OPTIONS and count and not _are_truths(_texts(reader, row)):
        reader.loss(row, "option.0", "unused-cell", f"not used by a {kind} question", f"{name}不用填选项，没有读入")
