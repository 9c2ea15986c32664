"""闯关护照: every progress travels, every slip of the pen is noticed."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.passport import (
    ALPHABET,
    CHAPTERS,
    EDITIONS,
    LENGTH,
    WEAK,
    PassportError,
    Progress,
    decode,
    encode,
    normalise,
)

NONE = (0, 0, 0)


def random_progress(rng: Random, chapters: int = CHAPTERS) -> Progress:
    """Any progress that can be."""
    stars = []
    for _ in range(chapters):
        won = rng.randint(0, 3)
        stars.append((*(rng.randint(1, 3) for _ in range(won)), *NONE[won:]))
    weak = tuple(sorted(rng.sample(range(chapters), rng.randint(0, min(WEAK, chapters)))))
    return Progress(tuple((a, b, c) for a, b, c in stars), rng.randint(0, 3), weak)


def sample_codes(count: int) -> list[str]:
    rng = Random(2026)
    fixed = [Progress((NONE,) * CHAPTERS, 0), Progress(((3, 3, 3),) * CHAPTERS, 3, (7, 8, 9))]
    made = [*fixed, *(random_progress(rng) for _ in range(count - len(fixed)))]
    return [normalise(encode(progress, rng.randrange(EDITIONS))) for progress in made]


def is_refused(code: str) -> bool:
    """Refused in every edition."""
    for edition in range(EDITIONS):
        try:
            decode(code, edition)
        except PassportError as error:
            if error.reason == "edition":
                continue
            return error.reason == "checksum"
        return False
    return False


def test_ten_thousand_progresses_travel() -> None:
    rng = Random(10_000)
    for _ in range(10_000):
        chapters, edition = rng.randint(1, CHAPTERS), rng.randrange(EDITIONS)
        progress = random_progress(rng, chapters)
        code = encode(progress, edition)
        assert len(normalise(code)) == LENGTH
        assert decode(code, edition, chapters) == progress


def test_a_code_is_four_groups_of_four() -> None:
    code = encode(Progress((NONE,) * CHAPTERS, 0))
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(normalise(code)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("code", "edition", "progress"),
    [
        ("0000-0000-0000-0000", 0, Progress((NONE,) * CHAPTERS, 0)),
        ("SKJ1-CQZZ-ZZZZ-ZMWD", 3, Progress(((3, 3, 3),) * CHAPTERS, 3, (7, 8, 9))),
        ("0SG9-4EW0-000Q-HAQV", 1, Progress(((1, 0, 0), (2, 3, 0), (3, 1, 2)), 1, (0, 2))),
    ],
)
def test_codes_once_printed_stay_readable(code: str, edition: int, progress: Progress) -> None:
    assert encode(progress, edition) == code
    assert decode(code, edition, len(progress.chapters)) == progress


def test_different_progresses_have_different_codes() -> None:
    rng = Random(5)
    made = {random_progress(rng) for _ in range(2_000)}
    assert len({encode(progress) for progress in made}) == len(made)


@pytest.mark.parametrize("code", sample_codes(20))
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    for place, character in product(range(LENGTH), ALPHABET):
        if character != code[place]:
            assert is_refused(code[:place] + character + code[place + 1 :])


@pytest.mark.parametrize("code", sample_codes(5))
def test_two_wrong_characters_anywhere_are_noticed(code: str) -> None:
    rng = Random(code)
    for one, other in combinations(range(LENGTH), 2):
        for _ in range(10):
            typed = list(code)
            for place in (one, other):
                typed[place] = rng.choice(ALPHABET.replace(code[place], ""))
            assert is_refused("".join(typed))


def test_every_pair_of_wrong_characters_is_noticed_at_one_pair_of_places() -> None:
    code = sample_codes(3)[2]
    for first, second in product(ALPHABET.replace(code[0], ""), ALPHABET.replace(code[9], "")):
        assert is_refused(first + code[1:9] + second + code[10:])


@pytest.mark.parametrize("code", sample_codes(20))
def test_swapped_neighbours_are_noticed(code: str) -> None:
    for place, (one, other) in enumerate(pairwise(code)):
        if one != other:
            assert is_refused(code[:place] + other + one + code[place + 2 :])


@pytest.mark.parametrize("code", sample_codes(20))
def test_case_blanks_hyphens_and_look_alikes_are_forgiven(code: str) -> None:
    rng = Random(code)
    for _ in range(20):
        typed = ""
        for character in code:
            alike = {"1": "1IiLl", "0": "0Oo"}.get(character, character + character.lower())
            typed += rng.choice(alike) + rng.choice(["", "", "-", " ", " - ", "–", "_", "\t", "\n"])
        assert normalise(typed) == code


@pytest.mark.parametrize(("edition", "other"), [(a, b) for a in range(4) for b in range(4) if a != b])
def test_a_code_of_another_edition_is_refused(edition: int, other: int) -> None:
    code = encode(random_progress(Random(edition)), edition)
    with pytest.raises(PassportError) as refused:
        decode(code, other)
    assert refused.value.reason == "edition"


def test_stars_of_chapters_that_are_not_there_are_refused() -> None:
    code = encode(Progress(((1, 0, 0),) * CHAPTERS, 0))
    with pytest.raises(PassportError) as refused:
        decode(code, 0, CHAPTERS - 1)
    assert refused.value.reason == "edition"


def test_weak_chapters_that_are_not_there_are_refused() -> None:
    code = encode(Progress((NONE,) * CHAPTERS, 0, weak=(9,)))
    with pytest.raises(PassportError):
        decode(code, 0, chapters=3)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "length"),
        ("0", "length"),
        ("0" * (LENGTH - 1), "length"),
        ("0" * (LENGTH + 1), "length"),
        ("U" * LENGTH, "character"),
        ("一二三四" * 4, "character"),
        ("０" * LENGTH, "character"),
        ("0000-0000-0000-000\x00", "character"),
    ],
)
def test_what_is_no_code_is_refused_with_its_reason(code: str, reason: str) -> None:
    with pytest.raises(PassportError) as refused:
        decode(code)
    assert refused.value.reason == reason


def test_a_number_beyond_the_last_progress_is_refused() -> None:
    """A forged code may carry right guards over data that no progress has."""
    from game.rules.passport import _guards

    data = [31] * 13
    with pytest.raises(PassportError):
        decode("".join(ALPHABET[symbol] for symbol in (*data, *_guards(data))), 3)


@given(st.text(max_size=40))
def test_no_text_breaks_decoding(text: str) -> None:
    try:
        decode(text)
    except PassportError as error:
        assert error.reason in {"length", "character", "checksum", "edition"}


@pytest.mark.parametrize(
    "progress",
    [
        Progress(((0, 1, 0),), 0),
        Progress(((1, 0, 1),), 0),
        Progress(((4, 0, 0),), 0),
        Progress(((-1, 0, 0),), 0),
        Progress((NONE,), 4),
        Progress((NONE,), -1),
        Progress((NONE,), 0, (0, 1, 2, 3)),
        Progress((NONE,), 0, (10,)),
        Progress((NONE,), 0, (2, 2)),
        pytest.param(
            Progress((NONE,) * (CHAPTERS + 1), 0),
        ),
    ],
)
def test_a_progress_that_cannot_be_has_no_code(progress: Progress) -> None:
    with pytest.raises(ValueError, match=r".*"):
        encode(progress)


@pytest.mark.parametrize("edition", [-1, EDITIONS])
def test_an_edition_that_cannot_be_has_no_code(edition: int) -> None:
    with pytest.raises(ValueError, match=r".*"):
        encode(Progress((NONE,), 0), edition)
