"""The journal that a class goes into: a new one, or the one that was cut off a while ago."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from sqlite3 import Error

from game.classroom.names import Names
from game.classroom.planning import NoClassError, draw, terms
from game.records.classroom import FOLDER, ClassJournal, Opening, unfinished
from game.rules.classroom.events import Joined, Kicked

RESUME_WITHIN_S = 2 * 60 * 60
"""A session cut off longer ago is over, whatever its journal says."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that can be served: its journal's path, how it was opened, and what those already in it are called.

    Their own names went with the memory that held them; generated ones stand in.
    """

    path: Path
    opening: Opening
    names: Mapping[int, str] = field(default_factory=dict)
    is_resumed: bool = False


def begin(
    chosen: argparse.Namespace,
    questions: Path,
    data: Path,
    chance: Random,
    room: str,
    today: date,
    now_s: Callable[[], float] = time.time,
) -> Begun:
    """The session cut off within the last two hours, unless `--new` was asked for; else a new one. Raises NoClassError."""
    folder = data / FOLDER
    try:
        found = None if chosen.new else resumed(folder, now_s())
        return found or new(chosen, questions, data, chance, room, today)
    except (OSError, Error) as error:
        raise NoClassError(f"the session can't be saved in {folder}: {error} / 课堂记录写不进 {folder}") from error


def resumed(folder: Path, now_s: float) -> Begun | None:
    """The newest session that people are in and that never ended; None when there is none of late. Raises OSError, sqlite3.Error."""
    path = unfinished(folder, now_s - RESUME_WITHIN_S)
    if path is None:
        return None
    journal = ClassJournal.open(path)
    try:
        there: dict[int, None] = {}
        for event in journal.events():
            if isinstance(event, Joined) and not event.is_table:
                there[event.contestant] = None
            elif isinstance(event, Kicked):
                there.pop(event.contestant, None)
        return Begun(path, journal.opening, stand_ins(journal.opening, there), is_resumed=True)
    finally:
        journal.close()


def stand_ins(opening: Opening, contestants: Mapping[int, None]) -> dict[int, str]:
    """A generated name for each of them, the same whenever this session is resumed."""
    made = Names(opening.language, Random(f"names/{opening.seed}"))
    return {contestant: made.take(contestant, made.suggest(1)[0]) for contestant in contestants}


def new(chosen: argparse.Namespace, questions: Path, data: Path, chance: Random, room: str, today: date) -> Begun:
    """A new session, drawn and on the disk. Raises NoClassError, OSError, sqlite3.Error."""
    seed = chance.randrange(1 << 31) if chosen.seed is None else chosen.seed
    drawn = draw(chosen, questions, data, seed, today)
    opening = Opening(
        seed, room, chosen.language, drawn.title, drawn.planned, chosen.seconds, terms(chosen), today.isoformat()
    )
    journal = ClassJournal.make(data / FOLDER, opening)
    journal.close()
    return Begun(journal.path, opening)
