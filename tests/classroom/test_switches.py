"""What the command takes, and what it says to what it doesn't."""

from __future__ import annotations

import pytest

from game.cli import parser
from tests.classroom.switches import chosen


def test_without_switches_it_is_ten_questions_of_twenty_seconds_with_phones() -> None:
    found = chosen()
    assert (found.questions, found.seconds, found.warm_up, found.buzz, found.teams, found.seats) == (
        10,
        20,
        0,
        0,
        0,
        300,
    )
    assert found.names == "full" and not (
        found.typed_names or found.no_phones or found.auto or found.survey or found.new
    )


def test_chapters_may_be_named_several_times() -> None:
    assert chosen("--topic", "fraud", "--topic", "info").topic == ["fraud", "info"]


@pytest.mark.parametrize(
    "switches",
    [
        ("--questions", "0"),
        ("--questions", "51"),
        ("--questions", "ten"),
        ("--seconds", "4"),
        ("--seconds", "301"),
        ("--warm-up", "-1"),
        ("--teams", "1"),
        ("--teams", "9"),
        ("--seats", "0"),
        ("--seats", "1001"),
        ("--port", "0"),
        ("--port", "65536"),
        ("--display", "-1"),
        ("--names", "secret"),
        ("--language", "xx"),
        ("--size", "huge"),
        ("repeat",),
    ],
)
def test_a_value_out_of_range_is_refused_and_the_range_told(
    switches: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["classroom", *switches])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert switches[0].lstrip("-") in told or switches[-1] in told


def test_the_range_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for switches in (("--questions", "99"), ("--teams", "1")):
        with pytest.raises(SystemExit):
            parser().parse_args(["classroom", *switches])
    told = capsys.readouterr().err
    assert "'99' is not 1 to 50 / 应为 1 到 50 的整数" in told
    assert "'1' is not 0, or 2 to 8 / 应为 0，或 2 到 8 的整数" in told


def test_no_teams_can_be_said_in_so_many_words() -> None:
    assert chosen("--teams", "0").teams == 0
