"""The PIN holds: five tries, then waits that no clock and no restart makes shorter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.kiosk.pin import FREE_TRIES, MOST_WAIT_MS, NAME, Pin, is_trivial, wait_ms

CHEAP = 16
HOUR_MS = 3_600_000


class Clock:
    def __init__(self) -> None:
        self.now_ms = 0

    def __call__(self) -> int:
        return self.now_ms


def made(folder: Path, clock: Clock) -> Pin:
    return Pin(folder, clock, CHEAP)


def test_only_the_right_digits_open(tmp_path: Path) -> None:
    pin = made(tmp_path, Clock())
    assert not pin.is_set and not pin.opens("482915")
    pin.set("482915")
    assert not pin.opens("482916") and pin.opens("482915")
    assert made(tmp_path, Clock()).opens("482915"), "after a restart too"


def test_the_digits_are_nowhere_on_disk(tmp_path: Path) -> None:
    made(tmp_path, Clock()).set("482915")
    assert b"482915" not in (tmp_path / NAME).read_bytes()


@pytest.mark.parametrize(
    "bad", ["", "12345", "1234567", "12345a", "１２３４５６", "111111", "123456", "654321", "890123"]
)
def test_a_bad_pin_is_refused_and_the_old_one_stays(tmp_path: Path, bad: str) -> None:
    pin = made(tmp_path, Clock())
    pin.set("482915")
    with pytest.raises(ValueError, match="six digits"):
        pin.set(bad)
    assert pin.opens("482915")


def test_after_five_wrong_tries_even_the_right_digits_wait(tmp_path: Path) -> None:
    clock = Clock()
    pin = made(tmp_path, clock)
    pin.set("482915")
    for _ in range(FREE_TRIES):
        assert not pin.opens("000001")
    assert pin.left_ms() == 5 * 60_000 and not pin.opens("482915")
    clock.now_ms += 5 * 60_000
    assert pin.opens("482915") and pin.left_ms() == 0


def test_a_restart_begins_the_wait_anew(tmp_path: Path) -> None:
    clock = Clock()
    pin = made(tmp_path, clock)
    pin.set("482915")
    for _ in range(FREE_TRIES):
        pin.opens("000001")
    clock.now_ms += 4 * 60_000
    again = made(tmp_path, Clock())
    assert again.left_ms() == 5 * 60_000 and not again.opens("482915")


def test_a_try_counts_before_it_is_compared(tmp_path: Path) -> None:
    """Who pulls the plug as soon as the answer is no has used the try up."""
    pin = made(tmp_path, Clock())
    pin.set("482915")
    for _ in range(FREE_TRIES):
        made(tmp_path, Clock()).opens("000001")
    assert made(tmp_path, Clock()).left_ms() > 0


def test_ten_thousand_guesses_take_more_than_a_thousand_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Twenty thousand writes take a minute and prove nothing here: that a count outlives its process is shown above.
    monkeypatch.setattr("game.kiosk.pin.write_atomically", lambda path, data: None)
    clock = Clock()
    pin = made(tmp_path, clock)
    pin.set("482915")
    for guess in range(10_000):
        clock.now_ms += pin.left_ms()
        assert not pin.opens(f"{guess:06}")
    assert clock.now_ms >= 1000 * HOUR_MS


@given(st.integers(0, 10_000))
def test_waits_grow_to_an_hour(failures: int) -> None:
    assert wait_ms(failures) <= wait_ms(failures + 1) <= MOST_WAIT_MS
    assert (wait_ms(failures) == 0) == (failures < FREE_TRIES)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"salt": "zz", "key": "", "failures": 0, "cost": 1}', b"\xff"]
)
def test_a_spoilt_file_keeps_the_panel_closed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    pin = made(tmp_path, Clock())
    assert not pin.is_set and not pin.opens("482915")


def test_a_folder_that_cannot_be_written_loses_neither_the_pin_nor_the_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = made(tmp_path, Clock())
    pin.set("482915")

    def refuse(path: Path, data: bytes) -> None:
        raise OSError("read-only")

    monkeypatch.setattr("game.kiosk.pin.write_atomically", refuse)
    with pytest.raises(OSError, match="read-only"):
        pin.set("582915")
    for _ in range(FREE_TRIES):
        assert not pin.opens("000001")
    assert pin.left_ms() > 0


def test_what_is_trivial() -> None:
    assert all(map(is_trivial, ("000000", "345678", "987654", "789012")))
    assert not any(map(is_trivial, ("482915", "112233", "100000")))
