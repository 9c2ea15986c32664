"""Item statistics: numbers known from elsewhere, and planted misfits that must come first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.packs.library import Library
from game.records.items import LEAST_ANSWERS, Reason, correlation, discriminations, items_of
from game.records.rows import AnswerRow, Rows, VisitRow, read_rows
from game.rules.question import FULL_CREDIT
from tests.questions import TYPES, single
from tests.records.synthetic import Odd, write_journal

points = st.tuples(st.floats(0, 1), st.floats(0, 1))


def answered(visit: int, name: str, right: bool, **changes: object) -> AnswerRow:
    return AnswerRow(visit, "t.1", name, (0 if right else 1,), FULL_CREDIT * right, **changes)  # type: ignore[arg-type]


@given(st.lists(points, min_size=2, max_size=40))
def test_a_correlation_is_between_minus_one_and_one_and_turns_its_sign(found: list[tuple[float, float]]) -> None:
    r = correlation(found)
    turned = correlation([(1 - x, y) for x, y in found])
    assert r is None or turned is None or (-1 <= r <= 1 and r == pytest.approx(-turned, abs=1e-6))


def test_the_correlation_is_pearsons() -> None:
    """Anscombe's first set (The American Statistician 27, 1973): r = 0.816."""
    x = (10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
    y = (8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68)
    r = correlation(list(zip(map(float, x), y, strict=True)))
    assert r == pytest.approx(0.81642, abs=1e-5)


def test_the_item_itself_is_left_out_of_the_rest() -> None:
    """Each visit gets the item right and one more, or both wrong: uncorrected it would correlate with itself."""
    answers = [
        answered(visit, name, right)
        for visit in range(40)
        for name, right in zip("abcd", ((visit % 2 == 0), (visit // 2 % 2 == 0), True, False), strict=True)
    ]
    assert discriminations(answers)["a"].r == pytest.approx(0, abs=1e-9)


def test_only_the_first_answer_of_a_visit_counts_and_no_duel() -> None:
    answers = [answered(visit, name, visit % 2 == 0) for visit in range(30) for name in "abcd"]
    again = [answered(visit, "a", visit % 2 == 1) for visit in range(30)]
    duel = [AnswerRow(visit, "duel", "a", (0,), FULL_CREDIT) for visit in range(30, 60)]
    found = discriminations([*answers, *again, *duel])["a"]
    assert (found.r, found.visits) == (pytest.approx(1), 30)


@pytest.mark.parametrize(("visits", "is_told"), [(LEAST_ANSWERS - 1, False), (LEAST_ANSWERS, True)])
def test_discrimination_needs_enough_visits(visits: int, is_told: bool) -> None:
    answers = [answered(visit, name, visit % 2 == 0) for visit in range(visits) for name in "abcd"]
    assert ("a" in discriminations(answers)) == is_told


def test_the_numbers_of_a_question_by_hand() -> None:
    answers = [answered(visit, "a", visit < 3, bucket_s=5 * (visit + 1), sure=visit % 2 == 0) for visit in range(8)]
    rows = Rows(tuple(VisitRow(n, date(2026, 11, 1)) for n in range(8)), (), tuple(answers), ("a", "gone"))
    item, gone = items_of(rows, {"a": single("a")}, TYPES)
    assert (item.visits, item.answers, item.facility, item.flags) == (8, 8, 3 / 8, 1)
    assert item.median_s == 22.5
    assert item.confident_errors == 2 / 8  # visits 4 and 6 were sure and wrong
    assert [use.share for use in item.uses] == [3 / 8, 5 / 8, 0, 0]
    assert (gone.id, gone.question, gone.answers, gone.flags) == ("gone", None, 0, 1)


def test_options_that_care_mode_left_out_are_not_called_idle() -> None:
    answers = [answered(visit, "a", visit % 2 == 0, is_care=True) for visit in range(40)]
    (item,) = items_of(Rows((), (), tuple(answers)), {"a": single("a")}, TYPES)
    assert item.uses == () and item.reasons == ()


def test_planted_misfits_come_first_with_the_reason(tmp_path: Path, library: Library) -> None:
    """A wrong key, a distractor that pulls, a question that visitors flag, among sixty sound ones."""
    bank = [question for question in library.questions() if question.type == "single"][:60]
    wrong_key, pull, flag = bank[7].id, bank[23], bank[41].id
    pulling = next(option.id for option in pull.body.options if not option.is_right)
    odd = Odd({wrong_key}, {pull.id: pulling}, {flag})
    write_journal(tmp_path, bank, visits=700, odd=odd, seed=3)
    rows = read_rows(tmp_path, date(2026, 11, 1), date(2026, 11, 30))
    items = items_of(rows, {question.id: question for question in bank}, TYPES)
    first = {item.id: item for item in items[:3]}
    assert set(first) == {wrong_key, pull.id, flag}
    assert Reason.NEGATIVE in first[wrong_key].reasons
    assert first[wrong_key].discrimination is not None and first[wrong_key].discrimination.r < -0.1
    assert Reason.OUTDONE in first[pull.id].reasons
    assert Reason.FLAGGED in first[flag].reasons
    gravities = [item.gravity for item in items]
    assert gravities == sorted(gravities, reverse=True)
    sound = [item.discrimination.r for item in items[3:] if item.discrimination is not None]
    assert sum(r > 0 for r in sound) > 0.9 * len(sound), "sound questions tell who knows"
