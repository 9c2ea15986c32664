"""The sheets and columns in which authors write questions: template, reader and writer all follow this one description."""

from __future__ import annotations

from collections.abc import Mapping

from game.packs.exchange.sheets.column import Column, Kind, Names, Sheet
from game.packs.exchange.sheets.group_columns import DIALOGUE, REDFLAGS
from game.packs.exchange.sheets.other_columns import CARDS, OWN_FACTS, SOURCES, WORDS
from game.packs.exchange.sheets.question_columns import ANSWERS, LETTERS, OPTIONS, QUESTIONS, WHYS

__all__ = [
    "ANSWERS", "CARDS", "DIALOGUE", "HEAD", "HEAD_ENGLISH", "HEAD_TITLE", "LETTERS", "OPTIONS", "OWN_FACTS", "QUESTIONS",
    "REDFLAGS", "SHEETS", "SOURCES", "WHYS", "WORDS", "Column", "Kind", "Names", "Sheet", "rank", "sheet_of", "used",
]  # fmt: skip

HEAD: Mapping[str, tuple[str, str, str, Kind]] = {
    "id": ("题包编号", "id", "只用小写字母、数字和短横线，例如 yangguang-lu。和题包文件夹同名。", Kind.CODE),
    "title_zh": ("题包名称", "title", "给同事看的名字，例如 阳光路网点题包。", Kind.TEXT),
    "title_en": ("英文名称", "English title", "可以不填。", Kind.TEXT),
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
