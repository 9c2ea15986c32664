"""What is no workbook, or one that means harm, is refused with the cure before a spreadsheet library sees it."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from game.nodes import Problem
from game.packs.exchange.workbook import xlsx
from game.packs.exchange.workbook.grids import grids
from game.packs.exchange.workbook.parts import OLE, UNDER_PASSWORD
from game.packs.limits import SheetLimits
from tests.packs.exchange.workbook.sheet_base import HEADERS, book, lines

CORPUS = Path(__file__).resolve().parents[3] / "corpus" / "sheets"
MEGABYTE = 1024 * 1024


def saved() -> bytes:
    stored = io.BytesIO()
    book()[0].save(stored)
    return stored.getvalue()


def rezipped(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """The clean workbook with some of its parts changed, left out or added."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved())) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return stored.getvalue()


def same(name: str, data: bytes) -> bytes | None:
    return data


def zipped(**parts: bytes) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stored.getvalue()


BOMB = rezipped(same, {"xl/media/zeros.xml": b"\0" * (65 * MEGABYTE)})
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'

FILES: dict[str, tuple[bytes, str, str]] = {
    "empty file": (b"", "empty-file", "重新保存"),
    "old xls": (OLE + b"\0" * 600, "old-excel", "另存为"),
    "under a password": (OLE + b"\0" * 600 + UNDER_PASSWORD, "password", "密码"),
    "a renamed zip": (zipped(photo=b"x"), "no-workbook", "解压"),
    "a Word document": (zipped(word__document=b"x"), "no-workbook", "Word"),
    "an OpenDocument table": (zipped(**{"content.xml": b"<x/>"}), "no-workbook", "另存为"),
    "a binary workbook": (zipped(**{"xl__workbook.bin": b"x"}), "no-workbook", "另存为"),
    "a web page": (b"<html><table><tr><td>1", "web-page", "另存为"),
    "a text table with the wrong name": ("题型,题干".encode(), "no-workbook", ".csv"),
    "half a workbook": (saved()[:3000], "broken-workbook", "修复"),
    "a zip bomb": (BOMB, "unpacks-too-big", "最多"),
    "entities that grow": (
        rezipped(lambda name, data: ENTITIES + data.split(b"?>", 1)[-1] if "sheet1" in name else data),
        "doctype",
        "再保存",
    ),
    "entities in the styles": (
        rezipped(lambda name, data: ENTITIES + data.split(b"?>", 1)[-1] if "styles" in name else data),
        "doctype",
        "再保存",
    ),
    "a sheet that is no XML": (
        rezipped(lambda name, data: b"hello" if "sheet1" in name else data),
        "broken-workbook",
        "修复",
    ),
    "a sheet that is missing": (
        rezipped(lambda name, data: None if "sheet1" in name else data),
        "no-table",
        "模板",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_workbook_says_what_to_do(name: str, tmp_path: Path) -> None:
    data, code, cure = FILES[name]
    path = tmp_path / "quiz.xlsx"
    path.write_bytes(data)
    problems = xlsx.read(path).problems
    assert [problem.code for problem in problems] == [code]
    (line,) = lines(path)
    assert cure in line and "请" in line and " / " in line


def codes(path: Path, limits: SheetLimits) -> list[str]:
    found: list[Problem] = grids(path, limits)[1]
    return [problem.code for problem in found]


def test_every_limit_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    path.write_bytes(saved())
    assert codes(path, SheetLimits()) == []
    assert codes(path, SheetLimits(file_bytes=100)) == ["file-too-big"]
    assert codes(path, SheetLimits(unpacked_bytes=100)) == ["unpacks-too-big"]
    assert codes(path, SheetLimits(parts=2)) == ["unpacks-too-big"]
    assert codes(path, SheetLimits(cells=10)) == ["too-many-cells"]
    assert codes(path, SheetLimits(rows=3)) == ["too-many-cells"]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_whole(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * (80 * MEGABYTE))
    data = stored.getvalue()
    real = (80 * MEGABYTE + 3).to_bytes(4, "little")
    assert data.count(real) == 2
    path = tmp_path / "quiz.xlsx"
    path.write_bytes(data.replace(real, (1000).to_bytes(4, "little")))
    tracemalloc.start()
    problems = xlsx.read(path).problems
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem.code for problem in problems] == ["broken-workbook"]
    assert most < 20 * MEGABYTE


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"

    def claim(name: str, data: bytes) -> bytes:
        if "sheet1" not in name:
            return data
        head, tail = data.split(b"<sheetData>", 1)
        return head.replace(b'<dimension ref="A1:Y7"', b'<dimension ref="A1:XFD1048576"') + b"<sheetData>" + tail

    path.write_bytes(rezipped(claim))
    assert lines(path) == []


def test_a_cell_at_the_far_end_of_the_sheet_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    made, sheet = book()
    sheet.cell(7, 16_384, "x")
    sheet.cell(1_048_576, HEADERS.index("题干") + 1, None)
    made.save(path)
    assert lines(path) == []


def test_a_very_long_cell_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    made, sheet = book()
    sheet.cell(2, HEADERS.index("讲解") + 1, "长" * 30_000)
    made.save(path)
    (line,) = lines(path)
    assert line.startswith("题目表 第 2 行 T 列「讲解」：一个单元格里有 30000 字，最多 2000 字。请删短")


@pytest.mark.parametrize(("name", "code"), [("old.xls", "old-excel"), ("table.ods", "no-workbook")])
def test_other_files_that_libreoffice_saves_are_refused_with_the_cure(name: str, code: str) -> None:
    assert [problem.code for problem in xlsx.read(CORPUS / name).problems] == [code]
