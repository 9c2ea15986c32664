"""Kahoot's spreadsheet, as it is handed out and as it comes back from people."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from game.packs.exchange.draft import Draft
from game.packs.exchange.kahoot import HEADER, is_kahoot, read, write
from game.packs.limits import SHEET_LIMITS
from tests.packs.exchange.trees import lost, pack_of, questions, told

MEGABYTE = 1024 * 1024


def saved(path: Path, rows: list[list[object]], first_row: int = 8, header: tuple[str, ...] = HEADER) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["B2"] = "Quiz template"
    for row, cells in enumerate([list(header), *rows], first_row):
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
    book.save(path)
    return path


def draft(folder: Path, *rows: list[object]) -> Draft:
    return read(saved(folder / "k.xlsx", list(rows)))


def test_a_row_is_a_question(tmp_path: Path) -> None:
    found = draft(
        tmp_path,
        [1, "Which?", "a", "b", "c", None, 30, 2],
        [2, "哪些对？", "甲", "乙", "丙", "丁", 60, "1,3"],
        [3, "Is it?", "True", "False", None, None, 20, 1],
        [4, None, None, None, None, None, None, None],
        [5, "How many?", 7, 8.0, None, None, 20, "2"],
    )
    assert not found.problems
    assert list(found.questions) == ["k.xlsx/Sheet1"]
    assert questions(found) == [
        {"type": "single", "stem": "Which?", "options": [{"text": "a"}, {"text": "b", "right": "true"}, {"text": "c"}]},
        {
            "type": "multiple",
            "stem": "哪些对？",
            "options": [
                {"text": "甲", "right": "true"},
                {"text": "乙"},
                {"text": "丙", "right": "true"},
                {"text": "丁"},
            ],
        },
        {"type": "truefalse", "stem": "Is it?", "answer": "true"},
        {"type": "single", "stem": "How many?", "options": [{"text": "7"}, {"text": "8", "right": "true"}]},
    ]
    assert lost(found) == [("lost-seconds", 9, 7), ("all-needed", 10, 8)]


def test_places_are_rows_and_columns(tmp_path: Path) -> None:
    (item,) = draft(tmp_path, [1, "Which?", "a", "b", None, None, None, 2]).questions["k.xlsx/Sheet1"]
    assert isinstance(item.value, dict)
    listed = item.value["options"].value
    assert isinstance(listed, list)
    assert [(option.line, option.column) for option in listed] == [(9, 3), (9, 4)]
    assert (item.value["stem"].line, item.value["stem"].column) == (9, 2)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ([1, "Which?", "a", None, None, None, 30, 1], ("no-options", 9, 2)),
        ([1, None, "a", "b", None, None, 30, 1], ("no-options", 9, 2)),
        ([1, "Which?", "a", "b", None, None, 30, None], ("answer-unread", 9, 8)),
        ([1, "Which?", "a", "b", None, None, 30, 3], ("answer-unread", 9, 8)),
        ([1, "Which?", "a", "b", None, None, 30, "b"], ("answer-unread", 9, 8)),
    ],
)
def test_a_mistake_is_told_by_row_and_column(row: list[object], problem: tuple[str, int, int], tmp_path: Path) -> None:
    assert told(draft(tmp_path, row)) == [problem]


def test_a_moved_or_shortened_header_is_found(tmp_path: Path) -> None:
    header = ("Question", "Answer 1", "Answer 2", "ANSWER  3", "Correct answer(s)")
    path = saved(tmp_path / "k.xlsx", [["Which?", "a", "b", None, "1"]], 1, header)
    assert is_kahoot(path)
    assert questions(read(path))[0]["options"] == [{"text": "a", "right": "true"}, {"text": "b"}]


def test_other_workbooks_and_other_files_are_not_taken_for_it(tmp_path: Path) -> None:
    other = saved(tmp_path / "other.xlsx", [["选哪个？", "甲"]], 1, ("题干", "选项"))
    text = tmp_path / "text.xlsx"
    text.write_bytes(b"Question, Answer 1")
    hollow = tmp_path / "hollow.xlsx"
    with ZipFile(hollow, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    assert not any(is_kahoot(path) for path in (other, text, hollow, tmp_path / "none.xlsx"))
    assert [code for code, _, _ in told(read(other))] == ["no-table"]
    assert [code for code, _, _ in told(read(text))] == ["no-workbook"]
    assert [code for code, _, _ in told(read(hollow))] == ["no-workbook"]


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        ZipFile(path, "w", ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(2 + SHEET_LIMITS.unpacked_bytes // MEGABYTE):
            part.write(bytes(MEGABYTE))
    assert not is_kahoot(path)
    assert [code for code, _, _ in told(read(path))] == ["unpacks-too-big"]


def test_what_we_write_has_kahoots_layout_and_runs_no_formula(tmp_path: Path) -> None:
    options = [{"text": "=1+1", "right": "true"}, {"text": "http://x.test"}]
    written = write(pack_of({"type": "single", "stem": "@cmd", "options": options}))  # type: ignore[dict-item]
    path = tmp_path / "k.xlsx"
    path.write_bytes(written.data)
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[8]][1:] == list(HEADER)[1:]
    assert [cell.value for cell in sheet[9]] == [1, "@cmd", "=1+1", "http://x.test", None, None, 60, 1]
    assert [cell.data_type for cell in sheet[9]][2] == "s" and sheet.cell(9, 4).hyperlink is None
    assert questions(read(path))[0]["options"] == options


@pytest.mark.parametrize(
    ("stem", "answers", "why"),
    [
        ("x" * 121, ["a", "b"], "121 characters"),
        ("x", ["a", "b" * 76], "76 characters"),
        ("x", list("abcde"), "5 answers"),
    ],
)
def test_a_question_past_kahoots_limits_is_a_loss_and_never_cut(stem: str, answers: list[str], why: str) -> None:
    options = [{"text": text} | ({"right": "true"} if text == "a" else {}) for text in answers]
    losses = write(pack_of({"id": "q1", "type": "single", "stem": stem, "options": options})).losses  # type: ignore[dict-item]
    assert [loss.code for loss in losses] == ["not-held-limit"]
    assert "`q1`" in losses[0].message and why in losses[0].message


def test_the_same_pack_makes_the_same_bytes() -> None:
    tree = pack_of({"type": "truefalse", "stem": "x", "answer": "true"})
    assert write(tree).data == write(tree).data
