"""What staff set is kept, what they copy is whole, and nothing on a stick can do more than it should."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pygame
import pytest

from game.kiosk.desk import LOGO, Desk, Work
from game.records.database import NAME
from game.records.health import Health, State
from game.settings import Settings, read_settings
from game.start import QUESTIONS
from tests.pilot import Pilot
from tests.records.test_backups import played, seeds

NOON = datetime(2026, 11, 25, 12)
SIZES = [(1280, 720), (720, 1280)]


def until_over(visitor: Pilot) -> None:
    for _ in range(2000):
        if visitor.scene._errand is None:
            return
        visitor.frame()
        threading.Event().wait(0.005)
    raise AssertionError("the errand does not end")


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    def make(questions: Path = QUESTIONS, stick: Path | None = None) -> Desk:
        (tmp_path / "data").mkdir(exist_ok=True)
        return Desk(
            tmp_path / "data",
            questions,
            Settings(),
            lambda: NOON,
            lambda: Health(State.OK),
            find_drives=lambda: [] if stick is None else [stick],
        )

    return make


def test_a_change_is_on_disk_and_within_bounds(desk: Callable[..., Desk]) -> None:
    made = desk()
    assert made.change(volume=130, idle_ask_s=1, branch="东街支行")
    kept = read_settings(made.data)
    assert (kept.volume, kept.idle_ask_s, kept.branch) == (100, 15, "东街支行")


def test_the_prize_is_for_one_of_the_campaigns_levels(desk: Callable[..., Desk], tmp_path: Path) -> None:
    levels = desk().prize_levels()
    assert len(levels) == 31 and levels[0][0] == "exam"
    visitor = Pilot(tmp_path / "data", (1280, 720))
    visitor.app.go("staff_settings", "cut")
    visitor.settle()
    visitor.touch("prize-more", "prize-more")
    assert read_settings(tmp_path / "data").voucher_level == levels[1][0]
    visitor.touch("prize-less", "prize-less")
    assert read_settings(tmp_path / "data").voucher_level == ""
    visitor.close()


def test_packs_go_off_and_on_but_never_all(desk: Callable[..., Desk]) -> None:
    made = desk()
    ids = [line.id for line in made.packs()]
    assert len(ids) >= 3 and all(line.is_on for line in made.packs())
    assert all(made.switch(pack) for pack in ids[:-1])
    assert not made.switch(ids[-1])
    assert [line.is_on for line in made.packs()] == [False] * (len(ids) - 1) + [True]
    assert made.switch(ids[0]) and made.packs()[0].is_on


def test_problems_of_refused_packs_are_told(desk: Callable[..., Desk], tmp_path: Path) -> None:
    shutil.copytree(QUESTIONS, tmp_path / "questions")
    broken = tmp_path / "questions" / "fraud-prevention" / "pack.yaml"
    broken.write_text(broken.read_text("utf-8").replace("draw:", "drow:", 1), "utf-8")
    made = desk(questions=tmp_path / "questions")
    assert "fraud-prevention" not in {line.id for line in made.packs()}
    assert any("drow" in str(problem) for problem in made.problems())


def test_the_records_go_to_a_stick_whole(desk: Callable[..., Desk], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = desk(stick=stick)
    assert made.export() is None, "nothing to copy yet"
    played(made.data, 1, 2)
    folder = made.export()
    assert folder is not None and seeds(folder / NAME) == [1, 2]
    db = sqlite3.connect(folder / NAME)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    assert desk().export() is None, "no stick"


def test_one_tap_makes_the_months_ledger(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    visitor = Pilot(tmp_path / "data", (1280, 720), today=lambda: NOON.date())
    desk = visitor.app.desk
    desk._drives, desk._now = lambda: [stick], lambda: NOON
    visitor.app.go("staff_records", "cut")
    visitor.settle()
    visitor.touch("ledger")
    end = time.monotonic() + 60
    while desk.ledger == Work.BUSY and time.monotonic() < end:
        time.sleep(0.05)
    assert desk.ledger == Work.DONE
    visitor.frame()
    assert sorted(path.name for path in stick.iterdir()) == ["ledger-2026-11.pdf", "ledger-2026-11.xlsx"]
    desk._drives = list
    assert not desk.begin_ledger()
    visitor.close()


@pytest.mark.parametrize(
    ("content", "branch"),
    [
        ("阳光路支行\n".encode(), "阳光路支行"),
        ("\ufeff阳光路支行".encode(), "阳光路支行"),
        (b"", ""),
        ("一" * 60 + "\n", ""),
        (b"\xff\xfe\x00", ""),
        ("\x00\x1b[2J东街".encode(), "[2J东街"),
    ],
)
def test_the_name_comes_from_the_stick(
    desk: Callable[..., Desk], tmp_path: Path, content: bytes | str, branch: str
) -> None:
    (tmp_path / "branch.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    made = desk(stick=tmp_path)
    assert made.take_name() is bool(branch)
    assert made.settings.branch == branch


def test_the_logo_is_a_png_of_a_sensible_size_or_none(desk: Callable[..., Desk], tmp_path: Path) -> None:
    made = desk(stick=tmp_path)
    (tmp_path / LOGO).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8) + (12_000).to_bytes(4, "big") * 2)
    assert not made.take_name()
    pygame.image.save(pygame.Surface((200, 100)), tmp_path / LOGO)
    assert made.take_name() and (made.data / made.settings.logo).is_file()


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_show_and_change_what_is(size: tuple[int, int], tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", size)
    visitor.app.go("staff_settings", "cut")
    visitor.settle()
    visitor.touch("volume-less", "is_care", "idle_ask_s-more")
    kept = read_settings(tmp_path / "data")
    assert (kept.volume, kept.is_care, kept.idle_ask_s) == (70, True, 60)
    assert visitor.app.settings == kept, "at once, without a restart"
    visitor.app.go("staff_packs", "cut")
    visitor.settle()
    visitor.touch("pack-fraud-prevention")
    assert read_settings(tmp_path / "data").packs_off == ("fraud-prevention",)
    visitor.app.go("staff_records", "cut")
    visitor.settle()
    visitor.touch("back-up")
    until_over(visitor)
    assert len(visitor.app.desk.copies()) == 1  # type: ignore[attr-defined]
    visitor.close()


def test_care_mode_by_default_greets_every_visitor(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (1280, 720))
    visitor.app.desk.change(is_care=True)  # type: ignore[attr-defined]
    visitor.close()
    visitor = Pilot(tmp_path / "data", (1280, 720))
    visitor.touch("glass")
    assert visitor.session.is_care
    visitor.close()
