"""GIFT as teachers write it: what comes out, and what is said of what can't."""

from __future__ import annotations

import pytest

from game.nodes import plain
from game.packs.exchange.bounds import Told
from game.packs.exchange.draft import Draft
from game.packs.exchange.gift.gift import read_text
from tests.packs.exchange.trees import lost, questions, told


def draft(text: str) -> Draft:
    return read_text(text, Told("t.gift"))


def options(*texts: str) -> list[dict[str, str]]:
    """Options written shortly: `+` before a right one, `#` before its feedback."""
    made = []
    for text in texts:
        words, _, why = text.lstrip("+").partition("#")
        made.append({"text": words} | ({"right": "true"} if text[0] == "+" else {}) | ({"why": why} if why else {}))
    return made


FOREIGN = [
    (
        "Where do you report a scam?{=110 ~95 ~12345}",
        {"type": "single", "stem": "Where do you report a scam?", "options": options("+110", "95", "12345")},
    ),
    (
        "::lost-card:: 卡丢了先做什么？ {\n = 打电话挂失 # 对，越快越好\n ~ 等几天再说 # 钱可能已经没了\n ####先挂失，再补卡。\n}",
        {
            "type": "single",
            "id": "lost-card",
            "stem": "卡丢了先做什么？",
            "options": options("+打电话挂失#对，越快越好", "等几天再说#钱可能已经没了"),
            "rationale": "先挂失，再补卡。",
        },
    ),
    (
        "Banks close early today. {T}",
        {"type": "truefalse", "stem": "Banks close early today.", "answer": "true"},
    ),
    ("存款不会亏。{FALSE}", {"type": "truefalse", "stem": "存款不会亏。", "answer": "false"}),
    (
        "银行会问密码。{F#银行从不问密码。}",
        {"type": "truefalse", "stem": "银行会问密码。", "answer": "false", "rationale": "银行从不问密码。"},
    ),
    (
        "A note says so.{TRUE####Because it does.}",
        {"type": "truefalse", "stem": "A note says so.", "answer": "true", "rationale": "Because it does."},
    ),
    (
        "Which are coins?{~%50%one yuan ~%50%five jiao ~%-100%ten yuan}",
        {
            "type": "multiple",
            "stem": "Which are coins?",
            "options": options("+one yuan", "+five jiao", "ten yuan"),
        },
    ),
    (
        "哪三项对？{~%33.33333%甲 ~%33.33333%乙 ~%33.33333%丙 ~%-50%丁#不对}",
        {"type": "multiple", "stem": "哪三项对？", "options": options("+甲", "+乙", "+丙", "丁#不对")},
    ),
    ("Days in a week?{#7}", {"type": "number", "stem": "Days in a week?", "answer": "7"}),
    ("About how many?{#30:2}", {"type": "number", "stem": "About how many?", "answer": "30", "tolerance": "2"}),
    ("Between?{#10..20}", {"type": "number", "stem": "Between?", "answer": "15", "tolerance": "5"}),
    ("Price?{#=12.0:0.5}", {"type": "number", "stem": "Price?", "answer": "12"}),
    (
        "几日内答复？{#\n =15:0\n =%0%30:0#那是延长后的期限。\n}",
        {
            "type": "number",
            "stem": "几日内答复？",
            "answer": "15",
            "slips": [{"value": "30", "why": "那是延长后的期限。"}],
        },
    ),
    (
        "Match each.{=apple -> fruit =carrot->root =pear -> fruit}",
        {
            "type": "sorting",
            "stem": "Match each.",
            "classes": ["fruit", "root"],
            "items": [
                {"text": "apple", "class": "fruit"},
                {"text": "carrot", "class": "root"},
                {"text": "pear", "class": "fruit"},
            ],
        },
    ),
    (
        "Put them in order.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst\nsecond\nthird: last\n}",
        {"type": "ordering", "stem": "Put them in order.", "items": ["first", "second", "third: last"]},
    ),
    ("排好。{>3\n写\n查\n问\n}", {"type": "ordering", "stem": "排好。", "items": ["写", "查", "问"]}),
    (
        "A bank note is made of {=paper ~stone} as a rule.",
        {
            "type": "single",
            "stem": "A bank note is made of _____ as a rule.",
            "options": options("+paper", "stone"),
        },
    ),
    (
        r"Is 2 + 2 \= 4\: \{yes\} or \\no?{=a~b}",
        {"type": "single", "stem": r"Is 2 + 2 = 4: {yes} or \no?", "options": options("+a", "b")},
    ),
    (
        r"First line\nsecond line{=a\~b ~c\#d}",
        {
            "type": "single",
            "stem": "First line\nsecond line",
            "options": [{"text": "a~b", "right": "true"}, {"text": "c#d"}],
        },
    ),
    (
        "A line\nbroken in\ntwo{=a ~b}",
        {"type": "single", "stem": "A line broken in two", "options": options("+a", "b")},
    ),
    ("一句话\n分两行{=甲 ~乙}", {"type": "single", "stem": "一句话分两行", "options": options("+甲", "乙")}),
    (
        "[html]<p>Which <b>one</b>?&nbsp;</p>{=a &amp; b ~c}",
        {"type": "single", "stem": "Which one?", "options": options("+a & b", "c")},
    ),
    (
        "[plain]Is 1 < 2 & 3 > 2?{=<b>yes</b> ~no}",
        {"type": "single", "stem": "Is 1 < 2 & 3 > 2?", "options": options("+<b>yes</b>", "no")},
    ),
    (
        "[markdown]*Which* one?{=a ~b}",
        {"type": "single", "stem": "*Which* one?", "options": options("+a", "b")},
    ),
    (
        "// a remark\n// [id:abc-1] [tag:topic:fraud] [tag:difficulty:2]\nWhich?{\n// inside\n=a\n~b}",
        {
            "type": "single",
            "id": "abc-1",
            "topic": "fraud",
            "difficulty": "2",
            "stem": "Which?",
            "options": options("+a", "b"),
        },
    ),
    (
        "$CATEGORY: $course$/top/fraud\n\nWhich?{=a ~b}",
        {"type": "single", "topic": "fraud", "stem": "Which?", "options": options("+a", "b")},
    ),
    (
        "[注意] 选一个{=甲 ~乙}",
        {"type": "single", "stem": "[注意] 选一个", "options": options("+甲", "乙")},
    ),
    (
        "Percent?{=%50 off ~none}",
        {"type": "single", "stem": "Percent?", "options": options("+%50 off", "none")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOREIGN, ids=lambda value: str(value)[:24])
def test_each_form_of_a_question_comes_out_as_meant(text: str, expected: dict[str, object]) -> None:
    found = draft(text)
    assert not found.problems and not found.losses
    assert questions(found) == [expected]


LOSSES = [
    ("Name it.{=one =two}", "lost-type", (1, 1)),
    ("\nWrite a page.{}", "lost-type", (2, 1)),
    ("Only words for the reader.", "lost-type", (1, 1)),
    ("Half?{=a ~%50%b ~c}", "lost-weight", (1, 15)),
    ("Uneven?{~%70%a ~%30%b ~%-100%c}", "lost-weight", (1, 14)),
    ("One tick?{~%100%a ~b}", "as-single", (1, 17)),
    ("Pi?{#3.14:0.01}", "lost-fraction", (1, 6)),
    ("How many?{#7 ~#Count the days.}", "lost-feedback", (1, 16)),
    ("[html]See <img src='x.png'> this{=a ~b}", "lost-image", (1, 7)),
    ("[html]10<sup>2</sup>?{=a ~b}", "lost-raised", (1, 7)),
    ("::A title:: Which?{=a ~b}", "lost-title", (1, 3)),
    ("// [tag:winter]\nWhich?{=a ~b}", "lost-tag", (1, 9)),
    ("$CATEGORY: top/Default for 2024\n\nWhich?{=a ~b}", "lost-category", (1, 12)),
    ("Match.{=a->x =b->y =->z}", "lost-distractor", (1, 23)),
    ("True?{T#no#yes####why}", "lost-feedback", (1, 9)),
]


@pytest.mark.parametrize(("text", "code", "place"), LOSSES, ids=[code for _, code, _ in LOSSES])
def test_what_has_no_place_in_a_pack_is_named_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    found = draft(text)
    assert not found.problems
    assert (code, *place) in lost(found)


PROBLEMS = [
    ("Which?{~a ~b}", "no-answer", (1, 1)),
    ("Which?{=a =b ~c}", "answer-count", (1, 12)),
    ("Which? {=a\n\n~b}", "open-brace", (1, 8)),
    ("Which? =a}", "stray-brace", (1, 10)),
    ("One?{T}\nTwo?{F}", "second-brace", (2, 5)),
    ("Which?{a ~b =c}", "stray-text", (1, 8)),
    ("How many?{#=many}", "not-a-number", (1, 13)),
    ("How many?{#=1 =2}", "answer-count", (1, 1)),
    ("Which?{~%5x%a ~%50%b}", "share", (1, 9)),
    ('// qmcg: {"fields":[]}\nWhich?{=a ~b}', "own-line", (1, 4)),
    ('// qmcg: {"fields":{}}\n\nWhich?{=a ~b}', "own-line", (1, 4)),
    ("Match.{=a->x =b =c->y}", "stray-text", (1, 15)),
]


@pytest.mark.parametrize(("text", "code", "place"), PROBLEMS, ids=[code for _, code, _ in PROBLEMS])
def test_a_mistake_is_told_where_it_stands(text: str, code: str, place: tuple[int, int]) -> None:
    assert told(draft(text)) == [(code, *place)]


def test_one_bad_question_does_not_take_the_others_along() -> None:
    found = draft("One?{=a ~b}\n\nTwo?{~a ~b}\n\nThree?{=a ~b}\n")
    assert [item["stem"] for item in questions(found)] == ["One?", "Three?"]
    assert told(found) == [("no-answer", 3, 1)]


def test_each_text_knows_its_line_and_column() -> None:
    found = draft("// a remark\n\n::x:: 问什么？{\n\t=甲\n\t~乙 # 为什么\n}\n")
    (item,) = found.questions["t.gift"]
    assert isinstance(item.value, dict)
    first, second = item.value["options"].value
    assert (item.line, item.column) == (3, 1)
    assert (item.value["stem"].line, item.value["stem"].column) == (3, 7)
    assert isinstance(first, type(item)) and isinstance(second, type(item))
    assert (first.line, first.column) == (4, 3)
    assert isinstance(second.value, dict)
    assert (second.value["why"].line, second.value["why"].column) == (5, 7)


def test_windows_line_ends_make_no_difference() -> None:
    text = "::x:: 问{\n=甲\n~乙\n}\n\n问二{T}\n"
    assert [plain(item) for item in draft(text.replace("\n", "\r\n")).questions["t.gift"]] == [
        plain(item) for item in draft(text).questions["t.gift"]
    ]


def test_our_own_line_holds_only_texts_lists_and_mappings() -> None:
    for bad in ('{"fields":{"a":1}}', '{"fields":{"a":{"b":null}}}', "[" * 5000, '{"fields":{"a":"\\ud800"}}', "x"):
        found = draft(f"// qmcg: {bad}\nWhich?{{=a ~b}}")
        assert [code for code, _, _ in told(found)] == ["own-line"], bad
        assert len(questions(found)) == 1
