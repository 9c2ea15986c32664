"""What the tests in a real window share: an X server of their own and a hand that clicks."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence

import pytest

from game.ui.stage import Stage

SIZE = (1280, 720)
TOOLS = ("Xvfb", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

# Where CI runs, missing tools are a failure of the set-up, not a reason to skip.
needs_a_server = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"needs {' and '.join(MISSING)}")


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own on a free number."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Hand:
    """Clicks at stage units with xdotool."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._stage = Stage(SIZE)

    def click(self, x: float, y: float, pause: float = 0.7) -> None:
        left, top = self._stage.at(x, y)
        command = ["xdotool", "mousemove", str(left), str(top), "sleep", "0.05", "click", "1"]
        subprocess.run(command, env=self._environment, check=True, timeout=20)
        time.sleep(pause)

    def hold(self, x: float, y: float, seconds: float) -> None:
        """The finger stays there for so long."""
        left, top = self._stage.at(x, y)
        move = ["xdotool", "mousemove", str(left), str(top), "sleep", "0.05", "mousedown", "1"]
        subprocess.run([*move, "sleep", str(seconds), "mouseup", "1"], env=self._environment, check=True, timeout=30)

    def keys(self, names: Sequence[str]) -> None:
        """Each key is pressed, one after the other, as fast as the server takes them."""
        for start in range(0, len(names), 400):
            command = ["xdotool", "key", "--delay", "0", *names[start : start + 400]]
            subprocess.run(command, env=self._environment, check=True, timeout=60)
