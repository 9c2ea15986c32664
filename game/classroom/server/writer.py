"""Events on their way to the disk: a thread of its own writes them, all that wait in one transaction.

So a slow disk never holds up the loop, and a hundred answers that come together cost one sync.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from game.records.classroom import ClassJournal
from game.rules.classroom.events import Event

log = logging.getLogger(__name__)

AGAIN_S = 0.5
"""How long to wait before a write that failed is tried again."""
MOST_TOGETHER = 512


@dataclass(slots=True)
class Order:
    """Events to be written together; `then` runs on the loop once they are on disk, with what `count` says is stored."""

    events: Sequence[Event]
    then: Callable[[int], None]
    secrets: dict[int, bytes] = field(default_factory=dict)
    count: int | None = None


class Writer:
    """The thread. `call` runs a function on the loop's own thread; `trouble` is told True when the disk refuses, False after."""

    def __init__(
        self,
        journal: ClassJournal,
        call: Callable[[Callable[[], None]], object],
        trouble: Callable[[bool], None],
    ) -> None:
        self._journal, self._call, self._trouble = journal, call, trouble
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="classroom journal", daemon=True)
        self._thread.start()

    def write(self, order: Order) -> None:
        """The order is carried out after those before it."""
        self._orders.put(order)

    def close(self) -> None:
        """What was ordered is on disk, unless the disk refuses; the thread has ended."""
        self._orders.put(None)
        self._closing.set()
        self._thread.join(5)

    def _run(self) -> None:
        is_last = False
        while not is_last:
            orders: list[Order] = []
            order = self._orders.get()
            while True:
                if order is None:
                    is_last = True
                    break
                orders.append(order)
                # What counts rows must see them exactly as far as its own event.
                if order.count is not None or len(orders) >= MOST_TOGETHER:
                    break
                try:
                    order = self._orders.get_nowait()
                except queue.Empty:
                    break
            if orders:
                self._carry_out(orders)

    def _carry_out(self, orders: list[Order]) -> None:
        events = [event for order in orders for event in order.events]
        secrets = {who: digest for order in orders for who, digest in order.secrets.items()}
        is_in_trouble = False
        while True:
            try:
                if events or secrets:
                    self._journal.append(events, secrets)
                stored = [0 if order.count is None else self._journal.stored(order.count) for order in orders]
                break
            except (sqlite3.Error, OSError) as error:
                log.error("the journal can't be written: %s", error)
                if not is_in_trouble:
                    is_in_trouble = True
                    self._tell(lambda: self._trouble(True))
                if self._closing.wait(AGAIN_S):
                    return
        if is_in_trouble:
            self._tell(lambda: self._trouble(False))

        def done() -> None:
            for order, number in zip(orders, stored, strict=True):
                order.then(number)

        self._tell(done)

    def _tell(self, what: Callable[[], None]) -> None:
        try:
            self._call(what)
        except RuntimeError:
            # The loop is gone; so is everybody who would be told.
            log.info("nobody is there to be told")
