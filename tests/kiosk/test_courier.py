"""The courier carries while the game is open, is started again when it falls, and never outlives who started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.kiosk.courier import EXIT_NEVER, Courier, command

PATIENCE_S = 60


def until(is_so: Callable[[], object]) -> None:
    """It has become so. Fails after a minute."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it never became so"
        time.sleep(0.02)


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


READS = "import sys; print(open(sys.argv[0]) if 0 else '', flush=True); sys.stdin.read()"
"""A courier that waits for the end of its standard input."""


def test_without_a_database_there_is_no_courier() -> None:
    with Courier(script("raise SystemExit(1)"), "", lambda: 0.0) as courier:
        assert courier.pid is None


def test_it_ends_with_the_game() -> None:
    with Courier(script(READS), "url", lambda: 0.0) as courier:
        until(lambda: courier.pid)
        pid = courier.pid
    assert pid is not None
    until(lambda: not is_there(pid))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_is_started_again_when_it_falls() -> None:
    with Courier(script(READS), "url", lambda: 0.0) as courier:
        until(lambda: courier.pid)
        first = courier.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        until(lambda: courier.pid != first)


def test_what_can_never_work_is_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    with Courier(script(f"raise SystemExit({EXIT_NEVER})"), "url", lambda: 0.0) as courier:
        until(lambda: "not delivered until" in caplog.text)
        assert not courier._thread.is_alive() or courier._thread.join(PATIENCE_S) is None


def test_a_bad_url_ends_the_real_courier_for_good_and_is_not_quoted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Courier(command(tmp_path), "mysql://user:secret@host/db", lambda: 0.0):
        until(lambda: "not delivered until" in caplog.text)
    assert "not supported" in caplog.text and "secret" not in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_real_courier_leaves_when_its_starter_was_killed(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        script(
            "import time\nfrom pathlib import Path\nfrom game.kiosk.courier import Courier, command\n"
            f"with Courier(command(Path({str(tmp_path)!r})), 'postgresql://u@127.0.0.1:1/d', lambda: 0.0) as courier:\n"
            "    while courier.pid is None: time.sleep(0.01)\n"
            "    print(courier.pid, flush=True)\n"
            "    time.sleep(600)\n"
        ),
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert is_there(pid)
    finally:
        starter.kill()
        starter.communicate()
    until(lambda: not is_there(pid))
