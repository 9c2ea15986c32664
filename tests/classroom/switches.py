"""The switches of `classroom` as the command sees them."""

from __future__ import annotations

import argparse

from game.cli import parser


def chosen(*switches: str) -> argparse.Namespace:
    """What the command line `classroom …` says."""
    return parser().parse_args(["classroom", *switches])
