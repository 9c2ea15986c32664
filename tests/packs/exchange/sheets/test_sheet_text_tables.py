"""Text tables as offices save them: any encoding, any delimiter, quoted line breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.nodes import plain
from game.packs.exchange.assemble import Given, assembled
from game.packs.exchange.judged import judged
from game.packs.exchange.sheets import delimited, tabbed
from game.packs.exchange.teller import Teller
from game.packs.limits import SheetLimits
from tests.packs.exchange.workbook.sheet_base import AROUND, COMMON, HEADERS, PACK, ROWS

CORPUS = Path(__file__).resolve().parents[3] / "corpus" / "sheets"


def table(delimiter: str = ",") -> str:
    rows = [HEADERS, *([str({**COMMON, **row}.get(header, "")) for header in HEADERS] for row in ROWS)]
    return "\r\n".join(delimiter.join(cell if delimiter not in cell else f'"{cell}"' for cell in row) for row in rows)


def told(path: Path) -> list[str]:
    made = assembled(delimited.read(path), Given(), PACK, AROUND)
    return Teller(made, AROUND).lines(judged(made, PACK, AROUND)[0])


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_and_delimiter_reads_the_same(encoding: str, delimiter: str, tmp_path: Path) -> None:
    plain_path, path = tmp_path / "plain.csv", tmp_path / "quiz.csv"
    plain_path.write_text(table(), "utf-8")
    path.write_bytes(table(delimiter).encode(encoding))
    wanted = [plain(node) for node in delimited.read(plain_path).questions["plain.csv"]]
    assert told(path) == [] and len(wanted) == len(ROWS)
    for module in (delimited, tabbed):
        assert [plain(node) for node in module.read(path).questions["quiz.csv"]] == wanted


def test_a_quoted_line_break_is_one_row_as_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "quiz.csv"
    text = table().replace(ROWS[0]["题干"], '"有人来电要\n验证码，您怎么办？"').replace("归类题", "猜谜题")
    path.write_text(text, "utf-8")
    draft = delimited.read(path)
    first = plain(draft.questions["quiz.csv"][0])
    assert isinstance(first, dict) and first["stem"] == ROWS[0]["题干"]
    (line,) = told(path)
    assert (
        line.startswith("quiz.csv 第 7 行 B 列「题型」：写的是“猜谜题”，没有这种题型。")
        and "quiz.csv, row 7, column B" in line
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"  \r\n ", "empty-file"),
        (b"\x00\x01\x02\xff" * 50, "no-table"),
        ("你好，世界".encode(), "no-table"),
        (("题型,题干\r\n" + "x" * 140_000 + "\r\n").encode(), "unpaired-quotes"),
        ('题型,题干,正确答案\r\n判断,"没有成对的引号,对\r\n'.encode(), "no-answer"),
    ],
    ids=["empty", "blank", "binary", "no header", "endless cell", "open quote"],
)
def test_what_is_no_table_says_so(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "quiz.csv"
    path.write_bytes(data)
    made = assembled(delimited.read(path), Given(), PACK, AROUND)
    assert code in {problem.code for problem in judged(made, PACK, AROUND)[0]}
    assert all(" / " in line for line in told(path))


def test_a_table_beyond_the_limits_is_told_and_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "quiz.csv"
    path.write_text("题型,题干,正确答案\r\n" + "判断,对吗,对\r\n" * 50, "utf-8")
    draft = delimited.read_delimited(path, ",", SheetLimits(rows=20))
    assert [problem.code for problem in draft.problems] == ["too-many-cells"]
    assert [problem.code for problem in delimited.read_delimited(path, ",", SheetLimits(file_bytes=9)).problems] == [
        "file-too-big"
    ]


def test_what_a_text_table_writes_is_no_formula_in_a_spreadsheet() -> None:
    item = {
        "id": "a",
        "type": "truefalse",
        "stem": '=HYPERLINK("x")',
        "answer": "true",
        "hint": "@x",
        "rationale": "-1",
    }
    text = delimited.write({"questions": [{"file": "q", "items": [item]}]}).data.decode("utf-8-sig")
    row = text.splitlines()[1]
    assert "'=HYPERLINK" in row and ",'@x," in row and ",'-1," in row


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.csv")), ids=lambda path: path.stem)
def test_text_tables_saved_by_libreoffice_are_clean(path: Path) -> None:
    assert told(path) == []
    assert sum(map(len, delimited.read(path).questions.values())) == len(ROWS)
