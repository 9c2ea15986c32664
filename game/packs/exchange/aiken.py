"""Aiken: a question, lettered answers, the right letter. https://docs.moodle.org/en/Aiken_format

Read more freely than it is defined: small letters, `A、` and `A．`, 答案 for ANSWER, and several right letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.nodes import Node, Tree, plain
from game.packs.exchange.bounds import START, Told, read_whole_text, too_many
from game.packs.exchange.choices_only import options_of, truefalse_or
from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.gist import gist
from game.packs.exchange.lines import FULL_WIDTH, joined, visible
from game.packs.exchange.losses import fields_lost, groups, not_held, pack_losses
from game.packs.limits import TEXT_LIMITS

NAME = "Aiken"
TYPES = ("single", "truefalse")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = ".)、．）:："
ANSWERS = ("ANSWERS", "ANSWER", "答案", "正确答案")


@dataclass(slots=True)
class _Found:
    """A question as far as it has been read."""

    stem: list[str] = field(default_factory=list)
    place: Node = START
    options: list[Node] = field(default_factory=list)


def read(path: Path) -> Draft:
    """The file's questions. Never raises for what the file says: that is a problem of the draft. Raises OSError."""
    told = Told(path.name)
    return read_text(read_whole_text(path, told), told)


def read_text(text: str, told: Told) -> Draft:
    """The questions of an Aiken text."""
    found: list[Node] = []
    for count, item in enumerate(_questions(text, told)):
        if count >= TEXT_LIMITS.questions:
            too_many(told, item)
            break
        found.append(item)
    return Draft({}, {told.file: tuple(found)} if found else {}, {}, told.found, told.left_out)


def _questions(text: str, told: Told) -> Iterator[Node]:
    open_ = _Found()
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = visible(row).strip()
        if not line:
            continue
        place = Node(line, number, len(row) - len(row.lstrip()) + 1)
        letters = answer_of(line)
        label, words = option_of(line)
        if letters is not None:
            item = _answered(open_, letters, place, told)
            if item is not None:
                yield item
            open_ = _Found()
        elif label and open_.stem:
            at = Node(words, number, place.column + len(line) - len(words))
            if label != LETTERS[len(open_.options) : len(open_.options) + 1]:
                told.problem(
                    place,
                    "option-letters",
                    f"expected {LETTERS[min(len(open_.options), 25)]}, in order / 选项字母应按顺序写",
                )
            open_.options.append(at)
        else:
            if open_.options:
                _unanswered(open_, told)
                open_ = _Found()
            if not open_.stem:
                open_.place = place
            open_.stem.append(line)
    if open_.stem:
        _unanswered(open_, told)


def answer_of(line: str) -> str | None:
    """The letters of a line that tells the answer, in small or capital letters; None for another line."""
    upper = line.upper().translate(FULL_WIDTH)
    for word in ANSWERS:
        if upper.startswith(word):
            rest = upper[len(word) :].lstrip()
            if rest[:1] in (":", "："):
                return rest[1:].strip()
    return None


def option_of(line: str) -> tuple[str, str]:
    """The letter and the words of an option; two empty texts for another line."""
    label, mark = line[:1].upper().translate(FULL_WIDTH), line[1:2]
    if not label or label not in LETTERS or not mark or mark not in MARKS:
        return "", ""
    words = line[2:]
    if not words.strip() or (mark in ".:)" and not words[:1].isspace() and words[:1].isascii()):
        return "", ""  # `A.B.C` and the like are words, as Aiken asks for a blank
    return label, words.strip()


def _answered(found: _Found, letters: str, place: Node, told: Told) -> Node | None:
    """The question; None with a problem."""
    if not found.stem or len(found.options) < 2:
        told.problem(
            place,
            "no-options",
            "no question with two or more options stands before this line / 这一行前面没有题干和选项",
        )
        return None
    rights = [LETTERS.find(letter) for letter in letters if letter not in " ,，、;；.。"]
    if not rights or not all(0 <= right < len(found.options) for right in rights):
        last = LETTERS[min(len(found.options), 26) - 1]
        told.problem(
            place,
            "answer-unread",
            f"expected a letter from A to {last}, like ANSWER: B / 答案应是 A 到 {last}，例如 ANSWER: B",
        )
        return None
    stem = Node(joined(found.stem), found.place.line, found.place.column)
    return Node(truefalse_or(found.options, sorted(set(rights)), stem), stem.line, stem.column)


def _unanswered(found: _Found, told: Told) -> None:
    told.problem(
        found.place,
        "no-answer",
        "options and a line like ANSWER: B must follow, each on a line of its own / "
        "后面应当有选项和「ANSWER: B」这样的一行，每个选项单独占一行",
    )


def write(tree: PackTree) -> Written:
    """The pack in this format."""
    parts = []
    losses = pack_losses(tree, NAME)
    for file, items in groups(tree):
        for item in items:
            text = _rendered(item)
            if text is None or gist(_reread(text)) != gist(item):
                losses.append(not_held(file, item, NAME, TYPES))
            else:
                parts.append(text)
                losses += fields_lost(file, item, NAME)
    return Written("\n".join(parts).encode("utf-8", "replace"), tuple(losses))


def _rendered(item: Mapping[str, Tree]) -> str | None:
    listed = options_of(item)
    if option_of(str(item.get("stem")))[0]:
        return None  # Moodle would take it for an answer
    if listed is None or len(listed) > len(LETTERS) or sum(is_right for _, is_right in listed) != 1:
        return None
    options = "".join(f"{letter}. {text}\n" for letter, (text, _) in zip(LETTERS, listed, strict=False))
    right = next(letter for letter, (_, is_right) in zip(LETTERS, listed, strict=False) if is_right)
    return f"{item.get('stem')}\n{options}ANSWER: {right}\n"


def _reread(text: str) -> Tree | None:
    draft = read_text(text, Told(""))
    items = [item for listed in draft.questions.values() for item in listed]
    return plain(items[0]) if len(items) == 1 and not draft.problems else None
