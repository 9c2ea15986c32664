"""Chinese line breaking: no mark where it must not stand, nothing lost, nothing too wide."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.packs.library import Library
from game.ui.linebreak import NO_END, NO_START, break_lines


def em(text: str) -> float:
    return sum(1.0 if ord(character) > 255 else 0.5 for character in text)


words = st.text(st.sampled_from("国银行存款人民币您，。！？“”《》（）、15 日abc%"), max_size=80)


@given(words, st.integers(6, 30))
def test_marks_stand_where_they_may(text: str, width: int) -> None:
    lines = break_lines(text, width, em)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert em(line) <= width or len(line) == 1


@given(st.text(st.sampled_from("国银行存款人民币您"), min_size=12, max_size=60), st.integers(8, 20))
def test_no_character_is_alone_on_the_last_line(text: str, width: int) -> None:
    lines = break_lines(text, width, em)
    assert len(lines) == 1 or len(lines[-1]) >= 2


@pytest.mark.parametrize("width", range(10, 34))
def test_real_texts_break_well(library: Library, width: int) -> None:
    for pool in library.pools.values():
        for question in pool:
            for text in (question.stem, question.rationale):
                lines = break_lines(text, width, em)
                for before, line in itertools.pairwise(lines):
                    assert line[0] not in NO_START, (text, lines)
                    assert before[-1] not in NO_END, (text, lines)
                    assert not (before[-1].isdigit() and line[0].isdigit()), (text, lines)


def test_a_number_keeps_its_unit() -> None:
    assert all(
        not line.endswith("15")
        for width in range(6, 20)
        for line in break_lines("最多 15 日作出处理决定并告知", width, em)
    )


def test_short_terms_stay_together() -> None:
    lines = break_lines("对方让您把钱转进去“安全账户”里请您挂断", 14, em)
    assert lines == ["对方让您把钱转进去", "“安全账户”里请您挂断"]


def test_line_feeds_start_a_new_line() -> None:
    assert break_lines("学权益\n防诈骗", 20, em) == ["学权益", "防诈骗"]
