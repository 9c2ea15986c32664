"""The street: chapters, their levels, the final exam. All of it comes from pack data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.rules.question import HALF_CREDIT

LEVELS_A_CHAPTER = 3
MOST_STARS = 3
EXAM = "exam"


class Mode(StrEnum):
    """每日一练, 挑战赛, 防诈实验室, 双人对战 and 错题重练; the value is the level's id too."""

    DAILY = "daily"
    CHALLENGE = "challenge"
    LAB = "lab"
    DUEL = "duel"
    REDO = "redo"


def is_mode(level_id: str) -> bool:
    """Whether the level belongs to a mode and not to the street."""
    return level_id in tuple(Mode)


@dataclass(frozen=True, slots=True)
class Level:
    """What a level deals and asks for.

    `draw` gives (difficulty, how many); `star_percents` the accuracy in percent that earns one, two and three
    stars, the first being the pass mark; `seconds` the thinking time a question has beside the time to read
    it, 0 for none. With `hearts` 0 none can be lost; an answer worth less than `heart_credit` costs one. `asks_sure`
    offers "I'm sure" and "not sure" when an answer is given.
    """

    id: str
    chapter: str
    title: str
    draw: tuple[tuple[int, int], ...]
    star_percents: tuple[int, int, int]
    hearts: int = 3
    seconds: int = 0
    asks_sure: bool = False
    has_props: bool = True
    has_streaks: bool = True
    heart_credit: int = HALF_CREDIT

    @property
    def size(self) -> int:
        """How many questions the level deals."""
        return sum(count for _, count in self.draw)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a visitor may read before playing a chapter."""

    what_title: str
    what: str
    use_title: str
    use: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One stop on the street: `plot` names its picture and place on the map, `topic` the pool it draws from."""

    id: str
    title: str
    plot: str
    lesson: Lesson
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """The chapters in walking order and the exam at the end.

    `edition` (0–3) changes when chapters come, go or move, so that a passport code of another street is refused.
    """

    title: str
    chapters: tuple[Chapter, ...]
    exam: Level
    edition: int = 0
    slogans: tuple[str, ...] = ()

    def levels(self) -> Iterator[Level]:
        """Every level in walking order, the exam last."""
        for chapter in self.chapters:
            yield from chapter.levels
        yield self.exam

    def level(self, level_id: str) -> Level:
        """The level of that id. Raises KeyError when there is none."""
        for level in self.levels():
            if level.id == level_id:
                return level
        raise KeyError(level_id)

    def chapter(self, chapter_id: str) -> Chapter:
        """The chapter of that id. Raises KeyError when there is none."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise KeyError(chapter_id)
