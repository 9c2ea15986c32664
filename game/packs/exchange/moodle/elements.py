"""A `<question>` of Moodle's XML → the question it asks."""

from __future__ import annotations

from dataclasses import replace

from game.nodes import Node
from game.packs.exchange.bounds import Told
from game.packs.exchange.lines import visible
from game.packs.exchange.moodle.asked import Asked, Choice
from game.packs.exchange.moodle.html_text import LOST, html_text, looks_like_html
from game.packs.exchange.moodle.numerals import numeral
from game.packs.exchange.moodle.own import MARK
from game.packs.exchange.moodle.xml_elements import Element

COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
STANDARD = frozenset(
    (
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
        "回答正确。",
        "部分正确。",
        "回答错误。",
        "回答正确",
        "部分正确",
        "回答错误",
        "您的答案正确。",
        "您的答案部分正确。",
        "您的答案不正确。",
    )
)
"""What Moodle itself puts there; nothing of the author's is lost with it."""


def asked_of_element(element: Element, told: Told) -> Asked | None:
    """The question of an element; None when it can't be read, which `told` then says."""
    kind = element.attributes.get("type", "").strip()
    asking = element.first("questiontext")
    stem = _words(asking, told) if asking is not None else None
    if asking is None or stem is None or not stem.value:
        told.problem(element.place, "no-stem", "the question has no text (<questiontext>) / 这道题没有题干")
        return None
    note = element.note
    if note is not None and str(note.value).startswith(MARK):
        note = Node(str(note.value)[len(MARK) :].strip(), note.line, note.column)
    else:
        note = None
    asked = Asked(
        kind,
        element.place,
        stem,
        name=_plain(element.first("name", "text")),
        id=_plain(element.first("idnumber")),
        tags=tuple(tag.node for group in element.all("tags") for each in group.all("tag") for tag in each.all("text")),
        general=_said(element.first("generalfeedback"), told),
        hints=tuple(hint for hint in (_said(child, told) for child in element.all("hint")) if hint is not None),
        own=note,
    )
    for name in COMBINED:
        said = _said(element.first(name), told)
        if said is not None and str(said.value) not in STANDARD:
            told.loss(said, "lost-feedback", "feedback to the whole answer has no place here / 总体反馈没有导入")
    for picture in (*asking.all("file"), *element.all("image"), *element.all("image_base64")):
        told.loss(picture.place, "lost-image", LOST["lost-image"])
    match kind:
        case "multichoice" | "truefalse" | "numerical":
            choices = _choices(element, kind, told)
            single = element.first("single")
            is_single = single is None or single.said.lower() not in ("false", "0")
            return replace(asked, choices=choices, is_single=is_single, unit=_unit(element, told)) if choices else None
        case "matching":
            return replace(asked, pairs=_pairs(element, told))
        case "ordering":
            choices = _choices(element, kind, told)
            return replace(asked, choices=tuple(sorted(choices, key=lambda choice: choice.worth))) if choices else None
    return asked


def _choices(element: Element, kind: str, told: Told) -> tuple[Choice, ...] | None:
    found = []
    for answer in element.all("answer"):
        worth = numeral(answer.attributes.get("fraction", "0"))
        if worth is None:
            told.problem(answer.place, "share", "`fraction` must be a number like 100 or 33.33333 / fraction 应是数字")
            return None
        tolerance = answer.first("tolerance")
        text = _words(answer, told)
        if kind != "multichoice" or text.value:
            feedback = _said(answer.first("feedback"), told)
            found.append(
                Choice(text, worth, feedback, tolerance.node if tolerance is not None and tolerance.said else None)
            )
    if not found:
        told.problem(element.place, "no-options", "the question has no answers (<answer>) / 这道题没有答案")
        return None
    return tuple(found)


def _pairs(element: Element, told: Told) -> tuple[tuple[Node, Node], ...]:
    found = []
    for part in element.all("subquestion"):
        answer = part.first("answer", "text")
        found.append((_words(part, told), answer.node if answer is not None else part.place))
    return tuple(found)


def _unit(element: Element, told: Told) -> Node | None:
    units = [unit for group in element.all("units") for unit in group.all("unit")]
    for unit in units[1:]:
        told.loss(unit.place, "lost-unit", "only the first unit is kept / 只保留第一个单位")
    name = units[0].first("unit_name") if units else None
    return _plain(name)


def _words(element: Element, told: Told) -> Node:
    """The text in an element's <text>, as plain words."""
    inner = element.first("text")
    if inner is None:
        return Node("", element.line, element.column)
    form = element.attributes.get("format", "html" if element.name in ("questiontext", "generalfeedback") else "")
    text = inner.said
    lost: tuple[str, ...] = ()
    if form == "html" or (form != "plain_text" and looks_like_html(text)):
        text, lost = html_text(text)
    elif form == "markdown" and "![" in text:
        lost = ("lost-image",)
    at = inner.node
    for code in lost:
        told.loss(at, code, LOST[code])
    if element.name != "questiontext":
        for picture in element.all("file"):
            told.loss(picture.place, "lost-image", LOST["lost-image"])
    return Node(visible(text).strip(), at.line, at.column)


def _said(element: Element | None, told: Told) -> Node | None:
    said = _words(element, told) if element is not None else None
    return said if said is not None and said.value else None


def _plain(element: Element | None) -> Node | None:
    return element.node if element is not None and element.said else None
