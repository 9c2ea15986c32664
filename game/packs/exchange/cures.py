"""What to write instead, by the code of a problem: in English and in Chinese, in words of the sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.nodes import Problem
from game.packs.exchange.judged import missing
from game.packs.exchange.sheets.cell_nodes import shown
from game.packs.exchange.sheets.columns import SHEETS, Column, Kind


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a problem's place: the cell's text, its column, and the chapters that there are."""

    value: str
    column: Column | None
    chapters: str


def described(field: str) -> Column | None:
    """The description of a field's column on whichever sheet has it first."""
    return next((column for sheet in SHEETS for column in sheet.columns if column.field == field), None)


def cured(seen: Seen, problem: Problem) -> tuple[str, str]:
    """What is wrong and what to write instead, in English and in Chinese."""
    own = REWORDED.get(problem.code)
    told = own(seen, problem) if own is not None else None
    if told is not None:
        return told
    english, _, chinese = problem.message.rpartition(" / ")
    for name in re.findall(r"「([a-z_.]+)」", chinese):
        column = described(name)
        if column is not None:
            chinese = chinese.replace(f"「{name}」", f"「{column.header}」")
    cure = CURES.get(problem.code)
    if cure is not None:
        english, chinese = f"{english}; {cure[0]}", f"{chinese}。{cure[1]}"
    return english, chinese


Words = Callable[[Seen, Problem], tuple[str, str] | None]


def _names(problem: Problem) -> list[str]:
    return [shown(name) for name in re.findall(r"`([^`]*)`", problem.message)] or [""]


def _written(seen: Seen, problem: Problem) -> tuple[str, str]:
    value = seen.value
    return (f"“{value}”: ", f"写的是“{value}”，") if value else ("", "")


def _empty(seen: Seen, problem: Problem) -> tuple[str, str]:
    column = seen.column
    if column is not None and column.kind == Kind.OPTION:
        return (
            "blank, with options filled in after it; fill it in, or move those up",
            "这一格空着，后面的选项却填了。请补上，或者把后面的选项往前移",
        )
    return "not filled in" + (f"; {column.english} is needed" if column else ""), "没有填。" + (
        column.help if column else "请填写"
    )


def _missing(seen: Seen, problem: Problem) -> tuple[str, str]:
    column = described(missing(problem))
    if column is None:
        return f"{missing(problem)} is missing", f"缺少「{missing(problem)}」"
    return f"{column.english} is missing; fill it in", f"缺少「{column.header}」。{column.help}"


def _too_long(seen: Seen, problem: Problem) -> tuple[str, str] | None:
    found = re.search(r"(\d+) characters, at most (\d+)", problem.message)
    if found is None:
        return None
    over = int(found[1]) - int(found[2])
    return (
        f"{found[1]} characters, at most {found[2]}; shorten it by {over}",
        f"共 {found[1]} 字，最多 {found[2]} 字。请删掉 {over} 个字",
    )


def _choice(seen: Seen, problem: Problem) -> tuple[str, str] | None:
    column = seen.column
    english, chinese = _written(seen, problem)
    if column is None or not column.values:
        return None
    some = "、".join(name for _, name, _ in column.values)
    english, chinese = (english, chinese) if chinese else ("not filled in; ", "没有填。")
    return f"{english}choose one of {some}", f"{chinese}请从下拉列表里选：{some}"


def _day(seen: Seen, problem: Problem) -> tuple[str, str]:
    english, chinese = _written(seen, problem)
    if not chinese:
        return _empty(seen, problem)
    return f"{english}no date; write it like 2026-11-23", f"{chinese}不是日期。请写成 2026-11-23 这样"


def _topic(seen: Seen, problem: Problem) -> tuple[str, str]:
    english, chinese = _written(seen, problem)
    return (
        f"{english}there is no such chapter; choose one of {seen.chapters}",
        f"{chinese}没有这一章。请从下拉列表里选：{seen.chapters}",
    )


def _source(seen: Seen, problem: Problem) -> tuple[str, str]:
    name = _names(problem)[0]
    return (
        f"source “{name}” is not on the sheet 来源; add it there, or correct the name",
        f"来源“{name}”在「来源」表里没有。请在「来源」表里加一行，或者改成那里有的编号",
    )


def _fact(seen: Seen, problem: Problem) -> tuple[str, str]:
    name = _names(problem)[0]
    return (
        f"there is no fact “{name}”; add it to the sheet 事实, or correct the name",
        f"没有编号为“{name}”的事实。请在「事实」表里加一行，或者改成已有的编号",
    )


def _unverified(seen: Seen, problem: Problem) -> tuple[str, str]:
    name = _names(problem)[0]
    return (
        f"fact “{name}” is not verified; have it verified first",
        f"事实“{name}”还没有核实，不能出题。请先核实，在「事实」表里把核对结果改成“已核实”",
    )


def _citation(seen: Seen, problem: Problem) -> tuple[str, str]:
    cited = problem.message.partition(" is not what")[0].strip()
    return (
        f"{cited} is not what the question's facts rest on; cite what they do, or leave it blank to take theirs",
        f"出处“{cited}”和所依据的事实对不上。请照「事实」里的来源和条款写，或者留空，系统会照事实填上",
    )


