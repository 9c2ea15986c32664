"""From switches to a plan: which bank, which questions, and what is said where that can't be."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from game.classroom import bank as banks
from game.classroom.planning import Drawn, NoClassError, draw, terms
from game.classroom.surveys import AFTER, BEFORE
from game.rules.classroom.lesson import Kind, Terms
from game.rules.classroom.plan import ON_PHONES
from game.settings import Settings, write_settings
from game.start import QUESTIONS
from tests.classroom.switches import chosen
from tests.packs.sample import write_bank

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose compiled packs every test shares; none writes anything else into it."""
    return tmp_path_factory.mktemp("data")


def drawn(data: Path, *switches: str, seed: int = 1) -> Drawn:
    return draw(chosen(*switches), QUESTIONS, data, seed, TODAY)


def topics(data: Path, found: Drawn, pack: str = "") -> set[str]:
    bank = banks.opened(pack, QUESTIONS, data, "zh-CN")
    return {bank.question(each.id).topic for each in found.planned if each.kind != Kind.SURVEY}


def test_ten_questions_are_drawn_that_phones_can_show(data: Path) -> None:
    found = drawn(data)
    bank = banks.opened("", QUESTIONS, data, "zh-CN")
    assert len(found.planned) == len({each.id for each in found.planned}) == 10
    assert {bank.question(each.id).type for each in found.planned} <= set(ON_PHONES)
    assert found.title == "金融知识课堂"


def test_the_same_seed_draws_the_same(data: Path) -> None:
    assert drawn(data, seed=3) == drawn(data, seed=3) != drawn(data, seed=4)


def test_warm_ups_come_first_buzzes_last_surveys_around(data: Path) -> None:
    kinds = [each.kind for each in drawn(data, "--questions", "4", "--warm-up", "1", "--buzz", "2", "--survey").planned]
    assert kinds == [Kind.SURVEY, Kind.WARM_UP, Kind.SCORED, Kind.BUZZ, Kind.BUZZ, Kind.SURVEY]
    planned = drawn(data, "--survey").planned
    assert (planned[0], planned[-1]) == (BEFORE, AFTER)


def test_a_chapter_gives_its_questions_and_the_title(data: Path) -> None:
    found = drawn(data, "--topic", "fraud")
    assert topics(data, found) == {"fraud"}
    assert found.title == "反诈夜市"
    assert topics(data, drawn(data, "--topic", "fraud", "--topic", "info")) == {"fraud", "info"}


def test_a_pack_gives_its_questions_and_the_title(data: Path) -> None:
    found = drawn(data, "--pack", "complaint-procedures")
    bank = banks.opened("complaint-procedures", QUESTIONS, data, "zh-CN")
    assert {bank.question(each.id).pack.split("@")[0] for each in found.planned} == {"complaint-procedures"}
    assert found.title == next(pack.title for pack in bank.packs if pack.id == "complaint-procedures")


def test_in_english_its_words_are_english(data: Path) -> None:
    assert drawn(data, "--language", "en").title == "Financial literacy class"
    assert drawn(data, "--language", "en", "--pack", "fraud-prevention").title == "Fraud prevention"


def own_pack(below: Path) -> Path:
    """A copy of the example, as its README says to make one."""
    folder = below / "our-pack"
    shutil.copytree(QUESTIONS / "local-example", folder)
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("local-example", "our-pack").replace("local-", "our-"), "utf-8")
    head = (folder / "pack.yaml").read_text("utf-8").splitlines()
    (folder / "pack.yaml").write_text(
        "\n".join(line for line in head if not line.startswith("example:")) + "\n", "utf-8"
    )
    return folder


def test_a_folder_of_the_trainers_own_is_a_pack(data: Path, tmp_path: Path) -> None:
    folder = own_pack(tmp_path)
    found = drawn(data, "--pack", str(folder))
    assert {each.id.rpartition("-")[0] for each in found.planned} == {"our-pack"}
    assert found.title == "本地题包（示例）"


def test_a_chapter_that_no_street_has_is_asked_when_its_pack_is_named(data: Path, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "questions")
    switches = chosen("--pack", "sample", "--questions", "2")
    found = draw(switches, tmp_path / "questions", data, 1, TODAY)
    assert len(found.planned) == 2 and found.title == "样品"
    assert draw(chosen("--pack", str(folder), "--questions", "2"), QUESTIONS, data, 1, TODAY).planned


def test_a_folder_with_mistakes_is_refused_with_each_of_them(data: Path, tmp_path: Path) -> None:
    folder = own_pack(tmp_path)
    path = folder / "q" / "questions.yaml"
    path.write_text(path.read_text("utf-8").replace("right: true", "right: false"), "utf-8")
    with pytest.raises(NoClassError, match=r"mistakes / .*有错误") as refused:
        drawn(data, "--pack", str(folder))
    assert [problem.code for problem in refused.value.problems if problem.code == "key-count"]
    assert all(problem.line for problem in refused.value.problems)


def test_a_folder_without_a_pack_is_refused_and_says_which_ones_are(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NoClassError, match="fraud-prevention"):
        drawn(data, "--pack", str(QUESTIONS))
    with pytest.raises(NoClassError, match="there is nothing"):
        drawn(data, "--pack", str(tmp_path / "none"))


def test_a_machine_that_plays_signed_packs_only_takes_no_folder(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(signed_only=True))
    with pytest.raises(NoClassError, match="signed packs only"):
        drawn(tmp_path, "--pack", str(own_pack(tmp_path)))


def test_a_pack_that_is_switched_off_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(packs_off=("eight-rights", "complaint-procedures")))
    assert topics(tmp_path, drawn(tmp_path)) == {"fraud"}
    assert topics(tmp_path, drawn(tmp_path, "--pack", "complaint-procedures"), "complaint-procedures") == {"complaint"}


@pytest.mark.parametrize(
    ("switches", "told"),
    [
        (("--pack", "none"), "there is no pack none to play; there are: complaint-procedures, eight-rights"),
        (("--pack", "local-example"), "examples are not played"),
        (("--topic", "none"), "there is no chapter none; there are: property"),
        (("--pack", "eight-rights", "--topic", "fraud"), "no question"),
        (("--warm-up", "6", "--buzz", "5"), "11 questions, more than the 10"),
    ],
)
def test_what_cant_be_is_told_in_both_languages(data: Path, switches: tuple[str, ...], told: str) -> None:
    with pytest.raises(NoClassError, match=told) as refused:
        drawn(data, *switches)
    english, _, chinese = str(refused.value).partition(" / ")
    assert english.strip() and any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_the_terms_are_those_of_the_switches() -> None:
    assert terms(chosen()) == Terms()
    assert terms(chosen("--speed-bonus", "--streak-bonus", "--teams", "3", "--seats", "40")) == Terms(True, True, 3, 40)
