"""What the check finds in a pack in quarantine, and how it differs from the one in use. Runs in a process of its own.

A pack may be made to fill the memory or never to end; the process that reads it has limits and may be killed, the kiosk's
may not (`inspect` starts it).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from game.nodes import Node, Problem, Reader
from game.packs.check import check_pack
from game.packs.diff import Difference, differences
from game.packs.library import LibraryError, load_library
from game.packs.pack import Pack, compiled, read_pack
from game.qtypes import load_rules

LANGUAGE = "zh-CN"
MOST_PROBLEMS, MOST_DIFFERENCES = 200, 500
MOST_WORDS = 300
"""Characters of a difference's old and new words that are carried on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the check says: the pack's own words about itself, its problems, its differences from the one in use."""

    id: str = ""
    title: str = ""
    version: str = ""
    questions: int = 0
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()


def examine(
    folder: Path, questions: Path, others: Sequence[Path] = (), old: Path | None = None, cache: Path | None = None
) -> Report:
    """The report on the pack in `folder`, among the game's packs in `questions` and the installed `others`.

    `old` is the installed pack of the same id, `cache` the game's folder of compiled packs.
    """
    node, problems = read_pack(folder)
    if node is None:
        return Report(problems=tuple(problems[:MOST_PROBLEMS]))
    types = load_rules()
    reader = Reader(folder.name)
    pack = compiled(folder.name, node, LANGUAGE, types, reader)
    beside = _beside(questions, cache, [*others, *([] if old is None else [old])])
    taken = [each for each in beside if each.id != pack.id]
    topics = {chapter.id for each in [*taken, pack] for chapter in each.chapters}
    problems = [*problems, *reader.problems, *check_pack(pack, node, folder.name, taken, topics, types)]
    if pack.is_example:
        at = node.value["example"] if isinstance(node.value, dict) else Node("")
        message = "an example is never played: delete this line / 示例题包不会出现在游戏里，请删掉这一行"
        problems.append(Problem(f"{folder.name}/pack.yaml", at.line, at.column, "example", message))
    before = next((each for each in beside if each.id == pack.id), None)
    found = differences(before, pack) if before is not None else ()
    return Report(
        pack.id,
        pack.title,
        pack.version,
        len(pack.questions),
        tuple(sorted(problems)[:MOST_PROBLEMS]),
        tuple(map(_short, found[:MOST_DIFFERENCES])),
    )


def _beside(questions: Path, cache: Path | None, folders: Sequence[Path]) -> list[Pack]:
    """The packs that the new one meets: the installed ones, and the game's own that none of them stands for."""
    types, found = load_rules(), list[Pack]()
    for folder in folders:
        node, _ = read_pack(folder)
        if node is not None:
            found.append(compiled(folder.name, node, LANGUAGE, types, Reader(folder.name)))
    try:
        library = load_library(questions, cache, LANGUAGE)
    except LibraryError:
        return found
    ids = {pack.id for pack in found}
    return [*(pack for pack in library.packs if pack.id not in ids), *found]


def _short(found: Difference) -> Difference:
    if found.kind == "changed":
        return Difference(found.question, found.kind, "", "", found.fields, found.part)
    return Difference(
        found.question, found.kind, found.old[:MOST_WORDS], found.new[:MOST_WORDS], found.fields, found.part
    )


def report_text(report: Report) -> str:
    """The report as one line of JSON."""
    return json.dumps(asdict(report), ensure_ascii=True)


def read_report(text: str) -> Report:
    """The inverse of `report_text`. Raises ValueError."""
    try:
        told: dict[str, Any] = json.loads(text)
        problems = tuple(Problem(**each) for each in told.pop("problems"))
        found = tuple(
            Difference(**{**each, "fields": tuple(cast(list[str], each["fields"]))}) for each in told.pop("differences")
        )
        return Report(**told, problems=problems, differences=found)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no report") from error
