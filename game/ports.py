"""What the session asks of the world outside; the app brings the real ones, tests bring their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from game.rules.handbook import Card
    from game.rules.levels import Campaign
    from game.rules.question import Listed, Question
    from game.rules.ranking import Entry
    from game.rules.run import AnswerRecord, Result
    from game.rules.visit import Interrupted
    from game.rules.voucher import Redemption, Stock


class Bank(Protocol):
    """The questions that may be dealt."""

    @property
    def campaign(self) -> Campaign: ...

    def listed(
        self, topics: Collection[str], seed: int, seen: Collection[str] = (), again: Collection[str] = ()
    ) -> Sequence[Listed]:
        """What may be dealt of these topics. Of a large bank it is a sample that `seed` draws, evenly from each topic and
        difficulty and first of what is not `seen`; always in it are the questions `again` and what rests on their facts."""

    def __contains__(self, question_id: str) -> bool: ...

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError when there is none."""

    def cards(self) -> Sequence[Card]:
        """The handbook in walking order."""


class Journal(Protocol):
    """Where results are made durable. Every write says whether it is on disk; none raises."""

    def begin_visit(self, seed: int) -> bool: ...

    def take_up(self) -> bool:
        """The visit that was found unfinished goes on in its own rows."""

    def close_visit(self) -> bool: ...

    def begin_run(self, level: str, seed: int, care: bool, speed: bool) -> bool: ...

    def save_answer(self, record: AnswerRecord) -> bool:
        """Whether the record is safe from a power cut now."""

    def finish_run(self, result: Result) -> bool: ...

    def abandon_run(self) -> bool: ...

    def flag(self, question: str, pack: str) -> bool:
        """That the visitor finds something wrong with the question is on record."""

    def tell_age(self, band: str) -> bool:
        """The age band that the visitor chose to say is on record."""

    def unfinished(self, within_ms: int) -> Interrupted | None:
        """The visit that was cut off at most `within_ms` ago."""

    def best(self, level: str, most: int, since: str = "") -> Sequence[Entry]:
        """The best results of that level on this kiosk since that ISO day, one a visit, best first; nothing when they can't be read."""

    def close(self) -> None:
        """Nothing more will be written."""


class Gate(Protocol):
    """What keeps the staff's screens closed."""

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN; without one nobody gets in."""


class Desk(Protocol):
    """What the staff's screens work with; the app only needs to know whether they may be reached."""

    @property
    def pin(self) -> Gate: ...


class Vouchers(Protocol):
    """What staff redeem prizes with. Nothing here raises."""

    def redeem(self, code: str) -> Redemption:
        """What becomes of the code today; a prize is handed out once."""

    def stock(self) -> Stock | None:
        """What the cupboard holds, None when the records can't be read."""

    def add(self, amount: int) -> bool:
        """So many prizes were put in, or taken out if negative; False when that can't be."""


class Clock(Protocol):
    """Time that only goes forward."""

    def now_ms(self) -> int: ...
