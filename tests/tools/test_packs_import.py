"""`packs template`, `packs import` and `packs export` from the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from game.cli import main
from game.nodes import plain
from game.packs.exchange import folder as pack_folder
from game.packs.exchange.around import Around, around
from game.packs.exchange.sheets.columns import SHEETS, sheet_of
from game.packs.exchange.workbook.grids import grids
from game.packs.pack_files import read_pack
from game.qtypes import QTYPES
from game.start import QUESTIONS
from game.tools import packs_import

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of `packs`: its exit code, what it printed, and what it printed to the error stream."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["packs", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "模板.xlsx"
    assert main(["packs", "template", str(path)]) == 0
    return path


def changed(template: Path, to: Path, *changes: tuple[str, str, Any]) -> Path:
    """A copy of the template with cells changed: (sheet, cell, value)."""
    book = load_workbook(template)
    for sheet, place, value in changes:
        book[sheet][place] = value
    book.save(to)
    return to


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The game's own packs are read once for all tests that import beside them."""

    def near(root: Path, name: str) -> Around:
        return own_packs() if root == QUESTIONS else around(root, name)

    monkeypatch.setattr(packs_import, "around", near)


@cache
def own_packs() -> Around:
    return around(QUESTIONS, "")


# ── the template ──


def test_the_template_shows_every_question_type_and_is_a_pack_that_passes_check(
    template: Path, tmp_path: Path, run: Run
) -> None:
    root = tmp_path / "questions"
    shutil.copytree(QUESTIONS, root)
    code, out, err = run("import", template, "--out", root / "example-pack")
    assert (code, err) == (0, "") and "9 questions and 1 cards written" in out
    node, _ = read_pack(root / "example-pack")
    tree: Any = plain(node) if node is not None else {}
    assert {item["type"] for group in tree["questions"] for item in group["items"]} == set(QTYPES)
    code, out, _ = run("check", root)
    assert code == 0 and out.startswith("5 packs"), out


def test_the_template_has_drop_downs_comments_colours_and_a_frozen_header(template: Path) -> None:
    book = load_workbook(template)
    assert book.sheetnames[:2] == ["说明", "题包"] and book.active.title == "说明"
    for sheet in SHEETS:
        page = book[sheet.title]
        assert page.freeze_panes == "B2"
        assert [cell.value for cell in page[1]] == [column.header for column in sheet.columns]
        for cell, column in zip(page[1], sheet.columns, strict=True):
            assert cell.comment is not None and column.help in cell.comment.text
            assert cell.fill.fgColor.rgb not in ("00000000", None)
    rules = {
        str(rule.sqref).partition(" ")[0].rstrip("0123456789:"): rule
        for rule in book["题目"].data_validations.dataValidation
    }
    lists = [rule.formula1 for rule in rules.values()]
    assert any("单选题" in text for text in lists) and any("容易" in text for text in lists)
    assert any("财产安全权 property" in text or "列表" in text for text in lists)
    assert any("知识" in text for text in lists) and any("对" in text for text in lists)


def test_a_cell_that_is_typed_into_stays_text(template: Path) -> None:
    page = load_workbook(template)["题目"]
    assert page.column_dimensions["G"].number_format == "@" or page["G2"].number_format == "@"


