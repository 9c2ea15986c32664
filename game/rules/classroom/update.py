"""`update(lesson, event, types) -> lesson`: a pure function. What doesn't fit the moment changes nothing: the very same
lesson comes back, which is how a server knows that an event was refused.
"""

from __future__ import annotations

from dataclasses import replace

from game.rules.classroom import events as on
from game.rules.classroom.grading import by_hand, marks
from game.rules.classroom.lesson import (
    BUZZ_MS,
    LAG_BUDGET_MS,
    LAG_MOST_MS,
    MOST_TEAMS,
    NOBODY,
    Contestant,
    Floor,
    Given,
    Kind,
    Lesson,
    Outcome,
    Phase,
    Score,
)
from game.rules.deal import Types


def update(lesson: Lesson, event: on.Event, types: Types) -> Lesson:
    """The session after the event; the same object when the event doesn't fit."""
    if event.at_ms < lesson.at_ms:
        return lesson
    match event:
        case on.Joined():
            after = _joined(lesson, event)
        case on.Kicked():
            after = _kicked(lesson, event)
        case on.Locked():
            after = lesson if lesson.is_locked == event.is_locked else replace(lesson, is_locked=event.is_locked)
        case on.KindChosen():
            after = _kind_chosen(lesson, event)
        case on.Opened():
            after = _opened(lesson, event)
        case on.Answered():
            after = _answered(lesson, event, types)
        case on.HandsCounted():
            after = _hands_counted(lesson, event, types)
        case on.Buzzed():
            after = _buzzed(lesson, event)
        case on.FloorLost():
            after = _floor_lost(lesson, event)
        case on.Paused():
            after = replace(lesson, paused_ms=event.at_ms) if _is_running(lesson) else lesson
        case on.Resumed():
            after = _resumed(lesson, event)
        case on.Extended():
            fits = lesson.phase == Phase.ASKING and event.by_ms > 0
            after = replace(lesson, extra_ms=lesson.extra_ms + event.by_ms) if fits else lesson
        case on.Closed():
            after = _closed(lesson, event, types)
        case on.Skipped():
            after = _skipped(lesson, event)
        case on.Ranked():
            after = replace(lesson, phase=Phase.STANDINGS) if lesson.phase == Phase.REVEALED else lesson
        case on.Ended():
            fits = lesson.phase in (Phase.LOBBY, Phase.REVEALED, Phase.STANDINGS)
            after = replace(lesson, phase=Phase.ENDED) if fits else lesson
    return lesson if after is lesson else replace(after, at_ms=event.at_ms)


def _is_running(lesson: Lesson) -> bool:
    return lesson.phase == Phase.ASKING and lesson.paused_ms is None


def _is_open(lesson: Lesson, index: int, at_ms: int) -> bool:
    """Whether round `index` takes answers at that moment. The very last millisecond still counts."""
    return _is_running(lesson) and lesson.index == index and lesson.left_ms(at_ms) > 0


def _joined(lesson: Lesson, event: on.Joined) -> Lesson:
    if event.contestant in lesson.contestants or lesson.phase == Phase.ENDED:
        return lesson
    phones = sum(not each.is_table for each in lesson.present)
    if not event.is_table and (lesson.is_locked or phones >= lesson.terms.seats):
        return lesson
    team = event.team
    if not event.is_table and lesson.terms.teams:
        sizes = dict.fromkeys(range(1, lesson.terms.teams + 1), 0)
        for each in lesson.present:
            if each.team in sizes:
                sizes[each.team] += 1
        team = min(sizes, key=lambda number: (sizes[number], number))
    if event.is_table and not 1 <= team <= MOST_TEAMS:
        return lesson
    made = Contestant(event.contestant, team, event.is_table, max(0, lesson.index))
    return replace(
        lesson,
        contestants={**lesson.contestants, event.contestant: made},
        scores={**lesson.scores, event.contestant: Score()},
    )


def _kicked(lesson: Lesson, event: on.Kicked) -> Lesson:
    found = lesson.contestants.get(event.contestant)
    if found is None or found.is_gone:
        return lesson
    contestants = {**lesson.contestants, found.id: replace(found, is_gone=True)}
    given = {each: answer for each, answer in lesson.given.items() if each != found.id}
    floor = replace(lesson.floor, holder=None) if lesson.floor.holder == found.id else lesson.floor
    return replace(lesson, contestants=contestants, given=given, floor=floor)


def _kind_chosen(lesson: Lesson, event: on.KindChosen) -> Lesson:
    if not lesson.index < event.index < len(lesson.rounds) or event.kind == Kind.SURVEY:
        return lesson
    chosen = lesson.rounds[event.index]
    if chosen.kind in (Kind.SURVEY, event.kind):
        return lesson
    rounds = list(lesson.rounds)
    rounds[event.index] = replace(chosen, kind=event.kind)
    return replace(lesson, rounds=tuple(rounds))


