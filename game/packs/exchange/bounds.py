"""How much a file of another program may be, and what is told when it is more or can't be read at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from game.nodes import Node, Problem, Reader
from game.packs.exchange.decode import decoded
from game.packs.limits import LIMITS, TEXT_LIMITS

START = Node("", 1, 1)


@dataclass(slots=True)
class Told:
    """What is said about a file while it is read: what can't be understood, and what has no place in a pack."""

    file: str
    problems: Reader = field(init=False)
    losses: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.problems = Reader(self.file)
        self.losses = Reader(self.file)

    def problem(self, node: Node, code: str, message: str) -> None:
        """The question at `node` can't be understood; the message says what to write instead."""
        self.problems.problem(node, code, message)

    def loss(self, node: Node, code: str, message: str) -> None:
        """What stands at `node` is understood and left out."""
        self.losses.problem(node, code, message)

    @property
    def found(self) -> tuple[Problem, ...]:
        """The problems; of very many only the first, then how many more there are."""
        listed = self.problems.problems
        if len(listed) <= LIMITS.problems:
            return tuple(listed)
        rest = len(listed) - LIMITS.problems
        last = listed[LIMITS.problems]
        more = Problem(self.file, last.line, last.column, "more-problems", f"{rest} more problems / 还有 {rest} 个问题")
        return (*listed[: LIMITS.problems], more)

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """The losses, in the order of the file."""
        return tuple(sorted(self.losses.problems))


def read_bytes(path: Path, told: Told) -> bytes | None:
    """The file's bytes; None with a problem when it is too large. Raises OSError."""
    if path.stat().st_size > TEXT_LIMITS.file_bytes:
        size = TEXT_LIMITS.file_bytes // 1024 // 1024
        told.problem(START, "file-too-big", f"file is larger than {size} MiB / 文件太大，请分成几个文件")
        return None
    return path.read_bytes()


def read_whole_text(path: Path, told: Told) -> str:
    """What the file says; nothing, with a problem, when it is too large or no text. Raises OSError."""
    data = read_bytes(path, told)
    text = decoded(data) if data is not None else None
    if data is not None and text is None:
        not_text(data, told)
    return text or ""


def too_many(told: Told, place: Node) -> None:
    """A problem says that the file holds more questions than are read."""
    told.problem(
        place,
        "too-many-questions",
        f"more than {TEXT_LIMITS.questions} questions; split the file / 题目超过 {TEXT_LIMITS.questions} 道，请分成几个文件",
    )


def not_text(data: bytes, told: Told) -> None:
    """A problem says that the bytes are no text, and where UTF-8 breaks off in what is UTF-8 up to there."""
    try:
        data.decode("utf-8")
        at = len(data)
    except UnicodeDecodeError as error:
        at = error.start
    before = data[:at]
    if before.isascii() or before.startswith((b"\xff", b"\xfe")):
        place = START
    else:
        line = before.rpartition(b"\n")[2].decode("utf-8", "replace")
        place = Node("", before.count(b"\n") + 1, len(line.removeprefix("\ufeff")) + 1)
    told.problem(
        place,
        "no-text",
        "not a text file, or of an unknown encoding; save it as UTF-8 / 不是文本文件，或编码不明、有坏字符，请另存为 UTF-8",
    )
