"""The questions that are played: compiled once, read one by one when they are asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from game.nodes import Node, Problem, Reader, node_of
from game.packs import store
from game.packs.kept import Files, kept
from game.packs.pack import HOME_LANGUAGE, Pack, compiled
from game.packs.read import Sources, read_card, read_question, read_sources
from game.packs.street import CAMPAIGN, read_campaign
from game.packs.translate import overlaid
from game.qtypes import load_rules
from game.rules.handbook import Card
from game.rules.levels import Campaign
from game.rules.question import Entry, Question

if TYPE_CHECKING:
    import sqlite3

    from game.packs.check import Known

T = TypeVar("T")

WHOLE = 600
"""A level of so many questions or fewer draws from all of them: dealing takes a millisecond or two."""
SAMPLE = 150
"""How many are looked at where there are more, shared evenly by topics, difficulties, genuine matters
and whether the visitor can read them: three times what the longest round asks."""
ENTRY = "SELECT q.id, q.type, s.topic, s.difficulty, q.facts, s.genuine, s.languages FROM questions q JOIN strata s USING(stratum)"
MOST_VARIABLES = 500
"""SQLite takes at least 999 in a statement."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A pack as staff see it."""

    id: str
    title: str
    version: str
    count: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """The questions of a pack that are alike to dealing, numbered from 0."""

    number: int
    topic: str
    difficulty: int
    genuine: bool
    is_foreign: bool
    count: int


