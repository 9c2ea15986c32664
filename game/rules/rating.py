"""A gentle Elo rating: which questions a visitor gets about three quarters right.

A question's rating goes by its difficulty. The rating only chooses among questions; points go by the slot that a
question fills, so a visitor who meets easier ones plays for as many (`docs/decisions/rating.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.rules.question import DIFFICULTIES, FULL_CREDIT

MIDDLE, STEP, SCALE = 1200, 150, 400
"""The rating of difficulty 2, what one more difficulty adds, and Elo's scale: 400 points are odds of ten to one."""
AHEAD = 191
"""How far above a question's rating one stands who gets it right three times in four: 400·log₁₀ 3."""
START = MIDDLE + AHEAD
"""A new visitor's rating: levels are dealt as their packs say."""
K = 60
"""The most points one answer moves: three or four unexpected errors move a whole difficulty."""


def expected(rated: int, difficulty: int) -> float:
    """The chance (0 to 1) that a visitor of that rating is right, by Elo's logistic curve."""
    return 1 / (1 + 10 ** ((_of(difficulty) - rated) / SCALE))


def after(rated: int, difficulty: int, credit: int) -> int:
    """The rating after an answer worth `credit` thousandths."""
    return rated + round(K * (credit / FULL_CREDIT - expected(rated, difficulty)))


def leaning(slots: Sequence[int], rated: int, rng: Random) -> list[int]:
    """The difficulty to ask in each slot: as it says, or one more or less in as many slots as the rating is off."""
    off = (rated - START) / STEP
    count = min(len(slots), round(abs(off) * len(slots)))
    moved = set(rng.sample(range(len(slots)), count))
    step = 1 if off > 0 else -1
    low, high = DIFFICULTIES[0], DIFFICULTIES[-1]
    return [min(high, max(low, slot + step)) if place in moved else slot for place, slot in enumerate(slots)]


def _of(difficulty: int) -> int:
    return MIDDLE + STEP * (difficulty - DIFFICULTIES[1])
