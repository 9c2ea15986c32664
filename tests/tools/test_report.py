"""The report command: every format tells the same numbers, hides small groups, and runs nothing that it was given."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from argparse import Namespace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from game.cli import main, parser
from game.packs.library import Library
from game.records.database import NAME
from game.records.ledger import Ledger, ledger_of
from game.records.rows import read_rows
from game.tools import report
from game.tools.report_document import Chart, Column, Document, Figure, Kind, Section, plain, rounded_up, shown
from game.tools.report_html import web_page
from game.tools.report_pdf import Pages
from game.tools.report_xlsx import workbook
from tests.questions import TYPES
from tests.records.synthetic import write_journal

MADE = datetime(2026, 12, 1)
SPAN = (date(2026, 11, 1), date(2026, 11, 30))
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "\n=",
    "'=",
    '"=',
    ";=",
    ",=",
    "\u200b=",
    "\ufeff=",
)
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example","点我")',
    "SUM(A1:A9)*cmd|'!A1",
    "WEBSERVICE(A1)",
    "DDE(0)",
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "&lt;b&gt;&#61;1",
    "工资表\t=1+1",
    "a;b;=1",
    "x\r\n=1",
    "A" * 40_000,
    "\x00\x07\x1b[31m",
    "\ud800",
    "{=1}",
    "_x003D_1",
    "http://x.example/",
    "mailto:x@example",
    "internal:Sheet!A1",
)


def hostile(count: int) -> list[str]:
    """So many different texts that begin, or go on, the way a formula or markup does."""
    rng = Random(6)
    made = [start + body for start in STARTS for body in BODIES]
    while len(made) < count:
        made.append("".join(rng.choice((*STARTS, *BODIES[:12], str(rng.random()))) for _ in range(rng.randint(1, 4))))
    return made[:count]


def document(texts: list[str]) -> Document:
    """A document that has the texts wherever one can stand."""
    rows = tuple((text, 1, 0.5, text) for text in texts)
    columns = (Column(texts[0], Kind.TEXT), Column(texts[1]), Column(texts[2], Kind.SHARE), Column("数", Kind.COUNT))
    chart = Chart(texts[3], 0, (1,), is_bar=True)
    section = Section("表", texts[4], columns, rows, texts[5], Chart(texts[3], 0, (1,)))
    bars = Section("条", texts[6], columns, rows[:20], texts[7], chart, empty=texts[8])
    facts = ((texts[9], texts[10]), (texts[11], texts[12]))
    methods, sign = (texts[13], texts[14]), (texts[15], texts[16])
    figures = (Figure(texts[17], texts[18]), Figure(7, texts[19]))
    return Document(
        "zh-CN", "页", texts[20], facts, figures, (section, bars), texts[21], methods, sign, "{n}/{most}", texts[22]
    )


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    made = tmp_path_factory.mktemp("kiosk")
    write_journal(made, library.questions()[::2], visits=160)
    return made


@pytest.fixture(scope="module")
def ledger(folder: Path, library: Library) -> Ledger:
    return ledger_of(read_rows(folder, *SPAN), *SPAN, {each.id: each for each in library.questions()}, TYPES)


@pytest.fixture(scope="module")
def book(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The ledger of that month as a workbook."""
    return made(folder, tmp_path_factory.mktemp("book") / "a.xlsx")


def made(folder: Path, out: Path, *switches: str) -> bytes:
    """The file that the command makes on 1 December."""
    chosen: Namespace = parser().parse_args(
        ["report", "--month", "2026-11", "--data-dir", str(folder), "--out", str(out), *switches]
    )
    assert report.run(chosen, lambda: MADE.date()) == 0
    return out.read_bytes()


# ── hostile texts ──


