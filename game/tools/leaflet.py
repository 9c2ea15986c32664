"""`packs leaflet`: a card or a chapter of the pocket book on one A4 page, with the bank's name and a QR code of its text."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.citing import cited
from game.packs.check import PICTURES
from game.packs.library import Library, load_library
from game.packs.street import LibraryError
from game.rules.handbook import Card
from game.start import QUESTIONS
from game.ui import theme
from game.ui.linebreak import break_lines
from game.words import DEFAULT, Copy

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 16.0
"""A4 and its margin, in millimetres."""
HEAD, QR = 76.0, 36.0
PICTURE_PX = 900
LARGEST, SMALLEST = 22.0, 9.0
"""Type sizes of the text, in points; a chapter with many cards is set smaller."""
POINT_MM = 25.4 / 72
CARDS_ON_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: a heading, a sentence, a short tip, or advice with its mark in a box."""

    text: str
    kind: str = "sentence"


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What stands on the page. `sources` is the small print, `code` what the QR code says."""

    title: str
    tag: str
    colour: theme.Colour
    picture: str
    blocks: tuple[Block, ...]
    sources: str
    code: str


def run(chosen: argparse.Namespace) -> int:
    """Writes the PDF; 1 when the packs can't be read or there is no such card or chapter."""
    try:
        library = load_library(chosen.folder or QUESTIONS)
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    try:
        leaflet = of_chapter(library, chosen.chapter) if chosen.chapter else of_card(library, chosen.card)
    except KeyError as error:
        print(f"error: there is nothing called {error} / 没有这个名字：{error}", file=sys.stderr)
        return 1
    chosen.out.write_bytes(page(leaflet, chosen.bank or Copy(DEFAULT)("branch.default")))
    print(chosen.out)
    return 0


def of_card(library: Library, card_id: str) -> Leaflet:
    """The leaflet of one card. Raises KeyError when there is none."""
    card = next((card for card in library.cards if card.id == card_id), None)
    if card is None:
        raise KeyError(card_id)
    chapter = library.campaign.chapter(card.topic)
    blocks = (*(Block(sentence) for sentence in card.body), Block(card.do, "do"), Block(card.avoid, "avoid"))
    colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
    return Leaflet(card.title, chapter.title, colour, card.picture, blocks, _sources([card]), _told(card))


def of_chapter(library: Library, chapter_id: str) -> Leaflet:
    """The leaflet of a chapter: what it is for, and its first cards in short. Raises KeyError when there is none."""
    chapter = library.campaign.chapter(chapter_id)
    cards = [card for card in library.cards if card.topic == chapter_id][:CARDS_ON_A_PAGE]
    blocks = [Block(chapter.lesson.what)]
    for card in cards:
        blocks += [Block(card.title, "heading"), Block(card.body[0]), Block(card.do, "tip")]
    colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
    code = "\n".join([chapter.title, *(f"{card.title}：{card.do}" for card in cards)])
    title = Copy(DEFAULT)("leaflet.tag")
    return Leaflet(chapter.title, title, colour, chapter.plot, tuple(blocks), _sources(cards), code)


