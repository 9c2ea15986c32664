"""A pack from outside in words: how it stands, who signed it, what it would change, why it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.nodes import Problem
from game.packs.diff import Difference
from game.packs.install.install import Offer
from game.packs.install.refusal import Refused
from game.ui import theme

Say = Callable[..., str]
TRUTHS = ("true", "false")
"""How packs write the answer to a true-or-false question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to read before a pack is installed."""

    told: str
    is_alarm: bool = False


def mark_of(offer: Offer) -> tuple[str, theme.Colour, theme.Colour]:
    """How the offer stands in one word (`staff.install.step.…`), with ink and fill."""
    if offer.refusal is not None:
        return "bad", theme.WRONG_INK, theme.WRONG_SOFT
    if offer.step == "same":
        return "same", theme.INK2, theme.TILE
    if offer.step in ("older-version", "same-version"):
        return offer.step, theme.CARE_INK, theme.CARE_SOFT
    return offer.step, theme.RIGHT_INK, theme.RIGHT_SOFT


def signers_of(offer: Offer, say: Say) -> str:
    """Who stands for the offer."""
    if offer.signers is None:
        return say("staff.install.unsigned")
    return say("staff.install.signed", author=offer.signers.author, approver=offer.signers.approver)


def lines_of(offer: Offer, say: Say, is_chinese: bool) -> list[Line]:
    """What the offer would change, changed answers first; of a refused one its problems."""
    if offer.refusal is not None:
        return [Line(_problem(problem, is_chinese)) for problem in offer.problems]
    return [Line(_difference(found, say), found.kind == "key") for found in offer.differences]


def said(refusal: Refused, is_chinese: bool) -> str:
    """The refusal in the language of the screen."""
    return refusal.zh if is_chinese else refusal.en[:1].upper() + refusal.en[1:]


def fitting(text: str, most: int) -> str:
    """At most so many Chinese characters, of Latin ones twice as many; the rest is an ellipsis."""
    width = 0
    for place, letter in enumerate(text):
        width += 1 if letter.isascii() else 2
        if width > 2 * most:
            return text[:place].rstrip() + "…"
    return text


def _problem(problem: Problem, is_chinese: bool) -> str:
    en, _, zh = problem.message.rpartition(" / ")
    return f"{problem.file}:{problem.line}  {zh if is_chinese or not en else en}"


def _difference(found: Difference, say: Say) -> str:
    words = [say(f"staff.install.answer.{each}") if each in TRUTHS else each for each in (found.old, found.new) if each]
    told = " → ".join(fitting(each, 30) for each in words) or " ".join(found.fields)
    return f"{say(f'staff.install.kind.{found.kind}')} · {found.question}  {told}"
