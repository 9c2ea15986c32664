"""A database's URL is understood or refused, and is never shown with what is secret in it."""

from __future__ import annotations

import pytest

from game.records.central import VARIABLE, chosen_url
from game.records.central.address import AddressError, masked, parse, without_secrets


def test_the_command_line_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert chosen_url(None) == ""
    monkeypatch.setenv(VARIABLE, "one")
    assert chosen_url(None) == "one"
    assert chosen_url("two") == "two"
    assert chosen_url("") == "", "an empty one switches it off"


def test_the_short_name_of_the_driver_is_fine() -> None:
    assert parse("postgresql://user@host/db") == parse("postgresql+psycopg://user@host/db")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "secret",
        "sqlite:///secret",
        "mysql://u:secret@h/d",
        "postgresql://u:secret@h",
        "postgresql+secret://u@h/d",
        "postgresql://u:secret@h:port/d",
    ],
)
def test_what_is_no_database_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(AddressError) as refused:
        parse(text)
    assert "u:secret" not in str(refused.value) and "@" not in str(refused.value)


def test_a_masked_url_holds_no_secret() -> None:
    url = parse("postgresql://user:pa%40ss@host:5433/db?sslmode=verify-full&password=other&options=thing")
    told = masked(url)
    assert told.startswith("postgresql+psycopg://user:***@host:5433/db?")
    assert "sslmode=verify-full" in told
    assert not any(secret in told for secret in ("pa%40ss", "pa@ss", "other", "thing"))


def test_a_drivers_message_is_told_without_secrets() -> None:
    url = parse("postgresql://user:pa%40ss@host/db?password=other")
    assert without_secrets('cannot use "pa@ss" or other\nmore', url) == 'cannot use "***" or ***'
