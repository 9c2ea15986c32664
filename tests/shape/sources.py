"""What a module's syntax tree says: its imports, calls, literals. Nothing is imported or run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """A module of the game. `name` is dotted; a package is named like its folder."""

    path: Path

    @cached_property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def imports(self) -> tuple[tuple[int, str, str], ...]:
        """Line, module and imported name (empty for a plain import) of every import, wherever it stands."""
        found: list[tuple[int, str, str]] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name, "") for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                module = node.module or ""
                if node.level:
                    base = self.name.split(".") if self.path.name == "__init__.py" else self.name.split(".")[:-1]
                    module = ".".join([*base[: len(base) - node.level + 1], *([module] if module else [])])
                found += [(node.lineno, module, alias.name) for alias in node.names]
        return tuple(found)

    @property
    def targets(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of every module of the game that is imported."""
        for line, module, name in self.imports:
            if module.split(".")[0] == "game":
                inner = f"{module}.{name}"
                yield line, inner if name and is_module(inner) else module

    @property
    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    @property
    def words(self) -> Iterator[tuple[int, str]]:
        """Line and text of every text literal but docstrings, the texts inside f-strings included."""
        docstrings = {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.lineno, node.value

    @property
    def classes(self) -> frozenset[str]:
        """The names of the classes at the top of the module."""
        return frozenset(node.name for node in self.tree.body if isinstance(node, ast.ClassDef))


def is_module(name: str) -> bool:
    """Whether a file of that dotted name exists."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def sources() -> list[Source]:
    """Every module of the game."""
    return [Source(path) for path in sorted((ROOT / "game").rglob("*.py"))]


def dotted(node: ast.expr) -> str:
    """`pygame.draw.rect` for that expression; of anything else only the attributes at its end."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""
