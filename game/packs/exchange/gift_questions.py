"""A block of a GIFT file → the question it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from game.nodes import Node
from game.packs.exchange.bounds import Told
from game.packs.exchange.gift_scan import Block, Comment, Piece, Sheet, unmasked
from game.packs.exchange.html_text import LOST
from game.packs.exchange.moodle import FULL, Asked, Choice
from game.packs.exchange.moodle_tags import is_id
from game.packs.exchange.numerals import numeral, shown
from game.packs.exchange.own import HEAD_MARK, MARK

CATEGORY = "$CATEGORY:"
BLANK = "_____"
"""What Moodle shows where the answer stood in the middle of a sentence."""
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")
ORDERING_WORDS = (
    ("ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"),
    ("HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"),
    (
        "ALL_OR_NOTHING",
        "ABSOLUTE_POSITION",
        "ABSOLUTE",
        "ABS",
        "RELATIVE_NEXT_EXCLUDE_LAST",
        "RELATIVE_NEXT_INCLUDE_LAST",
        "RELATIVE_ONE_PREVIOUS_AND_NEXT",
        "RELATIVE_ALL_PREVIOUS_AND_NEXT",
        "RELATIVE_TO_CORRECT",
        "RELATIVE",
        "REL",
        "LONGEST_ORDERED_SUBSET",
        "LONGEST_CONTIGUOUS_SUBSET",
    ),
    ("SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"),
    ("none", "abc", "ABCD", "123", "iii", "IIII"),
)
"""Settings that may stand after `{>` and a number, in this order, each or none; the game has settings of its own."""


def category_of(block: Block, sheet: Sheet, told: Told) -> tuple[Block, Node | None]:
    """The block without a `$CATEGORY:` line, and the topic that the line names: empty when it is no id of ours."""
    lead = len(block.text) - len(block.text.lstrip())
    if not block.text.startswith(CATEGORY, lead):
        return block, None
    end = block.text.find("\n", lead)
    end = len(block.text) if end < 0 else end
    line = Piece(block.text[lead:end], block.start + lead).part(len(CATEGORY))
    topic = topic_of(sheet.node(unmasked(line.text), line.start), told)
    return replace(block, text=" " * end + block.text[end:]), topic


def topic_of(path: Node, told: Told) -> Node:
    """The topic that a category's path ends in; empty, and a loss, when that is no id of ours."""
    name = str(path.value).rsplit("/", 1)[-1].strip()
    if is_id(name) and name != "top":
        return Node(name, path.line, path.column)
    if name not in ("", "top", "$course$", "$module$", "$system$"):
        told.loss(path, "lost-category", f"the category “{name[:40]}” is left out / 题目分类没有导入")
    return Node("", path.line, path.column)


def asked_of_block(block: Block, sheet: Sheet, told: Told) -> Asked | None:
    """The question of a block; None for none, and for one that can't be read, which `told` then says."""
    whole = Piece(block.text, block.start).part(0)
    if not whole.text:
        return None
    place = sheet.node("", whole.start)
    name, rest = _title(whole, sheet)
    opened, closed = rest.text.find("{"), rest.text.find("}")
    if opened < 0 and closed < 0:
        return Asked("description", place, place, name=name)
    if opened < 0 or 0 <= closed < opened:
        told.problem(
            sheet.node("", rest.start + closed),
            "stray-brace",
            "`}` without a `{` before it; write \\} for the character / 多了「}」，若是文字请写成 \\}",
        )
        return None
    if closed < 0:
        told.problem(
            sheet.node("", rest.start + opened),
            "open-brace",
            "`{` has no `}` before the next empty line; write it, and no empty lines inside / "
            "「{」后面没有「}」：请补上，花括号里不要有空行",
        )
        return None
    again = rest.text.find("{", opened + 1)
    if again >= 0:
        told.problem(
            sheet.node("", rest.start + again),
            "second-brace",
            "a second `{`: put an empty line between questions, or write \\{ for the character / "
            "又一个「{」：两道题之间要空一行，若是文字请写成 \\{",
        )
        return None
    reader = _Texts(sheet, told)
    before, after = rest.text[:opened], rest.text[closed + 1 :]
    stem = reader.words(Piece(before + (BLANK + after if after.strip() else ""), rest.start).part(0), "moodle")
    asked = replace(Asked("", place, stem, name=name), **_comments(block.comments, sheet))
    return reader.answered(asked, rest.part(opened + 1, closed))


