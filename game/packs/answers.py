"""The right answer of a question in words: what two states of it are compared by, whatever order its file has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from game.qtypes import QTYPES, load_rules
from game.qtypes.choices import Choices
from game.qtypes.dialogue.rules import ENDS, Talk
from game.qtypes.number.rules import Amount
from game.qtypes.ordering.rules import Steps
from game.qtypes.redflags.rules import Message
from game.qtypes.sorting.rules import Classes
from game.qtypes.truefalse.rules import Statement
from game.rules.question import Question

KEY_FIELDS = {"truefalse": ("answer",), "number": ("answer", "unit", "tolerance"), "ordering": ("items",)}
"""Fields of a type that hold its answer and nothing else."""
LONG = ("sorting", "dialogue", "redflags")
"""Types whose answer has many parts, of which only those that differ are worth telling."""


def answer_in_words(question: Question) -> tuple[str, ...]:
    """Every part of the right answer as a line of words; two answers are the same when they have the same lines.

    A reworded right option is another answer: whether it still means the same is for a person to say.
    """
    body = question.body
    match body:
        case Choices():
            lines = [option.text for option in body.options if option.is_right]
        case Statement():
            lines = ["对 true" if body.is_true else "错 false"]
        case Amount():
            lines = [f"{body.value} {body.unit}" + (f" ±{body.tolerance}" if body.tolerance else "")]
        case Steps():
            lines = [" → ".join(item.text for item in sorted(body.items, key=lambda item: item.id))]
        case Classes():
            lines = [f"{item.text} → {body.names[item.group] if body.names else ''}" for item in body.items]
        case Message():
            lines = [part.text for part in body.parts if part.flag]
        case Talk():
            lines = _ways(body)
        case _:
            lines = [str(load_rules()[question.type].write(body) if question.type in QTYPES else body)]
    return tuple(" ".join(line.split()) for line in lines)


def _ways(talk: Talk) -> list[str]:
    """Where a dialogue starts, whether it is genuine, where each choice leads and what it risks, which ends are open."""
    lines = [f"start: {talk.start}", f"genuine: {'true' if talk.is_genuine else 'false'}"]
    for name, step in talk.steps.items():
        for choice in step.choices:
            lines.append(f"{name}: {choice.text} → {choice.to}{' (risk)' if choice.is_risky else ''}")
        lines.append(f"{name}: exits {' '.join(ENDS[code] for code in sorted(set(step.exits)))}")
    return lines


def differing(kind: str, old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a long answer the lines that the other one lacks; a short one whole."""
    if kind not in LONG:
        return tuple(old), tuple(new)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return tuple(gone.elements()), tuple(come.elements())
