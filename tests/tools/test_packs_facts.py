"""`packs facts` finds what a question may rest on, by the words that an author has in mind."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main


def test_words_find_the_fact_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "facts", "12378", "转交"]) == 0
    out = capsys.readouterr().out
    assert "hotline-12378-transfer  [已核实，可以出题 / may be asked]" in out
    assert "cbirc-2020-3 第三十一条、第三十三条" in out and "valid_until" in out
    assert out.endswith("1 facts / 1 条事实\n")


def test_a_fact_that_nobody_verified_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "facts", "hotline-12378-not-24h"]) == 0
    assert "不能出题 / may not be asked" in capsys.readouterr().out


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["packs", "facts", "没有这样的话"]) == 1
    assert "0 facts / 0 条事实" in capsys.readouterr().out
    assert main(["packs", "facts", "--questions", str(tmp_path)]) == 1
    assert "error: " in capsys.readouterr().err
