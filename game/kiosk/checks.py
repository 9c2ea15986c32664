"""What the doctor looks at on a machine: each check says how it stands and what to do about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from game.kiosk.pin import Pin
from game.packs.bank import open_bank
from game.packs.install.inventory import overtaken, standing
from game.packs.install.refusal import Refused
from game.packs.kept import files_of
from game.packs.street import LibraryError
from game.records import backups
from game.records.database import DAMAGED, NAME
from game.settings import Settings, read_settings

LEAST_FREE, LOW_FREE = 100 * 1024**2, 1024**3
"""Bytes: below the first nothing may be saved soon, below the second staff should know."""
EARLIEST = date(2026, 1, 1)
"""No clock that is right shows an earlier day: the game is younger."""
CHARACTERS = "全民闯关消费者权益保护诈骗投诉“”，。？！ABC123"


class Mark(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: what was looked at, how it stands, in both languages, and the cure where one is needed."""

    check: str
    mark: Mark
    en: str
    zh: str


def findings(data: Path, questions: Path, today: date, looks_at_screen: bool = True) -> Iterator[Finding]:
    """Everything that was found; a check that breaks is a finding itself.

    Without `looks_at_screen` nothing of pygame is touched, so that a thread beside the game may ask.
    """
    settings = read_settings(data)
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("disk", lambda: disk(data)),
        ("folder", lambda: folder(data)),
        ("records", lambda: records(data)),
        ("backups", lambda: copies(data)),
        ("clock", lambda: clock(data, today)),
        ("packs", lambda: packs(questions, settings, today, data)),
        ("outside", lambda: outside(data, settings.signed_only, questions)),
        ("pin", lambda: pin(data)),
    ]
    if looks_at_screen:
        here = [("display", screen), ("fonts", fonts), ("touch", touch), ("sound", sound), ("blanking", blanking)]
        checks = [*here, *checks]
    for name, check in checks:
        try:
            yield check()
        except Exception as error:
            yield Finding(name, Mark.FAIL, f"the check itself failed: {error}", f"检查没能完成：{error}")


def disk(data: Path) -> Finding:
    place = next(path for path in (data, *data.parents) if path.exists())
    free = shutil.disk_usage(place).free
    told = f"{free / 1024**3:.1f} GiB"
    if free < LEAST_FREE:
        return Finding("disk", Mark.FAIL, f"{told} free: make room, results can't be saved", f"只剩 {told}：请清理磁盘")
    if free < LOW_FREE:
        return Finding("disk", Mark.WARN, f"{told} free: make room soon", f"剩余 {told}：请尽快清理")
    return Finding("disk", Mark.OK, f"{told} free", f"剩余 {told}")


def folder(data: Path) -> Finding:
    """A file is written, synced and read back in the data folder."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        trial = data / f".doctor-{os.getpid()}"
        with trial.open("wb") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        is_good = trial.read_bytes() == b"x" * 4096
        trial.unlink()
    except OSError as error:
        return Finding(
            "folder",
            Mark.FAIL,
            f"{data} can't be written ({error.strerror}): give this user the right to write there",
            f"{data} 不能写入：请给当前用户写入权限",
        )
    if not is_good:
        return Finding(
            "folder", Mark.FAIL, f"{data} gives back other bytes: replace the disk", "磁盘读写不一致：请更换磁盘"
        )
    return Finding("folder", Mark.OK, f"{data} can be written", f"{data} 可以写入")


def records(data: Path) -> Finding:
    kept = len(list((data / DAMAGED).glob(f"*{NAME}")))
    if not (data / NAME).exists():
        return Finding("records", Mark.OK, "none yet", "还没有记录")
    if not backups.is_good(data / NAME):
        return Finding(
            "records",
            Mark.FAIL,
            "damaged: start the game, the newest copy takes its place",
            "已损坏：启动游戏会自动恢复",
        )
    if kept:
        return Finding(
            "records",
            Mark.WARN,
            f"sound; {kept} damaged files were kept aside",
            f"完好；以前有 {kept} 个损坏文件被留存",
        )
    return Finding("records", Mark.OK, "sound", "完好")


def copies(data: Path) -> Finding:
    stand = backups.backups(data)
    bad = [backup.path.name for backup in stand if not backups.is_good(backup.path)]
    if bad:
        return Finding(
            "backups", Mark.WARN, f"{len(bad)} of {len(stand)} are damaged", f"{len(stand)} 份中有 {len(bad)} 份损坏"
        )
    if not stand and (data / NAME).exists():
        return Finding(
            "backups", Mark.WARN, "none yet: `records backup` takes one", "还没有备份：可运行 records backup"
        )
    return Finding("backups", Mark.OK, f"{len(stand)} good copies", f"{len(stand)} 份完好")


def clock(data: Path, today: date) -> Finding:
    """The wall clock is plausible and not behind the newest record."""
    newest = ""
    if backups.is_good(data / NAME):
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(f"{(data / NAME).resolve().as_uri()}?mode=ro", uri=True)) as db:
            newest = db.execute("SELECT max(day) FROM visits").fetchone()[0] or ""
    if today < EARLIEST or (newest and today.isoformat() < newest):
        return Finding(
            "clock",
            Mark.FAIL,
            f"today is {today}, but the newest record is of {newest or EARLIEST}: set the clock",
            f"系统日期是 {today}，早于最近的记录：请校准时间",
        )
    return Finding("clock", Mark.OK, f"today is {today}", f"今天是 {today}")


def packs(questions: Path, settings: Settings, today: date, data: Path) -> Finding:
    try:
        bank = open_bank(files_of(questions, data, settings.signed_only), settings.language, settings.packs_off)
        count, late = sum(pack.count for pack in bank.packs), bank.warnings(today)
    except (LibraryError, OSError) as error:
        return Finding(
            "packs", Mark.FAIL, f"no playable pack: {error}; run `packs check`", "没有可用的题包：请运行 packs check"
        )
    if bank.problems:
        told = f"{len(bank.problems)} problems; run `packs check`"
        return Finding("packs", Mark.WARN, told, f"有 {len(bank.problems)} 处问题：请运行 packs check")
    if late:
        told = f"{len(late)} questions are past their day of review"
        return Finding("packs", Mark.WARN, told, f"{len(late)} 道题过了复核日期")
    return Finding(
        "packs", Mark.OK, f"{len(bank.packs)} packs, {count} questions", f"{len(bank.packs)} 个题包，{count} 道题"
    )


def outside(data: Path, signed_only: bool, questions: Path) -> Finding:
    """The packs from outside are as they were installed, their keys still good, and none hides a newer one of the game's own."""
    try:
        found = standing(data, signed_only)
    except Refused as refused:
        return Finding("outside", Mark.FAIL, refused.en, refused.zh)
    faults = [fault for _, fault in found if fault is not None]
    if faults:
        return Finding(
            "outside", Mark.WARN, "; ".join(fault.en for fault in faults), "；".join(fault.zh for fault in faults)
        )
    hiding = [pack.id for pack in overtaken(data, questions)]
    if hiding:
        names = ", ".join(hiding)
        return Finding(
            "outside",
            Mark.WARN,
            f"the game now brings a newer version of {names}: run `packs remove {hiding[0]}` or install a newer one",
            f"程序自带的 {names} 比已安装的新：请运行 packs remove {hiding[0]}，或安装更新的版本",
        )
    return Finding("outside", Mark.OK, f"{len(found)}, sound", f"{len(found)} 个，完好")


