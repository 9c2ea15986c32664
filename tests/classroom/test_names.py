"""Nicknames: what may be one, which two look alike, and that they are in memory alone."""

from __future__ import annotations

import itertools
import pickle
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.classroom.names import NameRefused, Names
from game.classroom.spelling import FEWEST, MOST, MOST_MARKS, graphemes, skeleton
from game.classroom.unwelcome import parsed, unwelcome
from game.words import LANGUAGES

ORDINARY = Path(__file__).with_name("ordinary_names.txt").read_text("utf-8").splitlines()

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<b>x</b>",
    "'\"><i>",
    "javascript:alert(1)",
    "{{7*7}}",
    "${7*7}",
    "%s%n",
    "{0.__class__}",
    "&lt;b&gt;",
    "&#60;",
    "<!--",
    "]]>",
    "\\u003cb",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1＋1",
    "../../etc",
    "C:\\con",
    "a/b",
    "'; DROP TABLE",
    "1' OR '1",
    "",
    " ",
    "a",
    "𠮷",
    "\ud800",
    "a\udfff",
    "\x00\x01",
    "a\x00b",
    "a\nb",
    "a\tb",
    "a\rb",
    "\x1b[31mred",
    "👍👍",
    "👨‍👩‍👧‍👦家",
    "🇨🇳中",
    "℀℀",
    "１３８００１３８０００",
    "138 0013 8000",
    "一三八零零一三八",
    "壹贰叁肆伍陆",
    "qq123456",
    "www.x.cn",
    "http://x",
    "x@y.cn",
    "微信号abc",
)
WRAPS = (
    "{}",
    "张{}",
    "{}伟",
    "\u202e{}",
    "{}\u200b",
    "a\u0301\u0301\u0301{}",
    "\ufeff{}\u2066",
    "{0}{0}{0}{0}{0}",
    "Аdmin{}",
    "{}\u3164\ufe0f",
)
PAYLOADS = [wrap.replace("{0}", "{}").replace("{}", script) for script, wrap in itertools.product(SCRIPTS, WRAPS)]


def names(language: str = "zh-CN", typed: bool = True, seed: int = 1) -> Names:
    return Names(language, Random(seed), typed)


def why(name: str, typed: bool = True) -> str:
    """Why the name is refused; empty when it is taken in."""
    try:
        names(typed=typed).take(1, name)
    except NameRefused as refused:
        return refused.why
    return ""


def is_decent(name: str) -> bool:
    """Whether a name that was let in is harmless to every screen and file."""
    signs = [sign for sign in name if not sign.isalnum() and unicodedata.category(sign) not in ("Mn", "Mc")]
    marks = [len(unicodedata.normalize("NFD", each)) - 1 for each in graphemes(name) if not "가" <= each[0] <= "힣"]
    return (
        FEWEST <= len(graphemes(name)) <= MOST
        and set(signs) <= set("·-_' ")
        and max(marks) <= MOST_MARKS
        and name == unicodedata.normalize("NFKC", name)
        and name[0].isalnum()
        and sum(sign.isdecimal() for sign in name) < 6
        and not any(unicodedata.category(sign).startswith("C") for sign in name)
    )


# ── generated names ──


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thousand_people_get_a_thousand_names_that_no_two_look_alike(language: str) -> None:
    made = names(language, typed=False)
    taken = {made.take(contestant, made.suggest()[0]) for contestant in range(1_000)}
    assert len({skeleton(name) for name in taken}) == 1_000
    assert not [name for name in taken if name[-1].isdigit()], "no number is needed for so few"


def test_when_combinations_run_out_a_number_is_added() -> None:
    made = names(typed=False)
    taken = [made.take(contestant, made.suggest(1)[0]) for contestant in range(2_500)]
    assert len(set(taken)) == 2_500
    assert any(name.endswith("2") for name in taken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_combination_says_something_unwelcome(language: str) -> None:
    made = names(language)
    assert not [name for name in sorted(made._made) if unwelcome().holds(name)]


def test_four_names_are_suggested_that_nobody_has() -> None:
    made = names(typed=False)
    first = made.suggest()
    assert len(set(first)) == 4
    for contestant, name in enumerate(first):
        made.take(contestant, name)
    assert not set(first) & set(itertools.chain.from_iterable(made.suggest() for _ in range(500)))


def test_a_suggestion_may_be_taken_after_the_server_was_started_anew() -> None:
    suggested = names(seed=1, typed=False).suggest()
    assert [names(seed=2, typed=False).take(1, name) for name in suggested] == suggested


def test_without_typed_names_only_combinations_are_taken() -> None:
    assert why("张伟", typed=False) == "shape"
    assert why("阳光小狮", typed=False) == why("阳光小狮12", typed=False) == ""
    assert why("阳光小狮123456", typed=False) == why("阳光小狮02", typed=False) == "shape"


# ── typed names: shape ──


def test_ordinary_names_of_every_kind_are_welcome() -> None:
    assert len(ORDINARY) >= 500
    assert {name: why(name) for name in ORDINARY if why(name)} == {}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("张伟", "张伟"),
        ("  张伟\n", "张伟"),
        ("ＡＢＣ１２", "ABC12"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("O’Neill", "O'Neill"),
        ("Jose\u0301", "José"),
        ("一二三四五六七八九十甲乙"[5:], "六七八九十甲乙"),
        ("诸葛欧阳上官司马东方慕容", "诸葛欧阳上官司马东方慕容"),
    ],
)
def test_a_name_is_shown_in_its_plain_form(typed: str, shown: str) -> None:
    assert names().take(1, typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "张",
        "诸葛欧阳上官司马东方慕容令",
        "a\u0301\u0301\u0301\u0301b",
        "张\u200b伟",
        "\u202e伟张",
        "张\ufe0f伟",
        "张\u3164",
        "а\u0491b",
        "аdmin",
        "张Иван",
        "김ハナ",
        "<b>张",
        "张伟!",
        "-张伟",
        "张伟-",
        "张--伟",
        "张 ·伟",
        "👍张伟",
        "138001",
        "1 3 8 0 0 1",
        "张１３８００１",
        "一三八零零一",
        "٣٣٣",
        "a" * 10_000,
    ],
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    assert why(typed) == "shape"


