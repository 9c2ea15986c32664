"""All packs of a folder as one street. A bad pack stays out with every problem listed; the good ones play on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from game.nodes import Node, Problem, Reader, node_of, plain
from game.packs import cache as pack_cache
from game.packs import limits
from game.packs.read import localised, read_card, read_chapter, read_level, read_question, read_sources
from game.packs.yaml_nodes import read_file
from game.qtypes import load_rules
from game.rules.handbook import Card
from game.rules.levels import EXAM, Campaign, Chapter, Level
from game.rules.question import Question, QuestionRules

ASSETS = Path(__file__).resolve().parents[2] / "assets"
CHARSET = ASSETS / "fonts" / "charset.json"
PICTURES = ASSETS / "pictures"
CAMPAIGN = "campaign.yaml"
CARDS = "cards.yaml"
FACTS = "facts"


class LibraryError(RuntimeError):
    """No pack can be played; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("no playable pack")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Pack:
    """A checked pack."""

    id: str
    title: str
    version: str
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    cards: tuple[Card, ...] = ()


class Library:
    """What may be played, what was refused and why, and what is out of date by `today`.

    `read` brings the packs with their questions. It is called when they are first asked for: a kiosk shows its
    poster before it knows its questions.
    """

    def __init__(
        self,
        campaign: Campaign,
        read: Callable[[], Sequence[Pack]],
        problems: tuple[Problem, ...] = (),
        today: date | None = None,
    ) -> None:
        self.campaign, self.problems = campaign, problems
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


def load_library(root: Path, cache: Path | None = None, language: str = "zh-CN", today: date | None = None) -> Library:
    """Every good pack below `root`. Raises LibraryError when none is.

    With a `cache` folder, checked trees are kept there by the hash of the packs' bytes, and read back unchecked.
    """
    with collector_off():
        return _load(root, cache, language, today)


def _load(root: Path, cache: Path | None, language: str, today: date | None) -> Library:
    types = load_rules()
    digest = pack_cache.digest(root)
    kept = pack_cache.read(cache, digest)
    if kept is not None:
        trees = kept["packs"]
        heads = [_compiled(name, node_of({**tree, "questions": []}), language, types) for name, tree in trees.items()]
        campaign = _campaign(Reader(CAMPAIGN), node_of(kept["campaign"]), heads, language)
        return Library(
            campaign,
            lambda: [_compiled(name, node_of(tree), language, types) for name, tree in trees.items()],
            (),
            today,
        )
    problems: list[Problem] = []
    packs: list[Pack] = []
    trees = {}
    for folder in sorted(path for path in root.iterdir() if (path / "pack.yaml").is_file()):
        node, found = read_pack(folder)
        if node is not None:
            reader = Reader(folder.name)
            pack = _compiled(folder.name, node, language, types, reader)
            found += reader.problems + check_pack(pack, node, folder.name, packs)
            if not found:
                packs.append(pack)
                trees[folder.name] = plain(node)
        problems += found
    if not packs:
        raise LibraryError(tuple(sorted(problems)))
    campaign_node, found = read_file(root / CAMPAIGN, CAMPAIGN)
    problems += found
    reader = Reader(CAMPAIGN)
    campaign = _campaign(reader, campaign_node, packs, language)
    problems += reader.problems
    if not problems and campaign_node is not None:
        pack_cache.write(cache, digest, {"packs": trees, "campaign": plain(campaign_node)})
    return Library(campaign, lambda: packs, tuple(sorted(problems)), today)


def read_pack(folder: Path) -> tuple[Node | None, list[Problem]]:
    """All files of a pack as one node: pack.yaml with its `cards` and a list `questions`, each marked with its file."""
    name = folder.name
    root, problems = read_file(folder / "pack.yaml", f"{name}/pack.yaml")
    questions: list[Node] = []
    total = 0
    for path in sorted((folder / "q").glob("*.yaml")):
        file = f"{name}/q/{path.name}"
        total += path.stat().st_size
        node, found = read_file(path, file)
        problems += found
        if node is None:
            continue
        if not isinstance(node.value, list):
            problems.append(
                Problem(
                    file, node.line, node.column, "not-a-list", "expected a list of questions / 应当是「- id: …」的列表"
                )
            )
            continue
        questions.append(Node({"file": Node(file), "items": node}, node.line, node.column))
    if total > limits.LIMITS.pack_bytes:
        problems.append(Problem(f"{name}/pack.yaml", 1, 1, "pack-too-big", "pack is larger than 20 MiB / 题包太大"))
    if root is not None and not isinstance(root.value, dict):
        problems.append(
            Problem(f"{name}/pack.yaml", 1, 1, "not-a-mapping", "expected `id: …` / pack.yaml 应当是「键: 值」")
        )
        root = None
    if root is None or not isinstance(root.value, dict):
        return None, problems
    content = {**root.value, "questions": Node(questions)}
    if (folder / CARDS).is_file():
        cards, found = read_file(folder / CARDS, f"{name}/{CARDS}")
        problems += found
        if cards is not None:
            content["cards"] = cards
    return Node(content, root.line, root.column), problems


