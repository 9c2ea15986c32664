"""Moodle's XML as Moodle and other programs write it: what comes out, and what is said of what can't."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from game.packs.exchange.bounds import Told
from game.packs.exchange.draft import Draft
from game.packs.exchange.moodle.moodle_xml import read_data, write
from tests.packs.exchange.trees import items_of, lost, pack_of, pack_tree, questions, samples, told


def draft(inner: str | bytes) -> Draft:
    data = inner if isinstance(inner, bytes) else f"<quiz>\n{inner}\n</quiz>".encode()
    return read_data(data, Told("t.xml"))


def asked(kind: str, inner: str, stem: str = "Which?") -> str:
    return f'<question type="{kind}"><questiontext format="html"><text>{stem}</text></questiontext>{inner}</question>'


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}{more}</answer>'


SINGLE = answer("100", "a") + answer("0", "b", "not b")
FOREIGN = [
    (
        asked("multichoice", "<single>true</single>" + SINGLE),
        {
            "type": "single",
            "stem": "Which?",
            "options": [{"text": "a", "right": "true"}, {"text": "b", "why": "not b"}],
        },
    ),
    (
        asked(
            "multichoice",
            "<single>false</single>" + answer("50", "a") + answer("50.00000", "b") + answer("-100", "c"),
        ),
        {
            "type": "multiple",
            "stem": "Which?",
            "options": [{"text": "a", "right": "true"}, {"text": "b", "right": "true"}, {"text": "c"}],
        },
    ),
    (
        asked("truefalse", answer("0", "true", "it is not") + answer("100", "false")),
        {"type": "truefalse", "stem": "Which?", "answer": "false", "rationale": "it is not"},
    ),
    (
        asked(
            "numerical",
            answer("100", "15", "", "<tolerance>2</tolerance>")
            + answer("0", "30", "too late", "<tolerance>0</tolerance>")
            + "<units><unit><multiplier>1</multiplier><unit_name>日</unit_name></unit></units>",
        ),
        {
            "type": "number",
            "stem": "Which?",
            "answer": "15",
            "tolerance": "2",
            "slips": [{"value": "30", "why": "too late"}],
            "unit": "日",
        },
    ),
    (
        asked(
            "matching",
            "<subquestion format='html'><text><![CDATA[<p>apple</p>]]></text><answer><text>fruit</text></answer>"
            "</subquestion><subquestion><text>leek</text><answer><text>root</text></answer></subquestion>",
        ),
        {
            "type": "sorting",
            "stem": "Which?",
            "classes": ["fruit", "root"],
            "items": [{"text": "apple", "class": "fruit"}, {"text": "leek", "class": "root"}],
        },
    ),
    (
        asked("ordering", answer("2.0000000", "two") + answer("1.0000000", "one") + answer("3", "three")),
        {"type": "ordering", "stem": "Which?", "items": ["one", "two", "three"]},
    ),
    (
        asked(
            "multichoice",
            "<name><text>Which</text></name><idnumber>abc-1</idnumber><generalfeedback><text>so</text></generalfeedback>"
            + SINGLE
            + "<hint><text>look</text></hint><tags><tag><text>topic:fraud</text></tag></tags>",
        ),
        {
            "type": "single",
            "id": "abc-1",
            "topic": "fraud",
            "stem": "Which?",
            "options": [{"text": "a", "right": "true"}, {"text": "b", "why": "not b"}],
            "rationale": "so",
            "hint": "look",
        },
    ),
    (
        "<question type='category'><category><text>$course$/top/fraud</text></category></question>"
        + asked("multichoice", SINGLE, "<![CDATA[<p>一句&nbsp;话<br>两行</p><script>x()</script>]]>"),
        {
            "type": "single",
            "topic": "fraud",
            "stem": "一句 话\n两行",
            "options": [{"text": "a", "right": "true"}, {"text": "b", "why": "not b"}],
        },
    ),
]


@pytest.mark.parametrize(("inner", "expected"), FOREIGN, ids=[str(item["type"]) for _, item in FOREIGN])
def test_each_type_of_question_comes_out_as_meant(inner: str, expected: dict[str, object]) -> None:
    found = draft(inner)
    assert not found.problems and not found.losses
    assert questions(found) == [expected]


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (asked("essay", ""), "lost-type"),
        (asked("cloze", ""), "lost-type"),
        (asked("fancy-plugin", ""), "lost-type"),
        (asked("multichoice", SINGLE, "&lt;img src='x.png'/&gt; Which?"), "lost-image"),
        (asked("multichoice", SINGLE).replace("</text></questiontext>", "</text><file name='x'>AAAA</file></questiontext>"), "lost-image"),
        (asked("multichoice", SINGLE + "<hint><text>1</text></hint><hint><text>2</text></hint>"), "lost-hint"),
        (asked("multichoice", SINGLE + "<incorrectfeedback><text>Ask us!</text></incorrectfeedback>"), "lost-feedback"),
        (asked("multichoice", SINGLE + "<tags><tag><text>winter</text></tag></tags>"), "lost-tag"),
        (asked("multichoice", SINGLE, "&lt;a href='http://x'&gt;Which?&lt;/a&gt;"), "lost-link"),
        (asked("numerical", answer("100", "3.14")), "lost-fraction"),
        (asked("multichoice", SINGLE, "Which? &lt;table&gt;&lt;tr&gt;&lt;td&gt;1&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"), "lost-table"),
        (asked("numerical", answer("100", "3") + "<units><unit><unit_name>m</unit_name></unit><unit><unit_name>km</unit_name></unit></units>"), "lost-unit"),
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_pack_is_named(inner: str, code: str) -> None:
    found = draft(inner)
    assert not found.problems
    assert [name for name, _, _ in lost(found)] == [code]


def test_moodles_own_phrases_are_no_loss() -> None:
    inner = SINGLE + "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    assert not draft(asked("multichoice", inner)).losses


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"<quiz><question></quiz>", "xml", (1, 19)),
        (b"", "xml", (1, 1)),
        (b"not xml", "xml", (1, 1)),
        (b"<html></html>", "no-quiz", (1, 1)),
        (b"<quiz></quiz>", "no-questions", (1, 1)),
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]>\n<quiz>&a;</quiz>', "doctype", (1, 1)),
        (b'<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>', "doctype", (1, 1)),
        (b"<quiz>&nbsp;</quiz>", "xml", (1, 7)),
        (b"<a>" * 50, "too-deep", (1, 37)),
        (b"<quiz>\n <question type='multichoice'></question></quiz>", "no-stem", (2, 2)),
        (f"<quiz>\n{asked('multichoice', '')}</quiz>".encode(), "no-options", (2, 1)),
        (f"<quiz>{asked('multichoice', answer('much', 'a'))}</quiz>".encode(), "share", (1, 98)),
        (f"<quiz>{asked('truefalse', answer('100', 'maybe'))}</quiz>".encode(), "no-answer", (1, 7)),
        (f"<quiz>{asked('multichoice', answer('90', 'a'))}</quiz>".encode(), "no-answer", (1, 7)),
        (b"\xff\xfe\x00", "no-text", (1, 1)),
    ],
)
def test_a_mistake_is_told_where_it_stands(data: bytes, code: str, place: tuple[int, int]) -> None:
    assert told(draft(data)) == [(code, *place)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_document_is_read_in_the_encoding_it_has(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><quiz>{asked("multichoice", SINGLE, "选哪个？")}</quiz>'
    (found,) = questions(draft(text.encode(encoding)))
    assert found["stem"] == "选哪个？"


def test_each_text_knows_its_line_and_column() -> None:
    found = draft(
        "<question type='multichoice'>\n"
        "  <questiontext>\n    <text>\n      <![CDATA[Which?]]></text>\n  </questiontext>\n"
        "  <answer fraction='100'><text>a</text></answer>\n"
        "  <answer fraction='0'><text>b</text><feedback><text>no &amp; no</text></feedback></answer>\n"
        "</question>"
    )
    (item,) = found.questions["t.xml"]
    assert isinstance(item.value, dict)
    stem, listed = item.value["stem"], item.value["options"].value
    assert isinstance(listed, list) and isinstance(listed[1].value, dict)
    why = listed[1].value["why"]
    assert ((item.line, item.column), (stem.line, stem.column)) == ((2, 1), (5, 16))
    assert ((listed[0].line, listed[0].column), (why.line, why.column, why.value)) == ((7, 32), (8, 54, "no & no"))


def test_what_we_write_has_the_elements_that_moodle_asks_for() -> None:
    kept = [item for item in samples() if item["type"] not in ("dialogue", "redflags")]
    quiz = ElementTree.fromstring(write(pack_of(*kept)).data)
    for question in quiz.iter("question"):
        for path in ("name/text", "questiontext/text", "generalfeedback/text", "defaultgrade", "penalty", "hidden"):
            assert question.find(path) is not None, path
        assert question.find("questiontext").get("format") == "plain_text"  # type: ignore[union-attr]
        fractions = [
            float(found.get("fraction", "nan")) for found in question.iter("answer") if "fraction" in found.attrib
        ]
        if question.get("type") in ("multichoice", "truefalse", "numerical"):
            assert abs(sum(share for share in fractions if share > 0) - 100) < 0.001
        if question.get("type") == "ordering":
            assert fractions == [1.0, 2.0, 3.0, 4.0]
            assert question.findtext("selectcount") == "4"


def test_shares_of_right_answers_are_those_that_moodle_takes() -> None:
    grades = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0}  # fmt: skip
    quiz = ElementTree.fromstring(write(pack_tree("eight-rights")).data)
    written = {abs(float(found.get("fraction", "0"))) for kind in ("multichoice", "numerical") for question in quiz.iter("question") if question.get("type") == kind for found in question.iter("answer")}  # fmt: skip
    assert written <= grades and len(items_of(pack_tree("eight-rights"), ("multiple",))) > 10