def page(leaflet: Leaflet, bank: str) -> bytes:
    """The PDF of one A4 page."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    for weight in ("Regular", "Bold", "Black"):
        pdf.add_font(weight, fname=str(FONTS / f"NotoSansSC-{weight}.ttf"))
    pdf.set_title(leaflet.title)
    pdf.set_author(bank)
    pdf.add_page()
    _head(pdf, leaflet, bank)
    foot = HEIGHT - MARGIN - QR
    size = LARGEST
    while size > SMALLEST and _set(pdf, leaflet.blocks, size, draws=False) > foot - 8:
        size -= 0.5
    _set(pdf, leaflet.blocks, size, draws=True)
    _foot(pdf, leaflet, bank, foot)
    return bytes(pdf.output())


# ── the parts of the page ──


def _head(pdf: FPDF, leaflet: Leaflet, bank: str) -> None:
    """The tinted band: bank, tag, title, picture."""
    pdf.set_fill_color(*theme.mix(theme.WHITE, leaflet.colour, theme.TAG_SOFT_SHARE))
    pdf.rect(0, 0, WIDTH, HEAD, style="F")
    pdf.image(io.BytesIO(_picture(leaflet.picture)), x=WIDTH - MARGIN - 62, y=6, w=62, h=62, keep_aspect_ratio=True)
    _line(pdf, bank, MARGIN, 18, 13, "Bold", theme.INK2)
    _line(pdf, leaflet.tag, MARGIN, 32, 15, "Black", leaflet.colour)
    size = 36.0
    room = WIDTH - 2 * MARGIN - 66
    while size > 20 and len(_broken(pdf, leaflet.title, size, "Black", room)) > 2:
        size -= 2
    top = 38.0
    for line in _broken(pdf, leaflet.title, size, "Black", room):
        top += size * POINT_MM * 1.15
        _line(pdf, line, MARGIN, top, size, "Black", theme.INK)


def _set(pdf: FPDF, blocks: Sequence[Block], size: float, draws: bool) -> float:
    """The blocks below the head at `size` points; returns where they end, in millimetres."""
    y = HEAD + 10
    room = WIDTH - 2 * MARGIN
    marks = {"do": ("√", theme.RIGHT_INK, theme.RIGHT_SOFT), "avoid": ("×", theme.WRONG_INK, theme.WRONG_SOFT)}
    for block in blocks:
        weight = "Regular" if block.kind == "sentence" else "Bold"
        points = size * 1.2 if block.kind == "heading" else size
        step = points * POINT_MM * 1.55
        if block.kind in marks:
            mark, ink, soft = marks[block.kind]
            lines = _broken(pdf, f"{mark}  {block.text}", points, weight, room - 10)
            high = step * len(lines) + 3
            if draws:
                pdf.set_fill_color(*soft)
                pdf.rect(MARGIN, y, room, high, style="F", round_corners=True, corner_radius=3)
                for place, line in enumerate(lines):
                    _line(pdf, line, MARGIN + 5, y + 1.5 + step * (place + 0.72), points, weight, ink)
            y += high + size * POINT_MM * 0.6
            continue
        y += size * POINT_MM * 0.5 if block.kind == "heading" else 0
        ink = theme.RIGHT_INK if block.kind == "tip" else theme.INK
        for line in _broken(pdf, f"√ {block.text}" if block.kind == "tip" else block.text, points, weight, room):
            if draws:
                _line(pdf, line, MARGIN, y + step * 0.72, points, weight, ink)
            y += step
        y += size * POINT_MM * 0.35
    return y


def _foot(pdf: FPDF, leaflet: Leaflet, bank: str, top: float) -> None:
    """The QR code, the sources, the bank once more."""
    import segno

    say = Copy(DEFAULT)
    stored = io.BytesIO()
    segno.make(leaflet.code, error="m", micro=False).save(stored, kind="png", scale=8, border=2)
    pdf.image(io.BytesIO(stored.getvalue()), x=WIDTH - MARGIN - QR, y=top - 4, w=QR, h=QR)
    _line(pdf, say("leaflet.code"), WIDTH - MARGIN - QR + 2, top + QR, 8, "Regular", theme.INK2)
    room = WIDTH - 2 * MARGIN - QR - 8
    size = 8.5
    while size > 5 and len(_broken(pdf, leaflet.sources, size, "Regular", room)) * size * POINT_MM * 1.4 > QR - 8:
        size -= 0.5
    y = top
    for line in _broken(pdf, leaflet.sources, size, "Regular", room):
        y += size * POINT_MM * 1.4
        _line(pdf, line, MARGIN, y, size, "Regular", theme.INK2)
    _line(pdf, say("leaflet.by", bank=bank), MARGIN, top + QR, 9, "Bold", theme.INK2)


def _line(pdf: FPDF, words: str, x: float, y: float, size: float, weight: str, colour: theme.Colour) -> None:
    pdf.set_font(weight, size=size)
    pdf.set_text_color(*colour)
    pdf.text(x, y, words)


def _broken(pdf: FPDF, words: str, size: float, weight: str, room: float) -> list[str]:
    pdf.set_font(weight, size=size)
    return break_lines(words, room, pdf.get_string_width)


def _picture(name: str) -> bytes:
    """The art as PNG."""
    import pygame

    made = pygame.image.load_sized_svg(str(PICTURES / f"{name}.svg"), (PICTURE_PX, PICTURE_PX))
    stored = io.BytesIO()
    pygame.image.save(made, stored, "picture.png")
    return stored.getvalue()


def _sources(cards: Sequence[Card]) -> str:
    """The documents that the cards cite, each once."""
    return cited([each for card in cards for each in card.citations], Copy(DEFAULT))


def _told(card: Card) -> str:
    return "\n".join((card.title, *card.body, f"√ {card.do}", f"× {card.avoid}"))
