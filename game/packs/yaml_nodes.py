"""YAML text → nodes with their places, without ever building what a stranger's file asks for.

PyYAML's C loader crashes on a hundred thousand brackets, and all of its loaders run tags and expand aliases. So nothing is
loaded: events are walked under limits, and everything beyond plain mappings, lists and text is refused. The events come from
libyaml where it is there – its parser doesn't recurse, and is sixteen times as fast – else from the pure parser.
All scalars stay text: `no`, `1:30` and `010` mean what they look like.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from unicodedata import category, combining

from game.nodes import Node, Problem, Reader
from game.packs.limits import LIMITS, Limits

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What nobody sees: controls, blanks without width, marks that turn the direction of writing, halves of characters."""
_UNCOMMON = re.compile("[^\x00-\u02ff\u2000-\u206f\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uffef]")
"""Characters beyond Latin letters and Chinese, among which are the marks that are drawn over others."""
_TAB = re.compile(r" *\t")


def read_nodes(data: bytes, file: str, limits: Limits = LIMITS) -> tuple[Node | None, list[Problem]]:
    """The file's root node, or None with the problems that made it unreadable."""
    reader = Reader(file)
    text = _decoded(data, reader, limits)
    if text is None:
        return None, reader.problems
    nesting = _too_deep(text, limits)
    if nesting:
        reader.problem(
            Node("", nesting, 1), "too-deep", f"more than {limits.depth} levels / 嵌套超过 {limits.depth} 层"
        )
        return None, reader.problems
    root = _built(text, reader, limits)
    return (None if reader.problems else root), reader.problems


def read_file(path: Path, name: str, limits: Limits = LIMITS) -> tuple[Node | None, list[Problem]]:
    """The same for a file on disk; unreadable and oversized files are problems too."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem(name, 1, 1, "unreadable", "not a file / 这不是文件")]
        if status.st_size > limits.file_bytes:
            message = f"file is larger than {limits.file_bytes // 1024} KiB / 文件太大，请分成几个文件"
            return None, [Problem(name, 1, 1, "file-too-big", message)]
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, 1, 1, "unreadable", f"{error.strerror} / 文件打不开")]
    return read_nodes(data, name, limits)


def _decoded(data: bytes, reader: Reader, limits: Limits) -> str | None:
    if len(data) > limits.file_bytes:
        reader.problem(Node("", 1, 1), "file-too-big", f"more than {limits.file_bytes // 1024} KiB / 文件太大")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        reader.problem(
            Node("", line, column), "not-utf8", "not UTF-8; save as UTF-8 / 请用记事本“另存为”，编码选 UTF-8"
        )
        return None
    for number, row in enumerate(lines_of(text), 1):
        hidden, tab = _HIDDEN.search(row), _TAB.match(row)
        if hidden:
            _hidden(reader, Node("", number, hidden.start() + 1), hidden[0])
        elif tab:
            reader.problem(
                Node("", number, tab.end()), "tab", "indent with blanks, not tabs / 请用空格缩进，不要用 Tab"
            )
    return None if reader.problems else text


def lines_of(text: str) -> list[str]:
    """The lines as YAML counts them, whichever system wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _hidden(reader: Reader, place: Node, character: str) -> None:
    reader.problem(place, "hidden-character", f"invisible character U+{ord(character):04X} / 有看不见的字符，请删掉")


def _too_deep(text: str, limits: Limits) -> int:
    """The line where brackets or indentation nest absurdly deep, before any parser sees it; 0 when nowhere."""
    depth = 0
    for number, row in enumerate(lines_of(text), 1):
        depth = max(0, depth + row.count("[") + row.count("{") - row.count("]") - row.count("}"))
        if depth > 4 * limits.depth or len(row) - len(row.lstrip(" -?:")) > 32 * limits.depth:
            return number
    return 0


