"""Moodle's XML of questions. https://docs.moodle.org/en/Moodle_XML_format"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.nodes import Node, Tree, plain
from game.packs.exchange.bounds import START, Told, read_bytes, too_many
from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.losses import groups, not_held, pack_losses
from game.packs.exchange.moodle.asked import question
from game.packs.exchange.moodle.elements import asked_of_element
from game.packs.exchange.moodle.own import HEAD_MARK, MARK, head_of, line_of
from game.packs.exchange.moodle.render import rendered
from game.packs.exchange.moodle.tags import topic_of
from game.packs.exchange.moodle.to_moodle import PACK_FIELDS, asked_of, written
from game.packs.exchange.moodle.xml_elements import read_xml
from game.packs.limits import TEXT_LIMITS

NAME = "Moodle XML"
TYPES = ("single", "multiple", "truefalse", "number", "ordering", "sorting")
FIRST = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
LAST = "</quiz>\n"


def read(path: Path) -> Draft:
    """The file's questions. Never raises for what the file says: that is a problem of the draft. Raises OSError."""
    told = Told(path.name)
    data = read_bytes(path, told)
    return read_data(data, told) if data is not None else Draft({}, {}, {}, told.found)


def read_data(data: bytes, told: Told) -> Draft:
    """The questions of an XML document."""
    root = read_xml(data, told, (MARK, HEAD_MARK))
    if root is not None and root.name != "quiz":
        told.problem(
            root.place, "no-quiz", "the first element is not <quiz>: no question file of Moodle / 不是 Moodle 题目文件"
        )
        root = None
    found: list[Node] = []
    head: dict[str, Node] = {}
    topic: Node | None = None
    if root is not None and root.note is not None:
        note = root.note
        if str(note.value).startswith(HEAD_MARK):
            head = head_of(replace(note, value=str(note.value)[len(HEAD_MARK) :].strip()), told)
    for count, element in enumerate(root.all("question") if root is not None else ()):
        if count >= TEXT_LIMITS.questions:
            too_many(told, element.place)
            break
        if element.attributes.get("type") == "category":
            path = element.first("category", "text")
            topic = topic_of(path.node, told) if path is not None else topic
            continue
        asked = asked_of_element(element, told)
        item = question(replace(asked, topic=topic if topic and topic.value else None), told) if asked else None
        if item is not None:
            found.append(item)
    if root is not None and not found and not told.problems.problems and not told.losses.problems:
        told.problem(START, "no-questions", "there is no question in it / 文件里没有题目")
    return Draft(head, {told.file: tuple(found)} if found else {}, {}, told.found, told.left_out)


def write(tree: PackTree) -> Written:
    """The pack in this format."""
    kept = {name: tree[name] for name in PACK_FIELDS if name in tree}
    parts = [f"  <!-- {HEAD_MARK} {line_of(kept)} -->\n"] if kept else []
    losses = pack_losses(tree, NAME)
    for file, items in groups(tree):
        for item in items:
            text = written(item, asked_of(item, has_units=True), rendered, _reread)
            if text is None:
                losses.append(not_held(file, item, NAME, TYPES))
            else:
                parts.append(text)
    return Written((FIRST + "".join(parts) + LAST).encode("utf-8", "replace"), tuple(losses))


def _reread(text: str) -> Tree | None:
    """The question that the text says; None when it says none, or not all that stands in it."""
    draft = read_data((FIRST + text + LAST).encode("utf-8", "replace"), Told(""))
    items = [item for listed in draft.questions.values() for item in listed]
    return plain(items[0]) if len(items) == 1 and not draft.problems and not draft.losses else None
