"""`packs diff`: what a new state of a pack changes, right answers first and in red."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from game.packs.alone import Alone, NoPackError, open_pack
from game.packs.diff import KINDS, Difference, Kind, changed_keys, differences
from game.packs.pack import HOME_LANGUAGE
from game.tools.words_marked import Mark, marked

EXIT_SAME, EXIT_DIFFERENT, EXIT_TROUBLE = 0, 1, 2
"""As diff(1) has them."""
TITLES: dict[Kind, str] = {
    "key": "right answers changed / 正确答案变了",
    "removed": "removed / 删去",
    "added": "added / 新增",
    "changed": "changed / 改动",
}
PARTS = {"pack": "pack / 题包", "chapter": "chapter / 章", "question": "", "card": "card / 卡片"}
RED, GREEN, BOLD, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
ALARM = "\x1b[1;37;41m"
Told = tuple[str, Difference]
"""A language and a difference in it."""


def run(chosen: argparse.Namespace) -> int:
    """Prints the differences: 0 when there are none, 1 when there are, 2 when a pack can't be read as it is written."""
    try:
        old, new = open_pack(chosen.old), open_pack(chosen.new)
    except NoPackError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"error: {error}", file=sys.stderr)
        return EXIT_TROUBLE
    found = all_differences(old, new)
    is_broken = _tell_problems(chosen.old, old) | _tell_problems(chosen.new, new)
    if chosen.json:
        json.dump(as_json(old, new, found), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        for line in lines(old, new, found, has_colour(sys.stdout)):
            print(line)
    if is_broken:
        return EXIT_TROUBLE
    return EXIT_DIFFERENT if found else EXIT_SAME


def all_differences(old: Alone, new: Alone) -> tuple[Told, ...]:
    """The differences in every language of the two, each with the language in which it shows first."""
    found: list[Told] = []
    known: set[tuple[str, Kind, str, str, str]] = set()
    for language in dict.fromkeys((*old.languages, *new.languages)):
        for each in differences(old.pack(language), new.pack(language)):
            fresh = [line for line in each.lines() if (each.question, each.kind, *line) not in known]
            if each.kind in ("added", "removed") and language != HOME_LANGUAGE:
                continue
            if each.kind == "key":
                fresh = [] if (each.question, each.kind, "", "", "") in known else fresh
                known.add((each.question, each.kind, "", "", ""))
            known.update((each.question, each.kind, *line) for line in fresh)
            if fresh and each.kind == "changed":
                fields, before, after = zip(*fresh, strict=True)
                each = Difference(each.question, each.kind, "\n".join(before), "\n".join(after), fields, each.part)
            if fresh:
                found.append((language, each))
    return tuple(sorted(found, key=lambda told: KINDS.index(told[1].kind)))


def as_json(old: Alone, new: Alone, found: Sequence[Told]) -> dict[str, object]:
    """The report for programs."""
    told = [{"language": language, **asdict(difference)} for language, difference in found]
    for each in told:
        each["fields"] = list(each["fields"])
    return {
        "old": {"id": old.pack().id, "version": old.pack().version},
        "new": {"id": new.pack().id, "version": new.pack().version},
        "counts": {kind: sum(one.kind == kind for _, one in found) for kind in KINDS},
        "differences": told,
    }


def lines(old: Alone, new: Alone, found: Sequence[Told], colour: bool) -> Iterator[str]:
    """The report for people; without colour a changed answer begins with `!! KEY`, words gone stand in [-…-], new in {+…+}."""
    before, after = old.pack(), new.pack()
    yield _clean(f"{before.id} {before.version} → {after.id} {after.version}")
    asked = {question.id: question.stem for pack in (before, after) for question in pack.questions}
    for kind in KINDS:
        group = [told for told in found if told[1].kind == kind]
        if not group:
            continue
        yield ""
        title = f"{TITLES[kind]} ({len(group)})"
        yield f"{BOLD}{title}{PLAIN}" if colour else title
        for language, difference in group:
            yield from _told(language, difference, asked.get(difference.question, ""), colour)
    keys = len(changed_keys([difference for _, difference in found]))
    yield ""
    counts = ", ".join(f"{sum(one.kind == kind for _, one in found)} {kind}" for kind in KINDS)
    yield f"{counts} / 答案变了 {keys} 处，共 {len(found)} 处不同" if found else "no difference / 没有不同"


def _told(language: str, difference: Difference, stem: str, colour: bool) -> Iterator[str]:
    place = " ".join(
        part
        for part in (
            PARTS[difference.part],
            difference.question,
            f"[{language}]" if language != HOME_LANGUAGE else "",
        )
        if part
    )
    place, stem = _clean(place), _clean(stem)
    match difference.kind:
        case "key":
            yield f"{ALARM} KEY {PLAIN} {RED}{place}{PLAIN}  {stem}" if colour else f"!! KEY {place}  {stem}"
            yield from _old_and_new(difference.old, difference.new, colour)
        case "added":
            yield (
                f"  {GREEN}+ {place}{PLAIN}  {_clean(difference.new)}"
                if colour
                else f"  + {place}  {_clean(difference.new)}"
            )
        case "removed":
            yield (
                f"  {RED}- {place}{PLAIN}  {_clean(difference.old)}"
                if colour
                else f"  - {place}  {_clean(difference.old)}"
            )
        case "changed":
            yield f"  ~ {place}  {stem}".rstrip()
            for field, before, after in difference.lines():
                words = "".join(_mark(mark, _clean(text), colour) for mark, text in marked(before, after))
                yield f"      {field}: {words}"


def _old_and_new(old: str, new: str, colour: bool) -> Iterator[str]:
    """Both answers whole, one below the other: what was right, and what shall be."""
    for title, text, paint in (("old / 原来", old, RED), ("new / 现在", new, GREEN)):
        words = _clean(text) or "(nothing / 无)"
        yield f"      {title}: {paint}{words}{PLAIN}" if colour else f"      {title}: {words}"


def _mark(mark: Mark, text: str, colour: bool) -> str:
    match mark:
        case Mark.SAME:
            return text
        case Mark.GONE:
            return f"\x1b[9;31m{text}{PLAIN}" if colour else f"[-{text}-]"
        case Mark.COME:
            return f"\x1b[4;32m{text}{PLAIN}" if colour else f"{{+{text}+}}"


def _clean(text: str) -> str:
    """Without characters that would steer a terminal: a pack's words are data."""
    return "".join(character if character.isprintable() else "�" for character in text)


def has_colour(stream: TextIO) -> bool:
    """Whether a person with a colour terminal reads it, who did not ask for none (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _tell_problems(folder: Path, opened: Alone) -> bool:
    """Whether something in the pack can't be read; it is told, since it looks as if it were not there."""
    problems = opened.problems
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        told = f"{folder}: {len(problems)} problems; what can't be read is missing from the comparison, see packs check"
        print(
            f"error: {told} / 有 {len(problems)} 个问题，读不了的内容不在比较之内，请先运行 packs check",
            file=sys.stderr,
        )
    return bool(problems)
