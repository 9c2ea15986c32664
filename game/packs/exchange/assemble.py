"""A draft and what its author left to us → the node of a pack, as `read_pack` would give it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from game.digest import blake2b
from game.nodes import Node, Problem
from game.packs.exchange.around import Around
from game.packs.exchange.draft import Draft
from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.columns import rank

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of the pack, and of every question that doesn't say it itself. Empty for nothing."""

    id: str = ""
    title: str = ""
    version: str = ""
    topic: str = ""
    difficulty: str = ""
    checked_on: str = ""
    valid_until: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()


def assembled(draft: Draft, given: Given, name: str, around: Around) -> Draft:
    """The draft with every gap filled that can be: names, chapters by title, sources known to other packs, facts' own citations."""
    head = dict(draft.head)
    if given.id or "id" not in head:
        head["id"] = Node(given.id or name)
    if given.title or "title" not in head:
        head["title"] = Node(given.title or name)
    if given.version or "version" not in head:
        head["version"] = Node(given.version or VERSION)
    day = given.checked_on
    if day and "checked_on" not in head:
        head["checked_on"] = Node(day)
    cited = _cited_by_facts(draft, around)
    change = _filler(given, str(head["id"].value), around, cited)
    questions = {file: tuple(change(node, True) for node in listed) for file, listed in draft.questions.items()}
    cards = {file: tuple(change(node, False) for node in listed) for file, listed in draft.cards.items()}
    made = replace(draft, head=head, questions=questions, cards=cards)
    return replace(made, head=head | {"sources": _sources(made, given, around)})


def _cited_by_facts(draft: Draft, around: Around) -> dict[str, list[tuple[str, str]]]:
    """What each fact rests on, the file's own facts and the bank's: (source, article) pairs."""
    found: dict[str, list[tuple[str, str]]] = {}
    if around.facts is not None:
        found = {name: sorted(around.facts.cited(name)) for name in around.facts.by_id}
    for fact in (node for listed in draft.facts.values() for node in listed):
        told = fact.value if isinstance(fact.value, dict) else {}
        name, source, article = (told.get(key) for key in ("id", "source", "article"))
        if name is None or source is None:
            continue
        sources = source.value if isinstance(source.value, list) else [source]
        found[str(name.value)] = [(str(one.value), str(article.value) if article else "") for one in sources]
    return found


def _filler(
    given: Given, pack: str, around: Around, cited: Mapping[str, list[tuple[str, str]]]
) -> Callable[[Node, bool], Node]:
    taken: dict[str, int] = {}

    def change(node: Node, is_question: bool) -> Node:
        if not isinstance(node.value, dict):
            return node
        made = dict(node.value)
        own = made.get("id")
        made = {"id": _id(own, node, pack, taken)} | made if own is None else made | {"id": _id(own, node, pack, taken)}
        wanted = [("topic", given.topic), ("checked_on", given.checked_on)]
        wanted += [("difficulty", given.difficulty), ("valid_until", given.valid_until)] if is_question else []
        for name, text in wanted:
            if text and _is_blank(made.get(name)):
                made[name] = Node(text, node.line, node.column)
        if given.facts and _is_blank(made.get("facts")):
            made["facts"] = Node([Node(fact, node.line, node.column) for fact in given.facts], node.line, node.column)
        if _is_blank(made.get("sources")):
            listed = _citations(made, given, cited)
            if listed:
                place = made.get("sources", node)
                made["sources"] = Node([_citation(*pair, place) for pair in listed], place.line, place.column)
        topic = made.get("topic")
        if topic is not None and isinstance(topic.value, str):
            made["topic"] = replace(topic, value=_topic(topic.value, around))
        return Node(dict(sorted(made.items(), key=lambda pair: rank(pair[0]))), node.line, node.column)

    return change


def _is_blank(node: Node | None) -> bool:
    return node is None or node.value in ("", [])


def _id(node: Node | None, item: Node, pack: str, taken: dict[str, int]) -> Node:
    """The item's name: a bare number gets the pack's name before it, a missing one comes from the words of the question."""
    if node is not None and isinstance(node.value, str) and node.value:
        bare = cells.whole(node.value)
        return node if bare is None else replace(node, value=f"{pack}-{bare.zfill(3)}")
    fields = item.value if isinstance(item.value, dict) else {}
    words = next((str(fields[name].value) for name in ("stem", "title") if name in fields), "")
    name = f"{pack}-{blake2b(words.encode(), digest_size=3).hexdigest()}"
    taken[name] = taken.get(name, 0) + 1
    name += f"-{taken[name]}" if taken[name] > 1 else ""
    return Node(name, item.line, node.column if node is not None else item.column)


