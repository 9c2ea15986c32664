"""Every built-in question survives the way into a workbook and back, and a second workbook is cell for cell the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.nodes import Node, Tree, plain
from game.packs.exchange.assemble import pack_node
from game.packs.exchange.draft import Draft
from game.packs.exchange.folder import pack_files, write_folder, written
from game.packs.exchange.sheets import delimited, tabbed
from game.packs.exchange.sheets.columns import QUESTIONS as QUESTION_SHEET
from game.packs.exchange.sheets.columns import SHEETS, sheet_of
from game.packs.exchange.workbook import xlsx
from game.packs.exchange.workbook.grids import grids
from game.packs.facts import OWN
from game.packs.pack_files import read_pack
from game.packs.yaml_nodes import read_file, read_nodes
from game.qtypes import QTYPES, load_rules
from game.start import QUESTIONS

PACKS = ("eight-rights", "fraud-prevention", "complaint-procedures", "local-example")
ROW_TYPES = [name for name in QTYPES if sheet_of(name) is QUESTION_SHEET]


def tree_of(folder: Path) -> dict[str, Tree]:
    node, problems = read_pack(folder)
    assert node is not None and not problems
    tree = plain(node)
    assert isinstance(tree, dict)
    if (folder / OWN).is_file():
        facts, _ = read_file(folder / OWN, OWN)
        assert facts is not None
        tree["facts"] = plain(facts)
    return tree


def draft_tree(draft: Draft) -> dict[str, Tree]:
    """What `packs import` writes of a draft."""
    tree = plain(pack_node(draft))
    assert isinstance(tree, dict)
    facts = [plain(node) for listed in draft.facts.values() for node in listed]
    return tree | ({"facts": facts} if facts else {})


def items(tree: Any, name: str = "questions") -> dict[str, Any]:
    """Questions by id, without a tolerance of nothing and without no slips at all: these say nothing."""
    listed = [item for group in tree[name] for item in group["items"]] if name == "questions" else tree.get(name, [])
    told = {}
    for item in listed:
        kept = {key: value for key, value in item.items() if (key, value) not in (("tolerance", "0"), ("slips", []))}
        told[item["id"]] = kept
    return told


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_survives_a_workbook_and_a_folder(name: str, tmp_path: Path) -> None:
    tree = tree_of(QUESTIONS / name)
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    first = xlsx.write(tree)
    assert {loss.message.partition(" / ")[0] for loss in first.losses} <= {"chapters, levels and lessons have no sheet"}
    one.write_bytes(first.data)
    draft = xlsx.read(one)
    assert draft.problems == () and draft.losses == ()
    back = draft_tree(draft)
    assert items(back) == items(tree) and items(back, "cards") == items(tree, "cards")
    for field in ("id", "title", "version", "checked_on", "sources", "example"):
        assert back.get(field) == tree.get(field), field
    assert english(back) == english(tree)
    assert back.get("facts", []) == without_empty(tree.get("facts", []))

    write_folder(tmp_path / name, pack_files(back))
    again = tree_of(tmp_path / name)
    assert items(again) == items(tree) and items(again, "cards") == items(tree, "cards")
    assert english(again) == english(tree)
    two.write_bytes(xlsx.write(again).data)
    assert cells_of(two) == cells_of(one)


def english(tree: Any) -> dict[str, Any]:
    group = tree.get("translations", {}).get("en", {"items": []})
    return {item["id"]: item for item in group["items"]}


def without_empty(facts: Any) -> list[Any]:
    """Facts as a sheet tells them: an article of nothing is no article, and values have no column."""
    return [{key: value for key, value in fact.items() if value != "null" and key != "values"} for fact in facts]


def cells_of(path: Path) -> dict[str, Any]:
    found, problems = grids(path)
    assert not problems
    return {grid.title: grid.rows for grid in found}


@pytest.mark.parametrize("module", [delimited, tabbed], ids=["csv", "tsv"])
@pytest.mark.parametrize("name", PACKS)
def test_the_types_of_one_row_survive_a_text_table(name: str, module: Any, tmp_path: Path) -> None:
    tree = tree_of(QUESTIONS / name)
    path = tmp_path / "table.txt"
    made = module.write(tree)
    path.write_bytes(made.data)
    wanted = {key: item for key, item in items(tree).items() if item["type"] in ROW_TYPES}
    draft = module.read(path)
    assert draft.problems == () and items(draft_tree(draft)) == wanted
    left = {key for key, item in items(tree).items() if item["type"] not in ROW_TYPES}
    assert left <= {loss.file for loss in made.losses}


def test_every_field_of_every_type_has_a_column() -> None:
    for name in QTYPES:
        fields = {column.field.split(".")[0] for column in sheet_of(name).columns}
        spread = {
            "options": "option",
            "items": "option",
            "slips": "option",
            "classes": "answer",
            "parts": "text",
            "steps": "step",
        }
        for field in load_rules()[name].fields():
            assert spread.get(field, field) in fields, (name, field)


def test_no_two_columns_of_a_sheet_have_one_header() -> None:
    for sheet in SHEETS:
        assert len({column.header for column in sheet.columns}) == len(sheet.columns)
        assert all(column.help and column.width for column in sheet.columns)


@pytest.mark.parametrize(
    "text",
    ["yes", "010", "1:30", "null", "~", "# nothing", "- a", "a: b", "'", '"', "[x]", "{x}", "*a", "&a", "!a", "%", "@", "`", "2026-11-23", "15", "true", "0x1F", "1_000", "长" * 300, "一\n二", " ", "=1", "|", ">"],
)  # fmt: skip
def test_yaml_says_every_text_as_it_is(text: str) -> None:
    node, problems = read_nodes(written({"a": text, "b": [{"c": text}]}), "x.yaml")
    assert not problems and node is not None
    assert plain(node) == {"a": text, "b": [{"c": text}]}


def test_numbers_days_and_flags_stand_without_quotes_and_words_that_look_like_them_with() -> None:
    text = written({"n": "15", "d": "2026-11-23", "f": "true", "v": "2026.11", "w": "no"}).decode()
    assert text.splitlines() == ["n: 15", "d: 2026-11-23", "f: true", "v: '2026.11'", "w: 'no'"]


def test_a_node_without_places_is_what_a_pack_is_read_as() -> None:
    draft = Draft({"id": Node("x")}, {}, {})
    assert draft_tree(draft) == {"id": "x", "questions": []}
