"""A voucher's code says what it was made for, and no other code says anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.rules import voucher
from game.rules.passport import ALPHABET

SERIALS = st.integers(0, (1 << voucher.SERIAL_BITS) - 1)
DAYS = st.integers(0, (1 << voucher.DAY_BITS) - 1).map(lambda days: voucher.FIRST_DAY + timedelta(days=days))
SECRETS = st.binary(min_size=voucher.SECRET_BYTES, max_size=voucher.SECRET_BYTES)
SECRET = bytes(range(voucher.SECRET_BYTES))


@given(SERIALS, DAYS, SECRETS)
def test_a_code_gives_back_number_and_last_day(serial: int, day: date, secret: bytes) -> None:
    assert voucher.decode(voucher.encode(serial, day, secret), secret) == (serial, day)


@given(SERIALS, DAYS, st.integers(0, 18), st.sampled_from(ALPHABET))
def test_any_altered_character_makes_it_a_forgery(serial: int, day: date, place: int, letter: str) -> None:
    code = voucher.encode(serial, day, SECRET)
    assume(code[place] not in ("-", letter))
    with pytest.raises(voucher.ForgedError):
        voucher.decode(code[:place] + letter + code[place + 1 :], SECRET)


@given(SERIALS, DAYS, SECRETS, SECRETS)
def test_another_kiosks_code_is_a_forgery(serial: int, day: date, one: bytes, other: bytes) -> None:
    assume(one != other)
    with pytest.raises(voucher.ForgedError):
        voucher.decode(voucher.encode(serial, day, one), other)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_forgery_not_a_crash(typed: str) -> None:
    with pytest.raises(voucher.ForgedError):
        voucher.decode(typed, SECRET)


def test_it_looks_like_the_passports_code_and_is_typed_as_carelessly() -> None:
    code = voucher.encode(2048, date(2026, 11, 30), SECRET)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert voucher.decode(careless, SECRET) == (2048, date(2026, 11, 30))


def test_the_signature_is_the_one_it_always_was() -> None:
    """Codes that visitors hold outlive an update of the game."""
    assert voucher.encode(7, date(2026, 11, 30), SECRET) == "0000-E19Q-HYVN-0MV8"


@pytest.mark.parametrize(
    ("serial", "day"),
    [(-1, date(2026, 11, 30)), (1 << 24, date(2026, 11, 30)), (1, date(2025, 12, 31)), (1, date(2080, 1, 1))],
)
def test_what_has_no_room_in_a_code_is_refused(serial: int, day: date) -> None:
    with pytest.raises(ValueError, match="no voucher"):
        voucher.encode(serial, day, SECRET)
