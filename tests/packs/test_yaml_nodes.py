"""Files from strangers: read under limits, refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.nodes import plain
from game.packs.limits import LIMITS, Limits
from game.packs.yaml_nodes import read_file, read_nodes


def refusal(data: bytes, limits: Limits = LIMITS) -> list[tuple[str, int, int]]:
    node, problems = read_nodes(data, "f.yaml", limits)
    assert node is None
    return [(problem.code, problem.line, problem.column) for problem in problems]


def test_scalars_stay_text_with_their_places() -> None:
    node, problems = read_nodes(b"a: no\nb: [1:30, 010, 2024-10-01]\n", "f.yaml")
    assert not problems and node is not None
    assert plain(node) == {"a": "no", "b": ["1:30", "010", "2024-10-01"]}
    assert isinstance(node.value, dict)
    assert (node.value["b"].line, node.value["b"].column) == (2, 4)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: *x\n", ("alias", 2, 4)),
        (b"a: &x 1\n", ("tag", 1, 4)),
        (b"a: !!python/object:os.system 1\n", ("tag", 1, 4)),
        (b"a: 1\na: 2\n", ("duplicate-key", 2, 1)),
        (b"<<: {a: 1}\n", ("merge", 1, 1)),
        (b"a: 1\n---\nb: 2\n", ("second-document", 2, 1)),
        (b"a: \x00\n", ("hidden-character", 1, 4)),
        ("a: 付款\u202e码\n".encode(), ("hidden-character", 1, 6)),
        ("a: 好\n".encode("gbk"), ("not-utf8", 1, 4)),
        (b"a:\n\tb: 1\n", ("tab", 2, 1)),
        (b"a: [1, 2\n", ("yaml", 2, 1)),
        (b"", ("empty", 1, 1)),
        (b"[" * 100_000, ("too-deep", 1, 1)),
        (b"{a: " * 20 + b"1" + b"}" * 20, ("too-deep", 1, 49)),
        (b"{[a]: 1}\n", ("key-not-text", 1, 2)),
        (b"a: " + b"x" * 2001, ("too-long", 1, 4)),
        (b'a: "\\e[31m"\n', ("hidden-character", 1, 4)),
        (b'a: "\\0"\n', ("hidden-character", 1, 4)),
        (b'a: "\\u202e"\n', ("hidden-character", 1, 4)),
        (b'"\\u202e": 1\n', ("hidden-character", 1, 1)),
        ("a: b\u2028c\n".encode(), ("hidden-character", 1, 5)),
        ("a: b\x85c\n".encode(), ("hidden-character", 1, 5)),
        ("a: \ufeffb\n".encode(), ("hidden-character", 1, 4)),
        ("a: x\U000e0041\n".encode(), ("hidden-character", 1, 5)),
        (b"a: \xed\xa0\x80\n", ("not-utf8", 1, 4)),
        ("a: 1\n".encode("utf-16"), ("not-utf8", 1, 1)),
        ("a: x\u0301\u0301\u0301\n".encode(), ("too-many-marks", 1, 4)),
        (b"a:\n  \tb: 1\n", ("tab", 2, 3)),
        (b"a: 1\r\n\tb: 2\r\n", ("tab", 2, 1)),
        (b"a: 1\r\tb: 2\r", ("tab", 2, 1)),
        (b"- " * 1000 + b"a", ("too-deep", 1, 1)),
        (b"? " * 1000 + b"a", ("too-deep", 1, 1)),
        (b"%YAML 9.9\n---\na: 1\n", ("yaml", 1, 1)),
        (b"a: @b\n", ("yaml", 1, 4)),
    ],
)
def test_each_refusal_names_its_place(data: bytes, expected: tuple[str, int, int]) -> None:
    assert expected in refusal(data)


def test_surrogates_written_as_escapes_are_refused() -> None:
    assert refusal(b'a: "\\ud800"\n')[0][0] in ("yaml", "hidden-character")


def test_a_byte_order_mark_at_the_start_is_what_notepad_writes() -> None:
    node, problems = read_nodes(b"\xef\xbb\xbfa: 1\n", "f.yaml")
    assert not problems and node is not None and plain(node) == {"a": "1"}


@pytest.mark.parametrize("parser", ["libyaml", "pure"])
def test_both_parsers_give_the_same_tree_and_places(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "pure":
        monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    text = "甲: “乙”\nb: [1:30, {c: 'd'}]\ne: |\n  一\n  二\n".encode()
    node, problems = read_nodes(text, "f.yaml")
    assert node is not None and not problems
    assert plain(node) == {"甲": "“乙”", "b": ["1:30", {"c": "d"}], "e": "一\n二\n"}
    assert isinstance(node.value, dict)
    assert [(child.line, child.column) for child in node.value.values()] == [(1, 4), (2, 4), (3, 4)]
    assert refusal(b"a: [1, 2\n")[0] == ("yaml", 2, 1)
    assert refusal(b"a: *x\n")[0] == ("alias", 1, 4)


def test_limits_on_size_and_nodes() -> None:
    assert refusal(b"a: 1\n" * 100_000)[0][0] == "file-too-big"
    assert refusal(b"[1, 1, 1, 1]", Limits(nodes=3))[0][0] == "too-many-nodes"


def test_several_mistakes_are_told_at_once() -> None:
    assert [code for code, _, _ in refusal(b"a: 1\na: 2\nb: 1\nb: 2\n")] == ["duplicate-key", "duplicate-key"]


def test_missing_and_oversized_files(tmp_path: Path) -> None:
    assert read_file(tmp_path / "none.yaml", "none.yaml")[1][0].code == "unreadable"
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * 300_000)
    assert read_file(big, "big.yaml")[1][0].code == "file-too-big"
