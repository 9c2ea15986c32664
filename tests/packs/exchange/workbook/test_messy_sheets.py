"""Forty and more messy spreadsheets: each reads as it was meant, or says exactly what to mend in which cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.nodes import Tree
from game.packs.exchange.workbook import xlsx
from game.packs.exchange.workbook.book import column_letters
from tests.packs.exchange.workbook.messes import MESSES, Mess
from tests.packs.exchange.workbook.sheet_base import (
    FACT_HEADERS,
    FLAG_HEADERS,
    HEADERS,
    SOURCE_HEADERS,
    TALK_HEADERS,
    book,
    lines,
    questions,
    read,
)

CORPUS = Path(__file__).resolve().parents[3] / "corpus" / "sheets"
SHEET_HEADERS = {
    "题目": HEADERS,
    "找疑点": FLAG_HEADERS,
    "对话": TALK_HEADERS,
    "来源": SOURCE_HEADERS,
    "事实": FACT_HEADERS,
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """What the clean workbook says."""
    path = tmp_path_factory.mktemp("clean") / "clean.xlsx"
    book()[0].save(path)
    problems, draft = read(path)
    assert problems == [] and draft.losses == ()
    return questions(draft)


def test_there_are_more_than_forty_messes_and_no_two_alike() -> None:
    assert len({mess.name for mess in MESSES}) == len(MESSES) >= 40


@pytest.mark.parametrize("mess", MESSES, ids=lambda mess: mess.name)
def test_a_messy_workbook_reads_as_meant_or_says_what_to_mend(
    mess: Mess, tmp_path: Path, clean: dict[str, Any]
) -> None:
    path = tmp_path / "题 库(1).xlsx"
    mess.make().save(path)
    problems, draft = read(path)
    found = [(problem.file.partition("/")[2], problem.line, problem.column, problem.code) for problem in problems]
    expected = [
        (sheet, row, SHEET_HEADERS[sheet].index(header) + 1 if sheet else 1, code)
        for sheet, row, header, code in mess.told
    ]
    assert sorted(found) == sorted(expected), lines(path)
    assert tuple(loss.code for loss in draft.losses if loss.code != "hidden-rows" or "hidden-rows" in mess.losses) in (
        mess.losses,
        mess.losses * 2,
    )
    got = questions(draft)
    if mess.only is not None:
        assert tuple(got) == mess.only
    elif not mess.told:
        expected_items = {name: dict(item) for name, item in clean.items()}
        for name, field, value in mess.changed:
            expected_items[name][field] = value
        assert {name: got[name] for name in clean} == expected_items
        assert set(got) - set(clean) == set(mess.more)


@pytest.mark.parametrize("mess", [mess for mess in MESSES if mess.told], ids=lambda mess: mess.name)
def test_every_problem_names_its_sheet_row_and_column_in_chinese_and_english(mess: Mess, tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    mess.make().save(path)
    told = lines(path)
    assert len(told) == len(mess.told)
    for sheet, row, header, _ in mess.told:
        if sheet:
            letter = column_letters(SHEET_HEADERS[sheet].index(header))
            assert any(f"{sheet}表 第 {row} 行 {letter} 列「{header}」：" in line for line in told), told
            assert any(f"/ sheet {sheet}, row {row}, column {letter} (" in line for line in told), told
    assert all(" / " in line and "请" in line for line in told), told


def test_an_answer_beyond_the_options_is_told_as_to_a_colleague(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    made, sheet = book()
    sheet.cell(2, HEADERS.index("正确答案") + 1, "E")
    made.save(path)
    assert lines(path) == [
        "题目表 第 2 行 M 列「正确答案」：写的是“E”，但这一题只有 A–C 共 3 个选项。请改成 A、B、C 中的一个。 / "
        "sheet 题目, row 2, column M (answer): “E”, but the question has only the options A–C; write one of them"
    ]


def test_texts_that_begin_like_formulas_are_written_as_texts_and_come_back(tmp_path: Path) -> None:
    mess = next(mess for mess in MESSES if mess.name == "texts that begin like formulas")
    path, again = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    mess.make().save(path)
    items = list(questions(read(path)[1]).values())
    again.write_bytes(xlsx.write({"questions": [{"file": "q", "items": items}]}).data)
    from openpyxl import load_workbook

    cells = [cell for sheet in load_workbook(again) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert list(questions(xlsx.read(again)).values()) == items


@pytest.mark.parametrize("path", sorted(CORPUS.glob("clean-*.xlsx")), ids=lambda path: path.stem)
def test_workbooks_saved_by_libreoffice_read_as_the_clean_one(path: Path, clean: dict[str, Any]) -> None:
    problems, draft = read(path)
    assert problems == [], lines(path)
    assert questions(draft) == clean
