"""The tables of a file → a draft: each table by its header, wherever it stands and whatever its sheet is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.nodes import Node, Problem
from game.packs.exchange.draft import Draft
from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.cell_nodes import RowReader, shown
from game.packs.exchange.sheets.columns import (
    CARDS,
    DIALOGUE,
    HEAD,
    HEAD_TITLE,
    OWN_FACTS,
    QUESTIONS,
    REDFLAGS,
    SHEETS,
    SOURCES,
    WORDS,
    Kind,
)
from game.packs.exchange.sheets.grid import Grid, Headed, headed, is_head
from game.packs.exchange.sheets.grouped_rows import dialogues, redflags
from game.packs.exchange.sheets.guide import GUIDE_TITLE, LIST_TITLE
from game.packs.exchange.sheets.names import FLAGS
from game.packs.exchange.sheets.question_rows import questions
from game.packs.exchange.sheets.spots import translated

QUESTION_ROWS: Mapping[str, Callable[[RowReader], list[Node]]] = {
    QUESTIONS.key: questions,
    REDFLAGS.key: redflags,
    DIALOGUE.key: dialogues,
}


class _Drafted:
    """What has been read so far."""

    def __init__(self) -> None:
        self.head: dict[str, Node] = {}
        self.head_files: dict[str, str] = {}
        self.questions: dict[str, tuple[Node, ...]] = {}
        self.cards: dict[str, tuple[Node, ...]] = {}
        self.facts: dict[str, tuple[Node, ...]] = {}
        self.words: dict[str, tuple[Node, ...]] = {}
        self.columns: dict[str, dict[int, tuple[str, str]]] = {}
        self.problems: list[Problem] = []
        self.losses: list[Problem] = []


def drafted(file: str, grids: Sequence[Grid], problems: Sequence[Problem] = ()) -> Draft:
    """The draft of a file's tables; a file without one table of questions or cards is a problem."""
    made = _Drafted()
    made.problems += problems
    later: list[RowReader] = []
    for grid in grids:
        table = headed(grid)
        if is_head(grid) and (table is None or table.sheet.key not in QUESTION_ROWS):
            _read_head(grid, made)
        elif grid.title in (GUIDE_TITLE, LIST_TITLE):
            continue
        elif table is None:
            _tell_unread(grid, made)
        else:
            reader = RowReader(table, made.problems, made.losses)
            _tell_table(table, made)
            if table.sheet is WORDS:
                later.append(reader)
            else:
                _read_table(reader, made)
    for reader in later:
        made.words[reader.table.grid.file] = tuple(translated(reader, _items(made)))
    if not (made.questions or made.cards or made.problems):
        headers = "、".join((QUESTIONS.column(name).header) for name in ("type", "stem", "option.0", "answer"))
        made.problems.append(
            Problem(
                file,
                1,
                1,
                "no-table",
                f"no table of questions found: its header needs columns like {headers} / "
                f"没有找到题目表。请看看表头里有没有「{headers}」这样的列名；也可以用 packs template 生成一份模板，把题目粘贴进去",
            )
        )
    return Draft(
        made.head,
        made.questions,
        made.cards,
        _once(made.problems),
        tuple(made.losses),
        made.facts,
        {"en": made.words} if any(made.words.values()) else {},
        made.columns,
        made.head_files,
    )


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _items(made: _Drafted) -> dict[str, Node]:
    listed = [node for group in (*made.questions.values(), *made.cards.values()) for node in group]
    return {str(node.value["id"].value): node for node in listed if isinstance(node.value, dict) and "id" in node.value}


def _read_table(reader: RowReader, made: _Drafted) -> None:
    table = reader.table
    file = table.grid.file
    if table.sheet.key in QUESTION_ROWS:
        made.questions[file] = tuple(QUESTION_ROWS[table.sheet.key](reader))
    elif table.sheet is CARDS:
        made.cards[file] = tuple(_card(reader, row) for row in _rows(reader, ("title", "body.0", "do")))
    elif table.sheet is OWN_FACTS:
        made.facts[file] = tuple(
            Node(_fact(reader, row), *reader.place(row, "id")) for row in _rows(reader, ("statement",))
        )
    elif table.sheet is SOURCES:
        made.head["sources"] = _sources(reader)
        made.head_files["sources"] = file


def _rows(reader: RowReader, told_by: Sequence[str]) -> list[int]:
    """The rows below the header that fill in one of these fields."""
    return [
        row
        for row in sorted(reader.table.grid.rows)
        if row > reader.table.row and any(reader.raw(row, name) for name in told_by)
    ]


