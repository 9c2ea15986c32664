"""No zip writes outside quarantine or beyond the limit, and each that shouldn't be sent is refused by name."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from game.packs.install.quarantine import quarantined
from game.packs.install.refusal import REFUSALS, Refused
from game.packs.limits import LIMITS
from tests.packs.install.made import QUICK, QuickDisk, pack, tree
from tests.packs.install.zips import harmless, hostile

HOSTILE = list(hostile())


class Counting(QuickDisk):
    """Counts what is written, and where."""

    def __init__(self, root: Path) -> None:
        self._root, self.written = root.resolve(), 0

    def write(self, path: Path, chunks: object) -> None:
        assert path.resolve().is_relative_to(self._root)

        def counted():  # type: ignore[no-untyped-def]
            for chunk in chunks:  # type: ignore[attr-defined]
                self.written += len(chunk)
                yield chunk

        super().write(path, counted())


def test_there_are_a_hundred_and_twenty_different_ones() -> None:
    names = [name for name, _, _ in HOSTILE]
    assert len(names) == len(set(names)) >= 120
    assert {code for _, _, code in HOSTILE} <= set(REFUSALS)


@pytest.mark.parametrize(("name", "data", "code"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_zip_stays_in_quarantine_and_is_refused(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    zipped, packs = tmp_path / "stick" / "pack.zip", tmp_path / "data" / "packs"
    zipped.parent.mkdir()
    zipped.write_bytes(data)
    packs.parent.mkdir()
    disk = Counting(packs / ".incoming")
    try:
        with quarantined(zipped, packs, disk):
            found = ""
    except Refused as refused:
        found = refused.code
        assert refused.en and refused.zh and len(str(refused)) < 300
    assert found == code
    assert disk.written <= LIMITS.pack_bytes
    assert tree(tmp_path) == {"stick/pack.zip": data}, "something was left or written elsewhere"


@pytest.mark.parametrize(("name", "data"), list(harmless()), ids=[name for name, _ in harmless()])
def test_an_ordinary_zip_is_taken(name: str, data: bytes, tmp_path: Path) -> None:
    zipped = tmp_path / "我的题包 (1).zip"
    zipped.write_bytes(data)
    with quarantined(zipped, tmp_path / "packs", QUICK) as staged:
        assert staged.id == "my-pack"
        found = tree(staged.folder)
        assert found.keys() == staged.files.keys() and pack().items() <= found.items()
        if "gbk-names" in name:
            assert "q/补充題誠.yaml" in found
        assert not any("DS_Store" in each or "MACOSX" in each for each in found)


def test_pythons_own_zips_are_taken(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pack(q__补充=b"[]\n").items():
            archive.writestr(f"题包/{name}" if "." in name else f"题包/{name}.yaml", data)
    (tmp_path / "x.ZIP").write_bytes(made.getvalue())
    with quarantined(tmp_path / "x.ZIP", tmp_path / "packs", QUICK) as staged:
        assert set(tree(staged.folder)) == {"pack.yaml", "q/one.yaml", "q/补充.yaml"}


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe for a file")
def test_a_stick_pulled_out_while_it_is_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no-source"), quarantined(tmp_path / "gone.zip", tmp_path / "packs", QUICK):
        pass
