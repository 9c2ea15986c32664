"""A made-up month at made-up kiosks: visits with an ability, age band and day, answering the real questions by the real rules.

Learners follow the one-parameter logistic model, and get a little better with every answer to a topic. Questions can be
told to misbehave. Rows go to SQLite in one transaction: the journal's own way, an fsync an answer, is tested elsewhere.

`python -m tests.records.synthetic DIR` leaves such a journal there to look at.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from pathlib import Path
from random import Random

from game.qtypes import load_rules
from game.records import schema
from game.records.database import NAME
from game.rules.question import FULL_CREDIT, Answer, Question

TYPES = load_rules()
BANDS = (None, None, "under-18", "18-39", "18-39", "40-59", "40-59", "60-plus", "60-plus", "60-plus")


@dataclass(frozen=True)
class Odd:
    """Questions that misbehave: whose key is wrong, whose distractor pulls, and what visitors flag."""

    miskeyed: Collection[str] = ()
    pulling: Mapping[str, int] = field(default_factory=dict)
    flagged: Collection[str] = ()


def write_journal(
    folder: Path,
    questions: Sequence[Question],
    seed: int = 7,
    since: date = date(2026, 11, 1),
    days: int = 30,
    visits: int = 400,
    runs: int = 3,
    odd: Odd | None = None,
    kiosks: Sequence[str] = ("大堂1号", "大堂2号"),
) -> None:
    """A journal with that many visits is in `folder`; the same arguments give the same rows."""
    odd = odd or Odd()
    rng = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(folder / NAME, isolation_level=None)
    schema.create(db)
    topics: dict[str, list[Question]] = {}
    for question in questions:
        topics.setdefault(question.topic, []).append(question)
    lab = [question for question in questions if question.type in ("redflags", "dialogue")]
    db.execute("BEGIN")
    run_id = 0
    busy = [rng.uniform(0.3, 1.5) for _ in range(days)]
    on_days = sorted(rng.choices(range(days), busy, k=visits))
    for visit, passed in enumerate(on_days, 1):
        day = since + timedelta(days=passed)
        ability, learned = rng.gauss(0.4, 1.0), dict.fromkeys(topics, 0.0)
        db.execute(
            "INSERT INTO visits (id, day, kiosk, seed, state, updated_ms, age_band) VALUES (?, ?, ?, ?, 'closed', 0, ?)",
            (visit, day.isoformat(), rng.choice(kiosks), rng.randrange(1 << 31), rng.choice(BANDS)),
        )
        for _ in range(rng.randint(1, 2 * runs - 1)):
            run_id += 1
            kind = rng.random()
            topic = rng.choice(list(topics))
            if kind < 0.7 or not lab:
                level, pool = f"{topic}.{rng.randint(1, 3)}", topics[topic]
            elif kind < 0.9:
                level, pool = "lab", lab
            else:
                level, pool = "duel", list(questions)
            asked = rng.sample(pool, min(len(pool), 6))
            is_finished = rng.random() < 0.85
            db.execute(
                "INSERT INTO runs (id, visit_id, level, seed, care, speed, state) VALUES (?, ?, ?, ?, ?, 0, ?)",
                (
                    run_id,
                    visit,
                    level,
                    rng.randrange(1 << 31),
                    int(rng.random() < 0.1),
                    "finished" if is_finished else "abandoned",
                ),
            )
            right = 0
            for place, question in enumerate(asked if is_finished else asked[:3]):
                answer, credit = _answered(question, ability + learned[question.topic], odd, rng)
                learned[question.topic] += 0.12
                right += credit == FULL_CREDIT
                elapsed_ms = int(rng.lognormvariate(9.2, 0.5))
                sure = rng.choice((None, int(rng.random() < 0.5 + 0.4 * (credit == FULL_CREDIT))))
                db.execute(
                    "INSERT INTO answers (run_id, idx, question, answer, credit, points, elapsed_bucket, elapsed_ms, props,"
                    " sure, pack) VALUES (?, ?, ?, ?, ?, 0, ?, ?, '', ?, ?)",
                    (
                        run_id,
                        place,
                        question.id,
                        None if answer is None else json.dumps(answer),
                        credit,
                        -(-elapsed_ms // 5000) * 5,
                        elapsed_ms,
                        sure,
                        question.pack,
                    ),
                )
                if question.id in odd.flagged and rng.random() < 0.3:
                    db.execute("INSERT OR IGNORE INTO flags VALUES (?, ?, ?)", (visit, question.id, question.pack))
            if is_finished:
                db.execute("INSERT INTO results VALUES (?, 0, ?, ?, 1, 1, 0, 3)", (run_id, right, len(asked)))
                if level == "fraud.3":
                    redeemed = day.isoformat() if rng.random() < 0.7 else None
                    db.execute("INSERT INTO vouchers VALUES (?, ?, ?)", (run_id, day.isoformat(), redeemed))
    db.execute("COMMIT")
    db.close()


def _answered(question: Question, ability: float, odd: Odd, rng: Random) -> tuple[Answer | None, int]:
    """An answer by chance and ability, and the credit that the journal has for it; now and then the time runs out."""
    rules = TYPES[question.type]
    if rng.random() < 0.02:
        return None, 0
    if question.id in odd.pulling and rng.random() < 0.7:
        answer: Answer = (odd.pulling[question.id],)
        return answer, rules.grade(question.body, answer).credit
    chance = 1 / (1 + exp(-(ability - (question.difficulty - 2) * 0.9)))
    # Who knows the matter doesn't choose a wrong key.
    knows = rng.random() < (1 - chance if question.id in odd.miskeyed else chance)
    guess = rules.guess(question.body, rng)
    if knows:
        answer = rules.grade(question.body, guess).key
    else:
        tries = (rules.guess(question.body, rng) for _ in range(20))
        answer = next((each for each in tries if rules.grade(question.body, each).credit < FULL_CREDIT), guess)
    return answer, rules.grade(question.body, answer).credit


if __name__ == "__main__":
    from game.packs.library import load_library
    from game.start import QUESTIONS

    write_journal(Path(sys.argv[1]), load_library(QUESTIONS).questions())
