"""Nodes → chapters, levels, lessons, questions. What can't be read is a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping

from game.nodes import Node, Reader
from game.packs import limits
from game.rules.handbook import Card
from game.rules.levels import EXAM, LEVELS_A_CHAPTER, Chapter, Lesson, Level
from game.rules.question import DIFFICULTIES, Citation, Question, QuestionRules

QUESTION_FIELDS = (
    "id",
    "type",
    "topic",
    "difficulty",
    "aspect",
    "stem",
    "rationale",
    "hint",
    "facts",
    "sources",
    "checked_on",
    "valid_until",
    "genuine",
    "reckoning",
)
REQUIRED = ("id", "type", "topic", "difficulty", "stem", "rationale", "hint", "facts", "sources", "checked_on")
ASPECTS = ("knowledge", "understanding", "situation")
CARD_FIELDS = ("id", "topic", "title", "body", "do", "avoid", "picture", "facts", "sources", "checked_on")
CARD_EXTRAS = ("initials",)
LEVEL_FIELDS = ("title", "draw", "stars", "hearts", "seconds", "asks_sure")

Sources = Mapping[str, tuple[str, str]]
"""A pack's sources: id → (title, number)."""


def localised(reader: Reader, node: Node | None, language: str, most: int = limits.TITLE_CHARACTERS) -> str:
    """A text, or the right one of `zh:` and `en:`; Chinese where the language is missing."""
    if node is None or not isinstance(node.value, dict):
        return reader.text(node, most)
    found = reader.mapping(node, ("zh", "en"), ("zh",))
    chosen = found.get("en") if language.startswith("en") and "en" in found else found.get("zh")
    for name, child in found.items():
        reader.text(child, most if name == "zh" else 3 * most)
    return chosen.value.strip() if chosen is not None and isinstance(chosen.value, str) else ""


def read_sources(reader: Reader, node: Node | None, language: str) -> dict[str, tuple[str, str]]:
    """The documents that a pack's questions cite, each listed once."""
    sources: dict[str, tuple[str, str]] = {}
    if node is None or not isinstance(node.value, dict):
        if node is not None:
            reader.problem(node, "not-a-mapping", "expected `source-id: …` / 来源应当写成「编号: …」")
        return sources
    for name, child in node.value.items():
        found = reader.mapping(child, ("title", "number", "issuer", "status"), ("title",))
        number = reader.text(found["number"], 80) if "number" in found else ""
        sources[name] = (localised(reader, found.get("title"), language, limits.SOURCE_CHARACTERS), number)
    return sources


def read_level(reader: Reader, node: Node, level_id: str, chapter: str, language: str) -> Level:
    """A level: what it draws, its star marks, hearts and seconds."""
    found = reader.mapping(node, LEVEL_FIELDS, ("title", "draw", "stars"))
    draw: list[tuple[int, int]] = []
    wanted = found.get("draw")
    if wanted is not None:
        for name, child in reader.mapping(wanted, ("1", "2", "3")).items():
            draw.append((int(name) if name in ("1", "2", "3") else 1, reader.number(child, 0, 20, 0)))
    marks = [reader.number(child, 1, 100, 60) for child in reader.items(found.get("stars"))]
    if "stars" in found and (len(marks) != 3 or sorted(set(marks)) != marks):
        reader.problem(found["stars"], "star-marks", "expected three rising percentages / 星级应是三个递增的百分数")
    star_percents = (marks[0], marks[1], marks[2]) if len(marks) == 3 else (60, 80, 100)
    low, high = limits.EXAM_QUESTIONS if level_id == EXAM else limits.LEVEL_QUESTIONS
    level = Level(
        level_id,
        chapter,
        localised(reader, found.get("title"), language),
        tuple(draw),
        star_percents,
        reader.number(found.get("hearts"), 1, 5, 3),
        reader.number(found.get("seconds"), 0, 600, 0),
        reader.flag(found.get("asks_sure")),
    )
    if wanted is not None and not low <= level.size <= high:
        reader.problem(
            wanted, "level-size", f"draws {level.size} questions, expected {low}–{high} / 一关应抽 {low} 到 {high} 题"
        )
    return level


