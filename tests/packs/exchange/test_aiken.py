"""Aiken, strictly written and as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.packs.exchange import aiken
from game.packs.exchange.aiken import read, read_text, write
from game.packs.exchange.bounds import Told
from game.packs.exchange.draft import Draft
from game.packs.exchange.sniff import guess
from game.packs.limits import TextLimits
from tests.packs.exchange.trees import pack_of, questions, told

STRICT = "Which note is real?\nA. the new one\nB. the blue one\nC. neither\nANSWER: B\n"


def draft(text: str) -> Draft:
    return read_text(text, Told("t.txt"))


def single(stem: str, right: int, *texts: str) -> dict[str, object]:
    options = [{"text": text} | ({"right": "true"} if place == right else {}) for place, text in enumerate(texts)]
    return {"type": "single", "stem": stem, "options": options}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STRICT, single("Which note is real?", 1, "the new one", "the blue one", "neither")),
        (STRICT.replace(". ", ") "), single("Which note is real?", 1, "the new one", "the blue one", "neither")),
        ("选哪个？\nA、甲\nB、乙\n答案：B", single("选哪个？", 1, "甲", "乙")),
        ("选哪个？\nＡ．甲\nＢ．乙\n正确答案：Ａ", single("选哪个？", 0, "甲", "乙")),
        ("Pick\n\na) x\n\nb) y\n\nanswer: a", single("Pick", 0, "x", "y")),
        ("A long question\nthat goes on\nA. x\nB. y\nANSWER: A", single("A long question that goes on", 0, "x", "y")),
        ("A.B.C. is what?\nA. x\nB. y\nANSWER: A", single("A.B.C. is what?", 0, "x", "y")),
        ("存款会亏吗？\nA. 对\nB. 错\nANSWER: B", {"type": "truefalse", "stem": "存款会亏吗？", "answer": "false"}),
        ("Is it?\nA. False\nB. True\nANSWER: B", {"type": "truefalse", "stem": "Is it?", "answer": "true"}),
        (
            "哪些对？\nA. 甲\nB. 乙\nC. 丙\n答案：A、C",
            {
                "type": "multiple",
                "stem": "哪些对？",
                "options": [{"text": "甲", "right": "true"}, {"text": "乙"}, {"text": "丙", "right": "true"}],
            },
        ),
    ],
)
def test_a_question_comes_out_as_meant(text: str, expected: dict[str, object]) -> None:
    found = draft(text)
    assert not found.problems
    assert questions(found) == [expected]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Which?\nA. x\nB. y\n\nNext?\nA. x\nB. y\nANSWER: A", [("no-answer", 1, 1)]),
        ("Which?\nA. x\nB. y\nANSWER: C", [("answer-unread", 4, 1)]),
        ("Which?\nA. x\nB. y\nANSWER: 1", [("answer-unread", 4, 1)]),
        ("Which?\nA. x\nC. y\nANSWER: A", [("option-letters", 3, 1)]),
        ("Which?\nANSWER: A", [("no-options", 2, 1)]),
        ("ANSWER: A", [("no-options", 1, 1)]),
        ("\n  Only a line.", [("no-answer", 2, 3)]),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, problems: list[tuple[str, int, int]]) -> None:
    assert told(draft(text)) == problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_from_any_office_machine_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes("选哪个？\r\nA. 甲\r\nB. 乙\r\nANSWER: B\r\n".encode(encoding))
    assert questions(read(path)) == [single("选哪个？", 1, "甲", "乙")]


def test_a_broken_character_is_told_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes("\ufeff选哪个？\nA. 甲".encode() + b"\xff\xff" + b"\nB. x\nANSWER: B\n")
    assert told(read(path)) == [("no-text", 2, 5)]
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert told(read(path)) == [("no-text", 1, 1)]


@pytest.mark.parametrize(
    "item",
    [
        single("Two\nlines", 0, "a", "b"),
        single("Which?", 0, "one\ntwo", "b"),
        single("A. begins like an answer", 0, "a", "b"),
        single("ANSWER: B", 0, "a", "b"),
        single("Which?", 5, "a", "b"),
        {"type": "number", "stem": "How many?", "answer": "3", "unit": "日"},
    ],
)
def test_what_would_come_out_another_question_is_not_written(item: dict[str, object]) -> None:
    written = write(pack_of(item))  # type: ignore[arg-type]
    assert not written.data
    is_known = item["type"] == "single"
    assert [loss.code for loss in written.losses] == ["not-held-text" if is_known else "not-held-type"]


def test_reading_ends_where_a_file_has_too_many_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aiken, "TEXT_LIMITS", TextLimits(questions=2))
    found = draft(STRICT * 4)
    assert len(questions(found)) == 2
    assert told(found) == [("too-many-questions", 11, 1)]


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        (STRICT, "aiken"),
        ("选哪个？\nA、甲\nB、乙\n答案：B", "aiken"),
        ("Which?{=a ~b}", "gift"),
        ("::x::Which", "gift"),
        ("$CATEGORY: top/a\n\nWhich?", "gift"),
        ("题干,选项,答案\n选哪个？,甲,A", None),
        ("", None),
        (r"words with \{ escaped \} braces", None),
    ],
)
def test_a_text_file_is_known_by_what_stands_in_it(text: str, format_name: str | None) -> None:
    assert guess(text) == format_name
