"""A block of a GIFT file → the question it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from game.nodes import Node
from game.packs.exchange.bounds import Told
from game.packs.exchange.gift.comments import comments_of
from game.packs.exchange.gift.ordering import after_settings
from game.packs.exchange.gift.scan import Block, Piece, Sheet, unmasked
from game.packs.exchange.moodle.asked import FULL, Asked, Choice
from game.packs.exchange.moodle.html_text import LOST
from game.packs.exchange.moodle.numerals import numeral, shown
from game.packs.exchange.moodle.own import MARK
from game.packs.exchange.moodle.tags import topic_of

CATEGORY = "$CATEGORY:"
BLANK = "_____"
"""What Moodle shows where the answer stood in the middle of a sentence."""
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")


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


def asked_of_block(block: Block, sheet: Sheet, told: Told) -> Asked | None:
    """The question of a block; None for none, and for one that can't be read, which `told` then says."""
    whole = Piece(block.text, block.start).part(0)
    if not whole.text:
        for comment in block.comments:
            if comment.text.startswith(MARK):
                told.problem(
                    sheet.node("", comment.start),
                    "own-line",
                    f"the line “{MARK}” must stand right above its question, without an empty line between / "
                    "这一行要紧挨着写在题目上面，中间不要空行",
                )
        return None
    place = sheet.node("", whole.start)
    name, rest = _title(whole, sheet)
    opened, closed = rest.text.find("{"), rest.text.find("}")
    if opened < 0 and closed < 0:
        return Asked("description", place, place, name=name)
    if opened < 0 or 0 <= closed < opened:
        if opened < 0 and told.problems.problems and told.problems.problems[-1].code == "open-brace":
            return None  # the end of the question that broke off at an empty line, told already
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
    name_given, tags, own = comments_of(block.comments, sheet)
    asked = Asked("", place, stem, name=name, id=name_given, tags=tags, own=own)
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
        at = after_settings(answer.text)
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
