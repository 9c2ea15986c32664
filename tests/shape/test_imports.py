"""The architecture, read from the code: imports point down, rules are pure, colours and copy have one home."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "game").rglob("*.py"))
LEVELS = (
    (0, ("game.nodes", "game.rules", "game.ports", "game.atomic")),
    (1, ("game.qtypes.choices",)),
    (2, ("game.packs", "game.records", "game.words", "game.session")),
    (3, ("game.ui", "game.display")),
    (4, ("game.qtypes.choice_view",)),
    (5, ("game.scenes",)),
    (6, ("game.app", "game.start", "game.tools", "game.cli")),
)
MOST_LINES = 420


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def level_of(module: str) -> int:
    if module == "game":
        return 0
    if module.startswith("game.qtypes"):
        return 4 if module.endswith(("view", "choice_view")) else 1
    for level, prefixes in LEVELS:
        if module.startswith(prefixes):
            return level
    raise AssertionError(f"{module} has no place in the house; see LEVELS")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {
                f"{node.module}.{alias.name}" for alias in node.names if (ROOT / node.module.replace(".", "/")).is_dir()
            }
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    module = name_of(path)
    for target in imports(path):
        if target.startswith("game.") and not (target.startswith("game.qtypes") and module == "game.qtypes"):
            assert level_of(target) <= level_of(module), f"{module} imports {target}"


@pytest.mark.parametrize("path", [path for path in MODULES if "scenes" in path.parts], ids=name_of)
def test_scenes_know_neither_each_other_nor_packs_nor_records(path: Path) -> None:
    for target in imports(path):
        assert not target.startswith(("game.packs", "game.records"))
        if target.startswith("game.scenes.") and path.parent.name == "scenes":
            assert target.startswith(("game.scenes.screen", "game.scenes.parts"))


PURE = [path for path in MODULES if "rules" in path.parts or (path.name == "rules.py") or path.name == "choices.py"]


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_rules_touch_neither_window_nor_file_nor_clock_nor_chance(path: Path) -> None:
    for target in imports(path):
        assert not target.startswith(("pygame", "yaml", "time", "os", "pathlib", "sqlite3")), target
        if target.startswith("random"):
            assert target == "random"
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "random":
            assert [alias.name for alias in node.names] == ["Random"]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "theme.py"], ids=name_of)
def test_colours_live_in_the_theme(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.fullmatch(r"#[0-9A-Fa-f]{6}", node.value), node.lineno


COPY_ALLOWED = ("nodes.py", "cli.py", "display.py")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_sentence_for_the_screen_stands_in_code(path: Path) -> None:
    if (
        path.name in COPY_ALLOWED
        or {"packs", "tools"} & set(path.parts)
        or path.name == "rules.py"
        or path.name == "choices.py"
    ):
        return  # what these say is for authors and operators, in both languages
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    docs |= {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            han = re.findall(r"[\u4e00-\u9fff]{2,}", node.value)
            assert not han, (name_of(path), node.lineno, han)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_is_crowded(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_nothing_reads_the_shared_folder_or_names_a_registry() -> None:
    hosts = ("py" + "pi.org", "python" + "hosted", "npm" + "js.", "../sha" + "red")
    for path in [*MODULES, ROOT / "main.py", ROOT / "pyproject.toml", *(ROOT / "tests").rglob("*.py")]:
        words = path.read_text("utf-8")
        assert not [host for host in hosts if host in words], path
