"""One pack: a tree of nodes as chapters, questions and cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.nodes import Node, Reader
from game.packs.read import localised, read_card, read_chapter, read_question, read_sources
from game.packs.translate import STRETCH, Translations, overlaid, read_translations
from game.rules.handbook import Card
from game.rules.levels import Chapter
from game.rules.question import Question, QuestionRules

HOME_LANGUAGE = "zh"
"""What packs are written in; other languages are translations."""

HEAD, CARDS = "pack.yaml", "cards.yaml"
PACK_FIELDS = {
    "id": "题包编号，和文件夹同名 / the pack's id, the folder's name",
    "title": "题包名 / the pack's title",
    "version": "版本，如 2026.11 / the version",
    "checked_on": "哪一天核对过 / the day it was checked",
    "example": "示例写 true：只检查，不进游戏 / true for an example, checked but never played",
    "sources": "引用的文件，编号自己起 / the documents cited, by ids of your own",
    "chapters": "新开的章节；没有就归到已有的章 / chapters of its own; none to add to those there are",
}
GATHERED = ("questions", "cards", "translations")
"""What the other files of a pack bring into its tree."""
PACK_REQUIRED = ("id", "title", "version", "sources")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack. One without chapters adds its questions to the chapters of others; an example is checked, never played."""

    id: str
    title: str
    version: str
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    cards: tuple[Card, ...] = ()
    is_example: bool = False


def compiled(name: str, node: Node, language: str, types: Mapping[str, QuestionRules], reader: Reader) -> Pack:
    """The pack in that language, item by item in Chinese where it has no translation; problems go to `reader`."""
    reader.file = f"{name}/{HEAD}"
    assert isinstance(node.value, dict)
    found = {name: child for name, child in node.value.items() if name in GATHERED}
    head = {name: child for name, child in node.value.items() if name not in GATHERED}
    found |= reader.mapping(Node(head, node.line, node.column), PACK_FIELDS, PACK_REQUIRED)
    words = _words(found.get("translations"), language)
    is_home = language.startswith(HOME_LANGUAGE)
    sources = read_sources(reader, found.get("sources"), language)
    chapters = tuple(read_chapter(reader, child, language) for child in reader.items(found.get("chapters")))
    reader.day(found.get("checked_on"))
    pack_id, title = reader.identifier(found.get("id"), 60), localised(reader, found.get("title"), language)
    version = reader.text(found.get("version"), 20)
    is_example = reader.flag(found.get("example"))
    questions: list[Question] = []
    for file, items in groups_of(found.get("questions")):
        reader.file = file
        for child in items:
            item, is_translated = _in_words(child, words, reader)
            question = read_question(reader, item, sources, types)
            reader.stretch = 1.0
            if question is not None:
                is_foreign = not (is_home or is_translated)
                questions.append(replace(question, is_foreign=is_foreign, pack=f"{pack_id}@{version}"))
    reader.file = f"{name}/{CARDS}"
    cards: list[Card] = []
    for child in reader.items(found.get("cards")):
        item, _ = _in_words(child, words, reader)
        cards.append(read_card(reader, item, sources))
        reader.stretch = 1.0
    return Pack(pack_id, title, version, chapters, tuple(questions), tuple(cards), is_example)


def groups_of(node: Node | None) -> list[tuple[str, list[Node]]]:
    """Each group's file with its items, in the order read."""
    listed = node.value if node is not None and isinstance(node.value, list) else []
    found = []
    for group in listed:
        assert isinstance(group.value, dict)
        items = group.value["items"].value
        found.append((str(group.value["file"].value), items if isinstance(items, list) else []))
    return found


def _words(node: Node | None, language: str) -> Translations:
    """The translations into that language; none when it is the packs' own."""
    if language.startswith(HOME_LANGUAGE) or node is None or not isinstance(node.value, dict):
        return {}
    group = node.value.get(language) or node.value.get(language.split("-")[0])
    if group is None or not isinstance(group.value, dict):
        return {}
    return read_translations(Reader(""), group.value["items"])


def _in_words(node: Node, words: Translations, reader: Reader) -> tuple[Node, bool]:
    """The item in other words where there are any, the reader set to their length, and whether there were."""
    named = node.value.get("id") if isinstance(node.value, dict) else None
    found = words.get(named.value) if words and named is not None and isinstance(named.value, str) else None
    if found is None:
        return node, False
    reader.stretch = STRETCH
    return overlaid(node, found, reader), True
