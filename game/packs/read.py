"""Nodes → chapters, levels, lessons, questions. What can't be read is a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping

from game.nodes import Node, Reader
from game.packs import limits
from game.rules.handbook import Card
from game.rules.levels import EXAM, LEVELS_A_CHAPTER, MOST_STARS, Chapter, Lesson, Level
from game.rules.question import DIFFICULTIES, Citation, Question, QuestionRules

QUESTION_FIELDS = {
    "id": "题目编号，所有题包里不能重复 / the question's id, unique in all packs",
    "type": "题型 / the question type",
    "topic": "归哪一章，写章节的 id / the chapter it belongs to",
    "difficulty": "难度：1 易、2 中、3 难 / difficulty, 1 easy to 3 hard",
    "aspect": "角度：knowledge 知识、understanding 理解、situation 情景 / what it asks for",
    "stem": "题干 / the question as asked",
    "rationale": "讲解，答题后显示 / the explanation, shown after the answer",
    "hint": "提示，用道具时显示，不能说出答案 / the hint; it must not give the answer away",
    "facts": "依据哪些事实，写事实的 id / the facts that carry it, by id",
    "sources": "依据的文件，写 pack.yaml 里的来源 id / the documents it cites, by their id in pack.yaml",
    "checked_on": "哪一天核对过，如 2026-11-23 / the day it was checked",
    "valid_until": "复核日期，过了这天要再核对 / the day until which it may be asked unchecked",
    "genuine": "真实的、不是诈骗的写 true / true where it is genuine, no scam",
    "reckoning": "答案里的数字怎样算出来 / how the numbers of its key follow from its facts",
}
CITATION = {
    "id": "来源 id，列在 pack.yaml 的 sources 里 / the source's id, listed in pack.yaml",
    "article": "第几条 / the article",
}
REQUIRED = ("id", "type", "topic", "difficulty", "stem", "rationale", "hint", "facts", "sources", "checked_on")
ASPECTS = ("knowledge", "understanding", "situation")
CARD_FIELDS = {
    "id": "卡片编号 / the card's id",
    "topic": "归哪一章 / the chapter it belongs to",
    "title": "标题 / the title",
    "body": "正文，3 到 6 句，一句一行 / three to six sentences",
    "do": "该怎么做 / what to do",
    "avoid": "不要怎么做 / what to avoid",
    "picture": "图片名，assets/pictures 里的 / a picture of assets/pictures",
    "facts": "依据哪些事实 / the facts that carry it, by id",
    "sources": "依据的文件 / the documents it cites",
    "checked_on": "哪一天核对过 / the day it was checked",
}
CARD_EXTRAS = {"initials": "标题的拼音首字母，查找时用 / initials of the title, for looking it up"}
LEVEL_FIELDS = {
    "title": "关卡名 / the level's title",
    "draw": "各难度抽几题，如 {1: 5, 2: 2} / how many questions of each difficulty",
    "stars": "一、二、三星要答对百分之几，如 [60, 80, 100] / percentages for one, two, three stars",
    "hearts": "几颗心，1 到 5 / hearts",
    "seconds": "每题思考几秒，0 为不限时 / seconds to think, 0 for no limit",
    "asks_sure": "要不要问“有把握吗” / whether it asks how sure one is",
}
DRAW = {
    "1": "易题几道 / easy questions",
    "2": "中等题几道 / middling questions",
    "3": "难题几道 / hard questions",
}
CHAPTER = {
    "id": "章节 id，题目的 topic 写它 / the chapter's id",
    "title": "章节名 / the chapter's title",
    "plot": "街上的房子，图片名 / its house in the street, a picture's name",
    "lesson": "开场小课 / the lesson at its start",
    "levels": "三关 / its three levels",
}
LESSON = {
    "what_title": "“是什么”的标题 / heading of what it is",
    "what": "是什么 / what it is",
    "use_title": "“有什么用”的标题 / heading of what it is for",
    "use": "有什么用 / what it is for",
    "points": "要点，一句一行 / the points to remember",
    "facts": "依据哪些事实 / the facts that carry it, by id",
}
SOURCE = {
    "title": "文件名 / the document's title",
    "number": "文号 / its number",
    "issuer": "谁发布的 / who issued it",
    "status": "是否有效 / whether it is in force",
}
LANGUAGES = {"zh": "中文 / Chinese", "en": "英文 / English"}

Sources = Mapping[str, tuple[str, str]]
"""A pack's sources: id → (title, number)."""


