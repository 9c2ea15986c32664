"""A visit: levels open in turn, nothing won is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.packs.library import Library
from game.rules import visit
from game.rules.levels import EXAM
from game.rules.run import AnswerRecord, Result
from game.rules.visit import Visit
from tests.questions import single


def result(level: str, stars: int, score: int = 1000) -> Result:
    return Result(level, 1, score, 6, 6, stars, 3, 0, 3)


def test_levels_and_chapters_open_in_turn(library: Library) -> None:
    campaign = library.campaign
    seen = Visit(1)
    first, second = campaign.chapters[:2]
    assert visit.is_level_open(seen, campaign, first.levels[0])
    assert not visit.is_level_open(seen, campaign, first.levels[1])
    assert not visit.is_chapter_open(seen, campaign, second)
    seen = visit.after_level(seen, result(first.levels[0].id, 1))
    assert visit.is_level_open(seen, campaign, first.levels[1])
    assert visit.is_chapter_open(seen, campaign, second)
    assert visit.next_level(seen, campaign) == second.levels[0]


def test_the_exam_opens_when_every_chapter_has_a_star(library: Library) -> None:
    campaign = library.campaign
    seen = Visit(1)
    for place, chapter in enumerate(campaign.chapters):
        assert not visit.is_level_open(seen, campaign, campaign.exam)
        assert visit.chapters_lit(seen, campaign) == place
        seen = visit.after_level(seen, result(chapter.levels[0].id, 1))
    assert visit.is_level_open(seen, campaign, campaign.exam)
    assert visit.next_level(seen, campaign) == campaign.exam
    assert visit.after_level(seen, result(EXAM, 1)).is_ambassador


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9999)), min_size=1, max_size=8))
def test_a_replay_never_takes_anything_away(plays: list[tuple[int, int]]) -> None:
    seen = Visit(1)
    for stars, score in plays:
        before = seen
        seen = visit.after_level(seen, result("a.1", stars, score))
        assert seen.stars["a.1"] >= before.stars.get("a.1", 0)
        assert seen.score >= before.score
    assert seen.stars["a.1"] == max(stars for stars, _ in plays)


def test_weak_topics_and_the_error_list() -> None:
    seen = Visit(1)
    question = single("q")
    for credit in (0, 1000, 0):
        seen = visit.after_answer(seen, question, AnswerRecord(0, "q", (0,), credit, 0, 0, ()))
    assert seen.wrong == ("q",)
    assert visit.weakest(seen) == ("t",)
    assert seen.tallies["t"].total == 3
    seen = visit.after_answer(seen, question, AnswerRecord(0, "q", (0,), 1000, 0, 0, ()))
    assert seen.wrong == ()
