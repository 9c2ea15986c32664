"""Files made to break a reader, and questions made by chance: never an exception, never a long wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.nodes import Reader
from game.packs.exchange import aiken
from game.packs.exchange.bounds import Told
from game.packs.exchange.draft import Draft
from game.packs.exchange.formats import load_format
from game.packs.exchange.gift import gift
from game.packs.exchange.moodle import moodle_xml
from game.packs.exchange.moodle.html_text import html_text, looks_like_html
from game.packs.exchange.sniff import guess
from game.packs.read import REQUIRED, read_question
from game.qtypes import load_rules
from tests.packs.exchange.trees import pack_of, questions

PIECES = ["{", "}", "=", "~", "#", "####", ":", "::", "->", "%", "%50%", "\\", "\\n", "//", "[id:", "[tag:", "]", "[html]", "$CATEGORY:", "\n", "\n\n", "T", "TRUE", "{>2 ALL", "1..2", "15:2", "<b>", "</b>", "&amp;", "&#99;", "A. ", "B) ", "ANSWER: A", "// qmcg: {", '"fields":{}', " ", "词", "x", "\u2028", "\ufdd1"]  # fmt: skip
TAGS = ["<quiz>", "</quiz>", "<question type='multichoice'>", "<question type='matching'>", "</question>", "<questiontext>", "</questiontext>", "<text>", "</text>", "<answer fraction='100'>", "<answer fraction='1e9'>", "</answer>", "<tolerance>", "</tolerance>", "<subquestion>", "</subquestion>", "<![CDATA[", "]]>", "<!-- qmcg: {} -->", "<!DOCTYPE a>", "&x;", "true", "15", "词"]  # fmt: skip


def of_gift(text: str) -> Draft:
    return gift.read_text(text, Told("t"))


def of_aiken(text: str) -> Draft:
    return aiken.read_text(text, Told("t"))


def of_xml(text: str) -> Draft:
    return moodle_xml.read_data(text.encode("utf-8"), Told("t"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_of_braces_and_marks_raises(pieces: list[str]) -> None:
    text = "".join(pieces)
    for draft in (of_gift(text), of_aiken(text)):
        assert all(problem.line >= 1 and problem.column >= 1 for problem in (*draft.problems, *draft.losses))
        questions(draft)
    guess(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_raises(text: str) -> None:
    of_gift(text)
    of_aiken(text)
    html_text(text)
    looks_like_html(text)
    guess(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=25), st.booleans())
def test_no_tags_raise(tags: list[str], is_whole: bool) -> None:
    inner = "".join(tags)
    draft = of_xml(f"<quiz>{inner}</quiz>" if is_whole else inner)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in (*draft.problems, *draft.losses))
    questions(draft)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=100))
def test_no_bytes_raise_as_xml(data: bytes) -> None:
    moodle_xml.read_data(data, Told("t"))


SIZE = 100_000
LONG: list[tuple[str, Callable[[str], object], str]] = [
    ("blanks", of_gift, " " * SIZE + "x{=a" + " " * SIZE + "~b}"),
    ("brackets", of_gift, "// " + "[" * SIZE + "]\nx{=a ~b}"),
    ("ids", of_gift, "// " + "[id:" * 20_000 + "\nx{=a ~b}"),
    ("answers", of_gift, "x{" + "~a" * 20_000 + "=b}"),
    ("braces", of_gift, "{" * SIZE),
    ("colons", of_gift, "::" * SIZE),
    ("backslashes", of_gift, "\\" * SIZE),
    ("hashes", of_gift, "x{=a" + "#" * SIZE + "~b}"),
    ("questions", of_gift, "x{=a ~b}\n\n" * 5_000),
    ("shares", of_gift, "x{" + "~%" * 20_000 + "}"),
    ("digits", of_gift, "x{#" + "9" * SIZE + "}"),
    ("json", of_gift, "// qmcg: " + "[" * SIZE + "\nx{=a ~b}"),
    ("json digits", of_gift, '// qmcg: {"fields":{"a":' + "9" * 50_000 + "}}\nx{=a ~b}"),
    ("tags", html_text, "<b" * SIZE),
    ("comments", html_text, "<!--" * SIZE),
    ("character", html_text, "&#" + "9" * SIZE + ";"),
    ("ampersands", html_text, "&" * SIZE),
    ("opened", looks_like_html, "<zz" * SIZE + ">"),
    ("known", looks_like_html, "<" * SIZE),
    ("lines", of_aiken, "A. x\n" * 20_000),
    ("stems", of_aiken, "word\n" * 20_000 + "A. x\nB. y\nANSWER: A"),
    ("option-letters", of_aiken, "x\nA. x\nB. y\nANSWER: " + "A" * SIZE),
    ("elements", of_xml, "<quiz>" + "<a/>" * 20_000 + "</quiz>"),
    ("attributes", of_xml, "<quiz " + " ".join(f"a{n}='x'" for n in range(20_000)) + "/>"),
    ("text", of_xml, "<quiz><question type='x'><questiontext><text>" + "a\n" * 20_000 + "</text></questiontext></question></quiz>"),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "text"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
@pytest.mark.timeout(20)  # far more than they take, far less than when time grows with the length's square
def test_time_grows_with_length_and_no_faster(reader: Callable[[str], object], text: str) -> None:
    reader(text)


@pytest.mark.parametrize(
    "draft",
    [
        of_gift("\u200b选\xa0哪\u202e个？{=甲\u200b ~乙\ufeff}"),
        of_aiken("选\xa0哪\u202e个？\u200b\nA. 甲\u200b\nB. 乙\nANSWER: A"),
        of_xml(
            "<quiz><question type='multichoice'><questiontext><text>选&#160;哪\u202e个？</text></questiontext>"
            "<answer fraction='100'><text>甲\u200b</text></answer><answer><text>乙</text></answer></question></quiz>"
        ),
    ],
    ids=["gift", "aiken", "moodle"],
)
def test_characters_that_nobody_sees_do_not_come_along(draft: Draft) -> None:
    (found,) = questions(draft)
    assert (found["stem"], [option["text"] for option in found["options"]]) == ("选 哪个？", ["甲", "乙"])


def test_what_a_foreign_question_lacks_is_told_at_its_line() -> None:
    (item,) = of_gift("\n选哪个？{=甲 ~乙}").questions["t"]
    reader = Reader("t")
    read_question(reader, item, {}, load_rules())
    assert {problem.code for problem in reader.problems} == {"missing-field"}
    assert {(problem.line, problem.column) for problem in reader.problems} == {(2, 1)}
    assert len(reader.problems) == len(REQUIRED) - len(("type", "stem"))


def test_of_very_many_problems_the_first_are_told_and_the_rest_counted() -> None:
    draft = of_gift("x{~a}\n\n" * 1000)
    assert len(draft.problems) == 201
    assert draft.problems[-1].message.startswith("800 more")


WORDS = st.text(st.sampled_from("abc中文题。，“”：:=~#{}\\%[]<>&-/$ \n0159'\"|"), min_size=1, max_size=16).filter(
    lambda text: text.strip() == text
)
WORD = WORDS.filter(lambda text: "\n" not in text)
IDS = st.text(st.sampled_from("abz09-"), min_size=1, max_size=12)
ABOUT = {
    "id": IDS,
    "topic": IDS,
    "difficulty": st.sampled_from("123"),
    "stem": WORDS,
    "rationale": WORDS,
    "hint": WORDS,
    "facts": st.lists(IDS, max_size=3),
    "sources": st.lists(st.fixed_dictionaries({"id": IDS}, optional={"article": WORDS}), max_size=2),
    "checked_on": st.just("2026-11-23"),
}
MORE = {"reckoning": WORDS, "aspect": st.just("knowledge"), "valid_until": st.just("2027-06-30")}


@st.composite
def made(draw: st.DrawFn) -> dict[str, object]:
    """A question with whatever words."""
    item: dict[str, object] = draw(st.fixed_dictionaries(ABOUT, optional=MORE))
    kind = draw(st.sampled_from(["single", "multiple", "truefalse", "number", "sorting", "ordering"]))
    texts = draw(st.lists(WORD if kind == "ordering" else WORDS, min_size=3, max_size=5, unique=True))
    whys = draw(st.lists(st.none() | WORDS, min_size=5, max_size=5))
    if kind in ("single", "multiple"):
        rights = 1 if kind == "single" else 2
        item["options"] = [
            {"text": text} | ({"right": "true"} if place < rights else {}) | ({"why": why} if why else {})
            for place, (text, why) in enumerate(zip(texts, whys, strict=False))
        ]
    elif kind == "truefalse":
        item["answer"] = draw(st.sampled_from(["true", "false"]))
    elif kind == "number":
        item |= {"answer": str(draw(st.integers(0, 9999))), "unit": draw(WORDS)}
        item |= draw(
            st.sampled_from([{}, {"tolerance": "0"}, {"tolerance": "3"}, {"slips": [{"value": "7", "why": "why"}]}])
        )
    elif kind == "sorting":
        item["classes"] = ["一类", "b"]
        item["items"] = [{"text": text, "class": ["b", "一类"][place % 2]} for place, text in enumerate(texts)]
    else:
        item["items"] = texts
    return {"type": kind} | item


READERS: dict[str, Callable[[bytes], Draft]] = {
    "gift": lambda data: of_gift(data.decode()),
    "moodle": lambda data: moodle_xml.read_data(data, Told("t")),
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=100, deadline=None)
@given(item=made())
def test_a_question_of_any_words_comes_back_the_same_or_is_a_loss(name: str, item: dict[str, object]) -> None:
    written = load_format(name).write(pack_of(item))  # type: ignore[arg-type]
    back = READERS[name](written.data)
    if written.losses:
        # Words that the format has no way to write: an arrow in a pair, a step that looks like settings.
        assert item["type"] in ("sorting", "ordering")
        assert not questions(back)
    else:
        assert not back.problems and not back.losses
        assert questions(back) == [item]


BROKEN: list[dict[str, object]] = [
    {},
    {"type": "single"},
    {"type": "single", "stem": "x", "options": "y"},
    {"type": "single", "stem": "x", "options": [["y"]]},
    {"type": [], "stem": {}},
    {"type": "number", "stem": "x"},
    {"type": "sorting", "stem": "x", "items": ["y"]},
    {"type": "ordering", "stem": "x", "items": {}},
]


@pytest.mark.parametrize("name", ["gift", "moodle", "aiken", "kahoot"])
def test_a_pack_of_broken_questions_is_all_losses(name: str) -> None:
    losses = load_format(name).write(pack_of(*BROKEN)).losses  # type: ignore[arg-type]
    assert len(losses) == len(BROKEN)