def _card(reader: RowReader, row: int) -> Node:
    names = [column.field for column in CARDS.columns if not column.field.startswith("body.")]
    made = reader.fields(row, names)
    body = [reader.node(row, f"body.{place}") for place in range(6) if reader.raw(row, f"body.{place}")]
    if body or "body.0" in reader.table.columns:
        made["body"] = Node(body, *reader.place(row, "body.0"))
    return Node(made, *reader.place(row, "title"))


def _fact(reader: RowReader, row: int) -> dict[str, Node]:
    made = reader.fields(row, [column.field for column in OWN_FACTS.columns])
    source = made.get("source")
    if source is not None and isinstance(source.value, list) and len(source.value) == 1:
        made["source"] = source.value[0]
    return made


def _sources(reader: RowReader) -> Node:
    listed: dict[str, Node] = {}
    for row in _rows(reader, ("id", "title_zh")):
        name = cells.one_line(reader.raw(row, "id"))
        if not name:
            reader.problem(
                row,
                "id",
                "no-source-id",
                "give the source a short name",
                "来源编号没有填。请起一个简短的名字，例如 local-notice",
            )
            continue
        if name in listed:
            reader.problem(
                row,
                "id",
                "twin-source",
                f"source {shown(name)} stands twice",
                f"来源“{shown(name)}”写了两遍，请删掉一行",
            )
        made = reader.fields(row, ("number", "issuer", "status"))
        told = {"title": _title(reader.node(row, "title_zh"), reader.read(row, SOURCES.column("title_en")))}
        listed[name] = Node(told | made, *reader.place(row, "id"))
    return Node(dict(listed), reader.table.row, 1)


def _title(chinese: Node, english: Node | None) -> Node:
    if english is None:
        return chinese
    return Node({"zh": chinese, "en": english}, chinese.line, chinese.column)


def _read_head(grid: Grid, made: _Drafted) -> None:
    """The sheet of the pack itself: a label, and right of it what the pack is called."""
    labels = {
        cells.key(name): field for field, (label, english, _, _) in HEAD.items() for name in (label, english, field)
    }
    found: dict[str, Node] = {}
    for row, texts in grid.rows.items():
        places = sorted(place for place, text in texts.items() if cells.clean(text))
        field = labels.get(cells.key(texts[places[0]])) if places else None
        if field is None or field in found:
            continue
        column = places[0] + 1
        text = cells.one_line(texts.get(column, ""))
        if not text:
            continue
        if HEAD[field][3] == Kind.DAY:
            text = cells.day(text) or text
        elif HEAD[field][3] == Kind.CHOICE:
            text = cells.named(text, FLAGS) or text
        found[field] = Node(text, row, column)
        made.columns.setdefault(grid.file, {})[column] = (HEAD_TITLE, "value")
    if "title_zh" in found:
        made.head["title"] = _title(found["title_zh"], found.get("title_en"))
    made.head |= {name: node for name, node in found.items() if not name.startswith("title_")}
    if "example" in made.head and made.head["example"].value == "false":
        del made.head["example"]
    made.head_files |= dict.fromkeys(("id", "title", "version", "checked_on", "example"), grid.file)


def _tell_table(table: Headed, made: _Drafted) -> None:
    """Where its columns are; its broken cells, missing columns, strange columns and hidden rows."""
    grid = table.grid
    by_column = {place: field for field, place in table.columns.items()}
    made.columns[grid.file] = {
        place: (header, by_column[place]) for place, header in table.headers.items() if place in by_column
    }
    for (row, column), text in sorted(grid.broken.items()):
        if row > table.row and column in by_column:
            made.problems.append(Problem(grid.file, row, column, "broken-cell", text))
    for column, text in table.unknown.items():
        if any(grid.rows[row].get(column) for row in grid.rows if row > table.row):
            message = f"column “{shown(text)}” has no use here / 「{shown(text)}」这一列不认识，没有读入"
            made.losses.append(Problem(grid.file, table.row, column, "unknown-column", message))
    hidden = sorted(row for row in grid.hidden if row in grid.rows and row > table.row)
    if hidden:
        some = "、".join(map(str, hidden[:10]))
        message = f"hidden rows were read too: {some} / 第 {some} 行是隐藏的，也读入了"
        made.losses.append(Problem(grid.file, hidden[0], 1, "hidden-rows", message))


def _tell_unread(grid: Grid, made: _Drafted) -> None:
    if not grid.rows:
        return
    names = "、".join(sheet.title for sheet in SHEETS)
    message = (
        f"no header found on this sheet, it was not read; sheets are called {names} / "
        f"这张表里没有找到表头，没有读入。表头要和模板里的一样"
    )
    made.losses.append(Problem(grid.file, min(grid.rows), 1, "unused-sheet", message))
