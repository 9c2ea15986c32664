"""A visit that leaves no trace: one question dealt as a level of its own, a journal that forgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from game.qtypes import load_rules
from game.rules import run
from game.rules.deal import deal
from game.rules.handbook import Card
from game.rules.levels import Campaign, Chapter, Lesson, Level
from game.rules.question import Answer, Listed, Question
from game.rules.run import Phase
from game.session import Session
from game.tools.preview.reel import Reel

if TYPE_CHECKING:
    from game.rules.ranking import Entry
    from game.rules.run import AnswerRecord, Result
    from game.rules.visit import Interrupted

STARS = (60, 80, 100)
STRANGE_PLOT = "gate_ambassador"
"""The picture of a chapter that no pack has."""
MOST_GUESSES = 400
TYPES = load_rules()


class Forgetful:
    """A journal that takes everything and keeps nothing."""

    def begin_visit(self, seed: int) -> bool:
        return True

    def take_up(self) -> bool:
        return True

    def close_visit(self) -> bool:
        return True

    def begin_run(self, level: str, seed: int, care: bool, speed: bool) -> bool:
        return True

    def save_answer(self, record: AnswerRecord) -> bool:
        return True

    def finish_run(self, result: Result) -> bool:
        return True

    def abandon_run(self) -> bool:
        return True

    def flag(self, question: str, pack: str) -> bool:
        return True

    def tell_age(self, band: str) -> bool:
        return True

    def unfinished(self, within_ms: int) -> Interrupted | None:
        return None

    def best(self, level: str, most: int, since: str = "") -> Sequence[Entry]:
        return ()

    def close(self) -> None:
        """Nothing was open."""


@dataclass(slots=True)
class ReelBank:
    """The bank of a rehearsal: the game's chapters, and the questions and cards of the reel alone."""

    base: Campaign
    reel: Reel

    @property
    def campaign(self) -> Campaign:
        """The street with the pack's own chapters, and a stand-in for each that no pack has."""
        known = {chapter.id: chapter for chapter in (*self.base.chapters, *self.reel.chapters)}
        for frame in self.reel.frames:
            topic = frame.item.topic
            known.setdefault(topic, Chapter(topic, topic, STRANGE_PLOT, Lesson("", "", "", "", ()), ()))
        return replace(self.base, chapters=tuple(known.values()))

    def listed(
        self, topics: Collection[str], seed: int, seen: Collection[str] = (), again: Collection[str] = ()
    ) -> Sequence[Listed]:
        return [question for question in self.questions() if question.topic in topics]

    def __contains__(self, question_id: str) -> bool:
        return any(question.id == question_id for question in self.questions())

    def questions(self) -> Sequence[Question]:
        return [frame.item for frame in self.reel.frames if isinstance(frame.item, Question)]

    def question(self, question_id: str) -> Question:
        found = next((one for one in self.questions() if one.id == question_id), None)
        if found is None:
            raise KeyError(question_id)
        return found

    def cards(self) -> Sequence[Card]:
        return [frame.item for frame in self.reel.frames if isinstance(frame.item, Card)]


def rehearsal(bank: ReelBank, seed: int) -> Session:
    """A session with that bank that writes nothing and sounds nothing."""
    session = Session(bank, TYPES, Forgetful(), lambda: seed, lambda cue: None, lambda _: "", lambda: date.min)
    session.begin_visit()
    return session


def stage(session: Session, question: Question) -> None:
    """The question is the only one of the level in play, with its options in the order that the seed gives, and no clock."""
    level = Level(f"{question.topic}.1", question.topic, "", ((question.difficulty, 1),), STARS)
    dealt = deal(level, [question], lambda _: question, session.visit.seed, session.types)
    session.run = run.start(dealt)


def answers(session: Session) -> tuple[Answer, Answer]:
    """The right answer to the question in play, and the worst of many others."""
    from random import Random

    assert session.run is not None and session.run.phase == Phase.ASKING
    question = session.run.dealt.question
    rules, rng = session.types[question.type], Random(7)
    guesses = [rules.guess(question.body, rng) for _ in range(MOST_GUESSES)]
    key = rules.grade(question.body, guesses[0]).key
    return key, min(guesses, key=lambda guess: rules.grade(question.body, guess).credit)