def test_three_thousand_hostile_texts_are_strings_in_the_workbook() -> None:
    texts = hostile(3000)
    data = workbook(document(texts), MADE)
    for name, xml in parts(data).items():
        assert not re.search(r"<f[ >/]", xml), name
        for reference in re.findall(r"<c:f>(.*?)</c:f>", xml):
            assert re.fullmatch(r"'?[表条]'?!\$[A-D]\$\d+(:\$[A-D]\$\d+)?", reference)
        assert "<hyperlink" not in xml and "externalLink" not in name and "ddeLink" not in xml and "vba" not in name
    sheet = load_workbook(io.BytesIO(data))["表"]
    for row, text in enumerate(texts, 4):
        for place in (1, 4):
            cell = sheet.cell(row, place)
            assert cell.data_type == "s" or (cell.value is None and plain(text) == ""), text
        assert sheet.cell(row, 2).data_type == sheet.cell(row, 3).data_type == "n"
        assert (sheet.cell(row, 2).value, sheet.cell(row, 3).value) == (1, 0.5)
    told = [cell for each in load_workbook(io.BytesIO(data)) for row in each.iter_rows() for cell in row]
    assert {cell.data_type for cell in told} <= {"s", "n"}


def test_hostile_texts_say_what_they_said() -> None:
    texts = [text for text in hostile(3000) if plain(text) == text and "_x" not in text]
    assert len(texts) > 500
    sheet = load_workbook(io.BytesIO(workbook(document(texts), MADE)))["表"]
    assert [sheet.cell(row, 1).value for row in range(4, 4 + len(texts))] == texts


MARKS = ("text", "rect", "line")
"""A chart's own: how many labels it has room for depends on how long they are."""


class Elements(HTMLParser):
    """Counts a page's elements and looks for what would fetch or run something."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.bad: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("script", "link", "img", "iframe", "object", "embed", "base", "form", "a", "use", "image"):
            self.bad.append(tag)
        self.bad += [
            name for name, _ in attrs if name.startswith("on") or name in ("src", "href", "xlink:href", "style")
        ]


def test_hostile_texts_add_no_element_to_the_web_page_and_it_fetches_nothing() -> None:
    page = web_page(document(hostile(3000)), MADE)
    found, plain_page = Elements(page), Elements(web_page(document(["好"] * 3000), MADE))
    assert found.bad == []
    assert [tag for tag in found.tags if tag not in MARKS] == [tag for tag in plain_page.tags if tag not in MARKS]
    style = page.decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style
    assert b"default-src 'none'" in page


def test_hostile_texts_make_a_pdf_without_actions() -> None:
    pdf = Pages(document([text[:200] for text in hostile(80)]), MADE)
    data = pdf.bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") and pdf.pdf.pages_count > 1
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|EmbeddedFile)\b", data.replace(b"\n", b" "))


def test_hostile_names_go_all_the_way_from_the_journal(tmp_path: Path, library: Library) -> None:
    write_journal(tmp_path, library.questions()[:40], visits=40, kiosks=("=1+1", "@SUM(A1)"))
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("UPDATE answers SET pack = '=cmd|A0@=2', question = '+HYPERLINK(1)' WHERE run_id % 2")
    db.commit()
    db.close()
    data = made(tmp_path, tmp_path / "a.xlsx", "--branch", "=1+2", "--place", "＝3\t=4")
    assert not [name for name, xml in parts(data).items() if re.search(r"<f[ >/]", xml)]
    values = [
        cell for each in load_workbook(io.BytesIO(data)) for row in each.iter_rows() for cell in row if cell.value
    ]
    told = {str(cell.value): cell.data_type for cell in values}
    for text in ("=1+1、@SUM(A1)", "=1+2", "＝3 =4", "=cmd|A0", "+HYPERLINK(1)"):
        assert told[text] == "s"


# ── numbers ──


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """A table's rows below its header."""
    return [tuple(cell for cell in row) for row in sheet.iter_rows(min_row=4, values_only=True) if row[0] is not None]


