"""What a new pack is read among: the chapters, sources and facts that the other packs of its folder bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.nodes import Node
from game.packs.facts import Facts, load_facts
from game.packs.library import LibraryError, load_library
from game.packs.pack import Pack
from game.packs.yaml_nodes import read_file

LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True, slots=True)
class Around:
    """The other packs; chapters' titles by id; chapters' ids by title in any language; known sources; the bank's facts if any."""

    packs: tuple[Pack, ...] = ()
    chapters: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Node] = field(default_factory=dict)
    facts: Facts | None = None


def around(root: Path, name: str) -> Around:
    """The packs of `root` but the one called `name`, and what they bring. Packs that can't be read bring nothing."""
    if not root.is_dir():
        return Around()
    libraries = []
    for language in LANGUAGES:
        try:
            libraries.append(load_library(root, language=language))
        except LibraryError:
            return Around(facts=load_facts(root))
    chapters = {chapter.id: chapter.title for chapter in libraries[0].campaign.chapters}
    chapters |= {chapter.id: chapter.title for pack in libraries[0].packs for chapter in pack.chapters}
    titles = {chapter.title: chapter.id for library in libraries for pack in library.packs for chapter in pack.chapters}
    others = tuple(pack for pack in (*libraries[0].packs, *libraries[0].examples) if pack.id != name)
    return Around(others, chapters, titles, _sources(root), load_facts(root))


def _sources(root: Path) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for path in sorted(root.glob("*/pack.yaml")):
        node, _ = read_file(path, path.parent.name)
        listed = node.value.get("sources") if node is not None and isinstance(node.value, dict) else None
        if listed is not None and isinstance(listed.value, dict):
            found = {**listed.value, **found}
    return found
