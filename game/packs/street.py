"""Which packs stand on the street, and the street that they make: what is known before any question is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from game.nodes import Node, Problem, Reader
from game.packs.pack import HEAD, Pack
from game.packs.read import localised, read_level
from game.rules.levels import EXAM, Campaign, Level

CAMPAIGN = "campaign.yaml"


class LibraryError(RuntimeError):
    """No pack can be played; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("no playable pack")
        self.problems = problems


def pack_folders(root: Path, installed: Mapping[str, Path] | None = None) -> dict[str, Path]:
    """The folder of each pack below `root` by its name, in order; one `installed` takes the place of its namesake."""
    own = {path.name: path for path in root.iterdir() if (path / HEAD).is_file()} if root.is_dir() else {}
    return dict(sorted((own | dict(installed or {})).items()))


CAMPAIGN_FIELDS = {
    "title": "街名 / the street's name",
    "edition": "章节增减后加一，0 到 3 / raise it when chapters come, go or move",
    "chapters": "章节 id，按街上的次序 / the chapters' ids, in the order of the street",
    "exam": "街尾的考试 / the exam at its end",
    "slogans": "标语 / slogans",
}


def read_campaign(reader: Reader, node: Node | None, packs: Sequence[Pack], language: str) -> Campaign:
    """The street as campaign.yaml says; without it, all chapters in pack order and a plain exam."""
    chapters = {chapter.id: chapter for pack in packs for chapter in pack.chapters}
    exam = Level(EXAM, EXAM, "考试", ((1, 3), (2, 5), (3, 4)), (70, 85, 95), 4, 45)
    if node is None:
        return Campaign("金融街", tuple(chapters.values()), exam)
    found = reader.mapping(node, CAMPAIGN_FIELDS, ("title", "chapters", "exam"))
    order = [reader.text(child, 40) for child in reader.items(found.get("chapters"))]
    if "exam" in found:
        exam = read_level(reader, found["exam"], EXAM, EXAM, language)
    return Campaign(
        localised(reader, found.get("title"), language),
        tuple(chapters[name] for name in order if name in chapters) or tuple(chapters.values()),
        exam,
        reader.number(found.get("edition"), 0, 3, 0),
        tuple(localised(reader, child, language) for child in reader.items(found.get("slogans"))),
    )
