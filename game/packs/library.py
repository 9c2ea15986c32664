"""All packs of a folder as one street. A bad pack stays out with every problem listed; the good ones play on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from game.nodes import Node, Problem, Reader
from game.packs.check import Known, check_pack
from game.packs.pack import Pack, compiled
from game.packs.pack_files import read_head, read_pack
from game.packs.street import CAMPAIGN, LibraryError, pack_folders, read_campaign
from game.packs.yaml_nodes import read_file
from game.qtypes import load_rules
from game.rules.handbook import Card
from game.rules.levels import EXAM, Campaign, Level
from game.rules.question import Question

CHECKED_IN = "zh-CN"
"""The language that packs are checked in; their translations are checked beside it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that was looked at. Where `problems` has any, it must not be played; `pack` is None where nothing could be read."""

    name: str
    pack: Pack | None
    node: Node | None
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        return self.pack is not None and not self.problems


def checked_packs(
    folders: Mapping[str, Path],
    language: str = CHECKED_IN,
    looking_at: Callable[[int, int, str], None] = lambda place, count, name: None,
) -> Iterator[Checked]:
    """Each pack, read and checked against those before it, one in memory at a time.

    `looking_at` is told a pack's place, how many there are and its name before it is read.
    """
    types, known = load_rules(), Known()
    read = {name: read_head(folder, name) for name, folder in folders.items()}
    topics = {topic for head, _ in read.values() for topic in _topics(head)}
    for place, (name, folder) in enumerate(folders.items()):
        looking_at(place, len(folders), name)
        with collector_off():
            node, problems = read_pack(folder, name, read[name])
            if node is None:
                yield Checked(name, None, None, tuple(problems))
                continue
            reader = Reader(name)
            pack = compiled(name, node, language, types, reader)
            problems = [*problems, *reader.problems]
            problems += check_pack(pack, node, name, known, topics, types)
        if not problems:
            known.learn(pack)
        yield Checked(name, pack, node, tuple(problems))


def _topics(head: Node | None) -> list[str]:
    """The ids of the chapters that a pack has, whatever else is wrong with it."""
    listed = head.value.get("chapters") if head is not None and isinstance(head.value, dict) else None
    chapters = listed.value if listed is not None and isinstance(listed.value, list) else []
    ids = [child.value["id"].value for child in chapters if isinstance(child.value, dict) and "id" in child.value]
    return [found.strip() for found in ids if isinstance(found, str)]


class Library:
    """What may be played, what was refused and why, and what is out of date by `today`.

    All of it is in memory: this is for looking at packs. What is played comes from `game.packs.bank`. `examples` are packs
    to copy, which nobody plays.
    """

    def __init__(
        self,
        campaign: Campaign,
        packs: Sequence[Pack],
        problems: tuple[Problem, ...] = (),
        today: date | None = None,
        examples: Sequence[Pack] = (),
    ) -> None:
        self.campaign, self.packs = campaign, tuple(packs)
        self.problems, self.examples, self._today = problems, tuple(examples), today

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Library) and (self.campaign, self.packs, self.problems) == (
            other.campaign,
            other.packs,
            other.problems,
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def pools(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each chapter."""
        pools: dict[str, list[Question]] = {chapter.id: [] for chapter in self.campaign.chapters}
        for pack in self.packs:
            for question in pack.questions:
                if question.topic in pools:
                    pools[question.topic].append(question)
        return {topic: tuple(pool) for topic, pool in pools.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for pool in self.pools.values() for question in pool}

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The handbook, in the order of the street's chapters."""
        order = [chapter.id for chapter in self.campaign.chapters]
        found = [card for pack in self.packs for card in pack.cards if card.topic in order]
        return tuple(sorted(found, key=lambda card: order.index(card.topic)))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The questions whose day of review has passed."""
        return tuple(
            Problem(question.id, 0, 0, "expired", f"valid until {question.valid_until} / 已过复核日期")
            for question in self._by_id.values()
            if self._today is not None and question.valid_until is not None and question.valid_until < self._today
        )

    def pool(self, level: Level) -> tuple[Question, ...]:
        """What a level draws from: its chapter's questions; for the exam, those of every chapter."""
        if level.id == EXAM:
            return tuple(self._by_id.values())
        return self.pools[level.chapter]

    def questions(self) -> tuple[Question, ...]:
        """Every question of the street's chapters."""
        return tuple(self._by_id.values())

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError when there is none."""
        return self._by_id[question_id]


@contextmanager
def collector_off() -> Iterator[None]:
    """Within it the garbage collector rests: reading makes many objects, and none of them is garbage."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def load_library(
    root: Path,
    language: str = CHECKED_IN,
    today: date | None = None,
    installed: Mapping[str, Path] | None = None,
    looking_at: Callable[[int, int, str], None] = lambda place, count, name: None,
) -> Library:
    """Every good pack below `root` and of those `installed`. Raises LibraryError when none is good."""
    problems: list[Problem] = []
    packs: list[Pack] = []
    examples: list[Pack] = []
    for checked in checked_packs(pack_folders(root, installed), language, looking_at):
        problems += checked.problems
        if checked.is_clean and checked.pack is not None:
            (examples if checked.pack.is_example else packs).append(checked.pack)
    if not packs:
        raise LibraryError(tuple(sorted(problems)))
    node, found = read_file(root / CAMPAIGN, CAMPAIGN)
    reader = Reader(CAMPAIGN)
    campaign = read_campaign(reader, node, packs, language)
    problems += [*found, *reader.problems]
    return Library(campaign, packs, tuple(sorted(problems)), today, examples)
