"""What is written for authors is read back as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.nodes import Tree, plain
from game.packs.pack import groups_of, read_pack
from game.packs.yaml_nodes import read_nodes
from game.packs.yaml_text import yaml_text
from game.start import QUESTIONS

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=20
) | st.sampled_from(
    [
        "true",
        "no",
        "~",
        "null",
        "1",
        "007",
        "1.5",
        "2026-11-25",
        "- a",
        "a: b",
        "a #b",
        "#",
        "*a",
        "&a",
        "!",
        "'",
        '"',
        "a\nb",
        "[",
        "？",
        "0x1f",
        "1e3",
        "{a}",
        "a,b",
        " a",
        "a ",
        "a:",
        "%",
        "@",
        "`",
        "|",
        ">",
    ]
)
NAMES = st.text("abcdefghij_", min_size=1, max_size=8)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
ROOTS = st.dictionaries(NAMES, TREES, min_size=1, max_size=4) | st.lists(TREES, min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(tree=ROOTS)
def test_any_tree_comes_back(tree: Tree) -> None:
    node, problems = read_nodes(yaml_text(tree).encode(), "made.yaml")
    assert problems == [] and node is not None
    assert plain(node) == tree


@pytest.mark.parametrize("name", [path.parent.name for path in sorted(QUESTIONS.glob("*/pack.yaml"))])
def test_every_built_in_question_and_card_comes_back(name: str) -> None:
    found, _ = read_pack(QUESTIONS / name)
    assert found is not None and isinstance(found.value, dict)
    items = [item for _, group in groups_of(found.value["questions"]) for item in group]
    cards = found.value["cards"].value
    assert isinstance(cards, list)
    for node in [*items[::5], *cards[::5]]:
        again, problems = read_nodes(yaml_text([plain(node)]).encode(), "made.yaml")
        assert problems == [] and again is not None
        assert plain(again) == [plain(node)]


def test_plain_words_stand_without_quotes() -> None:
    tree: Tree = [
        {"id": "q-1", "stem": "打 12378 可以投诉吗？", "facts": ["a", "b"], "answer": "true", "day": "2026-11-25"}
    ]
    assert yaml_text(tree) == (
        "- id: q-1\n  stem: 打 12378 可以投诉吗？\n  facts: [a, b]\n  answer: true\n  day: 2026-11-25\n"
    )
