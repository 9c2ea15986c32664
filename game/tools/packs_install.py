"""`packs install`, `installed`, `remove`, `rollback`: question packs from outside, on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from game.kiosk.desk import app_version
from game.packs.install.disk import Disk
from game.packs.install.install import Offer, Terms, install, offers
from game.packs.install.ready import make_ready
from game.packs.install.refusal import Refused, shown
from game.packs.install.store import Installed, Receipt, installed
from game.packs.install.switch import recover, remove, roll_back
from game.settings import read_settings
from game.start import QUESTIONS, data_folder

RED, PLAIN = "\033[1;31m", "\033[0m"
MARKS = {"added": "+", "removed": "-", "changed": "~", "key": "!"}
MOST_LINES = 60
ALARMS = {
    "keys": ("RIGHT ANSWERS CHANGE", "正确答案有改动"),
    "older-version": ("OLDER than what was installed before", "比装过的版本旧"),
    "same-version": ("SAME VERSION with other content", "版本号相同，内容不同"),
    "signature-lost": ("UNSIGNED, what is in use is signed", "没有签名，而现用的版本有签名"),
}


def run(chosen: argparse.Namespace) -> int:
    """0 when it was done, 1 when something was refused."""
    data = data_folder(chosen.data_dir)
    try:
        if chosen.verb == "install":
            return _install(chosen, terms(data, chosen.questions))
        if chosen.verb == "installed":
            return _list(data)
        if chosen.verb == "remove":
            gone = remove(data, chosen.id, Disk())
            _make_ready(data)
            print(f"{_named(gone)} is not used any more / 已卸载")
        else:
            back = roll_back(data, chosen.id, Disk())
            _make_ready(data)
            print(f"{_named(back)} is used from the next start on / 重新启动后使用")
    except Refused as refused:
        print(f"error: {refused}", file=sys.stderr)
        return 1
    return 0


def terms(data: Path, questions: Path | None, now: Callable[[], datetime] = datetime.now) -> Terms:
    """What this machine judges packs by, today."""
    return Terms(data, questions or QUESTIONS, now(), app_version(), read_settings(data).signed_only)


def _install(chosen: argparse.Namespace, by: Terms) -> int:
    recover(by.data, by.disk)
    found = offers(chosen.source, by, _count)
    code = max([_take(offer, by, chosen.confirm) for offer in found])
    _make_ready(by.data, by.questions)
    return code


def _make_ready(data: Path, questions: Path | None = None) -> None:
    """The next start needs not compile anything."""
    make_ready(questions or QUESTIONS, data, read_settings(data).signed_only)


def _count(done: int, of: int) -> None:
    if of > 1:
        print(f"{done + 1}/{of} …", file=sys.stderr)


def _take(offer: Offer, by: Terms, is_confirmed: bool) -> int:
    print(f"{shown(offer.title)} ({offer.id or offer.source.name}) {_change(offer)} · {_signed(offer)}")
    for problem in offer.problems:
        print(f"  {problem}")
    _tell(offer)
    if offer.step == "same" and offer.refusal is None:
        print("  is in use already / 已经是这个版本")
        return 0
    for alarm in offer.alarms:
        english, chinese = ALARMS[alarm]
        print(_red(f"  {english} / {chinese}"))
    outcome = install(offer, by, is_confirmed)
    if outcome.refusal is not None:
        hint = " (--confirm)" if outcome.refusal.code == "alarm" else ""
        print(f"error: {outcome.refusal}{hint}", file=sys.stderr)
        return 1
    print("  installed, used from the next start on / 已安装，重新启动后使用")
    return 0


def _tell(offer: Offer) -> None:
    for number, found in enumerate(offer.differences):
        if number == MOST_LINES:
            print(f"  … {len(offer.differences) - MOST_LINES} more / 还有这些处")
            break
        words = " → ".join(shown(text) for text in (found.old, found.new) if text) or " ".join(found.fields)
        line = f"  {MARKS[found.kind]} {shown(found.question)} {words}"
        print(_red(line) if found.kind == "key" else line)


def _change(offer: Offer) -> str:
    return f"{offer.old_version} → {offer.version}" if offer.old_version else offer.version


def _signed(offer: Offer) -> str:
    if offer.signers is None:
        return "unsigned / 未签名"
    return f"signed / 签名 {offer.signers.author} + {offer.signers.approver}"


def _list(data: Path) -> int:
    found = installed(data)
    for pack in found:
        print(_line(pack))
    print(f"{len(found)} installed / 已安装 {len(found)} 个")
    return 0


def _line(pack: Installed) -> str:
    told = pack.receipt
    signed = f"{told.author} + {told.approver}" if told.is_signed else "unsigned / 未签名"
    before = f" · before / 上一版 {pack.previous.version}" if pack.previous is not None else ""
    return f"{_named(told)} · {told.installed} · {signed}{before}"


def _named(told: Receipt) -> str:
    return f"{told.id} {told.version}"


def _red(text: str) -> str:
    return f"{RED}{text}{PLAIN}" if sys.stdout.isatty() else text
