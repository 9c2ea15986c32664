"""Bytes of a text file from any office machine → text.

Notepad and spreadsheets in China write UTF-8 with or without a mark, GB18030 (also called ANSI or GBK there) and UTF-16
(called Unicode). A mark at the start decides; then strict UTF-8, which other encodings' Chinese hardly ever passes as; then
UTF-16 without its mark, told by its many zero bytes; then GB18030; only then a guess.
"""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer ones that begin like shorter ones stand first."""

LOOKED_AT = 4096
"""Bytes that tell whether a file is UTF-16 without a mark."""
MOST_WIDE_CHARACTERS = 100
"""Of so many characters of UTF-16 at least one is a blank, a digit or a line end. Fewer zero bytes are a broken file."""


def decoded(data: bytes) -> str | None:
    """The text of a file without its byte order mark; None when it is no text in any known encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    wide = _wide(data[:LOOKED_AT])
    text = _strict(data, wide) if wide else None
    for encoding in () if wide else ("utf-8", "gb18030"):
        text = text if text is not None else _strict(data, encoding)
    if text is None and b"\0" not in data:
        text = _guessed(data)
    return text if text is not None and "\0" not in text else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: its line ends and digits have a zero byte on one side only."""
    low, high = data[1::2].count(0), data[::2].count(0)
    if max(low, high) * MOST_WIDE_CHARACTERS < len(data) // 2 or low == high:
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 64 * LOOKED_AT]).best()
    return _strict(data, best.encoding) if best is not None else None
