"""Checked packs compiled into one SQLite file, from which a question is read when it is asked.

Beside the file stands `packs.json`, a checksum and a small JSON: the heads of the packs and the street, all that the poster needs. A kiosk
with a hundred thousand questions starts as fast as one with a hundred, and holds as little in memory.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.atomic import write_atomically
from game.digest import blake2b
from game.nodes import Node, Problem, Tree, plain
from game.packs.fingerprint import Stamp
from game.packs.pack import Pack, groups_of

if TYPE_CHECKING:
    import sqlite3

HEADS = "packs.json"
PREFIX = "bank-"
TABLES = """
CREATE TABLE questions(
  id TEXT PRIMARY KEY, pack INTEGER, stratum INTEGER, place INTEGER, type TEXT, facts TEXT,
  valid_until TEXT, content TEXT, checksum BLOB);
CREATE TABLE strata(
  stratum INTEGER PRIMARY KEY, pack INTEGER, topic TEXT, difficulty INTEGER, genuine INTEGER, languages TEXT,
  count INTEGER);
CREATE TABLE cards(place INTEGER PRIMARY KEY, id TEXT, pack INTEGER, content TEXT, checksum BLOB);
CREATE TABLE rests(fact TEXT, question TEXT, PRIMARY KEY(fact, question)) WITHOUT ROWID;
"""
INDICES = """
CREATE UNIQUE INDEX drawn ON questions(stratum, place);
CREATE INDEX ends ON questions(valid_until) WHERE valid_until IS NOT NULL;
"""


class SpoiltError(RuntimeError):
    """What was compiled is damaged; it has to be made again."""


@dataclass(frozen=True, slots=True)
class Head:
    """A compiled pack without its questions and cards: `tree` has the other fields of its pack.yaml."""

    name: str
    id: str
    count: int
    tree: Mapping[str, Tree]


@dataclass(frozen=True, slots=True)
class Heads:
    """What `packs.json` says: of which files (`stamp`, `digest`) what was compiled, and why packs were refused."""

    stamp: Stamp
    digest: str
    heads: tuple[Head, ...]
    campaign: Tree | None
    problems: tuple[Problem, ...]


def read_heads(folder: Path | None) -> tuple[Heads, int] | None:
    """What was compiled last, and when in ns by the disk's clock; None when nothing was, or rubbish."""
    if folder is None:
        return None
    path = folder / HEADS
    try:
        known, _, text = path.read_text("utf-8").partition("\n")
        if checksum(text).hex() != known:
            return None
        told = json.loads(text)
        heads = tuple(Head(**head) for head in told["heads"])
        problems = tuple(Problem(*problem) for problem in told["problems"])
        found = Heads(told["stamp"], told["digest"], heads, told["campaign"], problems)
        return (found, path.stat().st_mtime_ns) if heads else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_heads(folder: Path, heads: Heads) -> None:
    """They are kept. Raises OSError."""
    told = asdict(heads) | {"problems": [astuple(problem) for problem in heads.problems]}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    write_atomically(folder / HEADS, f"{checksum(text).hex()}\n{text}".encode())


def path_of(folder: Path, digest: str) -> Path:
    """Where the questions of that digest are."""
    return folder / f"{PREFIX}{digest}.db"


def opened(path: Path) -> sqlite3.Connection:
    """The file for reading; nobody writes it any more. Raises SpoiltError when it isn't there or no database."""
    import sqlite3

    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        database.execute("PRAGMA cache_size = -2000")
        database.execute("SELECT count(*) FROM strata").fetchone()
    except sqlite3.Error as error:
        raise SpoiltError(str(error)) from error
    return database


def compile_packs(
    folder: Path | None, digest: str, packs: Callable[[], Iterable[tuple[Pack, Node]]]
) -> sqlite3.Connection | None:
    """The packs are in the store of that digest below `folder`, all or nothing; a power cut leaves no half.

    Where nothing can be written there, the store is a temporary one of its own, which is returned open; `packs` are then
    asked for a second time.
    """
    import sqlite3

    if folder is not None:
        part = folder / f".{PREFIX}{digest}.{os.getpid()}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part, isolation_level=None)) as database:
                _fill(database, packs())
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path_of(folder, digest))
            _forget_others(folder, digest)
            return None
        except (OSError, sqlite3.OperationalError):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    database = sqlite3.connect("", isolation_level=None)
    _fill(database, packs())
    return database


