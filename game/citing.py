"""The documents that a question or a card rests on, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import numeric

from game.rules.question import Citation
from game.words import DEFAULT, Copy

MOST_DOCUMENTS = 4
"""A dialogue may rest on seven; a verdict names the first four and says how many there are."""


def cited(citations: Sequence[Citation], say: Callable[..., str]) -> str:
    """《title》（number）articles of each document once, joined by semicolons; in English titles and articles alone."""
    is_chinese = say("language.code").startswith("zh")
    articles: dict[str, list[str]] = {}
    for citation in citations:
        number = say("source.number", number=citation.number) if citation.number and is_chinese else ""
        listed = articles.setdefault(say("source.title", title=citation.title) + number, [])
        article = citation.article if is_chinese else in_english(citation.article)
        if article and article not in listed:
            listed.append(article)
    gap = "" if is_chinese else " "
    told = [(title + gap + say("source.and").join(listed)).rstrip() for title, listed in articles.items()]
    more = say("source.more", n=len(told)) if len(told) > MOST_DOCUMENTS else ""
    return say("source.prefix") + say("source.join").join(told[:MOST_DOCUMENTS]) + more


def in_english(article: str) -> str:
    """An article as `art. 24`, `art. 253-1` or `art. 14–16`; nothing where it has no number."""
    told, gap, numerals = "", "", ""
    for letter in f"{article}.":
        if _worth(letter) is not None:
            if not numerals and told:
                told += _between(gap)
            gap, numerals = "", numerals + letter
        else:
            if numerals:
                told, numerals = f"{told}{value(numerals)}", ""
            gap += letter
    return f"art. {told}" if told else ""


def _between(gap: str) -> str:
    """What stands in English for the characters between two numbers."""
    signs = Copy(DEFAULT)
    return {signs("article.part"): "-", signs("article.to"): "–"}.get(gap, ", ")


def _worth(letter: str) -> int | None:
    """What a Chinese numeral is worth; None for any other character."""
    worth = numeric(letter, None)
    return None if worth is None or letter.isascii() else int(worth)


def value(numerals: str) -> int:
    """A Chinese number below a thousand: 105 for the four characters that say a hundred, nought, five."""
    total, digit = 0, 0
    for numeral in numerals:
        worth = _worth(numeral) or 0
        if worth < 10:
            digit = worth
            continue
        total += (digit or 1) * worth
        digit = 0
    return total + digit
