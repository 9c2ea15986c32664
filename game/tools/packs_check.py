"""`packs check`: every problem of every pack, and whether the facts of each question and card carry it."""

from __future__ import annotations

from pathlib import Path

from game.packs.facts import facts_problems, load_facts
from game.packs.library import LibraryError, load_library
from game.start import QUESTIONS


def run(folder: Path | None) -> int:
    """Prints the problems, one a line, then a summary; 0 when there are none, else 1."""
    root = folder or QUESTIONS
    if not root.is_dir():
        print(f"{root}:1:1 no-folder there is no such folder / 没有这个文件夹")
        return 1
    try:
        library = load_library(root)
        facts = load_facts(root)
        problems = [*library.problems, *(facts_problems(library, facts) if facts is not None else [])]
        packs = (*library.packs, *library.examples)
    except LibraryError as error:
        problems, packs = list(error.problems), ()
    questions = sum(len(pack.questions) for pack in packs)
    for problem in problems:
        print(problem)
    print(
        f"{len(packs)} packs, {questions} questions, {len(problems)} problems / "
        f"{len(packs)} 个题包，{questions} 道题，{len(problems)} 个问题"
    )
    return 1 if problems else 0
