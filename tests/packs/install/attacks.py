"""Forty ways to bring a pack onto a machine that takes signed packs only, each with the refusal it meets.

Each begins with a pack that two trusted people signed, in `folder`, and a machine that trusts both, in `data`.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from game.packs.install.install import install, look
from game.packs.install.manifest import Release, Role
from game.packs.install.names import MANIFEST
from game.packs.install.trust import FOLDER, revoke
from tests.packs.install.made import APPROVER, AUTHOR, NOON, pack, person, signed, terms, trusting, write


@dataclass(slots=True)
class Scene:
    """The pack, the machine, and the day."""

    folder: Path
    data: Path
    now: datetime = NOON
    app: str = "1.4.0"

    def manifest(self, change: Callable[[Any], None]) -> None:
        """The manifest is changed, its signatures stay."""
        path = self.folder / MANIFEST
        tree = json.loads(path.read_text("utf-8"))
        change(tree)
        path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")

    def signature(self, role: str, change: Callable[[str], str], field: str = "signature") -> None:
        def changed(tree: Any) -> None:
            tree["signatures"][role][field] = change(tree["signatures"][role][field])

        self.manifest(changed)

    def text(self, change: Callable[[str], str]) -> None:
        path = self.folder / MANIFEST
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def again(self, **how: Any) -> Release:
        """Signed anew."""
        (self.folder / MANIFEST).unlink()
        return signed(self.folder, **how)

    def forged(self, **fields: Any) -> None:
        """Signed anew by both with these fields, which the command would not write."""
        made = replace(self.again(version="2026.11").manifest, **fields)
        (self.folder / MANIFEST).write_bytes(
            Release(made, {Role.AUTHOR: AUTHOR.sign(made), Role.APPROVER: APPROVER.sign(made)}).data()
        )

    def another(self, name: str = "other", **how: Any) -> Path:
        """Another signed pack beside it."""
        folder = write(self.folder.parent / name, pack(**how))
        signed(folder, version=how.get("version", "2026.11"))
        return folder

    def before(self, **how: Any) -> None:
        """That pack is installed already."""
        by = terms(self.data, True, self.now, self.app)
        done = install(look(self.another("before", **how), by), by)
        assert done.receipt is not None, done.refusal


def flip(path: Path, place: int) -> None:
    """One bit of the file is another."""
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << place % 7
    path.write_bytes(data)


def unsigned(scene: Scene) -> str:
    (scene.folder / MANIFEST).unlink()
    return "unsigned"


def author_missing(scene: Scene) -> str:
    scene.manifest(lambda tree: tree["signatures"].pop("author"))
    return "author-missing"


def approver_missing(scene: Scene) -> str:
    scene.again(approver=None)
    return "approver-missing"


def one_key_twice(scene: Scene) -> str:
    made = scene.again()
    both = person(Role.APPROVER, "张三", 1)
    (scene.folder / MANIFEST).write_bytes(
        Release(made.manifest, {**made.signatures, Role.APPROVER: both.sign(made.manifest)}).data()
    )
    return "same-key"


def one_person_twice(scene: Scene) -> str:
    second = person(Role.APPROVER, AUTHOR.public.name, 3)
    trusting(scene.data, second)
    scene.again(approver=second)
    return "same-person"


def strange_author(scene: Scene) -> str:
    scene.again(author=person(Role.AUTHOR, "张三", 66))
    return "author-unknown"


def strange_approver(scene: Scene) -> str:
    scene.again(approver=person(Role.APPROVER, "李四", 66))
    return "approver-unknown"


def approver_as_author(scene: Scene) -> str:
    other = person(Role.APPROVER, "王五", 4)
    trusting(scene.data, other)
    scene.again(author=person(Role.AUTHOR, "王五", 4))
    return "author-role"


def author_as_approver(scene: Scene) -> str:
    other = person(Role.AUTHOR, "王五", 4)
    trusting(scene.data, other)
    scene.again(approver=person(Role.APPROVER, "王五", 4))
    return "approver-role"


def revoked_author(scene: Scene) -> str:
    revoke(scene.data, AUTHOR.public.id)
    return "author-revoked"


def revoked_approver(scene: Scene) -> str:
    revoke(scene.data, APPROVER.public.id)
    return "approver-revoked"


def revoked_list_damaged(scene: Scene) -> str:
    (scene.data / FOLDER / "revoked.txt").write_text("what?\n")
    return "trust-unreadable"


def nobody_trusted(scene: Scene) -> str:
    shutil.rmtree(scene.data / FOLDER)
    return "trust-empty"


def bit_flipped(scene: Scene) -> str:
    flip(scene.folder / "q" / "one.yaml", 300)
    return "file-altered"


def byte_appended(scene: Scene) -> str:
    with (scene.folder / "q" / "one.yaml").open("ab") as file:
        file.write(b"#")
    return "file-size"


def file_added(scene: Scene) -> str:
    (scene.folder / "q" / "two.yaml").write_text("[]\n")
    return "file-added"


def file_removed(scene: Scene) -> str:
    (scene.folder / "q" / "one.yaml").unlink()
    return "file-missing"


def files_swapped(scene: Scene) -> str:
    write(scene.folder, {"a.txt": b"one\n", "b.txt": b"two\n"})
    scene.again()
    write(scene.folder, {"a.txt": b"two\n", "b.txt": b"one\n"})
    return "files-swapped"


def manifest_edited(scene: Scene) -> str:
    scene.manifest(lambda tree: tree["signed"].update(expires="2099-01-01"))
    return "author-forged"


def signature_of_another(scene: Scene) -> str:
    other = json.loads((scene.another(version="2026.12") / MANIFEST).read_text("utf-8"))
    scene.signature("approver", lambda _: str(other["signatures"]["approver"]["signature"]))
    return "approver-forged"


def signed_as_another(scene: Scene) -> str:
    """Both signed these very files, but as another pack's."""
    scene.forged(id="fraud-prevention")
    return "id-differs"


