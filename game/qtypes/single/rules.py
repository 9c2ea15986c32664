"""The rules of single choice. An answer is the one chosen option's id: `(2,)`."""

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
    if body.options and len(body.key) != 1:
        reader.problem(node, "key-count", f"{len(body.key)} options are right, expected 1 / 单选题只能有 1 个正确选项")
    return body


def legal(body: Choices, answer: Answer) -> bool:
    return len(answer) == 1 and answer[0] in body.ids


def grade(body: Choices, answer: Answer) -> Verdict:
    return Verdict(FULL_CREDIT if answer == body.key else 0, body.key)


def guess(body: Choices, rng: Random) -> Answer:
    return (rng.choice(body.options).id,)


def detects() -> bool:
    return False


def alarm(body: Choices, answer: Answer) -> bool | None:
    return None
