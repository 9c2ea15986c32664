"""`packs export`: the bank as JSON with all of its fields, or a pack in a format of other programs."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from game.atomic import write_atomically
from game.nodes import plain
from game.packs.exchange.formats import load_format
from game.packs.facts import OWN
from game.packs.library import load_library
from game.packs.pack_files import read_pack
from game.packs.street import LibraryError
from game.packs.yaml_nodes import read_file
from game.qtypes import load_rules
from game.rules.question import Question
from game.start import QUESTIONS
from game.tools.packs_sheets import chapters, dressed

JSON = "json"
PACK = "pack.yaml"


def run(chosen: argparse.Namespace) -> int:
    """Writes the bank; 1 when no pack can be read, or the format is not there."""
    return _json(chosen) if chosen.format == JSON else _other(chosen)


def _json(chosen: argparse.Namespace) -> int:
    try:
        library = load_library(chosen.folder or QUESTIONS)
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    listed = [
        exported(pack.id, question)
        for pack in library.packs
        if chosen.pack in ("", pack.id)
        for question in pack.questions
    ]
    text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    if chosen.out is None:
        print(text, end="")
    else:
        chosen.out.write_text(text, "utf-8")
    return 0


def _other(chosen: argparse.Namespace) -> int:
    """One pack in the format of another program, and every word of it that this has no place for."""
    root = chosen.folder or QUESTIONS
    folders = [root] if (root / PACK).is_file() else sorted(path.parent for path in root.glob(f"*/{PACK}"))
    folders = [folder for folder in folders if chosen.pack in ("", folder.name)]
    if len(folders) != 1:
        names = ", ".join(folder.name for folder in folders) or chosen.pack
        told = "say which pack with --pack / 请用 --pack 写明导出哪个题包" if folders else "no such pack / 没有这个题包"
        print(f"error: {told}: {names}", file=sys.stderr)
        return 1
    if chosen.out is None:
        print("error: say which file to write with --out / 请用 --out 写明输出文件", file=sys.stderr)
        return 1
    node, problems = read_pack(folders[0])
    if node is None or problems:
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1
    tree = plain(node)
    assert isinstance(tree, dict)
    own, _ = read_file(folders[0] / OWN, OWN) if (folders[0] / OWN).is_file() else (None, [])
    tree |= {"facts": plain(own)} if own is not None else {}
    try:
        written = (
            dressed(tree, chapters(folders[0].parent) or chapters(QUESTIONS))
            if chosen.format == "xlsx"
            else load_format(chosen.format).write(tree)
        )
        write_atomically(chosen.out, written.data)
    except ModuleNotFoundError:
        print(f"error: this version has no {chosen.format} format / 这个版本还不支持这种格式", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: can't write {chosen.out}: {error.strerror} / 写不了这个文件", file=sys.stderr)
        return 1
    for loss in written.losses:
        print(loss)
    print(f"{chosen.out}: {len(written.losses)} losses / 已导出，{len(written.losses)} 处没有带上")
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
