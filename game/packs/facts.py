"""The facts that carry questions and cards: what they say, which may be asked, and whether a question keeps to them.

`facts/*.yaml` beside the packs are the bank's own; a pack may bring `facts.yaml`, the facts of its place. They are read by
the checks alone, never while somebody plays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.nodes import Node, Problem, Reader, plain
from game.packs.library import Library
from game.packs.limits import FACT_CHARACTERS, STATEMENT_CHARACTERS
from game.packs.pack import Pack
from game.packs.yaml_nodes import read_file
from game.qtypes.choices import Choices
from game.rules.handbook import Card
from game.rules.question import Question

FOLDER = "facts"
OWN = "facts.yaml"
NOT_FACTS = ("sources", "thirteen", "changing")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WAN = 10_000
"""万, in which Chinese counts large amounts: a fact's 500000 is written 50 万."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts by id; those of the thirteen answers by number; why a fact can change, by its id."""

    by_id: Mapping[str, Mapping[str, Any]]
    thirteen: Mapping[int, tuple[str, ...]]
    changing: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def askable(self) -> frozenset[str]:
        """The facts that may carry a question: the verified ones, and those of the thirteen answers."""
        asked = {fact for group in self.thirteen.values() for fact in group}
        return frozenset(name for name, fact in self.by_id.items() if fact["checked"] == "verified" or name in asked)

    def cited(self, name: str) -> set[tuple[str, str]]:
        """(source, article) pairs that the fact of that id rests on."""
        fact = self.by_id[name]
        sources = fact["source"] if isinstance(fact["source"], list) else [fact["source"]]
        return {(source, fact.get("article") or "") for source in sources}


FACT = {
    "id": "事实编号，题目的 facts 写它 / the fact's id",
    "statement": "事实，一句话 / what is so, in a sentence",
    "values": "里面的数字，名称自己起 / its numbers, by names of your own",
    "source": "依据的文件 id，可以有几个 / the document it rests on, or several",
    "article": "第几条；没有写 null / the article, or null",
    "checked": "核对情况：verified 已核实、known 只凭常识、uncertain 拿不准 / how well it was checked",
    "evidence": "看到了什么、哪一天 / what was seen, and when",
    "confusions": "常见的误解 / common misunderstandings",
    "changed": "会变的写原因 / why it can change, where it can",
}
CHECKED = ("verified", "known", "uncertain")


def read_fact(reader: Reader, node: Node) -> dict[str, Any]:
    """The fields of a fact as plain values, numbers as numbers; what can't be read is a problem."""
    found = reader.mapping(node, FACT, ("id", "statement", "source", "checked"))
    source, article = found.get("source"), found.get("article")
    is_list = source is not None and isinstance(source.value, list)
    cited = [reader.text(child, 60) for child in reader.items(source)] if is_list else reader.text(source, 60)
    values: dict[str, Any] = {}
    for name, child in reader.entries(found.get("values")).items():
        if isinstance(child.value, list):
            values[name] = [_value(reader.text(each, 120)) for each in reader.items(child)]
        else:
            values[name] = _value(reader.text(child, 120))
    return {
        "id": reader.identifier(found.get("id"), FACT_CHARACTERS),
        "statement": reader.text(found.get("statement"), STATEMENT_CHARACTERS),
        "values": values,
        "source": cited,
        "article": None if article is None or reader.is_null(article) else reader.text(article, 60),
        "checked": reader.one_of(found.get("checked"), CHECKED, ""),
        "evidence": reader.text(found.get("evidence"), STATEMENT_CHARACTERS),
        "confusions": [reader.text(child, 120) for child in reader.items(found.get("confusions"))],
        "changed": reader.text(found.get("changed"), 120),
    }


