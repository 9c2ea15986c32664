"""Where the stem, the answers and the panel of a question stand, in stage units."""

from __future__ import annotations

from game.qtypes.tiles import Box, tile_boxes
from game.ui.stage import Stage


def asked(stage: Stage, roomy: bool) -> tuple[Box, Box]:
    """The box of the stem and the area of the answer while the question is open; a `roomy` answer takes more."""
    if stage.is_portrait:
        stem = Box(48, 240, 984, 300 if roomy else 500)
        return stem, Box(48, stem.y + stem.height + (30 if roomy else 50), 984, 990 if roomy else 760)
    stem = Box(64, 160 if roomy else 176, 1792, 150 if roomy else 318)
    return stem, Box(64, 334, 1792, 556) if roomy else Box(64, 524, 1792, 354)


def revealed(stage: Stage, count: int, panel: float, is_dense: bool) -> tuple[Box, tuple[Box, ...], float]:
    """The boxes of the stem and `count` tiles above a panel that would like to be `panel` units tall, and its top.

    Tiles that hold one short line may be `is_dense`.
    """
    top, left, width, bottom, columns = stage.pick((164, 64, 1792, 1080, 2), (232, 48, 984, 1920, 1))
    rows = -(-count // columns)
    if is_dense and not stage.is_portrait:
        gap, low_stem, low_tile = 12, 100, 64
    else:
        # two rows leave room for tiles of two lines; three don't, or the panel's text would not fit
        gap, low_stem, low_tile = (18, 116, 100) if rows <= 2 else (18, 124, 84)
    lowest = top + low_stem + 20 + rows * (low_tile + gap) - gap + 34
    highest = stage.pick(690, 1300)
    panel_top = max(lowest, min(highest, bottom - panel))
    room = panel_top - 34 - top - 20
    stem = min(stage.pick(200, 260), room * 0.42, room - rows * (low_tile + gap) + gap)
    tiles = min(room - stem, rows * (150 + gap) - gap)
    boxes = tile_boxes(count, left, top + stem + 20, width, tiles, columns, gap)
    return (
        Box(left, top, width, room - tiles),
        tuple(Box(box.x, box.y + room - tiles - stem, box.width, box.height) for box in boxes),
        panel_top,
    )
