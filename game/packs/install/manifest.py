"""manifest.json: what a pack consists of, and who stands for it. Read strictly, written in one way only."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from game.packs.install.names import MANIFEST, allowed, parts_of
from game.packs.install.quarantine import File
from game.packs.install.refusal import Refused
from game.packs.limits import LIMITS

FORMAT = "qmcg-pack-1"
FIELDS = ("format", "id", "version", "min_app", "created", "expires", "files")
KEY_BYTES, SIGNATURE_BYTES = 32, 64
"""Of Ed25519 (RFC 8032)."""
_HASH = re.compile(r"[0-9a-f]{64}")


class Role(StrEnum):
    AUTHOR = "author"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is signed: the pack's id and version, the oldest game that can read it, the last day on which it may be installed."""

    id: str
    version: str
    min_app: str
    created: date
    expires: date
    files: Mapping[str, File]

    def tree(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "id": self.id,
            "version": self.version,
            "min_app": self.min_app,
            "created": self.created.isoformat(),
            "expires": self.expires.isoformat(),
            "files": {name: {"sha256": file.sha256, "size": file.size} for name, file in self.files.items()},
        }

    def message(self, role: Role) -> bytes:
        """The bytes that are signed in that role: an author's signature is none of an approver."""
        told = json.dumps(self.tree(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return f"{FORMAT} {role}\n{told}".encode()


@dataclass(frozen=True, slots=True)
class Signature:
    """A public key and what it signed."""

    key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """A manifest with its signatures."""

    manifest: Manifest
    signatures: Mapping[Role, Signature]

    def data(self) -> bytes:
        """The content of manifest.json."""
        told = {
            "signed": self.manifest.tree(),
            "signatures": {
                str(role): {"key": _text(each.key), "signature": _text(each.signature)}
                for role, each in self.signatures.items()
            },
        }
        return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(data: bytes) -> Release:
    """The manifest in those bytes. Raises Refused for anything that isn't exactly one."""
    if len(data) > LIMITS.manifest_bytes:
        raise Refused("manifest-too-big", MANIFEST)
    try:
        tree = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused("manifest-json") from error
    _has_fields(tree, ("signed", "signatures"))
    told = tree["signatures"]
    if not isinstance(told, dict):
        raise Refused("manifest-field", "signatures")
    for name in told:
        if name not in tuple(Role):
            raise Refused("manifest-field", name)
    return Release(_manifest(tree["signed"]), {role: _signature(told[role], role) for role in Role if role in told})


def _manifest(tree: Any) -> Manifest:
    _has_fields(tree, FIELDS)
    if tree["format"] != FORMAT:
        raise Refused("manifest-field", "format")
    for name in ("id", "version", "min_app"):
        if not isinstance(tree[name], str) or not 0 < len(tree[name]) <= 60:
            raise Refused("manifest-field", name)
    days = []
    for name in ("created", "expires"):
        try:
            days.append(date.fromisoformat(tree[name]))
        except (TypeError, ValueError) as error:
            raise Refused("manifest-field", name) from error
    if not isinstance(tree["files"], dict):
        raise Refused("manifest-field", "files")
    files = {name: _file(name, told) for name, told in tree["files"].items()}
    return Manifest(tree["id"], tree["version"], tree["min_app"], days[0], days[1], MappingProxyType(files))


def _file(name: str, told: Any) -> File:
    try:
        parts = parts_of(name)
    except Refused as refused:
        raise Refused("name-lookalike" if refused.code == "name-lookalike" else "manifest-path", name) from refused
    allowed(parts)
    _has_fields(told, ("sha256", "size"))
    if not isinstance(told["sha256"], str) or not _HASH.fullmatch(told["sha256"]):
        raise Refused("manifest-hash", name)
    if type(told["size"]) is not int or not 0 <= told["size"] <= LIMITS.pack_bytes:
        raise Refused("manifest-field", "size")
    return File(told["size"], told["sha256"])


def _signature(told: Any, role: Role) -> Signature:
    _has_fields(told, ("key", "signature"))
    key, signature = _bytes(told["key"], role), _bytes(told["signature"], role)
    if len(key) != KEY_BYTES:
        raise Refused("signature-key", role)
    if len(signature) != SIGNATURE_BYTES:
        raise Refused("signature-length", role)
    return Signature(key, signature)


def _bytes(told: Any, role: Role) -> bytes:
    if not isinstance(told, str):
        raise Refused("manifest-field", role)
    try:
        return base64.b64decode(told.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Refused("signature-text", role) from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _has_fields(tree: Any, names: tuple[str, ...]) -> None:
    if not isinstance(tree, dict):
        raise Refused("manifest-field")
    for name in (*names, *tree):
        if name not in tree or name not in names:
            raise Refused("manifest-field", name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys all differ: of two, programs would take different ones."""
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise Refused("manifest-twice", next(key for key in keys if keys.count(key) > 1))
    return made