def _citations(
    item: Mapping[str, Node], given: Given, cited: Mapping[str, list[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """What an item without sources cites: the sources of the command line, else those of its facts."""
    if given.sources:
        return [(source, "") for source in given.sources]
    facts = item["facts"].value if "facts" in item else []
    names = [str(fact.value) for fact in facts] if isinstance(facts, list) else []
    return list(dict.fromkeys(pair for name in names for pair in cited.get(name, [])))


def _citation(source: str, article: str, place: Node) -> Node:
    told = {"id": Node(source, place.line, place.column)}
    if article:
        told["article"] = Node(article, place.line, place.column)
    return Node(told, place.line, place.column)


def _topic(text: str, around: Around) -> str:
    """A chapter's id from its id, its title, or both in one cell; the text itself when it is no chapter."""
    if text in around.chapters:
        return text
    for title, topic in around.titles.items():
        if cells.key(text) == cells.key(title):
            return topic
    found = [part for part in re.findall(r"[A-Za-z0-9-]+", text) if part.lower() in around.chapters]
    return found[-1].lower() if found else text


def _sources(draft: Draft, given: Given, around: Around) -> Node:
    """The file's sources, those of the command line, and what other packs know of the rest that is cited."""
    own = draft.head.get("sources")
    listed = dict(own.value) if own is not None and isinstance(own.value, dict) else {}
    for name, title in given.sources.items():
        listed.setdefault(
            name, Node({"title": Node(title)}) if title else around.sources.get(name, Node({"title": Node(name)}))
        )
    for node in (item for group in (*draft.questions.values(), *draft.cards.values()) for item in group):
        cited = node.value.get("sources") if isinstance(node.value, dict) else None
        for citation in cited.value if cited is not None and isinstance(cited.value, list) else []:
            name = (
                str(citation.value["id"].value) if isinstance(citation.value, dict) and "id" in citation.value else ""
            )
            if name in around.sources:
                listed.setdefault(name, around.sources[name])
    return Node(listed, own.line if own else 0, own.column if own else 0)


def pack_node(draft: Draft) -> Node:
    """The draft as one node, as `read_pack` gives a folder's."""
    content = dict(draft.head)
    content["questions"] = Node([_group(file, listed) for file, listed in draft.questions.items()])
    cards = [card for listed in draft.cards.values() for card in listed]
    if cards:
        content["cards"] = Node(cards)
    translations = {
        language: _group(next(iter(files)), tuple(node for listed in files.values() for node in listed))
        for language, files in draft.translations.items()
        if files
    }
    if translations:
        content["translations"] = Node(dict(translations))
    return Node(content)


def _group(file: str, items: tuple[Node, ...]) -> Node:
    return Node({"file": Node(file), "items": Node(list(items))})


def places(node: Node) -> set[int]:
    """Every line that a node has something on."""
    children = node.value if isinstance(node.value, list) else []
    if isinstance(node.value, dict):
        children = list(node.value.values())
    return {node.line}.union(*(places(child) for child in children)) - {0}


def without(draft: Draft, problems: list[Problem]) -> Draft:
    """The draft without the questions and cards on whose lines there are problems, and without their translations."""
    lines: dict[str, set[int]] = {}
    for problem in problems:
        lines.setdefault(problem.file, set()).add(problem.line)
    questions = {file: _clean(listed, lines.get(file, set())) for file, listed in draft.questions.items()}
    cards = {file: _clean(listed, lines.get(file, set())) for file, listed in draft.cards.items()}
    kept = {_name(node) for listed in (*questions.values(), *cards.values()) for node in listed}
    translations = {
        language: {
            file: tuple(node for node in _clean(listed, lines.get(file, set())) if _name(node) in kept)
            for file, listed in files.items()
        }
        for language, files in draft.translations.items()
    }
    return replace(draft, questions=questions, cards=cards, translations=translations)


def _clean(listed: tuple[Node, ...], lines: set[int]) -> tuple[Node, ...]:
    return tuple(node for node in listed if not places(node) & lines)


def _name(node: Node) -> str:
    return str(node.value["id"].value) if isinstance(node.value, dict) and "id" in node.value else ""
