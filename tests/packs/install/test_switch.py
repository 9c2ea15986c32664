"""One version is used at a time; the one before is kept; what is half-made is never used and goes away."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from game.lock import Lock
from game.packs.install.install import Outcome, Step, install, look, offers
from game.packs.install.refusal import REFUSALS, Refused, shown
from game.packs.install.store import POINTER, before, installed
from game.packs.install.switch import LOCK, recover, remove, roll_back
from game.packs.install.versions import ordered, release
from game.packs.kept import INSTALLED
from tests.packs.install.made import QUICK, Files, QuickDisk, pack, terms, tree, write

Take = Callable[..., Outcome]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def take(tmp_path: Path, data: Path) -> Take:
    """Brings a pack on a stick and installs it."""

    def bring(version: str = "2026.11", is_confirmed: bool = True, files: Files | None = None, **more: str) -> Outcome:
        folder = tmp_path / "stick" / "pack"
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, files or pack(version, **more))
        by = terms(data)
        return install(look(folder, by), by, is_confirmed)

    return bring


def used(data: Path) -> list[str]:
    return [pack.receipt.version for pack in installed(data)]


def test_a_pack_is_used_and_the_one_before_is_kept(take: Take, data: Path) -> None:
    for version in ("2026.10", "2026.11", "2026.12"):
        assert take(version).receipt is not None
    (found,) = installed(data)
    assert found.receipt.version == "2026.12" and found.previous is not None and found.previous.version == "2026.11"
    assert tree(found.folder) == pack("2026.12") and found.folder.name == "my-pack"
    assert len([path for path in (data / INSTALLED / "my-pack").iterdir() if path.is_dir()]) == 2


def test_back_and_forth(take: Take, data: Path) -> None:
    take("2026.10")
    with pytest.raises(Refused, match="no-previous"):
        roll_back(data, "my-pack", QUICK)
    take("2026.11")
    assert roll_back(data, "my-pack", QUICK).version == "2026.10"
    assert used(data) == ["2026.10"]
    assert roll_back(data, "my-pack", QUICK).version == "2026.11"
    assert used(data) == ["2026.11"]


def test_after_removing_the_highest_version_is_remembered(take: Take, data: Path) -> None:
    take("2026.12")
    assert remove(data, "my-pack", QUICK).version == "2026.12"
    assert installed(data) == ()
    assert before(data, "my-pack").highest == "2026.12"
    assert take("2026.11", is_confirmed=False).refusal.code == "alarm"  # type: ignore[union-attr]
    for verb in (remove, roll_back):
        with pytest.raises(Refused, match="not-installed"):
            verb(data, "my-pack", QUICK)
        with pytest.raises(Refused, match="not-installed"):
            verb(data, "../my-pack", QUICK)


@pytest.mark.parametrize(
    ("version", "key", "alarms"),
    [
        ("2026.12", "true", ()),
        ("2026.12", "false", ("keys",)),
        ("2026.10", "true", ("older-version",)),
        ("2026.11", "false", ("keys", "same-version")),
    ],
)
def test_what_alarms_must_be_confirmed(version: str, key: str, alarms: tuple[str, ...], take: Take, data: Path) -> None:
    take()
    outcome = take(version, is_confirmed=False, key=key)
    assert outcome.offer.alarms == alarms
    assert (outcome.receipt is None) == bool(alarms)
    assert take(version, is_confirmed=True, key=key).receipt is not None
    assert used(data) == [version]


def test_the_same_pack_changes_nothing(take: Take, data: Path) -> None:
    take()
    before_it = tree(data)
    outcome = take()
    assert outcome.offer.step == "same" and not outcome.offer.is_good
    assert tree(data) == before_it


def test_what_was_shown_is_what_is_installed(tmp_path: Path, data: Path) -> None:
    folder, by = write(tmp_path / "pack", pack()), terms(data)
    offer = look(folder, by)
    write(folder, pack(key="false"))
    outcome = install(offer, by)
    assert outcome.refusal is not None and outcome.refusal.code == "changed-meanwhile"
    assert installed(data) == ()


def test_looking_leaves_nothing(tmp_path: Path, data: Path) -> None:
    look(write(tmp_path / "pack", pack()), terms(data))
    assert set(tree(data)) <= {f"{INSTALLED}/{LOCK}"}


def test_the_steps_are_told(tmp_path: Path, data: Path) -> None:
    by, told = terms(data), list[Step]()
    install(look(write(tmp_path / "pack", pack()), by), by, progress=told.append)
    assert told == [Step.COPY, Step.CHECK, Step.SWITCH]


def test_a_stick_shows_every_pack_on_it(tmp_path: Path, data: Path) -> None:
    stick = tmp_path / "stick"
    for name in ("one", "two"):
        write(stick / name, pack(id=f"pack-{name}"))
    shutil.make_archive(str(stick / "three"), "zip", write(tmp_path / "three", pack(id="pack-three")))
    (stick / "broken.zip").write_bytes(b"PK")
    write(stick / "holiday", {"beach.txt": b""})
    write(stick / ".Trashes" / "old", pack())
    told: list[tuple[int, int]] = []
    found = offers(stick, terms(data), lambda done, of: told.append((done, of)))
    assert {offer.source.name: (offer.id, offer.is_good) for offer in found} == {
        "one": ("pack-one", True),
        "two": ("pack-two", True),
        "three.zip": ("pack-three", True),
        "broken.zip": ("", False),
    }
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]
    for place, code in ((tmp_path / "nowhere", "no-source"), (stick / "holiday", "no-pack")):
        with pytest.raises(Refused, match=code):
            offers(place, terms(data))


def test_nobody_installs_while_somebody_does(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.packs.install.switch.time.sleep", lambda seconds: None)
    folder, by = write(tmp_path / "pack", pack()), terms(data)
    offer = look(folder, by)
    with Lock(data / INSTALLED / LOCK):
        with pytest.raises(Refused, match="busy"):
            look(folder, by)
        with pytest.raises(Refused, match="busy"):
            recover(data, QUICK)
        outcome = install(offer, by)
        assert outcome.refusal is not None and outcome.refusal.code == "busy"
    assert install(offer, by).receipt is not None


def test_recovery_clears_what_a_kill_left_and_nothing_else(take: Take, data: Path) -> None:
    take("2026.10")
    take("2026.11")
    sound = tree(data)
    write(data / INSTALLED / ".incoming" / "abc" / "my-pack", pack("2026.12"))
    write(data / INSTALLED / "my-pack" / "2026.12-0123456789abcdef" / "my-pack", pack("2026.12"))
    write(data / INSTALLED / "never-finished" / "1-0123456789abcdef" / "never-finished", pack())
    assert used(data) == ["2026.11"]
    recover(data, QUICK)
    assert tree(data) == sound


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"current": 3}', b"\xff" * 9, b'{"current": "../../x", "previous": "", "highest": ""}'],
)
def test_a_damaged_pointer_takes_the_pack_out_of_use_and_deletes_nothing(damage: bytes, take: Take, data: Path) -> None:
    take()
    (data / INSTALLED / "my-pack" / POINTER).write_bytes(damage)
    assert installed(data) == ()
    if b"../" not in damage:
        recover(data, QUICK)
        assert (data / INSTALLED / "my-pack").rglob("one.yaml")
    assert take().receipt is not None
    assert used(data) == ["2026.11"]


def test_a_version_that_is_damaged_gives_way_to_the_one_before(take: Take, data: Path) -> None:
    take("2026.10")
    take("2026.11")
    (installed(data)[0].folder / "pack.yaml").unlink()
    assert used(data) == ["2026.10"]


def test_a_full_disk_leaves_the_old_version_at_every_call(tmp_path: Path, data: Path, take: Take) -> None:
    class Failing(QuickDisk):
        left = 0

        def write(self, path: Path, chunks: Iterable[bytes]) -> None:
            self._count()
            super().write(path, chunks)

        def make_folder(self, path: Path) -> None:
            self._count()
            super().make_folder(path)

        def rename(self, old: Path, new: Path) -> None:
            self._count()
            super().rename(old, new)

        def _count(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise OSError(28, "No space left on device")

    take("2026.10")
    folder, disk = write(tmp_path / "new", pack("2026.11")), Failing()
    offer = look(folder, terms(data))
    for calls in range(40):
        disk.left = calls
        outcome = install(offer, replace(terms(data), disk=disk))
        if outcome.receipt is not None:
            break
        assert outcome.refusal is not None and outcome.refusal.code == "disk"
        assert used(data) == ["2026.10"]
    assert calls > 5 and used(data) == ["2026.11"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links")
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: (folder / "q" / "x.yaml").symlink_to("/etc/passwd"), "file-link"),
        (lambda folder: (folder / "media").symlink_to("/etc"), "file-link"),
        (lambda folder: os.link(folder / "pack.yaml", folder / "q" / "x.yaml"), "file-link"),
        (lambda folder: os.mkfifo(folder / "q" / "x.yaml"), "file-special"),
        (lambda folder: (folder / "q" / "x.exe").write_bytes(b""), "file-kind"),
        (lambda folder: (folder / "q" / "con.yaml").write_bytes(b""), "name-reserved"),
        (lambda folder: (folder / "q" / "ONE.yaml").write_bytes(b""), "twin-names"),
        (lambda folder: (folder / "q" / "x\n.yaml").write_bytes(b""), "name-reserved"),
        (lambda folder: (folder / "q" / os.fsdecode(b"\xff.yaml")).write_bytes(b""), "name-lookalike"),
        (lambda folder: os.truncate(write(folder, {"x.txt": b""}) / "x.txt", 1 << 34), "too-big"),
        (lambda folder: write(folder, {f"q/{n}.yaml": b"" for n in range(2_100)}), "too-many-files"),
        (lambda folder: (folder / "pack.yaml").write_bytes(b"#" * 300_000), "too-big"),
    ],
)
def test_a_hostile_folder_is_refused(spoil: Callable[[Path], object], code: str, tmp_path: Path, data: Path) -> None:
    folder = write(tmp_path / "pack", pack())
    spoil(folder)
    offer = look(folder, terms(data))
    assert offer.refusal is not None and offer.refusal.code == code
    assert str(offer.refusal).isprintable()
    assert set(tree(data)) <= {f"{INSTALLED}/{LOCK}"}


def test_what_systems_leave_lying_about_is_passed_over(tmp_path: Path, data: Path) -> None:
    clutter = {".DS_Store": b"x", "Thumbs.db": b"x", "desktop.ini": b"x", ".git/config": b"x", "q/~$one.xlsx": b"x"}
    outcome = install(look(write(tmp_path / "pack", pack() | clutter), terms(data)), terms(data))
    assert outcome.receipt is not None and tree(installed(data)[0].folder) == pack()


def test_every_refusal_can_be_said_and_none_is_left_over() -> None:
    room = Path(Refused.__init__.__code__.co_filename).parent
    text = "".join(path.read_text("utf-8") for path in room.glob("*.py"))
    for code, (en, zh) in REFUSALS.items():
        assert en and zh and en != zh
        head, _, tail = code.partition("-")
        assert text.count(f'"{code}"') >= 2 or (head in ("author", "approver") and f"-{tail}" in text), code
    assert shown("a\x1b[31m\n" + "b" * 99).isprintable() and len(shown("b" * 99)) == 60


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2026.9", "2026.11"), ("2026.11", "2026.11.1"), ("1", "1.0.1"), ("2026.11", "20261125"), ("0", "0.0.1")],
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert ordered(older) < ordered(newer) and ordered("1.0") == ordered("1")
    assert release("1.4.0") == (1, 4, 0) and release("1.4.0rc1") == (1, 4) and release("") == ()


@pytest.mark.parametrize(
    "version", ["", "v1", "1.2.3.4.5", "-1", "1..2", "１", str(2**63), "1.100000000", "1/2", "9" * 21]
)
def test_versions_that_make_no_sense_are_refused(version: str) -> None:
    with pytest.raises(Refused, match="version-absurd"):
        ordered(version)
