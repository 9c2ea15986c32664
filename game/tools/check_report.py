"""What `packs check` tells, in three forms: text for people, JSON for programs, SARIF 2.1.0 for editors and code hosts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width
from urllib.parse import quote

from game.nodes import Problem
from game.packs.codes import Code, catalogue, halves, severity
from game.packs.inspection import Inspection
from game.packs.limits import LIMITS
from game.packs.yaml_nodes import lines_of

MOST_COLUMNS = 100
"""Columns of a source line that are shown; of a longer one, the part around the place."""
INDENT = "    "
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RED, YELLOW, DIM, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
SHOWS_TEXT = (".yaml", ".md", ".txt")


# ── text ──


def text_lines(inspection: Inspection, is_coloured: bool, is_strict: bool = False) -> Iterator[str]:
    """Every problem as `file:line:column code message` with its source line and a caret, then the count."""
    for problem in inspection.problems:
        is_error = is_strict or severity(problem.code) == "error"
        tint, dim, plain = (RED if is_error else YELLOW, DIM, PLAIN) if is_coloured else ("", "", "")
        place = f"{shown_path(inspection.path(problem.file))}:{problem.line}:{problem.column}"
        mark = "" if is_error else "warning "
        yield f"{visible(place)} {tint}{problem.code}{plain} {mark}{visible(problem.message)}"
        source = source_line(inspection.path(problem.file), problem.line)
        if source:
            line, caret = excerpt(source, problem.column)
            yield f"{INDENT}{dim}{line}{plain}"
            yield f"{INDENT}{tint}{caret}{plain}"
    yield counted(inspection)


def counted(inspection: Inspection) -> str:
    """How much was looked at and how much was found, in one line."""
    wrong = len(inspection.errors)
    doubtful = len(inspection.problems) - wrong
    return (
        f"{inspection.packs} packs, {inspection.questions} questions, {wrong} problems, {doubtful} warnings / "
        f"{inspection.packs} 个题包，{inspection.questions} 道题，{wrong} 个问题，{doubtful} 个提醒"
    )


def visible(text: str) -> str:
    """The text with everything replaced that a terminal would obey instead of show, and no accents on accents."""
    shown: list[str] = []
    for character in text:
        kind = category(character)
        if character == "\t":
            shown.append("→")
        elif kind in ("Mn", "Me"):
            continue
        else:
            shown.append("·" if kind.startswith("C") or kind in ("Zl", "Zp") else character)
    return "".join(shown)


def width(text: str) -> int:
    """The columns that a visible text takes in a terminal: two for each wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def excerpt(source: str, column: int) -> tuple[str, str]:
    """The part of a source line around `column`, which counts characters from 1, and a line with a caret under it."""
    before, after = visible(source[: column - 1]), visible(source[column - 1 :])
    if width(before) > MOST_COLUMNS * 2 // 3:
        while width(before) > MOST_COLUMNS // 2:
            before = before[1:]
        before = f"…{before}"
    while width(before) + width(after) > MOST_COLUMNS and len(after) > 1:
        after = after[: -max(1, (width(before) + width(after) - MOST_COLUMNS) // 2)]
    return before + after, " " * width(before) + "^"


@lru_cache(maxsize=64)
def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            data = file.read(LIMITS.file_bytes)
    except OSError:
        return []
    return lines_of(data.decode("utf-8-sig", "replace"))


def source_line(path: Path, line: int) -> str:
    """That line of a text file, counting from 1; empty for other files and where there is none."""
    if path.suffix.lower() not in SHOWS_TEXT or path.is_symlink() or not path.is_file():
        return ""
    lines = _lines(path)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def shown_path(path: Path) -> str:
    """The path as one would type it here: below the working folder without it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


# ── JSON ──


def as_json(inspection: Inspection, is_strict: bool = False) -> str:
    """The problems as a list of objects: file, line, column, code, severity, message and cure in both languages."""
    return json.dumps(
        [_entry(inspection, problem, is_strict) for problem in inspection.problems], ensure_ascii=False, indent=1
    )


def _entry(inspection: Inspection, problem: Problem, is_strict: bool) -> dict[str, Any]:
    english, chinese = halves(problem.message)
    code = catalogue().get(problem.code)
    return {
        "file": shown_path(inspection.path(problem.file)),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": "error" if is_strict else severity(problem.code),
        "message_en": english,
        "message_zh": chinese,
        "cure_en": code.cure_en if code is not None else "",
        "cure_zh": code.cure_zh if code is not None else "",
    }


# ── SARIF ──


def as_sarif(inspection: Inspection, is_strict: bool = False) -> str:
    """The problems as one run of SARIF 2.1.0, with every rule of the catalogue and its cure."""
    codes = list(catalogue().values())
    numbers = {code.name: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "quanmin-chuangguan packs check",
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"HERE": {"uri": Path.cwd().resolve().as_uri().rstrip("/") + "/"}},
        "results": list(_results(inspection, inspection.problems, numbers, is_strict)),
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.meaning_en},
        "fullDescription": {"text": f"{code.meaning_en} / {code.meaning_zh}"},
        "help": {"text": f"{code.cure_en} / {code.cure_zh}", "markdown": f"{code.cure_en}\n\n{code.cure_zh}"},
        "defaultConfiguration": {"level": code.severity},
    }


def _results(
    inspection: Inspection, problems: Sequence[Problem], numbers: dict[str, int], is_strict: bool
) -> Iterator[dict[str, Any]]:
    for problem in problems:
        path = inspection.path(problem.file)
        region: dict[str, Any] = {"startLine": max(1, problem.line), "startColumn": max(1, problem.column)}
        source = source_line(path, problem.line)
        if source:
            region["snippet"] = {"text": visible(source)}
        made: dict[str, Any] = {
            "ruleId": problem.code,
            "level": "error" if is_strict else severity(problem.code),
            "message": {"text": visible(problem.message)},
            "locations": [{"physicalLocation": {"artifactLocation": _location(path), "region": region}}],
        }
        if problem.code in numbers:
            made["ruleIndex"] = numbers[problem.code]
        yield made


def _location(path: Path) -> dict[str, str]:
    shown = shown_path(path)
    if Path(shown).is_absolute():
        return {"uri": path.resolve().as_uri()}
    return {"uri": quote(shown), "uriBaseId": "HERE"}


# ── the catalogue ──


def explained(code: Code) -> Iterator[str]:
    """A code, what it means and what cures it, in lines."""
    yield f"{code.name} ({code.severity})"
    yield f"  {code.meaning_en}"
    yield f"  {code.meaning_zh}"
    yield f"  → {code.cure_en}"
    yield f"  → {code.cure_zh}"


def as_markdown(codes: Iterable[Code]) -> str:
    """The catalogue as a page: a table of all codes."""
    rows = [
        f"| `{code.name}` | {'✗' if code.severity == 'error' else '!'} | {code.meaning_zh}<br>{code.meaning_en} "
        f"| {code.cure_zh}<br>{code.cure_en} |"
        for code in codes
    ]
    return "\n".join(
        [
            "# 题包检查的代码 / Codes of `packs check`",
            "",
            "✗ 题包会被拒绝 / refuses the pack · ! 只提醒 / only warns",
            "",
            "Made by `python main.py packs explain --markdown`.",
            "",
            "| | | 意思 / means | 怎么改 / cure |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )
