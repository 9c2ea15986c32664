"""The leaflet: one page for every card and chapter, with all that must stand on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from game.packs.library import Library
from game.tools import leaflet


def test_every_card_and_chapter_fits_one_page(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    plain = leaflet._set

    def measured(pdf: object, blocks: object, size: float, draws: bool) -> float:
        end = plain(pdf, blocks, size, draws)  # type: ignore[arg-type]
        if draws:
            ends.append(end)
        return end

    monkeypatch.setattr(leaflet, "_set", measured)
    made = [leaflet.of_chapter(library, chapter.id) for chapter in library.campaign.chapters]
    made += [leaflet.of_card(library, card.id) for card in library.cards[::12]]
    for each in made:
        stored = leaflet.page(each, "阳光路网点")
        assert stored.startswith(b"%PDF") and stored.count(b"/Type /Page\n") == 1
    assert max(ends) <= leaflet.HEIGHT - leaflet.MARGIN - leaflet.QR


def test_the_command_writes_it_or_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.pdf"
    assert main(["packs", "leaflet", "--chapter", "fraud", "--bank", "阳光路网点", "--out", str(out)]) == 0
    assert out.stat().st_size > 10_000
    assert main(["packs", "leaflet", "--card", "no-such-card", "--out", str(out)]) == 1
    assert "no-such-card" in capsys.readouterr().err
