"""The verbs of `packs`, one function each, and which module carries each out."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from game.tools.install_verbs import install_verbs, sign_verbs
from game.tools.values import day, size
from game.words import DEFAULT, LANGUAGES

MODULES = MappingProxyType(
    {
        "audit": "packs_audit",
        "check": "packs_check",
        "diff": "packs_diff",
        "explain": "packs_explain",
        "export": "packs_export",
        "facts": "packs_facts",
        "import": "packs_import",
        "leaflet": "leaflet",
        "new": "packs_new",
        **dict.fromkeys(("install", "installed", "remove", "rollback"), "packs_install"),
        **dict.fromkeys(("keygen", "sign", "approve", "verify", "trust"), "packs_sign"),
        "preview": "packs_preview",
        "schema": "packs_schema",
        "template": "packs_sheets",
    }
)
"""Verb → module of `game.tools` whose `run` carries it out, imported only then."""


def packs_verbs(packs: argparse.ArgumentParser) -> None:
    """The command knows its verbs."""
    verbs = packs.add_subparsers(dest="verb", metavar="VERB", required=True)
    _check_switches(
        verbs.add_parser("check", help="every problem as file:line:column code message / 列出题包的所有问题")
    )
    explain = verbs.add_parser("explain", help="what a code of the check means, and its cure / 解释检查出的代码")
    explain.add_argument("code", nargs="?", default="", help="a code, e.g. key-count (default: all) / 代码")
    explain.add_argument("--markdown", action="store_true", help="as a page / 输出为 Markdown 表格")
    schema = verbs.add_parser("schema", help="JSON Schema of pack files, for editors / 生成编辑器用的 JSON Schema")
    schema.add_argument("--out", type=Path, help="folder to write to (default: assets/schema) / 输出文件夹")
    audit = verbs.add_parser("audit", help="what the bank is like as a whole; fails on its limits / 题库体检")
    audit.add_argument("--json", type=Path, help="write the figures there, - for standard output / 输出 JSON")
    export = _export_verb(verbs)
    _template_verb(verbs)
    _import_verb(verbs)
    _diff_verb(verbs)
    facts = verbs.add_parser("facts", help="look up what questions may rest on / 查找可以引用的事实")
    facts.add_argument("words", nargs="*", help="words that it must have, e.g. 12378 / 要包含的词")
    facts.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")
    _new_verb(verbs)
    _preview_verb(verbs)
    install_verbs(verbs)
    sign_verbs(verbs, day)
    leaflet = verbs.add_parser("leaflet", help="a card or a chapter as a one-page PDF / 一页宣传折页（PDF）")
    which = leaflet.add_mutually_exclusive_group(required=True)
    which.add_argument("--card", default="", help="a card's id / 卡片编号")
    which.add_argument("--chapter", default="", help="a chapter's id / 章节编号")
    leaflet.add_argument("--bank", default="", help="the name on the page / 折页上的机构名称")
    leaflet.add_argument("--out", type=Path, default=Path("card.pdf"), help="file to write / 输出文件")
    for verb in (audit, export, leaflet):
        verb.add_argument(
            "folder", type=Path, nargs="?", help="the questions folder (default: the game's own) / 题库文件夹"
        )


def run(chosen: argparse.Namespace) -> int:
    """Carries the verb out; returns the exit code."""
    module = import_module(f"game.tools.{MODULES[chosen.verb]}")
    code: int = module.run(chosen)
    return code


def _check_switches(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "folder",
        metavar="PATH",
        type=Path,
        nargs="?",
        help="a questions folder, a pack, or a file in one (default: the game's own) / 题库、题包或其中的文件",
    )
    check.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="for people or programs / 格式"
    )
    check.add_argument("--strict", action="store_true", help="take warnings for problems / 提醒也算问题")
    check.add_argument("--progress", action="store_true", help="a bar, even when nobody watches / 总是显示进度条")


def _export_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    from game.packs.exchange.formats import FORMATS

    export = verbs.add_parser("export", help="the bank as JSON, or a pack as a file of another program / 导出题目")
    export.add_argument("--format", choices=("json", *FORMATS), default="json", help="what to write / 导出成什么格式")
    export.add_argument("--out", type=Path, help="file to write (JSON without it: standard output) / 输出文件")
    export.add_argument("--pack", default="", metavar="ID", help="only this pack / 只导出这个题包")
    return export


def _template_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    template = verbs.add_parser("template", help="an Excel workbook to write questions in / 生成出题用的 Excel 模板")
    template.add_argument("out", type=Path, help="file to write, .xlsx / 输出文件")
    template.add_argument("--replace", action="store_true", help="overwrite a file of that name / 覆盖已有的文件")
    template.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")


def _import_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from game.packs.exchange.formats import FORMATS

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


def _diff_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    diff = verbs.add_parser(
        "diff",
        help="what a new state of a pack changes, right answers first; exit 0 same, 1 different, 2 can't be read / "
        "比较题包的新旧两版，正确答案变了的排在最前",
    )
    diff.add_argument("old", type=Path, help="the pack's folder before / 原来的题包文件夹")
    diff.add_argument("new", type=Path, help="the pack's folder now / 现在的题包文件夹")
    diff.add_argument("--json", action="store_true", help="for programs / 输出 JSON")


def _new_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = verbs.add_parser("new", help="a few questions, and a pack to begin with stands there / 新建题包")
    new.add_argument(
        "folder", type=Path, nargs="?", help="where; its name is the pack's id (default: ./ID) / 新题包的文件夹"
    )
    new.add_argument("--id", default="", help="the pack's id / 题包编号")
    new.add_argument("--title", default="", help="its title in Chinese / 标题")
    new.add_argument("--owner", default="", help="who answers for it / 负责人或部门")
    new.add_argument("--topic", default="", help="the chapter of its questions: id, title or number / 归哪一章")
    new.add_argument("--types", default="", help="examples wanted, e.g. single,truefalse / 要哪些题型的示例")
    new.add_argument("--yes", action="store_true", help="ask nothing, take the defaults / 不提问，其余用默认值")


def _preview_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    preview = verbs.add_parser(
        "preview", help="a pack's questions on the game's own screens, following every save / 预览题包，保存后自动更新"
    )
    preview.add_argument("path", type=Path, help="the pack's folder / 题包文件夹")
    preview.add_argument("--question", default="", metavar="ID", help="begin with this question or card / 从这道题开始")
    preview.add_argument("--size", type=size, default=None, help="size of the picture, e.g. 1080x1920 / 画面大小")
    preview.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    preview.add_argument(
        "--shots", type=Path, metavar="DIR", help="no window: pictures of every question go there / 只截图，不打开窗口"
    )