def _compiled(
    name: str, node: Node, language: str, types: Mapping[str, QuestionRules], reader: Reader | None = None
) -> Pack:
    quiet = reader is None
    reader = reader or Reader(name)
    reader.file = f"{name}/pack.yaml"
    known = ("id", "title", "version", "checked_on", "sources", "chapters", "questions", "cards")
    found = reader.mapping(node, known, ("id", "title", "version", "sources", "chapters"))
    sources = read_sources(reader, found.get("sources"))
    chapters = tuple(read_chapter(reader, child, language) for child in reader.items(found.get("chapters")))
    pack_id, title = reader.text(found.get("id"), 60), localised(reader, found.get("title"), language)
    version = reader.text(found.get("version"), 20)
    questions: list[Question] = []
    for group in reader.items(found.get("questions")):
        assert isinstance(group.value, dict)
        reader.file = str(group.value["file"].value)
        for child in reader.items(group.value["items"]):
            question = read_question(reader, child, sources, types)
            if question is not None:
                questions.append(question)
    reader.file = f"{name}/{CARDS}"
    cards = tuple(read_card(reader, child, sources) for child in reader.items(found.get("cards")))
    if quiet:
        reader.problems.clear()
    return Pack(pack_id, title, version, chapters, tuple(questions), cards)


def check_pack(pack: Pack, node: Node, name: str, others: list[Pack]) -> list[Problem]:
    """What only the whole pack shows: twin ids, unknown topics, missing citations, thin pools, strange characters."""
    reader = Reader(f"{name}/pack.yaml")
    assert isinstance(node.value, dict)
    if pack.id != name:
        reader.problem(
            node.value.get("id", node), "pack-id", f"id must be the folder's name `{name}` / id 应与文件夹同名"
        )
    topics = {chapter.id for chapter in pack.chapters}
    taken = {question.id for other in others for question in other.questions}
    for chapter in pack.chapters:
        if chapter.id in {other.id for pack_ in others for other in pack_.chapters}:
            reader.problem(node, "twin-chapter", f"chapter `{chapter.id}` is in another pack too / 章节重复")
    groups = node.value["questions"].value
    assert isinstance(groups, list)
    for group in groups:
        assert isinstance(group.value, dict)
        reader.file = str(group.value["file"].value)
        for child in reader.items(group.value["items"]):
            _check_question(reader, child, topics, taken)
    reader.file = f"{name}/{CARDS}"
    for child in reader.items(node.value.get("cards")):
        _check_question(reader, child, topics, taken)
        _check_picture(reader, child)
    reader.file = f"{name}/pack.yaml"
    for chapter in pack.chapters:
        pool = sum(question.topic == chapter.id for question in pack.questions)
        most = max((level.size for level in chapter.levels), default=0)
        if pool < most:
            reader.problem(
                node, "thin-pool", f"chapter `{chapter.id}` has {pool} questions, a level draws {most} / 题目不够"
            )
    return reader.problems


def _check_question(reader: Reader, node: Node, topics: set[str], taken: set[str]) -> None:
    if not isinstance(node.value, dict):
        return
    fields = node.value
    found, topic = fields.get("id"), fields.get("topic")
    if found is not None and isinstance(found.value, str):
        if found.value in taken:
            reader.problem(found, "twin-id", f"id `{found.value}` stands twice / 题目编号重复")
        taken.add(found.value)
    if topic is not None and topic.value not in topics:
        reader.problem(topic, "unknown-topic", f"no chapter `{topic.value}` in pack.yaml / pack.yaml 里没有这一章")
    for name in ("sources", "facts"):
        listed = fields.get(name)
        if listed is not None and listed.value == []:
            reader.problem(listed, f"no-{name}", f"`{name}` is empty / 「{name}」不能为空")
    _check_characters(reader, node)


def _check_picture(reader: Reader, node: Node) -> None:
    found = node.value.get("picture") if isinstance(node.value, dict) else None
    if found is not None and not (PICTURES / f"{found.value}.svg").is_file():
        reader.problem(found, "no-picture", f"no picture `{found.value}` in assets/pictures / 没有这张图")


def _check_characters(reader: Reader, node: Node) -> None:
    from game.nodes import scalars

    for scalar in scalars(node):
        missing = sorted(set(str(scalar.value)) - drawable())
        if missing:
            reader.problem(scalar, "no-glyph", f"the font has no {' '.join(missing)} / 字库里没有这个字")


@lru_cache(maxsize=1)
def drawable() -> frozenset[str]:
    """Every character that the shipped fonts can draw."""
    import json

    lists = json.loads(CHARSET.read_text("utf-8"))
    codes = {code for listed in lists.values() for code in listed}
    return frozenset({chr(code) for code in codes} | {chr(code) for code in range(32, 127)} | set("\n“”‘’—–…·×"))


def _campaign(reader: Reader, node: Node | None, packs: list[Pack], language: str) -> Campaign:
    """The street as campaign.yaml says; without it, all chapters in pack order and a plain exam."""
    chapters = {chapter.id: chapter for pack in packs for chapter in pack.chapters}
    exam = Level(EXAM, EXAM, "考试", ((1, 3), (2, 5), (3, 4)), (70, 85, 95), 4, 45)
    if node is None:
        return Campaign("金融街", tuple(chapters.values()), exam)
    found = reader.mapping(node, ("title", "edition", "chapters", "exam", "slogans"), ("title", "chapters", "exam"))
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
