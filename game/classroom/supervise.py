"""The server as a child of the projector: started, watched, started anew with the names kept, and ended.

The child reads one JSON line on its standard input, prints one on its standard output when it listens, and ends when its
standard input closes: so it never outlives the projector, however that one ends.
"""

from __future__ import annotations

import contextlib
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

POLL_S = 0.05
ANSWER_S = 20.0
"""How long a child may take to say that it listens, on a slow machine with a virus scanner."""
MOST_CRASHES, WITHIN_MS = 5, 60_000
"""So many crashes within a minute, and starting it again is no use."""
BREATH_S = 0.5
"""Between a start that failed and the next try."""
LEAVE_S, TERMINATE_S = 3.0, 2.0
"""How long a child that was asked to end may take, and one that was told to."""
CLASSROOM_SERVE = "classroom-serve"


class State(StrEnum):
    """How the server does."""

    UP = "up"
    STARTING = "starting"
    GIVEN_UP = "given-up"
    ENDED = "ended"


class ServerError(RuntimeError):
    """The server can't start. `kind` is `port`, `journal`, `questions` or `start`."""

    def __init__(self, kind: str, told: str = "") -> None:
        super().__init__(told or kind)
        self.kind = kind
        self.told = told


def command() -> tuple[str, ...]:
    """How this program starts its server."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CLASSROOM_SERVE)
    return (sys.executable, str(Path(__file__).resolve().parents[2] / "main.py"), CLASSROOM_SERVE)


class Server:
    """The server's process. `told` is what it is told at its start but for the names, which `names` gives at each start anew.

    `start` must come first; `watch` starts the thread that keeps it up and calls `on_change` whenever the state changes.
    """

    def __init__(
        self,
        told: Mapping[str, Any],
        start_by: Sequence[str] | None = None,
        now_ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        self._told = dict(told)
        self._start_by = tuple(start_by or command())
        self._now_ms = now_ms
        self._process: subprocess.Popen[bytes] | None = None
        self._crashes_ms: tuple[int, ...] = ()
        self._closing = threading.Event()
        self._again = threading.Event()
        self._thread: threading.Thread | None = None
        self.state = State.STARTING
        self.port = 0
        self.names: Callable[[], Mapping[int, str]] = dict
        self.on_change: Callable[[], None] = lambda: None

    @property
    def secret(self) -> str:
        """What the projector proves itself with."""
        return str(self._told["secret"])

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> int:
        """The port on which the child listens. Raises ServerError when it can't."""
        self._told["names"] = {**self._told.get("names", {}), **{str(who): name for who, name in self.names().items()}}
        try:
            process = subprocess.Popen(self._start_by, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise ServerError("start", str(error)) from error
        answer: list[bytes] = []
        assert process.stdin is not None and process.stdout is not None
        listener = threading.Thread(target=_first_line, args=(process, answer), daemon=True)
        listener.start()
        # Should it have ended at once, its answer, or that there is none, says why.
        with contextlib.suppress(OSError):
            process.stdin.write(json.dumps(self._told).encode() + b"\n")
            process.stdin.flush()
        listener.join(ANSWER_S)
        try:
            found = json.loads(answer[0]) if answer else {"error": "start", "told": "no answer"}
            port = int(found["port"]) if "port" in found else 0
        except (ValueError, TypeError):
            found, port = {"error": "start", "told": answer[0].decode("utf-8", "replace")}, 0
        if not port:
            _end(process)
            raise ServerError(str(found.get("error", "start")), str(found.get("told", "")))
        self._process, self.port = process, port
        # Phones know the port: a server started anew must have the same.
        self._told["port"] = port
        self._tell(State.UP)
        return port

    def watch(self) -> None:
        """From now on the child is kept up."""
        self._thread = threading.Thread(target=self._keep_up, name="server watch", daemon=True)
        self._thread.start()

    def try_again(self) -> None:
        """After it was given up: one more try, with the crashes forgiven."""
        self._again.set()

    def end(self) -> None:
        """The child has ended: asked first, then told."""
        self._closing.set()
        self._again.set()
        if self._thread is not None:
            self._thread.join(ANSWER_S + LEAVE_S)
        if self._process is not None:
            _end(self._process)
            self._process = None
        self._tell(State.ENDED)

    # ── the watch ──

    def _keep_up(self) -> None:
        while not self._closing.is_set():
            process = self._process
            if process is not None and process.poll() is None:
                self._closing.wait(POLL_S)
                continue
            if process is not None:
                log.warning("the server ended with %s", process.poll())
                _end(process)
                self._process = None
                self._note_crash()
            if len(self._crashes_ms) >= MOST_CRASHES:
                self._tell(State.GIVEN_UP)
                self._again.wait()
                self._again.clear()
                self._crashes_ms = ()
                continue
            self._tell(State.STARTING)
            try:
                self.start()
            except ServerError as error:
                log.warning("the server doesn't start: %s %s", error.kind, error.told)
                self._note_crash()
                self._closing.wait(BREATH_S)

    def _note_crash(self) -> None:
        now_ms = self._now_ms()
        self._crashes_ms = (*(moment for moment in self._crashes_ms if now_ms - moment < WITHIN_MS), now_ms)

    def _tell(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.on_change()


def _first_line(process: subprocess.Popen[bytes], answer: list[bytes]) -> None:
    """The child's first line is in `answer`; whatever it says after is read, so that it never waits for a reader."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if line:
        answer.append(line)
    threading.Thread(target=_drain, args=(process,), daemon=True).start()


def _drain(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    while process.stdout.read(4096):
        pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process has ended and nothing of it is left open."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(LEAVE_S)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            process.wait(TERMINATE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
