"""`python main.py classroom report FILE`: the workbook of a session that was held before. It has no names."""

from __future__ import annotations

import argparse


def run(chosen: argparse.Namespace) -> int:
    """The exit code."""
    raise NotImplementedError
