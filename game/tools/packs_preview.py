"""`packs preview`: a pack's questions in the game's own screens, following what its author saves; nothing is recorded."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from game import display
from game.packs.library import load_library
from game.packs.pack import HEAD
from game.rules.levels import Campaign
from game.start import QUESTIONS, MonotonicClock, data_folder
from game.words import Copy

if TYPE_CHECKING:
    from game.tools.preview.window import Preview, Sources

EXIT_OK, EXIT_PROBLEMS, EXIT_NO_PACK = 0, 1, 2
LANDSCAPE = (1280, 720)
SHARE = 0.88
"""How much of the desktop's height the window may take."""


def run(chosen: argparse.Namespace) -> int:
    """Shows the pack until the window is closed, or writes its pictures; 2 when there is no pack."""
    folder: Path = chosen.path.resolve()
    if not folder.is_dir() or not any((folder / name).exists() for name in (HEAD, "q")):
        told = f"{chosen.path}: no pack there, it is a folder with {HEAD} in it"
        print(f"error: {told} / 这里没有题包，题包是一个里面有 {HEAD} 的文件夹", file=sys.stderr)
        return EXIT_NO_PACK
    return _shots(chosen, folder) if chosen.shots is not None else _window(chosen, folder)


def _window(chosen: argparse.Namespace, folder: Path) -> int:
    import pygame

    display.prepare(False)
    display.count_displays()
    from game.tools.preview.watch import Watch
    from game.tools.preview.window import SAVED, Preview

    caption = f"{Copy(chosen.language)('preview.caption')} · {folder.name}"

    def open_window(size: tuple[int, int]) -> pygame.Surface:
        return display.open_window(_fitted(size, pygame.display.get_desktop_sizes()[0]), False, caption)

    preview = Preview(
        _sources(folder), open_window, chosen.size or LANDSCAPE, MonotonicClock(), chosen.language, chosen.question
    )
    _warn_of_unknown(preview, chosen.question)
    watch = Watch(folder, lambda: pygame.event.post(pygame.event.Event(SAVED)))
    try:
        preview.run()
    except KeyboardInterrupt:
        return EXIT_OK
    finally:
        watch.stop()
    return EXIT_OK


def _shots(chosen: argparse.Namespace, folder: Path) -> int:
    display.prepare(True)
    from game.tools.demo import SteppingClock
    from game.tools.preview.shots import take_shots
    from game.tools.preview.window import Preview
    from game.ui.narrator import Narrator
    from game.words import LANGUAGES

    clock = SteppingClock()
    preview = Preview(
        _sources(folder),
        lambda size: display.open_window(size, False),
        chosen.size or LANDSCAPE,
        clock,
        chosen.language,
        chosen.question,
        Narrator(dict.fromkeys(LANGUAGES)),
    )
    _warn_of_unknown(preview, chosen.question)
    try:
        names = take_shots(preview, clock, chosen.shots, chosen.question)
    except OSError as error:
        print(f"error: {chosen.shots}: {error.strerror} / 写不进去", file=sys.stderr)
        return EXIT_NO_PACK
    finally:
        preview.close()
    reel = preview.reel
    for problem in reel.problems:
        print(problem)
    warnings = len(reel.problems) - len(reel.errors)
    told = f"{len(names)} pictures in {chosen.shots}, {len(reel.errors)} problems, {warnings} warnings"
    print(f"{told} / {len(names)} 张图，{len(reel.errors)} 个问题，{warnings} 条提醒")
    return EXIT_PROBLEMS if reel.errors else EXIT_OK


def _sources(folder: Path) -> Sources:
    from game.tools.preview.window import Sources

    cache = data_folder(None) / "cache"

    @lru_cache(maxsize=4)
    def campaign(language: str) -> Campaign:
        """The street, to which the pack's questions belong."""
        return load_library(QUESTIONS, language).campaign

    return Sources(folder, campaign, QUESTIONS, date.today, cache / "art")


def _fitted(size: tuple[int, int], desktop: tuple[int, int]) -> tuple[int, int]:
    """The size, or as large a one of its proportions as leaves the desktop's edges visible."""
    share = min(1.0, desktop[0] * 0.95 / size[0], desktop[1] * SHARE / size[1])
    return round(size[0] * share), round(size[1] * share)


def _warn_of_unknown(preview: Preview, wanted: str) -> None:
    if wanted and all(frame.item.id != wanted for frame in preview.reel.frames):
        print(f"no question or card `{wanted}` / 没有编号为 {wanted} 的题或卡片", file=sys.stderr)
