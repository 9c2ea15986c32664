"""What only a whole pack shows: twin ids, unknown topics, missing citations, thin pools, strange characters, translations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from game.nodes import Node, Problem, Reader, scalars
from game.packs.pack import CARDS, Pack, groups_of
from game.packs.read import read_card, read_question, read_sources
from game.packs.translate import STRETCH, overlaid, read_translations
from game.rules.question import QuestionRules

ASSETS = Path(__file__).resolve().parents[2] / "assets"
CHARSET = ASSETS / "fonts" / "charset.json"
PICTURES = ASSETS / "pictures"


@dataclass(slots=True)
class Known:
    """The ids of items and chapters that clean packs hold already."""

    items: set[str] = field(default_factory=set)
    chapters: set[str] = field(default_factory=set)

    def learn(self, pack: Pack) -> None:
        """The pack's own are known too."""
        self.items |= {question.id for question in pack.questions} | {card.id for card in pack.cards}
        self.chapters |= {chapter.id for chapter in pack.chapters}


def check_pack(
    pack: Pack,
    node: Node,
    name: str,
    known: Known,
    topics: Collection[str],
    types: Mapping[str, QuestionRules],
) -> list[Problem]:
    """The pack's problems; `known` are the packs before it, `topics` the chapters of all packs."""
    reader = Reader(f"{name}/pack.yaml")
    assert isinstance(node.value, dict)
    if pack.id != name:
        reader.problem(
            node.value.get("id", node), "pack-id", f"id must be the folder's name `{name}` / id 应与文件夹同名"
        )
    taken = set[str]()
    for chapter in pack.chapters:
        if chapter.id in known.chapters:
            reader.problem(node, "twin-chapter", f"chapter `{chapter.id}` is in another pack too / 章节重复")
    for told in ("title", "sources", "chapters"):
        if told in node.value:
            _check_characters(reader, node.value[told])
    items: dict[str, tuple[Node, bool]] = {}
    for file, listed in groups_of(node.value["questions"]):
        reader.file = file
        for child in listed:
            _check_item(reader, child, topics, taken, known)
            items[_id(child)] = (child, True)
    reader.file = f"{name}/{CARDS}"
    for child in reader.items(node.value.get("cards")):
        _check_item(reader, child, topics, taken, known)
        _check_picture(reader, child)
        items[_id(child)] = (child, False)
    _check_translations(reader, node, items, types)
    reader.file = f"{name}/pack.yaml"
    for chapter in pack.chapters:
        pool = sum(question.topic == chapter.id for question in pack.questions)
        most = max((level.size for level in chapter.levels), default=0)
        if pool < most:
            reader.problem(
                node, "thin-pool", f"chapter `{chapter.id}` has {pool} questions, a level draws {most} / 题目不够"
            )
    return reader.problems


def _id(node: Node) -> str:
    found = node.value.get("id") if isinstance(node.value, dict) else None
    return str(found.value) if found is not None else ""


def _check_item(reader: Reader, node: Node, topics: Collection[str], taken: set[str], known: Known) -> None:
    if not isinstance(node.value, dict):
        return
    fields = node.value
    found, topic = fields.get("id"), fields.get("topic")
    if found is not None and isinstance(found.value, str):
        if found.value in taken or found.value in known.items:
            reader.problem(found, "twin-id", f"id `{found.value}` stands twice / 题目编号重复")
        taken.add(found.value)
    if topic is not None and isinstance(topic.value, str) and topic.value.strip() not in topics:
        reader.problem(
            topic, "unknown-topic", f"no chapter `{topic.value}` in any pack / 各题包的 pack.yaml 里都没有这一章"
        )
    if "sources" in fields and fields["sources"].value == []:
        reader.problem(fields["sources"], "no-sources", "`sources` is empty / 「sources」不能为空")
    if "facts" in fields and fields["facts"].value == []:
        reader.problem(fields["facts"], "no-facts", "`facts` is empty / 「facts」不能为空")
    _check_characters(reader, node)


def _check_picture(reader: Reader, node: Node) -> None:
    found = node.value.get("picture") if isinstance(node.value, dict) else None
    if found is not None and str(found.value) not in pictures():
        reader.problem(found, "no-picture", f"no picture `{found.value}` in assets/pictures / 没有这张图")


def _check_translations(
    reader: Reader, node: Node, items: Mapping[str, tuple[Node, bool]], types: Mapping[str, QuestionRules]
) -> None:
    """Every translation names an item of the pack, has its shape, and reads as one in its own language."""
    assert isinstance(node.value, dict)
    translations = node.value.get("translations")
    if translations is None or not isinstance(translations.value, dict):
        return
    for language, group in translations.value.items():
        sources = read_sources(Reader(""), node.value.get("sources"), language)
        ((file, _),) = groups_of(Node([group]))
        reader.file = file
        assert isinstance(group.value, dict)
        for name, words in read_translations(reader, group.value["items"]).items():
            if name not in items:
                reader.problem(
                    words, "translation-of-nothing", f"the pack has no `{name}` / 题包里没有编号为 {name} 的题或卡片"
                )
                continue
            original, is_question = items[name]
            reader.stretch = STRETCH
            laid = overlaid(original, words, reader)
            if is_question:
                read_question(reader, laid, sources, types)
            else:
                read_card(reader, laid, sources)
            reader.stretch = 1.0
            _check_characters(reader, words)


def _check_characters(reader: Reader, node: Node) -> None:
    for scalar in scalars(node):
        missing = sorted(set(str(scalar.value)) - drawable())
        if missing:
            reader.problem(scalar, "no-glyph", f"the font has no {' '.join(missing)} / 字库里没有这个字")


@lru_cache(maxsize=1)
def pictures() -> frozenset[str]:
    """The names of the pictures that the game has: what a pack says never becomes a path to look at."""
    return frozenset(path.stem for path in PICTURES.glob("*.svg"))


@lru_cache(maxsize=1)
def drawable() -> frozenset[str]:
    """Every character that the shipped fonts can draw."""
    import json

    lists = json.loads(CHARSET.read_text("utf-8"))
    codes = {code for listed in lists.values() for code in listed}
    return frozenset({chr(code) for code in codes} | {chr(code) for code in range(32, 127)} | set("\n“”‘’—–…·×"))
