"""The sheets that hold no questions: cards, sources, facts and English words."""

from __future__ import annotations

from game.packs.exchange.sheets.column import Column, Kind, Sheet
from game.packs.exchange.sheets.names import CHECKED
from game.packs.exchange.sheets.question_columns import CHECKED_ON, CITED, FACTS, TOPIC

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
            "title_zh",
            "文件名称",
            "title",
            44,
            "法规、通知或网页的全名。",
            names=("名称", "来源名称"),
            is_required=True,
        ),
        Column("title_en", "英文名称", "English title", 30, "可以不填。"),
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
