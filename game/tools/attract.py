"""`attract`: the poster and its items by themselves, on an LED or advertising screen. Nobody can play there."""

from __future__ import annotations

import argparse
import sys

from game.start import Options, play

EXIT_NO_DISPLAY = 2


def run(chosen: argparse.Namespace) -> int:
    """Shows the playlist until Escape, Ctrl+C or the window's closing; 2 when there is no such screen."""
    from game.display import count_displays, prepare

    prepare(False)
    known = count_displays()
    if not 0 <= chosen.display < known:
        told = f"no display {chosen.display}; there are {known}, counted from 0"
        print(f"error: {told} / 没有第 {chosen.display} 块屏幕，共 {known} 块（从 0 数起）", file=sys.stderr)
        return EXIT_NO_DISPLAY
    return play(
        Options(
            size=chosen.size,
            fullscreen=chosen.fullscreen,
            language=chosen.language,
            data_dir=chosen.data_dir,
            branch=chosen.branch,
            reduced=chosen.less_motion,
            resume=False,
            display=chosen.display,
            for_show=True,
        )
    )
