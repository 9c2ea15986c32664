"""The text of a GIFT file as blocks with places, its escapes set apart, and the parts of a block found by plain search."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from game.nodes import Node
from game.packs.exchange.lines import joined, visible
from game.packs.exchange.moodle.html_text import html_text, looks_like_html

SPECIAL = "\\:#=~{}"
FORMATS = ("html", "moodle", "plain", "markdown")
FILL = "\ufdd0"
"""Stands for the backslash of an escape; the character after it is one of `MASKED`, so that no search finds either."""
MASKED = {char: chr(0xFDD1 + place) for place, char in enumerate(SPECIAL + "n")}
UNMASKED = {ord(mask): "\n" if char == "n" else char for char, mask in MASKED.items()} | {ord(FILL): None}
_ESCAPE = re.compile(r"\\([\\:#=~{}n])")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment line without its slashes and outer blanks, and where that text starts in the file."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank lines: where they start, their text with comments blanked and escapes masked, the comments."""

    start: int
    text: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole GIFT text; tells the line and column of an offset."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sheet:
        """The text with its line ends made one, and characters that are no characters replaced."""
        text = _NONCHARACTERS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
        return cls(text, (0, *(found.end() for found in re.finditer("\n", text))))

    def node(self, value: str, offset: int) -> Node:
        """That text, standing there."""
        line = bisect_right(self.starts, offset)
        return Node(value, line, offset - self.starts[line - 1] + 1)

    def blocks(self) -> Iterator[Block]:
        """What stands between blank lines, but for blocks of nothing at all."""
        kept: list[str] = []
        comments: list[Comment] = []
        start = 0
        for offset, line in zip(self.starts, self.text.split("\n"), strict=True):
            bare = line.strip()
            if not bare:
                if kept:
                    yield Block(start, masked("\n".join(kept)), tuple(comments))
                kept, comments = [], []
                continue
            if not kept:
                start = offset
            if bare.startswith("//"):
                after = line.find("//") + 2
                words = line[after:]
                comments.append(Comment(words.strip(), offset + after + len(words) - len(words.lstrip())))
                line = " " * len(line)
            kept.append(line)
        if kept:
            yield Block(start, masked("\n".join(kept)), tuple(comments))


def masked(text: str) -> str:
    """The text with each escape as two characters that mean nothing to a search; as long as before."""
    return _ESCAPE.sub(lambda found: FILL + MASKED[found[1]], text)


def unmasked(text: str) -> str:
    """What the masked text says: escapes resolved, broken lines joined."""
    return visible(joined(text.split("\n"))).translate(UNMASKED)


def escaped(text: str) -> str:
    """The text as it stands in a GIFT file."""
    for char in SPECIAL:
        text = text.replace(char, "\\" + char)
    return text.replace("\n", "\\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that says something: its masked text and where it starts in the file."""

    text: str
    start: int

    def part(self, first: int, last: int | None = None) -> Piece:
        """The stretch from `first` up to `last`, without outer blanks."""
        text = self.text[first:last]
        return Piece(text.strip(), self.start + first + len(text) - len(text.lstrip()))

    def words(self, sheet: Sheet, default: str) -> tuple[Node, str, tuple[str, ...]]:
        """What it says in plain words, in which text format it stood, and what got lost with its mark-up."""
        text, start, form = self.text, self.start, default
        closed = text.find("]") if text.startswith("[") else -1
        if closed > 0 and text[1:closed] in FORMATS:
            form = text[1:closed]
            rest = text[closed + 1 :]
            start += closed + 1 + len(rest) - len(rest.lstrip())
            text = rest.strip()
        said = unmasked(text)
        lost: tuple[str, ...] = ()
        if form == "html" or (form == "moodle" and looks_like_html(said)):
            said, lost = html_text(said)
        elif form == "markdown" and "![" in said:
            lost = ("lost-image",)
        return sheet.node(said.strip(), start), form, lost
