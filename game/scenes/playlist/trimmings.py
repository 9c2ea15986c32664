"""What fills a window that is wider than 16:9 or taller than 9:16: lanterns, bunting, trees beside the stage."""

from __future__ import annotations

from game.ui.kit import Kit

LANTERNS_FROM = 220
"""Units of room beside or above the stage from which on lanterns hang there."""
TREES = (("tree_1", 200), ("street_lamp", 96), ("tree_2", 210), ("bush_1", 150))
"""Beside the poster's street, in turn outwards: the picture and its width."""
TREE_STEP = 230
BUNTING = (1200, 112)


def room_round(kit: Kit) -> tuple[float, float]:
    """The units of the window to the left (and right) of the stage, and above (and below) it."""
    left, top = kit.stage.origin
    return left / kit.stage.scale, top / kit.stage.scale


def hang_lanterns(kit: Kit) -> None:
    """A lantern hangs on either side of the stage, or above it, where there is room."""
    beside, above = room_round(kit)
    width, _ = kit.stage.units
    if beside >= LANTERNS_FROM:
        wide = min(240.0, beside * 0.5)
        for x in (-beside / 2, width + beside / 2):
            kit.painter.picture("lantern", x - wide / 2, 0, wide, wide * 1.56)
    elif above >= LANTERNS_FROM:
        wide = min(260.0, above * 0.5)
        for x in (width * 0.2, width * 0.8):
            kit.painter.picture("lantern", x - wide / 2, -above, wide, wide * 1.56)


def hang_bunting(kit: Kit) -> None:
    """The bunting hangs along the window's upper edge: over the poster's title, and on to both sides of a wide window."""
    beside, above = room_round(kit)
    wide, tall = kit.stage.pick(BUNTING[0], kit.stage.units[0]), BUNTING[1]
    lefts = [0.0]
    if beside:
        count = int(-(-beside // wide))
        # Not over the venue's name, at the stage's upper right.
        lefts += [-wide * (place + 1) for place in range(count)]
        lefts += [kit.stage.units[0] + wide * place for place in range(count)]
    for left in lefts:
        kit.painter.picture("bunting", left, 20 - above, wide, tall)


def plant_street(kit: Kit, ground: float) -> None:
    """Trees and lamps stand at `ground` units on both sides of the poster's stage."""
    beside, _ = room_round(kit)
    width, _ = kit.stage.units
    for place in range(int((beside - 60) // TREE_STEP) if beside > TREE_STEP else 0):
        name, wide = TREES[place % len(TREES)]
        out = 150 + place * TREE_STEP
        for x in (-out - wide / 2, width + out - wide / 2):
            made = kit.art.picture(name, kit.stage.px(wide))
            kit.painter.picture(name, x, ground - made.get_height() / kit.stage.scale, wide)
