"""Copy: every key that the code asks for exists in every language, and none is left over."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from game.words import LANGUAGES, WORDS, Copy

ROOT = Path(__file__).resolve().parents[1] / "game"
PAGES = ROOT / "classroom" / "pages"
ON_PAGES = re.compile(r"class\.[a-z]+\.[a-z0-9.-]*")


def literals() -> set[str]:
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def on_pages() -> set[str]:
    """The keys, and the beginnings of keys, that the phones' pages ask for."""
    return {
        key
        for path in PAGES.iterdir()
        if path.suffix in (".js", ".html")
        for key in ON_PAGES.findall(path.read_text("utf-8"))
    }


def test_all_languages_have_the_same_keys_and_values() -> None:
    copies = {language: json.loads((WORDS / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
    keys = {language: set(words) for language, words in copies.items()}
    assert len({frozenset(found) for found in keys.values()}) == 1
    for key in copies["en"]:
        holes = [{part.split("}")[0] for part in words[key].split("{")[1:]} for words in copies.values()]
        assert holes[0] == holes[1], key


def test_every_key_in_the_code_exists_and_every_word_is_used() -> None:
    keys = Copy("en").keys
    said = literals()
    prefixes = {key.split(".")[0] for key in keys}
    asked = {
        word for word in said if "." in word and word.split(".")[0] in prefixes and " " not in word and word.isascii()
    }
    assert {word for word in asked if not word.endswith((".", ".json", ".txt"))} <= keys | {"passport."}
    dynamic = (
        "age.",
        "prop.",
        "scoring.",
        "type.",
        "home.",
        "passport.",
        "technique.",
        "dialogue.",
        "number.",
        "mode.",
        "records.",
        "staff.",
        "class.report.",
        "class.wall.trouble-",
    )
    pages = on_pages()
    begun = tuple(key for key in pages if key.endswith(("-", ".")))
    unused = {key for key in keys if key not in said | pages and not key.startswith((*dynamic, *begun))}
    assert not unused
    assert {key for key in pages if key not in keys and not key.endswith(("-", "."))} == set()


def test_an_unknown_language_or_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="xx"):
        Copy("xx")
    with pytest.raises(KeyError):
        Copy("en")("no.such.key")


def test_values_are_never_read_as_a_format() -> None:
    assert Copy("en")("street.locked", title="{0.__class__}").count("{0.__class__}") == 1