# ── typed names: words ──


@pytest.mark.parametrize(
    "typed",
    [
        "傻逼",
        "傻 逼",
        "傻_逼",
        "傻a逼",
        "傻１逼",
        "王傻逼",
        "你妈的",
        "草泥马",
        "王sb",
        "sb王",
        "s b",
        "Fuck you",
        "F-u-c-k",
        "fuuuuck",
        "FUCK2024",
        "fückyou",
        "ｆｕｃｋ",
        "ѕһіт",
        "sh1t",
        "5hit",
        "s h i t",
        "a_s_s",
        "n1gg3r",
        "niggggger",
        "Hit1er",
        "管理员",
        "Admin",
        "adm1n",
        "微信号abc",
        "加微信",
        "wechat me",
        "www abc com",
        "HTTP abc",
    ],
)
def test_unwelcome_words_are_found_however_they_are_written(typed: str) -> None:
    assert why(typed) == "word"


def test_stars_in_a_word_are_no_way_round() -> None:
    assert {why(name) for name in ("傻*逼", "f*ck", "f**k", "s#b", "$b王", "傻.逼")} == {"shape"}


def test_the_list_is_read_by_its_headings() -> None:
    found = parsed("# remark\n[anywhere]\nBad\n[whole]\nso\n[fine]\nbadger\n")
    assert [found.holds(name) for name in ("xbadx", "Badger", "so", "sofa", "a so b")] == [
        True,
        False,
        True,
        False,
        True,
    ]
    with pytest.raises(KeyError):
        parsed("[other]\nx\n")


# ── five hundred payloads ──


def test_no_payload_gets_in_but_as_a_decent_name() -> None:
    assert len(PAYLOADS) >= 500
    made = names()
    for contestant, payload in enumerate(PAYLOADS):
        try:
            shown = made.take(contestant, payload)
        except NameRefused:
            continue
        assert is_decent(shown), repr(payload)
    assert len(made.all()) < 10, "next to nothing of it looks like a name"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_refused_or_decent(typed: str) -> None:
    made = names()
    try:
        shown = made.take(1, typed)
    except NameRefused:
        assert made.full(1) == ""
    else:
        assert is_decent(shown)
        assert made.full(1) == shown


@given(st.text(alphabet="张伟王abciIl1O0о·-_ '\u0301\u200d", min_size=2, max_size=14))
def test_a_name_that_was_let_in_is_let_in_again_as_it_is_shown(typed: str) -> None:
    try:
        shown = names().take(1, typed)
    except NameRefused:
        return
    assert names().take(2, shown) == shown


# ── alike, masked, forgotten ──


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ivan", "lvan"),
        ("Ivan", "1van"),
        ("Bob", "B0B"),
        ("Bob", "Воь"),
        ("José", "jose"),
        ("张伟", "张 伟"),
        ("张伟1", "张伟l"),
        ("Arnold", "Amold"),
        ("日月", "曰月"),
        ("王二", "王ニ"),
        ("小明A", "小明ａ"),
        ("Νίκος", "ΝΊΚΟΣ"),
    ],
)
def test_names_that_look_alike_are_one(first: str, second: str) -> None:
    made = names()
    made.take(1, first)
    with pytest.raises(NameRefused) as refused:
        made.take(2, second)
    assert refused.value.why == "taken"


def test_a_contestant_may_change_its_name_and_the_old_one_is_free() -> None:
    made = names()
    made.take(1, "张伟")
    made.take(1, "张 伟")
    made.take(1, "王芳")
    assert made.take(2, "张伟") == "张伟"
    assert made.all() == {1: "王芳", 2: "张伟"}


def test_a_name_that_was_released_is_free() -> None:
    made = names()
    made.take(1, "张伟")
    made.release(1)
    made.release(1)
    assert made.full(1) == "" and made.take(2, "张伟")


@pytest.mark.parametrize(
    ("full", "masked"),
    [("张伟", "张*"), ("欧阳娜娜", "欧**"), ("王小明", "王**"), ("José", "J**"), ("阳光小狮", "阳光小狮")],
)
def test_a_masked_name_is_its_first_letter_and_stars_and_a_generated_one_is_itself(full: str, masked: str) -> None:
    made = names()
    made.take(1, full)
    assert made.masked(1) == masked
    assert made.masked(2) == made.full(2) == ""


def test_a_server_started_anew_has_the_names_that_it_was_handed() -> None:
    made = names(typed=False)
    made.restore({7: "张伟", 8: "阳光小狮"})
    assert made.full(7) == "张伟"
    made.typed = True
    with pytest.raises(NameRefused):
        made.take(9, "张伟")


def test_names_stay_in_memory_and_are_gone_when_forgotten() -> None:
    made = names()
    made.take(1, "张伟")
    assert "张伟" not in repr(made)
    with pytest.raises(TypeError):
        pickle.dumps(made)
    copy = made.all()
    made.forget()
    assert made.full(1) == made.masked(1) == "" and made.all() == {} and copy == {1: "张伟"}
    assert made.take(2, "张伟") == "张伟"
