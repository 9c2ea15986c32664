"""Small groups are hidden, and no total gives them away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from game.records.privacy import LEAST, Shown, hide

groups = st.lists(st.integers(0, 14), min_size=1, max_size=5)


def candidates(mark: Shown, all_hidden: bool) -> range:
    """What a reader who knows the rule takes a hidden group to be; `total` bounds it from above."""
    if mark == Shown.SMALL:
        return range(1, LEAST)
    return range(0 if all_hidden else LEAST, 71)


def possible(visits: Sequence[int], marks: Sequence[Shown]) -> list[set[int]]:
    """All sizes that each hidden group could have, with the total and everything told known."""
    hidden = [place for place, mark in enumerate(marks) if mark != Shown.TOLD]
    total = sum(visits[place] for place in hidden)
    all_hidden = len(hidden) == len(visits) and Shown.SMALL not in marks
    found: list[set[int]] = [set() for _ in visits]
    most = [[n for n in candidates(marks[place], all_hidden) if n <= total] for place in hidden]
    if not hidden:
        return found
    for sizes in product(*most[:-1]):
        last = total - sum(sizes)
        if last in most[-1]:
            for place, size in zip(hidden, (*sizes, last), strict=True):
                found[place].add(size)
    return found


@given(groups)
def test_no_small_group_is_ever_told(visits: list[int]) -> None:
    for size, mark in zip(visits, hide(visits), strict=True):
        assert not (0 < size < LEAST and mark == Shown.TOLD)
        assert mark != Shown.SMALL or 0 < size < LEAST


@given(groups)
def test_a_reader_with_the_total_can_not_work_a_small_group_out(visits: list[int]) -> None:
    marks = hide(visits)
    if sum(visits) < LEAST:
        return  # then the total is hidden as well
    for size, mark, sizes in zip(visits, marks, possible(visits, marks), strict=True):
        if mark == Shown.SMALL:
            assert sizes >= set(range(1, LEAST))
        elif mark == Shown.COVER and 0 < size < LEAST:
            assert len(sizes) > 1 or len(visits) == 1


@given(groups)
def test_without_a_small_group_everything_is_told(visits: list[int]) -> None:
    large = [size if size == 0 else size + LEAST for size in visits]
    assert set(hide(large)) == {Shown.TOLD}


def test_the_smallest_other_group_covers_a_small_one() -> None:
    assert hide([40, 3, 12, 9, 0]) == (Shown.TOLD, Shown.SMALL, Shown.TOLD, Shown.COVER, Shown.TOLD)


def test_a_cover_that_is_too_thin_gets_another() -> None:
    """1 + 5 = 6 would say that the small one is 1: a cover has at least 5."""
    assert hide([1, 5, 30]) == (Shown.SMALL, Shown.COVER, Shown.COVER)


def test_where_nothing_can_cover_all_are_hidden_without_a_word() -> None:
    assert hide([4, 4]) == (Shown.COVER, Shown.COVER)
    assert hide([1, 5]) == (Shown.COVER, Shown.COVER)
