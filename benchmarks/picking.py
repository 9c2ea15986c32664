"""`python -m benchmarks.picking`: what leaning to the visitor's level gains over drawing as the pack says.

Synthetic learners play the game's own questions through the game's own dealing. A learner's ability is normally
distributed about a new visitor's rating; a question's true hardness scatters about what its difficulty says; whether an
answer is right is drawn by Elo's curve. Nothing is known to the dealing but the answers.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from statistics import mean, pstdev

from game.packs.library import Library, load_library
from game.qtypes import load_rules
from game.rules import rating
from game.rules.deal import deal
from game.rules.question import FULL_CREDIT
from game.rules.scoring import base_points
from game.start import QUESTIONS

TARGET = 0.75
ABILITY_SPREAD, HARDNESS_SPREAD = 200, 60
"""Standard deviations in Elo points: learners differ widely, questions of one difficulty a little."""
NEAR = 0.10
"""An answer counts as well placed when its chance lies this near the target."""
PLACE = 1
"""Which of a chapter's levels is played: 进阶, whose slots leave room on both sides."""


def play(
    library: Library, ability: float, hardness: dict[str, float], seed: int, leans: bool
) -> tuple[list[float], int]:
    """The learner's true chance at every question met in one walk down the street, and the most points to be had."""
    rng, types = Random(seed), load_rules()
    rated, seen, chances, most = rating.START, set[str](), [], 0
    for chapter in library.campaign.chapters:
        level = chapter.levels[PLACE]
        dealt = deal(
            level, library.pool(level), library.question, seed, types, seen, rated=rated if leans else rating.START
        )
        for item in dealt.dealt:
            question = item.question
            true = rating.MIDDLE + rating.STEP * (question.difficulty - 2) + hardness[question.id]
            chance = 1 / (1 + 10 ** ((true - ability) / rating.SCALE))
            chances.append(chance)
            seen.add(question.id)
            most += base_points(item.difficulty)
            rated = rating.after(rated, question.difficulty, FULL_CREDIT if rng.random() < chance else 0)
    return chances, most


def measure(learners: int, seed: int) -> dict[str, float]:
    """Both ways of dealing, for the same learners and questions."""
    library = load_library(QUESTIONS)
    rng = Random(seed)
    hardness = {question.id: rng.gauss(0, HARDNESS_SPREAD) for question in library.questions()}
    told: dict[str, float] = {"learners": learners, "target": TARGET}
    most: dict[str, set[int]] = {}
    for name, leans in (("random", False), ("leaning", True)):
        abilities = Random(seed + 1)
        walks = [
            play(library, abilities.gauss(rating.START, ABILITY_SPREAD), hardness, place, leans)
            for place in range(learners)
        ]
        chances = [chance for walk, _ in walks for chance in walk]
        told[f"{name}_mean_distance"] = mean(abs(chance - TARGET) for chance in chances)
        told[f"{name}_well_placed_percent"] = 100 * mean(abs(chance - TARGET) <= NEAR for chance in chances)
        told[f"{name}_hopeless_percent"] = 100 * mean(chance < 0.5 for chance in chances)
        told[f"{name}_trivial_percent"] = 100 * mean(chance > 0.95 for chance in chances)
        told[f"{name}_accuracy_spread"] = pstdev(mean(walk) for walk, _ in walks)
        most[name] = {points for _, points in walks}
    # Whoever meets easier questions plays for as many points.
    assert most["random"] == most["leaning"] and len(most["random"]) == 1
    told["most_points"] = most["random"].pop()
    return told


def main() -> None:
    """Prints the figures, and writes them as JSON where `--json` says."""
    switches = argparse.ArgumentParser(description=__doc__)
    switches.add_argument("--learners", type=int, default=1000)
    switches.add_argument("--seed", type=int, default=1)
    switches.add_argument("--json", type=Path)
    chosen = switches.parse_args()
    told = measure(chosen.learners, chosen.seed)
    for name, value in told.items():
        print(f"{name:32}{value:10.3f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
