"""The strip at the top of a level: what it is called, how far one is, and what one has."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import PILL, Painter

DASH = 46
DASH_TALL = 18


@dataclass(frozen=True, slots=True)
class Progress:
    """Which of the steps went well (True), badly (False), and which is on (the first not listed)."""

    done: tuple[bool, ...]
    total: int


def paint_title(painter: Painter, title: str, colour: theme.Colour, progress: Progress, is_portrait: bool) -> None:
    """The tag and the progress dashes, right of the pause button."""
    if is_portrait:
        painter.pill(title, 168, 54, 76, colour, theme.WHITE, 40, "Black")
        _dashes(painter, 48, 172, 92 if progress.total <= 8 else 60, progress, 36)
        return
    painter.pill(title, 172, 32, 56, colour, theme.WHITE, 34, "Black")
    _dashes(painter, 172, 104, DASH, progress, 32)


def _dashes(painter: Painter, x: float, y: float, width: float, progress: Progress, size: int) -> None:
    for step in range(progress.total):
        now = step == len(progress.done)
        fill = theme.GOLD if now else theme.DASH_REST
        if step < len(progress.done):
            fill = theme.RIGHT if progress.done[step] else theme.WRONG
        painter.box(
            x + step * (width + 10), y, width, DASH_TALL, DASH_TALL / 2, fill, border=theme.LINE, border_width=2
        )
    shown = min(progress.total, len(progress.done) + 1)
    role = theme.Type(size, "Bold", 1.2)
    left = x + progress.total * (width + 10) + 10
    painter.words(f"{shown}/{progress.total}", left, y - 24, 140, 66, role, theme.INK, smallest=size)


def paint_hearts(painter: Painter, right: float, y: float, hearts: int, total: int, is_shielded: bool) -> float:
    """The hearts in a pill ending at `right`; a shield stands first when one is up. Returns the pill's left end."""
    count = total + (1 if is_shielded else 0)
    width = count * 54 + 44
    painter.box(right - width, y, width, 88, 44, theme.WHITE, PILL)
    for place in range(total):
        name = "heart_full" if place < hearts else "heart_empty"
        painter.picture(name, right - width + 24 + place * 54, y + 20, 48)
    if is_shielded:
        painter.picture("prop_shield", right - width + 22 + total * 54, y + 18, 52)
    return right - width


def paint_counts(painter: Painter, right: float, y: float, streak: str, score: str) -> float:
    """The score and the streak as pills ending at `right`; returns the left end."""
    wide = painter.pill(
        score, right, y, 88, theme.WHITE, theme.INK, 40, "Black", picture="coin", depth=PILL, align="right"
    )
    right -= wide + 20
    if streak:
        right -= painter.pill(
            streak, right, y, 88, theme.WHITE, theme.INK, 40, "Black", picture="flame", depth=PILL, align="right"
        )
        right -= 20
    return right


def title_sprite(kit: Kit, title: str, colour: theme.Colour, progress: Progress) -> Sprite:
    """The title and dashes as one sprite over the HUD's left part."""
    width = kit.stage.pick(760, kit.stage.units[0])
    return kit.sprite(
        0,
        0,
        width,
        200,
        lambda painter: paint_title(painter, title, colour, progress, kit.stage.is_portrait),
        z=5,
        bleed=0,
    )
