"""Text files from any office machine."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.packs.exchange.decode import decoded

CHINESE = "题目,答案\r\n存款保险最高偿付多少？,50 万元\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_chinese_text_comes_out_the_same_from_every_encoding(encoding: str) -> None:
    assert decoded(CHINESE.encode(encoding)) == CHINESE


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_mark_is_no_part_of_the_text(mark: str) -> None:
    assert decoded("A".encode(mark)) == "A"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0\x08\0!", b"\0", b"\xff\xfe\0"]
)
def test_what_is_no_text_is_told_apart(data: bytes) -> None:
    assert decoded(data) is None


def test_latin_text_of_an_old_western_machine_is_guessed() -> None:
    text = "Où est la clé ? Près de l'école, à côté du café. Ça coûte très peu, dit-il à Zoé.\n" * 3
    found = decoded(text.encode("cp1252"))
    assert found is None or "cl" in found


def test_a_stray_zero_byte_does_not_make_other_characters_of_a_file() -> None:
    assert decoded(b"a" + CHINESE.encode("gb18030") * 20 + b"\0") is None


def test_nothing_is_empty_text() -> None:
    assert decoded(b"") == ""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    found = decoded(data)
    assert found is None or "\0" not in found


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=40))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decoded(text.encode("utf-8")) == text
