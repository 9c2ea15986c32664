"""How a nickname may be spelt, and which two of them look alike. Pure functions of the text; the screens' words are elsewhere."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

LOOKALIKES = Path(__file__).resolve().parents[2] / "assets" / "classroom" / "lookalikes.txt"
FEWEST, MOST = 2, 12
"""Graphemes in a name."""
MOST_MARKS = 2
"""Combining marks on a letter; more of them would climb into the lines above."""
MOST_DIGITS = 5
"""One more could be a telephone, QQ or identity number."""
MOST_RAW = 64
"""Code points that are looked at at all; twelve graphemes with their marks are fewer."""
JOINTS = "·-_' "
"""What may stand between two letters: 阿卜杜拉·买买提, Mary-Ann, O'Neill."""
OTHER_JOINTS = {ord(sign): "·" for sign in "•‧∙・⸱"} | {ord(sign): "'" for sign in "’ʼ‘`´"}

JAPANESE = frozenset({"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
ALONE = """
    ARABIC ARMENIAN BENGALI CYRILLIC DEVANAGARI GEORGIAN GREEK GUJARATI GURMUKHI HEBREW KANNADA KHMER LAO MALAYALAM MONGOLIAN
    MYANMAR NEW SINHALA TAI TAMIL TELUGU THAI TIBETAN YI
"""
SYSTEMS = (
    JAPANESE,
    frozenset({"CJK", "IDEOGRAPHIC", "BOPOMOFO"}),
    frozenset({"CJK", "HANGUL"}),
    *(frozenset({script}) for script in ALONE.split()),
)
"""Scripts that are written together, by the first word of their characters' Unicode names; Latin goes with each of them."""
LIKE_LATIN = frozenset({"CYRILLIC", "GREEK"})
"""But not with these: half their letters look like Latin ones, and a name in both is a disguise."""
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800")
"""Letters and marks that show nothing."""


class SpellingError(ValueError):
    """The text is no name."""


def spelt(raw: str) -> str:
    """The name as it will be shown: compatible forms folded (ＡＢＣ is ABC), blanks at the ends gone.

    Raises SpellingError for what is too short or too long, holds signs, unseen characters, letters of two scripts, heaps of
    marks, or digits enough for a telephone number.
    """
    if len(raw) > MOST_RAW:
        raise SpellingError("too long")
    name = unicodedata.normalize("NFKC", raw.strip().translate(OTHER_JOINTS)).translate(OTHER_JOINTS)
    count = len(graphemes(name))
    if not FEWEST <= count <= MOST:
        raise SpellingError(f"{count} graphemes")
    _check_characters(name)
    _check_scripts(name)
    if sum(_is_figure(sign) for sign in name) > MOST_DIGITS:
        raise SpellingError("a number")
    return name


def graphemes(text: str) -> list[str]:
    """The text cut before every character that is no mark: what a reader counts as its letters, where nothing joins them."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.category(sign) in ("Mn", "Mc", "Me"):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def skeleton(name: str) -> str:
    """What is left of a name when everything is gone that a glance from the last row can't tell: names with the same one look alike."""
    return letters(name).replace("rn", "m").replace("vv", "w")


def letters(name: str) -> str:
    """The name's letters and digits alone, small, without accents, each as the one that it looks like."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in bare if sign.isalnum()).translate(_lookalikes())


def _check_characters(name: str) -> None:
    for cluster in graphemes(name):
        sign = cluster[0]
        if sign in JOINTS:
            if len(cluster) > 1:
                raise SpellingError("a mark on a sign")
        elif not (unicodedata.category(sign).startswith("L") or sign in "〇0123456789"):
            raise SpellingError(f"U+{ord(sign):04X}")
        marks = unicodedata.normalize("NFD", cluster)[1:]
        if len(marks) > MOST_MARKS and not _is_hangul(sign):
            raise SpellingError("too many marks")
    if any(sign in UNSEEN or _hides(sign) for sign in name):
        raise SpellingError("something unseen")
    # A sign at the start could make a formula of the name, signs in a row a picture.
    if any(first in JOINTS and second in JOINTS for first, second in pairwise(f" {name} ")):
        raise SpellingError("a sign that joins nothing")


def _is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"


def _hides(sign: str) -> bool:
    """Variation selectors and the like; marks that enclose; jamo that would have to be joined."""
    return (
        (unicodedata.category(sign) in ("Me", "Lm") and sign not in "ー々")
        or "\ufe00" <= sign <= "\ufe0f"
        or sign >= "\U000e0000"
        or "\u1100" <= sign <= "\u11ff"
    )


def _check_scripts(name: str) -> None:
    scripts = {_script(sign) for sign in name if sign not in JOINTS and not sign.isdecimal()} - {"COMBINING"}
    if scripts & LIKE_LATIN and "LATIN" in scripts:
        raise SpellingError("a disguise")
    scripts.discard("LATIN")
    if scripts and not any(scripts <= system for system in SYSTEMS):
        raise SpellingError("several scripts")


def _script(sign: str) -> str:
    return unicodedata.name(sign, "?").split(" ")[0]


def _is_figure(sign: str) -> bool:
    """Whether it is one digit of a number, 三 and 叁 as well."""
    return unicodedata.numeric(sign, -1) in range(10)


@cache
def _lookalikes() -> dict[int, str]:
    table: dict[int, str] = {}
    for line in LOOKALIKES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            shown, others = line.split(" ")
            table |= {ord(other): shown for other in others}
    return table