def _forget_others(folder: Path, digest: str) -> None:
    """Older stores are gone, but those that a running game holds open where the system forbids it."""
    for path in folder.glob(f"{PREFIX}*.db"):
        if path != path_of(folder, digest):
            try:
                path.unlink()
            except OSError:
                continue


def _fill(database: sqlite3.Connection, packs: Iterable[tuple[Pack, Node]]) -> None:
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.executescript(TABLES)
    strata: dict[tuple[int, str, int, bool, str], int] = {}
    counts: Counter[int] = Counter()
    cards = 0
    for place, (pack, node) in enumerate(packs):
        database.execute("BEGIN")
        words = _words_by_item(node)
        trees = _items(node)
        for question in pack.questions:
            told = words.get(question.id, {})
            key = (place, question.topic, question.difficulty, question.genuine, " ".join(sorted(told)))
            stratum = strata.setdefault(key, len(strata))
            database.execute(
                "INSERT INTO questions VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    question.id,
                    place,
                    stratum,
                    counts[stratum],
                    question.type,
                    "\n".join(question.facts),
                    question.valid_until.isoformat() if question.valid_until else None,
                    *_content(trees[question.id], told),
                ),
            )
            counts[stratum] += 1
            rests = ((fact, question.id) for fact in dict.fromkeys(question.facts))
            database.executemany("INSERT INTO rests VALUES(?, ?)", rests)
        for card in pack.cards:
            content = _content(trees[card.id], words.get(card.id, {}))
            database.execute("INSERT INTO cards VALUES(?, ?, ?, ?, ?)", (cards, card.id, place, *content))
            cards += 1
        database.execute("COMMIT")
    for key, stratum in strata.items():
        database.execute("INSERT INTO strata VALUES(?, ?, ?, ?, ?, ?, ?)", (stratum, *key, counts[stratum]))
    database.executescript(INDICES)


def _content(tree: Tree, words: Mapping[str, Tree]) -> tuple[str, bytes]:
    text = json.dumps({"item": tree, "words": words}, ensure_ascii=False, separators=(",", ":"))
    return text, checksum(text)


def checksum(text: str) -> bytes:
    """What tells a flipped bit: a wrong question is worse than none."""
    return blake2b(text.encode(), digest_size=8).digest()


def content(row: tuple[str, bytes]) -> dict[str, Any]:
    """An item and its words in other languages. Raises SpoiltError."""
    text, known = row
    if checksum(text) != known:
        raise SpoiltError("a question's checksum is wrong")
    found: dict[str, Any] = json.loads(text)
    return found


def _items(node: Node) -> dict[str, Tree]:
    """The tree of every question and card of a pack, by id."""
    assert isinstance(node.value, dict)
    cards = node.value.get("cards")
    listed = cards.value if cards is not None and isinstance(cards.value, list) else []
    items = [child for _, children in groups_of(node.value.get("questions")) for child in children]
    return {_id(child): plain(child) for child in (*items, *listed)}


def _words_by_item(node: Node) -> dict[str, dict[str, Tree]]:
    """Item id → language → its words."""
    assert isinstance(node.value, dict)
    found: dict[str, dict[str, Tree]] = {}
    translations = node.value.get("translations")
    if translations is not None and isinstance(translations.value, dict):
        for language, group in translations.value.items():
            for _, children in groups_of(Node([group])):
                for child in children:
                    found.setdefault(_id(child), {})[language] = plain(child)
    return found


def _id(node: Node) -> str:
    assert isinstance(node.value, dict)
    return str(node.value["id"].value).strip()


def head_of(name: str, pack: Pack, node: Node) -> Head:
    """The pack without its items."""
    assert isinstance(node.value, dict)
    rest = {key: plain(child) for key, child in node.value.items() if key not in ("questions", "cards", "translations")}
    return Head(name, pack.id, len(pack.questions), rest)


def heads_of(
    checked: Sequence[Head], problems: Iterable[Problem], campaign: Node | None, made: tuple[Stamp, str]
) -> Heads:
    """All of it, problems in order."""
    stamp, digest = made
    return Heads(
        stamp, digest, tuple(checked), plain(campaign) if campaign is not None else None, tuple(sorted(problems))
    )
