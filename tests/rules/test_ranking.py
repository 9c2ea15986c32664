"""Record tables show a day, a week from Monday, or everything; equal results share a rank."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from game.rules.ranking import Period, Standing, ranks

DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_week_begins_on_monday_and_holds_its_day(today: date) -> None:
    begin = date.fromisoformat(Period.WEEK.since(today))
    assert begin.weekday() == 0 and timedelta(0) <= today - begin < timedelta(days=7)
    assert Period.DAY.since(today) == today.isoformat()
    assert Period.ALL.since(today) == ""


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranks([Standing(5, 0), Standing(9, 1), Standing(9, 1), Standing(9, 0)]) == [4, 2, 2, 1]
