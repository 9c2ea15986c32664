"""One line a gate: what was tried, how often it failed, how long it took, and whatever else was measured."""

from __future__ import annotations

import time
from collections.abc import Sequence


class Gate:
    """A named gate that begins now; `seed` makes its trials come again."""

    def __init__(self, name: str, seed: int) -> None:
        self._name, self._seed, self._begin = name, seed, time.monotonic()

    def close(self, trials: int, failures: Sequence[str], **figures: object) -> int:
        """The line and every failure are printed; 0 when there is none, else 1."""
        told = "".join(f" {name}={figure}" for name, figure in figures.items())
        print(
            f"{self._name} seed={self._seed} trials={trials} failures={len(failures)}"
            f" seconds={time.monotonic() - self._begin:.0f}{told}"
        )
        for failure in failures:
            print(failure)
        return 1 if failures else 0
