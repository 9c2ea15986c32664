"""Whether the installed packs are still what was installed, and would still be taken. For the doctor; no start waits for it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from game.packs.install.keys import key_id
from game.packs.install.manifest import read_manifest
from game.packs.install.names import MANIFEST
from game.packs.install.quarantine import File, digest_of
from game.packs.install.refusal import Refused
from game.packs.install.store import Installed, installed
from game.packs.install.trust import Trust, read_trust
from game.packs.install.versions import ordered
from game.packs.pack_files import read_head


def standing(data: Path, signed_only: bool) -> list[tuple[Installed, Refused | None]]:
    """Every installed pack with what speaks against it; None for one that is sound. Raises Refused when the keys can't be read.

    A last day that has passed speaks against installing, not against an installed pack.
    """
    trust = read_trust(data)
    return [(pack, _fault(pack, trust, signed_only)) for pack in installed(data)]


def overtaken(data: Path, questions: Path) -> list[Installed]:
    """The installed packs that hide a newer one of the same id which came with the game, since an update perhaps."""
    return [pack for pack in installed(data) if _is_older(pack.receipt.version, own_version(questions / pack.id))]


def own_version(folder: Path) -> str:
    """The version that the pack in that folder says it has; nothing where there is none to be read."""
    root, _ = read_head(folder, folder.name)
    head = root.value if root is not None and isinstance(root.value, dict) else {}
    version = head["version"].value if "version" in head else ""
    return version if isinstance(version, str) else ""


def _is_older(version: str, than: str) -> bool:
    try:
        return ordered(version) < ordered(than)
    except Refused:
        return False


def _fault(pack: Installed, trust: Trust, signed_only: bool) -> Refused | None:
    if _digest(pack.folder) != pack.receipt.digest:
        return Refused("file-altered", pack.id)
    if not pack.receipt.is_signed:
        return Refused("unsigned", pack.id) if signed_only else None
    try:
        found = read_manifest((pack.folder / MANIFEST).read_bytes())
    except (OSError, Refused):
        return Refused("manifest-json", pack.id)
    for role, signature in found.signatures.items():
        if key_id(signature.key) in trust.revoked:
            return Refused(f"{role}-revoked", pack.id)
    return None


def _digest(folder: Path) -> str:
    """The digest of the files as they lie there; nothing when they can't be read."""
    try:
        files = {
            path.relative_to(folder).as_posix(): File(
                path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
            )
            for path in folder.rglob("*")
            if path.is_file()
        }
    except OSError:
        return ""
    return digest_of(files)
