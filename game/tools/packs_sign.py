"""`packs keygen`, `sign`, `approve`, `verify`, `trust`: two people release a pack, and machines know whom to believe."""

from __future__ import annotations

import argparse
import getpass
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from game.kiosk.desk import app_version
from game.packs.install import sign
from game.packs.install.disk import Disk
from game.packs.install.inspect import inspect
from game.packs.install.install import Terms, look
from game.packs.install.keys import (
    COST,
    LEAST_PASSPHRASE,
    MOST_NAME,
    Cost,
    KeyFault,
    SecretKey,
    is_name,
    key_id,
    make_key,
    public_key,
    read_secret,
    write_secret,
)
from game.packs.install.manifest import Role
from game.packs.install.quarantine import Staged, quarantined
from game.packs.install.refusal import Refused
from game.packs.install.trust import FOLDER, add, read_trust, revoke
from game.start import QUESTIONS, data_folder
from game.tools.packs_install import terms

GOOD_FOR = timedelta(days=180)
"""How long a release may be installed unless the author says otherwise."""
NO_VERSION = "0"


class Fault(RuntimeError):
    """What the user is told; nothing was done."""


def run(chosen: argparse.Namespace, today: Callable[[], date] = date.today, cost: Cost = COST) -> int:
    """0 when it was done, 1 with an error in both languages when not."""
    verbs = {"keygen": _keygen, "sign": _sign, "approve": _approve, "verify": _verify, "trust": _trust}
    try:
        return verbs[chosen.verb](chosen, today, cost)
    except (Refused, Fault, KeyFault) as error:
        print(f"error: {error}", file=sys.stderr)
    except OSError as error:
        print(f"error: {error.filename or ''} {error.strerror} / 文件读写失败", file=sys.stderr)
    return 1


def _keygen(chosen: argparse.Namespace, _: Callable[[], date], cost: Cost) -> int:
    if not is_name(chosen.name):
        raise Fault(f"a name has 1 to {MOST_NAME} characters / 姓名应为 1 到 {MOST_NAME} 个字")
    secret, public = chosen.out / f"{chosen.role}.key", chosen.out / f"{chosen.role}.pub"
    if secret.exists() or public.exists():
        raise Fault(f"{secret.name} or {public.name} is there already / 文件已存在，不会覆盖")
    passphrase = _ask("passphrase / 口令: ")
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Fault(f"at least {LEAST_PASSPHRASE} characters / 口令至少 {LEAST_PASSPHRASE} 个字符")
    if _ask("again / 再输入一遍: ") != passphrase:
        raise Fault("the two differ / 两遍不一样")
    made = make_key(Role(chosen.role), chosen.name)
    chosen.out.mkdir(parents=True, exist_ok=True)
    write_secret(secret, made, passphrase, cost)
    public.write_text(made.public.line() + "\n", "utf-8")
    print(f"{secret}: keep it secret / 请妥善保管，不要外传")
    print(f"{public}: give it to every machine / 发给每台机器\n{made.public.line()}\nid {made.public.id}")
    return 0


def _sign(chosen: argparse.Namespace, today: Callable[[], date], _: Cost) -> int:
    with _copied(chosen.pack) as staged:
        report = inspect(staged.folder, chosen.questions or QUESTIONS)
        for problem in report.problems:
            print(problem, file=sys.stderr)
        if report.problems:
            raise Refused("bad-pack", f"{len(report.problems)}")
        created = today()
        made = sign.author(
            staged,
            report.version,
            chosen.min_app or app_version() or NO_VERSION,
            created,
            chosen.expires or created + GOOD_FOR,
            _secret(chosen.key),
        )
    sign.write(chosen.pack, made)
    told = made.manifest
    print(
        f"{told.id} {told.version}: {len(told.files)} files signed, to be approved by a second person until {told.expires}"
    )
    print(f"已签名 {len(told.files)} 个文件；请由另一人审核（packs approve），安装期限 {told.expires}")
    return 0