class Bank:
    """What may be played in a language, what was refused and why. Questions are read when they are asked for.

    `off` are ids of packs that staff switched off, which counts unless it leaves none.
    """

    def __init__(
        self,
        files: Files,
        heads: store.Heads,
        language: str,
        off: Collection[str] = (),
        database: sqlite3.Connection | None = None,
    ) -> None:
        self._files, self._heads, self._language = files, heads, language
        self.problems, self._off = heads.problems, off
        self._temporary = database
        on = [place for place, head in enumerate(heads.heads) if head.id not in off]
        self._on = tuple(on or range(len(heads.heads)))
        self._packs = {place: self._compiled(heads.heads[place]) for place in self._on}
        node = node_of(heads.campaign) if heads.campaign is not None else None
        self.campaign: Campaign = read_campaign(Reader(CAMPAIGN), node, list(self._packs.values()), language)

    def _compiled(self, head: store.Head) -> Pack:
        return compiled(head.name, node_of(dict(head.tree)), self._language, load_rules(), Reader(head.name))

    @property
    def packs(self) -> tuple[Listing, ...]:
        """The packs that are on."""
        return tuple(
            Listing(pack.id, pack.title, pack.version, self._heads.heads[place].count)
            for place, pack in self._packs.items()
        )

    def in_language(self, language: str) -> Bank:
        """The same packs in another language."""
        return Bank(self._files, self._heads, language, self._off, self._temporary)

    def known(self, besides: str) -> Known:
        """The ids that the packs hold, without those of the pack `besides`."""
        from game.packs.check import Known

        others = [place for place, pack in self._packs.items() if pack.id != besides]
        marks, found = _marks(others), Known()
        for table in ("questions", "cards"):
            found.items |= {name for (name,) in self._rows(f"SELECT id FROM {table} WHERE pack IN ({marks})", others)}
        found.chapters = {chapter.id for place in others for chapter in self._packs[place].chapters}
        return found

    # ── the file ──

    @cached_property
    def _database(self) -> sqlite3.Connection:
        if self._temporary is not None:
            return self._temporary
        assert self._files.cache is not None
        return store.opened(store.path_of(self._files.cache, self._heads.digest))

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of the query; a store that is damaged is made again first. Raises LibraryError when that fails."""
        import sqlite3

        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, store.SpoiltError):
            self._make_again()
            return self._database.execute(query, values).fetchall()

    def _content(self, row: tuple[str, bytes], query: str, values: Sequence[Any]) -> dict[str, Any]:
        """An item; the store is made again when its checksum is wrong."""
        try:
            return store.content(row)
        except store.SpoiltError:
            self._make_again()
            return store.content(self._database.execute(query, values).fetchone())

    def _make_again(self) -> None:
        self.close()
        from game.packs.compilation import compiled_anew

        self._heads, self._temporary = compiled_anew(self._files)

    def close(self) -> None:
        """The file is not held open any longer; it is opened again when a question is asked for."""
        if self._temporary is None and (found := self.__dict__.pop("_database", None)) is not None:
            found.close()

    # ── what may be dealt ──

    @cached_property
    def _strata(self) -> tuple[Stratum, ...]:
        topics = {chapter.id for chapter in self.campaign.chapters}
        return tuple(
            Stratum(number, topic, difficulty, bool(genuine), self._is_foreign(languages), count)
            for number, pack, topic, difficulty, genuine, languages, count in self._rows(
                "SELECT * FROM strata ORDER BY stratum"
            )
            if pack in self._packs and topic in topics
        )

    def _is_foreign(self, languages: str) -> bool:
        return not (self._language.startswith(HOME_LANGUAGE) or self._in_words(languages.split()))

    def _in_words(self, languages: Collection[str]) -> str:
        """Which of the languages stands for the visitor's; empty when none does."""
        own = (self._language, self._language.split("-")[0])
        return "" if self._language.startswith(HOME_LANGUAGE) else next((each for each in own if each in languages), "")

    def listed(
        self, topics: Collection[str], seed: int, seen: Collection[str] = (), again: Collection[str] = ()
    ) -> tuple[Entry, ...]:
        """What may be dealt of these topics; see `game.ports.Bank`."""
        strata = [stratum for stratum in self._strata if stratum.topic in topics]
        if sum(stratum.count for stratum in strata) <= WHOLE:
            return self._whole(frozenset(topics))
        groups: dict[tuple[str, int, bool, bool], list[Stratum]] = {}
        for stratum in strata:
            key = (stratum.topic, stratum.difficulty, stratum.genuine, stratum.is_foreign)
            groups.setdefault(key, []).append(stratum)
        rng, known = Random(f"sample/{seed}"), self._places(seen)
        share = -(-SAMPLE // len(groups))
        entries: list[Entry] = []
        for group in groups.values():
            entries += self._sampled(group, share, rng, known)
        held = {entry.id for entry in entries}
        entries += [entry for entry in self._related(again, {each.number for each in strata}) if entry.id not in held]
        return tuple(entries)

    def _whole(self, topics: frozenset[str]) -> tuple[Entry, ...]:
        if topics not in self._wholes:
            numbers = [stratum.number for stratum in self._strata if stratum.topic in topics]
            self._wholes[topics] = tuple(
                self._entry(row)
                for some in _by(MOST_VARIABLES, numbers)
                for row in self._rows(f"{ENTRY} WHERE q.stratum IN ({_marks(some)})", some)
            )
        return self._wholes[topics]

    @cached_property
    def _wholes(self) -> dict[frozenset[str], tuple[Entry, ...]]:
        return {}

    def _sampled(
        self, group: Sequence[Stratum], share: int, rng: Random, known: Mapping[int, Collection[int]]
    ) -> Iterator[Entry]:
        """`share` of the group's questions by chance, the unseen first; fewer where there are no more."""
        ends = list(accumulate(stratum.count for stratum in group))
        begins = [0, *ends[:-1]]
        old = {begin + place for begin, each in zip(begins, group, strict=True) for place in known.get(each.number, ())}
        order = rng.sample(range(ends[-1]), min(ends[-1], share + len(old)))
        order.sort(key=lambda place: place in old)
        for begin, end, stratum in zip(begins, ends, group, strict=True):
            places = [place - begin for place in order[:share] if begin <= place < end]
            for some in _by(MOST_VARIABLES, places):
                query = f"{ENTRY} WHERE q.stratum = ? AND q.place IN ({_marks(some)})"
                yield from map(self._entry, self._rows(query, (stratum.number, *some)))

    def _places(self, ids: Collection[str]) -> dict[int, set[int]]:
        """Where the questions of those ids are: stratum → places."""
        found: dict[int, set[int]] = {}
        for some in _by(MOST_VARIABLES, sorted(ids)):
            for stratum, place in self._rows(
                f"SELECT stratum, place FROM questions WHERE id IN ({_marks(some)})", some
            ):
                found.setdefault(stratum, set()).add(place)
        return found

    def _related(self, again: Collection[str], strata: Collection[int]) -> Iterator[Entry]:
        """The questions of those ids and those that rest on a fact of theirs, as far as they are in these strata."""
        for name in dict.fromkeys(again):
            rows = self._rows(
                f"{ENTRY.replace('SELECT', 'SELECT q.stratum,', 1)} WHERE q.id = ?1 OR q.id IN (SELECT other.question"
                " FROM rests own JOIN rests other USING(fact) WHERE own.question = ?1 LIMIT 50)",
                (name,),
            )
            yield from (self._entry(row[1:]) for row in rows if row[0] in strata)

    def _entry(self, row: tuple[str, str, str, int, str, int, str]) -> Entry:
        name, kind, topic, difficulty, facts, genuine, languages = row
        return Entry(
            name, kind, topic, difficulty, tuple(facts.split("\n")), bool(genuine), self._is_foreign(languages)
        )

    def of_pack(self, pack_id: str) -> tuple[Entry, ...]:
        """Every question of that pack, by id. Raises KeyError when it isn't there, or not on."""
        place = next((place for place, pack in self._packs.items() if pack.id == pack_id), None)
        if place is None:
            raise KeyError(pack_id)
        return tuple(map(self._entry, self._rows(f"{ENTRY} WHERE q.pack = ? ORDER BY q.id", (place,))))

    # ── questions and cards ──

    def __contains__(self, question_id: object) -> bool:
        return bool(self._row(str(question_id)))

    def _row(self, question_id: str) -> tuple[int, str, bytes] | None:
        query = (
            "SELECT q.pack, q.content, q.checksum, s.topic FROM questions q JOIN strata s USING(stratum) WHERE q.id = ?"
        )
        for pack, content, known, topic in self._rows(query, (question_id,)):
            if pack in self._packs and any(chapter.id == topic for chapter in self.campaign.chapters):
                return pack, content, known
        return None

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError when there is none."""
        row = self._row(question_id)
        if row is None:
            raise KeyError(question_id)
        query = "SELECT content, checksum FROM questions WHERE id = ?"
        node, words = self._item(self._content(row[1:], query, (question_id,)))
        pack = self._packs[row[0]]
        question = read_question(Reader(""), node, self._sources[row[0]], load_rules())
        assert question is not None, "it was checked before it was compiled"
        is_foreign = not (self._language.startswith(HOME_LANGUAGE) or words)
        return replace(question, is_foreign=is_foreign, pack=f"{pack.id}@{pack.version}")

    def questions(self, ids: Collection[str]) -> dict[str, Question]:
        """The questions of those ids, as far as there are any, in the order of the street."""
        order = [chapter.id for chapter in self.campaign.chapters]
        found = [self.question(name) for name in sorted(set(ids)) if name in self]
        return {question.id: question for question in sorted(found, key=lambda each: order.index(each.topic))}

    def topics(self, ids: Collection[str]) -> dict[str, str]:
        """The topic of each question of those ids, as far as there are any."""
        return {entry.id: entry.topic for entry in self._entries(ids)}

    def _entries(self, ids: Collection[str]) -> Iterator[Entry]:
        for some in _by(MOST_VARIABLES, sorted(ids)):
            yield from map(self._entry, self._rows(f"{ENTRY} WHERE q.id IN ({_marks(some)})", some))

    @cached_property
    def _sources(self) -> dict[int, Sources]:
        return {
            place: read_sources(Reader(""), node_of(self._heads.heads[place].tree["sources"]), self._language)
            for place in self._on
        }

    def _item(self, content: Mapping[str, Any]) -> tuple[Node, str]:
        """The item in the visitor's words, and the language they are in; empty where it has none of its own."""
        node, words = node_of(content["item"]), self._in_words(content["words"])
        return (overlaid(node, node_of(content["words"][words]), Reader("")) if words else node), words

    def cards(self) -> tuple[Card, ...]:
        """The handbook, in the order of the street's chapters."""
        return self._cards

    @cached_property
    def _cards(self) -> tuple[Card, ...]:
        order = [chapter.id for chapter in self.campaign.chapters]
        query, found = "SELECT content, checksum FROM cards WHERE place = ?", []
        for place, pack, *row in self._rows("SELECT place, pack, content, checksum FROM cards ORDER BY place"):
            if pack in self._packs:
                node, _ = self._item(self._content((row[0], row[1]), query, (place,)))
                found.append(read_card(Reader(""), node, self._sources[pack]))
        return tuple(sorted((card for card in found if card.topic in order), key=lambda card: order.index(card.topic)))

    def warnings(self, today: date) -> tuple[Problem, ...]:
        """The questions whose day of review has passed."""
        rows = self._rows(
            "SELECT id, pack, valid_until FROM questions WHERE valid_until < ? ORDER BY id", (today.isoformat(),)
        )
        return tuple(
            Problem(name, 0, 0, "expired", f"valid until {until} / 已过复核日期")
            for name, pack, until in rows
            if pack in self._packs
        )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _by(count: int, values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in runs of at most `count`."""
    return (values[place : place + count] for place in range(0, len(values), count))


def open_bank(files: Files, language: str, off: Collection[str] = ()) -> Bank:
    """The packs of these files, compiled now unless they were before. Raises LibraryError when none is good."""
    found = kept(files)
    if found is not None:
        return Bank(files, found, language, off)
    # All that reads YAML and checks it is needed only now: a start that finds its packs compiled goes without.
    from game.packs.compilation import compiled_anew

    heads, database = compiled_anew(files)
    return Bank(files, heads, language, off, database)