def _title(whole: Piece, sheet: Sheet) -> tuple[Node | None, Piece]:
    if not whole.text.startswith("::"):
        return None, whole
    end = whole.text.find("::", 2)
    if end < 0:
        return None, whole.part(2)
    name = whole.part(2, end)
    return sheet.node(unmasked(name.text), name.start), whole.part(end + 2)


class _Texts:
    """Reads the parts of one question; the stem's text format is that of all."""

    def __init__(self, sheet: Sheet, told: Told) -> None:
        self.sheet, self.told, self.form = sheet, told, "moodle"

    def words(self, piece: Piece, default: str = "") -> Node:
        node, form, lost = piece.words(self.sheet, default or self.form)
        if default:
            self.form = form
        for code in lost:
            self.told.loss(node, code, LOST[code])
        return node

    def answered(self, asked: Asked, answer: Piece) -> Asked | None:
        """The question with its answers."""
        if answer.text.startswith(">"):
            return replace(asked, kind="ordering", choices=tuple(self._steps(answer.part(1))))
        general = answer.text.rfind("####")
        if general >= 0:
            said = self.words(answer.part(general + 4))
            asked = replace(asked, general=said if said.value else None)
            answer = answer.part(0, general)
        text = answer.text
        if not text:
            return replace(asked, kind="essay")
        if text.startswith("#"):
            return self._numbers(asked, answer.part(1))
        word = text.partition("#")[0].strip().upper()
        if word in TRUE + FALSE and "~" not in text and "=" not in text:
            return self._statement(asked, answer, word in TRUE)
        if "~" in text:
            return self._choices(asked, answer)
        if "=" in text and "->" in text:
            return self._pairs(asked, answer)
        return replace(asked, kind="shortanswer")

    def _statement(self, asked: Asked, answer: Piece, is_true: bool) -> Asked:
        first = answer.text.find("#")
        second = answer.text.find("#", first + 1) if first >= 0 else -1
        wrong = self.words(answer.part(first + 1, second if second >= 0 else None)) if first >= 0 else None
        right = self.words(answer.part(second + 1)) if second >= 0 else None
        at = self.sheet.node("", answer.start)
        words = {word: Node(word, at.line, at.column) for word in ("true", "false")}
        worths = {"true": FULL if is_true else Decimal(0), "false": Decimal(0) if is_true else FULL}
        choices = (Choice(words[word], worth, right if worth else wrong) for word, worth in worths.items())
        return replace(asked, kind="truefalse", choices=tuple(choices))

    def _choices(self, asked: Asked, answer: Piece) -> Asked | None:
        choices = []
        for mark, piece in _marked(answer, "~="):
            if not mark:
                self._stray(piece)
                return None
            worth, piece = _share(piece) if mark == "~" else (FULL, piece)
            if worth is None:
                self._no_share(piece)
                return None
            if piece.text:
                choices.append(self._choice(piece, worth))
        return replace(asked, kind="multichoice", is_single="=" in answer.text, choices=tuple(choices))

    def _numbers(self, asked: Asked, answer: Piece) -> Asked | None:
        wrong = answer.text.find("~")
        choices = []
        if wrong >= 0:
            other = self._choice(answer.part(wrong + 1), Decimal(0))
            choices.append(replace(other, text=Node("*", other.text.line, other.text.column)))
            answer = answer.part(0, wrong)
        for _, piece in _marked(answer, "="):
            worth, piece = _share(piece) if piece.text.startswith("%") else (FULL, piece)
            if worth is None:
                self._no_share(piece)
                return None
            choice = self._choice(piece, worth)
            value, tolerance = _range(str(choice.text.value))
            at = choice.text
            choices.append(
                replace(choice, text=Node(value, at.line, at.column), tolerance=Node(tolerance, at.line, at.column))
            )
        return replace(asked, kind="numerical", choices=tuple(choices))

    def _pairs(self, asked: Asked, answer: Piece) -> Asked | None:
        pairs = []
        for mark, piece in _marked(answer, "="):
            arrow = piece.text.find("->")
            if not mark or arrow < 0:
                self._stray(piece)
                return None
            group = piece.part(arrow + 2)
            node = self.sheet.node(unmasked(group.text), group.start)
            pairs.append((self.words(piece.part(0, arrow)), node))
        return replace(asked, kind="matching", pairs=tuple(pairs))

    def _steps(self, answer: Piece) -> Iterator[Choice]:
        """The lines after the settings; the settings' own line may hold the first step."""
        at = _after_settings(answer.text)
        start = at
        for line in answer.text[at:].split("\n"):
            piece = answer.part(start, start + len(line))
            start += len(line) + 1
            if piece.text:
                yield Choice(self.sheet.node(unmasked(piece.text), piece.start))

    def _choice(self, piece: Piece, worth: Decimal) -> Choice:
        hash_sign = piece.text.find("#")
        text = piece.part(0, hash_sign) if hash_sign >= 0 else piece
        feedback = self.words(piece.part(hash_sign + 1)) if hash_sign >= 0 else None
        return Choice(self.words(text), worth, feedback if feedback is not None and feedback.value else None)

    def _stray(self, piece: Piece) -> None:
        self.told.problem(
            self.sheet.node("", piece.start),
            "stray-text",
            "every answer begins with = or ~, and in a matching question has `->` / "
            "每个答案要以 = 或 ~ 开头，配对题还要有「->」",
        )

    def _no_share(self, piece: Piece) -> None:
        self.told.problem(
            self.sheet.node("", piece.start), "share", "expected a share like %50% / 分值应写成 %50% 的样子"
        )


