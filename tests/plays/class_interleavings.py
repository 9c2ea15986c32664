"""Answers in every order that a network can make of them: `python -m tests.plays.class_interleavings --count 100000`.

Each trial is a round of a few phones whose messages come twice, early, late, out of range and out of order. Exactly one answer
a phone counts, the legal one with the greatest number before the closing; and the journal's events give the same session back.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from game.rules.classroom import events as on
from game.rules.classroom.lesson import Kind, Lesson, Phase
from game.rules.classroom.update import update
from tests.classroom.lessons import TYPES, asked
from tests.gate import Gate

PHONES = 4


def trial(rng: Random) -> list[str]:
    """What went wrong in one round; nothing, as it should be."""
    opening, made = asked()
    index = (
        next(place for place in range(rng.randrange(len(made)), len(made)) if made[place].kind != Kind.BUZZ)
        if rng.random() < 0.7
        else 1
    )
    index = index if made[index].kind != Kind.BUZZ else 1
    lesson = Lesson(opening.terms, made)
    events: list[on.Event] = [on.Joined(0, who) for who in range(1, PHONES + 1)]
    for before in range(index):
        events += [on.Opened(0, before), on.Closed(0, before)]
    limit = made[index].limit_ms
    events.append(on.Opened(10, index))
    question = made[index].dealt.question
    rules = TYPES[question.type]
    sent: list[on.Answered] = []
    for _ in range(rng.randrange(1, 14)):
        answer = rules.guess(question.body, rng)
        if rng.random() < 0.2:
            answer = rng.choice([(), (99,), (-1,), (0, 0), answer + answer])
        at = rng.choice(
            [rng.randrange(0, 10), rng.randrange(10, 10 + limit), 10 + limit, rng.randrange(limit, 2 * limit)]
        )
        sent.append(
            on.Answered(
                at,
                rng.randrange(0, PHONES + 2),
                rng.choice([index, index, index, index - 1, index + 1]),
                answer,
                rng.randrange(5),
            )
        )
    sent += rng.sample(sent, rng.randrange(len(sent) + 1))
    sent.sort(key=lambda event: event.at_ms)
    accepted: list[on.Event] = []
    wanted: dict[int, on.Answered] = {}
    for event in [*events, *sent]:
        is_legal = (
            isinstance(event, on.Answered)
            and lesson.phase == Phase.ASKING
            and event.at_ms >= lesson.at_ms
            and event.index == index
            and event.contestant in lesson.contestants
            and 10 <= event.at_ms < 10 + limit
            and rules.legal(question.body, event.answer)
        )
        if is_legal and isinstance(event, on.Answered):
            last = wanted.get(event.contestant)
            if last is None or event.count > last.count:
                wanted[event.contestant] = event
        after = update(lesson, event, TYPES)
        if after is not lesson:
            accepted.append(event)
        lesson = after
    for event in (on.Closed(max(lesson.at_ms, 10 + limit), index), *sent):
        after = update(lesson, event, TYPES)
        if after is not lesson:
            accepted.append(event)
        lesson = after
    outcome = lesson.outcome
    if outcome is None:
        return ["the round never closed"]
    wrong = []
    if {who: given.answer for who, given in outcome.given.items()} != {
        who: each.answer for who, each in wanted.items()
    }:
        wrong.append(f"{dict(outcome.given)} instead of {wanted}")
    again = Lesson(opening.terms, made)
    for event in accepted:
        again = update(again, event, TYPES)
    if again != lesson:
        wrong.append("replaying the events gives another session")
    return wrong


def main() -> int:
    """0 when no trial went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    gate, rng = Gate("N3-interleavings", chosen.seed), Random(f"interleavings/{chosen.seed}")
    failures: list[str] = []
    for _ in range(chosen.count):
        failures += trial(rng)
    return gate.close(chosen.count, failures)


if __name__ == "__main__":
    sys.exit(main())