def test_the_workbook_tells_the_ledgers_numbers(folder: Path, ledger: Ledger, book: bytes) -> None:
    sheets = load_workbook(io.BytesIO(book))
    assert sheets.sheetnames == [
        "台账",
        "年龄段",
        "每日情况",
        "诈骗识别",
        "各主题",
        "题包",
        "认识误区",
        "试题分析",
        "选项分析",
    ]
    days = rows_of(sheets["每日情况"])
    assert len(days) == 31
    for row, day in zip(days, ledger.periods, strict=False):
        if day.shown == "told" and day.visits:
            assert row[1:4] == (day.visits, day.levels, day.answers)
            assert row[5] == pytest.approx(day.right / day.answers)
        elif day.shown != "told":
            assert set(row[1:6]) == {"<5" if day.shown == "small" else "—"}
    assert days[-1][1:4] == (ledger.visits, ledger.levels, ledger.answers)
    for row, topic in zip(rows_of(sheets["各主题"]), ledger.topics, strict=False):
        assert row[1:3] == (topic.visits, topic.answers)
        assert row[3] == pytest.approx(topic.right / topic.answers)
        assert row[4] == topic.pairs
        assert row[5:7] == pytest.approx((topic.before / topic.pairs, topic.after / topic.pairs))
        assert row[7] == pytest.approx(100 * (topic.after - topic.before) / topic.pairs, abs=0.051)
    found = ledger.fraud.detection
    assert [row[2:4] for row in rows_of(sheets["诈骗识别"])] == [
        (found.scams, found.hits),
        (found.genuine, found.false_alarms),
    ]
    assert [row[4] for row in rows_of(sheets["认识误区"])] == [each.visits for each in ledger.misconceptions]
    assert len(rows_of(sheets["试题分析"])) == len({row.question for row in read_rows(folder, *SPAN).answers})
    cover = " ".join(
        str(cell) for row in sheets["台账"].iter_rows(values_only=True) for cell in row if cell is not None
    )
    for words in (
        "金融知识宣传教育活动台账",
        "2026 年 11 月 1 日 至 2026 年 11 月 30 日",
        "填表人",
        "审核人",
        "大堂1号",
    ):
        assert words in cover


def test_charts_are_native_and_drawn_from_the_tables_own_cells(book: bytes) -> None:
    charts = {name: xml for name, xml in parts(book).items() if name.startswith("xl/charts/chart")}
    assert len(charts) == 4
    sheets = load_workbook(io.BytesIO(book))
    for sheet, rows, series in (("年龄段", 5, 1), ("每日情况", 30, 1), ("各主题", 10, 2), ("诈骗识别", 2, 1)):
        (chart,) = sheets[sheet]._charts
        assert len(chart.series) == series
        for one in chart.series:
            first, last = re.findall(r"\$(\d+)", one.val.numRef.f)
            assert (int(first), int(last)) == (4, 3 + rows)
            assert one.val.numRef.f.replace("'", "").startswith(f"{sheet}!$")


def test_every_format_tells_the_same(folder: Path, ledger: Ledger, tmp_path: Path) -> None:
    page = made(folder, tmp_path / "a.html").decode()
    for number in (ledger.visits, ledger.levels, ledger.answers, round(ledger.seconds / 60)):
        assert f"<b>{number:,}</b>" in page
    assert page.count("<svg") == 4
    for misconception in ledger.misconceptions:
        assert misconception.question.stem in page
    pdf = made(folder, tmp_path / "a.pdf")
    assert pdf.startswith(b"%PDF-") and 2 <= pdf.count(b"/Type /Page\n") <= 6


def test_item_statistics_put_what_misbehaves_first(folder: Path, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(made(folder, tmp_path / "i.xlsx", *("items",))))
    assert book.sheetnames == ["概览", "试题分析", "选项分析"]
    reasons = [row[1] for row in rows_of(book["试题分析"])]
    fine = [place for place, reason in enumerate(reasons) if reason == "正常"]
    assert fine == list(range(fine[0], len(reasons)))
    assert b"<svg" not in made(folder, tmp_path / "i.html", "items")


# ── small groups ──


def numbers_in(page: str) -> str:
    return re.sub(r"<[^>]*>", " ", page.split("<body>")[1])


def test_a_span_with_fewer_than_five_visits_tells_no_number(tmp_path: Path, library: Library) -> None:
    write_journal(tmp_path, library.questions()[:40], visits=4, days=1)
    page = numbers_in(made(tmp_path, tmp_path / "a.html").decode())
    assert "参与人次少于 5" in page and "<svg" not in page
    assert page.count("&lt;5") >= 4 and "%" not in page
    book = load_workbook(io.BytesIO(made(tmp_path, tmp_path / "a.xlsx")))
    assert book.sheetnames == ["台账", "题包"]
    assert all(row[3] in ("<5", "—") for row in rows_of(book["题包"]))


