"""The instruction sheet of the workbook: what to do, in the order of doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GUIDE_TITLE, LIST_TITLE = "说明", "列表"
"""Sheets that are for people and drop-downs; nothing is read from them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the guide. `kind` is title, heading or text, or which colour of the sheets its label shows."""

    text: str
    label: str = ""
    kind: str = "text"


def guide_lines() -> Sequence[Line]:
    """The guide from top to bottom."""
    return (
        Line("全民闯关 · 出题模板", kind="title"),
        Line("您在这里出的题，会出现在网点的答题屏上。照着下面五步做就行，不需要懂电脑程序。"),
        Line("五步做好一个题包", kind="heading"),
        Line("在「题包」表里给题包起个编号和名称，写上版本和核对日期。", "第一步"),
        Line(
            "在「来源」表里写下题目依据的法规、通知或网页；在「事实」表里把要考的知识点一条一句写清楚，并填上核对结果。"
            "题库里已经有的事实和来源，可以直接写编号，不用再抄一遍。",
            "第二步",
        ),
        Line(
            "在「题目」表里出题，一行一道。找疑点题写在「找疑点」表，对话题写在「对话」表，口袋书卡片写在「口袋书」表。"
            "每张表的前几行是示例，照着写；写好以后把示例行删掉。",
            "第三步",
        ),
        Line(
            "保存成 Excel 工作簿（.xlsx），交给管理题库的同事；或者自己运行：python main.py packs import 文件名.xlsx --out questions/题包编号",
            "第四步",
        ),
        Line(
            "如果有写得不对的地方，会一次全部列出来，告诉您哪张表、第几行、哪一列、应该怎么改。改好再导入一次。",
            "第五步",
        ),
        Line("颜色是什么意思", kind="heading"),
        Line("这一列必填。", "深蓝的列名", "required"),
        Line("正确答案。排序题不用填，选项按正确的先后写就可以。", "绿色的列名", "answer"),
        Line("这一列可以不填。", "浅蓝的列名", "optional"),
        Line("这一格还没有填，需要补上。", "橙色的格子", "missing"),
        Line("这种题型用不到这一格，不用填。", "灰色的格子", "unused"),
        Line("把鼠标停在列名上，会出现这一列的填法。有下拉箭头的格子，点一下就能选。"),
        Line("各种题怎么写", kind="heading"),
        Line(
            "选项写在 选项A、选项B……，2 到 6 个；正确答案写一个字母，例如 B。选错的客户会看到「选项说明」里的话。",
            "单选题",
        ),
        Line("和单选题一样，正确答案写几个字母，例如 AC。至少两个对、至少一个错。", "多选题"),
        Line("题干写一句能判断对错的话，正确答案写 对 或 错。选项不填。", "判断题"),
        Line(
            "答案是一个整数，例如 15；单位（元、日、年……）写在「单位」一列。常见的错误数字可以写在选项里，选项说明写它其实是什么。",
            "数字题",
        ),
        Line("把步骤按正确的先后写在 选项A、选项B……，3 到 6 步。正确答案不填，游戏里会自动打乱。", "排序题"),
        Line("要归类的东西写在选项里，正确答案写成：有存款保险：A、B；没有存款保险：C、D。2 到 4 类。", "归类题"),
        Line(
            "一条消息拆成 3 到 6 句，一句一行。可疑的句子写上「疑点」，不可疑的不写。整条消息都是真的，就在「是真的」一列选“是”。",
            "找疑点",
        ),
        Line(
            "一步一步的对话。对方说的话写在「对方说」，客户的每一种回答一行，「接着到」写下一步的名字；照对方说的做就写“照做”。",
            "对话",
        ),
        Line("请放心", kind="heading"),
        Line("从 Word、微信里复制过来的多余空格、全角字母数字、“A、”这样的开头，导入时会自动整理，不用逐个删。"),
        Line("可以隐藏、移动、增加列，也可以改表名；列名请不要改。空行没有关系。"),
        Line("一道题里请写“您”，句子短一点：题干不超过 60 字，选项不超过 26 字，讲解不超过 110 字。"),
        Line("不要写真实的客户姓名、电话、卡号，也不要写真实银行的名字。"),
    )
