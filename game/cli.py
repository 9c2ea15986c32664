"""The command line; a command's module is imported only when it runs."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from game.classroom.switches import classroom_switches
from game.tools.packs_verbs import packs_verbs
from game.tools.packs_verbs import run as run_packs
from game.tools.values import day, month, share, size
from game.words import DEFAULT, LANGUAGES

EXIT_OK, EXIT_PROBLEMS, EXIT_NO_DISPLAY = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """All commands and their switches."""
    made = argparse.ArgumentParser(
        prog="main.py",
        description="全民闯关 – a financial-literacy quiz game. Without a command it plays in a window. / 不带命令即开始游戏。",
    )
    _play_switches(made)
    commands = made.add_subparsers(dest="command", metavar="COMMAND", title="commands / 命令")
    play = commands.add_parser("play", help="play in a window (the default) / 开始游戏（默认）")
    _play_switches(play)
    demo = commands.add_parser(
        "demo", help="the game plays its whole campaign by itself, with pictures / 自动演示整个闯关并截图"
    )
    demo.add_argument("--seed", type=int, default=7, help="chance to play by; the same seed plays the same / 随机种子")
    demo.add_argument(
        "--out", type=Path, default=Path("out/demo"), help="folder for pictures and events.jsonl / 输出文件夹"
    )
    demo.add_argument("--size", type=size, default=(1920, 1080), help="window size, e.g. 1080x1920 / 窗口大小")
    demo.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    demo.add_argument("--mistakes", type=share, default=0.0, help="share of answers to get wrong, 0 to 1 / 答错比例")
    demo.add_argument(
        "--modes",
        choices=("campaign", "all"),
        default="campaign",
        help="the street alone, or every mode / 只闯关或全部玩法",
    )
    demo.add_argument("--headless", action="store_true", help="no window / 不打开窗口")
    demo.add_argument("--fast", action="store_true", help="as fast as the machine can / 以最快速度演示")
    demo.add_argument("--data-dir", type=Path, help="folder for records (default: a temporary one) / 数据文件夹")
    kiosk = commands.add_parser(
        "kiosk", help="full screen, guarded, nobody can leave it / 网点机器：全屏、自动恢复、锁定"
    )
    kiosk.add_argument("--size", type=size, default=None, help="window size, e.g. 1920x1080 / 窗口大小")
    kiosk.add_argument("--windowed", action="store_true", help="in a window, to try it out / 在窗口里试用")
    kiosk.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    kiosk.add_argument("--data-dir", type=Path, default=None, help="folder for records and settings / 数据文件夹")
    kiosk.add_argument("--branch", default="", help="the venue's name on the poster / 网点名称")
    _database_switch(kiosk)
    kiosk.add_argument("--set-pin", action="store_true", help="choose the staff PIN and end / 设置工作人员密码")
    kiosk.add_argument("--child", choices=("normal", "plain", "trouble"), default=None, help=argparse.SUPPRESS)
    classroom_switches(
        commands.add_parser(
            "classroom", help="a class: one projector, everybody's phone / 课堂：一块大屏幕，人人用手机作答"
        )
    )
    doctor = commands.add_parser("doctor", help="looks at this machine and says what to do / 检查这台机器并给出办法")
    doctor.add_argument("--data-dir", type=Path, default=None, help="folder for records and settings / 数据文件夹")
    doctor.add_argument("--json", action="store_true", help="for programs / 输出 JSON")
    _attract_switches(
        commands.add_parser(
            "attract", help="only the poster and its items, for an LED or advertising screen / 只播放宣传画面"
        )
    )
    packs = commands.add_parser("packs", help="check question packs / 检查题包")
    packs_verbs(packs)
    records = commands.add_parser("records", help="look at, copy and bring back the records / 记录的检查、备份和恢复")
    verbs = records.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, told in (
        ("check", "whether the records and their backups are whole / 检查记录和备份是否完好"),
        ("backup", "take a copy now / 立即备份"),
        ("list", "the backups, newest first / 列出备份"),
        ("restore", "the newest good backup, or the named one, takes the records' place / 从备份恢复"),
    ):
        added = verbs.add_parser(name, help=told)
        added.add_argument("--data-dir", type=Path, default=None, help="folder for records / 数据文件夹")
        if name == "restore":
            added.add_argument("file", type=Path, nargs="?", help="a backup's file / 备份文件")
    _central_verbs(verbs)
    _voucher_verbs(commands.add_parser("voucher", help="prize vouchers and their stock / 奖品券和库存"))
    _report_switches(commands.add_parser("report", help="the month's ledger for head office / 宣传月台账与试题分析"))
    return made


def _central_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    migrate = verbs.add_parser("migrate", help="the central database has its tables / 建立或升级中心数据库的表")
    deliver = verbs.add_parser(
        "deliver", help="bring what is waiting to the central database / 把待送记录送到中心数据库"
    )
    status = verbs.add_parser(
        "status", help="what is waiting, and how the central database is / 查看待送记录和中心数据库"
    )
    deliver.add_argument(
        "--all", action="store_true", help="what was delivered before, too / 已送过的也再送一遍（不会重复）"
    )
    deliver.add_argument("--keep-on", action="store_true", help=argparse.SUPPRESS)
    for verb in (migrate, deliver, status):
        _database_switch(verb)
    for verb in (deliver, status):
        verb.add_argument("--data-dir", type=Path, default=None, help="folder for records / 数据文件夹")


def _database_switch(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--database",
        metavar="URL",
        default=None,
        help="central database, postgresql+psycopg://user@host/db (default: QMCG_DATABASE) / 中心数据库地址",
    )


def _voucher_verbs(voucher: argparse.ArgumentParser) -> None:
    verbs = voucher.add_subparsers(dest="verb", metavar="VERB", required=True)
    redeem = verbs.add_parser("redeem", help="take a visitor's code, once / 核销奖品券（每张一次）")
    redeem.add_argument("code", help="the sixteen characters on the visitor's screen / 访客屏幕上的十六位码")
    stock = verbs.add_parser("stock", help="prizes there are; --add puts some in / 查看或调整库存")
    stock.add_argument("--add", type=int, default=0, metavar="N", help="put N in, or take out if negative / 增加或减少")
    listed = verbs.add_parser("list", help="every voucher given out / 列出已发出的奖品券")
    for verb in (redeem, stock, listed):
        verb.add_argument("--data-dir", type=Path, default=None, help="folder for records / 数据文件夹")


def _report_switches(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "what",
        nargs="?",
        choices=("ledger", "items"),
        default="ledger",
        help="the ledger (default), or statistics of every question / 台账（默认）或试题分析",
    )
    made.add_argument("--from", dest="since", type=day, default=None, help="first day, e.g. 2026-11-01 / 开始日期")
    made.add_argument("--to", dest="until", type=day, default=None, help="last day, e.g. 2026-11-30 / 结束日期")
    made.add_argument("--month", type=month, default=None, help="a whole month, e.g. 2026-11 / 整月")
    made.add_argument(
        "--out", type=Path, default=Path("report.xlsx"), help="file to write: .xlsx, .pdf or .html / 输出文件"
    )
    made.add_argument("--data-dir", type=Path, default=None, help="folder with the records / 数据文件夹")
    made.add_argument(
        "--branch", default="", help="the branch's name (default: as set on the kiosk) / 机构（网点）名称"
    )
    made.add_argument("--place", default="", help="where the kiosks stand (default: as set) / 活动地点")
    made.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language of the report / 报表语言")
    made.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")


def _play_switches(made: argparse.ArgumentParser) -> None:
    made.add_argument("--size", type=size, default=None, help="window size, e.g. 1920x1080 / 窗口大小")
    made.add_argument("--fullscreen", action="store_true", help="fill the screen / 全屏")
    made.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    made.add_argument("--data-dir", type=Path, default=None, help="folder for records / 数据文件夹")
    made.add_argument("--branch", default="", help="the venue's name on the poster / 网点名称")
    _database_switch(made)
    made.add_argument("--seed", type=int, default=None, help="play by a fixed chance / 固定随机种子")
    made.add_argument("--speed-bonus", action="store_true", help="quick answers earn a little more / 开启速度奖励")
    made.add_argument("--less-motion", action="store_true", help="no animations / 减少动效")


def _attract_switches(made: argparse.ArgumentParser) -> None:
    made.add_argument("--size", type=size, default=None, help="window size, e.g. 1920x540 / 窗口大小")
    made.add_argument("--fullscreen", action="store_true", help="fill the screen / 全屏")
    made.add_argument("--display", type=int, default=0, metavar="N", help="which screen, from 0 / 第几块屏幕，从 0 起")
    made.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="language on screen / 界面语言")
    made.add_argument("--data-dir", type=Path, default=None, help="folder for records and pictures / 数据文件夹")
    made.add_argument("--branch", default="", help="the venue's name on the poster / 网点名称")
    made.add_argument("--less-motion", action="store_true", help="no animations / 减少动效")


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns the exit code: 0 fine, 1 problems in packs, 2 no display or bad usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    if arguments[:1] == ["packs-compile"]:
        from game.packs.install.ready import serve as compile_

        return compile_(arguments[1:])
    if arguments[:1] == ["packs-inspect"]:
        from game.packs.install.inspect import serve

        return serve(arguments[1:])
    if arguments[:1] == ["classroom-serve"]:
        from game.classroom.server.serving import serve as serve_class

        return serve_class(arguments[1:])
    chosen = parser().parse_args(arguments)
    if chosen.command == "packs" and chosen.verb != "preview":
        return run_packs(chosen)
    if chosen.command == "doctor":
        from game.tools.doctor import run as doctor

        return doctor(chosen)
    if chosen.command == "records":
        return _records(chosen)
    if chosen.command == "voucher":
        from game.tools.vouchers import run as vouchers

        return vouchers(chosen)
    if chosen.command == "report":
        from game.tools.report import run as report

        return report(chosen)
    from game.display import NoDisplayError
    from game.packs.street import LibraryError

    try:
        if chosen.command == "classroom":
            from game.classroom.command import run as classroom

            return classroom(chosen)
        if chosen.command == "kiosk":
            from game.kiosk.command import run as kiosk

            return kiosk(chosen)
        if chosen.command == "demo":
            from game.tools.demo import run as demo

            return demo(chosen)
        if chosen.command == "attract":
            from game.tools.attract import run as attract

            return attract(chosen)
        if chosen.command == "packs":
            return run_packs(chosen)
        return _play(chosen)
    except NoDisplayError as error:
        detail = f" ({error})" if str(error) else ""
        print(f"error: no display to open a window on{detail} / 没有可用的显示器", file=sys.stderr)
        return EXIT_NO_DISPLAY
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print("error: no playable question pack / 没有可用的题包", file=sys.stderr)
        return EXIT_PROBLEMS


def _records(chosen: argparse.Namespace) -> int:
    if chosen.verb in ("migrate", "deliver", "status"):
        from game.tools.records_central import run as central

        return central(chosen)
    from game.tools.records import run as records

    return records(chosen)


def _play(chosen: argparse.Namespace) -> int:
    from game.records.central import chosen_url

    url = chosen_url(chosen.database)
    if not url:
        return _play_on(chosen)
    from random import SystemRandom

    from game.kiosk.command import name_kiosk
    from game.kiosk.courier import Courier, command
    from game.start import data_folder

    folder = data_folder(chosen.data_dir)
    name_kiosk(folder)
    with Courier(command(folder), url, SystemRandom().random):
        return _play_on(chosen)


def _play_on(chosen: argparse.Namespace) -> int:
    from game.start import Options, play

    return play(
        Options(
            size=chosen.size,
            fullscreen=chosen.fullscreen,
            language=chosen.language,
            seed=chosen.seed,
            data_dir=chosen.data_dir,
            branch=chosen.branch,
            speed=chosen.speed_bonus,
            reduced=chosen.less_motion,
        )
    )
