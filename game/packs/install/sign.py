"""Two people release a pack: the author states what it is and signs, another one looks at it and signs as well."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from game.atomic import write_atomically
from game.packs.install.keys import SecretKey
from game.packs.install.manifest import Manifest, Release, Role, read_manifest
from game.packs.install.names import MANIFEST
from game.packs.install.quarantine import File, Staged
from game.packs.install.refusal import Refused
from game.packs.install.verify import signatures_fit
from game.packs.install.versions import ordered


def content(staged: Staged) -> dict[str, File]:
    """The files that a manifest names."""
    return {name: file for name, file in staged.files.items() if name != MANIFEST}


def author(staged: Staged, version: str, min_app: str, created: date, expires: date, key: SecretKey) -> Release:
    """The manifest of those files with the author's signature. Raises Refused."""
    _has_role(key, Role.AUTHOR)
    ordered(version)
    ordered(min_app)
    if expires < created:
        raise Refused("expired", expires.isoformat())
    manifest = Manifest(staged.id, version, min_app, created, expires, content(staged))
    return Release(manifest, {Role.AUTHOR: key.sign(manifest)})


def approve(staged: Staged, key: SecretKey) -> Release:
    """The release with the approver's signature beside the author's. Raises Refused unless it fits the files as they are."""
    _has_role(key, Role.APPROVER)
    if MANIFEST not in staged.files:
        raise Refused("unsigned")
    found = read_manifest((staged.folder / MANIFEST).read_bytes())
    if Role.AUTHOR not in found.signatures:
        raise Refused("author-missing")
    only = Release(found.manifest, {Role.AUTHOR: found.signatures[Role.AUTHOR]})
    signatures_fit(only, content(staged))
    if found.manifest.id != staged.id:
        raise Refused("id-differs", found.manifest.id)
    made = Release(found.manifest, {**only.signatures, Role.APPROVER: key.sign(found.manifest)})
    signatures_fit(made, content(staged))
    return made


def write(folder: Path, release: Release) -> None:
    """The pack's manifest is that release. Raises OSError."""
    write_atomically(folder / MANIFEST, release.data())


def _has_role(key: SecretKey, role: Role) -> None:
    if key.public.role != role:
        raise Refused(f"{role}-role", key.public.name)
