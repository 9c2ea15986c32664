"""A machine that takes signed packs only takes nothing else, and says of each why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.packs.install.install import install, look
from game.packs.install.names import MANIFEST
from game.packs.install.refusal import REFUSALS
from game.packs.install.store import installed
from game.packs.install.trust import FOLDER
from tests.packs.install.attacks import ATTACKS, Scene, bit_flipped, flip, nobody_trusted, strange_author, unsigned
from tests.packs.install.made import pack, signed, terms, tree, trusting, write

Attack = Callable[[Scene], str]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    folder = write(tmp_path / "stick" / "pack", pack())
    signed(folder)
    return Scene(folder, trusting(tmp_path / "data"))


def attempt(scene: Scene, signed_only: bool = True) -> str:
    """How installing the pack ends: a refusal's code, or `installed`."""
    by = terms(scene.data, signed_only, scene.now, scene.app)
    outcome = install(look(scene.folder, by), by)
    if outcome.refusal is not None:
        assert outcome.refusal.en and outcome.refusal.zh
        return outcome.refusal.code
    return "installed"


def test_what_two_trusted_people_signed_is_installed(scene: Scene) -> None:
    assert attempt(scene) == "installed"
    (found,) = installed(scene.data, signed_only=True)
    assert (found.receipt.author, found.receipt.approver) == ("张三", "李四")
    assert tree(found.folder) == tree(scene.folder)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.__name__ for attack in ATTACKS])
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_an_attack_is_refused_by_name(attack: Attack, scene: Scene) -> None:
    expected = attack(scene)
    before = {pack.id: tree(pack.folder) for pack in installed(scene.data)}
    assert attempt(scene) == expected
    assert {pack.id: tree(pack.folder) for pack in installed(scene.data)} == before


def test_forty_attacks_meet_forty_different_refusals(tmp_path: Path) -> None:
    met = []
    for attack in ATTACKS:
        folder = write(tmp_path / attack.__name__ / "pack", pack())
        signed(folder)
        met.append(attack(Scene(folder, trusting(tmp_path / attack.__name__ / "data"))))
    assert len(met) == len(set(met)) == 40 and set(met) <= set(REFUSALS)
    told = [REFUSALS[code] for code in met]
    assert len({en for en, _ in told}) == len({zh for _, zh in told}) == 40


def test_one_flipped_bit_in_any_file_is_seen(scene: Scene) -> None:
    for name in ("pack.yaml", "q/one.yaml"):
        path = scene.folder / name
        good = path.read_bytes()
        for place in range(0, len(good), 37):
            flip(path, place)
            # A flipped bit in the id's line may leave no id at all.
            assert attempt(scene) in ("file-altered", "pack-id", "id-differs")
            path.write_bytes(good)
    manifest = scene.folder / MANIFEST
    good = manifest.read_bytes()
    for place in range(0, len(good), 11):
        flip(manifest, place)
        assert attempt(scene) != "installed", (place, good[place - 20 : place + 20])
        manifest.write_bytes(good)
    assert attempt(scene) == "installed"


@pytest.mark.parametrize(
    ("attack", "outcome"),
    [
        (unsigned, "installed"),
        (nobody_trusted, "installed"),
        (strange_author, "installed"),
        (bit_flipped, "file-altered"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_without_the_setting_unsigned_packs_are_taken_and_broken_signatures_are_not(
    attack: Attack, outcome: str, scene: Scene
) -> None:
    attack(scene)
    assert attempt(scene, signed_only=False) == outcome
    assert not any(pack.receipt.is_signed for pack in installed(scene.data))


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.__name__ for attack in ATTACKS])
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_without_the_setting_a_pack_never_counts_as_signed_by_an_attack(attack: Attack, scene: Scene) -> None:
    attack(scene)
    before = {pack.receipt.digest for pack in installed(scene.data)}
    attempt(scene, signed_only=False)
    assert not any(pack.receipt.is_signed for pack in installed(scene.data) if pack.receipt.digest not in before)


def test_an_installed_pack_outlives_its_last_day_its_key_and_the_list_of_keys(scene: Scene) -> None:
    assert attempt(scene) == "installed"
    for path in (scene.data / FOLDER).iterdir():
        path.unlink()
    assert [pack.id for pack in installed(scene.data, signed_only=True)] == ["my-pack"]


def test_an_unsigned_pack_is_not_used_once_only_signed_ones_are_taken(scene: Scene) -> None:
    unsigned(scene)
    assert attempt(scene, signed_only=False) == "installed"
    assert installed(scene.data, signed_only=True) == ()
    assert [pack.id for pack in installed(scene.data)] == ["my-pack"]


def test_the_same_files_may_be_signed_later(scene: Scene) -> None:
    manifest = (scene.folder / MANIFEST).read_bytes()
    unsigned(scene)
    assert attempt(scene, signed_only=False) == "installed"
    (scene.folder / MANIFEST).write_bytes(manifest)
    assert attempt(scene) == "installed"
    (found,) = installed(scene.data, signed_only=True)
    assert found.receipt.is_signed
