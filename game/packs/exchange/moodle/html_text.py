"""HTML of another program → the words in it, and what the words alone don't tell.

A scanner of its own: it must take whatever stands between < and >, in time that grows with the text's length and no faster.
"""

from __future__ import annotations

from html import unescape

BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin on a new line."""
CELLS = frozenset(("td", "th"))
UNSEEN = frozenset(("script", "style"))
MEDIA = frozenset(("audio", "canvas", "embed", "iframe", "img", "object", "picture", "svg", "video"))
RAISED = frozenset(("sub", "sup"))
LOST = {
    "lost-image": "a picture or recording is left out; the question must make sense without it / "
    "图片或音视频没有导入，请确认没有它题目也说得通",
    "lost-link": "a link's address is left out / 链接地址没有导入",
    "lost-raised": "raised or lowered digits are now ordinary ones; see that the text still says the same / "
    "上标或下标变成了普通字，请核对意思",
    "lost-table": "a table is now plain lines / 表格变成了几行文字",
}
"""Code → what to tell of it."""


def html_text(source: str) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of HTML, and the codes (see `LOST`) of what got lost with its tags."""
    pieces: list[str] = []
    lost: dict[str, None] = {}
    unseen = ""
    at = 0
    while at < len(source):
        opened = source.find("<", at)
        if opened < 0:
            opened = len(source)
        if not unseen:
            pieces.append(_unescaped(source[at:opened]).replace("\xa0", " "))
        if opened == len(source):
            break
        if source.startswith("<!--", opened):
            closed = source.find("-->", opened)
            at = len(source) if closed < 0 else closed + 3
            continue
        following = source[opened + 1 : opened + 2]
        if not (following.isascii() and (following.isalpha() or following in ("/", "!", "?"))):
            pieces.append("" if unseen else "<")
            at = opened + 1
            continue
        closed = source.find(">", opened)
        if closed < 0:
            if not unseen:
                pieces.append(_unescaped(source[opened:]))
            break
        name, closes = _name(source[opened + 1 : min(closed, opened + 40)])
        at = closed + 1
        if unseen:
            unseen = "" if closes and name == unseen else unseen
        elif name in UNSEEN and not closes:
            unseen = name
        else:
            pieces.append("\n" if name in BLOCKS else " " if name in CELLS else "")
            code = _loss(name, source[opened:closed].lower())
            if code and not closes:
                lost[code] = None
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line), tuple(lost)


def looks_like_html(text: str) -> bool:
    """Whether there is a tag or a named character in it."""
    at, last = text.find("<"), text.rfind(">")
    while 0 <= at < last:
        name, _ = _name(text[at + 1 : at + 40])
        if name in KNOWN:
            return True
        at = text.find("<", at + 1)
    return "&" in text and _unescaped(text) != text


INLINE = frozenset(("a", "b", "big", "code", "em", "font", "i", "label", "small", "span", "strong", "u"))
KNOWN = BLOCKS | CELLS | MEDIA | RAISED | UNSEEN | INLINE


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text


def _name(tag: str) -> tuple[str, bool]:
    """The element's name in small letters, and whether the tag closes it."""
    closes = tag.startswith("/")
    word = tag[1:] if closes else tag
    length = next((place for place, char in enumerate(word) if not (char.isascii() and char.isalnum())), len(word))
    return word[:length].lower(), closes


def _loss(name: str, tag: str) -> str:
    if name in MEDIA:
        return "lost-image"
    if name in RAISED:
        return "lost-raised"
    if name == "table":
        return "lost-table"
    return "lost-link" if name == "a" and "href" in tag else ""
