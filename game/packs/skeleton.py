"""A new pack to begin with: real questions of the wanted types on verified facts, ready to be replaced one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from game.nodes import Tree, plain
from game.packs.exchange.folder import written
from game.packs.facts import load_facts
from game.packs.limits import TITLE_CHARACTERS
from game.packs.street import CAMPAIGN
from game.packs.yaml_nodes import read_file
from game.qtypes import QTYPES

ID = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that no Windows folder can have."""
TYPE_NAMES = {
    "single": "单选",
    "multiple": "多选",
    "truefalse": "判断",
    "ordering": "排序",
    "sorting": "分类",
    "number": "数字",
    "redflags": "找可疑点",
    "dialogue": "情景对话",
}
HEAD_SCHEMA, QUESTIONS_SCHEMA = "pack.schema.json", "questions.schema.json"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author wants: `topic` is a chapter's id, `owner` who answers for the pack, `types` are question types."""

    id: str
    title: str
    owner: str
    topic: str
    types: tuple[str, ...]


def id_flaw(name: str) -> str:
    """What is wrong with a pack's id, in English and Chinese; empty when nothing is."""
    if not ID.fullmatch(name) or "--" in name:
        return "3 to 40 of a–z, 0–9 and single hyphens, a letter first / 用 3 到 40 个小写字母、数字和短横线，字母开头"
    if RESERVED.fullmatch(name):
        return "Windows keeps this name for itself / 这个名字 Windows 不允许用"
    return ""


def title_flaw(title: str) -> str:
    """What is wrong with a title; empty when nothing is."""
    if not title.strip() or not title.isprintable():
        return "write a title / 请写一个标题"
    if len(title.strip()) > TITLE_CHARACTERS:
        return f"{len(title.strip())} characters, at most {TITLE_CHARACTERS} / 最多 {TITLE_CHARACTERS} 个字"
    return ""


def chapters(root: Path) -> Mapping[str, str]:
    """The chapters below `root`: id → Chinese title, in the order of the street."""
    titles = {
        str(chapter["id"]): str(chapter["title"]["zh"])
        for path in sorted(root.glob("*/pack.yaml"))
        for chapter in _own(path).get("chapters", ())
    }
    order = [name for name in _own(root / CAMPAIGN).get("chapters", ()) if name in titles]
    return {name: titles[name] for name in (*order, *(name for name in titles if name not in order))}


def skeleton(wish: Wish, root: Path, today: date, schemas: str = "") -> dict[str, str]:
    """The new pack's files: path in its folder → text. Its questions are the ones of `root`, which are checked.

    `schemas` is the way from the pack's folder to the JSON schemas, empty where there are none. Raises LookupError when there is
    no question of a type.
    """
    items: list[Tree] = []
    sources: dict[str, Tree] = {}
    known = list(_samples(root, wish.types))
    for number, kind in enumerate(wish.types, 1):
        fit = [(_fit(item, wish.topic), item, cited) for item, cited in known if item["type"] == kind]
        if not fit:
            raise LookupError(kind)
        _, item, cited = max(fit, key=lambda found: found[0])
        items.append({**item, "id": f"{wish.id}-{number:03}"})
        sources |= cited
    head: Tree = {
        "id": wish.id,
        "title": {"zh": wish.title.strip()},
        "version": f"{today:%Y.%m}",
        "checked_on": today.isoformat(),
        "sources": sources,
    }
    return {
        "pack.yaml": _hint(schemas, HEAD_SCHEMA)
        + _HEAD.replace("{owner}", _comment(wish.owner))
        + written(head).decode(),
        "q/questions.yaml": _hint(f"../{schemas}" if schemas else "", QUESTIONS_SCHEMA) + _QUESTIONS + _spaced(items),
        "README.md": _readme(wish, today),
    }


