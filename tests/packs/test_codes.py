"""Every code that the game can raise is in the catalogue, happens in a test, and none is left over."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from game.cli import main
from game.packs.codes import catalogue, errors, halves, severity
from game.packs.inspection import inspect_bank
from game.tools.check_report import as_markdown
from game.tools.packs_check import inspected
from tests.packs.codes import CASES, codes_raised
from tests.packs.exchange.workbook.messes import MESSES
from tests.packs.sample import NAME, write_bank

TODAY = date(2026, 11, 26)
ROOT = Path(__file__).resolve().parents[2]
FROM_PACKS = ("game.packs", "game.qtypes", "game.nodes")


def test_the_sample_pack_has_no_problem(tmp_path: Path) -> None:
    write_bank(tmp_path)
    found = inspect_bank(tmp_path, TODAY)
    assert not found.problems, [str(problem) for problem in found.problems]
    assert (found.packs, found.questions) == (1, 10)


@pytest.mark.parametrize("code", CASES)
def test_each_code_happens_with_a_place(tmp_path: Path, code: str) -> None:
    write_bank(tmp_path)
    CASES[code](tmp_path)
    found = inspect_bank(tmp_path, TODAY).problems
    met = [problem for problem in found if problem.code == code]
    assert met, [str(problem) for problem in found]
    assert all(problem.line > 0 and problem.column > 0 and problem.file for problem in found)
    assert all(problem.code in catalogue() for problem in found)
    assert all(
        all(halves(problem.message)) and halves(problem.message)[0] != halves(problem.message)[1] for problem in found
    )


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in inspected(tmp_path / "none", TODAY).problems] == ["no-folder"]


def test_every_code_of_the_source_is_in_the_catalogue() -> None:
    missing = {code: place for code, place in codes_raised().items() if code not in catalogue()}
    assert not missing, "give them entries in assets/codes.toml"


def test_no_code_of_the_catalogue_is_left_over() -> None:
    assert not set(catalogue()) - set(codes_raised())


def test_every_code_of_the_catalogue_is_met_by_a_test() -> None:
    told = {code for mess in MESSES for *_, code in mess.told} | {code for mess in MESSES for code in mess.losses}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told.add(node.value)
    assert not set(catalogue()) - set(CASES) - told


def test_the_catalogue_speaks_both_languages() -> None:
    for code in catalogue().values():
        assert (
            all((code.meaning_en, code.cure_en)) and code.meaning_en.isascii()
        ) or "“" in code.meaning_en + code.cure_en
        assert not code.meaning_zh.isascii() and not code.cure_zh.isascii(), code.name
        assert code.meaning_en.endswith(".") and code.cure_en.endswith("."), code.name


def test_what_refuses_a_pack_and_what_only_warns(tmp_path: Path) -> None:
    warnings = {name for name, code in catalogue().items() if code.severity == "warning"}
    assert {"near-duplicate", "guessable-keys", "long-reading", "expired", "future-date"} <= warnings
    assert severity("never-heard-of") == "error"
    write_bank(tmp_path)
    CASES["near-duplicate"](tmp_path)
    found = inspect_bank(tmp_path, TODAY)
    assert found.problems and not found.errors and errors(found.problems) == ()


def test_explain_prints_a_code_and_knows_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "explain", "key-count"]) == 0
    assert "right: true" in capsys.readouterr().out
    assert main(["packs", "explain"]) == 0
    assert all(name in capsys.readouterr().out for name in ["alias"])
    assert main(["packs", "explain", "key-cuont"]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("error:") and "key-count" in told.err


def test_the_page_of_codes_is_the_catalogue() -> None:
    page = (ROOT / "docs" / "problem-codes.md").read_text("utf-8")
    assert page == as_markdown(catalogue().values()), "python main.py packs explain --markdown > docs/problem-codes.md"


def test_a_single_pack_is_looked_at_among_the_others(tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "pack.yaml").write_text(
        "id: alone\ntitle: 单独\nversion: '1'\nsources: {a-source: {title: 文件}}\n", "utf-8"
    )
    (alone / "q").mkdir()
    text = (folder / "q" / "questions.yaml").read_text("utf-8")
    (alone / "q" / "a.yaml").write_text(text.replace("id: sample-", "id: mine-"), "utf-8")
    found = inspected(alone / "q" / "a.yaml", TODAY, bank=tmp_path / "bank")
    codes = {problem.code for problem in found.problems}
    assert codes == {"near-duplicate"}, [str(problem) for problem in found.problems]
    assert {problem.file for problem in found.problems} == {"alone/q/a.yaml"}
    (alone / "q" / "a.yaml").write_text(text, "utf-8")
    assert "twin-id" in {problem.code for problem in inspected(alone, TODAY, bank=tmp_path / "bank").problems}
    assert not inspected(folder, TODAY, bank=tmp_path / "bank").problems, NAME
