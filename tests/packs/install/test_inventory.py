"""The doctor sees what happened to an installed pack since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from game.kiosk.checks import Mark, findings
from game.packs.install.install import install, look
from game.packs.install.inventory import standing
from game.packs.install.refusal import Refused
from game.packs.install.store import installed
from game.packs.install.trust import FOLDER, revoke
from game.settings import Settings, write_settings
from tests.packs.install.attacks import flip
from tests.packs.install.made import APPROVER, QUESTIONS, pack, signed, terms, trusting, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A machine with one signed pack and one unsigned one."""
    data = trusting(tmp_path / "data")
    signed(write(tmp_path / "one", pack()))
    write(tmp_path / "two", pack(id="other-pack"))
    for name in ("one", "two"):
        assert install(look(tmp_path / name, terms(data)), terms(data)).receipt is not None
    return data


def faults(data: Path, signed_only: bool = False) -> dict[str, str]:
    return {pack.id: "" if fault is None else fault.code for pack, fault in standing(data, signed_only)}


def test_sound_packs_are_sound(data: Path) -> None:
    assert faults(data) == {"my-pack": "", "other-pack": ""}
    assert faults(data, signed_only=True) == {"my-pack": "", "other-pack": "unsigned"}


def test_a_flipped_bit_and_a_strange_file_are_seen(data: Path) -> None:
    one, two = installed(data)
    flip(one.folder / "q" / "one.yaml", 50)
    (two.folder / "q" / "new.yaml").write_text("[]")
    assert faults(data) == {"my-pack": "file-altered", "other-pack": "file-altered"}


def test_a_revoked_key_is_seen(data: Path) -> None:
    revoke(data, APPROVER.public.id)
    assert faults(data) == {"my-pack": "approver-revoked", "other-pack": ""}
    (data / FOLDER / "revoked.txt").write_text("what?")
    with pytest.raises(Refused, match="trust-unreadable"):
        standing(data, False)


def test_the_doctor_tells(data: Path) -> None:
    def told() -> tuple[Mark, str]:
        found = findings(data, QUESTIONS, date(2026, 11, 25), looks_at_screen=False)
        return next((each.mark, each.zh) for each in found if each.check == "outside")

    assert told() == (Mark.OK, "2 个，完好")
    write_settings(data, Settings(signed_only=True))
    assert told() == (Mark.WARN, "没有签名：other-pack")


@pytest.mark.parametrize(("own", "mark"), [("2025.1", Mark.OK), ("2099.1", Mark.WARN)])
def test_a_newer_pack_of_the_games_own_must_not_stay_hidden(data: Path, tmp_path: Path, own: str, mark: Mark) -> None:
    write(tmp_path / "questions" / "my-pack", pack(version=own))
    found = findings(data, tmp_path / "questions", date(2026, 11, 25), looks_at_screen=False)
    told = next(each for each in found if each.check == "outside")
    assert told.mark == mark and ("packs remove my-pack" in told.zh) == (mark == Mark.WARN)
