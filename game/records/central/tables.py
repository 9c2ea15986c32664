"""The central tables: the journals of all kiosks, without what only a kiosk itself needs.

A visit is known by kiosk, day, number and seed. The number alone counts within one journal's file, and begins at 1 again
when a file had to be made anew; then the seed, drawn anew for every visit, still tells the two apart. Below a visit, a run
is known by its own number. Nothing tells who played: no clock time and no exact duration is carried here, less than the
journal keeps.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

VISITS = Table(
    "visits",
    METADATA,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("kiosk", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("age_band", Text),
    UniqueConstraint("kiosk", "day", "number", "seed"),
    Index(None, "day"),
)
RUNS = Table(
    "runs",
    METADATA,
    Column("visit_id", BigInteger, ForeignKey("visits.id"), primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("level", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("care", Boolean, nullable=False),
    Column("speed", Boolean, nullable=False),
    Column("is_finished", Boolean, nullable=False),
)


def _of_run(name: str, *columns: Column[object] | CheckConstraint | Index) -> Table:
    """A table whose rows belong to a run."""
    return Table(
        name,
        METADATA,
        Column("visit_id", BigInteger, primary_key=True, autoincrement=False),
        Column("run", BigInteger, primary_key=True, autoincrement=False),
        *columns,
        ForeignKeyConstraint(["visit_id", "run"], ["runs.visit_id", "runs.number"]),
    )


ANSWERS = _of_run(
    "answers",
    Column("idx", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("answer", Text),
    Column("credit", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("elapsed_bucket", BigInteger, nullable=False),
    Column("props", Text, nullable=False),
    Column("sure", Boolean),
    Index(None, "question"),
)
RESULTS = _of_run(
    "results",
    Column("score", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("stars", SmallInteger, nullable=False),
    Column("best_streak", Integer, nullable=False),
    Column("props_used", Integer, nullable=False),
    Column("hearts", Integer, nullable=False),
)
FLAGS = Table(
    "flags",
    METADATA,
    Column("visit_id", BigInteger, ForeignKey("visits.id"), primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("pack", Text, nullable=False),
)
VOUCHERS = _of_run(
    "vouchers",
    Column("expires", Date, nullable=False),
    Column("redeemed", Date),
)
