"""XML from strangers → elements with places, under limits; documents with a DTD or entities of their own are refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from game.nodes import Node
from game.packs.exchange.bounds import START, Told, not_text
from game.packs.exchange.decode import MARKS, decoded
from game.packs.limits import LIMITS, TEXT_LIMITS

UNREAD = ("file", "image_base64")
"""Elements whose text is a picture's bytes."""
ENCODINGS = frozenset(
    (
        *(
            "utf-8",
            "us-ascii",
            "iso-8859-1",
            "iso-8859-2",
            "iso-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252",
        ),
        *("gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"),
    )
)
"""Encodings that a document may declare. Of Python's others some take a time that grows with the square of the length."""
_DECLARED = re.compile(rb"""^\s{0,9}<\?xml[^>]{0,80}?encoding\s{0,3}=\s{0,3}["']([A-Za-z0-9._-]{1,20})["']""")


@dataclass(slots=True)
class Element:
    """An element: its attributes, the elements in it, its own text, where it starts and where its text does.

    `note` is our own comment in it, if there is one.
    """

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    text_line: int = 0
    text_column: int = 0
    note: Node | None = None

    @property
    def place(self) -> Node:
        return Node("", self.line, self.column)

    @property
    def said(self) -> str:
        """Its own text, without outer blanks."""
        return "".join(self.text).strip()

    @property
    def node(self) -> Node:
        """Its own text, standing where the first word of it stands."""
        return Node(self.said, self.text_line or self.line, self.text_column or self.column)

    def all(self, name: str) -> Iterator[Element]:
        """The elements of that name right in it."""
        return (child for child in self.children if child.name == name)

    def first(self, *names: str) -> Element | None:
        """The first element by that path; None where there is none."""
        found: Element | None = self
        for name in names:
            found = next(found.all(name), None) if found is not None else None
        return found


class Refused(Exception):
    """The document passes a limit; the arguments are place, code and message."""


def read_xml(data: bytes, told: Told, notes: tuple[str, ...]) -> Element | None:
    """The root element; None with a problem that says where the document breaks off.

    Of the comments those are kept that begin with one of `notes`.
    """
    from xml.sax import SAXException, SAXParseException
    from xml.sax.handler import property_lexical_handler
    from xml.sax.xmlreader import InputSource

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    text = xml_text(data)
    if text is None:
        not_text(data, told)
        return None

    class Parser(DefusedExpatParser):  # type: ignore[misc]
        def reset(self) -> None:
            super().reset()
            self._parser.buffer_text = False  # else a text's place would be its end

    parser = Parser(forbid_dtd=True)
    builder = _Builder(parser, notes)
    parser.setContentHandler(builder)
    parser.setProperty(property_lexical_handler, builder)
    source = InputSource()
    source.setCharacterStream(io.StringIO(text))
    place, code, message = START, "", ""
    try:
        parser.parse(source)
    except DefusedXmlException:
        code, message = (
            "doctype",
            "a DTD or entities of its own are not allowed; delete <!DOCTYPE …> / 不能有 <!DOCTYPE …>，请删掉",
        )
        before = text[: max(0, text.find("<!DOCTYPE"))]
        place = Node("", before.count("\n") + 1, len(before) - before.rfind("\n"))
    except Refused as refusal:
        place, code, message = refusal.args
    except SAXParseException as error:
        place = Node("", error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1)
        code, message = "xml", f"{error.getMessage()} / 文件在这里断了或格式不对，请从 Moodle 重新导出"
    except (SAXException, ValueError) as error:
        code, message = "xml", f"{type(error).__name__} / 文件格式不对，请从 Moodle 重新导出"
    if code:
        told.problem(place, code, message)
        return None
    return builder.root


def xml_text(data: bytes) -> str | None:
    """The document as text: by its byte order mark, else by the encoding it declares, else as any text file."""
    if not any(data.startswith(mark) for mark, _ in MARKS):
        declared = _DECLARED.match(data)
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        try:
            if name in ENCODINGS:
                return data.decode(name)
        except UnicodeError:
            pass
    return decoded(data)


class _Builder:
    """Builds the elements as the parser meets them."""

    def __init__(self, parser: Any, notes: tuple[str, ...]) -> None:
        self.parser, self.notes = parser, notes
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    @property
    def place(self) -> Node:
        return Node("", self.parser.getLineNumber() or 1, (self.parser.getColumnNumber() or 0) + 1)

    def startElement(self, name: str, attributes: Any) -> None:
        at = self.place
        self.count += 1
        if self.count > TEXT_LIMITS.elements:
            raise Refused(at, "too-many-nodes", f"more than {TEXT_LIMITS.elements} elements / 内容太多，请分成几个文件")
        if len(self.open) >= LIMITS.depth:
            raise Refused(at, "too-deep", f"more than {LIMITS.depth} levels / 嵌套超过 {LIMITS.depth} 层")
        element = Element(name.lower(), dict(attributes.items()), at.line, at.column)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElement(self, name: str) -> None:
        self.open.pop()

    def characters(self, content: str) -> None:
        element = self.open[-1]
        if element.name in UNREAD:
            return
        if not element.text_line:
            if not content.strip():
                return
            at = self.place
            element.text_line, element.text_column = at.line, at.column + len(content) - len(content.lstrip())
        element.text.append(content)

    def comment(self, content: str) -> None:
        words = content.strip()
        if self.open and words.startswith(self.notes):
            at = self.place
            self.open[-1].note = Node(words, at.line, at.column)

    def ignorableWhitespace(self, content: str) -> None: ...
    def processingInstruction(self, target: str, data: str) -> None: ...
    def setDocumentLocator(self, locator: Any) -> None: ...
    def startDocument(self) -> None: ...
    def endDocument(self) -> None: ...
    def startPrefixMapping(self, prefix: str, uri: str) -> None: ...
    def endPrefixMapping(self, prefix: str) -> None: ...
    def skippedEntity(self, name: str) -> None: ...
    def startCDATA(self) -> None: ...
    def endCDATA(self) -> None: ...
    def startDTD(self, name: str, public: str, system: str) -> None: ...
    def endDTD(self) -> None: ...
