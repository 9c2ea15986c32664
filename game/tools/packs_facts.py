"""`packs facts`: the facts that a question may rest on, looked up by words: what authors write into `facts`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from game.packs.facts import Facts, load_facts
from game.start import QUESTIONS

CHECKED = {"verified": "已核实", "known": "常识，未核实", "uncertain": "拿不准"}
EXIT_FOUND, EXIT_NOTHING = 0, 1


def run(chosen: argparse.Namespace) -> int:
    """Prints every fact that has all of the words; 1 when there is none."""
    root = chosen.questions or QUESTIONS
    facts = load_facts(root)
    if facts is None:
        print(f"error: {root}: no folder facts there / 这里没有 facts 文件夹", file=sys.stderr)
        return EXIT_NOTHING
    found = list(looked_up(facts, chosen.words))
    for fact in found:
        print("\n".join(lines(fact, facts)))
    print(f"{len(found)} facts / {len(found)} 条事实")
    return EXIT_FOUND if found else EXIT_NOTHING


def looked_up(facts: Facts, words: list[str]) -> Iterator[Mapping[str, Any]]:
    """The facts in whose id, sentence, source or misunderstandings all of the words stand; every fact without words."""
    for fact in facts.by_id.values():
        told = " ".join(
            str(part) for part in (fact["id"], fact["statement"], fact["source"], *(fact.get("confusions") or ()))
        )
        if all(word.lower() in told.lower() for word in words):
            yield fact


def lines(fact: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    """The fact, its source, and whether a question may rest on it."""
    sources = fact["source"] if isinstance(fact["source"], list) else [fact["source"]]
    may = "可以出题 / may be asked" if fact["id"] in facts.askable else "不能出题 / may not be asked"
    changing = facts.changing.get(fact["id"])
    yield f"{fact['id']}  [{CHECKED.get(fact['checked'], fact['checked'])}，{may}]"
    yield f"    {fact['statement']}"
    yield f"    {'、'.join(sources)} {fact.get('article') or ''}".rstrip()
    if changing:
        yield f"    会变，题目要写 valid_until / can change, say valid_until: {changing}"
