"""The switches of `packs template`, `packs import` and `packs export`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from game.packs.exchange.formats import FORMATS

if TYPE_CHECKING:
    Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def export_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """`packs export`, to which the caller adds the folder."""
    export = verbs.add_parser("export", help="the bank as JSON, or a pack as a file of another program / 导出题目")
    export.add_argument("--format", choices=("json", *FORMATS), default="json", help="what to write / 导出成什么格式")
    export.add_argument("--out", type=Path, help="file to write (JSON without it: standard output) / 输出文件")
    export.add_argument("--pack", default="", metavar="ID", help="only this pack / 只导出这个题包")
    return export


def template_verb(verbs: Verbs) -> None:
    """`packs template`."""
    template = verbs.add_parser("template", help="an Excel workbook to write questions in / 生成出题用的 Excel 模板")
    template.add_argument("out", type=Path, help="file to write, .xlsx / 输出文件")
    template.add_argument("--replace", action="store_true", help="overwrite a file of that name / 覆盖已有的文件")
    template.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")


def import_verb(verbs: Verbs, day: Callable[[str], date]) -> None:
    """`packs import`; `day` reads a date."""
    made = verbs.add_parser("import", help="a workbook or another program's file becomes a pack / 把表格导入成题包")
    made.add_argument("file", type=Path, help="the file to read / 要导入的文件")
    made.add_argument(
        "--out",
        type=Path,
        required=True,
        help="the pack's folder, or an .xlsx to complete / 题包文件夹，或要补全的 .xlsx",
    )
    made.add_argument(
        "--partial", action="store_true", help="write the questions without problems / 先写入没有问题的题"
    )
    made.add_argument("--replace", action="store_true", help="take the place of what is there / 替换已有的")
    made.add_argument(
        "--from", dest="format", choices=tuple(FORMATS), default="", help="the file's format / 文件的格式"
    )
    made.add_argument("--id", default="", help="the pack's id (default: the folder's name) / 题包编号")
    made.add_argument("--title", default="", help="the pack's title / 题包名称")
    made.add_argument("--version", default="", help="the pack's version / 版本")
    made.add_argument("--topic", default="", help="chapter of questions that name none / 没写主题的题归哪一章")
    made.add_argument(
        "--difficulty", type=int, choices=(1, 2, 3), default=0, help="of questions that name none / 没写难度的题的难度"
    )
    made.add_argument(
        "--checked-on", type=day, default=None, help="of questions that name none / 没写核对日期的题的核对日期"
    )
    made.add_argument(
        "--valid-until", type=day, default=None, help="of questions that name none / 没写有效期的题的有效期"
    )
    made.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ID[=TITLE]",
        help="cited where nothing is / 没写出处的题的出处",
    )
    made.add_argument(
        "--fact", action="append", default=[], metavar="ID", help="of questions that name none / 没写事实的题依据的事实"
    )
    made.add_argument("--questions", type=Path, default=None, help="the packs it will stand beside / 题库文件夹")
