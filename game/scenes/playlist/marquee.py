"""The slogans that run along the lower edge of the glass, below every item of the playlist."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Surface

from game.ui import text, theme
from game.ui.blend import lay
from game.ui.kit import Kit

SPEED = 90.0
"""Design units a second."""
HEIGHT = (84, 90)


def room(kit: Kit) -> tuple[int, int]:
    """Width and height in pixels of what lies above the slogans."""
    width, height = kit.canvas.screen.get_size()
    return width, height - kit.stage.px(kit.stage.pick(*HEIGHT))


def show(kit: Kit, slogans: Sequence[str]) -> None:
    """The slogans run by. Where they stand follows from the time alone, so that they go on from item to item."""
    width, top = room(kit)
    height = kit.stage.px(HEIGHT[0])
    kit.canvas.backdrop.fill(theme.MARQUEE, (0, top, width, kit.canvas.screen.get_height() - top))
    role = theme.Type(38, "Bold", 1.2)
    px = max(8, round(role.size * kit.stage.scale))
    gap, icon = kit.stage.px(64), kit.stage.px(46)
    lines = [text.line(slogan, role.weight, px, theme.WHITE) for slogan in slogans]
    length = sum(line.get_width() + icon + gap + kit.stage.px(22) for line in lines)
    if not length:
        return
    strip = Surface((length, height))
    strip.fill(theme.MARQUEE)
    left = 0
    for line in lines:
        lantern = kit.art.picture("lantern", kit.stage.px(34), kit.stage.px(53))
        lay(strip, lantern, (left, (height - lantern.get_height()) // 2))
        left += icon + kit.stage.px(10)
        lay(strip, line, (left, (height - line.get_height()) // 2))
        left += line.get_width() + gap + kit.stage.px(12)
    strip = strip.convert(kit.canvas.screen)
    strips = [kit.canvas.add(strip, step * length, top, z=4) for step in range(1 - (-width // length))]

    def run(now_ms: int) -> None:
        shift = int(now_ms * SPEED * kit.stage.scale / 1000) % length
        for step, sprite in enumerate(strips):
            sprite.move(step * length - shift, sprite.y)

    kit.motions.loop(run)