def _fit(item: Mapping[str, Tree], topic: str) -> int:
    """How well a question begins a pack of that chapter: its own chapter first, then easy ones."""
    return 2 * (item["topic"] == topic) + (item["difficulty"] == "1")


def _samples(root: Path, types: Sequence[str]) -> Iterator[tuple[dict[str, Tree], dict[str, Tree]]]:
    """The questions of those types on verified facts alone, each with the sources it cites."""
    facts = load_facts(root)
    for path in sorted(root.glob("*/pack.yaml")):
        head = _own(path)
        if "example" in head:
            continue
        for item in (item for file in sorted(path.parent.glob("q/*.yaml")) for item in _own(file)):
            if item["type"] in types and (facts is None or set(item["facts"]) <= facts.askable):
                yield item, {cited["id"]: head["sources"][cited["id"]] for cited in item["sources"]}


def _own(path: Path) -> Any:
    """A file of the game's own packs, as text, lists and mappings; nothing where it can't be read."""
    node, _ = read_file(path, path.name)
    return plain(node) if node is not None else {}


def _spaced(items: Sequence[Tree]) -> str:
    return "\n".join(written([item]).decode() for item in items)


def _hint(schemas: str, name: str) -> str:
    """The line by which editors know how to complete and check the file."""
    return f"# yaml-language-server: $schema={schemas}/{name}\n" if schemas else ""


def _comment(text: str) -> str:
    return " ".join(text.split())


def _readme(wish: Wish, today: date) -> str:
    told = _README
    for hole, words in (
        ("{id}", wish.id),
        ("{today}", today.isoformat()),
        ("{types}", "、".join(TYPE_NAMES[kind] for kind in wish.types)),
        ("{owner}", _comment(wish.owner) or "（请填写）"),
        ("{title}", _comment(wish.title)),
    ):
        told = told.replace(hole, words)
    return told


assert set(TYPE_NAMES) == set(QTYPES)

_HEAD = """\
# 题包的封面。冒号后面要空一格；井号开头的行是说明，游戏不读。
# 负责人：{owner}
# version 每次发布都要变大；checked_on 是最近一次核对依据的日期；sources 列出题目引用的文件。
"""
_QUESTIONS = """\
# 示例题抄自内置题包，依据都核实过。请一道一道换成您自己的题：题干、选项、解析、提示，以及 facts（事实）和 sources（出处）。
# 换之前，检查会提醒“和内置的题几乎一样”（near-duplicate）；换成自己的题，提醒就没有了。
# 写完一道就看一眼：python main.py packs preview 题包文件夹
"""
_README = """\
# {title}

- 题包编号：`{id}`
- 负责人：{owner}
- 建立日期：{today}
- 示例题型：{types}

## 文件夹里有什么

| 文件 | 写什么 |
|---|---|
| `pack.yaml` | 封面：编号、标题、版本、引用的文件（sources） |
| `q/questions.yaml` | 题目；也可以再建几个文件，都放在 `q/` 里，名字以 `.yaml` 结尾 |
| `cards.yaml` | 口袋书卡片（可以没有） |
| `facts.yaml` | 只有本地才有的事实（可以没有）；全国性的事实用游戏自带的 |
| `README.md` | 这一页，游戏不读 |

## 怎样写

1. 打开 `q/questions.yaml`，把示例题换成自己的题。每道题的 `id` 不能重复，发布以后不要再改。
2. 题里说的每一件事，都要有一条核实过的事实（`facts`）和写着它的文件（`sources`）。没有依据的，不写。
3. 检查：`python main.py packs check {id}`，照着每一行提示改，直到没有问题。
4. 看效果：`python main.py packs preview {id}`，改完保存，画面自动更新。
5. 改动已经发布的题包以前，先留一份旧的；发布前用 `python main.py packs diff 旧文件夹 {id}` 看清改了什么，答案变了的排在最前。
6. 一个人写，另一个人核对，再发布。

完整的说明在 `docs/packs.zh-CN.md`。
"""
