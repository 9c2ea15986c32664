"""What one visitor has reached since walking up: stars, points, questions met. Nothing about who it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from game.rules import rating
from game.rules.levels import EXAM, Campaign, Chapter, Level
from game.rules.question import FULL_CREDIT, Question
from game.rules.run import AnswerRecord, Result

WEAK_TOPICS = 3
"""How many weak topics a visit names and a passport carries."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What a journal knows of a visit that a crash cut short."""

    seed: int
    results: Sequence[Result]
    answers: Sequence[AnswerRecord]
    level: str = ""
    level_seed: int = 0
    care: bool = False
    speed: bool = False
    records: tuple[AnswerRecord, ...] = ()


class AgeBand(StrEnum):
    """What a visitor may say about age, for the branch's report; nobody has to."""

    CHILD = "under-18"
    YOUNG = "18-39"
    MIDDLE = "40-59"
    SENIOR = "60-plus"


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers to one topic."""

    right: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's progress.

    `weak_before` are the weak topics a passport brought along, `due` the confident errors that shall come back,
    `rated` is the visitor's Elo rating, `read` the handbook cards looked at, `age_band` what the visitor chose to say,
    `flagged` the questions that the visitor finds something wrong with.
    """

    seed: int
    nickname: str = ""
    stars: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    weak_before: tuple[str, ...] = ()
    plays: int = 0
    due: tuple[str, ...] = ()
    rated: int = rating.START
    read: frozenset[str] = frozenset()
    age_band: AgeBand | None = None
    flagged: frozenset[str] = frozenset()

    @property
    def score(self) -> int:
        """The sum of the best score of each level."""
        return sum(self.scores.values())

    @property
    def is_ambassador(self) -> bool:
        return self.stars.get(EXAM, 0) > 0

    @property
    def is_first_level(self) -> bool:
        """Whether one level of the street has been finished, and no other."""
        return len(self.scores) == 1


def after_answer(visit: Visit, question: Question, record: AnswerRecord, stands_for: str = "") -> Visit:
    """The visit once an answer counted: tallies, questions seen, rating, and the visitor's own errors.

    A right answer settles the error that the question `stands_for` as well.
    """
    is_right = record.credit == FULL_CREDIT
    tally = visit.tallies.get(question.topic, Tally())
    tally = Tally(tally.right + is_right, tally.total + 1)
    settled = {question.id, stands_for} if is_right else {question.id}
    wrong = tuple(item for item in visit.wrong if item not in settled)
    due = tuple(item for item in visit.due if item not in settled)
    if not is_right:
        wrong = (*wrong, question.id)
    if record.is_confident_error:
        due = (*due, question.id)
    return replace(
        visit,
        seen=visit.seen | {question.id},
        wrong=wrong,
        tallies={**visit.tallies, question.topic: tally},
        due=due,
        rated=rating.after(visit.rated, question.difficulty, record.credit),
    )


def after_level(visit: Visit, result: Result) -> Visit:
    """The visit with a level's result; a replay never takes stars or points away."""
    return replace(
        visit,
        stars={**visit.stars, result.level: max(visit.stars.get(result.level, 0), result.stars)},
        scores={**visit.scores, result.level: max(visit.scores.get(result.level, 0), result.score)},
        plays=visit.plays + 1,
    )


def chapter_stars(visit: Visit, chapter: Chapter) -> int:
    """Stars of all levels of a chapter, 0 to 9."""
    return sum(visit.stars.get(level.id, 0) for level in chapter.levels)


def best_stars(visit: Visit, chapter: Chapter) -> int:
    """The best level's stars, 0 to 3: what the map shows."""
    return max(visit.stars.get(level.id, 0) for level in chapter.levels)


def total_stars(visit: Visit, campaign: Campaign) -> int:
    """All stars won on the street, exam included."""
    return sum(visit.stars.get(level.id, 0) for level in campaign.levels())


def chapters_lit(visit: Visit, campaign: Campaign) -> int:
    """How many chapters have a star."""
    return sum(chapter_stars(visit, chapter) > 0 for chapter in campaign.chapters)


def is_chapter_open(visit: Visit, campaign: Campaign, chapter: Chapter) -> bool:
    """A chapter opens when the one before it has a star; the first is always open."""
    place = campaign.chapters.index(chapter)
    return place == 0 or chapter_stars(visit, campaign.chapters[place - 1]) > 0 or chapter_stars(visit, chapter) > 0


def is_level_open(visit: Visit, campaign: Campaign, level: Level) -> bool:
    """Levels open in turn; the exam when every chapter has a star."""
    if level.id == EXAM:
        return chapters_lit(visit, campaign) == len(campaign.chapters)
    chapter = campaign.chapter(level.chapter)
    place = chapter.levels.index(level)
    if place == 0:
        return is_chapter_open(visit, campaign, chapter)
    return visit.stars.get(chapter.levels[place - 1].id, 0) > 0


def next_level(visit: Visit, campaign: Campaign) -> Level:
    """Where the lion waits: the first chapter without a star, then the exam, then whatever earns more stars."""
    for chapter in campaign.chapters:
        if chapter_stars(visit, chapter) == 0:
            return chapter.levels[0]
    if not visit.is_ambassador:
        return campaign.exam
    for level in campaign.levels():
        if visit.stars.get(level.id, 0) < 3 and is_level_open(visit, campaign, level):
            return level
    return campaign.exam


def next_in_chapter(visit: Visit, chapter: Chapter) -> Level:
    """The chapter's first level without a star, else its first that could earn more, else its last."""
    for goal in (1, 3):
        for level in chapter.levels:
            if visit.stars.get(level.id, 0) < goal:
                return level
    return chapter.levels[-1]


def weakest(visit: Visit) -> tuple[str, ...]:
    """Up to three topics with the lowest accuracy below one half to full, worst first; else those a passport named."""
    errors = [(tally.right / tally.total, topic) for topic, tally in visit.tallies.items() if tally.right < tally.total]
    named = tuple(topic for _, topic in sorted(errors)[:WEAK_TOPICS])
    rest = tuple(topic for topic in visit.weak_before if topic not in named and topic not in visit.tallies)
    return (*named, *rest)[:WEAK_TOPICS]
