"""闯关护照: a visitor's progress as sixteen characters, with no database and nothing personal.

Thirteen symbols of five bits carry the data, three guard it. The data is one whole number in mixed radix:

* a chapter's three levels open in turn, so (no star), (a), (a, b) and (a, b, c) with 1–3 stars each are all
  that can be: 1 + 3 + 9 + 27 = 40 states;
* the exam has 0–3 stars: 4 states;
* at most three weak topics of ten: 1 + 10 + 45 + 120 = 176 sets;
* the street's edition: 4 values.

40^10 · 4 · 176 · 4 < 2^65. The guards are a Reed–Solomon code over GF(32) with distance 4 (generator roots
α, α², α³ of x⁵ + x² + 1), shortened from length 31, so any one, two or three wrong characters are noticed.
The alphabet is Crockford's base 32: no I, L, O, U; typed I, L are read as 1 and O as 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHAPTERS = 10
WEAK = 3
DATA_SYMBOLS = 13
GUARD_SYMBOLS = 3
LENGTH = DATA_SYMBOLS + GUARD_SYMBOLS
GROUP = 4
EDITIONS = 4

_CHAPTER_STATES: tuple[tuple[int, int, int], ...] = (
    (0, 0, 0),
    *((a, 0, 0) for a in (1, 2, 3)),
    *((a, b, 0) for a, b in product((1, 2, 3), repeat=2)),
    *((a, b, c) for a, b, c in product((1, 2, 3), repeat=3)),
)
_WEAK_SETS: tuple[tuple[int, ...], ...] = tuple(
    chosen for size in range(WEAK + 1) for chosen in combinations(range(CHAPTERS), size)
)


class PassportError(ValueError):
    """The code can't be accepted; `reason` is `length`, `character`, `checksum` or `edition`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Progress:
    """What a passport holds: stars of each chapter's three levels, of the exam, and weak chapters by place."""

    chapters: tuple[tuple[int, int, int], ...]
    exam: int
    weak: tuple[int, ...] = ()


def encode(progress: Progress, edition: int = 0) -> str:
    """The code, in groups of four joined by hyphens.

    Raises ValueError for a progress that can't be: a level with stars behind one without, more than ten chapters.
    """
    if len(progress.chapters) > CHAPTERS:
        raise ValueError(f"{len(progress.chapters)} chapters, at most {CHAPTERS}")
    padded = (*progress.chapters, *(((0, 0, 0),) * (CHAPTERS - len(progress.chapters))))
    digits = [(_CHAPTER_STATES.index(state), len(_CHAPTER_STATES)) for state in padded]
    digits += [(range(4).index(progress.exam), 4)]
    digits += [
        (_WEAK_SETS.index(tuple(sorted(progress.weak))), len(_WEAK_SETS)),
        (range(EDITIONS).index(edition), EDITIONS),
    ]
    number = 0
    for digit, radix in digits:
        number = number * radix + digit
    data = [(number >> (5 * place)) & 31 for place in reversed(range(DATA_SYMBOLS))]
    code = "".join(ALPHABET[symbol] for symbol in [*data, *_guards(data)])
    return "-".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def decode(code: str, edition: int = 0, chapters: int = CHAPTERS) -> Progress:
    """The progress of a code, however it is cased, spaced or hyphenated. Raises PassportError."""
    text = normalise(code)
    if any(character not in ALPHABET for character in text):
        raise PassportError("character")
    if len(text) != LENGTH:
        raise PassportError("length")
    symbols = [ALPHABET.index(character) for character in text]
    if _guards(symbols[:DATA_SYMBOLS]) != symbols[DATA_SYMBOLS:]:
        raise PassportError("checksum")
    number = 0
    for symbol in symbols[:DATA_SYMBOLS]:
        number = number << 5 | symbol
    number, found_edition = divmod(number, EDITIONS)
    number, weak = divmod(number, len(_WEAK_SETS))
    number, exam = divmod(number, 4)
    states: list[tuple[int, int, int]] = []
    for _ in range(CHAPTERS):
        number, state = divmod(number, len(_CHAPTER_STATES))
        states.append(_CHAPTER_STATES[state])
    states.reverse()
    if number:
        raise PassportError("checksum")
    is_elsewhere = any(state != (0, 0, 0) for state in states[chapters:]) or any(
        place >= chapters for place in _WEAK_SETS[weak]
    )
    if found_edition != edition or is_elsewhere:
        raise PassportError("edition")
    return Progress(tuple(states[:chapters]), exam, _WEAK_SETS[weak])


def normalise(code: str) -> str:
    """The code's characters alone: upper case, no blanks or hyphens, I and L as 1, O as 0."""
    kept = "".join(character for character in code.upper() if character not in " -–—_\t\r\n")
    return kept.translate(str.maketrans("ILO", "110"))


# ── GF(32), x⁵ + x² + 1 ──

_EXP = [1]
while len(_EXP) < 31:
    _doubled = _EXP[-1] << 1
    _EXP.append(_doubled ^ 0b100101 if _doubled & 32 else _doubled)
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % 31] if a and b else 0


def _generator() -> list[int]:
    """(x − α)(x − α²)(x − α³), highest power first."""
    coefficients = [1]
    for power in range(1, GUARD_SYMBOLS + 1):
        shifted = [*coefficients, 0]
        for place, coefficient in enumerate(coefficients):
            shifted[place + 1] ^= _times(coefficient, _EXP[power])
        coefficients = shifted
    return coefficients


_GENERATOR = _generator()


def _guards(data: Sequence[int]) -> list[int]:
    """The remainder of data·x³ by the generator: the three guard symbols."""
    remainder = [*data, *([0] * GUARD_SYMBOLS)]
    for place in range(len(data)):
        factor = remainder[place]
        for offset, coefficient in enumerate(_GENERATOR):
            remainder[place + offset] ^= _times(factor, coefficient)
    return remainder[-GUARD_SYMBOLS:]
