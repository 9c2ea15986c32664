"""Versions as numbers: 2026.11 comes before 2026.11.1 and 2027.1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.packs.install.refusal import Refused

MOST = 99_999_999
"""The largest part of a version, a day written 20261231 fits. A version beyond every other could never be followed by one."""
_VERSION = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Before:
    """What is installed under the pack's id: version and digest of the files, and the highest version that ever was."""

    version: str = ""
    digest: str = ""
    highest: str = ""


def ordered(version: str) -> tuple[int, ...]:
    """The version's parts without zeros at the end, to be compared. Raises Refused for one that makes no sense."""
    if not _VERSION.fullmatch(version):
        raise Refused("version-absurd", version)
    parts = [int(part) for part in version.split(".")]
    if max(parts) > MOST:
        raise Refused("version-absurd", version)
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def release(version: str) -> tuple[int, ...]:
    """The numbers that a version of the game begins with, of 1.4.0rc1 those of 1.4; nothing for an unknown one."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*(?![0-9a-z])", version, re.ASCII)
    return tuple(int(part) for part in found[0].split(".")) if found is not None else ()
