"""The schemas that editors use say what the readers say, field by field, and are the shipped ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from game.cli import main
from game.nodes import Node, Reader, Tree, node_of, plain
from game.packs.facts import NOT_FACTS, read_fact
from game.packs.read import read_card, read_question
from game.packs.schema.build import FILES, resolved, schemas
from game.packs.translate import FIXED
from game.packs.yaml_nodes import read_file
from game.qtypes import QTYPES, load_rules
from game.start import QUESTIONS
from tests.packs.sample import CARDS, FACTS, questions, write_bank

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "assets" / "schema"
KINDS = {
    "pack.schema.json": ("*/pack.yaml",),
    "questions.schema.json": ("*/q/*.yaml",),
    "cards.schema.json": ("*/cards.yaml",),
    "facts.schema.json": ("facts/*.yaml", "*/facts.yaml"),
    "translations.schema.json": ("*/translations/*.yaml",),
    "campaign.schema.json": ("campaign.yaml",),
}
UNSEEN = {
    *(
        "key-count",
        "twin-options",
        "twin-items",
        "twin-classes",
        "empty-class",
        "tolerance",
        "slip-is-right",
        "own-flag",
    ),
    *("flags-and-genuine", "techniques", "unreachable", "loop", "no-such-step", "end-never-reached", "no-safe-exit"),
    *("unknown-source", "dates-crossed"),
}
"""What a schema can't say, for it takes more than one field to see it."""


@lru_cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schemas()[name])


def files(name: str, root: Path) -> Iterator[Path]:
    for pattern in KINDS[name]:
        yield from (path for path in root.glob(pattern) if path.parent.name != "facts" or path.stem not in NOT_FACTS)


def test_the_shipped_schemas_are_those_of_the_code(tmp_path: Path) -> None:
    assert main(["packs", "schema", "--out", str(tmp_path)]) == 0
    assert {path.name for path in SHIPPED.iterdir()} == set(FILES)
    for name in FILES:
        made, shipped = ((folder / name).read_text("utf-8") for folder in (tmp_path, SHIPPED))
        assert made == shipped, "python main.py packs schema"


@pytest.mark.parametrize("name", FILES)
def test_each_schema_is_one_and_takes_every_file_of_the_game(name: str, tmp_path: Path) -> None:
    Draft7Validator.check_schema(schemas()[name])
    write_bank(tmp_path)
    listed = [*files(name, QUESTIONS), *files(name, tmp_path)]
    assert len(listed) >= 2
    for path in listed:
        node, problems = read_file(path, path.name)
        assert node is not None, problems
        found = [
            f"{path}:{list(error.absolute_path)} {error.message}"
            for error in validator(name).iter_errors(resolved(node))
        ]
        assert not found


