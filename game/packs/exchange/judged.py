"""Everything that is wrong with an assembled draft, each problem at the cell or line where it is to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from game.nodes import Node, Problem, Reader, plain, scalars
from game.packs.check import Known, check_pack
from game.packs.exchange.around import Around
from game.packs.exchange.assemble import pack_node
from game.packs.exchange.draft import Draft
from game.packs.exchange.sheets.columns import OWN_FACTS, Kind
from game.packs.facts import Facts, facts_problems
from game.packs.library import Library
from game.packs.pack import CARDS, Pack, compiled
from game.packs.read import read_sources
from game.qtypes import load_rules
from game.rules.levels import EXAM, Campaign, Level

FIELD_OF = {
    "key-count": "answer",
    "answer-classes": "answer",
    "unknown-fact": "facts",
    "unverified-fact": "facts",
    "citation": "sources",
    "undated": "checked_on",
    "can-change": "valid_until",
    "key-number": "answer",
}
"""Where a problem of a whole question is mended."""
COVERED = (
    "empty",
    "missing-field",
    "key-count",
    "no-facts",
    "no-sources",
    "option-count",
    "not-a-choice",
    "item-count",
)
"""What follows from a cell that couldn't be read; not told again beside the reason."""
BLANK = ("empty", "no-facts", "no-sources")
COVERED_BY_ANSWER = ("key-count", "empty-class", "class-count", "not-a-choice", "slip-is-right", "key-number")


def judged(draft: Draft, name: str, around: Around) -> tuple[list[Problem], Pack]:
    """The problems of reading, of the pack by itself and among the others, and of its facts; and the pack as far as it is read."""
    types = load_rules()
    node = pack_node(draft)
    reader = Reader(name)
    pack = compiled(name, node, "zh-CN", types, reader)
    known = Known()
    for other in around.packs:
        known.learn(other)
    topics = {*around.chapters, *(chapter.id for chapter in pack.chapters)}
    found = [*reader.problems, *check_pack(pack, node, name, known, topics, types)]
    found += _fact_rows(draft)
    found = [_at_home(problem, draft, name) for problem in found]
    if around.facts is not None:
        found += _facts_problems(draft, pack, around.facts)
    found = [_at_field(problem, draft) for problem in found]
    own = list(draft.problems)
    return sorted(dict.fromkeys([*own, *_uncovered(found, own, draft)]), key=_order(draft)), pack


def _at_home(problem: Problem, draft: Draft, name: str) -> Problem:
    """A problem of pack.yaml or cards.yaml, under the sheet or file that stands for it."""
    if problem.file == f"{name}/{CARDS}":
        for file, listed in draft.cards.items():
            if any(problem.line in _lines(node) for node in listed):
                return replace(problem, file=file)
        return replace(problem, file=next(iter(draft.cards), problem.file))
    if problem.file != f"{name}/pack.yaml":
        return problem
    reader = Reader(problem.file)
    read_sources(reader, draft.head.get("sources"), "zh-CN")
    is_source = problem in reader.problems
    file = draft.head_files.get("sources" if is_source else "title", "")
    return replace(problem, file=file) if file and problem.line else problem


def _lines(node: Node) -> set[int]:
    return {scalar.line for scalar in scalars(node)} | {node.line}


def _fact_rows(draft: Draft) -> Iterator[Problem]:
    """Facts of the file itself that lack something, or rest on a source that is not there."""
    sources = draft.head["sources"].value if "sources" in draft.head else {}
    for file, listed in draft.facts.items():
        seen: set[str] = set()
        reader = Reader(file)
        for node in listed:
            told = node.value if isinstance(node.value, dict) else {}
            for column in OWN_FACTS.columns:
                own = told.get(column.field)
                if own is None:
                    if column.is_required:
                        reader.problem(
                            node, "missing-field", f"field `{column.field}` is missing / 没有填「{column.field}」"
                        )
                elif own.value in ("", []) and column.is_required:
                    reader.problem(own, "empty", "text is empty / 文字是空的")
                elif column.kind == Kind.CHOICE:
                    reader.one_of(own, tuple(value for value, _, _ in column.values), "")
            name = str(told["id"].value) if "id" in told else ""
            if name in seen:
                reader.problem(
                    told["id"], "twin-fact", f"fact `{name}` stands twice / 事实编号重复。请换一个编号，或删掉一行"
                )
            seen.add(name)
            source = told.get("source")
            for one in _several(source):
                if one.value and isinstance(sources, dict) and one.value not in sources:
                    reader.problem(one, "unknown-source", f"source `{one.value}` is not listed / 没有这个来源")
        yield from reader.problems


