"""From what the command line asks for to a session's opening: which questions, in which order, on which terms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.classroom import bank as banks
from game.classroom.surveys import AFTER, BEFORE
from game.nodes import Problem
from game.packs.bank import Bank
from game.packs.street import LibraryError
from game.rules.classroom.lesson import Terms
from game.rules.classroom.plan import Planned, Wish, drawn
from game.settings import read_settings
from game.words import Copy


class NoClassError(Exception):
    """The class can't be held as it was asked for; the message is for the trainer, in both languages."""

    def __init__(self, told: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(told)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What will be asked, and what the session is called."""

    title: str
    planned: tuple[Planned, ...]


def wish(chosen: argparse.Namespace) -> Wish:
    """What the switches ask for. Raises NoClassError when they contradict each other."""
    if chosen.warm_up + chosen.buzz > chosen.questions:
        raise NoClassError(
            f"--warm-up and --buzz are {chosen.warm_up + chosen.buzz} questions, more than the {chosen.questions} there are / "
            f"热身题和抢答题共 {chosen.warm_up + chosen.buzz} 道，超过了总题数 {chosen.questions}"
        )
    return Wish(chosen.questions, chosen.warm_up, chosen.buzz, chosen.seconds)


def terms(chosen: argparse.Namespace) -> Terms:
    """The terms that the switches ask for."""
    return Terms(chosen.speed_bonus, chosen.streak_bonus, chosen.teams, chosen.seats)


def draw(chosen: argparse.Namespace, questions: Path, data: Path, seed: int, today: date) -> Drawn:
    """The questions, drawn from `seed`; a folder given by `--pack` is checked first. Raises NoClassError."""
    asked = wish(chosen)
    if banks.is_path(chosen.pack):
        _check_folder(Path(chosen.pack), questions, data, today)
    try:
        bank = banks.opened(chosen.pack, questions, data, chosen.language)
    except LibraryError as error:
        raise NoClassError("no playable question pack / 没有可用的题包", error.problems) from error
    try:
        return _drawn(chosen, bank, asked, seed)
    finally:
        bank.close()


def _drawn(chosen: argparse.Namespace, bank: Bank, asked: Wish, seed: int) -> Drawn:
    _check_topics(chosen.topic, bank)
    try:
        pool = banks.pool(bank, chosen.pack, chosen.topic, seed)
    except KeyError:
        raise _no_pack(chosen.pack, bank) from None
    try:
        planned = drawn(asked, pool, seed)
    except ValueError:
        raise NoClassError(
            "there is no question among these that a phone can show; choose another --pack or --topic / "
            "这些题里没有手机上能答的题，请换一个题包或章节"
        ) from None
    if chosen.survey:
        planned = (BEFORE, *planned, AFTER)
    return Drawn(_title(chosen, bank), planned)


def _title(chosen: argparse.Namespace, bank: Bank) -> str:
    if len(chosen.topic) == 1:
        return next(chapter.title for chapter in bank.campaign.chapters if chapter.id == chosen.topic[0])
    if chosen.pack:
        return next(pack.title for pack in bank.packs if pack.id == banks.name_of(chosen.pack))
    return Copy(chosen.language)("class.title")


def _check_topics(topics: Sequence[str], bank: Bank) -> None:
    known = [chapter.id for chapter in bank.campaign.chapters]
    for topic in topics:
        if topic not in known:
            listed = ", ".join(known)
            raise NoClassError(f"there is no chapter {topic}; there are: {listed} / 没有章节 {topic}，现有：{listed}")


def _no_pack(pack: str, bank: Bank) -> NoClassError:
    name = banks.name_of(pack)
    problems = tuple(problem for problem in bank.problems if problem.file.split("/")[0] == name)
    if problems:
        return NoClassError(f"the pack {name} has mistakes and isn't played / 题包 {name} 有错误，不能使用", problems)
    listed = ", ".join(listing.id for listing in bank.packs)
    return NoClassError(
        f"there is no pack {name} to play; there are: {listed} (examples are not played) / "
        f"没有可用的题包 {name}，现有：{listed}（示例题包不能直接使用）"
    )


def _check_folder(folder: Path, questions: Path, data: Path, today: date) -> None:
    """The folder holds a pack without mistakes, and this machine lets it be played. Raises NoClassError."""
    from game.packs.alone import NoPackError, open_pack
    from game.packs.inspection import inspect_pack

    if read_settings(data).signed_only:
        raise NoClassError(
            "this machine plays signed packs only; install the pack instead / 本机只使用已签名的题包，请先安装再用"
        )
    try:
        open_pack(folder)
    except NoPackError as error:
        raise NoClassError(str(error), error.problems) from error
    errors = inspect_pack(folder, questions, today).errors
    if errors:
        raise NoClassError(f"the pack in {folder} has mistakes / {folder} 里的题包有错误", errors)
