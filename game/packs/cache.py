"""Checked packs, kept as JSON beside the hash of the bytes they came from: twenty times faster to read than YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.atomic import write_atomically
from game.digest import blake2b

SCHEMA = "3"
NAME = "packs.json"
PATTERNS = ("*.yaml", "*/pack.yaml", "*/cards.yaml", "*/q/*.yaml", "*/translations/*.yaml")
"""The files that say what may be played."""


def digest(root: Path) -> str:
    """A hash of every file that makes the packs, and of how they are understood."""
    found = blake2b(SCHEMA.encode(), digest_size=16)
    for path in sorted(path for pattern in PATTERNS for path in root.glob(pattern)):
        data = path.read_bytes() if path.is_file() else b"?"
        found.update(f"{path.relative_to(root).as_posix()}:{len(data)}:".encode())
        found.update(data)
    return found.hexdigest()


def read(folder: Path | None, wanted: str) -> dict[str, Any] | None:
    """What was kept for that digest; None when nothing, something else, or rubbish was."""
    if folder is None:
        return None
    try:
        kept = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("digest") != wanted or not isinstance(kept.get("content"), dict):
        return None
    content: dict[str, Any] = kept["content"]
    return content


def write(folder: Path | None, wanted: str, content: dict[str, Any]) -> None:
    """The content is kept, or nothing happened: a folder that can't be written is no trouble."""
    if folder is None:
        return
    data = json.dumps({"digest": wanted, "content": content}, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        write_atomically(folder / NAME, data)
    except OSError:
        return
