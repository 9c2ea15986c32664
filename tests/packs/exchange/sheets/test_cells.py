"""Cells as people leave them come out as they were meant, and what is clean already stays as it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.columns import LETTERS
from game.packs.exchange.sheets.names import DIFFICULTIES, FLAGS, TRUTH, TYPES
from game.packs.exchange.sheets.tree_rows import FormulaGuard

HAN = st.text("存款保险验证码不给，。；：“”‘’（）《》！？…—·A1b2 ", min_size=1, max_size=20)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cells.clean(cells.clean(text)) == cells.clean(text)
    assert cells.one_line(cells.one_line(text)) == cells.one_line(text)


@given(HAN)
def test_chinese_with_its_punctuation_stays_as_it_is(text: str) -> None:
    assert cells.clean(text) == text.strip(" ")


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("\u00a0存款\u200b保险\u00a0", "存款保险"),
        ("５０万元，Ａ类", "50万元，A类"),
        ("１２．５％", "12．5％"),
        ("\ufeff题干\u2060", "题干"),
        ("„存款‟", "“存款“"),
        ("“存款”‘保险’", "“存款”‘保险’"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        ("一\u3000二", "一 二"),
        ("①②", "①②"),
        ("￥100", "￥100"),
    ],
)
def test_what_a_paste_leaves_behind_goes(pasted: str, meant: str) -> None:
    assert cells.clean(pasted) == meant


def test_broken_lines_run_on_in_chinese_and_keep_a_blank_between_words() -> None:
    assert cells.one_line("有人打电话\n要验证码") == "有人打电话要验证码"
    assert cells.one_line("call the\nbank") == "call the bank"


MARKS = ["{}、", "{}.", "{}．", "({})", "（{}）", "{}：", "{}) ", "【{}】", " {} 、", "{}. "]


@pytest.mark.parametrize("mark", MARKS)
def test_the_letter_before_an_option_goes(mark: str) -> None:
    texts = ["给他", "不给他", "看看再说"]
    marked = [mark.format(letter) + text for letter, text in zip(LETTERS, texts, strict=False)]
    assert cells.options(marked) == texts
    assert cells.options([mark.format("123"[place]) + text for place, text in enumerate(texts)]) == texts
    assert cells.options([mark.format("①②③"[place]) + text for place, text in enumerate(texts)]) == texts


@pytest.mark.parametrize(
    "texts",
    [
        ["A股", "B股", "C轮"],
        ["1.5%", "2.5%", "3.5%"],
        ["A、B两种都对", "都不对"],
        ["B、给他", "A、不给"],
        ["24小时", "48小时"],
        ["A.", "B."],
    ],
)
def test_what_only_looks_like_a_letter_before_an_option_stays(texts: list[str]) -> None:
    assert cells.options(texts) == texts


@given(
    st.sets(st.integers(0, 5), min_size=1), st.sampled_from(["", ",", "，", "、", " ", ";", "/", "和"]), st.booleans()
)
def test_letters_are_read_however_they_are_parted(places: set[int], gap: str, is_low: bool) -> None:
    told = gap.join(LETTERS[place] for place in sorted(places))
    wide = "".join(chr(ord(c) + 0xFEE0) if "A" <= c <= "Z" else c for c in told)
    for text in (told.lower() if is_low else told, wide, f"（{told}）", f"答案：{told}", f" {told}\u00a0", f"“{told}”"):
        assert cells.letters(text) == tuple(sorted(places))


def test_an_answer_may_repeat_the_words_of_an_option() -> None:
    assert cells.letters("不给", ("给", "不给")) == (1,)
    assert cells.letters("①③") == cells.letters("13") == cells.letters("选AC") == (0, 2)
    assert cells.letters("看情况") is None and cells.letters("") is None and cells.letters("7") is None


@pytest.mark.parametrize("text", ["对", "√", "正确", "是", "T", "TRUE", "true", " ✓ ", "答案：对", "Y", "对的"])
def test_words_for_true(text: str) -> None:
    assert cells.named(text, TRUTH) == "true"


@pytest.mark.parametrize("text", ["错", "×", "错误", "否", "F", "FALSE", "x", "X", "不对", "（错）", "✗"])
def test_words_for_false(text: str) -> None:
    assert cells.named(text, TRUTH) == "false"


def test_names_are_known_by_their_value_their_shown_word_and_others() -> None:
    assert [cells.named(text, TYPES) for text in ("单选", "单项选择题", "single", "猜谜")] == ["single"] * 3 + [None]
    assert [cells.named(text, DIFFICULTIES) for text in ("1", "易", "★★", "３")] == ["1", "1", "2", "3"]
    assert cells.named("是", FLAGS) == "true"


@given(st.integers(0, 9999))
def test_numbers_are_read_however_they_are_typed(number: int) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    for text in (str(number), f"{number}.0", f"{number:,}", f" {number} ", wide, f"{number}.00", f"+{number}"):
        assert cells.whole(text) == str(number), text
    assert cells.whole(f"{number} 日", "日") == cells.whole(f"{number}日", "日") == str(number)
    assert cells.whole(f"{number}日") is None and cells.whole(f"{number}.5") is None


def test_large_numbers_as_spreadsheets_show_them() -> None:
    assert cells.whole("1E+05") == cells.whole("1.0E+5") == "100000"
    assert cells.whole("1.5E+03") == "1500"
    assert cells.whole("十五") is None and cells.whole("") is None and cells.whole("-3") is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_days_are_read_however_they_are_written(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    serial = (day - date(1899, 12, 30)).days
    wide = f"{y}年{m}月{d}日".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    for text in (f"{y}-{m}-{d}", f"{y}/{m:02}/{d:02}", f"{y}.{m}.{d}", f"{y}年{m}月{d}日", f"{day} 00:00", f"{day:%Y%m%d}", str(serial), wide):  # fmt: skip
        assert cells.day(text) == day.isoformat(), text


@pytest.mark.parametrize(
    "text", ["昨天", "2026-13-01", "2026-02-30", "11/23/2026", "2026", "26-11-23", "0", "", "20261399"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert cells.day(text) is None


def test_lists_of_names_and_citations() -> None:
    assert cells.codes("a-1，b-2、c-3\nd-4 ; e-5") == ["a-1", "b-2", "c-3", "d-4", "e-5"]
    assert cells.citations("law-1 第三条、第四条\nlaw-2；law-3 第十八条") == [
        ("law-1", "第三条、第四条"),
        ("law-2", ""),
        ("law-3", "第十八条"),
    ]
    assert cells.classes("有保险：A、B；没有保险: C") == [("有保险", (0, 1)), ("没有保险", (2,))]
    assert cells.classes("AB；C") is None and cells.classes("") is None


@given(st.text(max_size=20))
def test_a_formula_guard_comes_off_as_it_went_on(text: str) -> None:
    assert FormulaGuard.off(FormulaGuard.on(text)) == text
    assert not FormulaGuard.on(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_serial_numbers_count_from_the_spreadsheets_first_day() -> None:
    assert cells.day("46349") == (date(1899, 12, 30) + timedelta(days=46349)).isoformat() == "2026-11-23"
