"""The files of one pack as one tree of nodes."""

from __future__ import annotations

from pathlib import Path

from game.nodes import Node, Problem
from game.packs.folder import folder_problems
from game.packs.pack import CARDS, GATHERED, HEAD
from game.packs.translate import FOLDER as TRANSLATIONS
from game.packs.yaml_nodes import read_file

UNREAD = ("pack-too-big", "too-many-files", "link", "not-a-file")
"""Problems of a folder of which nothing is read: what is too much, what would never end, what lies elsewhere."""


HeadRead = tuple[Node | None, list[Problem]]
"""pack.yaml as read: its node, or None, and the problems in it."""


def read_head(folder: Path, name: str) -> HeadRead:
    """The pack.yaml of a pack that is called `name`."""
    return read_file(folder / HEAD, f"{name}/{HEAD}")


def read_pack(folder: Path, name: str = "", head: HeadRead | None = None) -> tuple[Node | None, list[Problem]]:
    """All files of a pack as one node: pack.yaml with lists `questions`, `cards` and `translations` by language.

    Each group of questions and each translation is marked with its file, below `name`, which is the folder's unless given. `head` is its
    pack.yaml, where that was read before.
    """
    name = name or folder.name
    outside = folder_problems(folder, name)
    if any(problem.code in UNREAD for problem in outside):
        return None, outside
    root, found = head or read_head(folder, name)
    problems = [*outside, *found]
    questions: list[Node] = []
    for path in sorted((folder / "q").glob("*.yaml")):
        group = _listed(path, f"{name}/q/{path.name}", problems)
        if group is not None:
            questions.append(group)
    if root is not None and not isinstance(root.value, dict):
        problems.append(
            Problem(f"{name}/{HEAD}", 1, 1, "not-a-mapping", "expected `id: …` / pack.yaml 应当是「键: 值」")
        )
        root = None
    if root is None or not isinstance(root.value, dict):
        return None, problems
    content = {field: child for field, child in root.value.items() if field not in GATHERED}
    for field in root.value.keys() & set(GATHERED):
        child = root.value[field]
        message = f"`{field}` has files of its own / 「{field}」写在单独的文件里"
        problems.append(Problem(f"{name}/pack.yaml", child.line, child.column, "unknown-field", message))
    content["questions"] = Node(questions)
    if (folder / CARDS).is_file():
        cards, found = read_file(folder / CARDS, f"{name}/{CARDS}")
        problems += found
        if cards is not None:
            content["cards"] = cards
    groups = {
        path.stem: _listed(path, f"{name}/{TRANSLATIONS}/{path.name}", problems)
        for path in sorted((folder / TRANSLATIONS).glob("*.yaml"))
    }
    if groups:
        content["translations"] = Node({language: group for language, group in groups.items() if group is not None})
    return Node(content, root.line, root.column), problems


def _listed(path: Path, file: str, problems: list[Problem]) -> Node | None:
    """A file that holds a list, as a node with its name; None with a problem when it can't be read as one."""
    node, found = read_file(path, file)
    problems += found
    if node is None:
        return None
    if not isinstance(node.value, list):
        problems.append(
            Problem(
                file, node.line, node.column, "not-a-list", "expected a list of `- id: …` / 应当是「- id: …」的列表"
            )
        )
        return None
    return Node({"file": Node(file), "items": node}, node.line, node.column)
