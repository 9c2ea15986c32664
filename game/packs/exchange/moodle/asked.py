"""A question as Moodle has it, whichever of its file formats it comes from, and what becomes of it in a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from game.nodes import Node
from game.packs.exchange.bounds import Told
from game.packs.exchange.moodle.numerals import numeral
from game.packs.exchange.moodle.own import overlaid
from game.packs.exchange.moodle.tags import is_id, tagged
from game.packs.read import QUESTION_FIELDS

FULL = Decimal(100)
ALIKE = Decimal(1)
"""Shares of several right answers that differ by less, in percent, are the same share rounded."""
LEAST = Decimal("0.00001")
"""With several answers to choose, one that is worth anything is right. Moodle rounds to five places."""
ANY = "*"
"""The answer that stands for every other number."""
_DRAG = ("drag-and-drop questions", "拖放题")
_FORMULA = ("calculated questions", "计算题")
KINDS = {
    "shortanswer": ("typed words", "填空题"),
    "essay": ("essays", "问答题"),
    "description": ("texts without a question", "说明文字"),
    "cloze": ("cloze questions", "完形填空题"),
    "gapselect": ("cloze questions", "完形填空题"),
    "calculated": _FORMULA,
    "calculatedmulti": _FORMULA,
    "calculatedsimple": _FORMULA,
    "ddwtos": _DRAG,
    "ddimageortext": _DRAG,
    "ddmarker": _DRAG,
}
"""What the game has no type for, in English and Chinese."""
LAST = ("rationale", "hint", "facts", "sources", "checked_on", "valid_until", "genuine", "reckoning")


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its words or number, its worth in percent, what is said to who gives it, how far off a number may be."""

    text: Node
    worth: Decimal = Decimal(0)
    feedback: Node | None = None
    tolerance: Node | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by Moodle's name of its type. Steps of an ordering are choices in their right order."""

    kind: str
    place: Node
    stem: Node
    choices: tuple[Choice, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()
    is_single: bool = True
    name: Node | None = None
    id: Node | None = None
    tags: tuple[Node, ...] = ()
    general: Node | None = None
    hints: tuple[Node, ...] = ()
    unit: Node | None = None
    topic: Node | None = None
    own: Node | None = None


def question(asked: Asked, told: Told) -> Node | None:
    """The question as a node of a pack; None when it has no place in one, which `told` then says."""
    body = _body(asked, told)
    if body is None:
        return None
    fields = {"stem": asked.stem, **body}
    if _says(asked.general):
        fields["rationale"] = asked.general or asked.place
    if asked.hints:
        fields["hint"] = asked.hints[0]
        for hint in asked.hints[1:]:
            told.loss(hint, "lost-hint", "only the first hint is kept / 只保留第一条提示")
    if asked.unit is not None:
        fields["unit"] = asked.unit
    if asked.topic is not None:
        fields["topic"] = asked.topic
    name = asked.id or (asked.name if asked.name and is_id(str(asked.name.value)) else None)
    if name is not None:
        fields["id"] = name
    fields |= tagged(asked.tags, told)
    if asked.own is not None:
        fields = overlaid(fields, asked.own, told)
    _miss_name(asked, fields, told)
    return Node(in_order(fields), asked.place.line, asked.place.column)


def in_order(fields: dict[str, Node]) -> dict[str, Node]:
    """The fields in the order in which packs are written: what is asked first, what it rests on last."""
    first = [name for name in QUESTION_FIELDS if name not in LAST]
    rest = [name for name in fields if name not in QUESTION_FIELDS]
    return {name: fields[name] for name in (*first, *rest, *LAST) if name in fields}


def _body(asked: Asked, told: Told) -> dict[str, Node] | None:
    match asked.kind:
        case "multichoice":
            return _choices(asked, told)
        case "truefalse":
            return _statement(asked, told)
        case "numerical":
            return _amount(asked, told)
        case "matching":
            return _classes(asked, told)
        case "ordering":
            for choice in asked.choices:
                _miss_feedback([choice.feedback], told)
            return {"type": Node("ordering"), "items": _at(asked, [choice.text for choice in asked.choices])}
    english, chinese = KINDS.get(asked.kind, (f"questions of type `{asked.kind[:40]}`", "这种题型"))
    told.loss(
        asked.place,
        "lost-type",
        f"the game has no {english}; make it a choice to keep it / 游戏里没有{chinese}，没有导入，可改成选择题",
    )
    return None


def _choices(asked: Asked, told: Told) -> dict[str, Node] | None:
    least = FULL if asked.is_single else LEAST
    rights = [choice for choice in asked.choices if choice.worth >= least]
    if not rights:
        told.problem(
            asked.place,
            "no-answer",
            "no answer is marked as right; put = before it (GIFT) or give it 100 % / "
            "没有标出正确答案：GIFT 里在它前面写 =，Moodle 里给它 100%",
        )
        return None
    if asked.is_single and len(rights) > 1:
        told.problem(
            rights[1].text,
            "answer-count",
            f"{len(rights)} answers are wholly right but only one may be chosen; keep one, or let several be chosen with "
            "shares like %50% / 单选题标了几个正确答案，请只留一个，或改成多选题",
        )
        return None
    halves = [choice for choice in asked.choices if 0 < choice.worth < least]
    shares = [choice.worth for choice in rights]
    if halves or max(shares) - min(shares) >= ALIKE:
        told.loss(
            (halves or rights)[0].text,
            "lost-weight",
            "shares of an answer are not kept: an answer is right or wrong / 不保留部分得分，答案只分对错",
        )
    if not asked.is_single and len(rights) == 1:
        told.loss(
            rights[0].text, "as-single", "only one answer is right, so one is chosen / 只有一个正确答案，按单选题导入"
        )
    kind = "single" if len(rights) == 1 else "multiple"
    moved = None if _says(asked.general) or kind == "multiple" else rights[0].feedback
    options: list[Node] = []
    for choice in asked.choices:
        option = {"text": choice.text}
        if choice.worth >= least:
            option["right"] = Node("true", choice.text.line, choice.text.column)
        if choice.feedback is not None and _says(choice.feedback) and choice.feedback is not moved:
            option["why"] = choice.feedback
        options.append(Node(option, choice.text.line, choice.text.column))
    fields = {"type": Node(kind, asked.place.line, asked.place.column), "options": _at(asked, options)}
    if moved is not None and _says(moved):
        fields["rationale"] = moved
    return fields


def _statement(asked: Asked, told: Told) -> dict[str, Node] | None:
    by_word = {str(choice.text.value).strip().lower(): choice for choice in asked.choices}
    true, false = by_word.get("true"), by_word.get("false")
    if true is None or false is None or (true.worth >= FULL) == (false.worth >= FULL):
        told.problem(
            asked.place, "no-answer", "it must say whether true or false is right / 判断题要标明“对”还是“错”是正确答案"
        )
        return None
    right, wrong = (true, false) if true.worth >= FULL else (false, true)
    says = [text for text in (asked.general, wrong.feedback, right.feedback) if text is not None and _says(text)]
    _miss_feedback(says[1:], told)
    fields = {
        "type": Node("truefalse", asked.place.line, asked.place.column),
        "answer": Node("true" if right is true else "false", right.text.line, right.text.column),
    }
    return fields | ({"rationale": says[0]} if says else {})


def _amount(asked: Asked, told: Told) -> dict[str, Node] | None:
    rights, slips = [], []
    for choice in asked.choices:
        if str(choice.text.value).strip() == ANY:
            _miss_feedback([choice.feedback], told)
            continue
        value, tolerance = numeral(choice.text.value), numeral(choice.tolerance.value if choice.tolerance else "0")
        if value is None or tolerance is None:
            told.problem(choice.text, "not-a-number", "expected a number like 15 or 15:2 / 应当是数字，例如 15 或 15:2")
            return None
        if value != int(value):
            told.loss(choice.text, "lost-fraction", "the game takes whole numbers only / 数字题只能填整数，没有导入")
            return None
        number = Node(str(int(value)), choice.text.line, choice.text.column)
        if choice.worth >= FULL:
            rights.append((number, Node(str(abs(int(tolerance))), choice.text.line, choice.text.column), choice))
        elif choice.worth > 0:
            told.loss(choice.text, "lost-weight", "an answer is right or wrong, never partly / 不保留部分得分")
        elif choice.feedback is not None and _says(choice.feedback):
            slips.append(Node({"value": number, "why": choice.feedback}, number.line, number.column))
    if len(rights) != 1:
        told.problem(
            asked.place,
            "answer-count",
            f"{len(rights)} numbers are wholly right, expected 1 / 数字题只能有一个正确答案",
        )
        return None
    number, off, right = rights[0]
    fields = {"type": Node("number", asked.place.line, asked.place.column), "answer": number}
    if off.value != "0":
        fields["tolerance"] = off
    if slips:
        fields["slips"] = _at(asked, slips)
    if right.feedback is not None and _says(right.feedback):
        if _says(asked.general):
            _miss_feedback([right.feedback], told)
        else:
            fields["rationale"] = right.feedback
    return fields


def _classes(asked: Asked, told: Told) -> dict[str, Node] | None:
    items: list[Node] = []
    classes: dict[str, Node] = {}
    for text, group in asked.pairs:
        if not _says(text):
            told.loss(group, "lost-distractor", "a class with nothing in it is left out / 没有对应项的答案没有导入")
            continue
        classes.setdefault(str(group.value), group)
        items.append(Node({"text": text, "class": group}, text.line, text.column))
    return {
        "type": Node("sorting", asked.place.line, asked.place.column),
        "classes": _at(asked, list(classes.values())),
        "items": _at(asked, items),
    }


def _at(asked: Asked, listed: list[Node]) -> Node:
    first = listed[0] if listed else asked.place
    return Node(listed, first.line, first.column)


def _says(text: Node | None) -> bool:
    return text is not None and isinstance(text.value, str) and bool(text.value.strip())


def _miss_feedback(texts: Sequence[Node | None], told: Told) -> None:
    for text in texts:
        if text is not None and _says(text):
            told.loss(text, "lost-feedback", "this feedback has no place here / 这条反馈没有地方放，没有导入")


def _miss_name(asked: Asked, fields: dict[str, Node], told: Told) -> None:
    """A title is lost unless it is the id or, as Moodle makes them, the stem's first words."""
    if asked.name is None or not _says(asked.name):
        return
    name = str(asked.name.value).strip()
    known = fields.get("id")
    stem = str(asked.stem.value)
    if (known is None or known.value != name) and not stem.startswith(name.rstrip(".… ")):
        told.loss(asked.name, "lost-title", f"the title “{name[:40]}” is left out / 题目名称没有导入")
