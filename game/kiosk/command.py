"""`python main.py kiosk`: the guard, and the game that runs under it."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from secrets import token_hex

from game.kiosk import guard
from game.kiosk.courier import Courier, program
from game.kiosk.courier import command as courier_command
from game.kiosk.heart import Heart, leave_with_the_guard
from game.kiosk.pin import Pin
from game.kiosk.restarts import Plan
from game.records.central import chosen_url
from game.settings import read_settings, write_settings
from game.start import MonotonicClock, Options, build, data_folder

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
        code = guard.run(folder, lambda plan: command(chosen, plan))
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
            resume=plan == Plan.NORMAL,
            beat=heart.beat,
        )
    )
    try:
        app.run()
    finally:
        app.close()
    return app.exit_code


def set_pin(folder: Path) -> int:
    """Asks for the PIN twice on the terminal and keeps it; 0 when it is kept."""
    first = getpass.getpass("six digits / 六位数字: ")
    if first != getpass.getpass("again / 再输入一遍: "):
        print("error: the two differ / 两遍不一样", file=sys.stderr)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Pin(folder, MonotonicClock().now_ms).set(first)
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("the PIN is set / 密码已设好")
    return 0
