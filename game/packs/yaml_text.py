"""A tree as the YAML that authors edit: blocks, two blanks a level, quotes only where the text needs them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from game.nodes import Tree

BARE = re.compile(r"[0-9A-Za-z\u3400-\u9fff“（《][^\n\t]*")
"""A text that may stand without quotes, unless something in it means something to YAML."""
MEANT = re.compile(
    r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^(?:true|false|null|yes|no|on|off)$|^[\d.,:+-]+$|\s$", re.I
)


def yaml_text(tree: Tree) -> str:
    """The YAML of a mapping or a list; `game.packs.yaml_nodes` reads the same tree from it."""
    return "".join(f"{line}\n" for line in _lines(tree, ""))


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, child in tree.items():
            yield from _member(f"{indent}{_scalar(name)}:", child, indent + "  ")
    elif isinstance(tree, list):
        for child in tree:
            if isinstance(child, str) or not child:
                yield f"{indent}- {_flow(child)}"
                continue
            first, *others = _lines(child, indent + "  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from others
    else:
        yield indent + _scalar(tree)


def _member(head: str, child: Tree, indent: str) -> Iterator[str]:
    if isinstance(child, str) or not child or _is_short(child):
        yield f"{head} {_flow(child)}"
    else:
        yield head
        yield from _lines(child, indent)


def _is_short(tree: Tree) -> bool:
    """Whether it is a list of a few plain words, which stands best in one line: `facts: [a, b]`."""
    return (
        isinstance(tree, list)
        and all(isinstance(child, str) and child.isascii() for child in tree)
        and (sum(map(len, tree)) < 80)
    )


def _flow(tree: Tree) -> str:
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(child)}" for name, child in tree.items()) + "}"
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return "[" + ", ".join(_word(child) if isinstance(child, str) else _flow(child) for child in tree) + "]"
    return _scalar(tree)


def _word(text: str) -> str:
    """A text within brackets, where commas and brackets mean something too."""
    return _quoted(text) if re.search(r"[\[\]{},]", text) else _scalar(text)


def _scalar(text: str) -> str:
    if text in ("true", "false"):
        return text
    if BARE.fullmatch(text) and not MEANT.search(text):
        return text
    if text.isascii() and text.isdigit() and (text == "0" or not text.startswith("0")):
        return text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Between double quotes; JSON's escapes are YAML's too."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)