def _several(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.value if isinstance(node.value, list) else [node]


def with_own_facts(draft: Draft, facts: Facts) -> Facts:
    """The bank's facts with those of the file."""
    own = {}
    for node in (node for listed in draft.facts.values() for node in listed):
        told = plain(node)
        if isinstance(told, dict) and told.get("id"):
            own[str(told["id"])] = {"values": {}, "checked": "known", "source": [], "statement": "", **told}
    changing = {name: str(fact["changed"]) for name, fact in own.items() if fact.get("changed")}
    return replace(facts, by_id={**facts.by_id, **own}, changing={**facts.changing, **changing})


def _facts_problems(draft: Draft, pack: Pack, facts: Facts) -> Iterator[Problem]:
    exam = Level(EXAM, EXAM, EXAM, (), (1, 2, 3), 1, 0)
    library = Library(Campaign("", (), exam), [replace(pack, is_example=False)], (), date.min)
    items = _items(draft)
    for problem in facts_problems(library, with_own_facts(draft, facts)):
        file, node = items.get(problem.file.removeprefix(f"{pack.id}/"), (problem.file, Node("")))
        yield replace(problem, file=file, line=node.line, column=node.column)


def _items(draft: Draft) -> dict[str, tuple[str, Node]]:
    return {
        str(node.value["id"].value): (file, node)
        for groups in (draft.questions, draft.cards)
        for file, listed in groups.items()
        for node in listed
        if isinstance(node.value, dict) and "id" in node.value
    }


def _at_field(problem: Problem, draft: Draft) -> Problem:
    """A problem of a whole row, at the column where it is mended."""
    field = FIELD_OF.get(problem.code) or missing(problem)
    columns = draft.columns.get(problem.file, {})
    column = next((place for place, (_, own) in columns.items() if field and own == field), None)
    return replace(problem, column=column) if column is not None else problem


def missing(problem: Problem) -> str:
    """The field that a `missing-field` problem names; empty for other problems."""
    if problem.code != "missing-field":
        return ""
    return problem.message.partition("`")[2].partition("`")[0]


def _uncovered(found: list[Problem], own: list[Problem], draft: Draft) -> Iterator[Problem]:
    """The problems that tell something new beside those of reading the cells, and beside one another."""
    cells = {_place(problem) for problem in own}
    rows = {place[:2] for place in cells}
    answers = {_place(problem)[:2] for problem in own if problem.code.startswith(("answer", "no-answer"))}
    blank = {_place(problem) for problem in found if problem.code in BLANK}
    days = {_place(problem) for problem in found if problem.code == "not-a-date"}
    dateless = {_place(problem)[:2] for problem in found if missing(problem) == "checked_on"}
    factless = {_place(problem)[:2] for problem in found if problem.code == "no-facts" or missing(problem) == "facts"}
    echoes = _echoes(draft, [*own, *found])
    broken = {(problem.file, problem.line) for problem in found if problem.code in ("loop", "no-such-step")}
    for problem in found:
        if problem.code in ("end-never-reached", "unreachable") and (problem.file, problem.line) in broken:
            continue  # what a broken way leads to is told by the break
        place = _place(problem)
        is_covered = (
            (place in cells and problem.code in COVERED)
            or (place[:2] in answers and problem.code in COVERED_BY_ANSWER)
            or (place in blank and problem.code not in BLANK)
            or (problem.code == "undated" and (place in days or place[:2] in dateless))
            or (place[:2] in rows and missing(problem) == "answer")
            or (place[:2] in factless and (problem.code == "no-sources" or missing(problem) == "sources"))
            or (place[:2] in echoes and not problem.code.startswith("translation"))
        )
        if not is_covered:
            yield problem


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _echoes(draft: Draft, problems: list[Problem]) -> set[tuple[str, int]]:
    """The lines of translations of what has problems itself: reading these again would tell the same again."""
    at = {(problem.file, problem.line) for problem in problems}
    wrong = {name for name, (file, node) in _items(draft).items() if any((file, line) in at for line in _lines(node))}
    return {
        (file, line)
        for files in draft.translations.values()
        for file, listed in files.items()
        for node in listed
        if isinstance(node.value, dict) and "id" in node.value and node.value["id"].value in wrong
        for line in _lines(node)
    }


def _order(draft: Draft) -> Callable[[Problem], tuple[int, str, int, int, str]]:
    files = list(dict.fromkeys([*draft.head_files.values(), *draft.questions, *draft.cards, *draft.facts]))
    ranks = {file: rank for rank, file in enumerate(files)}

    def key(problem: Problem) -> tuple[int, str, int, int, str]:
        return (ranks.get(problem.file, len(ranks)), problem.file, problem.line, problem.column, problem.code)

    return key
