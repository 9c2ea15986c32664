"""What the comment lines above a question in GIFT tell of it: Moodle's id and tags, and our own line."""

from __future__ import annotations

from collections.abc import Iterator

from game.nodes import Node
from game.packs.exchange.gift.scan import Comment, Sheet
from game.packs.exchange.moodle.own import HEAD_MARK, MARK


def comments_of(comments: tuple[Comment, ...], sheet: Sheet) -> tuple[Node | None, tuple[Node, ...], Node | None]:
    """The question's id, its tags and our own line."""
    name: Node | None = None
    own: Node | None = None
    tags: list[Node] = []
    for comment in comments:
        if comment.text.startswith(MARK):
            own = sheet.node(comment.text[len(MARK) :].strip(), comment.start)
        elif not comment.text.startswith(HEAD_MARK):
            for word, node in _bracketed(comment, sheet):
                if word == "tag":
                    tags.append(node)
                else:
                    name = name or node
    return name, tuple(tags), own


def _bracketed(comment: Comment, sheet: Sheet) -> Iterator[tuple[str, Node]]:
    """Each [id:…] and [tag:…] of a comment; \\] is a bracket of the text."""
    text = comment.text
    at = text.find("[")
    while at >= 0:
        name, colon, _ = text[at + 1 : at + 6].partition(":")
        if not colon or name not in ("id", "tag"):
            at = text.find("[", at + 1)
            continue
        end = text.find("]", at)
        while end > 0 and text[end - 1] == "\\":
            end = text.find("]", end + 1)
        if end < 0:
            return
        start = at + len(name) + 2
        said = text[start:end].replace("\\]", "]").strip()
        if said:
            yield name, sheet.node(said, comment.start + start)
        at = text.find("[", end)
