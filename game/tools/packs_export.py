"""`packs export`: every question with all of its fields, for whoever keeps them elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from game.packs.library import LibraryError, load_library
from game.qtypes import load_rules
from game.rules.question import Question
from game.start import QUESTIONS


def run(chosen: argparse.Namespace) -> int:
    """Writes the bank as JSON; 1 when no pack can be read."""
    try:
        library = load_library(chosen.folder or QUESTIONS)
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    listed = [exported(pack.id, question) for pack in library.packs for question in pack.questions]
    text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    if chosen.out is None:
        print(text, end="")
    else:
        chosen.out.write_text(text, "utf-8")
    return 0


def exported(pack: str, question: Question) -> dict[str, Any]:
    """A question as plain values; the type's own fields are as a pack writes them."""
    return {
        "pack": pack,
        "id": question.id,
        "type": question.type,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "aspect": question.aspect,
        "stem": question.stem,
        **load_rules()[question.type].write(question.body),
        "rationale": question.rationale,
        "hint": question.hint,
        "facts": list(question.facts),
        "sources": [
            {"id": each.source, "title": each.title, "number": each.number, "article": each.article}
            for each in question.citations
        ],
        "checked_on": None if question.checked_on is None else question.checked_on.isoformat(),
        "valid_until": None if question.valid_until is None else question.valid_until.isoformat(),
        "genuine": question.genuine,
        "reckoning": question.reckoning,
    }
