"""Buttons: primary, gold, white; each with its lip, which shortens while it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Surface

from game.ui import text, theme
from game.ui.canvas import Sprite
from game.ui.paint import BUTTON, PILL, SECONDARY, Depth, Painter
from game.ui.scene import Scene, Target
from game.ui.shapes import Stops


@dataclass(frozen=True, slots=True)
class Style:
    """How a button looks."""

    fill: tuple[int, ...] | Stops
    lip: tuple[int, ...]
    ink: theme.Colour
    depth: Depth
    radius: int = theme.RADIUS_BUTTON
    border: tuple[int, ...] | None = None
    border_width: int = 0


PRIMARY = Style(
    ((0.0, theme.ACCENT_LIGHT), (0.6, theme.ACCENT), (1.0, theme.ACCENT)), theme.ACCENT_DEEP, theme.WHITE, BUTTON
)
GOLD = Style(((0.0, theme.GOLD_LIGHT), (1.0, theme.GOLD_BASE)), theme.GOLD_DEEP, theme.GOLD_INK, BUTTON)
DANGER = Style(theme.WRONG, theme.WRONG_INK, theme.WHITE, BUTTON)
WHITE = Style(theme.WHITE, theme.LIP, theme.ACCENT_DEEP, SECONDARY)
ICON = Style(theme.WHITE, theme.LIP, theme.ACCENT_DEEP, Depth(6, 12, 13, 36), theme.RADIUS_ICON)
SUNKEN = Style(theme.TILE, theme.TILE_LIP, theme.INK2, PILL)
START = Style(GOLD.fill, theme.GOLD_DEEP, theme.GOLD_INK, BUTTON, radius=76, border=theme.GOLD_RIM, border_width=6)
GIFT = Style(theme.PAPER, theme.PAPER_LIP, theme.GOLD_INK, SECONDARY, border=theme.GOLD_BASE, border_width=5)
QUIET = Style(theme.WHITE, theme.LIP, theme.INK2, PILL, theme.RADIUS_ICON)
CARE = Style(theme.WHITE, theme.CARE_SOFT, theme.CARE_INK, SECONDARY, border=theme.CARE_FILL, border_width=4)


def paint_button(
    painter: Painter,
    width: float,
    height: float,
    label: str,
    style: Style,
    size: int,
    icon: str = "",
    trailing: str = "",
    is_pressed: bool = False,
    stacked: bool = False,
) -> None:
    """A button at (0, 0) of the painter; `icon` stands before the label, `trailing` after it, `stacked` above it."""
    push = 6 if is_pressed else 0
    depth = Depth(2, 6, style.depth.blur, style.depth.alpha) if is_pressed else style.depth
    painter.box(0, push, width, height, style.radius, style.fill, depth, style.lip, style.border, style.border_width)
    role = theme.Type(size, "Black" if size >= 40 else "Bold", 1.2)
    mark = min(height * 0.5, size * 1.15) if label else min(56, height * 0.58)
    if stacked:
        painter.icon(icon, (width - mark) / 2, push + height / 2 - mark * 1.05, mark, style.ink)
        painter.words(label, 8, push + height / 2, width - 16, height * 0.4, role, style.ink, "center", smallest=28)
        return
    gap = 16 if label else 0
    room = width - 32 - sum(mark + gap for name in (icon, trailing) if name)
    px = max(8, round(role.size * painter.scale))
    inked = text.width_of(label, role.weight, px) / painter.scale
    while inked > room and role.size > 28:
        role = theme.Type(role.size - 2, role.weight, role.leading)
        px = max(8, round(role.size * painter.scale))
        inked = text.width_of(label, role.weight, px) / painter.scale
    left = (width - inked - sum(mark + gap for name in (icon, trailing) if name)) / 2
    if icon:
        painter.icon(icon, left, push + (height - mark) / 2, mark, style.ink)
        left += mark + gap
    if label:
        painter.words(label, left, push, inked + 40, height, role, style.ink, smallest=role.size)
        left += inked + gap
    if trailing:
        painter.icon(trailing, left, push + (height - mark) / 2, mark, style.ink)


def button(
    scene: Scene,
    name: str,
    x: float,
    y: float,
    width: float,
    height: float,
    act: Callable[[], None],
    label: str = "",
    style: Style = PRIMARY,
    size: int = theme.BUTTON.size,
    icon: str = "",
    trailing: str = "",
    key: str = "",
    z: int = 20,
    stacked: bool = False,
) -> tuple[Target, Sprite]:
    """A button on the scene at (x, y) in stage units; returns its target and sprite."""

    def painted(is_pressed: bool) -> Callable[[Painter], None]:
        return lambda painter: paint_button(
            painter, width, height, label, style, size, icon, trailing, is_pressed, stacked
        )

    kit = scene.kit

    def drawn(is_pressed: bool) -> Surface:
        if is_pressed:
            return kit.drawn(width, height, painted(True))
        key = (width, height, label, style, size, icon, trailing, stacked)
        return kit.once(key, lambda: kit.drawn(width, height, painted(False)))

    sprite = kit.place(drawn(False), x, y, z)

    def look(is_pressed: bool) -> None:
        sprite.show(drawn(is_pressed))

    target = scene.target(Target(name, kit.rect(x, y, width, height), act, look, key))
    return target, sprite
