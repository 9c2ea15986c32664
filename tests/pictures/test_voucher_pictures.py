"""Golden pictures of the prize's screens, which the bot's visit doesn't come by; `--golden` paints them anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pygame
import pytest

from game.rules.voucher import Outcome, Redemption, Stock, Voucher
from game.ui.paint import Painter
from tests.pictures.test_pictures import GOLDEN, TOLERANCE, _difference
from tests.pilot import Pilot

SIZES = {"landscape": ((1280, 720), (480, 270)), "portrait": ((720, 1280), (270, 480))}
DAY = date(2026, 11, 23)
WON = Voucher("0000-E19Q-HYVN-0MV8", DAY + timedelta(days=7))


class Counter:
    """A counter with a full cupboard where every code has the same outcome."""

    def __init__(self, outcome: Outcome = Outcome.REDEEMED) -> None:
        self.outcome = outcome

    def redeem(self, code: str) -> Redemption:
        return Redemption(self.outcome, DAY)

    def stock(self) -> Stock | None:
        return Stock(1208, 36)

    def add(self, amount: int) -> bool:
        return True


@pytest.fixture
def overflows() -> Iterator[list[str]]:
    """Every text that didn't fit."""
    found: list[str] = []
    Painter.on_overflow = found.append
    yield found
    Painter.on_overflow = None


def shown(pilot: Pilot, name: str, **arguments: object) -> pygame.Surface:
    """The screen of that scene, at rest."""
    pilot.app.go(name, "cut", **arguments)
    pilot.settle()
    return pilot.app.screen


@pytest.mark.parametrize("orientation", sorted(SIZES))
def test_the_prize_and_its_counter_look_as_they_did(
    orientation: str, tmp_path: Path, request: pytest.FixtureRequest, overflows: list[str]
) -> None:
    size, small = SIZES[orientation]
    pilot = Pilot(tmp_path / "data", size)
    pilot.touch("glass")
    pilot.session.voucher = WON
    found = {}
    for name in ("voucher", "home"):
        found[name if name == "voucher" else "home-prize"] = shown(pilot, name).copy()
    shown(pilot, "staff_voucher", vouchers=Counter())
    pilot.type(WON.code)
    pilot.press("return")
    found["staff-voucher"] = pilot.app.screen.copy()
    pilot.close()
    wrong = []
    for pose, screen in found.items():
        made, path = pygame.transform.smoothscale(screen, small), GOLDEN / f"{orientation}-{pose}.png"
        if request.config.getoption("--golden"):
            pygame.image.save(made, str(path))
        elif not path.exists() or _difference(made, pygame.image.load(str(path))) > TOLERANCE:
            wrong.append(pose)
    assert not wrong and not overflows


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("orientation", sorted(SIZES))
def test_every_answer_of_the_counter_fits(
    orientation: str, language: str, tmp_path: Path, overflows: list[str]
) -> None:
    pilot = Pilot(tmp_path / "data", SIZES[orientation][0], language=language)
    pilot.touch("glass")
    counter = Counter()
    shown(pilot, "staff_voucher", vouchers=counter)
    for outcome in Outcome:
        counter.outcome = outcome
        pilot.type(WON.code)
        pilot.press("return")
    pilot.session.voucher = WON
    shown(pilot, "voucher")
    pilot.close()
    assert not overflows
