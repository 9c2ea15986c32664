"""Three hundred mutated pictures and sounds; `python -m tests.packs.media.mutations` does five thousand."""

from __future__ import annotations

import pytest

from game.packs.codes import catalogue
from game.packs.media.judge import media_flaws
from tests.packs.media.mutations import cases, main


def test_every_mutated_file_is_judged_with_codes_of_the_catalogue() -> None:
    for suffix, data in cases(2_000, 7):
        for flaw in media_flaws(suffix, data):
            assert flaw.code in catalogue() and " / " in flaw.message


def test_what_is_let_through_harms_no_decoder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--files", "300", "--seed", "3"]) == 0, capsys.readouterr().out
