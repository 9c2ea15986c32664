"""Work beside the frame loop: a screen that waits for it goes on drawing, and the guard goes on hearing beats."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


class Errand(Generic[T]):
    """`work` runs in a thread of its own, which ends with the process; `result` is what it returned, None if it raised."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self.result: T | None = None
        self._thread = threading.Thread(target=self._run, name="errand", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._work()
        except Exception:
            log.exception("an errand failed")

    @property
    def is_over(self) -> bool:
        return not self._thread.is_alive()
