"""The facts that carry questions and cards: what they say, which may be asked, and whether a question keeps to them.

`facts/*.yaml` beside the packs are the bank's own; a pack may bring `facts.yaml`, the facts of its place. They are read by
the checks alone, never while somebody plays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.nodes import Problem
from game.packs.library import Library
from game.packs.pack import Pack
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


def load_facts(root: Path) -> Facts | None:
    """The facts beside the packs of `root`, with those of its packs; None where there are none."""
    folder = root / FOLDER
    if not folder.is_dir():
        return None
    by_id: dict[str, Mapping[str, Any]] = {}
    files: dict[str, str] = {}
    for path in [*sorted(folder.glob("*.yaml")), *sorted(root.glob(f"*/{OWN}"))]:
        if path.parent == folder and path.stem in NOT_FACTS:
            continue
        for fact in _read(path) or []:
            by_id[fact["id"]] = fact
            files[fact["id"]] = path.stem
    listed = _read(folder / "thirteen.yaml") or {}
    thirteen = {number: tuple(facts) for number, facts in listed.items()}
    return Facts(by_id, thirteen, dict(_changing(by_id, files, _read(folder / "changing.yaml") or {})))


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


def _read(path: Path) -> Any:
    import yaml

    if not path.is_file():
        return None
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def facts_problems(library: Library, facts: Facts) -> list[Problem]:
    """Questions and cards that their facts don't carry, place by pack and id."""
    problems: list[Problem] = []
    for pack in (*library.packs, *library.examples):
        for question in pack.questions:
            found = [*_unfounded(question, facts), *_undated(question, facts), *_strange_numbers(question, facts)]
            problems += _placed(pack, question, found)
        for card in pack.cards:
            problems += _placed(pack, card, list(_unfounded(card, facts)))
    return problems


def _placed(pack: Pack, told: Question | Card, found: Sequence[tuple[str, str]]) -> list[Problem]:
    return [Problem(f"{pack.id}/{told.id}", 0, 0, code, message) for code, message in found]


def _unfounded(told: Question | Card, facts: Facts) -> Iterator[tuple[str, str]]:
    """Facts that are unknown or unverified, and citations that are none of theirs."""
    carried: set[tuple[str, str]] = set()
    for name in told.facts:
        if name not in facts.by_id:
            yield "unknown-fact", f"no fact `{name}` / 没有这条事实"
            continue
        if name not in facts.askable:
            yield "unverified-fact", f"fact `{name}` is not verified / 事实未核实"
        carried |= facts.cited(name)
    for citation in told.citations:
        if (citation.source, citation.article) not in carried:
            yield "citation", f"{citation.source} {citation.article} is not what its facts cite / 依据与事实不符"


def _undated(question: Question, facts: Facts) -> Iterator[tuple[str, str]]:
    """A question says when it was checked, and until when what can change may be asked unchecked."""
    if question.checked_on is None:
        yield "undated", "`checked_on` is missing / 缺少核对日期「checked_on」"
    for name in question.facts:
        if name in facts.changing and question.valid_until is None:
            yield (
                "can-change",
                f"fact `{name}` can change ({facts.changing[name]}): say `valid_until` / 这条会变，请写「valid_until」",
            )
            return


def _strange_numbers(question: Question, facts: Facts) -> Iterator[tuple[str, str]]:
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
            yield (
                "key-number",
                f"its facts have no number {number}; correct it, or say in `reckoning` how it follows / "
                f"事实里没有数字 {number}；请改正，或用「reckoning」写明怎样算出",
            )


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
