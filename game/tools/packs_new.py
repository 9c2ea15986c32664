"""`packs new`: a few questions, and a pack stands there that has no problems."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from game.packs.exchange.folder import write_folder
from game.packs.skeleton import TYPE_NAMES, Wish, chapters, id_flaw, skeleton, title_flaw
from game.start import QUESTIONS

SCHEMAS = ("assets/schema", "docs/schema")
"""Where the program keeps the JSON schemas of pack files."""
DEFAULT_ID, DEFAULT_TITLE, DEFAULT_TOPIC, DEFAULT_TYPES = "my-pack", "我的题包", "fraud", "1 3"
EXIT_MADE, EXIT_NOT = 0, 2
Flaw = Callable[[str], str]


class Refused(ValueError):
    """Nothing can be made of this; the message is for the author."""


def run(chosen: argparse.Namespace) -> int:
    """Makes the pack: 0 when it stands there, 2 when it can't be made; nothing is written then."""
    try:
        known = chapters(QUESTIONS)
        wish = _wish(chosen, known)
        folder = chosen.folder or Path.cwd() / wish.id
        _make(wish, folder)
    except Refused as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_NOT
    except (EOFError, KeyboardInterrupt):
        print("\nerror: no answer; give the switches and --yes / 没有输入，请用参数加 --yes", file=sys.stderr)
        return EXIT_NOT
    except OSError as error:
        print(f"error: {error.filename or folder}: {error.strerror} / 写不进去", file=sys.stderr)
        return EXIT_NOT
    print(f"made / 已建好：{folder}")
    shown = f'"{folder}"' if " " in str(folder) else folder
    print(f"check / 检查：    python main.py packs check {shown}")
    print(f"look / 看效果：   python main.py packs preview {shown}")
    return EXIT_MADE


def _wish(chosen: argparse.Namespace, known: Mapping[str, str]) -> Wish:
    named = chosen.folder.resolve().name if chosen.folder is not None else ""
    if chosen.folder is not None:
        flaw = id_flaw(named)
        if flaw:
            raise Refused(f"folder `{named}`: {flaw}")
        if chosen.id and chosen.id != named:
            raise Refused(f"--id {chosen.id}: the id is the folder's name `{named}` / 编号应与文件夹同名 {named}")
    asks = not chosen.yes
    pack_id = named or _answer(
        "id", "the folder's name too / 题包编号，也是文件夹的名字", chosen.id, DEFAULT_ID, _free_id, asks
    )
    title = _answer("title", "what staff see / 标题", chosen.title, DEFAULT_TITLE, title_flaw, asks)
    owner = _answer("owner", "who answers for it / 负责人或部门", chosen.owner, "", lambda text: "", asks)
    if asks and not chosen.topic:
        for place, (name, told) in enumerate(known.items(), 1):
            print(f"  {place:>2} {name:<10} {told}")
    topic = _answer(
        "topic", "its chapter / 归哪一章", chosen.topic, DEFAULT_TOPIC, lambda text: _topic(text, known)[1], asks
    )
    if asks and not chosen.types:
        for place, (name, told) in enumerate(TYPE_NAMES.items(), 1):
            print(f"  {place:>2} {name:<10} {told}")
    types = _answer(
        "types", "examples wanted / 要哪些题型的示例", chosen.types, DEFAULT_TYPES, lambda text: _types(text)[1], asks
    )
    return Wish(pack_id, title, owner, _topic(topic, known)[0], _types(types)[0])


def _answer(name: str, told: str, given: str, default: str, flaw: Flaw, asks: bool) -> str:
    """What a switch gave, else what the author types, asked again until it is right; without asking, the default."""
    if given or not asks:
        found = given or default
        wrong = flaw(found)
        if wrong:
            raise Refused(f"--{name} {found}: {wrong}")
        return found
    while True:
        found = input(f"{name} – {told}{f' [{default}]' if default else ''}: ").strip() or default
        wrong = flaw(found)
        if not wrong:
            return found
        print(f"  {wrong}")


def _free_id(name: str) -> str:
    if not id_flaw(name) and (Path(name).exists() or (QUESTIONS / name).exists()):
        return f"`{name}` is there already, take another / 已经有 {name} 了，请换一个"
    return id_flaw(name)


def _topic(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The chapter that a number, an id or a title names, and what is wrong when it names none."""
    names = list(known)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(names):
        return names[int(text) - 1], ""
    found = next((name for name, title in known.items() if text in (name, title)), "")
    return found, "" if found else f"a number 1–{len(names)} or: {', '.join(names)} / 请写 1 到 {len(names)}，或章节名"


def _types(text: str) -> tuple[tuple[str, ...], str]:
    """The question types that numbers, ids or names tell, each once, and what is wrong when one is unknown."""
    names = list(TYPE_NAMES)
    found = []
    for word in text.replace(",", " ").replace("，", " ").replace("、", " ").split():
        is_place = word.isascii() and word.isdigit() and 1 <= int(word) <= len(names)
        name = names[int(word) - 1] if is_place else next((n for n, t in TYPE_NAMES.items() if word in (n, t)), "")
        if not name:
            told = f"`{word}`: numbers 1–{len(names)} or: {', '.join(names)}"
            return (), f"{told} / 请写 1 到 {len(names)}（可以写几个），或题型名"
        found.append(name)
    return tuple(dict.fromkeys(found)), "" if found else "at least one / 至少要一种"


def _make(wish: Wish, folder: Path) -> None:
    """The whole pack stands there, or nothing does."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is there already / 已经存在，请换一个文件夹")
    try:
        files = skeleton(wish, QUESTIONS, date.today(), _schemas(folder))
    except LookupError as error:
        raise Refused(f"no verified question of type {error} to begin with / 没有可用的示例题") from None
    if folder.exists():
        folder.rmdir()
    write_folder(folder, {name: text.encode() for name, text in files.items()})


def _schemas(folder: Path) -> str:
    """The way from the pack to the JSON schemas; empty when there are none, or no way (another drive)."""
    for name in SCHEMAS:
        there = QUESTIONS.parent / name
        if there.is_dir():
            try:
                return Path(os.path.relpath(there, folder.resolve())).as_posix()
            except ValueError:
                return ""
    return ""