def test_a_small_age_band_is_hidden_with_a_cover_and_no_percentage_gives_it_away(
    tmp_path: Path, library: Library
) -> None:
    write_journal(tmp_path, library.questions()[:40], visits=60, days=3)
    db = sqlite3.connect(tmp_path / NAME)
    db.execute(
        "UPDATE visits SET age_band = CASE WHEN id <= 2 THEN 'under-18' WHEN id <= 20 THEN '18-39' ELSE NULL END"
    )
    db.commit()
    db.close()
    book = load_workbook(io.BytesIO(made(tmp_path, tmp_path / "a.xlsx")))
    assert rows_of(book["年龄段"]) == [
        ("18 岁以下", "<5", "<5"),
        ("18–39 岁", "—", "—"),
        ("40–59 岁", 0, 0),
        ("60 岁及以上", 0, 0),
        ("未填写", 40, pytest.approx(40 / 60)),
        ("合计", 60, 1),
    ]


# ── the command ──


def test_an_empty_span_is_a_report_that_says_so(folder: Path, tmp_path: Path) -> None:
    for name in ("ledger.html", "ledger.xlsx", "items.html", "items.pdf"):
        out = tmp_path / name
        asked = ["report", out.stem, "--from", "2020-01-01", "--to", "2020-01-31", "--data-dir", str(folder)]
        assert main([*asked, "--out", str(out)]) == 0
        assert out.stat().st_size > 1000
    assert "没有活动记录" in (tmp_path / "ledger.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("switches", "said"),
    [
        (["--from", "2026-11-30", "--to", "2026-11-01"], "开始日期晚于结束日期"),
        (["--month", "2026-11", "--to", "2026-11-30"], "--month"),
        (["--from", "1900-01-01", "--to", "2026-01-01"], "十年"),
        (["--out", "ledger.csv"], ".xlsx"),
        (["--out", "ledger"], ".xlsx"),
        (["--data-dir", "nowhere"], "no journal"),
        (["--questions", "nowhere"], "没有这个题库文件夹"),
    ],
)
def test_what_can_not_be_done_is_one_plain_line_in_two_languages(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    switches: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", "--data-dir", str(folder), "--out", "a.xlsx", *switches]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ") and " / " in line and said in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", [["--from", "yesterday"], ["--to", "2026-13-01"], ["--month", "2026"], ["everything"]])
def test_bad_dates_are_explained(bad: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["report", *bad])
    assert stopped.value.code == 2 and "error: " in capsys.readouterr().err


def test_a_file_that_can_not_be_written_leaves_nothing_half_done(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.html").mkdir()
    for out in (tmp_path / "file" / "a.html", tmp_path / "folder.html"):
        assert main(["report", "--month", "2026-11", "--data-dir", str(folder), "--out", str(out)]) == 1
        assert "文件写不进去" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.html"]
    assert (tmp_path / "file").read_text() == "mine"


def test_without_dates_it_is_this_month_so_far() -> None:
    asked = parser().parse_args(["report"])
    assert report.span(asked, date(2026, 11, 23)) == (date(2026, 11, 1), date(2026, 11, 23))
    asked = parser().parse_args(["report", "--month", "2026-12"])
    assert report.span(asked, date(2026, 11, 23)) == (date(2026, 12, 1), date(2026, 12, 31))
    asked = parser().parse_args(["report", "--from", "2026-10-05"])
    assert report.span(asked, date(2026, 11, 23)) == (date(2026, 10, 5), date(2026, 11, 23))


def test_the_same_records_make_the_same_file(folder: Path, book: bytes, tmp_path: Path) -> None:
    assert made(folder, tmp_path / "b.xlsx") == book


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1234, Kind.COUNT, "1,234"),
        (0.666, Kind.SHARE, "67%"),
        (13.6, Kind.POINTS, "+14"),
        (-0.4, Kind.POINTS, "0"),
        (-0.25, Kind.DECIMAL, "−0.25"),
        (None, Kind.COUNT, ""),
        ("<5", Kind.COUNT, "<5"),
    ],
)
def test_cells_in_words(value: float | str | None, kind: Kind, words: str) -> None:
    assert shown(value, kind) == words


@pytest.mark.parametrize(("number", "end"), [(0, 4), (4, 4), (5, 8), (13, 20), (46, 80), (121, 200), (201, 400)])
def test_an_axis_ends_at_a_round_number_that_has_four_parts(number: float, end: float) -> None:
    assert rounded_up(number) == end
