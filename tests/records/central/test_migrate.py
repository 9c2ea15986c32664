"""The central database's shape: made, brought up from every revision, left alone when it is newer; nothing personal in it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from game.records.central.address import parse
from game.records.central.deliver import Delivery, deliver, engine_of
from game.records.central.migrate import Shape, ShapeError, ready, revisions, shape_of, upgrade
from game.records.central.outbox import Outbox
from game.records.central.tables import METADATA
from tests.records.central.cluster import Cluster
from tests.records.central.visits import central, local, played

ALLOWED = {
    "visits": "id kiosk day number seed age_band",
    "runs": "visit_id number level seed care speed is_finished",
    "answers": "visit_id run idx question pack answer credit points elapsed_bucket props sure",
    "results": "visit_id run score right total stars best_streak props_used hearts",
    "flags": "visit_id question pack",
    "vouchers": "visit_id run expires redeemed",
    "alembic_version": "version_num",
}
"""Everything that may be kept centrally. Whoever adds a column argues here why it tells nothing about a person."""


@pytest.fixture
def fresh(url: str) -> Engine:
    """A database without tables."""
    return engine_of(parse(url))


def shape(engine: Engine) -> Shape:
    with engine.connect() as connection:
        return shape_of(connection)


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def test_only_allowed_columns_are_kept(engine: Engine) -> None:
    found = inspect(engine)
    assert set(found.get_table_names()) == set(ALLOWED)
    for table, columns in ALLOWED.items():
        assert [column["name"] for column in found.get_columns(table)] == columns.split(), table


def test_an_empty_database_gets_the_tables_that_the_game_writes_to(fresh: Engine) -> None:
    assert shape(fresh) == Shape.EMPTY
    assert ready(fresh) == Shape.EMPTY
    assert shape(fresh) == Shape.CURRENT and ready(fresh) == Shape.CURRENT
    assert differences(fresh) == []


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_every_earlier_revision_is_brought_up_and_keeps_its_rows(fresh: Engine, tmp_path: Path, revision: str) -> None:
    upgrade(fresh, revision)
    assert shape(fresh) == Shape.OLDER and differences(fresh) != []
    with fresh.begin() as connection:
        connection.execute(text("INSERT INTO visits (kiosk, day, number, seed) VALUES ('old', '2026-01-01', 1, 2)"))
    played(tmp_path, 1)
    assert ready(fresh) == Shape.OLDER
    assert differences(fresh) == []
    assert deliver(Outbox(tmp_path), fresh) == Delivery(new=1)
    assert [row[0] for row in central(fresh)["visits"]] == ["desk 1", "old"]


def test_a_newer_database_is_left_alone(fresh: Engine) -> None:
    ready(fresh)
    with fresh.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (ready, upgrade):
        with pytest.raises(ShapeError) as refused:
            attempt(fresh)
        assert refused.value.shape == Shape.NEWER
    assert shape(fresh) == Shape.NEWER


def test_kiosks_that_come_first_at_the_same_time_make_one_set_of_tables(fresh: Engine) -> None:
    failures: list[Exception] = []

    def come() -> None:
        try:
            ready(fresh)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert shape(fresh) == Shape.CURRENT and differences(fresh) == []


GRANTS = (
    "GRANT SELECT, INSERT ON visits, runs, answers, results, flags, vouchers TO {role}",
    "GRANT UPDATE (redeemed) ON vouchers TO {role}",
    "GRANT SELECT ON alembic_version TO {role}",
)
"""What docs/central.md tells the head office to grant; no more is needed."""


def test_a_kiosk_that_may_only_add_rows_delivers_and_changes_no_table(
    fresh: Engine, cluster: Cluster, tmp_path: Path
) -> None:
    name = fresh.url.database or ""
    role = f"kiosk_{name}"
    cluster.execute(name, f"CREATE ROLE {role} LOGIN", "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    kiosk = engine_of(parse(cluster.url(name, role)))
    with pytest.raises(ShapeError) as refused:
        ready(kiosk)
    assert refused.value.shape == Shape.EMPTY
    upgrade(fresh, revisions()[0])
    cluster.execute(name, f"GRANT SELECT ON alembic_version TO {role}")
    with pytest.raises(ShapeError) as refused:
        ready(kiosk)
    assert refused.value.shape == Shape.OLDER
    upgrade(fresh)
    cluster.execute(name, *(grant.format(role=role) for grant in GRANTS))
    played(tmp_path, 1, 2)
    assert ready(kiosk) == Shape.CURRENT
    assert deliver(Outbox(tmp_path), kiosk) == Delivery(new=2)
    assert deliver(Outbox(tmp_path), kiosk, is_again=True) == Delivery(known=2)
    assert central(kiosk) == local(tmp_path)


@pytest.mark.parametrize("document", ["central.md", "central.zh-CN.md"])
def test_the_documents_grant_what_is_tested(document: str) -> None:
    told = (Path(__file__).parents[3] / "docs" / document).read_text("utf-8")
    for grant in GRANTS:
        assert grant.format(role="kiosk") in told
