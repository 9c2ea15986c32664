"""What is different between two states of a pack, with the changed right answers apart from all other changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from game.nodes import Tree
from game.packs.answers import KEY_FIELDS, answer_in_words, differing
from game.packs.pack import Pack
from game.qtypes import QTYPES, load_rules
from game.rules.handbook import Card
from game.rules.levels import Chapter, Level
from game.rules.question import Citation, Question

Kind = Literal["added", "removed", "changed", "key"]
Part = Literal["pack", "chapter", "question", "card"]
KINDS: tuple[Kind, ...] = ("key", "removed", "added", "changed")
"""The order in which differences are told: what can do harm first."""
JOINT = "；"
BREAK = "⏎"
"""Stands for a line break, so that every field is one line."""
ANSWER_MARKS = ("right", "class", "to", "risk")
"""Fields of a type's members that say what is right."""
Fields = Mapping[str, Tree]
Item = TypeVar("Item", Chapter, Question, Card)


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs. `question` is its id: a question's, a card's, a chapter's, or the pack's for its head.

    Of `added` and `removed` items `new` or `old` is the stem or title. Of `changed` ones `old` and `new` have a line for each
    of `fields`. `key` says that the right answer is another one: `old` and `new` tell it in words, and `fields` name where it
    stands. An item whose answer and other words changed is listed twice, once as `key` and once as `changed`.
    """

    question: str
    kind: Kind
    old: str
    new: str
    fields: tuple[str, ...] = ()
    part: Part = "question"

    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """Each field with its old and new words; a key is told in one piece."""
        if self.kind == "changed":
            return tuple(zip(self.fields, self.old.split("\n"), self.new.split("\n"), strict=True))
        return ((" ".join(self.fields), self.old, self.new),)


def differences(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Everything that differs, changed answers first; nothing for the same pack with its items in another order."""
    found = [
        *_changed(new.id, "pack", _head(old), _head(new)),
        *_listed("chapter", _by_id(old.chapters), _by_id(new.chapters), _chapter, lambda chapter: chapter.title),
        *_listed("question", _by_id(old.questions), _by_id(new.questions), _question, lambda question: question.stem),
        *_renamed(old.questions, new.questions),
        *_listed("card", _by_id(old.cards), _by_id(new.cards), _card, lambda card: card.title),
    ]
    return tuple(sorted(found, key=lambda difference: KINDS.index(difference.kind)))


