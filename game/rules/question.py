"""A question as every part of the game sees it, and what its type must be able to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Protocol

from game.nodes import Fields, Node, Reader, Tree

Answer = tuple[int, ...]
"""A visitor's answer as whole numbers; what they mean is the question type's business. JSON-able as a list."""

FULL_CREDIT = 1000
"""Credit is counted in thousandths of a full right answer."""

HALF_CREDIT = FULL_CREDIT // 2
"""An answer worth at least this much costs no heart."""

DIFFICULTIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim is written: the document's title and number, and the article where one is known."""

    source: str
    title: str
    number: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a pack. `body` belongs to the question type named by `type`.

    `pack` is its pack's `id@version`. `reckoning` tells a reviewer how a key's number follows where no fact states it; `is_foreign` says that the words are in
    another language than the screens.
    """

    id: str
    type: str
    topic: str
    difficulty: int
    stem: str
    body: Any
    rationale: str
    hint: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...]
    aspect: str = "knowledge"
    checked_on: date | None = None
    valid_until: date | None = None
    genuine: bool = False
    reckoning: str = ""
    is_foreign: bool = False
    pack: str = ""


class Listed(Protocol):
    """What dealing goes by: a question itself, or its entry in the list of a bank."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def difficulty(self) -> int: ...
    @property
    def facts(self) -> tuple[str, ...]: ...
    @property
    def genuine(self) -> bool: ...
    @property
    def is_foreign(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the list of a bank, without its words; the fields are those of `Question`."""

    id: str
    type: str
    topic: str
    difficulty: int
    facts: tuple[str, ...]
    genuine: bool
    is_foreign: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth: credit in thousandths, 0 to 1000, and the key to show."""

    credit: int
    key: Answer

    @property
    def is_right(self) -> bool:
        return self.credit == FULL_CREDIT


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing that can be chosen in a question: for a report on what visitors chose.

    `id` is the type's own number for it, the same however a question was shuffled. Where the words are the game's and not
    the pack's, `word` is their key and `text` is empty. `why` tells what is wrong with it, where the pack does.
    """

    id: int
    text: str
    is_right: bool
    why: str = ""
    word: str = ""


class QuestionRules(Protocol):
    """The verbs a question type offers; one module `rules.py` in each folder of `game/qtypes`."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The type's body from the question's own fields; mistakes go to `reader`."""

    def write(self, body: Any) -> dict[str, Tree]:
        """The fields that `read` would read the same body from."""

    def fields(self) -> Fields:
        """The fields that the type adds to a question, with what they mean."""

    def shuffle(self, body: Any, rng: Random) -> Any:
        """The body with its options in an order drawn from `rng`."""

    def simplify(self, body: Any, options: int) -> Any:
        """The body with at most `options` things to choose from, every right one kept."""

    def wrong(self, body: Any) -> tuple[int, ...]:
        """The options that the prop 排除 may remove, in the order it would."""

    def characters(self, body: Any) -> int:
        """What there is to read beside the stem, where that is more than a few short options."""

    def legal(self, body: Any, answer: Answer) -> bool:
        """Whether a visitor can give this answer at all."""

    def grade(self, body: Any, answer: Answer) -> Verdict:
        """What a legal answer is worth."""

    def guess(self, body: Any, rng: Random) -> Answer:
        """Any legal answer, drawn from `rng`."""

    def detects(self) -> bool:
        """Whether the type is about telling scams from genuine matters."""

    def alarm(self, body: Any, answer: Answer) -> bool | None:
        """Whether the answer takes the matter for a scam; None where the type doesn't detect."""

    def offers(self, body: Any) -> tuple[Offer, ...]:
        """Everything that can be chosen, right and wrong, in file order; nothing where an answer is no choice."""

    def chosen(self, body: Any, answer: Answer) -> tuple[int, ...]:
        """The ids of the offers that a legal answer chose, each once."""


class PhoneQuestion(Protocol):
    """A question type on a phone; one module `phone.py` in each folder of `game/qtypes` that a phone can show.

    A phone knows no ids, only positions in the order shown, from 0: an id may tell the key.
    """

    def ask(self, body: Any) -> dict[str, Any]:
        """What a phone shows of the question, JSON-able; nothing of it depends on the key."""

    def answer(self, body: Any, positions: Sequence[object]) -> Answer:
        """The legal answer that the positions mean. Raises ValueError where they mean none."""

    def positions(self, body: Any, answer: Answer) -> list[int]:
        """The positions that mean the answer, for the key too. Raises ValueError where an id stands nowhere."""

    def counts(self, body: Any, answers: Iterable[Answer]) -> list[int]:
        """How many legal answers chose each position; of no choice, what the type tells instead."""
