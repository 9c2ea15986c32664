"""The questions of a class: those that the kiosk plays, or those of one pack, wherever it lies."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from game.packs.bank import Bank, open_bank
from game.packs.kept import CACHE, Files, files_of
from game.packs.street import pack_folders
from game.rules.question import Entry
from game.settings import read_settings

NOWHERE = "nowhere"
"""A folder that isn't there: a bank without a street holds the chapters of every pack."""


def is_path(pack: str) -> bool:
    """Whether `--pack` names a folder and not a pack that the game knows."""
    return bool(pack) and (Path(pack).name != pack or Path(pack).is_dir())


def name_of(pack: str) -> str:
    """The pack's id, which is its folder's name."""
    return Path(pack).resolve().name if is_path(pack) else pack


def opened(pack: str, questions: Path, data: Path, language: str) -> Bank:
    """The bank to draw from and to lay out again from; `pack` is a pack's id, a folder, or empty for all that the kiosk plays.

    Asked for one pack, none is switched off, and chapters count that no street has. Raises packs.street.LibraryError.
    """
    settings = read_settings(data)
    usual = files_of(questions, data, settings.signed_only)
    if not pack:
        return open_bank(usual, language, settings.packs_off)
    folders = pack_folders(questions, usual.installed)
    if is_path(pack):
        folders[name_of(pack)] = Path(pack).resolve()
    return open_bank(Files(data / NOWHERE, data / CACHE / "class", folders), language)


def pool(bank: Bank, pack: str, topics: Collection[str], seed: int) -> tuple[Entry, ...]:
    """What may be asked: of that pack, or of all; of these topics, or of all. Raises KeyError for a pack that the bank hasn't."""
    wanted = frozenset(topics) or frozenset(chapter.id for chapter in bank.campaign.chapters)
    if pack:
        return tuple(entry for entry in bank.of_pack(name_of(pack)) if entry.topic in wanted)
    return bank.listed(wanted, seed)
