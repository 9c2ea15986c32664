"""What the rounds of a session look like on the wire: prepared once, told often, and never the key before its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from game.citing import cited
from game.qtypes import load_phone
from game.records.classroom import Opening
from game.rules.classroom.grading import by_hand
from game.rules.classroom.lesson import Given, Kind, Round
from game.rules.deal import Types
from game.rules.question import Answer
from game.words import Copy


class Shown:
    """The rounds of a session for the wire."""

    def __init__(self, opening: Opening, rounds: Sequence[Round], types: Types) -> None:
        self._rounds, self._types = rounds, types
        self._say = Copy(opening.language)
        self._seed = f"{opening.seed}/{opening.room}"

    def nonce(self, index: int) -> int:
        """The round's number on the wire: the same after a new start, and none of another round or session."""
        return int.from_bytes(sha256(f"{self._seed}/{index}".encode()).digest()[:6], "big")

    def ask(self, index: int, kind: Kind) -> dict[str, Any]:
        """What everybody may see of the round while it is open, but for the time."""
        question = self._rounds[index].dealt.question
        return {
            "nonce": self.nonce(index),
            "number": index + 1,
            "of": len(self._rounds),
            "kind": str(kind),
            "type": question.type,
            "stem": question.stem,
            "ask": load_phone(question.type).ask(question.body),
        }

    def answer(self, index: int, positions: Sequence[int]) -> Answer:
        """The answer that those positions mean. Raises ValueError for what is no answer."""
        question = self._rounds[index].dealt.question
        found: Answer = load_phone(question.type).answer(question.body, positions)
        return found

    def positions(self, index: int, answer: Answer) -> list[int]:
        """Where the things that an answer chose stand."""
        question = self._rounds[index].dealt.question
        found: list[int] = load_phone(question.type).positions(question.body, answer)
        return found

    def key(self, index: int) -> list[int] | None:
        """The key's positions; None of a survey. For the reveal, and for whoever leads the class."""
        played = self._rounds[index]
        if played.kind == Kind.SURVEY:
            return None
        question = played.dealt.question
        # Any legal answer's verdict tells the key.
        rules = self._types[question.type]

        return self.positions(index, rules.grade(question.body, rules.guess(question.body, Random(0))).key)

    def lesson(self, index: int) -> dict[str, Any]:
        """The key, why it is the key, and where that is written."""
        question = self._rounds[index].dealt.question
        source = cited(question.citations, self._say) if question.citations else ""
        return {"key": self.key(index), "rationale": question.rationale, "source": source}

    def hint(self, index: int) -> str:
        """The question's hint, empty where it has none."""
        return self._rounds[index].dealt.question.hint

    def why(self, index: int, answer: Answer) -> str:
        """What is wrong with the first wrong thing that the answer chose, where the pack tells."""
        played = self._rounds[index]
        if played.kind == Kind.SURVEY:
            return ""
        question = played.dealt.question
        rules = self._types[question.type]
        chosen = rules.chosen(question.body, answer)
        return next(
            (each.why for each in rules.offers(question.body) if each.id in chosen and not each.is_right and each.why),
            "",
        )

    def hands(self, index: int) -> int:
        """For how many things hands can be raised; 0 where an answer is more than one thing."""
        return len(by_hand(self._rounds[index], self._types))

    def counts(self, index: int, given: Mapping[int, Given]) -> list[int]:
        """How many chose each thing, in the order shown; hands are counted one by one."""
        question = self._rounds[index].dealt.question
        answers = [each.answer for each in given.values() if not each.hands]
        counts: list[int] = load_phone(question.type).counts(question.body, answers)
        for each in given.values():
            if each.hands:
                counts = [count + hands for count, hands in zip(counts, each.hands, strict=True)]
        return counts