def _built(text: str, reader: Reader, limits: Limits) -> Node | None:
    import yaml

    stack: list[tuple[Node, list[Node]]] = []
    root: Node | None = None
    count = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            mark = event.start_mark
            place = Node("", mark.line + 1, mark.column + 1) if mark else Node("", 1, 1)
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                reader.problem(
                    place, "second-document", "only one document a file / 一个文件只能有一份内容，请删掉 ---"
                )
                return None
            if isinstance(event, yaml.AliasEvent):
                reader.problem(place, "alias", "aliases (*name) are not allowed / 不能用 * 引用；文字里的 * 请加引号")
                return None
            if not isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                continue
            if getattr(event, "anchor", None) or getattr(event, "tag", None) not in (None, "!"):
                reader.problem(place, "tag", "anchors (&) and tags (!) are not allowed / 不能用 & 和 !；请加引号")
                return None
            if isinstance(event, yaml.CollectionEndEvent):
                node, members = stack.pop()
                finished = _collected(node, members, reader, limits)
            else:
                count += 1
                if count > limits.nodes:
                    reader.problem(
                        place, "too-many-nodes", f"more than {limits.nodes} values / 内容太多，请分成几个文件"
                    )
                    return None
                if isinstance(event, yaml.CollectionStartEvent):
                    if len(stack) >= limits.depth:
                        reader.problem(
                            place, "too-deep", f"more than {limits.depth} levels / 嵌套超过 {limits.depth} 层"
                        )
                        return None
                    kind: str | list[Node] | dict[str, Node] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                    stack.append((Node(kind, place.line, place.column), []))
                    continue
                finished = _scalar(str(getattr(event, "value", "")), place, reader, limits)
            if stack:
                stack[-1][1].append(finished)
            else:
                root = finished
    except yaml.MarkedYAMLError as error:
        fault = error.problem_mark or error.context_mark
        line, column = (fault.line + 1, fault.column + 1) if fault else (1, 1)
        told = error.problem or "not valid YAML"
        reader.problem(
            Node("", line, column), "yaml", f"{told} / 格式不对：冒号要用半角并在后面空一格，引号、括号要成对"
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reader.problem(Node("", 1, 1), "yaml", f"{type(error).__name__} / 格式不对")
        return None
    if root is None:
        reader.problem(Node("", 1, 1), "empty", "the file is empty / 文件是空的")
    return root


def _scalar(value: str, place: Node, reader: Reader, limits: Limits) -> Node:
    if len(value) > limits.scalar_characters:
        reader.problem(place, "too-long", f"text longer than {limits.scalar_characters} characters / 文字太长")
        return Node("", place.line, place.column)
    # "\u202e" in double quotes is a character that the file itself doesn't have.
    hidden = _HIDDEN.search(value)
    if hidden:
        _hidden(reader, place, hidden[0])
    elif _UNCOMMON.search(value) and _most_marks(value) > limits.marks:
        reader.problem(
            place, "too-many-marks", f"more than {limits.marks} accents on one letter / 一个字上叠了太多符号"
        )
    return Node(value, place.line, place.column)


def _most_marks(text: str) -> int:
    """The longest run of accents and other marks that are drawn over the letter before them."""
    most = run = 0
    for character in text:
        run = run + 1 if combining(character) or category(character) in ("Mn", "Me") else 0
        most = max(most, run)
    return most


def _collected(node: Node, members: list[Node], reader: Reader, limits: Limits) -> Node:
    if isinstance(node.value, list):
        return Node(members, node.line, node.column)
    fields: dict[str, Node] = {}
    for key, value in zip(members[::2], members[1::2], strict=True):
        if not isinstance(key.value, str):
            reader.problem(key, "key-not-text", "a key must be a word / 冒号前应当是一个词")
        elif key.value == "<<":
            reader.problem(key, "merge", "merge keys (<<) are not allowed / 不能用 <<")
        elif key.value in fields:
            reader.problem(key, "duplicate-key", f"`{key.value}` stands twice / 「{key.value}」写了两遍")
        else:
            fields[key.value] = value
    return Node(fields, node.line, node.column)
