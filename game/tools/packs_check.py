"""`packs check`: every problem of every pack, and whether the facts of each question and card carry it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.nodes import Problem
from game.packs.library import Library, LibraryError, load_library
from game.rules.handbook import Card
from game.rules.question import Question
from game.start import QUESTIONS


def run(folder: Path | None) -> int:
    """Prints the problems, one a line, then a summary; 0 when there are none, else 1."""
    root = folder or QUESTIONS
    if not root.is_dir():
        print(f"{root}:1:1 no-folder there is no such folder / 没有这个文件夹")
        return 1
    try:
        library = load_library(root)
        problems = [*library.problems, *facts_problems(library, root / "facts")]
        questions = sum(len(pack.questions) for pack in library.packs)
        packs = len(library.packs)
    except LibraryError as error:
        problems, questions, packs = list(error.problems), 0, 0
    for problem in problems:
        print(problem)
    print(
        f"{packs} packs, {questions} questions, {len(problems)} problems / {packs} 个题包，{questions} 道题，{len(problems)} 个问题"
    )
    return 1 if problems else 0


THIRTEEN = "thirteen"


def facts_problems(library: Library, folder: Path) -> list[Problem]:
    """Questions and cards whose facts are unknown or unverified, or which cite what their facts don't."""
    if not folder.is_dir():
        return []
    facts, askable = load_facts(folder), load_askable(folder)
    problems: list[Problem] = []
    for pack in library.packs:
        told: tuple[Question | Card, ...] = (*pack.questions, *pack.cards)
        for question in told:
            carried: set[tuple[str, str]] = set()
            for fact_id in question.facts:
                fact = facts.get(fact_id)
                if fact is None:
                    problems.append(
                        _problem(pack.id, question.id, "unknown-fact", f"no fact `{fact_id}` / 没有这条事实")
                    )
                    continue
                if fact["checked"] != "verified" and fact_id not in askable:
                    problems.append(
                        _problem(
                            pack.id, question.id, "unverified-fact", f"fact `{fact_id}` is not verified / 事实未核实"
                        )
                    )
                sources = fact["source"] if isinstance(fact["source"], list) else [fact["source"]]
                carried |= {(source, fact.get("article") or "") for source in sources}
            for citation in question.citations:
                if (citation.source, citation.article) not in carried:
                    wrong = f"{citation.source} {citation.article} is not what its facts cite / 依据与事实不符"
                    problems.append(_problem(pack.id, question.id, "citation", wrong))
    return problems


def load_facts(folder: Path) -> dict[str, dict[str, Any]]:
    """All facts of `questions/facts` by id."""
    import yaml

    facts: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in ("sources", THIRTEEN):
            for fact in yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                facts[fact["id"]] = fact
    return facts


def load_thirteen(folder: Path) -> dict[int, tuple[str, ...]]:
    """The facts of each of the thirteen answers every branch gives, by the answer's number."""
    import yaml

    path = folder / f"{THIRTEEN}.yaml"
    listed = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    return {number: tuple(facts) for number, facts in listed.items()}


def load_askable(folder: Path) -> frozenset[str]:
    """The facts that may be asked although they are only `known`: those of the thirteen answers."""
    return frozenset(fact for facts in load_thirteen(folder).values() for fact in facts)


def _problem(pack: str, question: str, code: str, message: str) -> Problem:
    return Problem(f"{pack}/{question}", 0, 0, code, message)
