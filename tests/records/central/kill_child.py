"""The victim of `kill_soak`: `python -m tests.records.central.kill_child FOLDER URL`.

Everything is imported once. Each line on standard input forks a process that delivers and is killed so many seconds
after it began, or is left alone if the line is empty; how many seconds it had is told on standard output.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from game.records.central.address import parse
from game.records.central.deliver import deliver, engine_of
from game.records.central.migrate import ready
from game.records.central.outbox import Outbox


def main(folder: Path, url: str) -> None:
    """Forks for every line, until there are no more."""
    for line in sys.stdin:
        begun, begins = os.pipe()
        child = os.fork()
        if not child:
            engine = engine_of(parse(url))
            ready(engine)
            os.write(begins, b".")
            deliver(Outbox(folder), engine)
            os._exit(0)
        os.close(begins)
        os.read(begun, 1)
        begin = time.monotonic()
        if line.strip():
            time.sleep(float(line))
            # Nobody else waits for it, so its number is still its own.
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(begun)
        print(time.monotonic() - begin, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
