"""Five thousand hostile texts: each is refused when it is read, or drawn as it is written, inside its box."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from random import Random

import pygame
import pytest
from pygame import Rect, Surface

from game import display
from game.nodes import Node, Problem, Reader
from game.packs.check import drawable
from game.packs.codes import catalogue
from game.packs.limits import STEM_CHARACTERS
from game.packs.yaml_nodes import read_nodes
from game.qtypes.choices import OPTION_CHARACTERS
from game.ui import text, theme

COUNT = 5_000
SEEDS = (
    *(
        "{0.__class__}",
        "{0.secret}",
        "{}",
        "{{}}",
        "{stem}",
        "%s",
        "%(a)s",
        "%n%n%n",
        "100%",
        "$HOME",
        "${x}",
        "`id`",
        "\\x41",
    ),
    *(
        "<b>粗</b>",
        "<script>alert(1)</script>",
        "&lt;",
        "'; DROP TABLE results; --",
        "../../etc/passwd",
        "C:\\con",
        "file:///a",
    ),
    *("\x1b[31m红\x1b[0m", "\x00", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\r", "\t", "\n", "a\nb", "\n" * 20),
    *(
        "\u202e码证验",
        "\u2066a\u2069",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u3164",
        "\U000e0041",
        "\ud800",
        "\udfff",
        "\ufffe",
    ),
    *(
        "e" + "\u0301" * 500,
        "\u0e01\u0e33" * 9,
        "ﷺ",
        "𝒂",
        "①②③",
        "Ａ１",
        "😀",
        "👨\u200d👩",
        "🇨🇳",
        "𠮷",
        "\ue000",
        "ʞ",
        "ı",
        "ﬁ",
    ),
    *(
        "字" * 100_000,
        "W" * 60,
        "i" * 60,
        "一" * 60,
        "，" * 40,
        "。" * 26,
        "—" * 30,
        "…" * 30,
        " " * 50,
        "a " * 30,
        "1" * 60,
    ),
    *(
        "NO",
        "1:30",
        "010",
        "null",
        "~",
        "- a",
        "a: b",
        "# a",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "@",
        "%YAML",
        "'",
        '"',
        "[",
        "}",
        "<<",
    ),
)
ALPHABETS = (
    "验证码银行投诉，。：；“”‘’（）？！—…·",
    "abcWMil019{}%$#@&*!?/\\|<>[]()'\"",
    "".join(map(chr, range(0x20))) + "\x7f\x80\x85\x9f",
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "\u0301\u0302\u0336\u20d0\u20dd\u3099\ufe0f",
    "אבגعربيहिन्दीไทย",
    "😀🇨🇳𠮷𝒂\U000e0041\ue000\ufffd",
)


def hostile(count: int) -> Iterator[str]:
    """The seeds, then texts mixed of them and of strange alphabets."""
    yield from SEEDS
    rng = Random(9)
    for _ in range(count - len(SEEDS)):
        parts = []
        for _ in range(rng.choice((1, 1, 2, 3))):
            if rng.random() < 0.5:
                parts.append(rng.choice(SEEDS)[:70])
            else:
                alphabet = rng.choice((ALPHABETS[0], ALPHABETS[1], rng.choice(ALPHABETS)))
                parts.append("".join(rng.choice(alphabet) for _ in range(rng.randint(1, 30))))
        yield "".join(parts)


def read(content: str, limit: int, as_escapes: bool) -> tuple[str, list[Problem]]:
    """The text as a pack's reader has it, with what it objects to."""
    written = json.dumps(content, ensure_ascii=as_escapes)
    node, problems = read_nodes(b"stem: " + written.encode("utf-8", "surrogatepass") + b"\n", "f.yaml")
    if node is None:
        return "", problems
    assert isinstance(node.value, dict)
    reader = Reader("f.yaml")
    found = reader.text(node.value["stem"], limit)
    missing = set(found) - drawable()
    if missing:
        reader.problem(Node("", 1, 1), "no-glyph", "the font has none / 字库里没有这个字")
    return found, reader.problems


@pytest.fixture
def target() -> Surface:
    """Something to draw on, larger than the boxes."""
    display.prepare(True)
    display.open_window((320, 180), False)
    return Surface((1700, 480), pygame.SRCALPHA)


# The stem's card and an answer's tile in landscape at full size: their boxes, types and smallest sizes.
BOXES = (
    (Rect(60, 60, 1436, 196), theme.QUESTION, 40, STEM_CHARACTERS),
    (Rect(60, 60, 640, 150), theme.ANSWER, theme.MINIMUM_SIZE, OPTION_CHARACTERS),
)


def test_each_is_refused_or_drawn_as_it_is_inside_its_box(target: Surface) -> None:
    told = Counter[str]()
    for number, content in enumerate(hostile(COUNT)):
        box, role, smallest, limit = BOXES[number % 2]
        found, problems = read(content, limit, number % 3 == 0)
        if problems:
            assert all(problem.code in catalogue() and problem.line and problem.column for problem in problems)
            told["refused"] += 1
            continue
        drawn = text.fitted(found, role, 1.0, box.width, box.height, smallest)
        assert "".join("".join(drawn.lines).split()) == "".join(found.split()), "shown as it is written"
        assert drawn.width <= box.width and drawn.height <= box.height, found
        drawn.draw(target, box.left, box.top, theme.INK)
        told["drawn"] += 1
        if told["drawn"] % 8 == 0:  # looking for pixels takes longer than drawing them
            target.fill((0, 0, 0, 0))
            drawn.draw(target, box.left, box.top, theme.INK)
            # Punctuation may hang half a letter out at the left, and an accent stand over its line.
            assert box.inflate(2 * drawn.px, drawn.px).contains(target.get_bounding_rect()), found
    assert told["drawn"] > 700 and told["refused"] > 2_500, told
    assert sum(told.values()) == COUNT


def test_drawing_what_would_have_been_refused_raises_nothing(target: Surface) -> None:
    for number, content in enumerate(hostile(COUNT)):
        if number < len(SEEDS) or number % 25 == 0:
            box, role, smallest, _ = BOXES[number % 2]
            text.fitted(content[:2_000], role, 1.0, box.width, box.height, smallest).draw(target, 0, 0, theme.INK)
