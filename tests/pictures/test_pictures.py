"""Golden pictures: each kind of screen in landscape and portrait, as the bot met it.

`python -m pytest tests/pictures --golden` paints them anew; look at the difference before committing it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"landscape": ("1280x720", (480, 270)), "portrait": ("720x1280", (270, 480))}
TOLERANCE = 3
"""The greatest difference of a colour in a thumbnail."""
POSES = 40


@pytest.fixture(scope="module", params=sorted(SIZES))
def shots(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, pygame.Surface]]:
    """The demo's pictures of one orientation, as thumbnails by pose."""
    size, small = SIZES[request.param]
    out = tmp_path_factory.mktemp(request.param)
    command = [
        sys.executable,
        "main.py",
        "demo",
        "--modes",
        "all",
        "--seed",
        "7",
        "--headless",
        "--fast",
        "--size",
        size,
        "--out",
        str(out),
    ]
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    screens = json.loads(done.stdout.strip().splitlines()[-1])["screens"]
    pictures = {pose: pygame.image.load(str(out / name)) for pose, name in screens.items()}
    return request.param, {pose: pygame.transform.smoothscale(made, small) for pose, made in pictures.items()}


def test_screens_look_as_they_did(shots: tuple[str, dict[str, pygame.Surface]], request: pytest.FixtureRequest) -> None:
    orientation, found = shots
    assert len(found) >= POSES, sorted(found)
    if request.config.getoption("--golden"):
        for pose, made in found.items():
            pygame.image.save(made, str(GOLDEN / f"{orientation}-{pose}.png"))
        return
    wrong = []
    for pose, made in found.items():
        path = GOLDEN / f"{orientation}-{pose}.png"
        if not path.exists() or _difference(made, pygame.image.load(str(path))) > TOLERANCE:
            wrong.append(pose)
            out = Path("out/pictures")
            out.mkdir(parents=True, exist_ok=True)
            pygame.image.save(made, str(out / f"{orientation}-{pose}.png"))
    assert not wrong, f"these look different; see out/pictures and golden: {wrong}"


def _difference(one: pygame.Surface, two: pygame.Surface) -> int:
    if one.get_size() != two.get_size():
        return 255
    first, second = pygame.image.tobytes(one, "RGB"), pygame.image.tobytes(two, "RGB")
    return max(abs(a - b) for a, b in zip(first, second, strict=True))
