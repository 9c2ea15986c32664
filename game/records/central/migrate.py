"""The shape of the central database: which it is, and how it becomes the one this version of the game writes to."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x514D4347
"""The number of the advisory lock under which one migrates while the others wait: "QMCG"."""


class Shape(StrEnum):
    """`EMPTY`: no tables yet; `OLDER` and `NEWER` than this version of the game knows."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


class ShapeError(Exception):
    """The database is of a shape that can't be written to and may not be changed; `shape` is which."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(f"the central database is {shape}")
        self.shape = shape


@cache
def revisions() -> tuple[str, ...]:
    """Every revision this version of the game knows, oldest first."""
    walked = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return tuple(script.revision for script in walked)[::-1]


def revision_of(connection: Connection) -> str:
    """The database's revision; empty when it has none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def shape_of(connection: Connection) -> Shape:
    """How the database compares to what this version of the game writes."""
    revision, known = revision_of(connection), revisions()
    if not revision:
        return Shape.EMPTY
    if revision not in known:
        # Steps are only ever added: what isn't known here was added by a later version.
        return Shape.NEWER
    return Shape.CURRENT if revision == known[-1] else Shape.OLDER


def ready(engine: Engine) -> Shape:
    """What the database was; it is current now. Kiosks that come at the same time wait for the first one.

    Raises ShapeError when it is newer, or when it isn't current and this user may not change it; sqlalchemy.exc.SQLAlchemyError.
    """
    with engine.connect() as connection:
        found = shape_of(connection)
    if found == Shape.CURRENT:
        return found
    if found == Shape.NEWER:
        raise ShapeError(found)
    try:
        upgrade(engine)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) == "42501":  # insufficient_privilege
            raise ShapeError(found) from error
        raise
    return found


def upgrade(engine: Engine, revision: str = "head") -> None:
    """The database has that revision, in one transaction or not at all. Raises ShapeError, sqlalchemy.exc.SQLAlchemyError."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = shape_of(connection)
        if found == Shape.NEWER:
            raise ShapeError(found)
        if found != Shape.CURRENT:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            command.upgrade(config, revision)
