"""The courier: a process of its own that carries the records to the central database while the game is open.

Being another process it can't make a frame wait. It leaves when its standard input ends, so it never outlives who started
it; should it fall, it is started again after a rest. A fall in the middle of a delivery is harmless.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from game.records.central import VARIABLE
from game.records.central.backoff import LONGEST_REST_S, rest_s

EXIT_NEVER = 2
"""The courier's exit code when trying again can't help: a URL that is none, a library that isn't installed."""
PATIENCE_S = 2.0

log = logging.getLogger("kiosk.courier")


def program() -> list[str]:
    """How this program is started: by this interpreter, or by itself where it was built into one."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).resolve().parents[2] / "main.py")]


def command(folder: Path) -> list[str]:
    """The courier's command line; the database is told by the environment, where no list of processes shows it."""
    return [*program(), "records", "deliver", "--keep-on", "--data-dir", str(folder)]


class Courier:
    """Runs `command` again and again as a context, the database's URL in its environment; without a URL does nothing."""

    def __init__(self, command: Sequence[str], url: str, chance: Callable[[], float]) -> None:
        self._command, self._url, self._chance = command, url, chance
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="courier", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process that carries at present."""
        return None if self._process is None else self._process.pid

    def __enter__(self) -> Self:
        if self._url:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._is_over.set()
            process = self._process
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
        self._thread.join(PATIENCE_S)

    def _keep(self) -> None:
        falls, begun = 0, time.monotonic()
        while (code := self._run()) is not None:
            if code == EXIT_NEVER:
                log.error("records are not delivered until that is mended and the game is started again")
                return
            # One that had carried for long before it fell is not one that can't carry.
            falls = 1 if time.monotonic() - begun > LONGEST_REST_S else falls + 1
            log.warning("courier ended with %s", code)
            if self._is_over.wait(rest_s(falls, self._chance())):
                return
            begun = time.monotonic()

    def _run(self) -> int | None:
        """The exit code of one courier; None when no more are wanted."""
        try:
            with self._lock:
                if self._is_over.is_set():
                    return None
                self._process = process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env={**os.environ, VARIABLE: self._url},
                )
        except OSError as error:
            log.error("courier can't be started: %s", error)
            return 1
        assert process.stderr is not None
        for line in process.stderr:
            log.warning("%s", line.decode("utf-8", "replace").rstrip()[:500])
        code = process.wait()
        return None if self._is_over.is_set() else code
