"""Along the street: levels open in turn, nothing won is lost, every way to walk fits into a passport."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.rules import passport, visit
from game.rules.levels import EXAM, MOST_STARS, Campaign, Level
from game.rules.question import FULL_CREDIT
from game.rules.run import AnswerRecord, Result
from game.rules.visit import Visit
from tests.rules.street import campaign, question

STREET = campaign(3)


def result(level_id: str, stars: int, score: int) -> Result:
    return Result(level_id, 1, score, stars, 7, stars, 0, 0, 3)


def open_levels(seen: Visit, street: Campaign) -> list[Level]:
    return [level for level in street.levels() if visit.is_level_open(seen, street, level)]


@st.composite
def walks(draw: st.DrawFn) -> list[Visit]:
    """A visit after each of up to forty levels, each open when it was chosen, ended with any stars and score."""
    seen = [Visit(1)]
    for _ in range(draw(st.integers(0, 40))):
        chosen = draw(st.sampled_from(open_levels(seen[-1], STREET)))
        seen.append(visit.after_level(seen[-1], result(chosen.id, draw(st.integers(0, 3)), draw(st.integers(0, 9999)))))
    return seen


@given(walks())
def test_nothing_won_is_lost_and_nothing_open_closes(seen: list[Visit]) -> None:
    for before, after in pairwise(seen):
        assert all(after.stars[name] >= stars for name, stars in before.stars.items())
        assert all(after.scores[name] >= score for name, score in before.scores.items())
        assert set(map(id, open_levels(before, STREET))) <= set(map(id, open_levels(after, STREET)))
        assert after.score >= before.score
        assert after.plays == before.plays + 1


@given(walks())
def test_levels_open_in_turn(seen: list[Visit]) -> None:
    now = seen[-1]
    for place, chapter in enumerate(STREET.chapters):
        first, second, third = (visit.is_level_open(now, STREET, level) for level in chapter.levels)
        stars = [now.stars.get(level.id, 0) for level in chapter.levels]
        assert first == visit.is_chapter_open(now, STREET, chapter)
        assert first == (place == 0 or visit.chapter_stars(now, STREET.chapters[place - 1]) > 0)
        assert (second, third) == (stars[0] > 0, stars[1] > 0)
        assert visit.best_stars(now, chapter) == max(stars) <= MOST_STARS


@given(walks())
def test_the_exam_opens_when_every_chapter_has_a_star(seen: list[Visit]) -> None:
    now = seen[-1]
    is_lit = [visit.chapter_stars(now, chapter) > 0 for chapter in STREET.chapters]
    assert visit.is_level_open(now, STREET, STREET.exam) == all(is_lit)
    assert visit.chapters_lit(now, STREET) == sum(is_lit)
    assert now.is_ambassador == (now.stars.get(EXAM, 0) > 0)
    assert visit.total_stars(now, STREET) == sum(now.stars.values())


@given(walks())
def test_the_lion_waits_at_an_open_level(seen: list[Visit]) -> None:
    now = seen[-1]
    assert visit.is_level_open(now, STREET, visit.next_level(now, STREET))
    for chapter in STREET.chapters:
        if visit.is_chapter_open(now, STREET, chapter):
            assert visit.is_level_open(now, STREET, visit.next_in_chapter(now, chapter))


@given(walks())
def test_every_walk_fits_into_a_passport(seen: list[Visit]) -> None:
    won = seen[-1].stars
    stars = []
    for chapter in STREET.chapters:
        first, second, third = (won.get(level.id, 0) for level in chapter.levels)
        stars.append((first, second, third))
    progress = passport.Progress(tuple(stars), won.get(EXAM, 0))
    assert passport.decode(passport.encode(progress), chapters=len(STREET.chapters)) == progress


def test_the_lion_sends_the_perfect_visitor_to_the_exam() -> None:
    now = Visit(1, stars={level.id: MOST_STARS for level in STREET.levels()})
    assert visit.next_level(now, STREET) == STREET.exam
    assert visit.next_in_chapter(now, STREET.chapters[0]) == STREET.chapters[0].levels[-1]


answers = st.lists(st.tuples(st.integers(0, 11), st.booleans()), max_size=40)


@given(answers)
def test_tallies_and_the_error_list_follow_the_answers(given_answers: list[tuple[int, bool]]) -> None:
    asked = [question(number, "single", 1) for number in range(12)]
    now = Visit(1)
    for number, is_right in given_answers:
        credit = FULL_CREDIT if is_right else 0
        now = visit.after_answer(now, asked[number], AnswerRecord(0, asked[number].id, (0,), credit, 0, 0, ()))
    latest = dict(given_answers)
    assert now.seen == {asked[number].id for number in latest}
    assert set(now.wrong) == {asked[number].id for number, is_right in latest.items() if not is_right}
    assert len(set(now.wrong)) == len(now.wrong)
    assert sum(tally.total for tally in now.tallies.values()) == len(given_answers)
    assert sum(tally.right for tally in now.tallies.values()) == sum(is_right for _, is_right in given_answers)


@given(answers, st.lists(st.sampled_from([f"topic{n}" for n in range(6)]), max_size=3, unique=True))
def test_the_weakest_topics_come_worst_first(given_answers: list[tuple[int, bool]], before: list[str]) -> None:
    asked = [question(number, "single", 1) for number in range(12)]
    now = Visit(1, weak_before=tuple(before))
    for number, is_right in given_answers:
        credit = FULL_CREDIT if is_right else 0
        now = visit.after_answer(now, asked[number], AnswerRecord(0, asked[number].id, (0,), credit, 0, 0, ()))
    named = visit.weakest(now)
    assert len(set(named)) == len(named) <= visit.WEAK_TOPICS
    met = [topic for topic in named if topic in now.tallies]
    accuracy = [now.tallies[topic].right / now.tallies[topic].total for topic in met]
    assert accuracy == sorted(accuracy)
    assert all(share < 1 for share in accuracy)
    assert named == (*met, *(topic for topic in before if topic in named and topic not in now.tallies))
