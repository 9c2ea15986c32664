"""The authors' guide names commands that there are, pictures that are there, and limits as the code has them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.cli import parser
from game.packs import limits
from game.packs.limits import LIMITS
from game.qtypes import choices
from game.qtypes.dialogue import rules as dialogue
from game.qtypes.number import rules as number
from game.qtypes.ordering import rules as ordering
from game.qtypes.redflags import rules as redflags
from game.qtypes.sorting import rules as sorting

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("packs.md", "packs.zh-CN.md")
COMMAND = re.compile(r"python main\.py (packs [^`\n]+)")

every_guide = pytest.mark.parametrize("name", GUIDES)


def guide(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@every_guide
def test_every_command_of_the_guide_is_understood(name: str) -> None:
    commands = [found for found in COMMAND.findall(guide(name)) if "--help" not in found]
    assert len(commands) > 15
    for command in commands:
        parser().parse_args(shlex.split(command))


@every_guide
def test_every_picture_and_page_of_the_guide_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", guide(name))
    assert len(links) > 8
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


@every_guide
def test_the_guide_has_the_limits_of_the_code(name: str) -> None:
    numbers = [
        re.findall(r"\d+", row) for row in guide(name).split("\n## 10.")[1].split("\n## 11.")[0].split("\n|")[3:]
    ]
    told = [[int(each) for each in row] for row in numbers]
    told[-1] = told[-1][:2]
    low, high = limits.CARD_SENTENCES
    card = [limits.CARD_TITLE_CHARACTERS, low, high, limits.CARD_SENTENCE_CHARACTERS, limits.CARD_ADVICE_CHARACTERS]
    assert told == [
        [limits.STEM_CHARACTERS],
        [choices.OPTION_CHARACTERS, 2, choices.MOST_OPTIONS],
        [choices.WHY_CHARACTERS],
        [limits.RATIONALE_CHARACTERS],
        [limits.HINT_CHARACTERS],
        [ordering.ITEM_CHARACTERS, ordering.FEWEST, ordering.MOST],
        [
            sorting.FEWEST_CLASSES,
            sorting.MOST_CLASSES,
            sorting.CLASS_CHARACTERS,
            sorting.FEWEST,
            sorting.MOST,
            sorting.ITEM_CHARACTERS,
        ],
        [0, number.MOST, number.UNIT_CHARACTERS],
        [redflags.FEWEST, redflags.MOST, redflags.PART_CHARACTERS],
        [
            dialogue.MOST_STEPS,
            dialogue.LINE_CHARACTERS,
            dialogue.CHOICE_CHARACTERS,
            dialogue.END_CHARACTERS,
        ],
        card,
        [limits.TITLE_CHARACTERS],
        [LIMITS.file_bytes // 1024],
        [LIMITS.pack_bytes // 1024 // 1024, LIMITS.files],
    ]
    assert str(limits.MOST_READING) in guide(name)
