"""Whether a file is a workbook that is safe to open, and what its sheets' XML says that a spreadsheet library passes over.

Nothing here trusts the file: its bytes, its parts and what they unpack to are counted before anything reads them whole, and
a document type declaration, with which XML can grow without end, is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from game.nodes import Problem
from game.packs.limits import SHEET_LIMITS, SheetLimits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of old Office files, and of new ones under a password."""
UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
CHUNK_BYTES = 64 * 1024
MEGABYTE = 1024 * 1024
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
KINDS = (
    ("word/", "a Word document", "Word 文档", "请把题目放进 Excel 表格"),
    ("ppt/", "a PowerPoint file", "PowerPoint 演示文稿", "请把题目放进 Excel 表格"),
    (
        "content.xml",
        "an OpenDocument file",
        "OpenDocument 文件",
        "请用 WPS 或 LibreOffice 打开，“另存为” Excel 工作簿（.xlsx）",
    ),
    (
        "xl/workbook.bin",
        "a binary workbook (.xlsb)",
        "二进制工作簿（.xlsb）",
        "请用 Excel 打开，“另存为” Excel 工作簿（.xlsx）",
    ),
)


def refused(path: Path, limits: SheetLimits = SHEET_LIMITS) -> Problem | None:
    """Why the file is not opened as a workbook, with the cure; None when it may be. Raises OSError."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        return _problem(
            path,
            "file-too-big",
            f"the file has {size // MEGABYTE} MB, at most {most}; remove pictures or split it",
            f"文件有 {size // MEGABYTE} MB，最多 {most} MB。请删掉里面的图片，或者分成几个文件",
        )
    if size == 0:
        return _problem(path, "empty-file", "the file is empty; save the workbook again", "文件是空的。请重新保存一次")
    with path.open("rb") as file:
        first = file.read(2048)
    if first.startswith(OLE):
        return _old(path)
    if not first.startswith(b"PK"):
        return _no_workbook(path, first)
    try:
        return _bad_zip(path, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OverflowError):
        return _broken(path)


def _old(path: Path) -> Problem:
    if UNDER_PASSWORD in path.read_bytes():
        return _problem(
            path,
            "password",
            "the workbook has a password; in Excel: File › Info › Protect Workbook › remove the password, then save",
            "工作簿设了打开密码。请在 Excel 里“文件 › 信息 › 保护工作簿 › 用密码进行加密”，把密码删空，再保存",
        )
    return _problem(
        path,
        "old-excel",
        "this is an old Excel file (.xls); open it and save it as .xlsx",
        "这是旧格式的 Excel 文件（.xls）。请用 Excel 或 WPS 打开，“另存为” Excel 工作簿（.xlsx）",
    )


def _no_workbook(path: Path, first: bytes) -> Problem:
    text = first.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower().replace(b"\0", b"")
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return _problem(
            path,
            "web-page",
            "this is a web page or XML with the name of a workbook; open it in Excel and save it as .xlsx",
            "这是网页或 XML，只是名字像工作簿。请用 Excel 打开，“另存为” Excel 工作簿（.xlsx）",
        )
    return _problem(
        path,
        "no-workbook",
        "this is no Excel workbook; if it is a text table, name it .csv",
        "这不是 Excel 工作簿。如果是逗号分隔的文本，请把名字改成 .csv 结尾；不然请用 Excel 打开，另存为 .xlsx",
    )


def _bad_zip(path: Path, limits: SheetLimits) -> Problem | None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > limits.parts or unpacked > limits.unpacked_bytes:
            most = limits.unpacked_bytes // MEGABYTE
            return _problem(
                path,
                "unpacks-too-big",
                f"unpacked it has {unpacked // MEGABYTE} MB in {len(parts)} parts, at most {most} MB; split it",
                f"展开以后有 {unpacked // MEGABYTE} MB，最多 {most} MB。请只留下题目，或者分成几个文件",
            )
        if "xl/workbook.xml" not in names:
            for mark, english, chinese, cure in KINDS:
                if any(name.startswith(mark) for name in names):
                    return _problem(
                        path, "no-workbook", f"this is {english}; make it an .xlsx", f"这是 {chinese}。{cure}"
                    )
            return _problem(
                path,
                "no-workbook",
                "this is a zip file, no workbook; unpack it and name the workbook in it",
                "这是压缩包，不是工作簿。请先解压，再导入里面的 .xlsx 文件",
            )
        if any(part.flag_bits & 1 for part in parts):
            return _problem(path, "password", "the file has a password; remove it", "文件设了密码。请去掉密码再导入")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _declares(archive, part, limits):
                return _problem(
                    path,
                    "doctype",
                    "it has a document type; save it again in Excel",
                    "文件里有不该有的声明（DOCTYPE）。请用 Excel 打开，再保存一次",
                )
    return None


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: SheetLimits) -> bool:
    """Whether a part has a document type; it is unpacked on the way, so that what it really holds is counted."""
    from defusedxml import DTDForbidden
    from defusedxml.ElementTree import ParseError, XMLParser

    start = _Start()
    parser = XMLParser(target=start, forbid_dtd=True)
    declares = False
    total = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK_BYTES):
            total += len(chunk)
            if total > limits.unpacked_bytes:
                raise zipfile.BadZipFile(part.filename)
            if not (declares or start.is_met):
                try:
                    parser.feed(chunk)
                except DTDForbidden:
                    declares = True
                except ParseError:
                    return False
    return declares


class _Start:
    """Builds nothing; knows whether the first element has begun, before which a document type has to stand."""

    def __init__(self) -> None:
        self.is_met = False

    def start(self, tag: str, attributes: object) -> None:
        self.is_met = True

    def end(self, tag: str) -> None:
        return

    def data(self, text: str) -> None:
        return

    def close(self) -> None:
        return


def _broken(path: Path) -> Problem:
    return broken_workbook(path.name)


def broken_workbook(name: str) -> Problem:
    """The problem of a workbook that can't be read to its end."""
    return Problem(
        name,
        1,
        1,
        "broken-workbook",
        "the workbook is damaged; open it in Excel, let it repair the file, and save it as a new .xlsx / "
        "工作簿已损坏，读不完整。请用 Excel 打开（让它修复），另存为一个新的 .xlsx；不行就请对方重新发一份",
    )


