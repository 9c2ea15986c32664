"""Whether a pack is what two people signed, and may be installed here today. A pure function of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from game.packs.install.keys import fits, key_id
from game.packs.install.manifest import Manifest, Release, Role
from game.packs.install.quarantine import File
from game.packs.install.refusal import Refused
from game.packs.install.trust import Trust
from game.packs.install.versions import Before, ordered, release

EARLIEST = date(2026, 1, 1)
"""No clock that is right shows an earlier day: the game is younger."""
SLACK = timedelta(days=1)
"""Clocks on two sides of the date line may differ by so much."""
FORGIVEN = frozenset(
    {"unsigned", "author-missing", "approver-missing", "trust-empty", "author-unknown", "approver-unknown"}
)
"""What a machine that isn't set to signed packs only takes for an unsigned pack; all else is refused everywhere."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who stands for a pack, by the names that this machine knows them by."""

    author: str
    approver: str


def signers_of(found: Release | None, files: Mapping[str, File], trust: Trust, signed_only: bool) -> Signers | None:
    """Who signed exactly these files; None for an unsigned pack where those are taken. Raises Refused."""
    try:
        if found is None:
            raise Refused("unsigned")
        signatures_fit(found, files)
        return _known(found, trust)
    except Refused as refused:
        if signed_only or refused.code not in FORGIVEN:
            raise
        return None


def signatures_fit(found: Release, files: Mapping[str, File]) -> None:
    """These are the files of the manifest, and every signature on it fits, whoever's it is. Raises Refused."""
    _same_files(found.manifest, files)
    for role in Role:
        signature = found.signatures.get(role)
        if signature is not None and not fits(signature, found.manifest, role):
            raise Refused(f"{role}-forged")
    keys = [signature.key for signature in found.signatures.values()]
    if len(set(keys)) != len(keys):
        raise Refused("same-key")


def _same_files(manifest: Manifest, files: Mapping[str, File]) -> None:
    """The files are those of the manifest."""
    for name in sorted(files.keys() - manifest.files.keys()):
        raise Refused("file-added", name)
    for name in sorted(manifest.files.keys() - files.keys()):
        raise Refused("file-missing", name)
    hashes = {file.sha256 for file in manifest.files.values()}
    for name, file in sorted(files.items()):
        signed = manifest.files[name]
        if file.sha256 == signed.sha256 and file.size == signed.size:
            continue
        if file.sha256 in hashes and file.sha256 != signed.sha256:
            raise Refused("files-swapped", name)
        raise Refused("file-size" if file.size != signed.size else "file-altered", name)


def _known(found: Release, trust: Trust) -> Signers:
    """Both signatures are there, by two people who are trusted with their role."""
    for role in Role:
        signature = found.signatures.get(role)
        if signature is not None and key_id(signature.key) in trust.revoked:
            raise Refused(f"{role}-revoked", key_id(signature.key))
    for role in Role:
        if role not in found.signatures:
            raise Refused("unsigned" if not found.signatures else f"{role}-missing")
    if not trust.keys:
        raise Refused("trust-empty")
    names: dict[Role, str] = {}
    for role in Role:
        key = found.signatures[role].key
        known = trust.key(key)
        if known is None:
            raise Refused(f"{role}-unknown", key_id(key))
        if known.role != role:
            raise Refused(f"{role}-role", known.name)
        names[role] = known.name
    if names[Role.AUTHOR].casefold() == names[Role.APPROVER].casefold():
        raise Refused("same-person", names[Role.AUTHOR])
    return Signers(names[Role.AUTHOR], names[Role.APPROVER])


def in_its_time(manifest: Manifest, today: date, app: str) -> None:
    """The pack may be installed on this day into this game. Raises Refused."""
    if today < EARLIEST:
        raise Refused("clock-wrong", today.isoformat())
    if manifest.created > today + SLACK:
        raise Refused("not-yet", manifest.created.isoformat())
    if manifest.expires < today:
        raise Refused("expired", manifest.expires.isoformat())
    if release(app) < ordered(manifest.min_app):
        raise Refused("app-too-old", manifest.min_app)


def step_of(version: str, digest: str, before: Before) -> str:
    """How the version relates to what was there: `new`, `newer`, `same` files, `same-version` or `older-version`. Raises Refused."""
    rank = ordered(version)
    if before.digest == digest:
        return "same"
    if before.version and rank == ordered(before.version):
        return "same-version"
    if before.highest and rank < ordered(before.highest):
        return "older-version"
    return "newer" if before.version else "new"
