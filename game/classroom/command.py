"""`python main.py classroom`: a class before this machine's projector, and the workbook of one held before."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import SystemRandom
from typing import Any

from game.classroom.planning import NoClassError
from game.classroom.reach import Reach, judged, lines
from game.start import QUESTIONS, data_folder
from game.words import Copy

EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, EXIT_BUSY = 0, 1, 2, 3
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: the code is read from a screen."""
CODE_LENGTH = 8
"""40 bits, which nobody guesses at ten tries a minute."""
EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"


def run(chosen: argparse.Namespace) -> int:
    """The exit code: 0 the class is over, or the check found nothing; 1 a problem; 2 bad usage; 3 a class is on already."""
    if chosen.what == "report":
        from game.classroom.report import run as report

        return report(chosen)
    if chosen.file is not None:
        print(f"error: {chosen.file}: only `report` takes a file / 只有 report 才需要文件", file=sys.stderr)
        return EXIT_USAGE
    data = data_folder(chosen.data_dir)
    say = Copy(chosen.language)
    reach = looked(chosen)
    if chosen.check:
        print(*lines(reach, say), sep="\n")
        return EXIT_OK if reach.is_good else EXIT_PROBLEMS
    if chosen.port and reach.port is None:
        print(f"error: port {chosen.port} can't be had / 端口 {chosen.port} 用不了", file=sys.stderr)
        return EXIT_PROBLEMS
    from game.lock import Lock

    with Lock(data / "classroom" / "lock") as lock:
        if lock.is_taken:
            print(f"error: another class is on with {data} / 同一个数据文件夹已有一场课在进行", file=sys.stderr)
            return EXIT_BUSY
        try:
            return hold(chosen, data, reach, say)
        except NoClassError as error:
            for problem in error.problems:
                print(problem, file=sys.stderr)
            print(f"error: {error}", file=sys.stderr)
            return EXIT_PROBLEMS


def looked(chosen: argparse.Namespace) -> Reach:
    """Where phones find this machine."""
    from game.classroom.machine import facts

    return judged(facts(chosen.address, chosen.port, chosen.wifi))


def hold(chosen: argparse.Namespace, data: Path, reach: Reach, say: Copy) -> int:
    """The class is held until its window is closed. Raises NoClassError, display.NoDisplayError."""
    from game.classroom.begin import begin

    questions = (chosen.questions_folder or QUESTIONS).resolve()
    chance = SystemRandom()
    begin(chosen, questions, data, chance, room(chance.randrange), date.today())
    raise NotImplementedError


def room(below: Callable[[int], int]) -> str:
    """A room code of six digits, which doesn't begin with a nought."""
    return str(100_000 + below(900_000))


def host_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """The code by which the host's own phone is let in."""
    return "".join(choose(CODE_LETTERS) for _ in range(CODE_LENGTH))


def told(chosen: argparse.Namespace, reach: Reach) -> dict[str, Any]:
    return {}