def test_every_field_says_what_it_is_for_in_chinese() -> None:
    def fields(schema: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items()
            for child in schema.values():
                yield from fields(child)
        elif isinstance(schema, list):
            for child in schema:
                yield from fields(child)

    for name, schema in schemas().items():
        silent = [field for field, told in fields(schema) if told.get("description", "").isascii() and field != "type"]
        assert not silent, name


# ── agreement of the schemas and the readers ──


def spoilt(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The tree with one thing wrong, in every place, and what was done."""
    if isinstance(tree, str):
        yield "emptied", ""
        yield "made long", "长" * 300
        yield "made a list", ["x"]
        yield "made a mapping", {"x": "y"}
        yield "made a word", "zz z"
        return
    if isinstance(tree, list):
        yield "made text", "x"
        yield "emptied", []
        for count in (1, 2, 7, 40):
            yield f"made {count}", [tree[place % len(tree)] for place in range(count)] if tree else []
        for place, child in enumerate(tree):
            for what, made in spoilt(child):
                yield f"{place} {what}", [*tree[:place], made, *tree[place + 1 :]]
        return
    yield "made text", "x"
    yield "given a field", {**tree, "zzz": "x"}
    for name, child in tree.items():
        yield f"{name} taken away", {key: value for key, value in tree.items() if key != name}
        for what, made in spoilt(child):
            yield f"{name} {what}", {**tree, name: made}


def reading(kind: str, tree: Tree) -> list[str]:
    """The codes of what the readers find, without what a schema can't see."""
    reader = Reader("made.yaml")
    node = node_of(tree)
    sources = {"a-source": ("文件", "")}
    if kind == "questions.schema.json":
        read_question(reader, node, sources, load_rules())
    elif kind == "cards.schema.json":
        read_card(reader, node, sources)
    else:
        read_fact(reader, node)
    return [problem.code for problem in reader.problems if problem.code not in UNSEEN]


def originals() -> Iterator[tuple[str, str, Tree]]:
    for question in questions():
        if not question["id"].endswith("genuine"):
            yield "questions.schema.json", question["type"], question
    for name, text in (("cards.schema.json", CARDS), ("facts.schema.json", FACTS)):
        import yaml

        yield name, name, yaml.load(text, yaml.BaseLoader)[0]


def stands_for_itself(what: str, kind: str) -> bool:
    """Where a schema and a reader differ on purpose: names that are the author's own, classes that the item itself names."""
    return ("values" in what and kind == "facts.schema.json") or "class" in what


@pytest.mark.parametrize(("kind", "name", "tree"), [pytest.param(*each, id=each[1]) for each in originals()])
def test_a_schema_refuses_what_the_readers_refuse(kind: str, name: str, tree: Tree) -> None:
    assert not reading(kind, tree)
    apart = []
    for what, made in spoilt(tree):
        wrong = reading(kind, made)
        is_refused = not validator(kind).is_valid([resolved(node_of(made))])
        if bool(wrong) != is_refused and not stands_for_itself(what, kind):
            apart.append((what, wrong, is_refused))
    assert not apart


@pytest.mark.parametrize("name", QTYPES)
def test_each_type_offers_its_own_fields_and_no_others(name: str) -> None:
    offered = schemas()["questions.schema.json"]["definitions"][name]
    assert set(load_rules()[name].fields()) <= set(offered["properties"])
    assert not offered["additionalProperties"]
    assert "options" in offered["properties"] or name not in ("single", "multiple")
    assert name in ("single", "multiple") or "options" not in offered["properties"]


def test_a_translation_has_texts_alone_and_longer_ones() -> None:
    translated = schemas()["translations.schema.json"]["items"]["properties"]
    assert not set(translated) & FIXED
    assert translated["stem"]["maxLength"] == 150
    assert validator("translations.schema.json").is_valid([{"id": "a", "stem": "What?"}])
    assert not validator("translations.schema.json").is_valid([{"stem": "What?"}])
    assert not validator("translations.schema.json").is_valid([{"id": "a", "difficulty": 1}])


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("pack.schema.json", {"id": "a", "title": "b", "sources": {}}),
        ("pack.schema.json", {"id": "a", "title": "b", "version": "1", "sources": {}, "questions": []}),
        ("pack.schema.json", {"id": "a b", "title": "b", "version": "1", "sources": {}}),
        ("campaign.schema.json", {"title": "a", "chapters": "b", "exam": {}}),
        ("questions.schema.json", {"id": "a"}),
        ("questions.schema.json", [{"type": "riddle"}]),
        ("cards.schema.json", [{"id": "a"}]),
        ("facts.schema.json", [{"id": "a", "statement": "b", "source": "c", "checked": "perhaps"}]),
    ],
)
def test_wrong_files_are_refused(name: str, wrong: Any) -> None:
    assert not validator(name).is_valid(wrong)


def test_a_scalar_is_what_an_editor_takes_it_for() -> None:
    node = Node({"a": Node("12"), "b": Node("true"), "c": Node("null"), "d": Node([Node("2026-11-23")])})
    assert resolved(node) == {"a": 12, "b": True, "c": None, "d": ["2026-11-23"]}
    assert json.dumps(resolved(node_of(plain(node)))) == json.dumps(resolved(node))