def _value(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and str(int(text)) == text else text


def load_facts(root: Path, packs: Mapping[str, Path] | None = None) -> Facts | None:
    """The facts beside the packs of `root`, with those of its packs, or of `packs` by name; None where there are none."""
    folder = root / FOLDER
    own = {path.parent.name: path.parent for path in root.glob(f"*/{OWN}")} if packs is None else packs
    listed = [(path, f"{FOLDER}/{path.name}") for path in sorted(folder.glob("*.yaml")) if path.stem not in NOT_FACTS]
    listed += [
        (place / OWN, f"{name}/{OWN}")
        for name, place in sorted(own.items())
        if (place / OWN).is_file() and not (place / OWN).is_symlink()
    ]
    if not folder.is_dir() and not listed:
        return None
    by_id: dict[str, Mapping[str, Any]] = {}
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path, told in listed:
        node, found = read_file(path, told)
        reader = Reader(told, found)
        for child in reader.items(node):
            fact = read_fact(reader, child)
            if fact["id"] in by_id:
                reader.problem(child, "twin-id", f"id `{fact['id']}` stands twice / 编号重复")
            by_id[fact["id"]] = fact
            files[fact["id"]] = path.stem
        problems += reader.problems
    thirteen = {int(number): tuple(found) for number, found in _tree(folder / "thirteen.yaml", problems).items()}
    changing = dict(_changing(by_id, files, _tree(folder / "changing.yaml", problems)))
    return Facts(by_id, thirteen, changing, tuple(problems))


def _tree(path: Path, problems: list[Problem]) -> dict[str, Any]:
    """A file of the bank's own notes on facts; empty where there is none."""
    node, found = read_file(path, f"{FOLDER}/{path.name}") if path.is_file() else (None, [])
    problems += found
    tree = plain(node) if node is not None else {}
    return dict(tree) if isinstance(tree, dict) else {}


def _changing(
    by_id: Mapping[str, Mapping[str, Any]], files: Mapping[str, str], told: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """Which facts can change, and why: by their file, by a source of theirs, by name, or because they did before."""
    for name, fact in by_id.items():
        sources = fact["source"] if isinstance(fact["source"], list) else [fact["source"]]
        why = (
            told.get("facts", {}).get(name)
            or told.get("files", {}).get(files[name])
            or next((why for source, why in told.get("sources", {}).items() if source in sources), None)
            or fact.get("changed")
        )
        if why:
            yield name, str(why)


def facts_problems(library: Library, facts: Facts) -> list[Problem]:
    """Questions and cards that their facts don't carry, place by pack and id."""
    return [
        Problem(f"{pack.id}/{item.id}", 0, 0, gap.code, gap.message)
        for pack in (*library.packs, *library.examples)
        for item, gap in gaps(pack, facts)
    ]


@dataclass(frozen=True, slots=True)
class Gap:
    """What facts don't carry in a question or card: the field that says it, and the text in it."""

    code: str
    message: str
    field: str
    text: str = ""


def gaps(pack: Pack, facts: Facts) -> Iterator[tuple[Question | Card, Gap]]:
    """Every question and card of the pack that its facts don't carry, with what is not carried."""
    for question in pack.questions:
        for gap in (*_unfounded(question, facts), *_undated(question, facts), *_strange_numbers(question, facts)):
            yield question, gap
    for card in pack.cards:
        for gap in _unfounded(card, facts):
            yield card, gap


def _unfounded(told: Question | Card, facts: Facts) -> Iterator[Gap]:
    """Facts that are unknown or unverified, and citations that are none of theirs."""
    carried: set[tuple[str, str]] = set()
    for name in told.facts:
        if name not in facts.by_id:
            yield Gap("unknown-fact", f"no fact `{name}` / 没有这条事实", "facts", name)
            continue
        if name not in facts.askable:
            yield Gap("unverified-fact", f"fact `{name}` is not verified / 事实未核实", "facts", name)
        carried |= facts.cited(name)
    for citation in told.citations:
        if (citation.source, citation.article) not in carried:
            message = f"{citation.source} {citation.article} is not what its facts cite / 依据与事实不符"
            yield Gap("citation", message, "sources", citation.source)


def _undated(question: Question, facts: Facts) -> Iterator[Gap]:
    """A question says when it was checked, and until when what can change may be asked unchecked."""
    if question.checked_on is None:
        yield Gap("undated", "`checked_on` is missing / 缺少核对日期「checked_on」", "checked_on")
    for name in question.facts:
        if name in facts.changing and question.valid_until is None:
            message = (
                f"fact `{name}` can change ({facts.changing[name]}): say `valid_until` / 这条会变，请写「valid_until」"
            )
            yield Gap("can-change", message, "facts", name)
            return


def _strange_numbers(question: Question, facts: Facts) -> Iterator[Gap]:
    """Numbers in a key that none of its facts has. A key worked out from the stem says how in `reckoning`."""
    if question.reckoning:
        return
    known: set[str] = set()
    for name in question.facts:
        fact = facts.by_id.get(name, {})
        known |= set(_numbers(fact.get("values")))
        known |= set(NUMBER.findall(str(fact.get("statement", ""))))
    for number in key_numbers(question):
        if number not in known:
            message = (
                f"its facts have no number {number}; correct it, or say in `reckoning` how it follows / "
                f"事实里没有数字 {number}；请改正，或用「reckoning」写明怎样算出"
            )
            yield Gap("key-number", message, "answer" if question.type == "number" else "options", number)


def key_numbers(question: Question) -> list[str]:
    """The numbers that the right answer of a question names: a typed number, digits of right options."""
    if question.type == "number":
        return [str(question.body.value)]
    if isinstance(question.body, Choices):
        return [number for option in question.body.options if option.is_right for number in NUMBER.findall(option.text)]
    return []


def _numbers(values: Any) -> Iterator[str]:
    """Every number in a fact's values, dates by their parts, large amounts also in 万."""
    if isinstance(values, Mapping):
        for value in values.values():
            yield from _numbers(value)
    elif isinstance(values, list):
        for value in values:
            yield from _numbers(value)
    elif isinstance(values, int) and not isinstance(values, bool) and values >= WAN and values % WAN == 0:
        yield from (str(values), str(values // WAN))
    elif values is not None and not isinstance(values, bool):
        for number in NUMBER.findall(str(values)):
            yield from (number, number.lstrip("0") or "0")