def _opened(lesson: Lesson, event: on.Opened) -> Lesson:
    fits = lesson.phase in (Phase.LOBBY, Phase.REVEALED, Phase.STANDINGS)
    if not fits or event.index != lesson.index + 1 or lesson.is_over:
        return lesson
    return replace(
        lesson,
        phase=Phase.ASKING,
        index=event.index,
        opened_ms=event.at_ms,
        paused_ms=None,
        extra_ms=0,
        given=NOBODY,
        floor=Floor(),
    )


def _answered(lesson: Lesson, event: on.Answered, types: Types) -> Lesson:
    who = lesson.contestants.get(event.contestant)
    if who is None or who.is_gone or not _is_open(lesson, event.index, event.at_ms):
        return lesson
    question = lesson.round.dealt.question
    if not types[question.type].legal(question.body, event.answer):
        return lesson
    before = lesson.given.get(who.id)
    if before is not None and event.count <= before.count and not who.is_table:
        return lesson
    is_buzz = lesson.round.kind == Kind.BUZZ
    if is_buzz and lesson.floor.holder != who.id:
        return lesson
    spent = lesson.scores[who.id].lag_ms
    lag = max(0, min(event.lag_ms, LAG_MOST_MS, LAG_BUDGET_MS - spent))
    taken = Given(event.answer, lesson.elapsed_ms(event.at_ms), lag, event.count)
    after = replace(lesson, given={**lesson.given, who.id: taken})
    if not is_buzz:
        return after
    if types[question.type].grade(question.body, event.answer).is_right:
        return _graded(after, types)
    return replace(after, floor=Floor(None, 0, lesson.floor.had | {who.id}))


def _hands_counted(lesson: Lesson, event: on.HandsCounted, types: Types) -> Lesson:
    who = lesson.contestants.get(event.contestant)
    fits = lesson.phase == Phase.ASKING and lesson.index == event.index and lesson.round.kind != Kind.BUZZ
    if who is None or who.is_gone or not who.is_table or not fits:
        return lesson
    offers = by_hand(lesson.round, types)
    if not offers or len(event.hands) != len(offers) or not all(0 <= hands <= 999 for hands in event.hands):
        return lesson
    # Hands are counted aloud, and take as long as they take: time's end doesn't stop the count, the reveal does.
    taken = Given((), lesson.elapsed_ms(event.at_ms), hands=event.hands)
    return replace(lesson, given={**lesson.given, who.id: taken})


def _buzzed(lesson: Lesson, event: on.Buzzed) -> Lesson:
    who = lesson.contestants.get(event.contestant)
    if who is None or who.is_gone or not _is_open(lesson, event.index, event.at_ms):
        return lesson
    floor = lesson.floor
    if lesson.round.kind != Kind.BUZZ or floor.holder is not None or who.id in floor.had:
        return lesson
    # Whoever buzzed in the last second still has the time to answer.
    short = max(0, BUZZ_MS - lesson.left_ms(event.at_ms))
    return replace(lesson, floor=Floor(who.id, event.at_ms, floor.had), extra_ms=lesson.extra_ms + short)


def _floor_lost(lesson: Lesson, event: on.FloorLost) -> Lesson:
    floor = lesson.floor
    if not _is_running(lesson) or lesson.index != event.index or floor.holder is None:
        return lesson
    return replace(lesson, floor=Floor(None, 0, floor.had | {floor.holder}))


def _resumed(lesson: Lesson, event: on.Resumed) -> Lesson:
    if lesson.phase != Phase.ASKING or lesson.paused_ms is None:
        return lesson
    stood = event.at_ms - lesson.paused_ms
    floor = replace(lesson.floor, since_ms=lesson.floor.since_ms + stood)
    return replace(lesson, opened_ms=lesson.opened_ms + stood, paused_ms=None, floor=floor)


def _closed(lesson: Lesson, event: on.Closed, types: Types) -> Lesson:
    if lesson.phase != Phase.ASKING or lesson.index != event.index:
        return lesson
    return _graded(lesson, types)


def _graded(lesson: Lesson, types: Types) -> Lesson:
    brought, after = marks(lesson, types)
    made = Outcome(lesson.index, lesson.round.kind, lesson.given, brought)
    return replace(
        lesson,
        phase=Phase.REVEALED,
        paused_ms=None,
        scores=after,
        before=lesson.scores,
        outcomes=(*lesson.outcomes, made),
    )


def _skipped(lesson: Lesson, event: on.Skipped) -> Lesson:
    if lesson.phase != Phase.ASKING or lesson.index != event.index:
        return lesson
    left_out = Outcome(lesson.index, lesson.round.kind, NOBODY, {}, True)
    return replace(
        lesson,
        phase=Phase.STANDINGS,
        paused_ms=None,
        given=NOBODY,
        before=lesson.scores,
        outcomes=(*lesson.outcomes, left_out),
    )
