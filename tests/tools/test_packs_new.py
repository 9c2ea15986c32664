"""`packs new` makes a pack without problems, asks again when it must, and never leaves half a pack."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from game.cli import main
from game.packs.alone import open_pack
from game.packs.inspection import inspect_pack
from game.packs.skeleton import TYPE_NAMES, Wish, chapters, id_flaw, skeleton, title_flaw
from game.start import QUESTIONS


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the author types, line by line; then the input ends."""
    lines: list[str] = []

    def typed(prompt: str = "") -> str:
        print(prompt)
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(builtins, "input", typed)
    yield lines


def new(*arguments: str) -> int:
    return main(["packs", "new", *arguments])


def judged(folder: Path) -> tuple[list[str], set[str]]:
    """The errors that the check finds in the pack, and the codes of its warnings."""
    found = inspect_pack(folder, QUESTIONS, date(2030, 1, 1))
    warnings = {problem.code for problem in found.problems if problem not in found.errors}
    return [str(problem) for problem in found.errors], warnings


def test_what_it_makes_by_default_has_no_problems(here: Path) -> None:
    assert new("--yes") == 0
    # They were taken from the game's own packs: the check says so until they are replaced.
    assert judged(here / "my-pack") == ([], {"near-duplicate"})
    opened = open_pack(here / "my-pack")
    assert (opened.problems, [question.type for question in opened.pack().questions]) == ((), ["single", "truefalse"])


def test_every_type_and_chapter_has_an_example_without_problems(here: Path) -> None:
    for place, topic in enumerate(("property", "complaint", "fraud")):
        wish = Wish(f"pack-{place}", "题包", "消保部", topic, tuple(TYPE_NAMES))
        folder = here / wish.id
        for name, text in skeleton(wish, QUESTIONS, date(2026, 11, 25)).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        found = open_pack(folder).pack().questions
        assert [question.type for question in found] == list(TYPE_NAMES)
        assert all(
            question.topic == topic for question in found if question.type in ("single", "multiple", "truefalse")
        )
        assert judged(folder)[0] == []


def test_it_asks_again_until_the_answer_is_right(
    here: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += [
        "My Pack",
        "fraud-prevention",
        "yangguang",
        "题" * 41,
        "阳光路的题",
        "",
        "99",
        "防诈",
        "反诈夜市",
        "0",
        "判断，6",
    ]
    assert new() == 0
    out = capsys.readouterr().out
    assert "fraud-prevention is there already" in out.replace("`", "") and "41 characters" in out
    pack = open_pack(here / "yangguang").pack()
    assert (pack.title, [question.type for question in pack.questions]) == ("阳光路的题", ["truefalse", "number"])
    assert {question.topic for question in pack.questions} == {"fraud"}


def test_switches_are_not_asked_for(here: Path, answers: list[str]) -> None:
    answers += ["张三"]
    assert new("--id", "a-pack", "--title", "标题", "--topic", "know", "--types", "single") == 0
    assert "负责人：张三" in (here / "a-pack" / "README.md").read_text("utf-8")
    assert open_pack(here / "a-pack").pack().questions[0].topic == "know"


def test_a_folder_gives_the_id(here: Path) -> None:
    assert new(str(here / "deep" / "yangguang"), "--yes") == 0
    assert open_pack(here / "deep" / "yangguang").pack().id == "yangguang"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--yes", "--id", "Has Blanks"],
        ["--yes", "--id", "con"],
        ["--yes", "--topic", "moon"],
        ["--yes", "--types", "riddle"],
        ["--yes", "--title", "题" * 41],
        ["there", "--yes"],
        ["other", "--yes", "--id", "another"],
        ["--id", "no-options"],
    ],
)
def test_what_cannot_be_made_is_said_and_leaves_nothing(
    arguments: list[str], here: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "there").mkdir()
    (here / "there" / "mine.txt").write_text("keep", "utf-8")
    assert new(*arguments) == 2
    told = capsys.readouterr().err
    assert "error: " in told and " / " in told and "Traceback" not in told
    assert sorted(path.name for path in here.iterdir()) == ["there"]


def test_names_of_packs_suit_every_file_system() -> None:
    assert [id_flaw(name) for name in ("abc", "a-b-2")] == ["", ""]
    for name in ("", "ab", "-ab", "ab-", "a--b", "中文包", "ABC", "a" * 41, "../x", "com1", "a.b"):
        assert id_flaw(name), name
    assert title_flaw("好题") == "" and title_flaw(" ") and title_flaw("a\nb")


def test_the_chapters_are_those_of_the_street() -> None:
    assert list(chapters(QUESTIONS))[:2] == ["property", "know"] and chapters(QUESTIONS)["fraud"] == "反诈夜市"
