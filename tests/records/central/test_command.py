"""`main.py records migrate|deliver|status`: what the head office and a kiosk's staff may do by hand."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from game.cli import main
from game.records.central import VARIABLE
from tests.records.central.visits import central, local, played


@pytest.fixture(autouse=True)
def no_database_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def records(verb: str, url: str | None, folder: Path | None = None, *more: str) -> int:
    database = [] if url is None else ["--database", url]
    return main(["records", verb, *database, *([] if folder is None else ["--data-dir", str(folder)]), *more])


def test_tables_visits_and_state(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    played(tmp_path, 1, 2)
    assert records("status", url, tmp_path) == 1
    assert "waiting 2, delivered 0" in (told := capsys.readouterr().out) and "empty" in told
    assert records("migrate", url) == 0 and "was empty" in capsys.readouterr().out
    assert records("migrate", url) == 0 and "was current" in capsys.readouterr().out
    assert records("deliver", url, tmp_path) == 0
    assert "waiting 2, delivered 2 new, 0 known, refused 0" in capsys.readouterr().out
    assert records("deliver", url, tmp_path, "--all") == 0
    assert "waiting 0, delivered 0 new, 2 known" in capsys.readouterr().out
    assert records("status", url, tmp_path) == 0
    told = capsys.readouterr().out
    assert "waiting 0, delivered 2" in told and "desk 1" in told and "visits there: 2" in told


def test_the_database_may_stand_in_the_environment(
    tmp_path: Path, url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, 1)
    monkeypatch.setenv(VARIABLE, url)
    assert records("deliver", None, tmp_path) == 0
    assert central(engine) == local(tmp_path)


def test_state_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records("status", None, tmp_path) == 0
    assert "no journal" in capsys.readouterr().out
    played(tmp_path, 1)
    assert records("status", None, tmp_path) == 0
    assert "waiting 1" in capsys.readouterr().out


def error_of(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that was told as an error, in two languages."""
    told = capsys.readouterr()
    assert told.err.startswith("error: ") and len(told.err.strip().splitlines()) == 1 and " / " in told.err
    return told.err


def test_what_cannot_be_is_one_plain_line(
    tmp_path: Path, url: str, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert records("deliver", None, tmp_path) == 2 and VARIABLE in error_of(capsys)
    assert records("migrate", "sqlite:///records") == 2 and "postgresql+psycopg" in error_of(capsys)
    assert records("deliver", url, tmp_path) == 1 and "start the game once" in error_of(capsys)
    played(tmp_path, 1)
    away = "postgresql://user:secret@127.0.0.1:1/db"
    assert records("deliver", away, tmp_path) == 1 and "secret" not in error_of(capsys)
    assert records("status", away, tmp_path) == 1 and "secret" not in error_of(capsys)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert records("deliver", url, tmp_path) == 1 and "newer than this game" in error_of(capsys)
    assert records("migrate", url) == 1 and "newer" in error_of(capsys)
    assert records("status", url, tmp_path) == 1 and "newer" in capsys.readouterr().out


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **more: object) -> object:
        if name == "game.records.central.address":
            raise ModuleNotFoundError("No module named 'sqlalchemy'", name="sqlalchemy")
        return real(name, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    assert records("migrate", "postgresql://u@h/d") == 2
    assert "sqlalchemy is not installed" in error_of(capsys)