def _twin(seen: Seen, problem: Problem) -> tuple[str, str]:
    name = _names(problem)[0]
    return (
        f"“{name}” is taken by another question or card; choose another name",
        f"“{name}”已经有别的题或卡片用了。请换一个编号",
    )


def _glyph(seen: Seen, problem: Problem) -> tuple[str, str]:
    missing_glyphs = problem.message.partition("the font has no ")[2].partition(" / ")[0]
    return (
        f"the screen can't show {missing_glyphs}; write it another way",
        f"屏幕上显示不出“{missing_glyphs}”。请换一种写法",
    )


def _pack_id(seen: Seen, problem: Problem) -> tuple[str, str]:
    folder = _names(problem)[0]
    return (
        f"the pack is to be written to the folder {folder}; write {folder} here, or choose another --out",
        f"和要写入的文件夹名“{folder}”不一样。请改成 {folder}，或者把 --out 改成以这个编号结尾的文件夹",
    )


def _step(seen: Seen, problem: Problem) -> tuple[str, str]:
    names = _names(problem)
    if problem.message.startswith("no step"):
        return (
            f"there is no step {names[0]} to start at",
            f"没有步骤“{names[0]}”可以开头。请看看「步骤」和「开头步骤」两列",
        )
    return (
        f"step {names[0]} leads to {names[-1]}, which is not there; name a step, or write 照做",
        f"步骤“{names[0]}”接着到“{names[-1]}”，可是没有这一步。请改成有的步骤，或者写“照做”",
    )


STEP = "{step}"


def _flow(english: str, chinese: str) -> Words:
    def told(seen: Seen, problem: Problem) -> tuple[str, str]:
        step = _names(problem)[0]
        return english.replace(STEP, step), chinese.replace(STEP, step)

    return told


REWORDED: Mapping[str, Words] = {
    "empty": _empty,
    "no-facts": _empty,
    "no-sources": _empty,
    "missing-field": _missing,
    "too-long": _too_long,
    "not-a-choice": _choice,
    "not-true-or-false": _choice,
    "not-a-number": _choice,
    "not-a-date": _day,
    "unknown-topic": _topic,
    "unknown-source": _source,
    "unknown-fact": _fact,
    "unverified-fact": _unverified,
    "citation": _citation,
    "twin-id": _twin,
    "no-glyph": _glyph,
    "pack-id": _pack_id,
    "no-such-step": _step,
    "loop": _flow(
        "the talk can come back to step {step}; lead it on",
        "对话会绕回步骤“{step}”。请在「接着到」里让它接着往下走，或者写“照做”",
    ),
    "end-never-reached": _flow(
        "no reply leads to 照做, so nobody sees that ending; let one lead there",
        "没有一句回答走到“照做”，照做的结局看不到。请至少在一处「接着到」里写“照做”",
    ),
    "unreachable": _flow(
        "no reply leads to step {step}; lead one there, or delete it",
        "没有一句回答能走到步骤“{step}”。请在「接着到」里写上它，或者删掉这一步",
    ),
    "dead-end": _flow(
        "step {step} has no replies; add some", "步骤“{step}”后面没有客户的回答。请在「客户可以说」里写上"
    ),
    "silent-step": _flow(
        "the other side says nothing at step {step}", "步骤“{step}”里对方没有说话。请在「对方说」里写上"
    ),
    "no-safe-exit": _flow(
        "step {step} needs verify or report among its exits", "步骤“{step}”的「可以结束」里至少要有核实或报警"
    ),
}
CURES: Mapping[str, tuple[str, str]] = {
    "key-count": ("correct the answer", "请改「正确答案」"),
    "option-count": ("fill in at least the options A and B", "请在「选项A」「选项B」……里补上"),
    "item-count": ("add or remove some", "请增加或减少几项"),
    "part-count": ("add or remove sentences", "请增加或减少几句"),
    "class-count": ("correct the classes in the answer", "请改「正确答案」里的类"),
    "empty-class": ("correct the answer", "请改「正确答案」"),
    "card-length": ("add or remove sentences", "请增加或减少几句"),
    "twin-options": ("change one of them", "请改掉其中一个"),
    "twin-items": ("change one of them", "请改掉其中一个"),
    "slip-is-right": ("remove it from the options", "请从选项里删掉，或者改「允许误差」"),
    "flags-and-genuine": (
        "name what is suspicious, or choose 是 under 是真的",
        "有可疑的句子，请填「疑点」；整条都是真的，请在「是真的」里选“是”，两样只能有一样",
    ),
    "techniques": (
        "choose the tricks, or 是 under 是真的",
        "骗局请填「手法」；真的来电请在「是真的」里选“是”，手法留空",
    ),
    "own-flag": ("clear one of the two", "请清空「疑点」，或者清空「谁说的」"),
    "no-picture": ("choose one from the list", "请从下拉列表里选一张图"),
    "too-many-steps": ("merge some", "请合并几步"),
}
