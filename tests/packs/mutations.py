"""Mutated packs in three tiers – bytes, trees, meaning: none crashes or hangs the check, and every refusal has a place and a code.

`python -m tests.packs.mutations --packs 10000 --seed 1` prints one line. What the check lets through is played through: every
verb of its question type must take it.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from game.nodes import Reader
from game.packs.codes import catalogue
from game.packs.inspection import Inspection, inspect_bank
from game.packs.library import load_library
from game.packs.pack import compiled
from game.packs.pack_files import read_pack
from game.packs.street import LibraryError
from game.qtypes import load_rules
from game.tools.check_report import as_json, as_sarif, text_lines
from tests.gate import Gate
from tests.packs.codes import CASES
from tests.packs.sample import NAME, dumped, questions, write_bank

TODAY = date(2026, 11, 26)
LONGEST_S = 0.5
WORDS = (
    *(
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "*a",
        "&a ",
        "!!x ",
        "\x00",
        "\t",
        "：",
        "|",
        "'",
        '"',
        "#",
        "---\n",
        "<<: ",
        "? ",
        "%YAML 1",
    ),
    *(
        "\u202e",
        "\ufeff",
        "\u2028",
        "\x85",
        "\r",
        "\n",
        "\\ud800",
        '"\\u202e"',
        "e\u0301\u0301\u0301",
        "😀",
        "𠮷",
        "{0.__class__}",
        "%s",
    ),
)
SCALARS = (
    *(
        "",
        " ",
        "null",
        "~",
        "true",
        "NO",
        "0x1F",
        "1e999",
        "-1",
        "9" * 50,
        "２０２６",
        "2026-02-30",
        "a b",
        "../../etc",
        "a-fact",
    ),
    *(
        "长" * 300,
        "x" * 1_999,
        "sample-single",
        "comply",
        "exam",
        "\u0661",
        "{}",
        "1_000",
        "<<",
        "*",
        "&",
        "!",
        "100%",
        "%d",
        "\\",
    ),
)
Tree = Any
HEAVY = ("too-many-files", "pack-too-big")
"""Cases that are about the disk alone, and slow."""


# ── bytes ──


def spoil_bytes(rng: Random, root: Path) -> None:
    """A file of the pack has bytes changed, put in or taken out."""
    path = rng.choice([path for path in sorted((root / NAME).rglob("*")) if path.is_file()])
    data = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        place, what = rng.randrange(len(data) + 1), rng.random()
        if what < 0.3:
            data[place : place + 1] = bytes([rng.randrange(256)])
        elif what < 0.65:
            data[place:place] = rng.choice(WORDS).encode()
        elif what < 0.9:
            del data[place : place + rng.randint(1, 40)]
        elif what < 0.95:
            data[place:place] = rng.choice(WORDS).encode() * 3_000
        else:
            del data[place:]
    path.write_bytes(bytes(data))


# ── trees ──


def spoil_tree(rng: Random, root: Path) -> None:
    """Nodes of a file are deleted, doubled, retyped, deepened or exchanged."""
    folder = root / NAME
    files = [root / "campaign.yaml", *(path for path in sorted(folder.rglob("*.yaml")))]
    path = rng.choice([*files, folder / "q" / "questions.yaml"])
    tree = json.loads(parsed(path.read_text("utf-8")))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        tree = changed(rng, tree)
    path.write_text(dumped(tree), "utf-8")


@lru_cache(maxsize=32)
def parsed(text: str) -> str:
    return json.dumps(yaml.load(text, yaml.BaseLoader))


def changed(rng: Random, tree: Tree) -> Tree:
    """The tree with one node changed, any of them."""
    places = [((), tree), *walk(tree)]
    way, node = rng.choice(places)
    others = [other for _, other in places]
    made: Tree
    match rng.randrange(9):
        case 0 if way:
            return put(tree, way, None, delete=True)
        case 1 if isinstance(node, list) and node:
            made = [*node, rng.choice(node)]
        case 1 if isinstance(node, dict):
            made = {**node, rng.choice(SCALARS): rng.choice(SCALARS)}
        case 2:
            made = rng.choice(SCALARS)
        case 3:
            made = [node] * rng.choice((1, 2, 40)) if len(str(node)) < 2_000 else []
        case 4:
            made = {rng.choice(("a", "id", "text", "x y")): node}
        case 5:
            made = node
            for _ in range(rng.randint(2, 30)):
                made = [made] if rng.random() < 0.5 else {"a": made}
        case 6:
            made = rng.choice(others)
        case 7 if isinstance(node, dict) and node:
            names = list(node)
            first, second = rng.choice(names), rng.choice(names)
            made = {**node, first: node[second], second: node[first]}
        case _:
            made = rng.choice(([], {}, rng.choice(SCALARS)))
    return put(tree, way, json.loads(json.dumps(made)))


def walk(tree: Tree, way: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Tree]]:
    """Every node below, with the way to it."""
    inner = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    return [found for name, child in inner for found in (((*way, name), child), *walk(child, (*way, name)))]


def put(tree: Tree, way: tuple[Any, ...], node: Tree, delete: bool = False) -> Tree:
    """The tree with `node` at the end of the way, or without what was there."""
    if not way:
        return node
    made = list(tree) if isinstance(tree, list) else dict(tree)
    if len(way) == 1 and delete:
        del made[way[0]]
    else:
        made[way[0]] = put(made[way[0]], way[1:], node, delete)
    return made


# ── meaning ──


def spoil_meaning(rng: Random, root: Path) -> None:
    """The pack says something wrong in proper YAML."""
    choice = rng.random()
    if choice < 0.45:
        for code in rng.sample([code for code in CASES if code not in HEAVY], rng.choice((1, 1, 2))):
            try:
                CASES[code](root)
            except (AssertionError, FileNotFoundError):
                continue  # the first one took away what this one spoils
        return
    listed = questions()
    if choice < 0.75:
        for question in rng.sample(listed, rng.choice((1, 1, 2))):
            if question["type"] == "dialogue":
                graph(rng, question)
            else:
                numbers(rng, question)
    else:
        for _ in range(rng.randint(1, 3)):
            first, second = rng.choice(listed), rng.choice(listed)
            name = rng.choice(sorted(second))
            first[name] = second[name]
    (root / NAME / "q" / "questions.yaml").write_text(dumped(listed), "utf-8")


def graph(rng: Random, question: dict[str, Any]) -> None:
    """Any dialogue: steps that lead anywhere, in circles, to nowhere, in great numbers."""
    names = [f"s{number}" for number in range(rng.choice((1, 3, 6, 6, 7, 40)))]
    targets = [*names, "comply", "comply", rng.choice(("nowhere", "", "hangup"))]
    question["start"] = rng.choice((names[0], names[-1], "nowhere"))
    question["steps"] = {
        name: {
            "says": ["您好。"] * rng.choice((0, 1, 2, 3, 4)),
            "choices": [
                {"text": f"回答{number}", "to": rng.choice(targets)}
                for number in range(rng.choice((0, 1, 2, 3, 4, 5, 40)))
            ],
            **({"exits": rng.sample(["hangup", "verify", "report"], rng.randint(0, 3))} if rng.random() < 0.4 else {}),
        }
        for name in names
    }


def numbers(rng: Random, question: dict[str, Any]) -> None:
    """Any number of options, items, parts or classes, any of them right."""
    count = rng.choice((0, 1, 2, 3, 4, 6, 7, 40))
    is_right = [rng.random() < rng.choice((0, 0.3, 1)) for _ in range(count)]
    match question["type"]:
        case "single" | "multiple":
            question["options"] = [
                {"text": f"选项{number % rng.choice((2, 99))}", "right": str(right).lower()}
                for number, right in enumerate(is_right)
            ]
        case "ordering":
            question["items"] = [f"步骤{number}" for number in range(count)]
        case "sorting":
            question["classes"] = [f"类{number}" for number in range(rng.choice((0, 1, 2, 4, 5)))]
            question["items"] = [{"text": f"项{n}", "class": f"类{rng.randrange(5)}"} for n in range(count)]
        case "redflags":
            question["parts"] = [
                {"text": f"句{n}", **({"flag": "疑"} if right else {})} for n, right in enumerate(is_right)
            ]
            question["genuine"] = rng.choice(("true", "false"))
        case "number":
            question["answer"], question["tolerance"] = (
                rng.choice(("0", "5", "9999", "10000", "-1")) for _ in range(2)
            )
        case _:
            question["answer"] = rng.choice(("true", "false", "yes", "1"))


TIERS: dict[str, Callable[[Random, Path], None]] = {"bytes": spoil_bytes, "tree": spoil_tree, "meaning": spoil_meaning}


# ── what must hold ──


def faults(root: Path, is_thorough: bool = True) -> tuple[list[str], Inspection, float]:
    """What is wrong with how the bank was checked; what the check found, and how many seconds it took."""
    begin = time.perf_counter()
    found = inspect_bank(root, TODAY)
    seconds = time.perf_counter() - begin
    told = []
    for problem in found.problems:
        if not (problem.file and problem.line >= 1 and problem.column >= 1 and problem.message):
            told.append(f"no place: {problem}")
        if problem.code not in catalogue():
            told.append(f"no such code: {problem}")
    texts = ["\n".join(text_lines(found, True))]
    if is_thorough:
        texts += [as_json(found), as_sarif(found)]
    for text in texts:
        text.encode("utf-8")
        if "\x1b" in text.replace("\x1b[31m", "").replace("\x1b[33m", "").replace("\x1b[2m", "").replace("\x1b[0m", ""):
            told.append("an escape sequence is printed")
    if is_thorough or not found.errors:
        told += plays(root, found)
    return told, found, seconds


def plays(root: Path, found: Inspection) -> list[str]:
    """What is wrong with how the game takes the bank: it plays what has no problem, and refuses the rest with places."""
    try:
        library = load_library(root, today=TODAY)
    except LibraryError as error:
        return [f"no place: {problem}" for problem in error.problems if problem.line < 1 or problem.column < 1]
    if any(problem.code in catalogue() and problem.file.startswith(NAME) for problem in library.problems):
        return [f"refused and played: {library.problems[0]}"]
    node, _ = read_pack(root / NAME)
    assert node is not None
    told, types = [], load_rules()
    for question in compiled(NAME, node, "en", types, Reader(NAME)).questions:
        rules = types[question.type]
        for seed in range(3):
            body = rules.simplify(rules.shuffle(question.body, Random(seed)), 3)
            answer = rules.guess(body, Random(seed))
            if not rules.legal(body, answer) or not 0 <= rules.grade(body, answer).credit <= 1000:
                told.append(f"{question.id}: {answer} can't be answered")
            rules.chosen(body, answer), rules.offers(body), rules.characters(body), rules.write(body)
    return told


def run(count: int, seed: int, root: Path) -> tuple[list[str], Counter[str], float]:
    """So many packs, tier by tier in turn: the failures, what became of the packs, and the longest check in seconds."""
    write_bank(root)
    kept = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    failures: list[str] = []
    told, longest = Counter[str](), 0.0
    for number in range(count):
        tier = list(TIERS)[number % len(TIERS)]
        TIERS[tier](Random(f"{seed}/{number}"), root)
        try:
            wrong, found, seconds = faults(root, number % 10 < 3)
            told[f"{tier}-refused" if found.errors else f"{tier}-passed"] += 1
            longest = max(longest, seconds)
            if seconds > LONGEST_S:
                wrong = [*wrong, f"{seconds:.1f} s"]
        except Exception:
            wrong = [traceback.format_exc(limit=-3)]
        failures += [f"{tier} {seed}/{number}: {each}" for each in wrong]
        restore(root, kept)
    return failures, told, longest


def restore(root: Path, kept: dict[Path, bytes]) -> None:
    """The bank is as it was."""
    for path in sorted(root.rglob("*"), reverse=True):
        inner = path.relative_to(root)
        if inner in kept and path.is_file() and not path.is_symlink():
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(inner in known.parents for known in kept):
                shutil.rmtree(path)
        else:
            path.unlink()
    for inner, data in kept.items():
        (root / inner).parent.mkdir(parents=True, exist_ok=True)
        path = root / inner
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    gate = Gate("pack-mutations", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        run(30, chosen.seed, Path(folder) / "warm")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        failures, told, longest = run(chosen.packs, chosen.seed, Path(folder) / "bank")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    if grown > 64:
        failures.append(f"memory grew by {grown} MiB")
    return gate.close(
        chosen.packs, failures, longest_ms=round(1000 * longest), rss_mib=grown, **dict(sorted(told.items()))
    )


if __name__ == "__main__":
    sys.exit(main())
