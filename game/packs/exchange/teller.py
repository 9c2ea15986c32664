"""A problem in words of the author's own file: which sheet, row and column, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence

from game.nodes import Node, Problem, scalars
from game.packs.exchange.around import Around
from game.packs.exchange.cures import Seen, cured, described
from game.packs.exchange.draft import Draft
from game.packs.exchange.judged import BLANK, missing
from game.packs.exchange.sheets.cell_nodes import shown
from game.packs.exchange.sheets.columns import HEAD, HEAD_TITLE, SHEETS, Column, Kind
from game.packs.exchange.workbook.book import column_letters

COLLAPSED = 3
"""So many questions without the same field are told on one line."""
OPTIONS = {
    "topic": "--topic",
    "difficulty": "--difficulty",
    "checked_on": "--checked-on",
    "sources": "--source",
    "facts": "--fact",
}
"""What the command line can say for questions that don't."""


class Teller:
    """Tells the problems of one draft."""

    def __init__(self, draft: Draft, around: Around) -> None:
        self._draft, self._around = draft, around
        self._values = _values(draft)

    def lines(self, problems: Sequence[Problem]) -> list[str]:
        """One line a problem, Chinese before English; what many rows lack in one column is told once, with the rows."""
        groups: dict[object, list[Problem]] = {}
        for problem in problems:
            groups.setdefault(self._alike(problem), []).append(problem)
        told: list[str] = []
        for alike in groups.values():
            if len(alike) >= COLLAPSED and alike[0].code == "missing-field":
                told.append(self._missing_column(alike))
            elif len(alike) >= COLLAPSED:
                told.append(self._blank_column(alike))
            else:
                told += [self.line(problem) for problem in alike]
        return list(dict.fromkeys(told))

    def _alike(self, problem: Problem) -> object:
        """What problems that are told together have in common; everything for the rest."""
        if problem.code == "missing-field":
            return problem.file, missing(problem)
        if self._is_blank(problem):
            return problem.file, problem.column
        return problem

    def _is_blank(self, problem: Problem) -> bool:
        """Whether a cell that any row may leave blank, not one of the options, is blank."""
        column = self.column(problem) if problem.column in self._draft.columns.get(problem.file, {}) else None
        if column is None or column.kind == Kind.OPTION:
            return False
        return problem.code in BLANK or (problem.code in ("not-a-number", "not-a-date") and not self.value(problem))

    def line(self, problem: Problem) -> str:
        """The problem on one line."""
        chinese_place, english_place = self.place(problem)
        english, chinese = self._words(problem)
        return f"{chinese_place}：{chinese.rstrip('。')}。 / {english_place}: {english}"

    def place(self, problem: Problem) -> tuple[str, str]:
        """Where the problem is, in Chinese and in English."""
        file, _, title = problem.file.partition("/")
        columns = self._draft.columns.get(problem.file)
        if columns is None:
            if not problem.line:
                return file, file
            if title:
                letters = column_letters(problem.column - 1)
                where, there = f"{_sheet(title)} 第 {problem.line} 行", f"sheet {title}, row {problem.line}"
                return f"{where} {letters} 列", f"{there}, column {letters}"
            return f"{file} 第 {problem.line} 行第 {problem.column} 字", f"{file}:{problem.line}:{problem.column}"
        if not problem.line:
            return _sheet(title) if title else file, f"sheet {title}" if title else file
        where, there = (_sheet(title), f"sheet {title}") if title else (file, file)
        where, there = f"{where} 第 {problem.line} 行", f"{there}, row {problem.line}"
        if problem.column in columns:
            header, field = self._header(problem, *columns[problem.column])
            letters = column_letters(problem.column - 1)
            where += f" {letters} 列「{header}」"
            there += f", column {letters} ({field})"
        return where, there

    def _header(self, problem: Problem, header: str, field: str) -> tuple[str, str]:
        """The header over a cell; on the pack's own sheet, the label left of it."""
        if header != HEAD_TITLE:
            return header, field
        for name, (label, english, _, _) in HEAD.items():
            node = self._draft.head.get(name.partition("_")[0] if name.startswith("title_") else name)
            if node is not None and node.line == problem.line:
                return label, english
        return header, field

    def _words(self, problem: Problem) -> tuple[str, str]:
        return cured(Seen(self.value(problem), self.column(problem), self.chapters()), problem)

    def _missing_column(self, alike: Sequence[Problem]) -> str:
        """One line for all the questions of a file that lack a field."""
        field, count = missing(alike[0]), len(alike)
        column = described(field)
        header, english, help_text = (column.header, column.english, column.help) if column else (field, field, "")
        where, there = self.place(Problem(alike[0].file, 0, 0, "", ""))
        if alike[0].file in self._draft.columns:
            cure, remedy = f"请加上这一列：{help_text}", f"add a column {header}"
        else:
            option = OPTIONS.get(field, "")
            cure = f"请在命令里写上 {option}，或者" if option else "请"
            cure += "用 --out 补全.xlsx 换成 Excel 表格再补上"
            remedy = (
                f"say {option}, or " if option else ""
            ) + "write a workbook with --out FILE.xlsx and complete it there"
        return f"{where}：有 {count} 道题没有「{header}」。{cure.rstrip('。')}。 / {there}: {count} questions have no {english}; {remedy}"

    def _blank_column(self, alike: Sequence[Problem]) -> str:
        """One line for all the rows of a column that are blank."""
        rows = spans([problem.line for problem in alike])
        where, there = self.place(Problem(alike[0].file, 0, 0, "", ""))
        header, field = self._draft.columns[alike[0].file][alike[0].column]
        letters = column_letters(alike[0].column - 1)
        english, chinese = self._words(alike[0])
        return (
            f"{where} 第 {rows} 行 {letters} 列「{header}」：{chinese.rstrip('。')}。 / "
            f"{there}, rows {rows}, column {letters} ({field}): {english}"
        )

    def value(self, problem: Problem) -> str:
        """What stands at the problem's place; empty when nothing or several things do."""
        found = self._values.get((problem.file, problem.line, problem.column), [])
        return shown(found[0]) if len(set(found)) == 1 else ""

    def column(self, problem: Problem) -> Column | None:
        """The description of the problem's column."""
        field = self._draft.columns.get(problem.file, {}).get(problem.column, ("", ""))[1]
        for sheet in SHEETS:
            if any(column.field == field for column in sheet.columns) and self._is_of(problem.file, sheet.title):
                return sheet.column(field)
        return described(field)

    def _is_of(self, file: str, title: str) -> bool:
        return file.partition("/")[2] == title

    def chapters(self) -> str:
        """The chapters there are."""
        return "、".join(f"{title} {name}" for name, title in self._around.chapters.items())


def spans(numbers: Sequence[int]) -> str:
    """Numbers as `2–5, 8`."""
    told: list[list[int]] = []
    for number in sorted(set(numbers)):
        if told and number == told[-1][1] + 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in told)


def _sheet(title: str) -> str:
    return title if title.endswith("表") else f"{title}表"


def _values(draft: Draft) -> dict[tuple[str, int, int], list[str]]:
    found: dict[tuple[str, int, int], list[str]] = {}
    groups: list[tuple[str, Sequence[Node]]] = [*draft.questions.items(), *draft.cards.items(), *draft.facts.items()]
    groups += [(file, [draft.head[name]]) for name, file in draft.head_files.items() if name in draft.head]
    for file, listed in groups:
        for node in listed:
            for scalar in scalars(node):
                found.setdefault((file, scalar.line, scalar.column), []).append(str(scalar.value))
    return found


def loss_line(teller: Teller, problem: Problem) -> str:
    """A loss on one line, with where it is if it is anywhere."""
    english, _, chinese = problem.message.rpartition(" / ")
    if not problem.line:
        return f"{problem.file}：{chinese} / {problem.file}: {english}"
    where, there = teller.place(problem)
    return f"{where}：{chinese} / {there}: {english}"
