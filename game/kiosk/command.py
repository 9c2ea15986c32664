"""`python main.py kiosk`: the guard, and the game that runs under it."""

from __future__ import annotations

import argparse
import getpass
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import SystemRandom
from secrets import token_hex

from game.app import App
from game.kiosk import guard
from game.kiosk.courier import Courier, program
from game.kiosk.courier import command as courier_command
from game.kiosk.errand import Errand
from game.kiosk.heart import Heart, leave_with_the_guard
from game.kiosk.pin import Pin
from game.kiosk.restarts import CALM_MS, Plan
from game.packs.install.ready import is_ready, make_ready
from game.packs.kept import files_of
from game.records.central import chosen_url
from game.settings import read_settings, write_settings
from game.start import QUESTIONS, MonotonicClock, Options, build, data_folder

EXIT_BUSY = 3
"""Another guard already runs over the same data folder."""


def run(chosen: argparse.Namespace) -> int:
    """The guard's exit code; under the guard, the game's."""
    folder = data_folder(chosen.data_dir)
    if chosen.set_pin:
        return set_pin(folder)
    if chosen.child is not None:
        return play(chosen, folder, Plan(chosen.child))
    name_kiosk(folder)
    with Courier(courier_command(folder), chosen_url(chosen.database), SystemRandom().random):
        code = guard.run(folder, commands(chosen, folder))
    if code is None:
        print(f"error: another kiosk runs with {folder} / 同一个数据文件夹已有一个程序在运行", file=sys.stderr)
        return EXIT_BUSY
    return code


def name_kiosk(folder: Path) -> None:
    """The kiosk has a name for the records, drawn once; one whose folder can't be written goes without."""
    settings = read_settings(folder)
    if not settings.kiosk:
        try:
            write_settings(folder, replace(settings, kiosk=token_hex(4)))
        except OSError as error:
            print(f"warning: {error} / 数据文件夹不能写入", file=sys.stderr)


def commands(chosen: argparse.Namespace, folder: Path) -> Callable[[Plan], Sequence[str]]:
    """What gives the command for each start. The first plain one finds the cache empty: what lies there can be made anew,
    and should it be what the game falls over, it is gone.
    """
    last = Plan.NORMAL

    def next_command(plan: Plan) -> Sequence[str]:
        nonlocal last
        if plan == Plan.PLAIN and last == Plan.NORMAL:
            shutil.rmtree(folder / "cache", ignore_errors=True)
        last = plan
        return command(chosen, plan)

    return next_command


def command(chosen: argparse.Namespace, plan: Plan) -> Sequence[str]:
    """How the game is started under the guard."""
    switches = ["kiosk", "--child", plan.value, "--language", chosen.language]
    if chosen.size is not None:
        switches += ["--size", "x".join(str(side) for side in chosen.size)]
    if chosen.windowed:
        switches.append("--windowed")
    if chosen.data_dir is not None:
        switches += ["--data-dir", str(chosen.data_dir)]
    if chosen.branch:
        switches += ["--branch", chosen.branch]
    return [*program(), *switches]


def play(chosen: argparse.Namespace, folder: Path, plan: Plan) -> int:
    """The game, or the picture of trouble, until it ends; its exit code. Raises display.NoDisplayError, packs.library.LibraryError."""
    leave_with_the_guard()
    clock = MonotonicClock()
    heart = Heart(clock.now_ms)
    if plan == Plan.TROUBLE:
        from game.kiosk.trouble import show

        return show(chosen.size, not chosen.windowed, chosen.language, heart.beat)
    waiting = None if plan == Plan.PLAIN else Waiting(folder)
    app = build(
        Options(
            size=chosen.size,
            fullscreen=not chosen.windowed,
            language=chosen.language,
            data_dir=folder,
            branch=chosen.branch,
            clock=clock,
            is_locked=True,
            is_silent=plan == Plan.PLAIN,
            is_plain=waiting is None or waiting.is_needed,
            resume=plan == Plan.NORMAL,
            beat=heart.beat,
        )
    )
    look = calm_down(app, clock.now_ms) if waiting is None else partial(waiting.look, app)
    try:
        while app.is_running:
            app.frame()
            look()
    finally:
        app.close()
    return app.exit_code


class Waiting:
    """Installed packs that nobody compiled yet: the game's own are played meanwhile, and a process compiles them all.

    Of a large bank that takes minutes, and no visitor shall wait for it before a dark screen.
    """

    def __init__(self, folder: Path) -> None:
        asked = (QUESTIONS, folder, read_settings(folder).signed_only)
        self.is_needed = bool(files_of(*asked).installed) and not is_ready(*asked)
        self._errand = Errand(partial(make_ready, *asked)) if self.is_needed else None

    def look(self, app: App) -> None:
        """To be called after each frame: once they are compiled, the game asks at its poster to be started with them."""
        if self._errand is not None and self._errand.is_over and app.name == "attract":
            if self._errand.result:
                app.quit(guard.EXIT_RESTART)
            self._errand = None


def calm_down(app: App, now_ms: Callable[[], int]) -> Callable[[], None]:
    """To be called after each frame of a plain game: ten minutes after this, at its poster, it asks to be started as usual."""
    begun_ms = now_ms()

    def look() -> None:
        if app.name == "attract" and now_ms() - begun_ms >= CALM_MS:
            app.quit(guard.EXIT_RESTART)

    return look


def set_pin(folder: Path) -> int:
    """Asks for the PIN twice on the terminal and keeps it; 0 when it is kept."""
    try:
        first, again = getpass.getpass("six digits / 六位数字: "), getpass.getpass("again / 再输入一遍: ")
    except (EOFError, KeyboardInterrupt):
        print("error: no PIN was typed / 没有输入密码", file=sys.stderr)
        return 1
    if first != again:
        print("error: the two differ / 两遍不一样", file=sys.stderr)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Pin(folder, MonotonicClock().now_ms).set(first)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: the PIN can't be kept ({error}) / 密码无法保存", file=sys.stderr)
        return 1
    print("the PIN is set / 密码已设好")
    return 0
