"""`python main.py records …`: the journal looked at, copied and brought back, while the game is closed or open."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from game.records import backups
from game.records.database import DAMAGED, NAME, put_aside
from game.start import data_folder

TABLES = ("visits", "answers", "results", "flags", "vouchers")


def run(chosen: argparse.Namespace) -> int:
    """Does what `chosen.verb` says; 0 when all is well, 1 otherwise."""
    folder = data_folder(chosen.data_dir)
    try:
        match chosen.verb:
            case "check":
                return _check(folder)
            case "backup":
                return _back_up(folder)
            case "list":
                return _list(folder)
            case _:
                return _restore(folder, chosen.file)
    except (OSError, sqlite3.Error) as error:
        print(f"error: {error} / 出错：磁盘或文件不允许这样做", file=sys.stderr)
        return 1


def _check(folder: Path) -> int:
    path = folder / NAME
    if not path.exists():
        print(f"no records in {folder} yet / 还没有记录")
        return 0
    is_good = backups.is_good(path)
    if is_good:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            has = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            counts = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES if name in has}
            newest = db.execute("SELECT max(day) FROM visits").fetchone()[0] or "–"
        print(", ".join(f"{name} {count}" for name, count in counts.items()) + f", newest day {newest} / 最近一天")
    print(f"{path}: " + ("whole / 完好" if is_good else "DAMAGED / 已损坏"))
    stand = backups.backups(folder)
    good = sum(backups.is_good(backup.path) for backup in stand)
    print(f"backups {len(stand)}, good {good} / 备份 {len(stand)} 份，完好 {good} 份")
    kept = sorted((folder / DAMAGED).glob(f"*{NAME}")) if (folder / DAMAGED).is_dir() else []
    if kept:
        print(f"damaged files kept: {len(kept)}, the latest {kept[-1]} / 留存的损坏文件")
    if not is_good:
        print("start the game, or use `records restore`: the newest good backup takes its place / 启动游戏即自动恢复")
    return 0 if is_good else 1


def _back_up(folder: Path) -> int:
    made = backups.back_up(folder, datetime.now())
    if made is None:
        print(f"error: no records in {folder} / 没有可备份的记录", file=sys.stderr)
        return 1
    print(f"{made.path} / 已备份")
    return 0


def _list(folder: Path) -> int:
    for backup in backups.backups(folder):
        state = "good / 完好" if backups.is_good(backup.path) else "DAMAGED / 已损坏"
        print(f"{backup.number:6} {backup.taken:%Y-%m-%d %H:%M:%S} {backup.path.name} {state}")
    return 0


def _restore(folder: Path, file: Path | None) -> int:
    """The chosen backup (else the newest good one) is the journal; what was there is kept aside."""
    stand = backups.backups(folder)
    path = file or next((backup.path for backup in stand if backups.is_good(backup.path)), None)
    if path is not None and not path.exists():
        path = folder / backups.FOLDER / path.name
    if path is None or not backups.is_good(path):
        print(f"error: {path or folder / backups.FOLDER} is no good backup / 不是完好的备份", file=sys.stderr)
        return 1
    if (folder / NAME).exists():
        kept = put_aside(folder / NAME, f"{datetime.now():%Y-%m-%d-%H%M%S}-replaced")
        print(f"the present records are kept as {kept} / 原来的记录保留在此")
    backups.copy(path, folder / NAME)
    print(f"records are those of {path.name}; restart the game if it is running / 已恢复，请重启游戏")
    return 0
