"""`packs audit`: what a bank of questions is like as a whole, and whether it can be guessed.

Promises of numbers stand in `audit.yaml` beside the packs; the limits on guessing hold for every bank. The strategies and
the three-gram measure of likeness are the usual ones of item analysis.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from game.nodes import plain
from game.packs.facts import Facts, facts_problems, load_facts
from game.packs.guessing import (
    MOST_LONGEST,
    MOST_SHORTEST,
    POSITION_MARGIN,
    beyond,
    is_key_at,
    key_positions,
    reading,
    singles_of,
    strategies,
)
from game.packs.library import Library, load_library
from game.packs.likeness import near_duplicates
from game.packs.limits import MOST_READING
from game.packs.street import LibraryError
from game.packs.yaml_nodes import read_file
from game.rules.handbook import has_own_card
from game.rules.question import Question
from game.start import QUESTIONS

SOON = timedelta(days=60)
SHARES = {1: 0.4, 2: 0.4, 3: 0.2}
SHARE_MARGIN = 0.08
LEAST_GENUINE = 1 / 3
MONEY_FILES = ("money", "information")


def run(chosen: argparse.Namespace) -> int:
    """Prints the audit; 0 when every limit is kept, else 1."""
    root = chosen.folder or QUESTIONS
    try:
        library = load_library(root)
    except LibraryError as error:
        for problem in error.problems:
            print(problem)
        return 1
    told = audit(library, root, date.today())
    if chosen.json is not None:
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        if str(chosen.json) == "-":
            print(text, end="")
        else:
            chosen.json.write_text(text, "utf-8")
    if str(chosen.json) != "-":
        _print(told)
    return 0 if told["ok"] else 1


def audit(library: Library, root: Path, today: date) -> dict[str, Any]:
    """Every figure, with `failures` in words and `ok`."""
    questions, facts = library.questions(), load_facts(root) or Facts({}, {}, {})
    promised = _promises(root / "audit.yaml")
    singles = singles_of(questions)
    packs = (*library.packs, *library.examples)
    used = {fact for pack in packs for question in pack.questions for fact in question.facts}
    used |= {fact for pack in packs for card in pack.cards for fact in card.facts}
    carried = Counter(fact for question in questions for fact in question.facts)
    told: dict[str, Any] = {
        "questions": len(questions),
        "by_topic": dict(Counter(question.topic for question in questions)),
        "by_type": dict(Counter(question.type for question in questions)),
        "by_difficulty": {str(key): count for key, count in sorted(Counter(q.difficulty for q in questions).items())},
        "by_aspect": dict(Counter(question.aspect for question in questions)),
        "matrix": _matrix(questions),
        "cards": len(library.cards),
        "without_card": [question.id for question in questions if not has_own_card(library.cards, question)],
        "facts_unused": sorted(
            name for name, fact in facts.by_id.items() if fact["checked"] == "verified" and name not in used
        ),
        "money_and_information": _on_files(questions, root / "facts"),
        "thirteen": {
            str(number): sum(any(fact in group for fact in question.facts) for question in questions)
            for number, group in facts.thirteen.items()
        },
        "most_asked_facts": dict(carried.most_common(5)),
        "longest_is_key": _share(is_key_at(singles, max)),
        "shortest_is_key": _share(is_key_at(singles, min)),
        "key_positions": key_positions(singles),
        "strategies": strategies(questions),
        "near_duplicates": near_duplicates(questions),
        "reading_load": _reading(questions),
        "expired": [q.id for q in questions if q.valid_until is not None and q.valid_until < today],
        "expiring_soon": [
            q.id for q in questions if q.valid_until is not None and today <= q.valid_until < today + SOON
        ],
        "sources_uncited": _uncited(root),
        "genuine_share": _genuine_share(questions),
        "problems": [str(problem) for problem in (*library.problems, *facts_problems(library, facts))],
    }
    told["failures"] = list(_failures(told, promised))
    told["ok"] = not told["failures"]
    return told


# ── figures ──


def _matrix(questions: Sequence[Question]) -> dict[str, dict[str, dict[str, int]]]:
    """Topic → difficulty → type → how many."""
    made: dict[str, dict[str, dict[str, int]]] = {}
    for question in questions:
        row = made.setdefault(question.topic, {}).setdefault(str(question.difficulty), {})
        row[question.type] = row.get(question.type, 0) + 1
    return made


def _on_files(questions: Sequence[Question], folder: Path) -> int:
    """How many questions rest on a fact of the money and information files."""
    own = {fact["id"] for name in MONEY_FILES for fact in _tree(folder / f"{name}.yaml") or ()}
    return sum(any(fact in own for fact in question.facts) for question in questions)


def _share(found: Iterator[bool]) -> float:
    listed = list(found)
    return round(sum(listed) / len(listed), 3) if listed else 0.0


def _reading(questions: Sequence[Question]) -> dict[str, Any]:
    """Characters to read: the mean, and the questions beyond the limit."""
    loads = {question.id: reading(question) for question in questions if question.type != "dialogue"}
    return {
        "mean": round(sum(loads.values()) / max(1, len(loads)), 1),
        "most": max(loads.values(), default=0),
        "beyond": sorted(name for name, load in loads.items() if load > MOST_READING),
    }


def _genuine_share(questions: Sequence[Question]) -> float:
    """Of the messages, chats and calls that can be either, how many are genuine."""
    either = [question for question in questions if question.type in ("redflags", "dialogue")]
    return round(sum(question.genuine for question in either) / len(either), 3) if either else 0.0


def _uncited(root: Path) -> list[str]:
    """Sources that a pack lists and none of its questions or cards cites."""
    found = []
    for pack in sorted(root.glob("*/pack.yaml")):
        files = [*(pack.parent / "q").glob("*.yaml"), *pack.parent.glob("cards.yaml")]
        cited = {source["id"] for path in files for item in _tree(path) or () for source in item["sources"]}
        listed = _tree(pack).get("sources", {})
        found += [f"{pack.parent.name}/{source}" for source in listed if source not in cited]
    return found


# ── limits ──


def _promises(path: Path) -> dict[str, Any]:
    told = dict(_tree(path) or {})
    return {
        name: {topic: int(least) for topic, least in value.items()}
        if isinstance(value, dict)
        else (value == "true" if value in ("true", "false") else int(value))
        for name, value in told.items()
    }


def _tree(path: Path) -> Any:
    """A file's content as plain text, lists and mappings; None when it can't be read, which the check tells."""
    node, _ = read_file(path, path.name) if path.is_file() else (None, [])
    return plain(node) if node is not None else None


def _failures(told: Mapping[str, Any], promised: Mapping[str, Any]) -> Iterator[str]:
    """Every limit that is broken, in words."""
    yield from told["problems"]
    for name in ("questions", "cards", "money_and_information"):
        if told[name] < promised.get(name, 0):
            yield f"{name}: {told[name]}, promised {promised[name]} / 数量不够"
    for topic, least in promised.get("topics", {}).items():
        if told["by_topic"].get(topic, 0) < least:
            yield f"topic {topic}: {told['by_topic'].get(topic, 0)} questions, promised {least} / 这一章题目不够"
    if promised.get("facts_used") and told["facts_unused"]:
        yield f"{len(told['facts_unused'])} verified facts are used nowhere / 有核实过的事实没有用到"
    if promised.get("cards_linked") and told["without_card"]:
        names = ", ".join(told["without_card"][:8])
        yield f"no card rests on a fact of {len(told['without_card'])} questions ({names}) / 这些题没有对应的口袋书卡片"
    for number, ways in told["thirteen"].items():
        if ways < promised.get("thirteen", 0):
            yield f"answer {number} of the thirteen is asked in {ways} ways / 第 {number} 问问得不够"
    if promised:
        for difficulty, share in SHARES.items():
            found = told["by_difficulty"].get(str(difficulty), 0) / max(1, told["questions"])
            if abs(found - share) > SHARE_MARGIN:
                yield f"difficulty {difficulty} is {found:.0%} of the bank, expected about {share:.0%} / 难度不均"
        for aspect, count in told["by_aspect"].items():
            if abs(count / max(1, told["questions"]) - 1 / 3) > 2 * SHARE_MARGIN:
                yield f"aspect {aspect} is {count / told['questions']:.0%} of the bank, expected about a third / 角度不均"
    if told["longest_is_key"] > MOST_LONGEST:
        yield f"the longest option is the key in {told['longest_is_key']:.0%} of single choices / 答案太长"
    if told["shortest_is_key"] > MOST_SHORTEST:
        yield f"the shortest option is the key in {told['shortest_is_key']:.0%} of single choices / 答案太短"
    for place, share in told["key_positions"].items():
        if abs(share - 0.25) > POSITION_MARGIN:
            yield f"the key stands at place {place} in {share:.0%} of deals / 答案位置不均"
    for name, figures in told["strategies"].items():
        if beyond(figures):
            yield f"guessing by `{name}` earns {figures['score']:.0%}, chance {figures['chance']:.0%} / 可以猜中"
    for one, other in told["near_duplicates"]:
        yield f"{one} and {other} ask nearly the same / 题干太像"
    for name in told["reading_load"]["beyond"]:
        yield f"{name} has more than {MOST_READING} characters to read / 字太多"
    for name in told["expired"]:
        yield f"{name} is out of date / 已过复核日期"
    for name in told["sources_uncited"]:
        yield f"source {name} is cited nowhere / 来源没有用到"
    if told["by_type"].get("redflags") and told["genuine_share"] < LEAST_GENUINE:
        yield f"only {told['genuine_share']:.0%} of messages and calls are genuine / 真的太少"


def _print(told: Mapping[str, Any]) -> None:
    """The audit for people: the matrix, the figures, then what is broken."""
    types = sorted(told["by_type"])
    print("topic".ljust(12) + "d " + "".join(name[:9].rjust(10) for name in types) + "     all")
    for topic, rows in told["matrix"].items():
        for difficulty, row in sorted(rows.items()):
            cells = "".join(str(row.get(name, "·")).rjust(10) for name in types)
            print(topic.ljust(12) + f"{difficulty} " + cells + str(sum(row.values())).rjust(8))
    for name in ("questions", "cards", "by_difficulty", "by_aspect", "money_and_information", "thirteen"):
        print(f"{name}: {told[name]}")
    for name in ("longest_is_key", "shortest_is_key", "key_positions", "genuine_share", "reading_load"):
        print(f"{name}: {told[name]}")
    for name, figures in told["strategies"].items():
        print(f"guessing {name}: {figures['score']:.3f}, chance {figures['chance']:.3f}")
    print(f"facts unused: {len(told['facts_unused'])} {' '.join(told['facts_unused'][:12])}")
    print(f"expiring soon: {len(told['expiring_soon'])}")
    for failure in told["failures"]:
        print(f"FAIL {failure}")
    print("ok / 通过" if told["ok"] else f"{len(told['failures'])} failures / {len(told['failures'])} 项不合格")
