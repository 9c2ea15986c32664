"""Starts 全民闯关; `python main.py --help` explains every command."""

from __future__ import annotations

import sys

from game.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