def _problem(path: Path, code: str, english: str, chinese: str) -> Problem:
    return Problem(path.name, 1, 1, code, f"{english} / {chinese}")


@dataclass(slots=True)
class SheetXml:
    """What a sheet's XML tells beside its values: merged cells, hidden rows, formulas without a result, how many cells."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    unreckoned: set[tuple[int, int]] = field(default_factory=set)
    cells: int = 0


def sheet_xml(file: IO[bytes], limits: SheetLimits = SHEET_LIMITS) -> SheetXml:
    """Reads a sheet's part once, without keeping it. Raises ParseError or ValueError for what is no sheet."""
    from defusedxml.ElementTree import iterparse

    found = SheetXml()
    row = 0
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row = int(element.get("r") or row + 1)
                if element.get("hidden") in ("1", "true"):
                    found.hidden.add(row)
            continue
        if name == "c":
            found.cells += 1
            _note_formula(element, found)
        elif name == "mergeCell":
            found.merged += _box(element.get("ref") or "")
        if name in ("row", "mergeCell"):
            element.clear()
        if found.cells > limits.cells:
            break
    return found


def _note_formula(element: object, found: SheetXml) -> None:
    has_formula = has_value = False
    for child in element:  # type: ignore[attr-defined]
        name = child.tag.rpartition("}")[2]
        has_formula |= name == "f"
        has_value |= name == "is" or (name == "v" and bool(child.text))
    place = CELL.fullmatch(element.get("r") or "")  # type: ignore[attr-defined]
    if has_formula and not has_value and place:
        found.unreckoned.add((int(place[2]), _column(place[1])))


def _box(reference: str) -> Iterator[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    one, other = CELL.fullmatch(first), CELL.fullmatch(last or first)
    if one and other:
        yield int(one[2]), _column(one[1]), int(other[2]), _column(other[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