def changed_keys(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Those that change a right answer."""
    return tuple(difference for difference in found if difference.kind == "key")


def _by_id(items: Sequence[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def _listed(
    part: Part,
    old: Mapping[str, Item],
    new: Mapping[str, Item],
    fields: Callable[[Item], Fields],
    name: Callable[[Item], str],
) -> Iterator[Difference]:
    for item_id, item in new.items():
        if item_id not in old:
            yield Difference(item_id, "added", "", _line(name(item)), part=part)
            continue
        before = old[item_id]
        covered: tuple[str, ...] = ()
        if isinstance(before, Question) and isinstance(item, Question):
            key = _key(before, item)
            if key is not None:
                yield key
                covered = KEY_FIELDS.get(item.type, ()) if before.type == item.type else ()
        yield from _changed(item_id, part, fields(before), fields(item), covered)
    for item_id, item in old.items():
        if item_id not in new:
            yield Difference(item_id, "removed", _line(name(item)), "", part=part)


def _key(old: Question, new: Question) -> Difference | None:
    """The changed right answer; None when it is the same in whatever order."""
    before, after = answer_in_words(old), answer_in_words(new)
    if old.type == new.type and sorted(before) == sorted(after):
        return None
    if old.type != new.type:
        was, now = (JOINT.join((one.type, *answer_in_words(one))) for one in (old, new))
        return Difference(new.id, "key", was, now, ("type",))
    fields = tuple(load_rules()[new.type].fields()) if new.type in QTYPES else ()
    before, after = differing(new.type, before, after)
    return Difference(new.id, "key", JOINT.join(before), JOINT.join(after), fields)


def _renamed(old: Sequence[Question], new: Sequence[Question]) -> Iterator[Difference]:
    """Questions asked again under another id with another answer: no way round the alarm."""
    before, after = _by_id(old), _by_id(new)
    gone: dict[str, list[Question]] = {}
    for question in old:
        if question.id not in after:
            gone.setdefault("".join(question.stem.split()), []).append(question)
    for question in new:
        known = gone.get("".join(question.stem.split()), []) if question.id not in before else []
        keys = [_key(one, question) for one in known]
        if keys and keys[0] is not None and None not in keys:
            yield replace(keys[0], fields=("id", *keys[0].fields))


def _changed(name: str, part: Part, old: Fields, new: Fields, covered: Sequence[str] = ()) -> Iterator[Difference]:
    fields = tuple(
        field for field in dict.fromkeys((*new, *old)) if field not in covered and old.get(field) != new.get(field)
    )
    if fields:
        before, after = ("\n".join(_words(side.get(field, "")) for field in fields) for side in (old, new))
        yield Difference(name, "changed", before, after, fields, part)


def _head(pack: Pack) -> Fields:
    return {
        "id": pack.id,
        "title": pack.title,
        "version": pack.version,
        "example": _word(pack.is_example),
        "chapters": [chapter.id for chapter in pack.chapters],
    }


def _chapter(chapter: Chapter) -> Fields:
    lesson = chapter.lesson
    return {
        "title": chapter.title,
        "plot": chapter.plot,
        "lesson": [lesson.what_title, lesson.what, lesson.use_title, lesson.use, *lesson.points],
        "levels": [_level(level) for level in chapter.levels],
    }


def _level(level: Level) -> str:
    draw = "+".join(f"{difficulty}×{count}" for difficulty, count in level.draw)
    stars = "/".join(f"{percent}%" for percent in level.star_percents)
    sure = " asks_sure" if level.asks_sure else ""
    return f"{level.title} draw {draw} stars {stars} hearts {level.hearts} seconds {level.seconds}{sure}"


def _question(question: Question) -> Fields:
    body = load_rules()[question.type].write(question.body) if question.type in QTYPES else {"body": str(question.body)}
    return {
        "type": question.type,
        "topic": question.topic,
        "difficulty": str(question.difficulty),
        "aspect": question.aspect,
        "stem": question.stem,
        **{name: _unmarked(tree) for name, tree in body.items()},
        "rationale": question.rationale,
        "hint": question.hint,
        "facts": list(question.facts),
        "sources": _citations(question.citations),
        "checked_on": str(question.checked_on or ""),
        "valid_until": str(question.valid_until or ""),
        "genuine": _word(question.genuine),
        "reckoning": question.reckoning,
    }


def _card(card: Card) -> Fields:
    return {
        "topic": card.topic,
        "title": card.title,
        "initials": card.initials,
        "body": list(card.body),
        "do": card.do,
        "avoid": card.avoid,
        "picture": card.picture,
        "facts": list(card.facts),
        "sources": _citations(card.citations),
    }


def _citations(citations: Sequence[Citation]) -> list[Tree]:
    return [
        " ".join(part for part in (cited.source, cited.title, cited.number, cited.article) if part)
        for cited in citations
    ]


def _unmarked(tree: Tree) -> Tree:
    """The tree without what says that something is right: that is told as the key, and shall not be told twice."""
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return [_unmarked(child) for child in tree]
    return {name: _unmarked(child) for name, child in tree.items() if name not in ANSWER_MARKS}


def _words(tree: Tree) -> str:
    """A field in one line: members divided by semicolons, what belongs to one in brackets."""
    if isinstance(tree, str):
        return _line(tree)
    if isinstance(tree, list):
        return JOINT.join(map(_words, tree))
    told = [f"{name}：{_words(child)}" for name, child in tree.items() if name != "text"]
    if "text" in tree:
        return _words(tree["text"]) + (f"（{JOINT.join(told)}）" if told else "")
    return JOINT.join(told)


def _line(text: str) -> str:
    return BREAK.join(text.splitlines())


def _word(flag: bool) -> str:
    return "true" if flag else "false"
