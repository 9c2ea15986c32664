"""The columns that questions share, and the sheet of the questions that are written in one row."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from game.packs.exchange.sheets.column import Column, Kind, Sheet
from game.packs.exchange.sheets.names import ASPECTS, DIFFICULTIES, FLAGS, TYPES
from game.qtypes.choices import MOST_OPTIONS

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
