"""The sheets and columns in which authors write questions: template, reader and writer all follow this one description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from string import ascii_uppercase

from game.packs.exchange.names import (
    ASPECTS,
    CHANNELS,
    CHECKED,
    DIFFICULTIES,
    EXITS,
    FLAGS,
    MEDIA,
    SPEAKERS,
    TECHNIQUES,
    TYPES,
)
from game.qtypes.choices import MOST_OPTIONS


class Kind(Enum):
    """What a cell of a column holds."""

    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    CHOICES = "choices"
    WHOLE = "whole"
    DAY = "day"
    CODES = "codes"
    LINES = "lines"
    CITATIONS = "citations"
    OPTION = "option"
    ANSWER = "answer"


Names = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Allowed values: what a pack says, what the sheet says, and what else is understood."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the pack's field, its header and other names of it, and how it is filled in.

    `types` are the question types that use it, all when empty; `is_required` says that those need it. `again` marks a
    column of the rows that follow the first one of a question.
    """

    field: str
    header: str
    english: str
    width: int
    help: str
    kind: Kind = Kind.TEXT
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    is_required: bool = False
    values: Names = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its key in the code, its name, and its columns. `type` is the question type of all its rows, if it has one."""

    key: str
    title: str
    english: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    type: str = ""

    def column(self, field: str) -> Column:
        """The column of that field. Raises KeyError when there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


LETTERS = ascii_uppercase[:MOST_OPTIONS]
CHOOSE = ("single", "multiple")
OPTIONS = ("single", "multiple", "number", "ordering", "sorting")
WHYS = ("single", "multiple", "number", "sorting")
ANSWERS = ("single", "multiple", "truefalse", "number", "sorting")

ID = Column(
    "id",
    "题号",
    "id",
    16,
    "这道题的名字，全部题包里不能重复，例如 yangguang-001。可以不填，系统会自动编一个。写好以后请不要再改。",
    Kind.CODE,
    ("编号", "题目编号", "序号", "no", "no."),
)
TYPE = Column(
    "type",
    "题型",
    "type",
    9,
    "从下拉列表里选。找疑点题和对话题请写在各自的表里。",
    Kind.CHOICE,
    ("试题类型", "题目类型", "类型"),
    is_required=True,
    values=TYPES,
)
TOPIC = Column(
    "topic",
    "主题",
    "topic",
    20,
    "这道题归哪一章，从下拉列表里选。",
    Kind.CODE,
    ("章节", "所属章节", "分类", "知识点", "chapter"),
    is_required=True,
)
DIFFICULTY = Column(
    "difficulty",
    "难度",
    "difficulty",
    8,
    "容易、中等或较难。",
    Kind.CHOICE,
    ("难易程度", "难易度"),
    is_required=True,
    values=DIFFICULTIES,
)
ASPECT = Column(
    "aspect",
    "角度",
    "aspect",
    8,
    "知识：记得住；理解：想得明白；情境：遇到事情会做。可以不填。",
    Kind.CHOICE,
    ("考查角度",),
    values=ASPECTS,
)
STEM = Column(
    "stem",
    "题干",
    "stem",
    40,
    "要问的话，最多 60 字。判断题写一句能判断对错的话。",
    Kind.TEXT,
    ("题目", "问题", "题目内容", "试题内容", "试题", "question"),
    is_required=True,
)
RATIONALE = Column(
    "rationale",
    "讲解",
    "rationale",
    44,
    "答完以后给客户看的一段话：为什么，以及遇到了怎么办。最多 110 字。",
    Kind.TEXT,
    ("解析", "答案解析", "试题解析", "解释", "explanation"),
    is_required=True,
)
HINT = Column(
    "hint",
    "提示",
    "hint",
    26,
    "客户用“提示”道具时看到的一句话，不要直接说出答案。最多 36 字。",
    names=("小提示",),
    is_required=True,
)
FACTS = Column(
    "facts",
    "依据的事实",
    "facts",
    24,
    "这道题依据的事实编号，一行一个（单元格里换行按 Alt+Enter），也可以用逗号隔开。编号要在「事实」表或题库里有。",
    Kind.CODES,
    ("事实", "事实编号", "依据"),
    is_required=True,
)
CITED = Column(
    "sources",
    "出处",
    "sources",
    26,
    "一行一个：来源编号，空一格，再写第几条，例如 cbirc-2020-3 第十八条。来源编号要在「来源」表里有。"
    "不填就照「依据的事实」的出处填上。",
    Kind.CITATIONS,
    ("来源", "来源编号", "法规依据", "source"),
)
CHECKED_ON = Column(
    "checked_on",
    "核对日期",
    "checked_on",
    12,
    "最后一次核对内容是哪一天，例如 2026-11-23。",
    Kind.DAY,
    ("核对时间", "审核日期"),
    is_required=True,
)
VALID_UNTIL = Column(
    "valid_until",
    "有效期至",
    "valid_until",
    12,
    "会变的内容（号码、利率、期限）写上哪天要重新核对。不会变的可以不填。",
    Kind.DAY,
    ("有效期", "复核日期"),
)
GENUINE = Column(
    "genuine",
    "是真的",
    "genuine",
    9,
    "这条消息、这通来电是真的（没有骗局）就选“是”，不然不填。",
    Kind.CHOICE,
    ("真实",),
    values=FLAGS,
)
RECKONING = Column(
    "reckoning",
    "怎样算出",
    "reckoning",
    22,
    "答案里的数字事实里没有、是算出来的，就在这里写明怎样算。不然不填。",
    names=("算法", "计算过程"),
)
COMMON_END = (RATIONALE, HINT, FACTS, CITED, CHECKED_ON, VALID_UNTIL)