def version_of_another(scene: Scene) -> str:
    scene.again(version="2026.12")
    return "version-differs"


def older(scene: Scene) -> str:
    scene.before(version="2026.12")
    return "older-version"


def same_version_other_bytes(scene: Scene) -> str:
    scene.before(key="false")
    return "same-version"


def version_beyond_all(scene: Scene) -> str:
    write(scene.folder, pack(version=str(2**63)))
    scene.forged(version=str(2**63))
    return "version-absurd"


def expired(scene: Scene) -> str:
    scene.again(expires=date(2026, 11, 24))
    return "expired"


def game_too_old(scene: Scene) -> str:
    scene.again(min_app="1.5")
    return "app-too-old"


def clock_of_1970(scene: Scene) -> str:
    scene.now = datetime(1970, 1, 1)
    return "clock-wrong"


def signed_tomorrow(scene: Scene) -> str:
    scene.again(created=date(2026, 12, 24))
    return "not-yet"


def key_twice_in_json(scene: Scene) -> str:
    scene.text(lambda text: text.replace('"version":', '"version": "2099.1",\n  "version":', 1))
    return "manifest-twice"


def huge_manifest(scene: Scene) -> str:
    scene.text(lambda text: text + " " * (1 << 20))
    return "manifest-too-big"


def nested_manifest(scene: Scene) -> str:
    scene.text(lambda _: "[" * 100_000)
    return "manifest-json"


def unknown_field(scene: Scene) -> str:
    scene.manifest(lambda tree: tree["signed"].update(trusted=True))
    return "manifest-field"


def manifest_leads_out(scene: Scene) -> str:
    scene.manifest(lambda tree: tree["signed"]["files"].update({"../settings.json": {"sha256": "0" * 64, "size": 1}}))
    return "manifest-path"


def hash_that_is_none(scene: Scene) -> str:
    scene.manifest(lambda tree: tree["signed"]["files"]["pack.yaml"].update(sha256="*"))
    return "manifest-hash"


def look_alike_name(scene: Scene) -> str:
    (scene.folder / "q" / "оne.yaml").write_bytes((scene.folder / "q" / "one.yaml").read_bytes())
    (scene.folder / "q" / "one.yaml").unlink()
    return "name-lookalike"


def linked_manifest(scene: Scene) -> str:
    outside = scene.folder.parent / "real.json"
    (scene.folder / MANIFEST).rename(outside)
    (scene.folder / MANIFEST).symlink_to(outside)
    return "manifest-link"


def signature_cut(scene: Scene) -> str:
    scene.signature("author", lambda text: base64.b64encode(base64.b64decode(text)[:-1]).decode())
    return "signature-length"


def signature_garbage(scene: Scene) -> str:
    scene.signature("author", lambda text: "!" + text[1:])
    return "signature-text"


def key_that_is_none(scene: Scene) -> str:
    scene.signature("author", lambda _: "AAAA", "key")
    return "signature-key"


ATTACKS = (
    unsigned,
    author_missing,
    approver_missing,
    one_key_twice,
    one_person_twice,
    strange_author,
    strange_approver,
    approver_as_author,
    author_as_approver,
    revoked_author,
    revoked_approver,
    revoked_list_damaged,
    nobody_trusted,
    bit_flipped,
    byte_appended,
    file_added,
    file_removed,
    files_swapped,
    manifest_edited,
    signature_of_another,
    signed_as_another,
    version_of_another,
    older,
    same_version_other_bytes,
    version_beyond_all,
    expired,
    game_too_old,
    clock_of_1970,
    signed_tomorrow,
    key_twice_in_json,
    huge_manifest,
    nested_manifest,
    unknown_field,
    manifest_leads_out,
    hash_that_is_none,
    look_alike_name,
    linked_manifest,
    signature_cut,
    signature_garbage,
    key_that_is_none,
)
