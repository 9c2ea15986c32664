"""Kahoot's spreadsheet for importing questions: a title, then a header row, then a question a row.

The words of the header are Kahoot's own (support pages, "How to import questions from a spreadsheet").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from game.nodes import Node, Problem, Tree
from game.packs.exchange.bounds import START, Told, too_many
from game.packs.exchange.choices_only import options_of, truefalse_or
from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.lines import visible
from game.packs.exchange.losses import fields_lost, groups, not_held, pack_losses
from game.packs.exchange.workbook.parts import broken_workbook, refused
from game.packs.limits import TEXT_LIMITS

NAME = "Kahoot"
TYPES = ("single", "multiple", "truefalse")
MOST_ANSWERS = 4
STEM_CHARACTERS, ANSWER_CHARACTERS = 120, 75
SECONDS = 60
"""Of the times that Kahoot takes, one that leaves slow readers time."""
HEADER_ROW = 8
HEADER = (
    "",
    f"Question - max {STEM_CHARACTERS} characters",
    *(f"Answer {number} - max {ANSWER_CHARACTERS} characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
SEARCHED_ROWS, SEARCHED_COLUMNS = 40, 30
MOST_EMPTY_ROWS = 1_000
"""After so many empty rows nothing more is looked for."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the header puts things; columns count from 0, rows from 1."""

    row: int
    stem: int
    answers: tuple[int, ...]
    correct: int
    seconds: int | None


def is_kahoot(path: Path) -> bool:
    """Whether the workbook is Kahoot's, by a header row near its top. False for what can't be opened, too."""
    try:
        return refused(path) is None and any(_columns(rows[1]) for rows in _sheets(path, SEARCHED_ROWS))
    except Exception:  # openpyxl raises whatever a broken file makes it stumble over
        return False


def read(path: Path) -> Draft:
    """The file's questions. Never raises for what the file says: that is a problem of the draft. Raises OSError."""
    problem = refused(path)
    if problem is not None:
        return Draft({}, {}, {}, (problem,))
    try:
        sheets = list(_sheets(path, TEXT_LIMITS.questions + SEARCHED_ROWS))
    except Exception:  # openpyxl raises whatever a broken file makes it stumble over
        return Draft({}, {}, {}, (broken_workbook(path.name),))
    told = Told(path.name)
    questions: dict[str, tuple[Node, ...]] = {}
    problems: list[Problem] = []
    losses: list[Problem] = []
    is_found = False
    for title, rows in sheets:
        columns = _columns(rows)
        if columns is None:
            continue
        is_found = True
        sheet = Told(f"{path.name}/{title}")
        found = tuple(_questions(rows, columns, sheet))
        if found:
            questions[sheet.file] = found
        problems += sheet.found
        losses += sheet.left_out
    if not is_found:
        told.problem(
            START,
            "no-table",
            "no row with “Question”, “Answer 1” … and “Correct answer(s)”; use Kahoot's template / "
            "没有找到 Kahoot 模板的表头行",
        )
    return Draft({}, questions, {}, (*told.found, *problems), tuple(losses))


def _sheets(path: Path, most_rows: int) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:  # the library takes an open file whatever its name
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows: list[tuple[object, ...]] = []
            empty = 0
            for row in sheet.iter_rows(max_row=most_rows, max_col=SEARCHED_COLUMNS, values_only=True):
                empty = 0 if any(cell is not None for cell in row) else empty + 1
                if empty > MOST_EMPTY_ROWS:
                    break
                rows.append(row)
            yield str(sheet.title), rows
        book.close()


def _columns(rows: Sequence[Sequence[object]]) -> _Columns | None:
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        names = [" ".join(cell.lower().split()) if isinstance(cell, str) else "" for cell in row]
        stem = _place(names, "question")
        correct = _place(names, "correct answer")
        answers = [place for n in range(1, MOST_ANSWERS + 1) if (place := _place(names, f"answer {n}")) is not None]
        if stem is not None and correct is not None and len(answers) >= 2:
            return _Columns(number, stem, tuple(answers), correct, _place(names, "time limit"))
    return None


def _place(names: Sequence[str], beginning: str) -> int | None:
    for place, name in enumerate(names):
        # `Question #` heads the numbers.
        if name.startswith(beginning) and not name.startswith("question #") and not name.startswith("question no"):
            return place
    return None


def _questions(rows: Sequence[Sequence[object]], columns: _Columns, told: Told) -> Iterator[Node]:
    is_timed = False
    count = 0
    for number, row in enumerate(rows[columns.row :], columns.row + 1):
        stem = _cell(row, columns.stem, number)
        answers = [_cell(row, place, number) for place in columns.answers]
        if not stem.value and not any(answer.value for answer in answers):
            continue
        count += 1
        if count > TEXT_LIMITS.questions:
            too_many(told, stem)
            return
        if columns.seconds is not None and _cell(row, columns.seconds, number).value and not is_timed:
            is_timed = True
            at = _cell(row, columns.seconds, number)
            told.loss(
                at, "lost-seconds", "times a question are left out; levels set theirs / 每题限时没有导入，由关卡设定"
            )
        item = _question(stem, answers, _cell(row, columns.correct, number), told)
        if item is not None:
            yield item