def _options() -> Iterator[Column]:
    for place, letter in enumerate(LETTERS):
        yield Column(
            f"option.{place}",
            f"选项{letter}",
            f"option {letter}",
            20,
            "单选、多选：要选的话，最多 26 字，前面不用写 A、B、C。排序题：按正确的先后从 A 往后写。"
            "归类题：要归类的东西。数字题：常见的错误数字（可以不填）。判断题不填。",
            Kind.OPTION,
            (f"{letter}选项", letter, f"答案{letter}", f"备选{letter}", f"选项{place + 1}", f"option{place + 1}"),
            OPTIONS,
        )


def _whys() -> Iterator[Column]:
    for place, letter in enumerate(LETTERS):
        yield Column(
            f"why.{place}",
            f"选项{letter}说明",
            f"why {letter}",
            24,
            f"选了 {letter} 的客户会看到的一句话：错在哪里。最多 40 字，正确的选项可以不填。",
            Kind.TEXT,
            (f"{letter}说明", f"说明{letter}", f"{letter}选项说明"),
            WHYS,
        )


ANSWER = Column(
    "answer",
    "正确答案",
    "answer",
    16,
    "单选：A；多选：AC；判断：对 或 错；数字题：15；"
    "归类题：有存款保险：A、B；没有存款保险：C、D。排序题不填（选项就按正确的先后写）。",
    Kind.ANSWER,
    ("答案", "标准答案", "参考答案", "correct answer", "key"),
    ANSWERS,
    is_required=True,
)
UNIT = Column("unit", "单位", "unit", 7, "只有数字题填，例如 元、日、年。", types=("number",), is_required=True)
TOLERANCE = Column(
    "tolerance",
    "允许误差",
    "tolerance",
    9,
    "只有数字题填：差多少以内也算对。不填就是 0。",
    Kind.WHOLE,
    ("误差",),
    ("number",),
)

QUESTIONS = Sheet(
    "questions",
    "题目",
    "questions",
    (
        ID,
        TYPE,
        TOPIC,
        DIFFICULTY,
        ASPECT,
        STEM,
        *_options(),
        ANSWER,
        UNIT,
        TOLERANCE,
        *_whys(),
        *COMMON_END,
        GENUINE,
        RECKONING,
    ),
    ("题库", "试题", "questions", "sheet1"),
)

REDFLAGS = Sheet(
    "redflags",
    "找疑点",
    "red flags",
    (
        ID,
        TOPIC,
        DIFFICULTY,
        ASPECT,
        STEM,
        Column(
            "medium", "形式", "medium", 8, "这条消息从哪里来。", Kind.CHOICE, ("媒介",), is_required=True, values=MEDIA
        ),
        Column(
            "sender",
            "发来的人",
            "sender",
            12,
            "屏幕上显示是谁发来的，最多 12 字。",
            names=("发送人",),
            is_required=True,
        ),
        Column(
            "note", "小字", "note", 9, "名字旁边的小字，例如 来电、短信。最多 8 字。", names=("标注",), is_required=True
        ),
        Column(
            "text",
            "消息里的话",
            "text",
            36,
            "一句一行，共 3 到 6 句，每句最多 40 字。同一道题的第二句起，只填这一列和右边三列。",
            names=("内容", "这句话"),
            is_required=True,
            again=True,
        ),
        Column(
            "flag",
            "疑点",
            "flag",
            14,
            "这句话可疑，就写可疑在哪里，最多 10 字，例如 索要验证码。不可疑就不填。",
            names=("可疑点",),
            again=True,
        ),
        Column("why", "说明", "why", 30, "为什么可疑，或者为什么正常。最多 40 字。", again=True),
        Column(
            "me",
            "谁说的",
            "who",
            9,
            "是客户自己回的话就选“自己”，不然不填。",
            Kind.CHOICE,
            ("说话人",),
            values=SPEAKERS,
            again=True,
        ),
        *COMMON_END,
        GENUINE,
    ),
    ("找疑点题", "redflags"),
    "redflags",
)

