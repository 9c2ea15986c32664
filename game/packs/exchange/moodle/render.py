"""A question → the `<question>` of Moodle's XML, element by element as Moodle itself writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.nodes import Node
from game.packs.exchange.moodle.asked import Asked, Choice
from game.packs.exchange.moodle.numerals import shown
from game.packs.exchange.moodle.own import MARK

PLAIN = 'format="plain_text"'
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write."""
PENALTY = {"truefalse": "1"}


def rendered(asked: Asked) -> str:
    """The element, in its own lines."""
    return "".join(f"  {line}\n" for line in _lines(asked))


def _lines(asked: Asked) -> Iterator[str]:
    yield f'<question type="{asked.kind}">'
    if asked.own is not None:
        yield f"  <!-- {MARK} {_safe(str(asked.own.value))} -->"
    yield f"  <name>{_text(asked.name)}</name>"
    yield f"  <questiontext {PLAIN}>{_text(asked.stem)}</questiontext>"
    yield f"  <generalfeedback {PLAIN}>{_text(asked.general)}</generalfeedback>"
    yield "  <defaultgrade>1.0000000</defaultgrade>"
    yield f"  <penalty>{PENALTY.get(asked.kind, '0.3333333')}</penalty>"
    yield "  <hidden>0</hidden>"
    yield f"  <idnumber>{_escaped(asked.id)}</idnumber>"
    yield from (f"  {line}" for line in _body(asked))
    for hint in asked.hints:
        yield f"  <hint {PLAIN}>{_text(hint)}</hint>"
    if asked.tags:
        yield f"  <tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in asked.tags)}</tags>"
    yield "</question>"


def _body(asked: Asked) -> Iterator[str]:
    match asked.kind:
        case "multichoice":
            yield f"<single>{'true' if asked.is_single else 'false'}</single>"
            yield "<shuffleanswers>true</shuffleanswers>"
            yield "<answernumbering>ABCD</answernumbering>"
            yield "<showstandardinstruction>0</showstandardinstruction>"
            yield from _combined()
            yield from (_answer(choice, shown(choice.worth), PLAIN) for choice in asked.choices)
        case "truefalse":
            yield from (_answer(choice, shown(choice.worth), 'format="moodle_auto_format"') for choice in asked.choices)
        case "numerical":
            for choice in asked.choices:
                tolerance = _escaped(choice.tolerance) or "0"
                yield _answer(
                    choice, shown(choice.worth), 'format="moodle_auto_format"', f"<tolerance>{tolerance}</tolerance>"
                )
            if asked.unit is not None:
                name = _escaped(asked.unit)
                yield f"<units><unit><multiplier>1</multiplier><unit_name>{name}</unit_name></unit></units>"
            yield "<unitgradingtype>0</unitgradingtype>"
            yield "<unitpenalty>0.1000000</unitpenalty>"
            yield f"<showunits>{3 if asked.unit is None else 0}</showunits>"
            yield "<unitsleft>0</unitsleft>"
        case "matching":
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from _combined()
            for text, group in asked.pairs:
                yield f"<subquestion {PLAIN}>{_text(text)}<answer>{_text(group)}</answer></subquestion>"
        case "ordering":
            yield "<layouttype>VERTICAL</layouttype>"
            yield "<selecttype>ALL</selecttype>"
            yield f"<selectcount>{len(asked.choices)}</selectcount>"
            yield "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>"
            yield "<showgrading>SHOW</showgrading>"
            yield "<numberingstyle>none</numberingstyle>"
            yield from _combined()
            for place, choice in enumerate(asked.choices, 1):
                yield _answer(choice, f"{place}.0000000", PLAIN)


def _combined() -> Iterator[str]:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield f"<{name} {PLAIN}><text></text></{name}>"
    yield "<shownumcorrect/>"


def _answer(choice: Choice, fraction: str, form: str, more: str = "") -> str:
    feedback = f"<feedback {PLAIN}>{_text(choice.feedback)}</feedback>"
    return f'<answer fraction="{fraction}" {form}>{_text(choice.text)}{feedback}{more}</answer>'


def _text(node: Node | None) -> str:
    return f"<text>{_escaped(node)}</text>"


def _escaped(node: Node | None) -> str:
    text = _safe(str(node.value)) if node is not None else ""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _safe(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
