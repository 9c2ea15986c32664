"""`packs diff` tells people and programs what changed, and a changed answer can't be overlooked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.cli import main
from game.start import QUESTIONS
from game.tools.words_marked import Mark, marked

NAME = "fraud-prevention"


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    """The same pack twice, to change the second."""
    for side in ("old", "new"):
        shutil.copytree(QUESTIONS / NAME, tmp_path / side / NAME)
    return tmp_path / "old" / NAME, tmp_path / "new" / NAME


def spoil(folder: Path, old: str, new: str, file: str = "q/fraud.yaml") -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def diff(*arguments: object) -> int:
    return main(["packs", "diff", *map(str, arguments)])


def test_the_same_pack_has_no_difference(states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(*states) == 0
    assert "no difference / 没有不同" in capsys.readouterr().out


def test_a_changed_answer_stands_first_and_is_marked(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(states[1], "answer: true", "answer: false")
    spoil(states[1], "自称银行客服的人", "自称银行经理的人")
    assert diff(*states) == 1
    out = capsys.readouterr().out
    assert "!! KEY fraud-004" in out
    assert "old / 原来: 对 true" in out and "new / 现在: 错 false" in out
    assert "自称银行[-客服-]{+经理+}的人" in out
    assert out.index("!! KEY") < out.index("{+经理+}")
    assert "\x1b" not in out


def test_added_and_removed_questions_are_named(states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    spoil(states[1], "id: fraud-001", "id: fraud-901")
    assert diff(*states) == 1
    out = capsys.readouterr().out
    assert "- fraud-001  自称" in out and "+ fraud-901  自称" in out


def test_programs_get_the_same_as_json(states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    spoil(states[1], "answer: true", "answer: false")
    assert diff(*states, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"key": 1, "removed": 0, "added": 0, "changed": 0}
    (one,) = told["differences"]
    assert (one["question"], one["kind"], one["language"], one["fields"]) == ("fraud-004", "key", "zh", ["answer"])


def test_a_swapped_translation_of_an_answer_is_a_changed_key_in_its_language(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = states[1] / "translations" / "en.yaml"
    right, wrong = "It's bait: pay, and you are cheated", "Signed by a big firm: pay and get it"
    text = path.read_text("utf-8")
    assert right in text and wrong in text
    path.write_text(text.replace(right, "?", 1).replace(wrong, right, 1).replace("?", wrong, 1), "utf-8")
    assert diff(*states) == 1
    out = capsys.readouterr().out
    assert "!! KEY fraud-life-010 [en]" in out and f"old / 原来: {right}" in out


def test_a_translation_is_told_apart_from_the_chinese(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(states[1], "no prize will come.", "nothing will come.", "translations/en.yaml")
    assert diff(*states) == 1
    out = capsys.readouterr().out
    assert "~ fraud-life-010 [en]" in out and "[-no prize-]{+nothing+} will come." in out
    assert "0 key, 0 removed, 0 added, 1 changed" in out


def test_what_cannot_be_read_is_said_and_not_taken_for_removed_in_silence(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(states[1], "type: single", "type: riddle")
    assert diff(*states) == 2
    told = capsys.readouterr().err
    assert "unknown-type" in told and "packs check" in told


@pytest.mark.parametrize("named", ["nowhere", "file.txt", "empty", "."])
def test_a_path_that_is_no_pack_is_said_plainly(
    named: str, tmp_path: Path, states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.txt").write_text("1", "utf-8")
    (tmp_path / "empty").mkdir()
    assert diff(states[0], tmp_path / "new" if named == "." else tmp_path / named) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: ") and " / " in told and "Traceback" not in told
    assert (NAME in told) == (named == ".")


def test_words_of_a_pack_do_not_steer_the_terminal(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(states[1], "stem: 自称银行客服的人来电，要您报短信验证码。您怎么办？", 'stem: "\\e[2J看不见"')
    assert diff(*states) in (1, 2)
    assert "\x1b" not in "".join(capsys.readouterr())


def test_marks_keep_both_wordings() -> None:
    old, new = "收到 30 日内答复", "收到之日起 15 日内书面答复"
    told = list(marked(old, new))
    assert "".join(text for mark, text in told if mark is not Mark.COME) == old
    assert "".join(text for mark, text in told if mark is not Mark.GONE) == new
    assert (Mark.GONE, "30") in told
