"""A kiosk plays on while the server is away, tries again with patience, and delivers when it is back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from game.records.central.address import parse
from game.records.central.backoff import LONGEST_REST_S, rest_s
from game.records.central.deliver import deliver, engine_of
from game.records.central.migrate import ready
from game.records.central.outbox import Outbox
from game.records.central.rounds import EVERY_S, Rounds
from tests.records.central.cluster import Cluster, programs
from tests.records.central.visits import central, change, local, played, undelivered


@pytest.fixture
def mortal(cluster: Cluster) -> Iterator[Cluster]:
    """A cluster that may be stopped without taking the database of another test away."""
    found = programs()
    assert found is not None
    with Cluster(found) as running:
        yield running


def rounds(folder: Path, engine: Engine) -> Rounds:
    return Rounds(Outbox(folder), engine, lambda seconds: None, lambda: 1.0)


def test_rests_double_up_to_five_minutes_and_are_not_the_same_for_all() -> None:
    assert [rest_s(failures, 1.0) for failures in range(1, 11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert [rest_s(failures, 0.0) for failures in (1, 2, 10, 10_000)] == [0.5, 1, 150, 150]


def test_the_server_goes_and_comes_back(tmp_path: Path, mortal: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    engine = engine_of(parse(mortal.url(mortal.new_database())))
    keeping = rounds(tmp_path, engine)
    played(tmp_path, 1, 2)
    assert keeping.round() == EVERY_S and undelivered(tmp_path) == []
    mortal.stop()
    assert keeping.round() == EVERY_S, "there was nothing to deliver, so nobody asked"
    played(tmp_path, 3)
    assert [keeping.round() for _ in range(4)] == [1, 2, 4, 8]
    played(tmp_path, 4)
    assert undelivered(tmp_path) == [3, 4]
    mortal.start()
    assert keeping.round() == EVERY_S and undelivered(tmp_path) == []
    assert central(engine) == local(tmp_path)
    assert "takes records again" in caplog.text
    played(tmp_path, 5)
    mortal.stop()
    assert keeping.round() == 1, "patience begins anew"


def test_a_server_that_dies_in_the_middle_loses_and_doubles_nothing(tmp_path: Path, mortal: Cluster) -> None:
    engine = engine_of(parse(mortal.url(mortal.new_database())))
    ready(engine)
    played(tmp_path, *range(30))

    class Dying(Outbox):
        """The server is gone after the first batch was read, but connected to."""

        def waiting(self, after: int = 0, is_again: bool = False, most: int = 10) -> list:
            if after:
                mortal.stop()
            return super().waiting(after, is_again, most)

    assert Rounds(Dying(tmp_path), engine, lambda seconds: None, lambda: 1.0).round() == 1
    assert len(undelivered(tmp_path)) == 20
    mortal.start()
    assert rounds(tmp_path, engine).round() == EVERY_S
    assert central(engine) == local(tmp_path)


def test_what_is_newer_or_not_there_is_a_reason_to_rest(tmp_path: Path, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert rounds(tmp_path, engine).round() == EVERY_S, "no journal yet"
    played(tmp_path, 1)
    assert rounds(tmp_path, engine).round() == 1
    assert undelivered(tmp_path) == [1]


def test_a_visit_that_is_refused_is_not_tried_every_few_seconds(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, 1)
    change(tmp_path, "UPDATE visits SET age_band = ?", "a\0b")
    assert rounds(tmp_path, engine).round() == LONGEST_REST_S


def test_rounds_end_when_asked(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, 1)
    rests: list[float] = []
    Rounds(Outbox(tmp_path), engine, rests.append, lambda: 1.0).run(lambda: len(rests) == 3)
    assert rests == [EVERY_S] * 3 and undelivered(tmp_path) == []


def test_no_secret_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    played(tmp_path, 1)
    engine = engine_of(parse("postgresql://user:topsecret@127.0.0.1:1/db?sslpassword=alsosecret"))
    assert rounds(tmp_path, engine).round() == 1
    assert "again in" in caplog.text and "secret" not in caplog.text


def test_values_are_not_quoted_by_errors(tmp_path: Path, engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    played(tmp_path, 1)
    change(tmp_path, "UPDATE visits SET day = 'whatever'")
    deliver(Outbox(tmp_path), engine)
    assert "can't be delivered" in caplog.text and "whatever" not in caplog.text
