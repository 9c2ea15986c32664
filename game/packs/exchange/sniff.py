"""Which format a file is in, by its name and by what stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from game.packs.exchange.decode import decoded
from game.packs.exchange.formats import SUFFIXES

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".zip", ".xlsb", ".docx", ".wps")
"""Names of what is, or is taken for, a workbook; the reader of workbooks says what to do with each."""
LOOKED_AT_BYTES = 64 * 1024
LOOKED_AT = 20_000
"""Characters that are looked at for lettered lines and braces."""
ANSWER_SIGNS = frozenset("=~#TF")
"""What stands in the braces of GIFT, unless they are empty."""


def format_of(path: Path) -> str:
    """The format's name on the command line; empty when the file could be anything. Raises OSError."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        first = file.read(LOOKED_AT_BYTES)
    if suffix in WORKBOOKS or first.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "kahoot" if first.startswith(b"PK") and _is_kahoot(path) else "xlsx"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    text = decoded(first) or decoded(first[:-3]) or ""
    if text.lstrip().startswith("<"):
        return "moodle" if "<quiz" in text else ""
    found = guess(text)
    if found is not None:
        return found
    line = next((line for line in text.splitlines() if line.strip()), "")
    return "tsv" if "\t" in line else "csv" if re.search("[,;，]", line) else ""


def guess(text: str) -> Literal["gift", "aiken"] | None:
    """GIFT for braces with answers in them, Aiken for lettered lines and a line that tells the answer; else None."""
    from game.packs.exchange.aiken import answer_of, option_of
    from game.packs.exchange.gift.questions import CATEGORY
    from game.packs.exchange.gift.scan import masked

    lines = [line.strip() for line in text[:LOOKED_AT].replace("\r", "\n").split("\n")]
    if any(option_of(line)[0] for line in lines) and any(answer_of(line) is not None for line in lines):
        return "aiken"
    bare = masked("\n".join(line for line in lines if not line.startswith("//")))
    if bare.lstrip().startswith(("::", CATEGORY)):
        return "gift"
    opened = bare.find("{")
    closed = bare.find("}", opened)
    inside = bare[opened + 1 : closed]
    return "gift" if 0 <= opened < closed and (not inside.strip() or ANSWER_SIGNS & set(inside)) else None


def _is_kahoot(path: Path) -> bool:
    from game.packs.exchange.kahoot import is_kahoot

    return is_kahoot(path)
