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
from game.packs.bank import open_bank
from game.packs.check import Known, check_pack
from game.packs.diff import Difference, differences
from game.packs.kept import Files
from game.packs.pack import Pack, compiled
from game.packs.pack_files import read_pack
from game.packs.street import LibraryError
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
    installed = {path.name: path for path in (*others, old) if path is not None}
    known = _known(Files(questions, cache, installed), pack.id)
    topics = {*known.chapters, *(chapter.id for chapter in pack.chapters)}
    problems = [*problems, *reader.problems, *check_pack(pack, node, folder.name, known, topics, types)]
    if pack.is_example:
        at = node.value["example"] if isinstance(node.value, dict) else Node("")
        message = "an example is never played: delete this line / 示例题包不会出现在游戏里，请删掉这一行"
        problems.append(Problem(f"{folder.name}/pack.yaml", at.line, at.column, "example-pack", message))
    before = _read(old or questions / pack.id)
    found = differences(before, pack) if before is not None else ()
    return Report(
        pack.id,
        pack.title,
        pack.version,
        len(pack.questions),
        tuple(sorted(problems)[:MOST_PROBLEMS]),
        tuple(map(_short, found[:MOST_DIFFERENCES])),
    )


def _known(files: Files, pack_id: str) -> Known:
    """What the packs hold that the new one meets: the installed ones, and the game's own that none of them stands for."""
    try:
        bank = open_bank(files, LANGUAGE)
    except LibraryError:
        return Known()
    found = bank.known(pack_id)
    bank.close()
    return found


def _read(folder: Path) -> Pack | None:
    """The pack in that folder, whatever is wrong with it; None when there is none."""
    node, _ = read_pack(folder) if folder.is_dir() else (None, [])
    return compiled(folder.name, node, LANGUAGE, load_rules(), Reader(folder.name)) if node is not None else None


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
