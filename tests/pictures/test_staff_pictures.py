"""Golden pictures of the staff's panel; `--golden` paints them anew. Pages that show this machine's disk are not among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.packs.library import Library
from game.records.journal import Journal
from game.rules.run import AnswerRecord, Result
from game.ui.paint import Painter
from tests.pictures.test_pictures import GOLDEN, TOLERANCE, _difference
from tests.pilot import Pilot

SIZES = {"landscape": ((1280, 720), (480, 270)), "portrait": ((720, 1280), (270, 480))}
DAY = date(2026, 11, 23)
PAGES = ("staff_first", "staff_pin", "staff_panel", "staff_numbers", "staff_packs", "staff_install", "staff_settings")


@pytest.fixture
def overflows() -> Iterator[list[str]]:
    """Every text that didn't fit."""
    found: list[str] = []
    Painter.on_overflow = found.append
    yield found
    Painter.on_overflow = None


def month(folder: Path, questions: list[str]) -> None:
    """A month of visits, some more on some days."""
    for day in range(23):
        journal = Journal(folder, lambda: 1, lambda day=day: DAY - timedelta(days=day))  # type: ignore[misc]
        for visit in range(day * 7 % 11):
            journal.begin_visit(visit)
            journal.begin_run("one.1", visit, False, False)
            for index in range(5):
                credit = 1000 if (day + visit + index) % 3 else 0
                question = questions[(day * 31 + visit * 7 + index) % len(questions)]
                journal.save_answer(AnswerRecord(index, question, (0,), credit, 0, 1, ()))
            journal.finish_run(Result("one.1", visit, 0, 1, 3, 1, 1, 0, 3))
            journal.close_visit()
        journal.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("orientation", sorted(SIZES))
def test_the_panel_looks_as_it_did(
    orientation: str,
    language: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    overflows: list[str],
    library: Library,
) -> None:
    size, small = SIZES[orientation]
    pilot = Pilot(tmp_path / "data", size, language=language, branch="阳光路支行")
    month(tmp_path / "data", [question.id for question in library.questions()])
    desk: Any = pilot.app.desk
    desk.intake.find_drives = list
    desk._now = lambda: datetime(2026, 11, 23, 10)
    desk.settings = replace(desk.settings, branch="阳光路支行", voucher_level="redress.3")
    for name in PAGES:
        pilot.app.go(name, "cut")
        pilot.settle()
        if language != "zh-CN":
            continue  # only that everything fits
        path = GOLDEN / f"{orientation}-{name.replace('_', '-')}.png"
        picture = pygame.transform.smoothscale(pilot.app.screen, small)
        if request.config.getoption("--golden"):
            pygame.image.save(picture, str(path))
        assert _difference(picture, pygame.image.load(str(path))) <= TOLERANCE, path.name
    pilot.close()
    assert overflows == []
