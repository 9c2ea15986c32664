"""One pack by itself, as its author has it in hand: its content in any of its languages, with what can't be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.nodes import Node, Problem, Reader
from game.packs.pack import HEAD, HOME_LANGUAGE, Pack, compiled
from game.packs.pack_files import read_pack
from game.qtypes import load_rules


@dataclass(frozen=True, slots=True)
class Alone:
    """A pack's folder name and tree. What the tree doesn't say right is in `problems`, and missing from `pack`."""

    name: str
    node: Node
    found: tuple[Problem, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, its own first."""
        assert isinstance(self.node.value, dict)
        translations = self.node.value.get("translations", Node({})).value
        return (HOME_LANGUAGE, *sorted(translations if isinstance(translations, dict) else ()))

    def pack(self, language: str = HOME_LANGUAGE) -> Pack:
        """The pack in that language, without what can't be read."""
        return compiled(self.name, self.node, language, load_rules(), Reader(self.name))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that can't be read as it is written."""
        reader = Reader(self.name)
        compiled(self.name, self.node, HOME_LANGUAGE, load_rules(), reader)
        return (*self.found, *reader.problems)


class NoPackError(ValueError):
    """There is no pack there; `problems` says more where something is. The message is for its author."""

    def __init__(self, told: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(told)
        self.problems = problems


def open_pack(folder: Path) -> Alone:
    """The pack in that folder. Raises NoPackError when there is none, or when its head can't be read at all."""
    if not folder.exists():
        raise NoPackError(f"{folder}: there is nothing / 没有这个文件夹")
    if not folder.is_dir():
        raise NoPackError(f"{folder}: a pack is a folder with {HEAD} in it / 题包是一个文件夹，里面有 {HEAD}")
    if not (folder / HEAD).is_file():
        inside = sorted(path.parent.name for path in folder.glob(f"*/{HEAD}"))
        hint = f"; it holds packs: {', '.join(inside)}" if inside else ""
        told = f"，里面的这些才是题包：{'、'.join(inside)}" if inside else ""
        raise NoPackError(f"{folder}: no {HEAD} there, so it is no pack{hint} / 里面没有 {HEAD}，不是题包{told}")
    folder = folder.resolve()
    node, problems = read_pack(folder)
    if node is None:
        raise NoPackError(f"{folder}: {HEAD} can't be read / {HEAD} 读不了", tuple(problems))
    return Alone(folder.name, node, tuple(problems))
