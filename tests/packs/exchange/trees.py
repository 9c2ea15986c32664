"""Packs and files made for tests of the formats."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from game.nodes import Tree, plain
from game.packs.exchange.draft import Draft
from game.start import QUESTIONS

PACKS = ("complaint-procedures", "eight-rights", "fraud-prevention", "local-example")
QTYPES = Path(__file__).resolve().parents[3] / "game" / "qtypes"


@lru_cache
def pack_tree(name: str) -> dict[str, Tree]:
    """A built-in pack without places, not to be changed. (The strict reader takes seconds for all of them.)"""
    folder = QUESTIONS / name
    tree: dict[str, Tree] = dict(loaded(folder / "pack.yaml"))
    tree["questions"] = [
        {"file": f"{name}/q/{path.name}", "items": loaded(path)} for path in sorted((folder / "q").glob("*.yaml"))
    ]
    if (folder / "cards.yaml").is_file():
        tree["cards"] = loaded(folder / "cards.yaml")
    translated = sorted((folder / "translations").glob("*.yaml"))
    if translated:
        tree["translations"] = {path.stem: {"file": path.name, "items": loaded(path)} for path in translated}
    return tree


def loaded(path: Path) -> Any:
    """A YAML file with every scalar as text."""
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def samples() -> list[dict[str, Tree]]:
    """The sample questions of every type."""
    return [item for path in sorted(QTYPES.glob("*/sample.yaml")) for item in loaded(path)]


def pack_of(*items: Mapping[str, Tree]) -> dict[str, Tree]:
    """A pack of those questions and nothing else."""
    return {"questions": [{"file": "p/q/a.yaml", "items": [dict(item) for item in items]}]}


def items_of(tree: Mapping[str, Tree], types: tuple[str, ...]) -> list[dict[str, Any]]:
    """The questions of those types, in the pack's order."""
    groups: Any = tree["questions"]
    return [item for group in groups for item in group["items"] if item["type"] in types]


def questions(draft: Draft) -> list[Any]:
    """The questions of a draft without places."""
    return [plain(item) for listed in draft.questions.values() for item in listed]


def told(draft: Draft) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem of a draft."""
    return [(problem.code, problem.line, problem.column) for problem in draft.problems]


def lost(draft: Draft) -> list[tuple[str, int, int]]:
    """Code, line and column of each loss of a draft."""
    return [(loss.code, loss.line, loss.column) for loss in draft.losses]
