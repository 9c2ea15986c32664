"""Everything that can be said of a bank of packs, or of one pack among them, with places: what `packs check` and installing ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.nodes import Problem, Reader
from game.packs.codes import errors
from game.packs.facts import FOLDER, Facts, load_facts
from game.packs.findings import findings, places_of
from game.packs.folder import PLACES
from game.packs.library import CHECKED_IN, checked_packs
from game.packs.likeness import LEFT_OUT, Likeness
from game.packs.limits import LIMITS
from game.packs.pack import HEAD
from game.packs.street import CAMPAIGN, pack_folders, read_campaign
from game.packs.yaml_nodes import read_file

Told = Callable[[float, str], None]
"""Is told how much of the work is done, from 0 to 1, and at which pack it is."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """All problems in order, and how much was looked at. `folders` has each pack's folder, to find what a problem points to."""

    problems: tuple[Problem, ...]
    packs: int
    questions: int
    root: Path
    folders: Mapping[str, Path]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses a pack."""
        return errors(self.problems)

    def path(self, file: str) -> Path:
        """The file on disk that a problem's `file` names."""
        name, _, inner = file.partition("/")
        return self.folders[name] / inner if inner and name in self.folders else self.root / file


def pack_of(path: Path) -> Path | None:
    """The folder of the pack that `path` is, or is in; None when it is none."""
    inner = path if path.is_dir() else path.parent
    places = (inner, inner.parent) if inner.name in PLACES else (inner,)
    return next((place for place in places if (place / HEAD).is_file()), None)


def inspect_bank(root: Path, today: date, told: Told = lambda done, name: None) -> Inspection:
    """Every pack below `root`, their facts and the street."""
    folders = pack_folders(root)
    facts = load_facts(root, folders)
    look = _Look(folders, facts, today, told)
    look.all(frozenset(folders))
    problems = [*look.problems, *(facts.problems if facts is not None else ()), *_lost_folders(root)]
    problems += _street(root, look.chapters)
    if not folders:
        problems.append(Problem(HEAD, 1, 1, "no-pack", "there is no pack in this folder / 这个文件夹里没有题包"))
    return Inspection(_cut(problems), len(folders), look.questions, root, folders)


def inspect_pack(folder: Path, root: Path, today: date, told: Told = lambda done, name: None) -> Inspection:
    """One pack, wherever it lies, as it would be among the packs below `root`; it takes the place of its namesake there."""
    folder = folder.resolve()
    others = {name: place for name, place in pack_folders(root).items() if name != folder.name}
    folders = {**others, folder.name: folder}
    facts = load_facts(root, folders)
    look = _Look(folders, facts, today, told)
    look.all(frozenset({folder.name}))
    own = [found for found in facts.problems if found.file.startswith(f"{folder.name}/")] if facts is not None else []
    return Inspection(_cut([*look.problems, *own]), 1, look.questions, root, folders)


def _cut(problems: list[Problem]) -> tuple[Problem, ...]:
    """In order, each once, and of each file no more than anybody reads."""
    kept: list[Problem] = []
    counts = Counter[str]()
    for problem in sorted(set(problems)):
        counts[problem.file] += 1
        if counts[problem.file] <= LIMITS.problems:
            kept.append(problem)
    for file, count in counts.items():
        if count > LIMITS.problems:
            more = count - LIMITS.problems
            kept.append(Problem(file, 1, 1, "more-problems", f"and {more} more / 还有 {more} 个问题"))
    return tuple(kept)


class _Look:
    """Goes through packs one by one and keeps no more of each than its stems and ids."""

    def __init__(self, folders: Mapping[str, Path], facts: Facts | None, today: date, told: Told) -> None:
        self.problems: list[Problem] = []
        self.chapters: set[str] = set()
        self.questions = 0
        self._folders, self._facts, self._today, self._told = folders, facts, today, told
        self._likeness = Likeness()
        self._stems: list[tuple[str, Problem | None]] = []

    def all(self, wanted: frozenset[str]) -> None:
        """Every pack is looked at; the problems of those `wanted` are kept."""
        count = max(1, len(self._folders))
        for each in checked_packs(
            self._folders, looking_at=lambda place, _, name: self._told(0.9 * place / count, name)
        ):
            name, pack, node = each.name, each.pack, each.node
            if name in wanted:
                self.problems += each.problems
            if pack is None or node is None:
                continue
            self.chapters |= {chapter.id for chapter in pack.chapters} if not pack.is_example else set()
            places = places_of(name, node)
            if name in wanted:
                self.questions += len(pack.questions)
                self.problems += findings(pack, places, self._facts, self._today)
            for question in pack.questions:
                if question.type not in LEFT_OUT:
                    self._likeness.add(question.stem)
                    twin = places.problem(question.id, "near-duplicate", "", "stem") if name in wanted else None
                    self._stems.append((question.id, twin))
        self._told(0.9, "")
        for one, other in self._likeness.pairs(once=True):
            first, (second, at) = self._stems[one][0], self._stems[other]
            if at is not None and first != second:
                message = f"says nearly the same as `{first}` / 和题目 {first} 几乎一样"
                self.problems.append(Problem(at.file, at.line, at.column, at.code, message))
        self._told(1.0, "")


def _lost_folders(root: Path) -> Iterator[Problem]:
    """Folders that look like packs and are not read as such."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name != FOLDER and not (path / HEAD).is_file() and (path / "q").is_dir():
            message = "there is no pack.yaml: the folder is not read / 没有 pack.yaml，这个文件夹不会被读取"
            yield Problem(f"{path.name}/{HEAD}", 1, 1, "no-pack", message)


def _street(root: Path, chapters: set[str]) -> Iterator[Problem]:
    """What is wrong with campaign.yaml, and which chapters it names or forgets."""
    if not (root / CAMPAIGN).is_file():
        return
    node, problems = read_file(root / CAMPAIGN, CAMPAIGN)
    reader = Reader(CAMPAIGN, problems)
    if node is not None:
        read_campaign(reader, node, (), CHECKED_IN)
        listed = node.value.get("chapters") if isinstance(node.value, dict) else None
        named = listed.value if listed is not None and isinstance(listed.value, list) else []
        for child in named:
            if isinstance(child.value, str) and child.value not in chapters:
                reader.problem(child, "unknown-chapter", f"no pack has chapter `{child.value}` / 没有哪个题包有这一章")
        for chapter in sorted(chapters - {str(child.value) for child in named}):
            message = (
                f"chapter `{chapter}` is not on the street: nobody meets it / 章节「{chapter}」不在街上，访客遇不到"
            )
            reader.problem(listed or node, "chapter-off-street", message)
    yield from reader.problems
