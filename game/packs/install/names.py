"""Which names a pack's files may have, so that they mean the same file on every machine and none outside the pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from game.packs.install.refusal import Refused
from game.packs.limits import LIMITS

SUFFIXES = frozenset({".yaml", ".png", ".jpg", ".jpeg", ".ogg", ".opus", ".md", ".txt"})
MANIFEST = "manifest.json"
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""Names that mean a device to Windows, with whatever suffix."""
CLUTTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "system volume information", "$recycle.bin"})
"""What operating systems leave lying about; with names that begin with a dot or `~$` it is passed over."""
_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_PLAIN = re.compile(r"[A-Za-z0-9 _.()（）·、，—－+&'@#!,\[\]【】《》\u3400-\u4dbf\u4e00-\u9fff-]+")


def is_clutter(parts: tuple[str, ...]) -> bool:
    """Whether it belongs to no pack and does no harm."""
    return any(part.startswith((".", "~$")) or part.casefold() in CLUTTER for part in parts)


def is_device(part: str) -> bool:
    """Whether Windows takes the name for a device, with whatever suffix."""
    return part.split(".")[0].rstrip(" ").casefold() in DEVICES


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file of a path with slashes. Raises Refused for one that leads elsewhere or means other things elsewhere."""
    if not name or name.startswith("/") or "\\" in name or "\0" in name or re.match(r"[A-Za-z]:", name):
        raise Refused("name-unsafe", name)
    parts = tuple(name.removesuffix("/").split("/"))
    if any(part in ("", ".", "..") for part in parts):
        raise Refused("name-unsafe", name)
    if len(parts) > LIMITS.path_depth or any(
        len(part) > LIMITS.name_characters or len(part.encode("utf-8", "replace")) > 240 for part in parts
    ):
        raise Refused("name-long", name)
    for part in parts:
        if _WINDOWS.search(part) or part[-1] in ". " or part[0] == " " or is_device(part):
            raise Refused("name-reserved", name)
        if is_clutter((part,)):
            continue
        # Packs are named by Chinese and English speakers: a Cyrillic а or a full-width A is there to be mistaken.
        if not _PLAIN.fullmatch(part):
            raise Refused("name-lookalike", name)
    return parts


def allowed(parts: tuple[str, ...]) -> None:
    """Raises Refused for a file that packs don't have."""
    name = parts[-1]
    if parts == (MANIFEST,):
        return
    if not any(name.casefold().endswith(suffix) and len(name) > len(suffix) for suffix in SUFFIXES):
        raise Refused("file-kind", "/".join(parts))


def no_twins(paths: Iterable[tuple[str, ...]]) -> None:
    """Raises Refused when two paths would be one file on some machine, or a file would be another's folder."""
    files: set[tuple[str, ...]] = set()
    folders: dict[tuple[str, ...], tuple[str, ...]] = {}
    for path in paths:
        folded = tuple(unicodedata.normalize("NFKC", part).casefold() for part in path)
        if folded in files:
            raise Refused("twin-names", "/".join(path))
        files.add(folded)
        for end in range(1, len(path)):
            if folders.setdefault(folded[:end], path[:end]) != path[:end]:
                raise Refused("twin-names", "/".join(path))
    for folder, told in folders.items():
        if folder in files:
            raise Refused("twin-names", "/".join(told))
