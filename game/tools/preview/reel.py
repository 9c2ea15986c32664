"""What a pack has to show, file by file; where a file has problems, what it last had without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.nodes import Node, Problem
from game.packs.alone import NoPackError, open_pack
from game.packs.codes import errors, severity
from game.packs.inspection import inspect_pack
from game.packs.pack import CARDS, HEAD, Pack, groups_of
from game.rules.handbook import Card
from game.rules.levels import Chapter
from game.rules.question import Question

UNSHOWABLE = ("no-picture",)
"""Problems beside unreadable words with which an item can't be put on a screen."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A question or a card with its file; `is_old` when the file has problems now and this is what it had before."""

    file: str
    item: Question | Card
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Reel:
    """The pack as it can be shown, and everything that is wrong with it."""

    title: str = ""
    version: str = ""
    frames: tuple[Frame, ...] = ()
    problems: tuple[Problem, ...] = ()
    chapters: tuple[Chapter, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What would keep the pack out; the rest are warnings."""
        return errors(self.problems)

    def place(self, item_id: str, near: int = 0) -> int:
        """Where the item of that id is; where it isn't any more, the nearest place to `near`."""
        for place, frame in enumerate(self.frames):
            if frame.item.id == item_id:
                return place
        return max(0, min(near, len(self.frames) - 1))


def read_reel(folder: Path, bank: Path, today: date, language: str, before: Reel) -> Reel:
    """The pack as it is on disk now, looked at as one of the packs below `bank`; what can't be shown keeps the state that
    `before` had of it.
    """
    try:
        opened = open_pack(folder)
    except NoPackError as error:
        problems = error.problems or (Problem(f"{folder.name}/{HEAD}", 1, 1, "no-pack", str(error)),)
        return Reel(before.title, before.version, _aged(before.frames), problems, before.chapters)
    pack = opened.pack(language)
    found = inspect_pack(folder, bank, today)
    problems = tuple(sorted(found.problems, key=lambda problem: severity(problem.code)))  # errors before warnings
    unreadable = set(opened.problems)
    bad = [problem for problem in problems if problem in unreadable or problem.code in UNSHOWABLE]
    frames = _frames(folder, opened.node, pack, bad, before.frames)
    return Reel(pack.title, pack.version, frames, problems, pack.chapters)


def _frames(folder: Path, node: Node, pack: Pack, bad: Sequence[Problem], before: Sequence[Frame]) -> tuple[Frame, ...]:
    assert isinstance(node.value, dict)
    items: list[Question | Card] = [*pack.questions, *pack.cards]
    sound = {item.id: item for item in items}
    old = {frame.item.id: frame for frame in before}
    groups = dict(groups_of(node.value.get("questions")))
    cards = node.value.get("cards")
    if cards is not None and isinstance(cards.value, list):
        groups[f"{folder.name}/{CARDS}"] = cards.value
    names = [f"{folder.name}/q/{path.name}" for path in sorted((folder / "q").glob("*.yaml"))]
    frames: list[Frame] = []
    for file in (*names, *([f"{folder.name}/{CARDS}"] if (folder / CARDS).is_file() else [])):
        listed = groups.get(file)
        if listed is None:
            frames += _aged([frame for frame in before if frame.file == file])
            continue
        lines = [child.line for child in listed] + [1 << 30]
        for child, line, end in zip(listed, lines, lines[1:], strict=False):
            name = child.value.get("id", Node("")).value if isinstance(child.value, dict) else ""
            is_bad = any(problem.file == file and line <= problem.line < end for problem in bad)
            if str(name) in sound and not is_bad:
                frames.append(Frame(file, sound[str(name)]))
            elif str(name) in old:
                frames += _aged([old[str(name)]])
    return tuple(frames)


def _aged(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    return tuple(Frame(frame.file, frame.item, is_old=True) for frame in frames)
