"""The rules of multiple choice. An answer is the chosen options' ids in rising order: `(0, 3)`; all and only count."""

from __future__ import annotations

from random import Random

from game.nodes import Node, Reader
from game.qtypes import choices
from game.qtypes.choices import Choices, characters, chosen, fields, offers, shuffle, simplify, write, wrong
from game.rules.question import FULL_CREDIT, Answer, Verdict

__all__ = [
    "characters",
    "chosen",
    "fields",
    "grade",
    "guess",
    "legal",
    "offers",
    "read",
    "shuffle",
    "simplify",
    "write",
    "wrong",
]


def read(node: Node, reader: Reader) -> Choices:
    body = choices.read(node, reader)
    if body.options and not 2 <= len(body.key) < len(body.options):
        reader.problem(
            node,
            "key-count",
            f"{len(body.key)} options are right, expected 2 or more and not all / 多选题应有两个以上正确选项，且不能全对",
        )
    return body


def legal(body: Choices, answer: Answer) -> bool:
    return bool(answer) and tuple(sorted(set(answer))) == answer and set(answer) <= body.ids


def grade(body: Choices, answer: Answer) -> Verdict:
    return Verdict(FULL_CREDIT if answer == body.key else 0, body.key)


def guess(body: Choices, rng: Random) -> Answer:
    count = rng.randint(1, len(body.options))
    return tuple(sorted(option.id for option in rng.sample(body.options, count)))


def detects() -> bool:
    return False


def alarm(body: Choices, answer: Answer) -> bool | None:
    return None
