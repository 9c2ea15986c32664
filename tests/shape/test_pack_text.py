"""What packs say is data: nowhere a format string, code, a command, or something that a loader builds."""

from __future__ import annotations

import ast

import pytest

from tests.shape.sources import Source, dotted, sources
from tests.shape.test_layers import is_one_of

READS_PACKS = (
    "game.nodes",
    "game.packs*",
    "game.qtypes.choices",
    "game.qtypes.*.rules",
    "game.tools.packs_*",
    "game.tools.check_report",
)
RUNS_CODE = frozenset({"eval", "exec", "compile", "__import__"})
BANNED_CALLS = frozenset(
    {"format", "format_map", "system", "popen", "execv", "execvp", "spawnv", "Template", "vformat"}
)
BANNED_MODULES = frozenset(
    {"pickle", "marshal", "shelve", "dill", "ctypes", "runpy", "code", "codeop", "xml", "tarfile"}
)
STARTS_OTHERS = frozenset({"subprocess", "multiprocessing"})
MAY_START_OTHERS = ("game.packs.install*",)
"""Packs from outside are checked in a child process, which is this program again."""
LOADERS = ("load", "load_all", "safe_load", "safe_load_all", "full_load", "unsafe_load", "compose", "compose_all")
EVENTS = "game.packs.yaml_nodes"
DEFUSED = {
    "game.packs.exchange.moodle.xml_elements": frozenset(
        (
            ("xml.sax", "SAXException"),
            ("xml.sax", "SAXParseException"),
            ("xml.sax.handler", "property_lexical_handler"),
            ("xml.sax.xmlreader", "InputSource"),
        )
    )
}
"""What a module takes from `xml` to drive defusedxml's parser, which has no names of its own for them: the exceptions it raises,
the name of a property, and the box a text is handed to it in. None of them parses."""

readers = pytest.mark.parametrize(
    "source",
    [source for source in sources() if is_one_of(source.name, READS_PACKS)],
    ids=lambda source: source.name,
)
every_module = pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)


def is_number(node: ast.expr) -> bool:
    """Whether the right side of a `%` can only be a number: a literal, or a constant by its name."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    return isinstance(node, ast.Name | ast.Attribute) and dotted(node).rpartition(".")[2].isupper()


@readers
def test_pack_text_is_never_a_format_string_or_code(source: Source) -> None:
    for call in source.calls:
        name = dotted(call.func)
        place = f"{source.path}:{call.lineno} {name}()"
        assert name not in RUNS_CODE, place
        assert name.rpartition(".")[2] not in BANNED_CALLS, place
    for node in ast.walk(source.tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Mod):
            right = node.right if isinstance(node, ast.BinOp) else node.value
            assert is_number(right), f"{source.path}:{node.lineno} % of something that may be text"


@readers
def test_nothing_that_reads_packs_can_build_or_start_what_they_say(source: Source) -> None:
    for line, module, name in source.imports:
        top = module.split(".")[0]
        if (module, name) in DEFUSED.get(source.name, ()):
            continue
        assert top not in BANNED_MODULES, f"{source.path}:{line} {module}"
        if not is_one_of(source.name, MAY_START_OTHERS):
            assert top not in STARTS_OTHERS, f"{source.path}:{line} {module}"


@every_module
def test_yaml_is_walked_as_events_and_never_loaded(source: Source) -> None:
    for call in source.calls:
        name = dotted(call.func)
        if name.startswith("yaml."):
            verb = name.removeprefix("yaml.")
            assert verb not in LOADERS, f"{source.path}:{call.lineno} {name}()"
            assert verb != "parse" or source.name == EVENTS, f"{source.path}:{call.lineno}: read_nodes has the limits"


def test_the_rules_see_what_they_are_for() -> None:
    names = {source.name for source in sources() if is_one_of(source.name, READS_PACKS)}
    assert {"game.packs.pack", "game.qtypes.single.rules", "game.packs.media.judge", "game.tools.packs_check"} <= names
    assert not is_number(ast.parse("'%s' % x", mode="eval").body.right)  # type: ignore[attr-defined]
    assert is_number(ast.parse("x % WAN", mode="eval").body.right)  # type: ignore[attr-defined]
