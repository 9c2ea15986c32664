"""The documents that a question or a card rests on, in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from game.rules.question import Citation

MOST_DOCUMENTS = 4
"""A dialogue may rest on seven; a verdict names the first four and says how many there are."""
ARTICLE = re.compile(r"第([一二三四五六七八九十百零]+)条(?:之([一二三四五六七八九十]+))?")
DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}


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
    """第二十四条 as `art. 24`, 第二百五十三条之一 as `art. 253-1`; nothing where there is no such number."""
    found = [f"{value(number)}{f'-{value(part)}' if part else ''}" for number, part in ARTICLE.findall(article)]
    return f"art. {', '.join(found)}" if found else ""


def value(numerals: str) -> int:
    """A Chinese number below a thousand: 一百零五 is 105, 十二 is 12."""
    total, digit = 0, 0
    for numeral in numerals:
        if numeral in DIGITS:
            digit = DIGITS[numeral]
            continue
        total += (digit or 1) * (100 if numeral == "百" else 10)
        digit = 0
    return total + digit
