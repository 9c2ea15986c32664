"""The house stands as drawn: imports point down, rules are pure, colours and copy have one home each.

`docs/decisions` and README name the rooms; here each room has its layer, and a new one has to be given its own.
"""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase

import pytest

from tests.shape.sources import Source, dotted, sources

LAYERS: tuple[tuple[str, ...], ...] = (
    ("game", "game.nodes", "game.rules*", "game.ports", "game.atomic"),
    ("game.qtypes", "game.qtypes.choices", "game.qtypes.*.rules", "game.qtypes.?*", "game.session"),
    ("game.packs*", "game.records*", "game.words"),
    ("game.ui*", "game.display"),
    ("game.qtypes.choice_view", "game.qtypes.*.view"),
    ("game.scenes*",),
    ("game.app", "game.start", "game.cli", "game.tools*", "game.kiosk*", "game.classroom*"),
)
PURE = ("game.nodes", "game.ports", "game.rules*", "game.qtypes.choices", "game.qtypes.*.rules")
PURE_IMPORTS = frozenset(
    {
        "__future__",
        "abc",
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "game",
        "itertools",
        "math",
        "operator",
        "random",
        "typing",
    }
)
WORLD_CALLS = frozenset({"open", "print", "input", "eval", "exec", "compile", "__import__"})
NOW_CALLS = ("today", "now", "utcnow")
THEME = "game.ui.theme"
SPEAKS_TO_AUTHORS = (
    "game.nodes",
    "game.packs*",
    "game.qtypes.choices",
    "game.qtypes.*.rules",
    "game.cli",
    "game.tools*",
)
MOST_LINES = 400
HEX = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
NO_COLOUR = (0, 0, 0, 0)
"""Fully transparent: the absence of paint, not a colour of the design."""

every_module = pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)


def is_one_of(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def layer_of(name: str) -> int | None:
    """The highest layer that claims the module by its exact name, else the lowest by a pattern; None for no layer."""
    for exact in (True, False):
        for layer in reversed(range(len(LAYERS))) if exact else range(len(LAYERS)):
            for pattern in LAYERS[layer]:
                if exact and (pattern == name or (name.endswith(".view") and pattern == "game.qtypes.*.view")):
                    if fnmatchcase(name, pattern):
                        return layer
                elif not exact and fnmatchcase(name, pattern):
                    return layer
    return None


def colours(node: ast.expr) -> list[str]:
    """The colour literals in an argument: three or four whole numbers from 0 to 255."""
    if not isinstance(node, ast.Tuple | ast.List) or len(node.elts) not in (3, 4):
        return []
    values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
    numbers = tuple(value for value in values if type(value) is int and 0 <= value <= 255)
    return [str(numbers)] if len(numbers) == len(node.elts) and numbers != NO_COLOUR else []


def test_the_reader_sees_the_game() -> None:
    names = {source.name for source in sources()}
    assert {"game.nodes", "game.rules.run", "game.qtypes.single.rules", "game.ui.theme"} <= names
    assert layer_of("game.qtypes.single.view") == layer_of("game.qtypes.choice_view") == 4
    assert layer_of("game.qtypes.single.rules") == layer_of("game.qtypes.single") == layer_of("game.qtypes") == 1
    assert layer_of("game.basement") is None


@every_module
def test_every_module_has_a_place(source: Source) -> None:
    assert layer_of(source.name) is not None, f"{source.name} has no place in the house; give it one in LAYERS"


@every_module
def test_imports_point_down(source: Source) -> None:
    own = layer_of(source.name)
    for line, target in source.targets:
        below = layer_of(target)
        assert own is not None and below is not None
        assert below <= own, f"{source.path}:{line} L{own} {source.name} imports L{below} {target}"


@every_module
def test_nothing_is_imported_that_is_not_there(source: Source) -> None:
    names = {other.name for other in sources()}
    missing = [f"{source.path}:{line} {target}" for line, target in source.targets if target not in names]
    assert not missing


@every_module
def test_scenes_know_neither_each_other_nor_packs_nor_records(source: Source) -> None:
    if not source.name.startswith("game.scenes."):
        return
    screens = {other.name for other in sources() if fnmatchcase(other.name, "game.scenes.*") and "Screen" in other.classes}
    for line, target in source.targets:
        assert not is_one_of(target, ("game.packs*", "game.records*")), f"{source.path}:{line} {target}"
        assert target not in screens - {source.name}, f"{source.path}:{line} imports the scene {target}"


@every_module
def test_the_classroom_server_needs_no_window(source: Source) -> None:
    if source.name.startswith("game.classroom"):
        for line, target in source.targets:
            assert not target.startswith("game.ui"), f"{source.path}:{line} {target}"
        assert "pygame" not in {module.split(".")[0] for _, module, _ in source.imports}


@every_module
def test_rules_are_pure(source: Source) -> None:
    if not is_one_of(source.name, PURE):
        return
    for line, module, name in source.imports:
        assert module.split(".")[0] in PURE_IMPORTS, f"{source.path}:{line} {module}"
        if module == "random":
            assert name == "Random", f"{source.path}:{line} chance comes as a Random from outside"
    for call in source.calls:
        name = dotted(call.func)
        assert name not in WORLD_CALLS, f"{source.path}:{call.lineno} {name}()"
        assert name.rpartition(".")[2] not in NOW_CALLS, f"{source.path}:{call.lineno} {name}() reads a clock"
        if name == "Random":
            assert call.args, f"{source.path}:{call.lineno} a Random without a seed"


@every_module
def test_colours_live_in_the_theme(source: Source) -> None:
    if source.name == THEME:
        return
    found = [f"{source.path}:{word.lineno} {word.value}" for word in source.words if HEX.fullmatch(str(word.value))]
    for call in source.calls:
        name = dotted(call.func)
        paints = name.rpartition(".")[2] in ("Color", "fill", "set_at", "set_colorkey")
        if paints or ".draw." in f".{name}" or ".gfxdraw." in f".{name}":
            arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
            # Of drawing functions only what stands where a colour stands; boxes are four small numbers too.
            arguments = arguments if paints else arguments[1:2]
            found += [f"{source.path}:{call.lineno} {colour}" for item in arguments for colour in colours(item)]
        if name.rpartition(".")[2] == "Color" and len(call.args) >= 3:
            found += [f"{source.path}:{call.lineno} {c}" for c in colours(ast.Tuple(call.args, ast.Load()))]
    assert not found


@every_module
def test_copy_lives_with_the_words(source: Source) -> None:
    if is_one_of(source.name, SPEAKS_TO_AUTHORS):
        return
    found = [f"{source.path}:{word.lineno} {word.value!r}" for word in source.words if HAN.search(str(word.value))]
    assert not found


@every_module
def test_no_module_is_crowded(source: Source) -> None:
    lines = len(source.text.splitlines())
    assert lines <= MOST_LINES, f"{source.path} has {lines} lines, at most {MOST_LINES}: which room wants out?"


@every_module
def test_names_say_what_a_class_is(source: Source) -> None:
    vague = [name for name in source.classes if re.search(r"(Manager|Handler|Helper|Utils?)$", name)]
    assert not vague
