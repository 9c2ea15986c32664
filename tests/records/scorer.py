"""A child that plays and keeps a journal until it is killed: `python -m tests.records.scorer FOLDER SEED`.

It says `ready` when the journal is open, then `SEED INDEX POINTS` for every answer once the journal acknowledged it
and `SEED done SCORE` for every result. Seeds count up from SEED, one a visit.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from game.records.journal import Journal
from game.rules import run as rules
from game.rules.run import Answered, Continued, Finish, Phase, Prop, PropUsed, Run, Save, Saved, Shown
from tests.rules.street import TYPES, dealt


def play(journal: Journal, seed: int, tell: Callable[[str], None], most: int = 99) -> Run:
    """A level played by chance from `seed`, at most `most` answers long; `tell` hears what was acknowledged."""
    rng, clock_ms = Random(seed), 0
    run = rules.start(dealt(seed), speed=True)
    while run.phase != Phase.ENDED and len(run.records) < most:
        question = run.dealt.question
        events: list[rules.Event] = [Shown(clock_ms)]
        if rng.random() < 0.3:
            events.append(PropUsed(rng.choice(tuple(Prop)), clock_ms))
        for event in events:
            run, _ = rules.update(run, event, TYPES)
        clock_ms += rng.randint(100, 20_000)
        while run.phase == Phase.ASKING:
            answer = TYPES[question.type].guess(question.body, rng)
            run, effects = rules.update(run, Answered(run.index, answer, clock_ms), TYPES)
        for effect in effects:
            if isinstance(effect, Save) and journal.save_answer(effect.record):
                tell(f"{seed} {effect.record.index} {effect.record.points}")
        run, _ = rules.update(run, Saved(run.index), TYPES)
        run, effects = rules.update(run, Continued(run.index), TYPES)
        for effect in effects:
            if isinstance(effect, Finish) and journal.finish_run(effect.result):
                tell(f"{seed} done {effect.result.score}")
    return run


def main(folder: Path, seed: int) -> None:
    """Plays one visit after another, until killed."""

    def tell(line: str) -> None:
        os.write(1, f"{line}\n".encode())

    journal = Journal.open(folder, lambda: time.time_ns() // 1_000_000, date.today)
    tell("ready")
    while True:
        journal.begin_visit(seed)
        journal.begin_run("one.1", seed, False, True)
        play(journal, seed, tell)
        if seed % 3:
            journal.close_visit()
        seed += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
