"""`main.py classroom-serve`: the server's process. It is told what to do in one JSON line on its standard input, says in one
line where it listens, and ends when its standard input closes.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import Any

from game.classroom.bank import opened
from game.classroom.names import Names
from game.classroom.server.limits import LIMITS
from game.classroom.server.stage import Desk
from game.classroom.surveys import surveys
from game.packs.street import LibraryError
from game.qtypes import load_rules
from game.records.classroom import ClassJournal, replay
from game.records.database import DamagedError
from game.rules.classroom.plan import rounds

log = logging.getLogger(__name__)

EXIT_OK, EXIT_TROUBLE = 0, 1
BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What the trainer's process tells the server; `docs/classroom-protocol.md` has the meanings."""

    journal: Path
    questions: Path
    data_dir: Path
    bind: str
    port: int
    hosts: tuple[str, ...]
    secret: str
    host_code: str
    names: dict[int, str] = field(default_factory=dict)
    typed: bool = False
    show: str = "full"
    auto: bool = False
    pack: str = ""


def serve(arguments: Sequence[str]) -> int:
    """Serves until standard input closes; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        told = read_told(sys.stdin.readline())
    except (ValueError, KeyError, TypeError) as error:
        return _fail("told", str(error))
    try:
        return asyncio.run(_serve(told))
    except KeyboardInterrupt:
        return EXIT_OK


def read_told(line: str) -> Told:
    """What the line tells. Raises ValueError, KeyError or TypeError for one that doesn't."""
    tree: dict[str, Any] = json.loads(line)
    for name in ("journal", "questions", "data_dir"):
        tree[name] = Path(tree[name])
    tree["hosts"] = tuple(tree["hosts"])
    tree["names"] = {int(who): str(name) for who, name in tree.get("names", {}).items()}
    return Told(**tree)


def _fail(what: str, told: str) -> int:
    print(json.dumps({"error": what, "told": told}), flush=True)
    return EXIT_TROUBLE


async def _serve(told: Told) -> int:
    import uvicorn

    from game.classroom.server.commands import Commands
    from game.classroom.server.deadline import PromptProtocol
    from game.classroom.server.room import WIPE_MS, Room
    from game.classroom.server.timers import EVERY_S, Timers
    from game.classroom.server.web import Site

    try:
        listener = _listener(told)
    except OSError as error:
        return _fail("port", str(error))
    port = int(listener.getsockname()[1])
    types = load_rules()
    try:
        journal = ClassJournal.open(told.journal)
    except (OSError, sqlite3.Error, DamagedError) as error:
        return _fail("journal", str(error))
    opening = journal.opening
    try:
        full = opened(told.pack, told.questions, told.data_dir, opening.language).question
        asked = rounds(opening.planned, surveys(opening.language), full, opening.seed, types, opening.seconds)
        lesson = replay(asked, opening, journal.events(), types)
    except (LibraryError, KeyError, ValueError, OSError) as error:
        return _fail("questions", str(error))
    except DamagedError as error:
        return _fail("journal", str(error))

    names = Names(opening.language, SystemRandom(), told.typed)
    names.restore(told.names)
    room = Room(journal, lesson, types, names, Desk(told.show, told.typed, told.auto))

    def export() -> bool:
        return _export(room, told)

    commands = Commands(room, export)
    hosts = tuple(host if ":" in host else f"{host}:{port}" for host in told.hosts)
    site = Site(room, commands, hosts, told.secret, told.host_code)
    config = uvicorn.Config(
        site.app(),
        http=PromptProtocol,
        ws="websockets-sansio",
        ws_max_size=LIMITS.frame_bytes,
        ws_per_message_deflate=False,
        ws_ping_interval=LIMITS.silence_s / 3,
        ws_ping_timeout=LIMITS.silence_s * 2 / 3,
        timeout_keep_alive=int(LIMITS.request_s),
        h11_max_incomplete_event_size=16 * 1024,
        backlog=BACKLOG,
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    server = uvicorn.Server(config)
    timers = Timers(room, commands, WIPE_MS)
    loop = asyncio.get_running_loop()
    _end_with_stdin(loop, server)

    async def keep_time() -> None:
        while not server.should_exit:
            try:
                timers.tick(loop.time())
            except Exception:
                log.exception("a timer failed")
            await asyncio.sleep(EVERY_S)

    ticking = loop.create_task(keep_time())
    print(json.dumps({"port": port}), flush=True)
    await server.serve(sockets=[listener])
    ticking.cancel()
    room.close()
    journal.close()
    return EXIT_OK


def _listener(told: Told) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        # A server that is started anew takes over the port at once. On Windows the option would mean sharing it.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((told.bind, told.port))
        # Before anybody hears of the port: who comes at once waits in the backlog.
        listener.listen(BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def _end_with_stdin(loop: asyncio.AbstractEventLoop, server: Any) -> None:
    """The server ends as soon as nobody holds its standard input any more."""

    def wait() -> None:
        while sys.stdin.readline():
            pass
        try:
            loop.call_soon_threadsafe(lambda: setattr(server, "should_exit", True))
        except RuntimeError:
            log.info("the loop has ended before")

    threading.Thread(target=wait, name="stdin", daemon=True).start()


def _export(room: Any, told: Told) -> bool:
    """The files with the names in them are being written; the stage says so when they are there."""
    names = room.names.all()
    lesson, opening, types = room.lesson, room.opening, room.types

    def write() -> list[Path]:
        from game.classroom.results import write as write_results

        folder = told.journal.parent / "exports"
        return write_results(lesson, names, opening, folder, types, datetime.now())

    async def run() -> None:
        try:
            written = await asyncio.to_thread(write)
            room.desk.exported = written[0].name
        except (OSError, ValueError) as error:
            log.error("nothing was exported: %s", error)
            room.desk.trouble = "disk"
        room.stage_soon()

    room.exporting = asyncio.get_running_loop().create_task(run())
    return True