def pin(data: Path) -> Finding:
    if Pin(data, lambda: 0).is_set:
        return Finding("pin", Mark.OK, "set", "已设置")
    return Finding("pin", Mark.WARN, "not set: run `kiosk --set-pin`", "没有设置：请运行 kiosk --set-pin")


def fonts() -> Finding:
    """The game's own fonts have the characters of its screens."""
    import pygame

    from game.ui import text

    pygame.font.init()
    if any(text.width_of(letter, "Bold", 32) <= 0 for letter in CHARACTERS):
        return Finding("fonts", Mark.FAIL, "characters are missing: install the game again", "缺少字形：请重新安装游戏")
    return Finding("fonts", Mark.OK, "Chinese and Latin are there", "中英文字形齐全")


def screen() -> Finding:
    import pygame

    from game.display import SMALLEST, prepare
    from game.ui.quiet import quiet_stderr

    prepare(False)
    try:
        with quiet_stderr():
            pygame.display.init()
        width, height = pygame.display.get_desktop_sizes()[0]
        driver = pygame.display.get_driver()
    except (pygame.error, IndexError):
        driver = ""
    if driver in ("", "dummy", "offscreen"):
        return Finding(
            "display",
            Mark.FAIL,
            "none found: connect the screen, log in to the desktop",
            "没有找到显示器：请连接并登录桌面",
        )
    if width < SMALLEST[0] * 2 or height < SMALLEST[1] * 2:
        return Finding("display", Mark.WARN, f"{width}×{height} is small", f"分辨率 {width}×{height} 偏小")
    return Finding("display", Mark.OK, f"{width}×{height}, {driver}", f"{width}×{height}，{driver}")


def touch() -> Finding:
    import pygame
    from pygame._sdl2 import touch as panel

    pygame.display.init()
    count = panel.get_num_devices()
    if count == 0:
        return Finding(
            "touch", Mark.WARN, "no touch panel seen yet: a mouse plays as well", "没有检测到触摸屏：可以先用鼠标"
        )
    return Finding("touch", Mark.OK, f"{count} panel(s)", f"{count} 个触摸屏")


def sound() -> Finding:
    import pygame

    from game.ui.quiet import quiet_stderr

    try:
        with quiet_stderr():
            pygame.mixer.init(frequency=44100, channels=2, buffer=1024)
        pygame.mixer.quit()
    except pygame.error as error:
        return Finding("sound", Mark.WARN, f"no device ({error}): the game is silent", "没有声音设备：游戏会静音运行")
    return Finding("sound", Mark.OK, "a device is there", "有声音设备")


def blanking() -> Finding:
    """Whether the screen goes dark by itself; only X11 can be asked."""
    if sys.platform == "win32" or not os.environ.get("DISPLAY") or shutil.which("xset") is None:
        return Finding("blanking", Mark.OK, "not to be seen here: see docs/kiosk", "此系统无法检测：见 docs/kiosk")
    told = subprocess.run(["xset", "q"], capture_output=True, text=True, timeout=10, check=False).stdout
    is_on = "DPMS is Enabled" in told or any(
        line.split()[1] != "0" for line in told.splitlines() if line.strip().startswith("timeout:")
    )
    if is_on:
        return Finding(
            "blanking", Mark.WARN, "the screen may go dark: `xset s off -dpms`", "屏幕可能自动变黑：xset s off -dpms"
        )
    return Finding("blanking", Mark.OK, "off", "已关闭息屏")
