"""Small packs, people with keys, and a machine that installs: what the tests of this room are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from game.packs.diff import Difference
from game.packs.install import sign
from game.packs.install.disk import Disk
from game.packs.install.examine import Report
from game.packs.install.install import Terms
from game.packs.install.keys import PublicKey, SecretKey
from game.packs.install.manifest import Release, Role
from game.packs.install.names import MANIFEST
from game.packs.install.quarantine import quarantined
from game.packs.install.trust import FOLDER

QUESTIONS = Path(__file__).resolve().parents[3] / "questions"
NOON = datetime(2026, 11, 25, 12)
TODAY = NOON.date()
APP = "1.4.0"
Files = dict[str, bytes]


def pack(version: str = "2026.11", id: str = "my-pack", key: str = "true", **more: bytes) -> Files:
    """The files of a small pack that passes the check beside the game's own packs; `key` answers its only question."""
    head = f"""id: {id}
title: 网点题包
version: "{version}"
sources:
  notice: {{title: 网点公告}}
"""
    question = f"""- id: {id}-001
  type: truefalse
  topic: education
  difficulty: 1
  stem: 公众教育区，不是本行客户也可以来。
  answer: {key}
  rationale: 教育区在营业时间内对所有人开放。
  hint: 金融知识是为谁讲的？
  facts: [local-corner-hours]
  sources: [{{id: notice}}]
  checked_on: 2026-11-25
"""
    files = {"pack.yaml": head.encode(), "q/one.yaml": question.encode()}
    return files | {name.replace("__", "/"): data for name, data in more.items()}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder holds these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def tree(folder: Path) -> Files:
    """Every file below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def plain_check(
    folder: Path, questions: Path, others: Sequence[Path] = (), old: Path | None = None, cache: Path | None = None
) -> Report:
    """A check that only reads id and version, and tells a changed answer: quick, and never in another process."""
    told = dict(re.findall(r'^(id|version): "?([^"\n]*)"?$', (folder / "pack.yaml").read_text("utf-8"), re.MULTILINE))
    keys = [
        None if each is None else [re.findall(rb"answer: (\w+)", path.read_bytes()) for path in each.glob("q/one.yaml")]
        for each in (old, folder)
    ]
    changed = keys[0] is not None and keys[0] != keys[1]
    found = (Difference(f"{told['id']}-001", "key", "对", "错"),) if changed else ()
    return Report(told["id"], "网点题包", told["version"], 1, (), found)


class QuickDisk(Disk):
    """A disk that never waits for its platters."""

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        with path.open("xb") as file:
            file.writelines(chunks)

    def sync_folder(self, path: Path) -> None:
        return


QUICK = QuickDisk()


def terms(data: Path, signed_only: bool = False, now: datetime = NOON, app: str = APP, disk: Disk = QUICK) -> Terms:
    """A machine of 25 November 2026 with that data folder and the quick check."""
    return Terms(data, QUESTIONS, now, app, signed_only, disk, plain_check)


def person(role: Role, name: str, seed: int) -> SecretKey:
    """Somebody with a key that is the same in every run."""
    from nacl.signing import SigningKey

    secret = bytes([seed]) * 32
    return SecretKey(PublicKey(role, name, bytes(SigningKey(secret).verify_key)), secret)


AUTHOR, APPROVER = person(Role.AUTHOR, "张三", 1), person(Role.APPROVER, "李四", 2)


def trusting(data: Path, *people: SecretKey) -> Path:
    """The data folder trusts these people, the author and the approver when nobody is named."""
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    for each in people or (AUTHOR, APPROVER):
        (data / FOLDER / f"{each.public.id}.pub").write_text(each.public.line(), "utf-8")
    return data


def signed(
    folder: Path,
    author: SecretKey = AUTHOR,
    approver: SecretKey | None = APPROVER,
    created: date = date(2026, 11, 20),
    expires: date = date(2027, 5, 20),
    min_app: str = "1.0",
    version: str = "2026.11",
) -> Release:
    """The pack in the folder is signed by both, or by the author alone; its release."""
    with quarantined(folder, folder.parent / f"{folder.name}-signing", QUICK) as staged:
        made = sign.author(staged, version, min_app, created, expires, author)
    (folder / MANIFEST).write_bytes(made.data())
    if approver is not None:
        with quarantined(folder, folder.parent / f"{folder.name}-signing", QUICK) as staged:
            made = sign.approve(staged, approver)
        (folder / MANIFEST).write_bytes(made.data())
    return made