DIALOGUE = Sheet(
    "dialogue",
    "对话",
    "dialogue",
    (
        ID,
        TOPIC,
        DIFFICULTY,
        ASPECT,
        STEM,
        Column(
            "channel",
            "方式",
            "channel",
            8,
            "对方怎样找来的。",
            Kind.CHOICE,
            ("渠道",),
            is_required=True,
            values=CHANNELS,
        ),
        Column("caller", "对方是谁", "caller", 12, "屏幕上显示的名字，最多 12 字。", names=("对方",), is_required=True),
        Column(
            "techniques",
            "手法",
            "techniques",
            16,
            "骗子用了哪些手法，一行一个：" + "、".join(label for _, label, _ in TECHNIQUES) + "。真的来电不填。",
            Kind.CHOICES,
            ("骗术",),
            values=TECHNIQUES,
        ),
        Column(
            "step",
            "步骤",
            "step",
            7,
            "这一步的名字，例如 a、b、c。第一步就是开头。同一步有几种回答，就写几行，步骤只写在第一行。",
            Kind.CODE,
            is_required=True,
            again=True,
        ),
        Column(
            "says",
            "对方说",
            "says",
            36,
            "对方在这一步说的话，一句一行（换行按 Alt+Enter），每句最多 40 字。",
            Kind.LINES,
            ("对方的话",),
            again=True,
        ),
        Column(
            "choice",
            "客户可以说",
            "reply",
            26,
            "客户的一种回答，最多 20 字。一种回答一行。",
            names=("回答",),
            is_required=True,
            again=True,
        ),
        Column(
            "to",
            "接着到",
            "leads to",
            9,
            "选了这句以后到哪一步，写步骤的名字；照对方说的做、到此结束，就写“照做”。",
            Kind.CODE,
            ("下一步",),
            is_required=True,
            again=True,
        ),
        Column(
            "risk", "有风险", "risk", 8, "这句话泄露了信息或上了当，选“是”。", Kind.CHOICE, values=FLAGS, again=True
        ),
        Column(
            "exits",
            "可以结束",
            "exits",
            13,
            "这一步能用哪些结束办法：挂断、核实、报警。三个都能用就不填。",
            Kind.CHOICES,
            values=EXITS,
            again=True,
        ),
        Column("ends.hangup", "挂断以后", "after hanging up", 26, "挂断会怎样，最多 44 字。", is_required=True),
        Column("ends.verify", "核实以后", "after verifying", 26, "自己去核实会怎样，最多 44 字。", is_required=True),
        Column("ends.report", "报警以后", "after reporting", 26, "报警或求助会怎样，最多 44 字。", is_required=True),
        Column("ends.comply", "照做以后", "after complying", 26, "照对方说的做会怎样，最多 44 字。", is_required=True),
        *COMMON_END,
        GENUINE,
        Column("start", "开头步骤", "start", 9, "对话从哪一步开始。不填就是第一行的步骤。", Kind.CODE),
    ),
    ("对话题", "dialogue"),
    "dialogue",
)

CARDS = Sheet(
    "cards",
    "口袋书",
    "cards",
    (
        Column("id", "卡片编号", "id", 16, "这张卡片的名字，不能重复。可以不填。", Kind.CODE, ("编号",)),
        TOPIC,
        Column("title", "标题", "title", 20, "最多 14 字。", is_required=True),
        *(
            Column(
                f"body.{place}", f"第{place + 1}句", f"sentence {place + 1}", 30, "卡片要写 3 到 6 句，每句最多 44 字。"
            )
            for place in range(6)
        ),
        Column("do", "要做", "do", 20, "一句建议，最多 16 字。", names=("建议",), is_required=True),
        Column("avoid", "不要", "avoid", 20, "一句提醒，最多 16 字。", names=("避免",), is_required=True),
        Column("picture", "图", "picture", 18, "图的名字，从下拉列表里选。", Kind.CODE, ("图片",), is_required=True),
        Column("initials", "拼音首字母", "initials", 12, "标题的拼音首字母，用来查找，例如 yzm。", Kind.CODE),
        FACTS,
        CITED,
        CHECKED_ON,
    ),
    ("卡片", "cards"),
)