def _approve(chosen: argparse.Namespace, _: Callable[[], date], __: Cost) -> int:
    with _copied(chosen.pack) as staged:
        report = inspect(staged.folder, chosen.questions or QUESTIONS)
        if report.problems:
            raise Refused("bad-pack", f"{len(report.problems)}")
        made = sign.approve(staged, _secret(chosen.key))
    sign.write(chosen.pack, made)
    author = key_id(made.signatures[Role.AUTHOR].key)
    print(
        f"{made.manifest.id} {made.manifest.version}: approved; the author's key is {author} / 已审核，作者密钥 {author}"
    )
    return 0


def _verify(chosen: argparse.Namespace, _: Callable[[], date], __: Cost) -> int:
    data = data_folder(chosen.data_dir)
    here = terms(data, chosen.questions)
    with tempfile.TemporaryDirectory() as folder:
        # A machine's judgement without a trace on it: its keys are copied, its packs are left alone.
        trusted = Path(folder) / FOLDER
        trusted.mkdir()
        if (data / FOLDER).is_dir():
            for path in (data / FOLDER).iterdir():
                (trusted / path.name).write_bytes(path.read_bytes())
        offer = look(chosen.pack, Terms(Path(folder), here.questions, here.now, here.app, True))
    for problem in offer.problems:
        print(problem, file=sys.stderr)
    if offer.refusal is not None:
        raise offer.refusal
    assert offer.signers is not None
    print(f"{offer.id} {offer.version}: author / 作者 {offer.signers.author}, approver / 审核 {offer.signers.approver}")
    return 0


def _trust(chosen: argparse.Namespace, _: Callable[[], date], __: Cost) -> int:
    data = data_folder(chosen.data_dir)
    if chosen.action == "list":
        found = read_trust(data)
        for key in found.keys:
            print(f"{key.id} {key.role} {key.name}" + (" – revoked / 已吊销" if key.id in found.revoked else ""))
        for gone in sorted(found.revoked - {key.id for key in found.keys}):
            print(f"{gone} – revoked / 已吊销")
        print(f"{len(found.keys)} keys / {len(found.keys)} 把密钥")
        return 0
    if not chosen.key:
        raise Fault("name a .pub file to add or a key's id to revoke / 请写公钥文件或密钥编号")
    if chosen.action == "add":
        key = public_key(Path(chosen.key).read_text("utf-8-sig"))
        try:
            add(data, key)
        except ValueError as error:
            raise Fault(str(error)) from error
        print(f"{key.id} {key.role} {key.name}: trusted / 已信任")
        return 0
    name = chosen.key.lower()
    if Path(chosen.key).is_file():
        name = public_key(Path(chosen.key).read_text("utf-8-sig")).id
    if len(name) != 16 or set(name) - set("0123456789abcdef"):
        raise Fault(f"{chosen.key} is no key's id / 不是密钥编号")
    revoke(data, name)
    print(f"{name}: revoked for good / 已吊销")
    return 0


@contextmanager
def _copied(pack: Path) -> Iterator[Staged]:
    """The pack as it is now, in a folder of its own: what is checked is what is signed."""
    if not pack.is_dir():
        raise Refused("no-source", pack.name)
    with tempfile.TemporaryDirectory() as folder, quarantined(pack, Path(folder) / "packs", Disk()) as staged:
        yield staged


def _secret(path: Path) -> SecretKey:
    return read_secret(path, _ask("passphrase / 口令: "))


def _ask(words: str) -> str:
    """A passphrase from the terminal, unseen; where there is none, a line of the standard input."""
    try:
        if sys.stdin.isatty():
            return getpass.getpass(words)
        return sys.stdin.readline().rstrip("\n")
    except (EOFError, KeyboardInterrupt) as error:
        raise Fault("no passphrase was typed / 没有输入口令") from error
