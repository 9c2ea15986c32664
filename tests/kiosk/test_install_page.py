"""Staff bring a pack on a stick: nothing is installed unread, a bad one changes nothing, and there is a way back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.kiosk.guard import EXIT_RESTART
from game.packs.install.examine import Report
from game.packs.install.store import installed
from game.settings import read_settings
from game.ui.paint import Painter
from tests.packs.install.made import NOON, QUICK, pack, plain_check, signed, trusting, write
from tests.pilot import Pilot

SIZES = [(1280, 720), (720, 1280)]
Open = Callable[..., Pilot]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where a stick would be mounted; there is none until a test writes to it."""
    return tmp_path / "stick"


@pytest.fixture
def overflows() -> Iterator[list[str]]:
    """Every text that didn't fit."""
    found: list[str] = []
    Painter.on_overflow = found.append
    yield found
    Painter.on_overflow = None


@pytest.fixture
def page(tmp_path: Path, stick: Path, warm: None) -> Iterator[Open]:
    """Opens the page on a kiosk with a quick check."""
    made: list[Pilot] = []

    def open_page(size: tuple[int, int] = SIZES[0], language: str = "zh-CN", check: Any = plain_check) -> Pilot:
        visitor = Pilot(tmp_path / "data", size, language=language)
        made.append(visitor)
        intake = visitor.app.desk.intake
        intake.find_drives = lambda: [stick] if stick.exists() else []
        intake.now, intake.check, intake.disk, intake.app = (lambda: NOON), check, QUICK, "1.4.0"
        visitor.app.go("staff_install", "cut")
        visitor.settle()
        return visitor

    yield open_page
    for each in made:
        each.close()


def wait(visitor: Pilot) -> None:
    """Until the page has looked or installed; the frames go on meanwhile."""
    for _ in range(4000):
        visitor.frame()
        scene = visitor.scene
        if scene._found is not None and scene._looking is None and scene._installing is None:
            visitor.settle()
            return
        threading.Event().wait(0.002)
    raise AssertionError("the page does not come to an end")


def choose(visitor: Pilot, name: str) -> None:
    """The offer of the source of that name is open."""
    offers = visitor.scene._found.offers
    visitor.touch(f"offer-{[offer.source.name for offer in offers].index(name)}")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_from_the_stick_into_use_and_back(
    size: tuple[int, int], language: str, page: Open, stick: Path, tmp_path: Path, overflows: list[str]
) -> None:
    visitor, data = page(size, language), trusting(tmp_path / "data")
    assert {target.name for target in visitor.scene.targets} == {"back"}
    write(stick / "pack", pack("2026.10"))
    signed(stick / "pack", version="2026.10")
    wait(visitor)
    choose(visitor, "pack")
    visitor.touch("install")
    wait(visitor)
    (found,) = installed(data)
    assert (found.receipt.version, found.receipt.author, found.receipt.approver) == ("2026.10", "张三", "李四")
    shutil.rmtree(stick)
    write(stick / "pack", pack("2026.11", key="false"))
    visitor.touch("more")
    wait(visitor)
    choose(visitor, "pack")
    assert visitor.scene._offer.alarms == ("keys", "signature-lost")
    visitor.touch("install")
    assert [pack.receipt.version for pack in installed(data)] == ["2026.10"], "one touch is not enough"
    visitor.touch("install")
    wait(visitor)
    assert [pack.receipt.version for pack in installed(data)] == ["2026.11"]
    visitor.app.go("staff_packs", "cut")
    visitor.settle()
    visitor.touch("back-my-pack")
    assert [pack.receipt.version for pack in installed(data)] == ["2026.10"]
    visitor.touch("open-install")
    assert visitor.app.name == "staff_install"
    assert overflows == []


def test_after_installing_the_game_can_be_started_again(page: Open, stick: Path) -> None:
    write(stick / "pack", pack())
    visitor = page()
    wait(visitor)
    choose(visitor, "pack")
    visitor.touch("install")
    wait(visitor)
    visitor.touch("restart")
    assert visitor.app.exit_code == EXIT_RESTART


@pytest.mark.parametrize("size", SIZES)
def test_a_bad_pack_is_told_about_and_can_not_be_installed(
    size: tuple[int, int], page: Open, stick: Path, tmp_path: Path, overflows: list[str]
) -> None:
    from game.nodes import Problem

    problems = tuple(Problem("pack/q/one.yaml", line, 1, "empty", "text is empty / 文字是空的") for line in range(40))
    write(stick / "pack", pack())
    (stick / "broken.zip").write_bytes(b"PK")
    visitor = page(size, check=lambda *_: Report("my-pack", "题" * 40, "2026.11", 1, problems))
    wait(visitor)
    for name in ("pack", "broken.zip"):
        choose(visitor, name)
        assert visitor.scene.find("install") is None
        if name == "pack":
            visitor.touch("next-page")
        visitor.touch("list")
    assert installed(tmp_path / "data") == () and overflows == []


def test_a_check_that_falls_over_leaves_the_page_standing(page: Open, stick: Path) -> None:
    def broken(*_: object) -> Report:
        raise ZeroDivisionError

    write(stick / "pack", pack())
    visitor = page(check=broken)
    wait(visitor)
    assert visitor.scene._found.refusal.code == "check-failed"
    visitor.app.desk.intake.check = plain_check
    visitor.touch("again")
    wait(visitor)
    choose(visitor, "pack")
    visitor.app.desk.intake.check = broken
    visitor.touch("install")
    wait(visitor)
    assert visitor.scene._outcome.refusal.code == "check-failed"


def test_a_stick_that_was_changed_after_the_look_is_looked_at_again(page: Open, stick: Path, tmp_path: Path) -> None:
    write(stick / "pack", pack())
    visitor = page()
    wait(visitor)
    choose(visitor, "pack")
    write(stick / "pack", pack(key="false"))
    visitor.touch("install")
    wait(visitor)
    assert visitor.scene._outcome.refusal.code == "changed-meanwhile"
    assert installed(tmp_path / "data") == ()


def test_many_packs_fill_several_pages(page: Open, stick: Path, overflows: list[str]) -> None:
    for number in range(20):
        write(stick / f"pack-{number}", pack(id=f"pack-{number}"))
    visitor = page()
    wait(visitor)
    seen = set[str]()
    for _ in range(8):
        seen |= {target.name for target in visitor.scene.targets if target.name.startswith("offer-")}
        visitor.touch("next-page")
    assert len(seen) == 20 and overflows == []


def test_signed_only_is_a_switch(page: Open, stick: Path, tmp_path: Path) -> None:
    write(stick / "pack", pack())
    visitor = page()
    visitor.app.go("staff_packs", "cut")
    visitor.settle()
    visitor.touch("signed-only")
    assert read_settings(tmp_path / "data").signed_only
    visitor.touch("open-install")
    wait(visitor)
    (offer,) = visitor.scene._found.offers
    assert offer.refusal.code == "unsigned"
