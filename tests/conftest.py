"""No test opens a real window or a sound device, but the ones in `tests/window`, which start their own process."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.packs.library import Library, load_library
from game.start import QUESTIONS
from tests.pilot import Pilot


@pytest.fixture(scope="session")
def library() -> Library:
    """The game's own packs."""
    return load_library(QUESTIONS)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of compiled packs and drawn pictures, made once: a cold start takes a second."""
    folder = tmp_path_factory.mktemp("warm")
    for language in ("en", "zh-CN"):
        Pilot(folder, (640, 360), language=language).close()
    return folder / "cache"


@pytest.fixture
def warm(cache: Path, tmp_path: Path) -> None:
    """The pilot's folder begins with that cache."""
    shutil.copytree(cache, tmp_path / "data" / "cache")


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Callable[..., Pilot]]:
    """Makes a pilot: the whole game, headless, in a folder of its own."""
    made: list[Pilot] = []

    def make(size: tuple[int, int] = (1280, 720), **options: object) -> Pilot:
        made.append(Pilot(tmp_path / "data", size, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="paint the golden pictures anew")
