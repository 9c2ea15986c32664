"""What a content file says, with the place of each word: the meeting point of packs and question types.

A `Node` is one value of a file together with its line and column, so that whoever reads a field can say
exactly where a mistake stands. Scalars stay text; the reader that wants a number says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Fields = Mapping[str, str]
"""The fields of a mapping, each with what it means, in Chinese and English: editors show that while one types."""

Tree = str | list["Tree"] | dict[str, "Tree"]
"""A node without its places: what the pack cache stores."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a content file; `str()` gives `file:line:column code message`."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column} {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a content file: text, a list of nodes or a mapping of nodes; lines and columns count from 1."""

    value: str | list[Node] | dict[str, Node]
    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Reader:
    """Reads typed fields from nodes and collects every problem instead of stopping at the first.

    A field that can't be read yields a harmless value of the right type, so that reading goes on. `stretch` is how many
    times longer than a Chinese text the texts may be.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    stretch: float = 1.0

    def problem(self, node: Node, code: str, message: str) -> None:
        """A problem at `node` is on the list."""
        self.problems.append(Problem(self.file, node.line, node.column, code, message))

    def mapping(self, node: Node, known: Collection[str], required: Collection[str] = ()) -> dict[str, Node]:
        """The fields of a mapping; unknown and missing ones are problems. Of those in pack files `known` are `Fields`."""
        if not isinstance(node.value, dict):
            self.problem(node, "not-a-mapping", "expected `key: value` lines / 这里应当是「键: 值」")
            return {}
        for name, child in node.value.items():
            if name not in known:
                self.problem(
                    child,
                    "unknown-field",
                    f"unknown field `{name}`; known: {', '.join(known)} / 没有这个字段",
                )
        self.needed(node, required)
        return node.value

    def needed(self, node: Node, names: Collection[str]) -> dict[str, Node]:
        """The fields of a mapping whose unknown ones are somebody else's business; missing ones are problems."""
        found = node.value if isinstance(node.value, dict) else {}
        for name in names:
            if name not in found:
                self.problem(node, "missing-field", f"field `{name}` is missing / 缺少字段「{name}」")
        return found

    def entries(self, node: Node | None) -> dict[str, Node]:
        """The members of a mapping whose names are the author's own; nothing when it is absent."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.problem(node, "not-a-mapping", "expected `name: …` lines / 这里应当是「编号: …」")
            return {}
        return node.value

    def counted(self, node: Node | None, low: int, high: int, code: str, what: str) -> list[Node]:
        """The members of a list of `low` to `high`; `what` names them in English and Chinese, parted by a slash."""
        found = self.items(node)
        if node is not None and isinstance(node.value, list) and not low <= len(found) <= high:
            english, _, chinese = what.partition("/")
            span = f"{low}–{high}" if high > low else f"{low}"
            self.problem(
                node,
                code,
                f"{len(found)} {english}, expected {span} / 有 {len(found)} {chinese}，应有 {span} {chinese}",
            )
        return found

    def items(self, node: Node | None) -> list[Node]:
        """The members of a list; nothing when the field is absent."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.problem(node, "not-a-list", "expected a list of `- ` lines / 这里应当是「- 」开头的列表")
            return []
        return node.value

    def text(self, node: Node | None, limit: int = 2000) -> str:
        """The text of a scalar, without outer blanks; empty when absent, a problem when longer than `limit` or of many lines."""
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.problem(node, "not-text", "expected text / 这里应当是一句文字")
            return ""
        text = node.value.strip()
        if not text:
            self.problem(node, "empty", "text is empty / 文字是空的")
        if "\n" in text:
            self.problem(node, "line-break", "write it in one line / 请写成一行，中间不要换行")
        limit = int(limit * self.stretch)
        if len(text) > limit:
            self.problem(
                node,
                "too-long",
                f"{len(text)} characters, at most {limit} / 共 {len(text)} 字，最多 {limit} 字",
            )
        return text

    def is_null(self, node: Node) -> bool:
        """Whether the field says that there is nothing to say: `null`, or no word at all."""
        return node.value in ("", "null", "Null", "NULL", "~")

    def identifier(self, node: Node | None, limit: int) -> str:
        """A name for programs: letters and digits of any script, dashes, underlines and dots, no blanks."""
        text = self.text(node, limit)
        if node is not None and text and not (text[0].isalnum() and all(c.isalnum() or c in "-_." for c in text)):
            self.problem(
                node, "bad-id", "an id has letters, digits, - and _ only / 编号只能用字母、数字、短横线和下划线"
            )
        return text

    def number(self, node: Node | None, low: int, high: int, default: int) -> int:
        """A whole number from `low` to `high`; `default` when the field is absent or wrong."""
        if node is None:
            return default
        text = node.value if isinstance(node.value, str) else ""
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            self.problem(node, "not-a-number", f"expected a whole number {low}–{high} / 应当是 {low} 到 {high} 的整数")
            return default
        return int(text)

    def flag(self, node: Node | None, default: bool = False) -> bool:
        """`true` or `false`, in exactly these words."""
        if node is None:
            return default
        if node.value not in ("true", "false"):
            self.problem(node, "not-true-or-false", "write true or false / 请写 true 或 false")
            return default
        return node.value == "true"

    def day(self, node: Node | None) -> date | None:
        """A date written YYYY-MM-DD; None when absent or wrong."""
        if node is None:
            return None
        text = node.value if isinstance(node.value, str) else ""
        try:
            # Without the dashes it would take weeks and run-together digits too.
            return date.fromisoformat(text if text[4:8:3] == "--" else "")
        except ValueError:
            self.problem(node, "not-a-date", "expected a date like 2026-11-23 / 日期请写成 2026-11-23")
            return None

    def one_of(self, node: Node | None, choices: tuple[str, ...], default: str, fixed: bool = True) -> str:
        """One of the listed words; `default` when the field is absent or wrong. They are `fixed`, or the file's own."""
        if node is None:
            return default
        if node.value not in choices:
            self.problem(node, "not-a-choice", f"expected one of: {', '.join(choices)} / 只能是这几个词之一")
            return default
        return str(node.value)


def plain(node: Node) -> Tree:
    """The node without places, ready for the cache."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return {name: plain(child) for name, child in node.value.items()}


def node_of(tree: Tree) -> Node:
    """The inverse of `plain`, with every place 0:0."""
    if isinstance(tree, str):
        return Node(tree)
    if isinstance(tree, list):
        return Node([node_of(child) for child in tree])
    return Node({name: node_of(child) for name, child in tree.items()})


def scalars(node: Node) -> Iterator[Node]:
    """Every text node below `node`, in order."""
    if isinstance(node.value, str):
        yield node
        return
    children = node.value if isinstance(node.value, list) else list(node.value.values())
    for child in children:
        yield from scalars(child)
