"""Packs made ready to be played, in a process of its own: the game that shows the poster goes on drawing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from game.packs.compilation import compiled_anew
from game.packs.install.inspect import program
from game.packs.kept import files_of, kept
from game.packs.street import LibraryError

VERB = "packs-compile"
"""The hidden command of the command line that leads to `serve`."""
SIGNED = "signed-only"
MOST_S = 30 * 60
"""A hundred thousand questions take three to five minutes on a kiosk's processor."""

Ready = Callable[[Path, Path, bool], bool]
"""`make_ready`, wherever it runs."""


def make_ready(questions: Path, data: Path, signed_only: bool) -> bool:
    """Whether what a kiosk with that data folder plays is compiled now, so that its next start is as quick as any."""
    if is_ready(questions, data, signed_only):
        return True
    asked = [str(questions), str(data), *([SIGNED] if signed_only else [])]
    try:
        subprocess.run(
            [*program(), VERB, *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=MOST_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return is_ready(questions, data, signed_only)


def is_ready(questions: Path, data: Path, signed_only: bool) -> bool:
    """Whether nothing has to be compiled before a kiosk can play."""
    return kept(files_of(questions, data, signed_only)) is not None


def serve(asked: Sequence[str]) -> int:
    """Compiles what `make_ready` asked; 1 when there is nothing to play."""
    questions, data, *more = asked
    try:
        compiled_anew(files_of(Path(questions), Path(data), SIGNED in more))
    except LibraryError:
        return 1
    return 0
