"""The rules of true/false. An answer is `(1,)` for 对 and `(0,)` for 错; the order of the two never changes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

TRUE, FALSE = 1, 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Whether the stem states the truth."""

    is_true: bool


FIELDS = {"answer": "题干说得对写 true，说错了写 false / whether the stem is true"}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Statement:
    return Statement(reader.flag(reader.needed(node, FIELDS).get("answer")))


def write(body: Statement) -> dict[str, Tree]:
    return {"answer": "true" if body.is_true else "false"}


def shuffle(body: Statement, rng: Random) -> Statement:
    return body


def simplify(body: Statement, options: int) -> Statement:
    return body


def wrong(body: Statement) -> tuple[int, ...]:
    """Nothing: with two options, removing one would be giving the answer away."""
    return ()


def characters(body: Statement) -> int:
    return 0


def legal(body: Statement, answer: Answer) -> bool:
    return answer in ((TRUE,), (FALSE,))


def grade(body: Statement, answer: Answer) -> Verdict:
    key = (TRUE,) if body.is_true else (FALSE,)
    return Verdict(FULL_CREDIT if answer == key else 0, key)


def guess(body: Statement, rng: Random) -> Answer:
    return (rng.choice((TRUE, FALSE)),)


def detects() -> bool:
    return False


def alarm(body: Statement, answer: Answer) -> bool | None:
    return None


def offers(body: Statement) -> tuple[Offer, ...]:
    return (
        Offer(TRUE, "", body.is_true, word="truefalse.true"),
        Offer(FALSE, "", not body.is_true, word="truefalse.false"),
    )


def chosen(body: Statement, answer: Answer) -> tuple[int, ...]:
    return answer
