"""A pack → the files of its folder, and these files into their place: all of them or none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.atomic import sync_folder
from game.nodes import Tree
from game.packs.exchange.draft import PackTree
from game.packs.exchange.sheets.columns import sheet_of
from game.packs.facts import OWN
from game.packs.limits import LIMITS
from game.packs.pack import CARDS
from game.packs.translate import FOLDER as TRANSLATIONS

if TYPE_CHECKING:
    import yaml

QUESTIONS = "q"
HEAD_FIELDS = ("id", "title", "version", "checked_on", "example", "sources", "chapters")
FILE_BYTES = LIMITS.file_bytes * 3 // 4
"""A file of questions is filled up to this, so that there is room to write in it."""
PLAIN_NUMBER, PLAIN_DAY = re.compile(r"0|[1-9]\d{0,8}"), re.compile(r"\d{4}-\d\d-\d\d")
WIDTH = 110


def pack_files(tree: PackTree) -> dict[str, bytes]:
    """The files of a pack's folder by their names: questions of one row, of messages and of dialogues stand apart."""
    head = {name: tree[name] for name in HEAD_FIELDS if name in tree}
    files = {"pack.yaml": written(head)}
    kinds: dict[str, list[Tree]] = {}
    for group in _items(tree.get("questions")):
        for item in _items(group.get("items") if isinstance(group, dict) else None):
            kind = str(item.get("type", "")) if isinstance(item, dict) else ""
            kinds.setdefault(sheet_of(kind).key, []).append(item)
    for kind, listed in kinds.items():
        for number, data in enumerate(_parts(listed), 1):
            files[f"{QUESTIONS}/{kind}-{number:03d}.yaml"] = data
    for name, path in (("cards", CARDS), ("facts", OWN)):
        if _items(tree.get(name)):
            files[path] = written(tree[name])
    translations = tree.get("translations")
    for language, group in translations.items() if isinstance(translations, dict) else ():
        items = _items(group.get("items") if isinstance(group, dict) else None)
        if items:
            files[f"{TRANSLATIONS}/{language}.yaml"] = written(items)
    return files


def _items(tree: Tree | None) -> list[Tree]:
    return tree if isinstance(tree, list) else []


def _parts(listed: Sequence[Tree]) -> Iterator[bytes]:
    """The questions as files, none larger than what a pack's file may be."""
    part = b""
    for item in listed:
        data = written([item])
        if part and len(part) + len(data) + 1 > FILE_BYTES:
            yield part
            part = b""
        part += (b"\n" if part else b"") + data
    if part:
        yield part


def written(tree: Tree) -> bytes:
    """The tree as YAML that people read and mend: whole numbers, days and true or false stand without quotes."""
    import yaml

    text = yaml.dump(tree, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=WIDTH)
    return text.encode("utf-8")


def _dumper() -> type[yaml.SafeDumper]:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Text as it looks: quotes only where a reader of YAML could take it for something else."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        tag = "str"
        if PLAIN_NUMBER.fullmatch(value):
            tag = "int"
        elif PLAIN_DAY.fullmatch(value):
            tag = "timestamp"
        elif value in ("true", "false"):
            tag = "bool"
        return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", value)

    Dumper.add_representer(str, text)
    return Dumper


def write_folder(out: Path, files: Mapping[str, bytes], replace: bool = False) -> None:
    """The folder holds these files, or stays as it was. With `replace`, what it has beside them is kept.

    Raises FileExistsError when there is one and it is not to be replaced, OSError when it can't be written.
    """
    if out.exists() and not replace:
        raise FileExistsError(str(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    # One level down, so that nobody who looks through the packs takes a half-written one for a pack.
    aside = Path(tempfile.mkdtemp(prefix=".import-", dir=out.parent))
    try:
        made = aside / "new" / out.name
        made.mkdir(parents=True)
        for name, data in files.items():
            _write(made / name, data)
        if out.exists():
            _keep(out, made, files)
        for folder in (made, *(path for path in made.rglob("*") if path.is_dir())):
            sync_folder(folder)
        _swap(out, made, aside / "old")
        sync_folder(out.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _keep(old: Path, made: Path, files: Mapping[str, bytes]) -> None:
    """What the old folder has that questions don't come from: a README, other languages, pictures."""
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old)
        if path.is_symlink() or not path.is_file() or name.as_posix() in files:
            continue
        if name.parts[0] != QUESTIONS and name.as_posix() not in (CARDS, OWN) and name.parts[0] != TRANSLATIONS:
            _write(made / name, path.read_bytes())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _swap(out: Path, made: Path, old: Path) -> None:
    is_there = out.exists()
    if is_there:
        old.parent.mkdir(parents=True, exist_ok=True)
        out.rename(old)
    try:
        made.rename(out)
    except OSError:
        if is_there:
            old.rename(out)
        raise