def localised(reader: Reader, node: Node | None, language: str, most: int = limits.TITLE_CHARACTERS) -> str:
    """A text, or the right one of `zh:` and `en:`; Chinese where the language is missing."""
    if node is None or not isinstance(node.value, dict):
        return reader.text(node, most)
    found = reader.mapping(node, LANGUAGES, ("zh",))
    chosen = found.get("en") if language.startswith("en") and "en" in found else found.get("zh")
    for name, child in found.items():
        reader.text(child, most if name == "zh" else 3 * most)
    return chosen.value.strip() if chosen is not None and isinstance(chosen.value, str) else ""


def read_sources(reader: Reader, node: Node | None, language: str) -> dict[str, tuple[str, str]]:
    """The documents that a pack's questions cite, each listed once."""
    sources: dict[str, tuple[str, str]] = {}
    for name, child in reader.entries(node).items():
        found = reader.mapping(child, SOURCE, ("title",))
        number = reader.text(found.get("number"), 80)
        for word in ("issuer", "status"):
            reader.text(found.get(word), limits.SOURCE_CHARACTERS)
        sources[name] = (localised(reader, found.get("title"), language, limits.SOURCE_CHARACTERS), number)
    return sources


def read_level(reader: Reader, node: Node, level_id: str, chapter: str, language: str) -> Level:
    """A level: what it draws, its star marks, hearts and seconds."""
    found = reader.mapping(node, LEVEL_FIELDS, ("title", "draw", "stars"))
    draw: list[tuple[int, int]] = []
    wanted = found.get("draw")
    if wanted is not None:
        for name, child in reader.mapping(wanted, DRAW).items():
            draw.append((int(name) if name in DRAW else 1, reader.number(child, 0, 20, 0)))
    stars = reader.counted(found.get("stars"), MOST_STARS, MOST_STARS, "star-marks", "percentages/个百分数")
    marks = [reader.number(child, 1, 100, 60) for child in stars]
    if len(marks) == MOST_STARS and sorted(set(marks)) != marks:
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
    found = reader.mapping(node, CHAPTER, CHAPTER)
    chapter_id = reader.identifier(found.get("id"), 40)
    needed = ("what_title", "what", "use_title", "use", "points")
    parts = reader.mapping(found["lesson"], LESSON, needed) if "lesson" in found else {}
    most = limits.LESSON_CHARACTERS
    for child in reader.items(parts.get("facts")):
        reader.text(child, limits.FACT_CHARACTERS)
    lesson = Lesson(
        localised(reader, parts.get("what_title"), language),
        localised(reader, parts.get("what"), language, most),
        localised(reader, parts.get("use_title"), language),
        localised(reader, parts.get("use"), language, most),
        tuple(localised(reader, point, language, most) for point in reader.items(parts.get("points"))),
    )
    levels = tuple(
        read_level(reader, child, f"{chapter_id}.{place}", chapter_id, language)
        for place, child in enumerate(
            reader.counted(found.get("levels"), LEVELS_A_CHAPTER, LEVELS_A_CHAPTER, "level-count", "levels/关"), 1
        )
    )
    return Chapter(
        chapter_id,
        localised(reader, found.get("title"), language),
        reader.identifier(found.get("plot"), 40),
        lesson,
        levels,
    )


