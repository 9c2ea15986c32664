"""What people leave in cells, as what they meant: pasted blanks, full-width letters, option letters, answers, days, numbers.

Everything here is a pure function of text. What can't be understood is None; the reader of a sheet says what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from game.packs.exchange.lines import FULL_WIDTH, INVISIBLE
from game.packs.exchange.sheets.columns import LETTERS, Names

BLANKS = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " "
)
QUOTES = {0x201F: "“", 0x201E: "“", 0x201B: "‘", 0x201A: "‘", 0x301D: "“", 0x301E: "”", 0x301F: "”"}
"""Quotes that no Chinese text is set with; “ ” and ‘ ’ are, and stay."""
LINES_END = {0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
MEANT = str.maketrans(FULL_WIDTH | BLANKS | INVISIBLE | QUOTES | LINES_END)

CIRCLED = {chr(0x2460 + place): letter for place, letter in enumerate(LETTERS)}
SIGNS = str.maketrans("，、；：。．（）［］【】〔〕／＋－—–＆", ",,;:..()[][][]/+---&")
OWN = re.compile(r"\s*[(\[（【［]?\s*([A-Fa-f1-6①-⑥])\s*(?:[)\]）】］]\s*[、.．:：]?|[、．:：]|\.(?!\d))\s*")
NOISE = re.compile(r"^(?:正确|标准|参考)?(?:答案|选项|选|答|answer)(?:是|为)?[:：]?", re.IGNORECASE)
NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:[eE]\+?(\d{1,2}))?")
DAY = re.compile(
    r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?(?:[T\s]+00?:00(?::00(?:\.0+)?)?)?"
)
FIRST_SERIAL, EPOCH = 36526, date(1899, 12, 30)
"""Day 36526 of a spreadsheet is 2000-01-01; smaller numbers are no days that anybody checked a question on."""
MOST_SERIAL = 73050
QUOTED = "\"'“”‘’"


def clean(text: str) -> str:
    """The text without what a paste left behind: odd blanks, invisible characters, full-width letters and digits."""
    if text.isascii() and text.isprintable():
        return text.strip()
    meant = text.replace("\r\n", "\n").translate(MEANT)
    return "\n".join(line.strip() for line in meant.split("\n")).strip("\n")


def one_line(text: str) -> str:
    """The cleaned text on one line: Chinese runs on, words of Latin letters keep a blank between them."""
    lines = [line for line in clean(text).split("\n") if line]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += (" " if joined[-1].isascii() and line[0].isascii() else "") + line
    return joined


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text to compare names by: cleaned, in lower case, without blanks, quotes, marks of duty and remarks in brackets."""
    cleaned = clean(text)
    bare = re.sub(r"[(（【\[].*?[)）】\]]", "", cleaned)
    return re.sub(r"[\s\"'“”‘’*＊:：_·()（）【】\[\]]", "", bare if bare.strip() else cleaned).lower()


def options(texts: Sequence[str]) -> list[str]:
    """The options without `A、`, `(B)` or `③` before them. Only where every one of them has its own, or two and more do."""
    stripped = [_without_own(text, place) for place, text in enumerate(texts)]
    filled = [text for text in texts if text]
    marked = sum(bare is not None for bare in stripped)
    if not filled or marked < min(2, len(filled)):
        return list(texts)
    return [text if bare is None else bare for text, bare in zip(texts, stripped, strict=True)]


def _without_own(text: str, place: int) -> str | None:
    found = OWN.match(text)
    if found is None or found.end() == len(text):
        return None
    mark = CIRCLED.get(found[1], found[1]).upper()
    return text[found.end() :] if place < len(LETTERS) and mark in (LETTERS[place], str(place + 1)) else None


def letters(text: str, texts: Sequence[str] = ()) -> tuple[int, ...] | None:
    """The places that an answer like `AC`, `A、C`, `(a)` or `①③` names, or the option whose very words it repeats."""
    wanted = clean(text)
    for place, option in enumerate(texts):
        if option and key(option) == key(wanted):
            return (place,)
    bare = NOISE.sub("", wanted.replace(" ", ""))
    bare = "".join(CIRCLED.get(character, character) for character in bare.translate(SIGNS)).upper()
    bare = re.sub(r"[\s,;:.()\[\]/+\-&|\"'“”‘’和与及]", "", bare)
    if bare.isascii() and bare.isdigit():
        bare = "".join(LETTERS[int(digit) - 1] if 1 <= int(digit) <= len(LETTERS) else "?" for digit in bare)
    if not bare or not all("A" <= character <= "Z" for character in bare):
        return None
    return tuple(sorted({ord(character) - ord("A") for character in bare}))


def named(text: str, names: Names) -> str | None:
    """The value that one of its names stands for."""
    wanted = key(NOISE.sub("", clean(text)) or text)
    for value, shown, others in names:
        if wanted in (key(value), key(shown), *map(key, others)):
            return value
    return None


def whole(text: str, unit: str = "") -> str | None:
    """A whole number as plain digits: `1,000`, `15.0`, `1E+05` and `15 日` where 日 is the unit."""
    bare = clean(text).strip(QUOTED).replace("，", ",").replace(" ", "")
    if unit and bare.endswith(unit):
        bare = bare[: -len(unit)]
    found = NUMBER.fullmatch(bare)
    if found is None or found[1] == "-":
        return None
    digits, behind, zeros = found[2].replace(",", ""), found[3] or "", int(found[4] or 0)
    moved, rest = behind[:zeros].ljust(zeros, "0"), behind[zeros:]
    return None if rest.strip("0") else (digits + moved).lstrip("0") or "0"


def day(text: str) -> str | None:
    """A day as `2026-11-23`: written with bars, dots or 年月日, as eight digits, or as a spreadsheet's serial number."""
    bare = clean(text).strip(QUOTED).translate(str.maketrans("．／－—。", "./--."))
    found = DAY.fullmatch(bare)
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if re.fullmatch(r"\d{8}", bare):
            return date(int(bare[:4]), int(bare[4:6]), int(bare[6:])).isoformat()
    except ValueError:
        return None
    serial = whole(bare) or ""
    if serial and len(serial) == len(str(FIRST_SERIAL)) and FIRST_SERIAL <= int(serial) <= MOST_SERIAL:
        return (EPOCH + timedelta(days=int(serial))).isoformat()
    return None


def codes(text: str) -> list[str]:
    """The names in a cell, one a line or parted by commas, stops or blanks."""
    return [part.strip(QUOTED) for part in re.split(r"[\s,，、;；|]+", clean(text)) if part.strip(QUOTED)]


def lines(text: str) -> list[str]:
    """The filled lines of a cell."""
    return [line for line in clean(text).split("\n") if line]


def citations(text: str) -> list[tuple[str, str]]:
    """(source, article) pairs: one a line or parted by `;`, the article behind the first blank."""
    found = []
    for part in re.split(r"[\n;；]+", clean(text)):
        named_source = re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)[\s,，:：]*(.*)", part)
        if named_source is not None:
            found.append((named_source[1], named_source[2].strip()))
        elif part.strip():
            found.append((part.strip(), ""))
    return found


def classes(text: str) -> list[tuple[str, tuple[int, ...]]] | None:
    """The classes of a sorting answer `有保险：A、B；没有保险：C` with the places of their items, in order."""
    found = []
    for part in re.split(r"[\n;；]+", clean(text).strip(QUOTED)):
        if not part.strip():
            continue
        name, sign, listed = part.replace("：", ":").rpartition(":")
        places = letters(listed)
        if not sign or not name.strip() or places is None:
            return None
        found.append((name.strip(), places))
    return found or None