SOURCES = Sheet(
    "sources",
    "来源",
    "sources",
    (
        Column(
            "id",
            "来源编号",
            "id",
            18,
            "自己起的简短名字，只用小写字母、数字和短横线，例如 local-notice。题目的「出处」里写的就是它。",
            Kind.CODE,
            ("编号",),
            is_required=True,
        ),
        Column(
            "title.zh",
            "文件名称",
            "title",
            44,
            "法规、通知或网页的全名。",
            names=("名称", "来源名称"),
            is_required=True,
        ),
        Column("title.en", "英文名称", "English title", 30, "可以不填。"),
        Column("number", "文号", "number", 22, "例如 银保监会令2020年第3号。可以不填。"),
        Column("issuer", "发布机构", "issuer", 26, "可以不填。", names=("机构",)),
        Column("status", "状态", "status", 12, "例如 in force（现行有效）。可以不填。", names=("效力",)),
    ),
    ("来源表", "sources"),
)

OWN_FACTS = Sheet(
    "facts",
    "事实",
    "facts",
    (
        Column(
            "id",
            "事实编号",
            "id",
            22,
            "自己起的简短名字，只用小写字母、数字和短横线。题目的「依据的事实」里写的就是它。",
            Kind.CODE,
            is_required=True,
        ),
        Column(
            "statement",
            "事实内容",
            "statement",
            50,
            "一句话说清楚的事实，题目的答案要从这句话里看得出来。",
            names=("内容",),
            is_required=True,
        ),
        Column("source", "来源", "source", 20, "「来源」表里的编号。", Kind.CODES, ("来源编号",), is_required=True),
        Column("article", "条款", "article", 14, "第几条，例如 第十八条。没有就不填。"),
        Column(
            "checked",
            "核对结果",
            "checked",
            12,
            "只有“已核实”的事实可以出题。",
            Kind.CHOICE,
            values=CHECKED,
            is_required=True,
        ),
        Column("evidence", "核对时看到什么", "evidence", 34, "谁在哪里看到的原文，哪一天。", names=("证据",)),
        Column("changed", "为什么会变", "changed", 24, "号码、利率这类会变的事实，写上原因。不会变就不填。"),
        Column("confusions", "常见的误解", "confusions", 34, "一行一个，可以用来做错误选项。可以不填。", Kind.LINES),
    ),
    ("事实表", "facts"),
)

WORDS = Sheet(
    "words",
    "英文",
    "English",
    (
        Column("id", "编号", "id", 18, "题号或卡片编号。", Kind.CODE, is_required=True),
        Column("place", "位置", "place", 22, "这句话在题里的位置，请不要改。", Kind.CODE, is_required=True),
        Column("zh", "中文", "Chinese", 50, "给翻译的人看的，改了也没有作用。"),
        Column("en", "英文", "English", 50, "英文译文。不填就显示中文。"),
    ),
    ("翻译", "english"),
)

HEAD: Mapping[str, tuple[str, str, str, Kind]] = {
    "id": ("题包编号", "id", "只用小写字母、数字和短横线，例如 yangguang-lu。和题包文件夹同名。", Kind.CODE),
    "title.zh": ("题包名称", "title", "给同事看的名字，例如 阳光路网点题包。", Kind.TEXT),
    "title.en": ("英文名称", "English title", "可以不填。", Kind.TEXT),
    "version": ("版本", "version", "每次改过内容就换一个，例如 2026.11。", Kind.CODE),
    "checked_on": ("核对日期", "checked_on", "最后一次核对是哪一天，例如 2026-11-23。", Kind.DAY),
    "example": ("只是示例", "example", "选“是”就只检查、不出现在游戏里。", Kind.CHOICE),
}
"""The rows of the sheet of the pack itself: field → label, English name, help, kind."""
HEAD_TITLE, HEAD_ENGLISH = "题包", "pack"

ITEM_ORDER = (
    "id",
    "type",
    "topic",
    "difficulty",
    "aspect",
    "genuine",
    "stem",
    "title",
    "initials",
    "options",
    "classes",
    "items",
    "answer",
    "unit",
    "tolerance",
    "slips",
    "medium",
    "channel",
    "sender",
    "caller",
    "note",
    "techniques",
    "start",
    "steps",
    "ends",
    "parts",
    "body",
    "do",
    "avoid",
    "picture",
    "rationale",
    "hint",
    "reckoning",
    "facts",
    "sources",
    "checked_on",
    "valid_until",
)
"""The fields of questions and cards in the order in which people read them."""

SHEETS = (QUESTIONS, REDFLAGS, DIALOGUE, CARDS, SOURCES, OWN_FACTS, WORDS)


def sheet_of(question_type: str) -> Sheet:
    """The sheet on which a question of that type is written."""
    return next((sheet for sheet in SHEETS if sheet.type and sheet.type == question_type), QUESTIONS)


def used(column: Column, question_type: str) -> bool:
    """Whether questions of that type use the column."""
    return not column.types or question_type in column.types


def rank(field: str) -> int:
    """Where a field of a question or a card stands among the others."""
    return ITEM_ORDER.index(field) if field in ITEM_ORDER else len(ITEM_ORDER)
