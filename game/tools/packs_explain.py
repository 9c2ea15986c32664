"""`packs explain`: what a code of `packs check` means and what cures it."""

from __future__ import annotations

import argparse
import sys

from game.packs.codes import catalogue
from game.tools.check_report import as_markdown, explained


def run(chosen: argparse.Namespace) -> int:
    """Prints one code, or all of them; 0, or 1 when there is no such code."""
    codes = catalogue()
    if chosen.code and chosen.code not in codes:
        near = [name for name in codes if set(chosen.code.split("-")) & set(name.split("-"))]
        told = f"; perhaps {', '.join(near[:6])}" if near else ""
        print(f"error: no code `{chosen.code}`{told} / 没有这个代码", file=sys.stderr)
        return 1
    wanted = [codes[chosen.code]] if chosen.code else list(codes.values())
    if chosen.markdown:
        print(as_markdown(wanted), end="")
        return 0
    for code in wanted:
        for line in explained(code):
            print(line)
    return 0
