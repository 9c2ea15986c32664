"""Near duplicates are found exactly, and in a time that grows with the bank and not with its square."""

from __future__ import annotations

import time
from itertools import combinations
from random import Random

from game.packs.guessing import beyond, guessable, is_long, reading, stands_out
from game.packs.library import Library
from game.packs.likeness import NEAR_DUPLICATE, Likeness, near_duplicates
from tests.packs.test_audit import choice
from tests.questions import single, truefalse

WORDS = [
    "银行",
    "投诉",
    "处理",
    "日期",
    "密码",
    "验证码",
    "转账",
    "核实",
    "陌生",
    "来电",
    "理财",
    "保险",
    "存款",
    "利率",
    "贷款",
    "征信",
    "报警",
    "链接",
    "退款",
    "客服",
    "老人",
    "学生",
    "网点",
    "柜台",
]


def stems(count: int, seed: int, words: int = 9) -> list[str]:
    rng = Random(seed)
    return ["".join(rng.choice(WORDS) for _ in range(words)) for _ in range(count)]


def grams(stem: str) -> set[str]:
    return {stem[place : place + 3] for place in range(len(stem) - 2)}


def test_the_pairs_are_those_that_comparing_all_with_all_finds() -> None:
    rng = Random(5)
    listed = stems(150, 5)
    for _ in range(150):
        stem = list(rng.choice(listed))
        for _ in range(rng.randint(1, 5)):
            stem[rng.randrange(len(stem))] = rng.choice("一二三四五六七八九")
        listed.append("".join(stem))
    known = Likeness()
    for stem in listed:
        known.add(stem)
    wanted = set()
    for one, other in combinations(range(len(listed)), 2):
        first, second = grams(listed[one]), grams(listed[other])
        if len(first & second) / len(first | second) >= NEAR_DUPLICATE:
            wanted.add((one, other))
    assert len(wanted) > 40
    assert set(known.pairs()) == wanted
    assert {other for _, other in known.pairs(once=True)} == {other for _, other in wanted}


def test_very_short_stems_are_compared_too() -> None:
    known = Likeness()
    for stem in ("", "对", "好吗", "对不对", "对不对？"):
        known.add(stem)
    assert list(known.pairs()) == [(3, 4)]


def taken(count: int, make: list[str]) -> float:
    known, begin = Likeness(), time.perf_counter()
    for stem in make[:count]:
        known.add(stem)
    assert sum(1 for _ in known.pairs(once=True)) <= count
    return time.perf_counter() - begin


def test_time_grows_with_the_bank_even_where_all_stems_are_alike() -> None:
    alike = [f"第 {number} 题：下面关于存款保险的说法，哪一个是对的？" for number in range(8_000)]
    for listed in (alike, stems(8_000, 1)):
        small, large = min(taken(1_000, listed) for _ in range(3)), taken(8_000, listed)
        assert large < small * 8 * 6, (small, large)


def test_the_built_in_bank_has_no_near_duplicates_and_cannot_be_guessed(library: Library) -> None:
    assert near_duplicates(library.questions()) == []
    for pack in library.packs:
        assert not list(guessable(pack.questions))
        assert not [question.id for question in pack.questions if is_long(question) or stands_out(question)]


def test_a_small_pack_may_miss_a_limit_by_chance_and_a_large_one_may_not() -> None:
    figures = {"score": 0.35, "chance": 0.25}
    assert beyond(figures) and beyond(figures, 1_000)
    assert not beyond(figures, 20)


def test_a_pack_that_can_be_guessed_is_told_how() -> None:
    told = list(guessable([choice(n, "a long and careful answer", "no", "yes", "so") for n in range(20)]))
    assert ("longest", 1.0, 0.25) in told
    assert not list(guessable([choice(n, "a long and careful answer", "no", "yes", "so") for n in range(5)]))
    assert [name for name, *_ in guessable([truefalse(f"t{n}") for n in range(40)])] == ["always_true"]


def test_a_key_much_longer_than_the_rest_stands_out() -> None:
    assert stands_out(choice(1, "a long and careful answer", "no", "yes", "so"))
    assert not stands_out(choice(1, "a long and careful answer", "another long answer", "yes", "so"))
    assert not stands_out(single("q"))
    assert reading(choice(1, "ab", "c")) == len(choice(1, "ab", "c").stem) + 3
