"""The parent of the game: starts it, listens to its heart, starts it again.

The heartbeat is a byte that the game's own frame loop writes to its standard output; a game that hangs in drawing is as
silent as one that was stopped. The game's standard input is the parent's end of a pipe: when the parent is gone, the game
reads the end of it and leaves, so that a new guard never meets an old game.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType

from game.kiosk.restarts import Decision, History, Plan, after_crash
from game.lock import Lock

EXIT_QUIT, EXIT_RESTART, EXIT_DEVICE = 0, 10, 11
"""The game's exit codes: staff ended it; start it again; start the machine again."""
FIRST_BEAT_MS, BEAT_MS = 20_000, 5_000
"""Without a beat for so long the game counts as hanging; the first frame on a slow machine may take longer."""
POLL_S = 0.05
LOOK_MS = 1000
"""A guard that looks later than this was asleep itself, as after a suspend."""
PICTURE_AGAIN_MS = 1000
"""Between two tries to show the picture of trouble, when it falls as well."""
LOG = "kiosk.log"
LOG_BYTES, LOG_FILES = 1_000_000, 3

log = logging.getLogger("kiosk")


class Child:
    """One run of the game."""

    def __init__(self, command: Sequence[str], now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self.started_ms = self.beat_ms = self._looked_ms = now_ms()
        self.has_beaten = False
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self.pid = self._process.pid
        for target in (self._listen, self._note):
            threading.Thread(target=target, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while self._process.stdout.read(64):
            self.beat_ms, self.has_beaten = self._now_ms(), True

    def _note(self) -> None:
        """What the game says of errors is in the log."""
        assert self._process.stderr is not None
        for line in self._process.stderr:
            log.error("game: %s", line.decode("utf-8", "replace").rstrip()[:500])

    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.poll()

    def hangs(self) -> bool:
        """Whether no beat came for too long. Time in which nobody looked (the machine slept) doesn't count against it."""
        now_ms = self._now_ms()
        unseen_ms, self._looked_ms = now_ms - self._looked_ms, now_ms
        if unseen_ms > LOOK_MS:
            self.beat_ms = min(now_ms, self.beat_ms + unseen_ms)
        most = BEAT_MS if self.has_beaten else FIRST_BEAT_MS
        return now_ms - self.beat_ms > most

    def kill(self) -> None:
        """The run is over."""
        self._process.kill()
        self._process.wait()


class Guard:
    """Runs `command_of(plan)` for ever, until the game says that staff ended it.

    `wait` sleeps that many seconds; `now_ms` only goes forward.
    """

    def __init__(
        self,
        command_of: Callable[[Plan], Sequence[str]],
        wait: Callable[[float], None] = time.sleep,
        now_ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        self._command_of, self._wait, self._now_ms = command_of, wait, now_ms
        self._history = History()
        self._is_stopping = False

    def stop(self) -> None:
        """The guard ends with the game at the next look, as a service manager asks."""
        self._is_stopping = True

    def run(self) -> int:
        """EXIT_QUIT when staff or the service ended it, EXIT_DEVICE when the machine shall start again."""
        plan = Plan.NORMAL
        while True:
            child = Child(self._command_of(plan), self._now_ms)
            log.info("started %s, plan %s", child.pid, plan)
            code = self._watch(child)
            if self._is_stopping or code in (EXIT_QUIT, EXIT_DEVICE):
                return EXIT_DEVICE if code == EXIT_DEVICE else EXIT_QUIT
            if code == EXIT_RESTART:
                plan, self._history = Plan.NORMAL, History()
                continue
            self._history, decision = after_crash(self._history, child.started_ms, self._now_ms())
            log.warning("run %s ended with %s; next %s after %s ms", child.pid, code, decision.plan, decision.rest_ms)
            plan = decision.plan
            if decision.rest_ms:
                self._rest(decision)
                if self._is_stopping:
                    return EXIT_QUIT

    def _watch(self, child: Child) -> int | None:
        """The exit code of the run; None for one that had to be killed."""
        while child.code() is None:
            if self._is_stopping or child.hangs():
                if not self._is_stopping:
                    log.error("run %s hangs", child.pid)
                child.kill()
                return None
            self._wait(POLL_S)
        return child.code()

    def _rest(self, decision: Decision) -> None:
        """The picture of trouble stands for as long as was decided; should it fall or hang, it is put up again."""
        until_ms = self._now_ms() + decision.rest_ms
        child = Child(self._command_of(Plan.TROUBLE), self._now_ms)
        while self._now_ms() < until_ms and not self._is_stopping:
            if child.code() is None and child.hangs():
                child.kill()
            if child.code() is not None and self._now_ms() - child.started_ms >= PICTURE_AGAIN_MS:
                log.warning("the picture of trouble ended with %s", child.code())
                child = Child(self._command_of(Plan.TROUBLE), self._now_ms)
            self._wait(POLL_S)
        child.kill()


def run(folder: Path, command_of: Callable[[Plan], Sequence[str]]) -> int | None:
    """Guards the game of that data folder; the exit code, or None when another guard already does.

    A folder that can't be written costs the lock and the log, not the game.
    """
    with Lock(folder / "kiosk.lock") as lock:
        if lock.is_taken:
            return None
        _open_log(folder)
        guard = Guard(command_of)

        def stop(number: int, frame: FrameType | None) -> None:
            guard.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        return guard.run()


def _open_log(folder: Path) -> None:
    """The log is in the folder; where it can't be, on standard error."""
    handler: logging.Handler
    try:
        handler = RotatingFileHandler(folder / LOG, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError as error:
        handler = logging.StreamHandler()
        log.warning("no log in %s: %s", folder, error)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