def test_a_template_does_not_overwrite_what_somebody_filled_in(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_text("filled in")
    code, _, err = run("template", path)
    assert code == 1 and "已经有了" in err and path.read_text() == "filled in"
    assert run("template", path, "--replace")[0] == 0


# ── the import ──


def test_nothing_is_written_while_there_are_problems_and_all_are_told(template: Path, tmp_path: Path, run: Run) -> None:
    path = changed(template, tmp_path / "in.xlsx", ("题目", "M2", "E"), ("题目", "C3", "月亮"), ("口袋书", "C2", None))
    out_folder = tmp_path / "out" / "example-pack"
    code, out, _ = run("import", path, "--out", out_folder)
    assert code == 1 and not out_folder.exists() and not out_folder.parent.exists()
    assert "题目表 第 2 行 M 列「正确答案」：写的是“E”" in out and "sheet 题目, row 2, column M (answer)" in out
    assert "题目表 第 3 行 C 列「主题」：写的是“月亮”，没有这一章" in out
    assert "口袋书表 第 2 行 C 列「标题」：没有填。" in out
    assert "共 3 个问题，没有写入任何文件" in out and "--partial" in out


def test_partial_writes_the_clean_questions_and_says_so(template: Path, tmp_path: Path, run: Run) -> None:
    path = changed(template, tmp_path / "in.xlsx", ("题目", "M2", "E"), ("找疑点", "F2", "电报"))
    code, out, _ = run("import", path, "--out", tmp_path / "q" / "example-pack", "--partial")
    assert code == 0 and "7 questions and 1 cards written" in out and "有问题的没有写入" in out
    assert "“E”" in out and "“电报”" in out
    text = b"".join(files(tmp_path / "q" / "example-pack").values()).decode()
    assert "example-single" not in text and "example-redflags\n" not in text and "example-multiple" in text


def test_partial_does_not_help_where_the_pack_itself_is_wrong(template: Path, tmp_path: Path, run: Run) -> None:
    path = changed(template, tmp_path / "in.xlsx", ("题包", "B6", "昨天"), ("事实", "E2", "也许"))
    out_folder = tmp_path / "q" / "example-pack"
    code, out, err = run("import", path, "--out", out_folder, "--partial")
    assert code == 1 and not out_folder.exists() and "请先改好这些" in err
    assert "事实表 第 2 行 E 列「核对结果」：写的是“也许”" in out


def test_the_packs_name_must_be_its_folders(template: Path, tmp_path: Path, run: Run) -> None:
    path = changed(template, tmp_path / "in.xlsx", ("题包", "B2", "mine"))
    code, out, _ = run("import", path, "--out", tmp_path / "other")
    assert code == 1 and "题包表 第 2 行 B 列「题包编号」：和要写入的文件夹名“other”不一样" in out
    assert run("import", path, "--out", tmp_path / "other", "--id", "other")[0] == 0


def test_a_folder_that_is_there_is_replaced_only_when_asked_and_keeps_what_sheets_do_not_hold(
    template: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "q" / "example-pack"
    assert run("import", template, "--out", out)[0] == 0
    (out / "README.md").write_text("ours")
    before = files(out)
    code, _, err = run("import", template, "--out", out)
    assert code == 1 and "--replace" in err and files(out) == before
    path = changed(template, tmp_path / "in.xlsx", ("题目", "F2", "有人来电要验证码，您怎么办？"))
    assert run("import", path, "--out", out, "--replace")[0] == 0
    after = files(out)
    assert after.keys() == before.keys() and after["README.md"] == b"ours"
    assert [name for name in after if after[name] != before[name]] == ["q/questions-001.yaml"]
    assert [entry.name for entry in out.parent.iterdir()] == ["example-pack"]


def test_a_pack_that_keeps_the_templates_id_is_called_like_its_folder(tmp_path: Path, template: Path, run: Run) -> None:
    out = tmp_path / "q" / "my-branch"
    code, told, _ = run("import", template, "--out", out)
    assert code == 0 and "改用文件夹名“my-branch”" in told
    assert "id: my-branch" in (out / "pack.yaml").read_text("utf-8")


def test_chapters_of_a_replaced_pack_stay(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "questions"
    shutil.copytree(QUESTIONS, root, ignore=shutil.ignore_patterns("facts", "eight-*", "complaint-*", "local-*"))
    (root / "campaign.yaml").unlink()
    path = tmp_path / "fraud.xlsx"
    assert run("export", root, "--format", "xlsx", "--pack", "fraud-prevention", "--out", path)[0] == 0
    code, out, err = run("import", path, "--out", root / "fraud-prevention", "--replace")
    assert (code, err) == (0, ""), out
    code, out, _ = run("check", root)
    assert code == 0, out


def test_a_failure_while_writing_leaves_the_old_pack(
    template: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "q" / "example-pack"
    assert run("import", template, "--out", out)[0] == 0
    before = files(out)
    path = changed(template, tmp_path / "in.xlsx", ("题目", "F2", "有人来电要验证码，您怎么办？"))
    whole = pack_folder._write

    def full(target: Path, data: bytes) -> None:
        if target.name.startswith("questions"):
            raise OSError(28, "No space left on device", str(target))
        whole(target, data)

    monkeypatch.setattr(pack_folder, "_write", full)
    code, _, err = run("import", path, "--out", out, "--replace")
    assert code == 1 and "No space left" in err
    assert files(out) == before and [entry.name for entry in out.parent.iterdir()] == ["example-pack"]


def test_what_a_foreign_file_lacks_comes_from_the_command_line(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "quiz.csv"
    path.write_text(
        "问题,A,B,答案,解析,提示\n有人来电要验证码，怎么办？,给他,不给,B,验证码谁要都不给。,想想钥匙\n", "utf-8"
    )
    out = tmp_path / "q" / "my-pack"
    given = ["--topic", "property", "--difficulty", "1", "--checked-on", "2026-11-23", "--title", "我们的题"]
    code, told, _ = run("import", path, "--out", out, *given)
    assert code == 1 and "依据的事实" in told and not out.exists()
    code, told, err = run("import", path, "--out", out, *given, "--fact", "fraud-code-is-key")
    assert (code, err) == (0, ""), told
    text = (out / "q" / "questions-001.yaml").read_text("utf-8")
    assert "type: single" in text and "right: true" in text and "topic: property" in text
    assert "title: 我们的题" in (out / "pack.yaml").read_text("utf-8")


def test_a_foreign_file_becomes_our_workbook_to_complete(tmp_path: Path, run: Run) -> None:
    path, out = tmp_path / "quiz.csv", tmp_path / "ours.xlsx"
    path.write_text("问题,A,B,答案\n有人来电要验证码，怎么办？,给他,不给,B\n", "utf-8")
    code, told, _ = run("import", path, "--out", out)
    assert code == 0 and "已写入 1 道题" in told
    assert "题目表 第 2 行 V 列「讲解」：没有填。" in told and "C 列「主题」" in told
    table = {grid.title: grid for grid in grids(out)[0]}["题目"]
    header, row = table.rows[1], table.rows[2]
    told_cells = {header[place]: text for place, text in row.items()}
    assert told_cells["题型"] == "单选题" and told_cells["选项B"] == "不给" and told_cells["正确答案"] == "B"
    assert run("import", path, "--out", out)[0] == 1


def test_what_many_rows_lack_is_told_once_with_the_rows(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "quiz.csv"
    rows = [f"第 {n} 问：要验证码给吗？,给他,不给,B,谁要都不给。,{'想想钥匙' if n == 3 else ''}" for n in range(1, 8)]
    path.write_text("\n".join(["问题,A,B,答案,解析,提示", *rows]), "utf-8")
    _, out, _ = run("import", path, "--out", tmp_path / "my-pack")
    assert "quiz.csv 第 2–3, 5–8 行 F 列「提示」：没有填。" in out and "rows 2–3, 5–8, column F (hint)" in out
    assert "quiz.csv：有 7 道题没有「难度」。请加上这一列" in out
    assert len(out.splitlines()) <= 7


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("nothing.xlsx", None, "没有这个文件"),
        ("strange.bin", "hello", "认不出是哪种格式"),
    ],
)
def test_what_cannot_be_imported_says_so_on_one_line(
    name: str, text: str | None, told: str, tmp_path: Path, run: Run
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    code, _, err = run("import", tmp_path / name, "--out", tmp_path / "my-pack")
    assert code == 1 and told in err and err.count("\n") == 1


# ── the export ──


def test_export_tells_its_losses_and_needs_one_pack(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "fraud.csv"
    code, out, _ = run("export", "--format", "csv", "--pack", "fraud-prevention", "--out", path)
    assert code == 0 and "not-held" in out and path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("export", "--format", "csv", "--out", path)[0] == 1
    assert run("export", "--format", "csv", "--pack", "moon", "--out", path)[0] == 1
    assert run("export", "--format", "csv", "--pack", "fraud-prevention")[0] == 1


def test_export_names_one_pack_in_json_too(run: Run) -> None:
    code, out, _ = run("export", "--pack", "complaint-procedures")
    assert code == 0 and '"pack": "complaint-procedures"' in out and '"pack": "eight-rights"' not in out


def test_every_question_type_has_a_sheet() -> None:
    assert {sheet_of(name).title for name in QTYPES} == {"题目", "找疑点", "对话"}
