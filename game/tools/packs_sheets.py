"""The look of our workbooks, and `packs template`: a workbook to fill in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from game.atomic import write_atomically
from game.nodes import Tree, plain
from game.packs.exchange.draft import PackTree, Written
from game.packs.exchange.workbook.book import Look
from game.packs.exchange.workbook.xlsx import write_dressed
from game.packs.library import load_library
from game.packs.street import LibraryError
from game.packs.yaml_nodes import read_file
from game.start import QUESTIONS
from game.ui import theme

EXAMPLES = Path(__file__).resolve().parents[2] / "assets" / "packs" / "template.yaml"
EXIT_OK, EXIT_PROBLEMS = 0, 1


def code(colour: theme.Colour) -> str:
    """The colour as a workbook's `#RRGGBB`."""
    return "#" + bytes(colour[:3]).hex().upper()


def look() -> Look:
    """The game's own colours."""
    return Look(
        ink=code(theme.INK),
        quiet=code(theme.INK3),
        header=code(theme.ACCENT_DEEP),
        header_ink=code(theme.WHITE),
        optional=code(theme.ACCENT_SOFT),
        answer=code(theme.RIGHT),
        answer_ink=code(theme.WHITE),
        line=code(theme.LIP),
        missing=code(theme.WRONG_SOFT),
        unused=code(theme.LOCKED_LIP),
        title=code(theme.ACCENT_DEEP),
    )


def dressed(tree: PackTree, topics: Mapping[str, str], guide: bool = True) -> Written:
    """The pack as a workbook in the game's colours, with the chapters to choose from."""
    return write_dressed(tree, look(), topics, guide)


def chapters(root: Path) -> dict[str, str]:
    """The Chinese titles of the chapters that the packs of a folder have, by id; none where no pack can be read."""
    try:
        return {chapter.id: chapter.title for chapter in load_library(root).campaign.chapters}
    except LibraryError:
        return {}


def examples() -> dict[str, Tree]:
    """The pack of examples that the template shows: one of every question type."""
    node, problems = read_file(EXAMPLES, EXAMPLES.name)
    tree = plain(node) if node is not None else {}
    assert isinstance(tree, dict), problems
    tree["questions"] = [{"file": EXAMPLES.name, "items": tree["questions"]}]
    tree["translations"] = {"en": {"file": EXAMPLES.name, "items": tree["translations"]}}
    return tree


def run(chosen: argparse.Namespace) -> int:
    """Writes the template; 1 when there is a file of that name already, or it can't be written."""
    out: Path = chosen.out
    if out.exists() and not chosen.replace:
        print(
            f"error: {out} is there already; --replace takes its place / 文件已经有了，加 --replace 才会覆盖",
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    try:
        write_atomically(out, dressed(examples(), chapters(chosen.questions or QUESTIONS)).data)
    except OSError as error:
        print(f"error: can't write {out}: {error.strerror} / 写不了这个文件", file=sys.stderr)
        return EXIT_PROBLEMS
    print(f"{out}: fill it in, then: packs import {out} --out questions/NAME / 请填写后用 packs import 导入")
    return EXIT_OK