def _question(stem: Node, answers: list[Node], correct: Node, told: Told) -> Node | None:
    given = [answer for answer in answers if answer.value]
    if not stem.value or len(given) < 2:
        told.problem(stem, "no-options", "a row needs a question and two or more answers / 一行要有题干和两个以上答案")
        return None
    numbers = [part for part in _parts(str(correct.value)) if part]
    rights: list[int] = []
    for part in numbers:
        place = int(part) - 1 if part.isascii() and part.isdigit() and len(part) < 3 else -1
        if not 0 <= place < len(answers) or not answers[place].value:
            rights = []
            break
        rights.append(given.index(answers[place]))
    if not rights:
        told.problem(
            correct,
            "answer-unread",
            f"expected the numbers of the right answers, like 2 or 1,3 / 应写正确答案的序号（1 到 {len(given)}），例如 2 或 1,3",
        )
        return None
    if len(set(rights)) > 1:
        told.loss(
            correct,
            "all-needed",
            "in Kahoot any right answer may count; here all must be chosen / 多选题：这里要全部选对才算对",
        )
    return Node(truefalse_or(given, sorted(set(rights)), stem), stem.line, stem.column)


def _parts(text: str) -> list[str]:
    for mark in "，、;； ":
        text = text.replace(mark, ",")
    return [part.removesuffix(".0") for part in text.split(",")]


def _cell(row: Sequence[object], place: int, number: int) -> Node:
    value = row[place] if place < len(row) else None
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = "" if value is None else str(value)
    return Node(visible(text).strip(), number, place + 1)


def write(tree: PackTree) -> Written:
    """The pack in this format."""
    losses = pack_losses(tree, NAME)
    held = []
    for file, items in groups(tree):
        for item in items:
            row = _row(item)
            cut = _cut(item)
            if row is None or cut:
                reason = Problem(file, 0, 0, "not-held-limit", f"`{item.get('id', '?')}`: {cut}，没有导出")
                losses.append(reason if cut else not_held(file, item, NAME, TYPES))
            else:
                held.append(row)
                losses += fields_lost(file, item, NAME)
    return Written(_workbook(held), tuple(losses))


def _row(item: Mapping[str, Tree]) -> list[str] | None:
    """The cells of a question after its number; None when it isn't one that is answered by choosing."""
    listed = options_of(item)
    stem = item.get("stem")
    if listed is None or not isinstance(stem, str) or len(listed) < 2:
        return None
    texts = [text for text, _ in listed]
    rights = [str(place) for place, (_, is_right) in enumerate(listed, 1) if is_right]
    if not all(text.strip() for text in (stem, *texts)) or not rights:
        return None
    return [stem, *texts, *[""] * (MOST_ANSWERS - len(texts)), str(SECONDS), ",".join(rights)]


def _cut(item: Mapping[str, Tree]) -> str:
    """The limit of Kahoot's that the question passes; empty when it passes none."""
    listed, stem = options_of(item) or [], item.get("stem", "")
    if len(listed) > MOST_ANSWERS:
        return f"{len(listed)} answers, Kahoot takes {MOST_ANSWERS} / 选项有 {len(listed)} 个，最多 {MOST_ANSWERS} 个"
    if len(stem) > STEM_CHARACTERS:
        return (
            f"the question has {len(stem)} characters, Kahoot takes {STEM_CHARACTERS} / 题干超过 {STEM_CHARACTERS} 字"
        )
    longest = max((len(text) for text, _ in listed), default=0)
    if longest > ANSWER_CHARACTERS:
        return f"an answer has {longest} characters, Kahoot takes {ANSWER_CHARACTERS} / 选项超过 {ANSWER_CHARACTERS} 字"
    return ""


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    written = BytesIO()
    book: Any = xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same pack makes the same file
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet: Any = book.add_worksheet("Kahoot")
    sheet.set_column(1, 1, 48)
    sheet.set_column(2, len(HEADER) - 1, 24)
    sheet.write_string(1, 1, "Quiz template", bold)
    for place, title in enumerate(HEADER):
        sheet.write_string(HEADER_ROW - 1, place, title, bold)
    for number, cells in enumerate(rows, 1):
        row = HEADER_ROW - 1 + number
        sheet.write_number(row, 0, number)
        for place, cell in enumerate(cells, 1):
            if cell.isascii() and cell.isdigit() and place > MOST_ANSWERS + 1:
                sheet.write_number(row, place, int(cell))
            elif cell:
                sheet.write_string(row, place, cell, wrap)
    book.close()
    return written.getvalue()
