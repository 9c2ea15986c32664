"""The switches of the commands that install packs and sign them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path


def install_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs around installing are known."""
    install = verbs.add_parser("install", help="check a pack and use it from the next start on / 检查并安装题包")
    install.add_argument(
        "source", type=Path, help="a pack's folder, a zip, or a stick with several / 题包文件夹、zip 或 U 盘"
    )
    install.add_argument(
        "--confirm",
        action="store_true",
        help="although right answers changed or it is older / 已核对答案改动，确认安装",
    )
    install.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")
    listed = verbs.add_parser(
        "installed", help="the installed packs, who signed them, what was before / 列出已安装的题包"
    )
    remove = verbs.add_parser("remove", help="an installed pack is not used any more / 卸载题包")
    rollback = verbs.add_parser("rollback", help="the version before is used again / 退回上一版")
    for verb in (remove, rollback):
        verb.add_argument("id", help="the pack's id / 题包编号")
    for verb in (install, listed, remove, rollback):
        verb.add_argument("--data-dir", type=Path, default=None, help="folder for records and settings / 数据文件夹")


def sign_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], day: Callable[[str], date]) -> None:
    """The verbs around signing are known; `day` reads a date."""
    keygen = verbs.add_parser("keygen", help="a pair of keys for an author or an approver / 生成作者或审核人的密钥")
    keygen.add_argument("--role", choices=("author", "approver"), required=True, help="what the key is for / 用途")
    keygen.add_argument("--name", required=True, help="the person's name, as kiosks show it / 姓名（会显示在机器上）")
    keygen.add_argument("--out", type=Path, default=Path(), help="folder for the two files / 存放的文件夹")
    sign = verbs.add_parser("sign", help="the author signs a pack's folder / 作者签名")
    approve = verbs.add_parser("approve", help="a second person signs too / 审核人签名")
    verify = verbs.add_parser("verify", help="who signed, and whether a machine would take it / 检查签名")
    for verb in (sign, approve, verify):
        verb.add_argument("pack", type=Path, help="the pack's folder / 题包文件夹")
        verb.add_argument("--questions", type=Path, default=None, help="the questions folder / 题库文件夹")
    for verb in (sign, approve):
        verb.add_argument("--key", type=Path, required=True, help="the file with the secret key / 密钥文件")
    sign.add_argument(
        "--expires", type=day, default=None, help="last day for installing (default: in 180 days) / 安装期限"
    )
    sign.add_argument("--min-app", default="", help="oldest version of the game that can read it / 最低程序版本")
    trust = verbs.add_parser("trust", help="whose signatures this machine believes / 管理本机信任的密钥")
    trust.add_argument("action", choices=("add", "list", "revoke"), help="what to do / 操作")
    trust.add_argument(
        "key", nargs="?", default="", help="a .pub file to add, a key's id to revoke / 公钥文件或密钥编号"
    )
    for verb in (verify, trust):
        verb.add_argument("--data-dir", type=Path, default=None, help="folder for records and settings / 数据文件夹")
