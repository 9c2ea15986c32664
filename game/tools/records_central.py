"""`python main.py records migrate|deliver|status`: the records of this kiosk and the database of many."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from game.kiosk.courier import EXIT_NEVER
from game.records.central import VARIABLE, chosen_url
from game.start import data_folder

if TYPE_CHECKING:
    from sqlalchemy import URL


def run(chosen: argparse.Namespace) -> int:
    """Does what `chosen.verb` says; 0 when it is done, 1 when it can't be now, 2 when it never can."""
    text = chosen_url(chosen.database)
    if not text and chosen.verb != "status":
        return _error(f"no database: give --database or set {VARIABLE} / 没有指定数据库", EXIT_NEVER)
    try:
        from game.records.central.address import AddressError, parse
    except ModuleNotFoundError as error:
        return _error(f"{error.name} is not installed: install the extra [central] / 缺少 [central] 组件", EXIT_NEVER)
    try:
        url = parse(text) if text else None
    except AddressError as error:
        return _error(f"{error} / 数据库地址不对，应为 postgresql+psycopg://user@host/db", EXIT_NEVER)
    if url is None:
        return _status(data_folder(chosen.data_dir), None)
    return _with_server(chosen, url)


def _with_server(chosen: argparse.Namespace, url: URL) -> int:
    from sqlalchemy.exc import SQLAlchemyError

    from game.records.central.migrate import Shape, ShapeError
    from game.records.central.outbox import NotReadyError
    from game.records.central.rounds import reason

    try:
        match chosen.verb:
            case "migrate":
                return _migrate(url)
            case "deliver":
                return _deliver(data_folder(chosen.data_dir), url, chosen.keep_on, chosen.all)
            case _:
                return _status(data_folder(chosen.data_dir), url)
    except ShapeError as error:
        if error.shape == Shape.NEWER:
            return _error(f"{error} than this game: update the game first / 中心数据库版本较新，请先升级本程序")
        return _error(
            f"{error} and this user may not change it: run `records migrate` as its owner / 请由数据库所有者运行 records migrate"
        )
    except NotReadyError as error:
        return _error(f"{error}: start the game once / 请先启动一次游戏")
    except sqlite3.Error as error:
        return _error(f"{error} / 本机记录暂时无法读写")
    except SQLAlchemyError as error:
        return _error(f"{reason(error, url)} / 中心数据库暂时不可用，记录仍保存在本机")


def _migrate(url: URL) -> int:
    from game.records.central.address import masked
    from game.records.central.deliver import engine_of
    from game.records.central.migrate import ready, revisions

    was = ready(engine_of(url))
    print(f"{masked(url)}: was {was}, now revision {revisions()[-1]} / 数据库结构已就绪")
    return 0


def _deliver(folder: Path, url: URL, is_keeping_on: bool, is_again: bool) -> int:
    from game.records.central.deliver import deliver, engine_of
    from game.records.central.migrate import ready
    from game.records.central.outbox import Outbox
    from game.records.central.rounds import Rounds

    outbox, engine = Outbox(folder), engine_of(url)
    if is_keeping_on:
        from game.kiosk.heart import leave_with_the_guard

        leave_with_the_guard()
        Rounds(outbox, engine, time.sleep, SystemRandom().random).run()
        return 0
    waiting = outbox.counts().waiting
    ready(engine)
    done = deliver(outbox, engine, is_again)
    print(
        f"waiting {waiting}, delivered {done.new} new, {done.known} known, refused {done.refused}"
        f" / 待送 {waiting}，新送达 {done.new}，已有 {done.known}，未接受 {done.refused}"
    )
    return 1 if done.refused else 0


def _status(folder: Path, url: URL | None) -> int:
    from game.records.central.outbox import NotReadyError, Outbox

    try:
        outbox = Outbox(folder)
        counts, kiosks = outbox.counts(), outbox.kiosks()
        print(
            f"visits open {counts.open}, waiting {counts.waiting}, delivered {counts.delivered}"
            f" / 进行中 {counts.open}，待送 {counts.waiting}，已送 {counts.delivered}"
        )
        print(f"kiosk / 机器: {', '.join(name or '–' for name in kiosks) or '–'}")
    except NotReadyError as error:
        kiosks = ()
        print(f"{error} / 还没有记录")
    if url is None:
        print(f"no database: give --database or set {VARIABLE} / 没有指定数据库")
        return 0
    from game.records.central.address import masked
    from game.records.central.deliver import engine_of
    from game.records.central.migrate import Shape, revision_of, shape_of
    from game.records.central.read import visits_of

    with engine_of(url).connect() as connection:
        shape = shape_of(connection)
        print(f"{masked(url)}: {shape}, revision {revision_of(connection) or '–'} / 数据库结构版本")
        if shape == Shape.CURRENT and kiosks:
            print(f"this kiosk's visits there: {visits_of(connection, kiosks)} / 中心库中本机的来访数")
    return 0 if shape == Shape.CURRENT else 1


def _error(message: str, code: int = 1) -> int:
    print(f"error: {message}", file=sys.stderr)
    return code
