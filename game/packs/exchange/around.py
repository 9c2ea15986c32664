"""What a new pack is read among: the chapters, sources and facts that the other packs of its folder bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.nodes import Node, scalars
from game.packs.facts import Facts, load_facts
from game.packs.library import load_library
from game.packs.pack import Pack
from game.packs.street import LibraryError
from game.packs.yaml_nodes import read_file


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
    try:
        library = load_library(root)
    except LibraryError:
        return Around(facts=load_facts(root))
    heads = _heads(root)
    chapters = {chapter.id: chapter.title for chapter in library.campaign.chapters}
    chapters |= {chapter.id: chapter.title for pack in library.packs for chapter in pack.chapters}
    titles = {title: topic for head in heads for title, topic in _titles(head) if topic in chapters}
    others = tuple(pack for pack in (*library.packs, *library.examples) if pack.id != name)
    return Around(others, chapters, titles, _sources(heads), load_facts(root))


def _heads(root: Path) -> list[Mapping[str, Node]]:
    """The fields of every pack.yaml."""
    read = (read_file(path, path.parent.name)[0] for path in sorted(root.glob("*/pack.yaml")))
    return [node.value for node in read if node is not None and isinstance(node.value, dict)]


def _titles(head: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """The titles of a pack's chapters in every language, each with the chapter's id."""
    chapters = head.get("chapters")
    for chapter in chapters.value if chapters is not None and isinstance(chapters.value, list) else []:
        fields = chapter.value if isinstance(chapter.value, dict) else {}
        if "id" in fields and "title" in fields:
            for title in scalars(fields["title"]):
                yield str(title.value), str(fields["id"].value)


def _sources(heads: Sequence[Mapping[str, Node]]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for head in heads:
        listed = head.get("sources")
        if listed is not None and isinstance(listed.value, dict):
            found = {**listed.value, **found}
    return found