def read_chapter(reader: Reader, node: Node, language: str) -> Chapter:
    """A chapter with its lesson and three levels."""
    found = reader.mapping(
        node, ("id", "title", "plot", "lesson", "levels"), ("id", "title", "plot", "lesson", "levels")
    )
    chapter_id = reader.text(found.get("id"), 40)
    lesson_node = found.get("lesson", Node({}))
    parts = reader.mapping(
        lesson_node,
        ("what_title", "what", "use_title", "use", "points", "facts"),
        ("what_title", "what", "use_title", "use", "points"),
    )
    most = limits.LESSON_CHARACTERS
    lesson = Lesson(
        localised(reader, parts.get("what_title"), language),
        localised(reader, parts.get("what"), language, most),
        localised(reader, parts.get("use_title"), language),
        localised(reader, parts.get("use"), language, most),
        tuple(localised(reader, point, language, most) for point in reader.items(parts.get("points"))),
    )
    levels = tuple(
        read_level(reader, child, f"{chapter_id}.{place}", chapter_id, language)
        for place, child in enumerate(reader.items(found.get("levels")), 1)
    )
    if "levels" in found and len(levels) != LEVELS_A_CHAPTER:
        reader.problem(
            found["levels"], "level-count", f"{len(levels)} levels, expected {LEVELS_A_CHAPTER} / 每章应有 3 关"
        )
    return Chapter(
        chapter_id, localised(reader, found.get("title"), language), reader.text(found.get("plot"), 40), lesson, levels
    )


def read_question(reader: Reader, node: Node, sources: Sources, types: Mapping[str, QuestionRules]) -> Question | None:
    """A question; None when even its type is unknown."""
    kind = node.value.get("type") if isinstance(node.value, dict) else None
    name = kind.value if kind is not None and isinstance(kind.value, str) else ""
    if name not in types:
        reader.problem(kind or node, "unknown-type", f"unknown type `{name}`; known: {', '.join(types)} / 没有这种题型")
        return None
    rules = types[name]
    found = reader.mapping(node, (*QUESTION_FIELDS, *rules.fields()), REQUIRED)
    return Question(
        id=reader.text(found.get("id"), 60),
        type=name,
        topic=reader.text(found.get("topic"), 40),
        difficulty=reader.number(found.get("difficulty"), DIFFICULTIES[0], DIFFICULTIES[-1], 1),
        stem=reader.text(found.get("stem"), limits.STEM_CHARACTERS),
        body=rules.read(node, reader),
        rationale=reader.text(found.get("rationale"), limits.RATIONALE_CHARACTERS),
        hint=reader.text(found.get("hint"), limits.HINT_CHARACTERS),
        citations=tuple(_citation(reader, child, sources) for child in reader.items(found.get("sources"))),
        facts=tuple(reader.text(child, 80) for child in reader.items(found.get("facts"))),
        aspect=reader.one_of(found.get("aspect"), ASPECTS, ASPECTS[0]),
        checked_on=reader.day(found.get("checked_on")),
        valid_until=reader.day(found.get("valid_until")),
        genuine=reader.flag(found.get("genuine")),
        reckoning=reader.text(found.get("reckoning"), limits.RATIONALE_CHARACTERS),
    )


def read_card(reader: Reader, node: Node, sources: Sources) -> Card:
    """A card of the handbook."""
    found = reader.mapping(node, (*CARD_FIELDS, *CARD_EXTRAS), CARD_FIELDS)
    body = tuple(reader.text(child, limits.CARD_SENTENCE_CHARACTERS) for child in reader.items(found.get("body")))
    low, high = limits.CARD_SENTENCES
    if "body" in found and not low <= len(body) <= high:
        reader.problem(found["body"], "card-length", f"{len(body)} sentences, expected {low}–{high} / 应有 3 到 6 句")
    reader.day(found.get("checked_on"))
    return Card(
        id=reader.text(found.get("id"), 60),
        topic=reader.text(found.get("topic"), 40),
        title=reader.text(found.get("title"), limits.CARD_TITLE_CHARACTERS),
        body=body,
        do=reader.text(found.get("do"), limits.CARD_ADVICE_CHARACTERS),
        avoid=reader.text(found.get("avoid"), limits.CARD_ADVICE_CHARACTERS),
        picture=reader.text(found.get("picture"), 40),
        facts=tuple(reader.text(child, 80) for child in reader.items(found.get("facts"))),
        citations=tuple(_citation(reader, child, sources) for child in reader.items(found.get("sources"))),
        initials=reader.text(found.get("initials"), limits.CARD_TITLE_CHARACTERS),
    )


def _citation(reader: Reader, node: Node, sources: Sources) -> Citation:
    found = reader.mapping(node, ("id", "article"), ("id",))
    source = reader.text(found.get("id"), 60)
    if "id" in found and source not in sources:
        reader.problem(
            found["id"], "unknown-source", f"source `{source}` is not in pack.yaml / pack.yaml 里没有这个来源"
        )
    title, number = sources.get(source, ("", ""))
    return Citation(source, title, number, reader.text(found["article"], 60) if "article" in found else "")
