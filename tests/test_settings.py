"""Settings survive a write, and nothing that stands in the file keeps the kiosk from starting."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.settings import BOUNDS, NAME, Settings, from_tree, read_settings, write_settings

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    chosen = Settings(branch="解放路网点", packs_off=("local-example",), idle_ask_s=60, is_care=True)
    write_settings(tmp_path, chosen)
    assert read_settings(tmp_path) == chosen


def test_without_a_file_the_kiosk_is_fresh(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\x00"])
def test_a_spoilt_file_is_a_fresh_kiosk(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert read_settings(tmp_path) == Settings()


@given(TREES | st.fixed_dictionaries({}, optional={field.name: TREES for field in fields(Settings)}))
def test_any_tree_gives_settings_of_the_right_kinds(tree: object) -> None:
    found = from_tree(tree)
    for name, value in asdict(Settings()).items():
        assert type(getattr(found, name)) is type(value)
    for name, (least, most) in BOUNDS.items():
        assert least <= getattr(found, name) <= most


def test_one_bad_value_leaves_the_others() -> None:
    assert from_tree({"volume": 900, "branch": "东街"}) == Settings(branch="东街")
