"""What `python main.py classroom` can be told."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from game.rules.classroom.lesson import MOST_TEAMS
from game.tools.values import size
from game.words import DEFAULT, LANGUAGES

QUESTIONS, SECONDS, SEATS, MOST_SEATS = 10, 20, 300, 1_000
SHOWN = ("full", "masked", "hidden")


def whole(least: int, most: int, or_none: bool = False) -> Callable[[str], int]:
    """What takes a whole number from `least` to `most`, or 0 too, from a switch."""

    def read(value: str) -> int:
        try:
            found = int(value)
        except ValueError:
            found = least - 1
        if not (least <= found <= most or (or_none and value == "0")):
            zero = ("0, or ", "0，或 ") if or_none else ("", "")
            told = f"{value!r} is not {zero[0]}{least} to {most}"
            raise argparse.ArgumentTypeError(f"{told} / 应为 {zero[1]}{least} 到 {most} 的整数")
        return found

    return read


def classroom_switches(made: argparse.ArgumentParser) -> None:
    """The command knows its switches."""
    made.add_argument(
        "what",
        nargs="?",
        choices=("play", "report"),
        default="play",
        help="hold a class (default), or `report FILE`: the workbook of one held before / 上课（默认）或导出上过的课",
    )
    made.add_argument("file", nargs="?", type=Path, help="a session's file, with report / 课堂记录文件")
    made.add_argument("--out", type=Path, default=Path("classroom.xlsx"), help="with report: file to write / 输出文件")
    _what_is_asked(made)
    _who_takes_part(made)
    _the_machine(made)


def _what_is_asked(made: argparse.ArgumentParser) -> None:
    asked = made.add_argument_group("what is asked / 出题")
    asked.add_argument("--pack", default="", metavar="ID|PATH", help="only this pack's questions / 只用这个题包")
    asked.add_argument(
        "--topic",
        action="append",
        default=[],
        metavar="CHAPTER",
        help="only this chapter; may be repeated / 只出这一章",
    )
    asked.add_argument(
        "--questions", type=whole(1, 50), default=QUESTIONS, metavar="N", help="how many, 1 to 50 (10) / 题数"
    )
    asked.add_argument(
        "--seconds", type=whole(5, 300), default=SECONDS, metavar="S", help="to think, 5 to 300 (20) / 思考秒数"
    )
    asked.add_argument(
        "--warm-up", type=whole(0, 50), default=0, metavar="N", help="the first N count nothing / 前 N 题热身，不计分"
    )
    asked.add_argument(
        "--buzz", type=whole(0, 50), default=0, metavar="N", help="the last N go to the first to buzz / 最后 N 题抢答"
    )
    asked.add_argument(
        "--survey", action="store_true", help="a survey question before and after / 课前课后各一道调查题"
    )
    asked.add_argument("--seed", type=int, default=None, help="draw by a fixed chance / 固定随机种子")
    asked.add_argument("--speed-bonus", action="store_true", help="quick answers earn a little more / 开启速度奖励")
    asked.add_argument("--streak-bonus", action="store_true", help="so do several in a row / 开启连对奖励")


def _who_takes_part(made: argparse.ArgumentParser) -> None:
    people = made.add_argument_group("who takes part / 参加的人")
    people.add_argument(
        "--teams",
        type=whole(2, MOST_TEAMS, or_none=True),
        default=0,
        metavar="N",
        help=f"play in teams, 2 to {MOST_TEAMS} / 分组",
    )
    people.add_argument("--no-phones", action="store_true", help="buzzers, keyboard, show of hands / 不用手机")
    people.add_argument(
        "--seats",
        type=whole(1, MOST_SEATS),
        default=SEATS,
        metavar="N",
        help=f"at most so many phones, 1 to {MOST_SEATS} ({SEATS}) / 人数上限",
    )
    people.add_argument("--typed-names", action="store_true", help="people may type their names / 可以自己起名字")
    people.add_argument(
        "--names",
        choices=SHOWN,
        default="full",
        help="on screen: whole, 张*, or none / 大屏幕上的名字：全部、打码、不显示",
    )
    people.add_argument("--auto", action="store_true", help="goes on by itself / 自动进入下一题")
    people.add_argument("--new", action="store_true", help="don't resume what was cut off / 不接着上次，重新开始")


def _the_machine(made: argparse.ArgumentParser) -> None:
    machine = made.add_argument_group("the machine / 电脑和网络")
    machine.add_argument(
        "--check", action="store_true", help="whether phones can reach it, and end / 只检查手机能否连上"
    )
    machine.add_argument("--wifi", default="", metavar="NAME", help="the Wi-Fi's name, to be shown / Wi-Fi 名称")
    machine.add_argument("--address", default="", metavar="IP", help="the address for phones / 手机访问的地址")
    machine.add_argument("--port", type=whole(1, 65_535), default=0, metavar="P", help="instead of 8765 / 端口")
    machine.add_argument("--size", type=size, default=None, help="window size, e.g. 1920x1080 / 窗口大小")
    machine.add_argument("--fullscreen", action="store_true", help="fill the screen / 全屏")
    machine.add_argument(
        "--display", type=whole(0, 15), default=0, metavar="N", help="which screen, from 0 / 第几块屏幕，从 0 起"
    )
    machine.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    machine.add_argument("--data-dir", type=Path, default=None, help="folder for records / 数据文件夹")
    machine.add_argument("--questions-folder", type=Path, default=None, help="the questions folder / 题库文件夹")