def read_question(reader: Reader, node: Node, sources: Sources, types: Mapping[str, QuestionRules]) -> Question | None:
    """A question; None when even its type is unknown."""
    kind = node.value.get("type") if isinstance(node.value, dict) else None
    name = kind.value if kind is not None and isinstance(kind.value, str) else ""
    if name not in types:
        reader.problem(kind or node, "unknown-type", f"unknown type `{name}`; known: {', '.join(types)} / 没有这种题型")
        return None
    rules = types[name]
    found = reader.mapping(node, {**QUESTION_FIELDS, **rules.fields()}, REQUIRED)
    checked_on, valid_until = reader.day(found.get("checked_on")), reader.day(found.get("valid_until"))
    if checked_on is not None and valid_until is not None and valid_until < checked_on:
        reader.problem(found["valid_until"], "dates-crossed", "is before the day it was checked / 复核日期早于核对日期")
    reader.one_of(kind, tuple(types), name)
    return Question(
        id=reader.identifier(found.get("id"), 60),
        type=name,
        topic=reader.text(found.get("topic"), 40),
        difficulty=reader.number(found.get("difficulty"), DIFFICULTIES[0], DIFFICULTIES[-1], 1),
        stem=reader.text(found.get("stem"), limits.STEM_CHARACTERS),
        body=rules.read(node, reader),
        rationale=reader.text(found.get("rationale"), limits.RATIONALE_CHARACTERS),
        hint=reader.text(found.get("hint"), limits.HINT_CHARACTERS),
        citations=tuple(_citation(reader, child, sources) for child in reader.items(found.get("sources"))),
        facts=tuple(reader.text(child, limits.FACT_CHARACTERS) for child in reader.items(found.get("facts"))),
        aspect=reader.one_of(found.get("aspect"), ASPECTS, ASPECTS[0]),
        checked_on=checked_on,
        valid_until=valid_until,
        genuine=reader.flag(found.get("genuine")),
        reckoning=reader.text(found.get("reckoning"), limits.RATIONALE_CHARACTERS),
    )


def read_card(reader: Reader, node: Node, sources: Sources) -> Card:
    """A card of the handbook."""
    found = reader.mapping(node, {**CARD_FIELDS, **CARD_EXTRAS}, CARD_FIELDS)
    low, high = limits.CARD_SENTENCES
    sentences = reader.counted(found.get("body"), low, high, "card-length", "sentences/句")
    body = tuple(reader.text(child, limits.CARD_SENTENCE_CHARACTERS) for child in sentences)
    reader.day(found.get("checked_on"))
    return Card(
        id=reader.identifier(found.get("id"), 60),
        topic=reader.text(found.get("topic"), 40),
        title=reader.text(found.get("title"), limits.CARD_TITLE_CHARACTERS),
        body=body,
        do=reader.text(found.get("do"), limits.CARD_ADVICE_CHARACTERS),
        avoid=reader.text(found.get("avoid"), limits.CARD_ADVICE_CHARACTERS),
        picture=reader.identifier(found.get("picture"), 40),
        facts=tuple(reader.text(child, limits.FACT_CHARACTERS) for child in reader.items(found.get("facts"))),
        citations=tuple(_citation(reader, child, sources) for child in reader.items(found.get("sources"))),
        initials=reader.text(found.get("initials"), limits.CARD_TITLE_CHARACTERS),
    )


def _citation(reader: Reader, node: Node, sources: Sources) -> Citation:
    found = reader.mapping(node, CITATION, ("id",))
    source = reader.text(found.get("id"), 60)
    if "id" in found and source not in sources:
        reader.problem(
            found["id"], "unknown-source", f"source `{source}` is not in pack.yaml / pack.yaml 里没有这个来源"
        )
    title, number = sources.get(source, ("", ""))
    article = found.get("article")
    return Citation(
        source, title, number, "" if article is None or reader.is_null(article) else reader.text(article, 60)
    )
