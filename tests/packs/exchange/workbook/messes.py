"""Spreadsheets as people really leave them: each mess by its name, how it is made, and what must come out.

`clean` is a workbook that must read exactly as the clean one does; else every problem is listed as (sheet, row, column's
header, code), and nothing but these may be told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from tests.packs.exchange.workbook.sheet_base import (
    COMMON,
    FACT_HEADERS,
    FLAG_HEADERS,
    HEADERS,
    MESSAGE,
    ROWS,
    SOURCE_HEADERS,
    TALK,
    TALK_HEADERS,
    book,
    cell,
    fill,
    row,
)

Told = tuple[str, int, str, str]


@dataclass(frozen=True)
class Mess:
    """One messy workbook. `told` are its problems; `changed` are fields of questions that differ from the clean ones."""

    name: str
    make: Callable[[], Workbook]
    told: tuple[Told, ...] = ()
    changed: tuple[tuple[str, str, Any], ...] = ()
    losses: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    more: tuple[str, ...] = ()


MESSES: list[Mess] = []


def mess(name: str, **told: Any) -> Callable[[Callable[[Any, Any], None]], Callable[[Any, Any], None]]:
    """The decorated function spoils the clean workbook and its sheet 题目."""

    def add(spoil: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        def make() -> Workbook:
            made, sheet = book()
            spoil(made, sheet)
            return made

        MESSES.append(Mess(name, make, **told))
        return spoil

    return add


def each(sheet: Any, change: Callable[[str], str], headers: tuple[str, ...] = ()) -> None:
    """Every text cell below the header is changed; only those of `headers` if any are named."""
    for cells in sheet.iter_rows(min_row=2):
        for one in cells:
            if isinstance(one.value, str) and (not headers or HEADERS[one.column - 1] in headers):
                one.value = change(one.value)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


# ── cells as they are pasted ──


@mess("blanks that nobody sees, from Word and web pages")
def _(made: Any, sheet: Any) -> None:
    each(sheet, lambda text: f"\u00a0\u200b{text}\ufeff \u3000")


@mess("full-width letters and digits")
def _(made: Any, sheet: Any) -> None:
    each(sheet, wide, ("题号", "正确答案", "核对日期", "选项A"))


@mess("answers and names in quotes")
def _(made: Any, sheet: Any) -> None:
    each(sheet, lambda text: f"“{text}”", ("题型", "正确答案", "依据的事实"))


@mess("options with A、 before them")
def _(made: Any, sheet: Any) -> None:
    for letter in "ABCD":
        each(sheet, lambda text, letter=letter: f"{letter}、{text}", (f"选项{letter}",))


@mess("options with (A) and ② before them")
def _(made: Any, sheet: Any) -> None:
    for place, letter in enumerate("ABCD"):
        mark = f"（{letter}）" if place % 2 else "①②③④"[place]
        each(
            sheet, lambda text, mark=mark: f"{mark}{text}" if mark[0] == "（" else f"{mark}、{text}", (f"选项{letter}",)
        )


@mess("answers parted by all kinds of marks")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 2).value = "答案：b"
    cell(sheet, "正确答案", 3).value = "A、C"
    cell(sheet, "正确答案", 7).value = "不能: AB\n可以: C"


@mess("an answer in the words of its option, and one in circled numbers")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 2).value = " 不给他"
    cell(sheet, "正确答案", 3).value = "①，③"


@mess("a tick for false and a logical value")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 4).value = False
    sheet.append([None] * len(HEADERS))
    fill_row(
        sheet,
        9,
        row(
            题号="my-9",
            题型="判断",
            题干="谁要都不给。",
            正确答案="√",
            选项A=None,
            选项B=None,
            选项C=None,
            选项A说明=None,
        ),
    )


MESSES[-1] = Mess(MESSES[-1].name, MESSES[-1].make, more=("my-9",))


def fill_row(sheet: Any, number: int, told: dict[str, Any]) -> None:
    for column, header in enumerate(HEADERS, 1):
        if told.get(header) is not None:
            sheet.cell(number, column, told[header])


@mess("numbers as numbers, as text with a unit, and with a tail of zeros")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 5).value = "15 日"
    cell(sheet, "选项A", 5).value = 30.0
    cell(sheet, "允许误差", 5).value = "０"


MESSES[-1] = Mess(MESSES[-1].name, MESSES[-1].make, changed=(("my-4", "tolerance", "0"),))


@mess("large numbers as a spreadsheet shows them", changed=(("my-4", "answer", "1500"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 5).value = "1.5E+03"
    cell(sheet, "选项A", 5).value = "'30".strip("'")


@mess("days as days, as serial numbers, with bars and with 年月日")
def _(made: Any, sheet: Any) -> None:
    days = (datetime(2026, 11, 23), 46349, "2026/11/23", "2026年11月23日", date(2026, 11, 23), "20261123")
    for number, told in enumerate(days, 2):
        cell(sheet, "核对日期", number).value = told


@mess("shares as percent cells", changed=(("my-1", "options", [{"text": "5%", "why": "给了就不安全了。"}, {"text": "12.5%", "right": "true"}, {"text": "看看再说"}]),))  # fmt: skip
def _(made: Any, sheet: Any) -> None:
    for header, value in (("选项A", 0.05), ("选项B", 0.125)):
        one = cell(sheet, header, 2)
        one.value, one.number_format = value, "0.0%"


@mess("lines broken inside cells")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题干", 2).value = "有人来电要\n验证码，\r\n您怎么办？"
    cell(sheet, "讲解", 3).value = "验证码等于密码，\n谁要都不给。"


@mess("text with several fonts in one cell")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题干", 2).value = CellRichText("有人来电要", TextBlock(InlineFont(b=True), "验证码"), "，您怎么办？")


@mess(
    "texts that begin like formulas", changed=(("my-1", "stem", "=1+1 等于几？"), ("my-2", "stem", "@谁，+86 是什么？"))
)
def _(made: Any, sheet: Any) -> None:
    for number, text in ((2, "=1+1 等于几？"), (3, "@谁，+86 是什么？")):
        one = cell(sheet, "题干", number)
        one.value, one.data_type = text, "s"


@mess("names that are bare numbers", only=("my-pack-001", "my-pack-002", "my-pack-003", "my-pack-004", "my-pack-005", "my-pack-006"))  # fmt: skip
def _(made: Any, sheet: Any) -> None:
    for number in range(2, 8):
        cell(sheet, "题号", number).value = number - 1


@mess("no names at all", only=("my-pack-b6f5ae", "my-pack-7e102d"))
def _(made: Any, sheet: Any) -> None:
    sheet.delete_rows(4, 9)
    for number in (2, 3):
        cell(sheet, "题号", number).value = None


# ── sheets as they are rebuilt ──


@mess("a banner over the header, merged across the sheet")
def _(made: Any, sheet: Any) -> None:
    sheet.insert_rows(1, 3)
    sheet.cell(1, 1, "阳光路网点 2026 年题库（内部）")
    sheet.merge_cells("A1:Y1")
    sheet.cell(2, 1, "制表：消保部")


@mess("columns in another order with more between them", losses=("unknown-column",))
def _(made: Any, sheet: Any) -> None:
    made.remove(sheet)
    sheet = made.create_sheet("题目")
    order = ["备注", *reversed(HEADERS), "审核人"]
    fill(sheet, tuple({**told, "备注": "已看", "审核人": "周"} for told in ROWS), order)


@mess("sheets with other names, in another order")
def _(made: Any, sheet: Any) -> None:
    sheet.title = "Sheet1 (2)"
    other = made.create_sheet("Sheet3", 0)
    other.append(["来源编号", "文件名称"])
    other.append(["law-1", "示例办法"])


@mess("headers of another template")
def _(made: Any, sheet: Any) -> None:
    names = {"题干": "题目内容", "正确答案": "标准答案", "讲解": "答案解析", "主题": "所属章节", "难度": "难易程度", "选项A": "A", "选项B": "B选项", "选项C": "选项3", "选项D": "选项 D", "题号": "序号"}  # fmt: skip
    for one in sheet[1]:
        one.value = names.get(one.value, one.value)


@mess("headers with marks of duty, remarks and blanks")
def _(made: Any, sheet: Any) -> None:
    for one in sheet[1]:
        one.value = f" *{one.value}\n（必填）\u00a0"


@mess("a table that begins far from the corner")
def _(made: Any, sheet: Any) -> None:
    made.remove(sheet)
    fill(made.create_sheet("题目"), top=6, left=5)


@mess("empty rows between, and drop-downs filled down below", losses=("no-question",))
def _(made: Any, sheet: Any) -> None:
    sheet.insert_rows(4, 2)
    sheet.insert_rows(3)
    for number in range(11, 16):
        sheet.cell(number, 2, "单选题")
        sheet.cell(number, 4, "容易")
    sheet.cell(16, 1, "my-99")


@mess("the header again in the middle")
def _(made: Any, sheet: Any) -> None:
    sheet.insert_rows(4)
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(4, column, header)


@mess("the topic merged over the rows that share it")
def _(made: Any, sheet: Any) -> None:
    for header in ("主题", "难度", "核对日期"):
        letter = cell(sheet, header, 2).column_letter
        for number in range(3, 8):
            cell(sheet, header, number).value = None
        sheet.merge_cells(f"{letter}2:{letter}7")


@mess("hidden rows", losses=("hidden-rows",))
def _(made: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True


@mess("questions on two sheets")
def _(made: Any, sheet: Any) -> None:
    made.remove(sheet)
    fill(made.create_sheet("财产"), ROWS[:3])
    fill(made.create_sheet("其他"), ROWS[3:])


@mess("notes, drop-downs, a chart sheet and a hidden sheet with scraps", losses=("unused-sheet",))
def _(made: Any, sheet: Any) -> None:
    sheet["A1"].comment = Comment("别忘了核对", "周")
    rule = DataValidation(type="list", formula1='"单选题,多选题"')
    sheet.add_data_validation(rule)
    rule.add("B2:B50")
    made.create_chartsheet("图表")
    scraps = made.create_sheet("草稿")
    scraps["B2"] = "还没想好"
    scraps.sheet_state = "hidden"


@mess("the topic by its English title, its id and with blanks")
def _(made: Any, sheet: Any) -> None:
    for number, text in enumerate(
        ("property", "财产安全权", " 财产 安全权 ", "Safe property", "PROPERTY", "property 财产安全权"), 2
    ):
        cell(sheet, "主题", number).value = text


@mess("types left blank")
def _(made: Any, sheet: Any) -> None:
    for number in (2, 3, 4):
        cell(sheet, "题型", number).value = None


@mess("true or false with options and a letter")
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "选项A", 4).value, cell(sheet, "选项B", 4).value = "正确", "错误"
    cell(sheet, "正确答案", 4).value = "B"


@mess("formulas that a spreadsheet never reckoned", told=(("题目", 2, "题干", "broken-cell"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题干", 2).value = '="有人来电"&"要验证码"'


@mess("a formula that lost its cell", told=(("题目", 3, "选项A", "broken-cell"),))
def _(made: Any, sheet: Any) -> None:
    one = cell(sheet, "选项A", 3)
    one.value, one.data_type = "#REF!", "e"


# ── mistakes ──


@mess("an answer beyond the options", told=(("题目", 2, "正确答案", "answer-beyond"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 2).value = "E"


@mess("two answers to a single choice", told=(("题目", 2, "正确答案", "answer-count"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 2).value = "AB"


@mess("a type nobody knows", told=(("题目", 2, "题型", "unknown-type"), ("题目", 3, "题型", "type-sheet")))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题型", 2).value = "猜谜题"
    cell(sheet, "题型", 3).value = "找疑点"


@mess(
    "five mistakes at once",
    told=(
        ("题目", 2, "主题", "unknown-topic"),
        ("题目", 2, "题干", "too-long"),
        ("题目", 3, "选项B", "empty"),
        ("题目", 4, "正确答案", "answer-unread"),
        ("题目", 5, "核对日期", "not-a-date"),
    ),
)
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "主题", 2).value = "月亮"
    cell(sheet, "题干", 2).value = "长" * 61
    cell(sheet, "选项B", 3).value = None
    cell(sheet, "选项B说明", 3).value = None
    cell(sheet, "正确答案", 4).value = "也许"
    cell(sheet, "核对日期", 5).value = "昨天"


@mess("an option in no class", told=(("题目", 7, "正确答案", "answer-classes"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "正确答案", 7).value = "不能：A；可以：C"


@mess("the same name twice", told=(("题目", 4, "题号", "twin-id"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题号", 4).value = "my-2"


@mess("signs that the screen has no letters for", told=(("题目", 3, "提示", "no-glyph"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "提示", 3).value = "加油💪"


@mess("a share where a number belongs", told=(("题目", 5, "正确答案", "answer-number"),))
def _(made: Any, sheet: Any) -> None:
    one = cell(sheet, "正确答案", 5)
    one.value, one.number_format = 0.05, "0%"


@mess("a source that is listed nowhere", told=(("题目", 2, "出处", "unknown-source"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "出处", 2).value = "rumour 第一条"


@mess("no header at all", told=(("", 1, "", "no-table"),), only=())
def _(made: Any, sheet: Any) -> None:
    sheet.delete_rows(1)


MESSES[-1] = Mess(MESSES[-1].name, MESSES[-1].make, told=MESSES[-1].told, only=(), losses=("unused-sheet",))


# ── messages and dialogues ──


@mess("messages and dialogues whose names are merged over their rows", more=("my-7", "my-8"))
def _(made: Any, sheet: Any) -> None:
    flags, talks = made.create_sheet("疑点"), made.create_sheet("电话")
    fill(flags, MESSAGE, FLAG_HEADERS)
    fill(talks, TALK, TALK_HEADERS)
    for page in (flags, talks):
        page.merge_cells("A2:A4")
        page.merge_cells("B2:B4")


@mess(
    "a dialogue that leads nowhere and one that goes round",
    told=(
        ("对话", 2, "步骤", "loop"),
        ("对话", 2, "步骤", "loop"),
        ("对话", 2, "步骤", "no-such-step"),
    ),
    more=("my-8",),
)
def _(made: Any, sheet: Any) -> None:
    talks = made.create_sheet("对话")
    fill(talks, ({**TALK[0], "接着到": "b"}, {**TALK[1], "接着到": "z"}, {**TALK[2], "接着到": "a"}), TALK_HEADERS)


@mess(
    "a message with no doubts that is not said to be genuine",
    told=(("找疑点", 2, "消息里的话", "flags-and-genuine"),),
    more=("my-7",),
)
def _(made: Any, sheet: Any) -> None:
    fill(made.create_sheet("找疑点"), (MESSAGE[0], {**MESSAGE[1], "疑点": None}, MESSAGE[2]), FLAG_HEADERS)


@mess(
    "a dialogue whose first rows name no step",
    told=(("对话", 2, "步骤", "no-step"), ("对话", 3, "步骤", "no-step")),
)
def _(made: Any, sheet: Any) -> None:
    fill(made.create_sheet("对话"), ({**TALK[0], "步骤": None}, TALK[1], TALK[2]), TALK_HEADERS)


# ── sources and facts ──


@mess(
    "a source that stands twice, and one without a name",
    told=(("来源", 3, "来源编号", "twin-source"), ("来源", 4, "来源编号", "no-source-id")),
)
def _(made: Any, sheet: Any) -> None:
    rows = ({"来源编号": "law-2", "文件名称": "一个办法"},) * 2 + ({"文件名称": "一个通知"},)
    fill(made.create_sheet("来源"), rows, SOURCE_HEADERS)


@mess("a fact that stands twice", told=(("事实", 3, "事实编号", "twin-fact"),))
def _(made: Any, sheet: Any) -> None:
    fact = {"事实编号": "own-1", "事实内容": "网点九点开门。", "来源": "law-1", "核对结果": "已核实"}
    fill(made.create_sheet("事实"), (fact, fact), FACT_HEADERS)


@mess("an ordering whose type is not filled in", told=(("题目", 6, "题型", "no-type"),))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "题型", 6).value = None


@mess("a unit beside a single choice", losses=("unused-cell",))
def _(made: Any, sheet: Any) -> None:
    cell(sheet, "单位", 2).value = "元"


assert COMMON
