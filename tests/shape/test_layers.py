"""The house stands as drawn: imports point down, rules are pure, colours and copy have one home each.

`docs/decisions` and README name the rooms; here each room has its layer, and a new one has to be given its own.
"""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase

import pytest

from tests.shape.sources import Source, dotted, sources

LAYERS = (
    ("game", 0),
    ("game.nodes", 0),
    ("game.playlist", 0),
    ("game.rules*", 0),
    ("game.ports", 0),
    ("game.atomic", 0),
    ("game.digest", 0),
    ("game.citing", 2),
    ("game.lock", 0),
    ("game.qtypes.*.phone", 1),
    ("game.qtypes.choice_view", 4),
    ("game.qtypes.pieces", 4),
    ("game.qtypes.tiles", 4),
    ("game.qtypes.*.view", 4),
    ("game.qtypes*", 1),
    ("game.session", 1),
    ("game.packs*", 2),
    ("game.records*", 2),
    ("game.settings", 2),
    ("game.words", 2),
    ("game.ui*", 3),
    ("game.display", 3),
    ("game.scenes*", 5),
    ("game.rooms", 6),
    ("game.app", 6),
    ("game.interlude", 6),
    ("game.start", 6),
    ("game.cli", 6),
    ("game.tools*", 6),
    ("game.kiosk*", 6),
    ("game.classroom*", 6),
)
"""Patterns of module names and their layer; the first that fits counts."""

PURE = (
    "game.nodes",
    "game.playlist",
    "game.ports",
    "game.rules*",
    "game.qtypes.choices",
    "game.qtypes.places",
    "game.qtypes.*.rules",
    "game.qtypes.*.phone",
)
# hmac is a pure function of bytes: the code of a voucher is a rule like the code of a passport.
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
        "hmac",
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
    "game.classroom.begin",
    "game.classroom.command",
    "game.classroom.planning",
    "game.classroom.report",
    "game.classroom.switches",
    "game.tools*",
    "game.kiosk.checks",
    "game.kiosk.command",
    "game.kiosk.pin",
)
MOST_LINES = 400
HEX = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
MASKS = ((0, 0, 0, 0), (255, 255, 255, 255))
"""Nothing and everything of a mask: no colours of the design."""
YARDSTICKS = frozenset({"国", "鿿"})
"""Characters that are measured or compared with, never shown."""

every_module = pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)


def is_one_of(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def layer_of(name: str) -> int | None:
    """The module's layer; None when it has no place yet."""
    return next((layer for pattern, layer in LAYERS if fnmatchcase(name, pattern)), None)


def colours(call: ast.Call) -> list[str]:
    """The colour literals that a call paints with: three or four whole numbers from 0 to 255."""
    name = dotted(call.func)
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if "special_flags" in keywords:
        return []  # factors of a blend, not paint
    if name.rpartition(".")[2] in ("Color", "fill", "set_at", "set_colorkey"):
        places = [*call.args, *keywords.values(), ast.Tuple(call.args)]
    elif "draw." in name:
        # Only where the colour stands: boxes are four small numbers too.
        places = [*call.args[1:2], *(value for key, value in keywords.items() if key == "color")]
    else:
        places = []
    return [str(found) for place in places if (found := bytes_of(place)) and found not in MASKS]


def bytes_of(node: ast.expr) -> tuple[int, ...]:
    """The numbers of a literal of three or four bytes; nothing for anything else."""
    if not isinstance(node, ast.Tuple | ast.List) or len(node.elts) not in (3, 4):
        return ()
    values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
    numbers = tuple(value for value in values if type(value) is int and 0 <= value <= 255)
    return numbers if len(numbers) == len(node.elts) else ()


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
    screens = {
        other.name for other in sources() if fnmatchcase(other.name, "game.scenes.*") and "Screen" in other.classes
    }
    for line, target in source.targets:
        assert not is_one_of(target, ("game.packs*", "game.records*")), f"{source.path}:{line} {target}"
        assert target not in screens - {source.name}, f"{source.path}:{line} imports the scene {target}"


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
    found = [(line, text) for line, text in source.words if HEX.fullmatch(text)]
    found += [(call.lineno, colour) for call in source.calls for colour in colours(call)]
    assert not found, source.path


@every_module
def test_copy_lives_with_the_words(source: Source) -> None:
    if is_one_of(source.name, SPEAKS_TO_AUTHORS):
        return
    found = [(line, text) for line, text in source.words if HAN.search(text) and text not in YARDSTICKS]
    assert not found, source.path


@every_module
def test_no_module_is_crowded(source: Source) -> None:
    lines = len(source.text.splitlines())
    assert lines <= MOST_LINES, f"{source.path} has {lines} lines, at most {MOST_LINES}: which room wants out?"


@every_module
def test_names_say_what_a_class_is(source: Source) -> None:
    vague = [name for name in source.classes if re.search(r"(Manager|Handler|Helper|Utils?)$", name)]
    assert not vague


@every_module
def test_the_classroom_server_knows_no_window(source: Source) -> None:
    """It runs where nobody looks, and starts without what draws."""
    if not source.name.startswith("game.classroom.server"):
        return
    for line, module, _ in source.imports:
        assert not module.startswith(("pygame", "game.ui", "game.scenes", "game.classroom.scenes")), (
            f"{source.path}:{line}"
        )
