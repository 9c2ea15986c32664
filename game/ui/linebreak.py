"""Breaking Chinese text into lines (避头尾), without a font: widths come from the caller.

No closing mark starts a line, no opening mark ends one, Latin words and numbers stay whole, a number keeps its
unit, a short “term” or 《law》 stays together where an earlier break is possible, and no line holds one character
alone at the end of a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable

NO_START = frozenset("。，、；：？！”’》）〉】」』〕…—·％%℃)]}!,.:;?°～~")
NO_END = frozenset("“‘《（〈【「『〔([{¥＄$")
HANGING = frozenset("“‘《（「『【〔")
"""Openers pulled half an em to the left when they start a line."""

_PAIRS = {"“": "”", "《": "》", "「": "」"}
_KEEP_SHARE = 0.45
"""A term wider than this share of the line may be broken after all."""

Width = Callable[[str], float]


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace() and character not in NO_START and character not in NO_END


def atoms(text: str) -> list[str]:
    """The pieces that must not be broken, in order; blanks lead the piece they stand before."""
    pieces: list[str] = []
    for character in text:
        if not pieces:
            pieces.append(character)
            continue
        before = pieces[-1]
        last = before[-1]
        joins = (
            character in NO_START
            or last in NO_END
            or (_is_latin(character) and _is_latin(last))
            or (_is_latin(character) and last in ".,:-/@" and len(before) > 1 and _is_latin(before[-2]))
        )
        unit_after_number = last == " " and len(before) > 1 and before[-2].isdigit()
        if (
            joins
            or unit_after_number
            or (character == " " and last.isdigit())
            or (last == " " and before.strip() == "")
        ):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _with_terms(pieces: list[str], width: float, width_of: Width) -> list[str]:
    """The pieces with short quoted terms joined into one."""
    joined: list[str] = []
    place = 0
    while place < len(pieces):
        opener = next((mark for mark in _PAIRS if pieces[place].lstrip().startswith(mark)), None)
        if opener:
            run = ""
            for end in range(place, min(place + 14, len(pieces))):
                run += pieces[end]
                if _PAIRS[opener] in pieces[end]:
                    if width_of(run) <= _KEEP_SHARE * width:
                        joined.append(run)
                        place = end + 1
                    break
            else:
                run = ""
            if joined and place and joined[-1] == run:
                continue
        joined.append(pieces[place])
        place += 1
    return joined


def _fill(pieces: list[str], width: float, width_of: Width) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if not line:
            line = piece.lstrip(" ")
        elif width_of(line + piece.rstrip(" ")) <= width:
            line += piece
        else:
            lines.append(line.rstrip(" "))
            line = piece.lstrip(" ")
        while width_of(line) > width and len(line) > 1:
            cut = next((n for n in range(len(line) - 1, 0, -1) if width_of(line[:n]) <= width), 1)
            lines.append(line[:cut])
            line = line[cut:]
    if line:
        lines.append(line.rstrip(" "))
    return lines


def break_lines(text: str, width: float, width_of: Width) -> list[str]:
    """The lines of `text`, none wider than `width` as `width_of` measures; line feeds start a new paragraph."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        pieces = _with_terms(atoms(paragraph), width, width_of)
        filled = _fill(pieces, width, width_of)
        if len(filled) > 1:
            filled = _rebalanced(pieces, filled, width, width_of)
        lines += filled or [""]
    return lines


def _rebalanced(pieces: list[str], filled: list[str], width: float, width_of: Width) -> list[str]:
    """The same number of lines with at least three characters on the last, if narrowing the box gives that."""
    em = width_of("国")
    for step in range(1, 5):
        if sum(character not in NO_START for character in filled[-1]) >= 3:
            return filled
        narrower = _fill(pieces, width - step * em, width_of)
        if len(narrower) != len(filled):
            return filled
        filled = narrower
    return filled
