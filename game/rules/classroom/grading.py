"""What a round is worth to everybody who answered it, by the kiosk's own rules (`docs/decisions/scoring.md`)."""

from __future__ import annotations

from collections.abc import Mapping

from game.rules import scoring
from game.rules.classroom.lesson import Given, Kind, Lesson, Marks, Round, Score
from game.rules.deal import Types
from game.rules.question import FULL_CREDIT


def credit(played: Round, given: Given, types: Types) -> int:
    """The credit in thousandths: of hands that were counted, the mean of the people at the table."""
    rules, body = types[played.dealt.question.type], played.dealt.question.body
    if not given.hands:
        return rules.grade(body, given.answer).credit
    raised = sum(given.hands)
    if not raised:
        return 0
    worth = (rules.grade(body, (offer,)).credit for offer in by_hand(played, types))
    return sum(hands * each for hands, each in zip(given.hands, worth, strict=True)) // raised


def by_hand(played: Round, types: Types) -> tuple[int, ...]:
    """What hands can be raised for, in the order shown: of a question with one thing to choose all things, else nothing."""
    question = played.dealt.question
    if question.type == "truefalse":
        return (1, 0)
    if question.type == "single":
        return tuple(option.id for option in question.body.options)
    return ()


def counted_rounds(lesson: Lesson) -> int:
    """How many rounds bring points, which the bonuses of one are shared over."""
    return sum(played.kind in (Kind.SCORED, Kind.BUZZ) for played in lesson.rounds)


def marks(lesson: Lesson, types: Types) -> tuple[dict[int, Marks], dict[int, Score]]:
    """What the open round brings each contestant, and everybody's score after it.

    A survey grades nothing; a warm-up grades for the lesson and counts nothing. Who gave no right answer to a round that
    counts starts a new streak. Who joined later than a round loses nothing by it but its points.
    """
    played, brought, after = lesson.round, dict[int, Marks](), dict(lesson.scores)
    if played.kind == Kind.SURVEY:
        return {}, after
    counts = played.kind != Kind.WARM_UP
    size = counted_rounds(lesson)
    for contestant in lesson.contestants:
        given, score = lesson.given.get(contestant), lesson.scores.get(contestant, Score())
        worth = credit(played, given, types) if given is not None else 0
        streak = score.streak + 1 if worth == FULL_CREDIT else 0
        if given is not None:
            points = _points(lesson, given, worth, streak, size) if counts else 0
            brought[contestant] = Marks(worth, points)
            if counts:
                score = Score(
                    score.points + points, score.right + (worth == FULL_CREDIT), streak, score.lag_ms + given.lag_ms
                )
        elif counts and played.kind != Kind.BUZZ:
            score = Score(score.points, score.right, 0, score.lag_ms)
        after[contestant] = score
    return brought, after


def _points(lesson: Lesson, given: Given, worth: int, streak: int, size: int) -> int:
    played = lesson.round
    points = scoring.base_points(played.dealt.difficulty, worth)
    if worth < FULL_CREDIT:
        return points
    if lesson.terms.streak:
        points += scoring.streak_bonus(streak, size)
    if lesson.terms.speed and played.kind == Kind.SCORED and not given.hands:
        question = played.dealt.question
        grace = scoring.reading_ms(question.stem, played.dealt.characters)
        elapsed = max(0, given.elapsed_ms - given.lag_ms)
        points += scoring.speed_bonus(elapsed, played.limit_ms, grace, size)
    return points


def right_share(lesson: Lesson, given: Mapping[int, Given], types: Types) -> tuple[int, int]:
    """How many answered the round last asked in full rightness, of how many; hands count one by one."""
    played, right, total = lesson.round, 0, 0
    for each in given.values():
        if each.hands:
            rules, body = types[played.dealt.question.type], played.dealt.question.body
            for hands, offer in zip(each.hands, by_hand(played, types), strict=True):
                total += hands
                right += hands * (rules.grade(body, (offer,)).credit == FULL_CREDIT)
        else:
            total += 1
            right += credit(played, each, types) == FULL_CREDIT
    return right, total
