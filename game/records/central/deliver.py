"""Carrying visits from a kiosk's journal to the central database, each exactly once.

A visit goes over in one transaction under its natural key, `ON CONFLICT DO NOTHING`, and only when that is committed is it
marked in the journal. Whatever breaks in between, the next delivery brings the same rows, and they are there already.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Date, Engine, Table, cast, create_engine, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.pool import NullPool

from game.records.central.outbox import ANSWER_COLUMNS, RESULT_COLUMNS, Outbox, Packet, Run
from game.records.central.tables import ANSWERS, FLAGS, RESULTS, RUNS, VISITS, VOUCHERS

CONNECT_TIMEOUT_S = 10
DEAD_LINE_S = 30
"""After so long without an answer from the other end a connection counts as broken."""
APPLICATION = "quanmin-chuangguan"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one delivery did: visits new to the server, visits it had already, and those it can never take."""

    new: int = 0
    known: int = 0
    refused: int = 0

    def __add__(self, other: Delivery) -> Delivery:
        return Delivery(self.new + other.new, self.known + other.known, self.refused + other.refused)


def engine_of(url: URL) -> Engine:
    """A way to the database that notices when the other end is gone; every connection is closed after use.

    A kiosk delivers for a second and rests for minutes, and the server may be gone in between.
    """
    arguments = {
        "connect_timeout": CONNECT_TIMEOUT_S,
        "keepalives_idle": DEAD_LINE_S,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": DEAD_LINE_S * 1000,
        "application_name": APPLICATION,
        # Prepared statements don't go through a pooler that shares connections between transactions.
        "prepare_threshold": None,
    }
    chosen = {key: value for key, value in arguments.items() if key not in url.query}
    # The statement and its values, which an error would quote, are none of the log's business.
    return create_engine(url, connect_args=chosen, poolclass=NullPool, hide_parameters=True)


def deliver(outbox: Outbox, engine: Engine, is_again: bool = False) -> Delivery:
    """Every closed visit of the outbox that is not delivered has been brought; with `is_again`, all of them once more.

    A visit that the server can't ever take is passed over and stays in the outbox. Raises sqlalchemy.exc.SQLAlchemyError
    when the server is away or unwilling, NotReadyError or sqlite3.Error when the journal is; what was brought stays brought.
    """
    done, last = Delivery(), 0
    with engine.connect() as connection:
        while packets := outbox.waiting(last, is_again):
            last = packets[-1].number
            brought: list[Packet] = []
            try:
                for packet in packets:
                    done += _try(connection, packet, brought)
            finally:
                outbox.mark(brought)
    return done


def _try(connection: Connection, packet: Packet, brought: list[Packet]) -> Delivery:
    """The visit is on the server and among the `brought`, or refused for what it holds."""
    try:
        with connection.begin():
            is_new = bring(connection, packet)
    except (DataError, IntegrityError) as error:
        log.error("visit %s can't be delivered: %s", packet.number, type(error.orig).__name__)
        return Delivery(refused=1)
    brought.append(packet)
    return Delivery(new=int(is_new), known=int(not is_new))


def bring(connection: Connection, packet: Packet) -> bool:
    """Whether the visit was new; the database has it now, all of it, once this transaction is committed.

    A journal put back from a backup may know less of a visit than the server, or that it went on differently: the runs that
    are there stay as they are, those that are not are added. Of a voucher that is there only its having been taken is news.
    """
    key = {"kiosk": packet.kiosk, "day": cast(packet.day, Date), "number": packet.number, "seed": packet.seed}
    visit = connection.scalar(
        insert(VISITS).values(**key, age_band=packet.age_band).on_conflict_do_nothing().returning(VISITS.c.id)
    )
    is_new = visit is not None
    if visit is None:
        visit = connection.execute(select(VISITS.c.id).filter_by(**key)).scalar_one()
    fresh = _bring_runs(connection, visit, packet.runs)
    for run in fresh:
        _bring_rows(connection, ANSWERS, ANSWER_COLUMNS, run.answers, visit_id=visit, run=run.number)
        if run.result is not None:
            _bring_rows(connection, RESULTS, RESULT_COLUMNS, [run.result], visit_id=visit, run=run.number)
    _bring_rows(connection, FLAGS, ("question", "pack"), packet.flags, visit_id=visit)
    _bring_vouchers(connection, visit, packet.runs)
    return is_new


def _bring_runs(connection: Connection, visit: int, runs: Sequence[Run]) -> list[Run]:
    """The runs that were not there yet."""
    if not runs:
        return []
    rows = [
        {
            "visit_id": visit,
            "number": run.number,
            "level": run.level,
            "seed": run.seed,
            "care": run.care,
            "speed": run.speed,
            "is_finished": run.is_finished,
        }
        for run in runs
    ]
    added = connection.scalars(insert(RUNS).values(rows).on_conflict_do_nothing().returning(RUNS.c.number))
    numbers = set(added)
    return [run for run in runs if run.number in numbers]


def _bring_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[object]], **place: int
) -> None:
    if rows:
        values = [{**place, **dict(zip(columns, row, strict=True))} for row in rows]
        connection.execute(insert(table).on_conflict_do_nothing(), values)


def _bring_vouchers(connection: Connection, visit: int, runs: Sequence[Run]) -> None:
    values = [
        {"visit_id": visit, "run": run.number, "expires": run.voucher[0], "redeemed": run.voucher[1]}
        for run in runs
        if run.voucher is not None
    ]
    if values:
        statement = insert(VOUCHERS).values(values)
        taken = func.coalesce(VOUCHERS.c.redeemed, statement.excluded.redeemed)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["visit_id", "run"], set_={"redeemed": taken})
        )
