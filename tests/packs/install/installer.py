"""Installs two versions of a pack in turn and says each time it is done: `python -m tests.packs.install.installer DATA STICK`.

The stick has folders `one` and `two`. It is there to be killed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.packs.install.disk import Disk
from game.packs.install.install import install, look
from game.packs.install.switch import recover
from tests.packs.install.made import terms


def main(data: Path, stick: Path) -> None:
    by = terms(data, disk=Disk())
    recover(data, by.disk)
    print("begun", flush=True)
    while True:
        for name in ("one", "two"):
            outcome = install(look(stick / name, by), by, is_confirmed=True)
            assert outcome.receipt is not None, outcome.refusal
            print(name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
