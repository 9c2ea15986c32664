"""What lies in a pack's folder, looked at before a byte of it is understood: names, kinds, sizes, pictures and sounds."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from game.nodes import Problem
from game.packs.install.names import is_device
from game.packs.limits import LIMITS, Limits
from game.packs.media.judge import KINDS, media_flaws, suffix_flaw

PLACES: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        "": frozenset({".md", ".txt"}),
        "q": frozenset({".yaml"}),
        "translations": frozenset({".yaml"}),
        "media": frozenset(KINDS),
    }
)
"""The folders of a pack, and the suffixes of the files that may be in them."""
TOP = frozenset({"pack.yaml", "cards.yaml", "facts.yaml", "manifest.json"})
CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What file managers leave behind: passed over, for it is never read."""
NAME = re.compile(r"[0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff（][0-9A-Za-z_ .()（）\u3400-\u4dbf\u4e00-\u9fff-]{0,79}")


def folder_problems(folder: Path, name: str, limits: Limits = LIMITS) -> list[Problem]:
    """Everything wrong with the files of a pack, by name; what is inside its YAML files is not looked at."""
    problems: list[Problem] = []
    media: list[tuple[Path, str]] = []
    count = size = 0
    for path, inner in _walk(folder, PurePosixPath()):
        count += 1
        if count > limits.files:
            message = f"more than {limits.files} files / 文件超过 {limits.files} 个"
            return [*problems, Problem(f"{name}/pack.yaml", 1, 1, "too-many-files", message)]
        told = f"{name}/{inner.as_posix()}"
        try:
            status = path.lstat()
        except OSError as error:
            problems.append(Problem(told, 1, 1, "unreadable", f"{error.strerror} / 文件打不开"))
            continue
        flaw = _flaw(inner, status.st_mode)
        if flaw is not None:
            problems.append(Problem(told, 1, 1, *flaw))
            continue
        if stat.S_ISREG(status.st_mode):
            size += status.st_size
            if inner.parts[0] == "media" and inner.name.lower() not in CLUTTER:
                media.append((path, told))
    if size > limits.pack_bytes:
        most = limits.pack_bytes >> 20
        message = f"{-(-size >> 20)} MiB, a pack has at most {most} MiB / 题包超过 {most} MiB"
        return [*problems, Problem(f"{name}/pack.yaml", 1, 1, "pack-too-big", message)]
    for path, told in media:
        problems += _media(path, told, limits)
    return problems


def _walk(folder: Path, inner: PurePosixPath) -> Iterator[tuple[Path, PurePosixPath]]:
    """Everything below the folder, no deeper than a pack goes; links are named, never followed."""
    try:
        with os.scandir(folder) as found:
            listed = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        yield Path(entry.path), inner / entry.name
        if entry.is_dir(follow_symlinks=False) and not inner.parts and entry.name in PLACES:
            yield from _walk(Path(entry.path), inner / entry.name)


def _flaw(inner: PurePosixPath, mode: int) -> tuple[str, str] | None:
    """Why a file may not be there; None when it may."""
    name = inner.name
    if stat.S_ISLNK(mode):
        return "link", "links are not allowed in a pack / 题包里不能有链接"
    if name.lower() in CLUTTER and stat.S_ISREG(mode):
        return None
    if not NAME.fullmatch(name) or name.endswith((".", " ")) or is_device(name):
        return "strange-name", "rename it: letters, digits, - and _ / 请改名：用汉字、字母、数字、短横线和下划线"
    place = inner.parent.as_posix().removeprefix(".")
    if stat.S_ISDIR(mode):
        if place or name not in PLACES:
            return (
                "stray-folder",
                "a pack has only the folders q, translations and media / 题包里只有 q、translations、media 这几个文件夹",
            )
        return None
    if not stat.S_ISREG(mode):
        return "not-a-file", "neither a file nor a folder / 既不是文件也不是文件夹"
    if not place and name in TOP:
        return None
    flaw = suffix_flaw(inner.suffix.lower(), PLACES[place])
    return (flaw.code, flaw.message) if flaw is not None else None


def _media(path: Path, told: str, limits: Limits) -> Iterator[Problem]:
    try:
        with path.open("rb") as file:
            data = file.read(limits.media_bytes + 1)
    except OSError as error:
        yield Problem(told, 1, 1, "unreadable", f"{error.strerror} / 文件打不开")
        return
    for flaw in media_flaws(path.suffix.lower(), data, limits):
        yield Problem(told, 1, 1, flaw.code, flaw.message)
