"""Which format a file is in, whatever its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from game.packs.exchange.kahoot import HEADER
from game.packs.exchange.sniff import format_of

QUESTION = "选哪个？"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "x", "csv"),
        ("a.tsv", "x", "tsv"),
        ("a.gift", "x", "gift"),
        ("a.xml", "x", "moodle"),
        ("a.txt", f"{QUESTION}\nA、甲\nB、乙\n答案：b\n", "aiken"),
        ("a.txt", f"{QUESTION}\nA. 甲\nB. 乙\nANSWER: A, B\n", "aiken"),
        ("a.txt", f"// 说明\n{QUESTION}{{=甲 ~乙}}\n", "gift"),
        ("a.txt", "$CATEGORY: fraud\n\nIs it?{T}\n", "gift"),
        ("a.txt", "题干,选项A\n写{姓名}的地方,甲\n", "csv"),
        ("a.txt", "题干\t选项A\nx\ty\n", "tsv"),
        ("a.txt", "<?xml version='1.0'?><quiz/>", "moodle"),
        ("a.txt", "<html>", ""),
        ("a.txt", "您好", ""),
        ("a.txt", "", ""),
    ],
)
def test_a_text_is_known_by_its_name_or_by_what_stands_in_it(
    name: str, text: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    for encoding in ("utf-8", "gb18030", "utf-16"):
        path.write_bytes(text.encode(encoding))
        assert format_of(path) == expected, encoding


@pytest.mark.parametrize("name", ["a.xlsx", "a.txt"])
def test_a_workbook_is_kahoots_by_its_header(name: str, tmp_path: Path) -> None:
    for header, expected in ((HEADER, "kahoot"), (("题型", "题干"), "xlsx")):
        made = Workbook()
        sheet: Any = made.active
        sheet.append(list(header))
        made.save(tmp_path / name)
        assert format_of(tmp_path / name) == expected


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.docx"])
def test_what_only_looks_like_a_workbook_goes_to_the_reader_that_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 old")
    assert format_of(tmp_path / name) == "xlsx"
