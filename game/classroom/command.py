"""`python main.py classroom`: a class before this machine's projector."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from game.classroom import bank as banks
from game.classroom.begin import Begun, begin
from game.classroom.planning import NoClassError
from game.classroom.reach import LOOPBACK, Reach, judged, lines
from game.records.classroom import FOLDER
from game.start import QUESTIONS, data_folder
from game.words import Copy

if TYPE_CHECKING:
    from game.classroom.projector import Wall

EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, EXIT_BUSY = 0, 1, 2, 3
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: the code is read from a screen."""
CODE_LENGTH = 8
"""40 bits, which nobody guesses at ten tries a minute."""
SECRET_BYTES = 32
EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"
TROUBLE = {
    "port": "the port can't be had / 端口用不了",
    "journal": "the session's file can't be opened / 课堂记录打不开",
    "questions": "its questions are not there: give the same --pack again, or --new / 找不到这堂课的题目：请加上原来的 --pack，或者用 --new 重新开始",
    "start": "the server doesn't start / 服务没有启动",
}
"""What is said to each kind of `supervise.ServerError`."""


def run(chosen: argparse.Namespace) -> int:
    """The exit code: 0 the class is over, or the check found nothing; 1 a problem; 2 bad usage; 3 a class is on already.

    Raises display.NoDisplayError.
    """
    if chosen.what == "report":
        from game.classroom.report import run as report

        return report(chosen)
    if chosen.file is not None:
        print(f"error: {chosen.file}: only `report` takes a file / 只有 report 才需要文件", file=sys.stderr)
        return EXIT_USAGE
    reach = looked(chosen)
    if chosen.check:
        print(*lines(reach, Copy(chosen.language)), sep="\n")
        return EXIT_OK if reach.is_good else EXIT_PROBLEMS
    from game.lock import Lock

    data = data_folder(chosen.data_dir)
    with Lock(data / FOLDER / "lock") as lock:
        if lock.is_taken:
            print(f"error: another class is on with {data} / 同一个数据文件夹已有一场课在进行", file=sys.stderr)
            return EXIT_BUSY
        try:
            return hold(chosen, data, reach)
        except NoClassError as error:
            for problem in error.problems:
                print(problem, file=sys.stderr)
            print(f"error: {error}", file=sys.stderr)
            return EXIT_PROBLEMS


def looked(chosen: argparse.Namespace) -> Reach:
    """Where phones find this machine."""
    from game.classroom.machine import facts

    return judged(facts(chosen.address, chosen.port, chosen.wifi))


def hold(chosen: argparse.Namespace, data: Path, reach: Reach) -> int:
    """The class is held until its window is closed. Raises NoClassError, display.NoDisplayError."""
    if reach.port is None or (chosen.address and not reach.address):
        say = Copy(chosen.language)
        told = [finding.told(say) for finding in reach.findings if finding.ok is False]
        raise NoClassError("\n".join(told))
    questions = (chosen.questions_folder or QUESTIONS).resolve()
    chance = SystemRandom()
    begun = begin(chosen, questions, data, chance, room_code(chance.randrange), date.today())
    tell(chosen, begun, reach)
    from game.classroom.supervise import Server, ServerError
    from game.start import MonotonicClock

    code, secret = host_code(), secrets.token_urlsafe(SECRET_BYTES)
    server = Server(server_told(chosen, begun, reach, (questions, data), code, secret))
    try:
        server.start()
    except ServerError as error:
        server.end()
        raise NoClassError(f"{TROUBLE.get(error.kind, TROUBLE['start'])} ({error.told})") from error
    from game.classroom.projector import run as show

    return show(wall(chosen, begun, reach, data, code), server, MonotonicClock())


def wall(chosen: argparse.Namespace, begun: Begun, reach: Reach, data: Path, code: str) -> Wall:
    """What the window shows of the way in."""
    from game.classroom.hall import Door
    from game.classroom.projector import Wall

    url = "" if chosen.no_phones or not reach.url else f"{reach.url.rstrip('/')}/#{begun.opening.room}"
    door = Door(url, reach.wifi, host_url=f"{reach.url.rstrip('/')}/host" if url else "", host_code=code if url else "")
    return Wall(
        door,
        data / "cache" / "art",
        chosen.size,
        chosen.fullscreen,
        chosen.display,
        begun.opening.language,
        tables=chosen.teams if chosen.no_phones else 0,
    )


def room_code(below: Callable[[int], int]) -> str:
    """Six digits, of which the first is no nought."""
    return str(100_000 + below(900_000))


def host_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """The code by which the host's own phone is let in."""
    return "".join(choose(CODE_LETTERS) for _ in range(CODE_LENGTH))


def server_told(
    chosen: argparse.Namespace, begun: Begun, reach: Reach, places: tuple[Path, Path], code: str, secret: str
) -> dict[str, Any]:
    """What the server reads at its start; `places` are the questions' folder and the data folder.

    Where no phone should or could come in, it listens to this machine alone.
    """
    is_open = bool(reach.address) and not chosen.no_phones and reach.address not in LOOPBACK
    questions, data = places
    return {
        "journal": str(begun.path),
        "questions": str(questions),
        "pack": str(Path(chosen.pack).resolve()) if banks.is_path(chosen.pack) else chosen.pack,
        "data_dir": str(data),
        "bind": EVERYWHERE if is_open else HERE,
        "port": reach.port,
        "hosts": list(reach.hosts),
        "secret": secret,
        "host_code": code,
        "names": {str(contestant): name for contestant, name in begun.names.items()},
        "typed": chosen.typed_names,
        "show": chosen.names,
        "auto": chosen.auto,
    }


def tell(chosen: argparse.Namespace, begun: Begun, reach: Reach) -> None:
    """The terminal says what begins, and where phones come in."""
    asked = len(begun.opening.planned)
    if begun.is_resumed:
        print(f"resuming the class that was cut off, room {begun.opening.room}; --new begins another")
        print(f"接着上次没有上完的课，房间码 {begun.opening.room}；要重新开始请加 --new")
    elif asked < chosen.questions:
        print(
            f"only {asked} questions fit, not {chosen.questions} / 合适的题只有 {asked} 道，不到 {chosen.questions} 道"
        )
    if chosen.no_phones:
        return
    say = Copy(chosen.language)
    for finding in reach.findings:
        if finding.ok is False:
            print(f"× {finding.told(say)}")
    print(say("class.reach.url", url=reach.url) if reach.url else say("class.reach.no-phones"), flush=True)
