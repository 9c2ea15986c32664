"""A small clean workbook that tests spoil, and what must come out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from game.nodes import Node, Problem, Tree, plain
from game.packs.exchange.around import Around
from game.packs.exchange.assemble import Given, assembled
from game.packs.exchange.draft import Draft
from game.packs.exchange.judged import judged
from game.packs.exchange.teller import Teller
from game.packs.exchange.workbook import xlsx

PACK = "my-pack"
AROUND = Around(
    chapters={"property": "财产安全权", "fraud": "反诈夜市"},
    titles={"财产安全权": "property", "反诈夜市": "fraud", "Safe property": "property"},
    sources={"law-1": Node({"title": Node("示例办法")})},
)
HEADERS = [
    "题号",
    "题型",
    "主题",
    "难度",
    "角度",
    "题干",
    "选项A",
    "选项B",
    "选项C",
    "选项D",
    "选项E",
    "选项F",
    "正确答案",
    "单位",
    "允许误差",
    "选项A说明",
    "选项B说明",
    "选项C说明",
    "选项D说明",
    "讲解",
    "提示",
    "依据的事实",
    "出处",
    "核对日期",
    "有效期至",
]
COMMON = {
    "主题": "财产安全权 property",
    "难度": "容易",
    "角度": "知识",
    "讲解": "验证码等于密码，谁要都不给。",
    "提示": "想一想家里的钥匙。",
    "依据的事实": "fact-1",
    "出处": "law-1 第三条",
    "核对日期": "2026-11-23",
}
ROWS: tuple[dict[str, Any], ...] = (
    {"题号": "my-1", "题型": "单选题", "题干": "有人来电要验证码，您怎么办？", "选项A": "读给他听", "选项B": "不给他", "选项C": "看看再说", "正确答案": "B", "选项A说明": "给了就不安全了。"},
    {"题号": "my-2", "题型": "多选题", "题干": "哪些做法能保护银行卡？", "选项A": "遮挡密码", "选项B": "借给朋友", "选项C": "开通提醒", "选项D": "写在卡上", "正确答案": "AC", "选项B说明": "出借有风险。"},
    {"题号": "my-3", "题型": "判断题", "题干": "验证码可以告诉客服。", "正确答案": "错"},
    {"题号": "my-4", "题型": "数字题", "题干": "简单的投诉，最多多少日处理？", "选项A": "30", "选项A说明": "那是复杂的。", "正确答案": "15", "单位": "日"},
    {"题号": "my-5", "题型": "排序题", "题干": "请按先后排好。", "选项A": "先挂断", "选项B": "查官方号码", "选项C": "拨过去核实"},
    {"题号": "my-6", "题型": "归类题", "题干": "哪些可以告诉别人？", "选项A": "验证码", "选项B": "密码", "选项C": "开门时间", "正确答案": "不能：A、B；可以：C", "选项A说明": "等于密码。"},
)  # fmt: skip
FLAG_HEADERS = [
    "题号",
    "主题",
    "难度",
    "题干",
    "形式",
    "发来的人",
    "小字",
    "消息里的话",
    "疑点",
    "说明",
    "谁说的",
    "讲解",
    "提示",
    "依据的事实",
    "出处",
    "核对日期",
]
TALK_HEADERS = [
    "题号",
    "主题",
    "难度",
    "题干",
    "方式",
    "对方是谁",
    "手法",
    "步骤",
    "对方说",
    "客户可以说",
    "接着到",
    "有风险",
    "挂断以后",
    "核实以后",
    "报警以后",
    "照做以后",
    "讲解",
    "提示",
    "依据的事实",
    "出处",
    "核对日期",
]
SOURCE_HEADERS = ["来源编号", "文件名称"]
FACT_HEADERS = ["事实编号", "事实内容", "来源", "核对结果"]
MESSAGE = (
    {"题号": "my-7", "题干": "点出可疑的话。", "形式": "电话", "发来的人": "快递客服", "小字": "来电", "消息里的话": "您好，方便吗？"},
    {"消息里的话": "把验证码念给我。", "疑点": "索要验证码", "说明": "谁要都不给。"},
    {"消息里的话": "那我要说吗？", "谁说的": "自己"},
)  # fmt: skip
TALK = (
    {"题号": "my-8", "题干": "对方自称客服。您来应对。", "方式": "电话", "对方是谁": "“客服”", "手法": "制造恐惧、制造紧迫", "步骤": "a", "对方说": "您的账户有风险。\n马上要冻结。", "客户可以说": "什么风险？", "接着到": "b", "挂断以后": "对方没再打来。", "核实以后": "账户好好的。", "报警以后": "民警说您做得对。", "照做以后": "钱被转走了。"},
    {"客户可以说": "快帮我处理", "接着到": "照做", "有风险": "是"},
    {"步骤": "b", "对方说": "把验证码给我。", "客户可以说": "不给", "接着到": "照做"},
)  # fmt: skip


def row(**changes: Any) -> dict[str, Any]:
    """A row of a single choice with some of its cells changed."""
    return {**COMMON, **ROWS[0], **changes}


def fill(
    sheet: Any, rows: tuple[dict[str, Any], ...] = ROWS, headers: list[str] = HEADERS, top: int = 1, left: int = 1
) -> None:
    """Header and rows stand on the sheet, from that row and column on; the first row of a question gets what all share."""
    for column, header in enumerate(headers, left):
        sheet.cell(top, column, header)
    for number, told in enumerate(rows, top + 1):
        whole = {**COMMON, **told} if told.get("题干") else told
        for column, header in enumerate(headers, left):
            if whole.get(header) is not None:
                sheet.cell(number, column, whole[header])


def cell(sheet: Any, header: str, number: int, headers: list[str] = HEADERS) -> Any:
    """The cell under that header in that row, where the header stands in row 1."""
    return sheet.cell(number, headers.index(header) + 1)


def book(rows: tuple[dict[str, Any], ...] = ROWS) -> tuple[Workbook, Any]:
    """The clean workbook and its sheet 题目."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "题目"
    fill(sheet, rows)
    return made, sheet


def read(path: Path) -> tuple[list[Problem], Draft]:
    """All problems of a workbook as `packs import` finds them, and its draft."""
    made = assembled(xlsx.read(path), Given(), PACK, AROUND)
    return judged(made, PACK, AROUND)[0], made


def lines(path: Path) -> list[str]:
    """The same problems in words."""
    problems, made = read(path)
    return Teller(made, AROUND).lines(problems)


def questions(draft: Draft) -> dict[str, Tree]:
    """The questions by their ids."""
    found = [plain(node) for listed in draft.questions.values() for node in listed]
    return {str(item["id"]): item for item in found if isinstance(item, dict)}


def columns(headers: list[str] = HEADERS) -> dict[str, int]:
    """Header → column, counted from 1."""
    return {header: place for place, header in enumerate(headers, 1)}
