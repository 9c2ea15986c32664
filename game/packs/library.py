"""All packs of a folder as one street. A bad pack stays out with every problem listed; the good ones play on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from game.nodes import Node, Problem, Reader, node_of, plain
from game.packs import cache as pack_cache
from game.packs.check import check_pack
from game.packs.pack import Pack, compiled, read_pack
from game.packs.read import localised, read_level
from game.packs.yaml_nodes import read_file
from game.qtypes import load_rules
from game.rules.handbook import Card
from game.rules.levels import EXAM, Campaign, Level
from game.rules.question import Question

CAMPAIGN = "campaign.yaml"


class LibraryError(RuntimeError):
    """No pack can be played; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("no playable pack")
        self.problems = problems


class Library:
    """What may be played, what was refused and why, and what is out of date by `today`.

    `read` brings the packs with their questions. It is called when they are first asked for: a kiosk shows its
    poster before it knows its questions. `examples` are packs to copy, which nobody plays.
    """

    def __init__(
        self,
        campaign: Campaign,
        read: Callable[[], Sequence[Pack]],
        problems: tuple[Problem, ...] = (),
        today: date | None = None,
        examples: Sequence[Pack] = (),
    ) -> None:
        self.campaign, self.problems, self.examples = campaign, problems, tuple(examples)
        self._read, self._today = read, today

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Library) and (self.campaign, self.packs, self.problems) == (
            other.campaign,
            other.packs,
            other.problems,
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        with collector_off():
            return tuple(self._read())

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
    cache: Path | None = None,
    language: str = "zh-CN",
    today: date | None = None,
    off: Collection[str] = (),
) -> Library:
    """Every good pack below `root` but those whose ids are `off`, unless that leaves none. Raises LibraryError when none is good.

    With a `cache` folder, checked trees are kept there by the hash of the packs' bytes, and read back unchecked.
    """
    with collector_off():
        return _load(root, cache, language, today, off)


def _load(root: Path, cache: Path | None, language: str, today: date | None, off: Collection[str]) -> Library:
    types = load_rules()
    digest = pack_cache.digest(root)
    kept = pack_cache.read(cache, digest)
    if kept is not None:
        trees = kept["packs"]
        on = [name for name, tree in trees.items() if tree["id"] not in off]
        if on:
            trees = {name: trees[name] for name in on}
        heads = [
            compiled(
                name, node_of({**tree, "questions": [], "cards": [], "translations": {}}), language, types, Reader(name)
            )
            for name, tree in trees.items()
        ]
        campaign = read_campaign(Reader(CAMPAIGN), node_of(kept["campaign"]), heads, language)
        return Library(
            campaign,
            lambda: [compiled(name, node_of(tree), language, types, Reader(name)) for name, tree in trees.items()],
            (),
            today,
        )
    problems: list[Problem] = []
    read: list[tuple[str, Pack, Node, list[Problem]]] = []
    for folder in sorted(path for path in root.iterdir() if (path / "pack.yaml").is_file()):
        node, found = read_pack(folder)
        if node is None:
            problems += found
            continue
        reader = Reader(folder.name)
        pack = compiled(folder.name, node, language, types, reader)
        read.append((folder.name, pack, node, found + reader.problems))
    topics = {chapter.id for _, pack, _, _ in read for chapter in pack.chapters}
    clean: list[Pack] = []
    trees = {}
    for name, pack, node, found in read:
        found += check_pack(pack, node, name, clean, topics, types)
        problems += found
        if not found:
            clean.append(pack)
            if not pack.is_example:
                trees[name] = plain(node)
    packs = [pack for pack in clean if not pack.is_example]
    examples = [pack for pack in clean if pack.is_example]
    if not packs:
        raise LibraryError(tuple(sorted(problems)))
    packs = [pack for pack in packs if pack.id not in off] or packs
    campaign_node, found = read_file(root / CAMPAIGN, CAMPAIGN)
    problems += found
    reader = Reader(CAMPAIGN)
    campaign = read_campaign(reader, campaign_node, packs, language)
    problems += reader.problems
    if not problems and campaign_node is not None:
        pack_cache.write(cache, digest, {"packs": trees, "campaign": plain(campaign_node)})
    return Library(campaign, lambda: packs, tuple(sorted(problems)), today, examples)


CAMPAIGN_FIELDS = {
    "title": "街名 / the street's name",
    "edition": "章节增减后加一，0 到 3 / raise it when chapters come, go or move",
    "chapters": "章节 id，按街上的次序 / the chapters' ids, in the order of the street",
    "exam": "街尾的考试 / the exam at its end",
    "slogans": "标语 / slogans",
}


def read_campaign(reader: Reader, node: Node | None, packs: Sequence[Pack], language: str) -> Campaign:
    """The street as campaign.yaml says; without it, all chapters in pack order and a plain exam."""
    chapters = {chapter.id: chapter for pack in packs for chapter in pack.chapters}
    exam = Level(EXAM, EXAM, "考试", ((1, 3), (2, 5), (3, 4)), (70, 85, 95), 4, 45)
    if node is None:
        return Campaign("金融街", tuple(chapters.values()), exam)
    found = reader.mapping(node, CAMPAIGN_FIELDS, ("title", "chapters", "exam"))
    order = [reader.text(child, 40) for child in reader.items(found.get("chapters"))]
    if "exam" in found:
        exam = read_level(reader, found["exam"], EXAM, EXAM, language)
    return Campaign(
        localised(reader, found.get("title"), language),
        tuple(chapters[name] for name in order if name in chapters) or tuple(chapters.values()),
        exam,
        reader.number(found.get("edition"), 0, 3, 0),
        tuple(localised(reader, child, language) for child in reader.items(found.get("slogans"))),
    )
