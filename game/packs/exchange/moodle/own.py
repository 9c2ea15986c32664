"""A line in a file of another format that holds what the format has no place for, so that our own files come back whole.

It holds fields that the rest of the file doesn't tell. Where the rest tells a field in part (an item without its `why`), a
check number of that part goes with it: once somebody edits the file, the file is right and the line is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from zlib import crc32

from game.nodes import Node, Tree, node_of, plain
from game.packs.exchange.bounds import Told
from game.packs.limits import LIMITS, TEXT_LIMITS

MARK = "qmcg:"
HEAD_MARK = "qmcg-pack:"


def own_text(item: Mapping[str, Tree], told_by_file: Mapping[str, Tree]) -> str:
    """What to write into the line for a question of which the file alone tells that much; empty when it tells all."""
    names = [name for name in (*item, *told_by_file) if item.get(name) != told_by_file.get(name)]
    if not names:
        return ""
    kept: dict[str, object] = {"fields": {name: item.get(name) for name in names}}
    was = {name: _check_number(told_by_file[name]) for name in names if name in told_by_file}
    return line_of(kept | ({"was": was} if was else {}))


def line_of(kept: Mapping[str, object]) -> str:
    """JSON on one line that may stand in an XML comment, too."""
    return (
        json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("--", "-\\u002d").replace("->", "-\\u003e")
    )


def overlaid(fields: dict[str, Node], line: Node, told: Told) -> dict[str, Node]:
    """The fields of a question together with those of its line."""
    kept = parsed(line)
    listed = kept.get("fields") if isinstance(kept, dict) else None
    was = kept.get("was", {}) if isinstance(kept, dict) else {}
    if not isinstance(listed, dict) or not isinstance(was, dict):
        _broken(line, told)
        return fields
    made = dict(fields)
    for name, value in listed.items():
        if name in fields and was.get(name) != _check_number(plain(fields[name])):
            told.loss(
                line,
                "edited-outside",
                f"`{name}` was edited in this file: what the line “{MARK}” kept of it is left out / "
                f"「{name}」在文件里改过，以改过的为准",
            )
        elif value is None:
            made.pop(name, None)
        else:
            made[name] = placed(node_of(value), line)
    return made


def head_of(line: Node, told: Told) -> dict[str, Node]:
    """The fields of pack.yaml in such a line."""
    kept = parsed(line)
    if not isinstance(kept, dict) or not all(_is_tree(value, 2) for value in kept.values()):
        _broken(line, told)
        return {}
    return {name: placed(node_of(value), line) for name, value in kept.items() if value is not None}


def parsed(line: Node) -> dict[str, Tree | None] | Tree | None:
    """The line's JSON if it is made of texts, lists and mappings only (a field may be null); None otherwise."""
    text = str(line.value)
    if len(text) > TEXT_LIMITS.own_line_characters:
        return None
    try:
        found = json.loads(text)
        text.encode("utf-8")
    except (ValueError, RecursionError):
        return None
    return found if _is_tree(found, 0) else None


def placed(node: Node, place: Node) -> Node:
    """The node with every place in it at `place`."""
    if isinstance(node.value, str):
        return Node(node.value, place.line, place.column)
    if isinstance(node.value, list):
        return Node([placed(child, place) for child in node.value], place.line, place.column)
    return Node({name: placed(child, place) for name, child in node.value.items()}, place.line, place.column)


def _is_tree(value: object, depth: int) -> bool:
    if depth > LIMITS.depth:
        return False
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, list):
        return all(_is_tree(child, depth + 1) for child in value)
    if isinstance(value, dict):
        # Null says that a field is not there: so only right among the fields.
        return all(
            _is_tree(name, depth) and (_is_tree(child, depth + 1) or (child is None and depth == 1))
            for name, child in value.items()
        )
    return False


def _check_number(value: Tree) -> str:
    return f"{crc32(json.dumps(value, ensure_ascii=False, sort_keys=True).encode('utf-8', 'replace')):08x}"


def _broken(line: Node, told: Told) -> None:
    told.problem(
        line,
        "own-line",
        f"the line “{MARK}” can't be read; delete it, or export the pack once more / 这一行已损坏，请删掉它，或重新导出",
    )