def _marked(answer: Piece, marks: str) -> Iterator[tuple[str, Piece]]:
    """Each stretch with the mark before it; what stands before the first mark has none."""
    mark, start = "", 0
    for place, char in enumerate(answer.text):
        if char in marks:
            piece = answer.part(start, place)
            if piece.text:
                yield mark, piece
            mark, start = char, place + 1
    piece = answer.part(start)
    if piece.text:
        yield mark, piece


def _share(piece: Piece) -> tuple[Decimal | None, Piece]:
    """The share in percent that an answer begins with, none being 0; None when it is no number."""
    if not piece.text.startswith("%"):
        return Decimal(0), piece
    end = piece.text.find("%", 1)
    worth = numeral(piece.text[1:end]) if end > 0 else None
    if worth is None and not (end > 0 and piece.text[1:2].isdigit()):
        return Decimal(0), piece  # a text that begins with a percent sign, as Moodle takes it
    return worth, piece if worth is None else piece.part(end + 1)


def _range(text: str) -> tuple[str, str]:
    """Value and tolerance of `15`, `15:2` or `13..17`; what is no number is left for the reader of numbers."""
    low, dots, high = text.partition("..")
    first, last = numeral(low), numeral(high)
    if dots and first is not None and last is not None:
        return shown((first + last) / 2), shown(abs(last - first) / 2)
    value, _, tolerance = text.partition(":")
    return value.strip(), tolerance.strip() or "0"


def _after_settings(text: str) -> int:
    """Where the steps of an ordering begin."""
    at = 0
    while at < len(text) and text[at].isdigit() and text[at].isascii():
        at += 1
    for words in ORDERING_WORDS:
        while at < len(text) and text[at] in " \t":
            at += 1
        end = at
        while end < len(text) and not text[end].isspace():
            end += 1
        if text[at:end] in words:
            at = end
    return at


def _comments(comments: tuple[Comment, ...], sheet: Sheet) -> dict[str, Node | tuple[Node, ...]]:
    """What Moodle's and our own comment lines tell of a question."""
    found: dict[str, Node | tuple[Node, ...]] = {}
    tags: list[Node] = []
    for comment in comments:
        if comment.text.startswith(HEAD_MARK):
            continue
        if comment.text.startswith(MARK):
            found["own"] = sheet.node(comment.text[len(MARK) :].strip(), comment.start)
            continue
        for name, node in _bracketed(comment, sheet):
            if name == "tag":
                tags.append(node)
            else:
                found.setdefault("id", node)
    return found | ({"tags": tuple(tags)} if tags else {})


def _bracketed(comment: Comment, sheet: Sheet) -> Iterator[tuple[str, Node]]:
    """Each [id:…] and [tag:…] of a comment; \\] is a bracket of the text."""
    at = comment.text.find("[")
    while at >= 0:
        name, colon, _ = comment.text[at + 1 : at + 6].partition(":")
        end = comment.text.find("]", at)
        while end > 0 and comment.text[end - 1] == "\\":
            end = comment.text.find("]", end + 1)
        if end < 0:
            return
        if colon and name in ("id", "tag"):
            start = at + len(name) + 2
            said = comment.text[start:end].replace("\\]", "]").strip()
            if said:
                yield name, sheet.node(said, comment.start + start)
            at = comment.text.find("[", end)
        else:
            at = comment.text.find("[", at + 1)


