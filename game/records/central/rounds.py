"""Delivering for as long as the kiosk runs: a look every few seconds, and patience while the server is away."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable

from sqlalchemy import URL, Engine
from sqlalchemy.exc import SQLAlchemyError

from game.records.central.address import masked, without_secrets
from game.records.central.backoff import LONGEST_REST_S, rest_s
from game.records.central.deliver import Delivery, deliver
from game.records.central.migrate import Shape, ShapeError, ready
from game.records.central.outbox import NotReadyError, Outbox

EVERY_S = 10.0
"""From one look into the outbox to the next."""

log = logging.getLogger(__name__)


class Rounds:
    """One delivery after another from this outbox to that database; `wait` sleeps seconds, `chance` draws from 0 to 1."""

    def __init__(
        self, outbox: Outbox, engine: Engine, wait: Callable[[float], None], chance: Callable[[], float]
    ) -> None:
        self._outbox, self._engine, self._wait, self._chance = outbox, engine, wait, chance
        self._failures = 0

    def run(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Delivers until `is_over`, which is asked before each round."""
        while not is_over():
            self._wait(self.round())

    def round(self) -> float:
        """Delivers once, whatever happens; how many seconds to rest then."""
        try:
            done = self._deliver()
        except NotReadyError as error:
            log.info("nothing to deliver: %s", error)
            return EVERY_S
        except (SQLAlchemyError, ShapeError, sqlite3.Error, OSError) as error:
            self._failures += 1
            seconds = rest_s(self._failures, self._chance())
            log.warning("%s; again in %.0f s", reason(error, self._engine.url), seconds)
            return seconds
        if self._failures:
            log.warning("%s takes records again", masked(self._engine.url))
        self._failures = 0
        # What can't be taken stays in the outbox; nobody has to hear of it every few seconds.
        return LONGEST_REST_S if done.refused and not done.new + done.known else EVERY_S

    def _deliver(self) -> Delivery:
        if not self._outbox.counts().waiting:
            return Delivery()
        found = ready(self._engine)
        if found != Shape.CURRENT:
            log.warning("the central database was %s and is current now", found)
        done = deliver(self._outbox, self._engine)
        log.info("delivered: %s new, %s known, %s refused", done.new, done.known, done.refused)
        return done


def reason(error: Exception, url: URL) -> str:
    """What went wrong, in one line without secrets."""
    cause = getattr(error, "orig", None) or error
    return without_secrets(str(cause) or type(cause).__name__, url)
