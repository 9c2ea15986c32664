"""Points, in whole numbers. One more right answer always ranks higher.

The base of a right answer is 1000·w with w = 1, 1.5 or 2 by difficulty, so two bases differ by at least 500.
All bonuses of a level together stay below 500: the streak gives at most 250, speed at most 249.
Hence whoever has the higher base has the higher score (`docs/decisions/scoring.md`).
"""

from __future__ import annotations

from game.rules.question import FULL_CREDIT

BASE_BY_DIFFICULTY = {1: 1000, 2: 1500, 3: 2000}
STREAK_BUDGET = 250
SPEED_BUDGET = 249
GRACE_MS_A_CHARACTER = 250
"""Reading grace: four characters a second before speed counts (`docs/decisions/scoring.md`)."""


def base_points(difficulty: int, credit: int = FULL_CREDIT) -> int:
    """The base of an answer with `credit` thousandths."""
    return BASE_BY_DIFFICULTY[difficulty] * credit // FULL_CREDIT


def streak_bonus(streak: int, size: int) -> int:
    """The bonus for the answer that makes the streak `streak` long, in a level of `size` questions."""
    if streak < 2 or size < 2:
        return 0
    return STREAK_BUDGET // (size - 1)


def speed_bonus(elapsed_ms: int, limit_ms: int, grace_ms: int, size: int) -> int:
    """The bonus for a right answer after `elapsed_ms` of `limit_ms`; full within the reading grace, 0 at the limit."""
    if size < 2 or limit_ms <= grace_ms:
        return 0
    most = SPEED_BUDGET // size
    late = min(max(0, elapsed_ms - grace_ms), limit_ms - grace_ms)
    return most * (limit_ms - grace_ms - late) // (limit_ms - grace_ms)


def reading_ms(text: str, more: int = 0) -> int:
    """The time to read `text` and `more` characters beside it, in milliseconds."""
    return GRACE_MS_A_CHARACTER * (len(text) + more)


def stars(right: int, total: int, percents: tuple[int, int, int]) -> int:
    """0 to 3 stars for `right` of `total` answers."""
    return sum(right * 100 >= percent * total for percent in percents) if total else 0


def right_needed(total: int, percent: int) -> int:
    """How many right answers of `total` reach `percent`."""
    return -(-percent * total // 100)
