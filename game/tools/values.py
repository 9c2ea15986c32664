"""What the command line takes for a size, a share, a day or a month."""

from __future__ import annotations

import argparse
from datetime import date, datetime


def size(value: str) -> tuple[int, int]:
    """`1920x1080` as two numbers. Raises argparse.ArgumentTypeError."""
    try:
        width, height = (int(part) for part in value.lower().replace("×", "x").split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not like 1920x1080 / 请写成 1920x1080") from None
    if not (320 <= width <= 7680 and 320 <= height <= 7680):
        raise argparse.ArgumentTypeError("each side must be 320 to 7680 pixels / 边长应在 320 到 7680 之间")
    return width, height


def share(value: str) -> float:
    """A number from 0 to 1. Raises argparse.ArgumentTypeError."""
    try:
        found = float(value)
    except ValueError:
        found = -1
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not between 0 and 1 / 应在 0 到 1 之间")
    return found


def day(value: str) -> date:
    """`2026-11-01` as a date. Raises argparse.ArgumentTypeError."""
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day like 2026-11-01 / 请写成 2026-11-01") from None


def month(value: str) -> date:
    """The first day of `2026-11`. Raises argparse.ArgumentTypeError."""
    try:
        return datetime.strptime(value, "%Y-%m").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a month like 2026-11 / 请写成 2026-11") from None
