"""Mutated pictures and sounds: what the judge lets through is decoded, and nothing crashes.

`python -m tests.packs.media.mutations --files 5000 --seed 1` prints one line; a child process does the decoding, so that a
crash of a decoder is counted and not suffered.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

from game.packs.media.judge import media_flaws
from tests.gate import Gate
from tests.packs.sample import jpeg, opus, png, vorbis

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\x2e\xe0", b"\0\0\0\1", b"\x80\0\0\0")


def originals() -> list[tuple[str, bytes]]:
    """Whole files of every kind: made ones, the game's own sounds, and a real JPEG made by SDL."""
    import pygame

    picture = pygame.Surface((40, 30))
    picture.fill((200, 30, 60), (5, 5, 20, 10))
    made = BytesIO()
    pygame.image.save(picture, made, "picture.jpg")
    sounds = [(".ogg", (ROOT / "assets" / "sounds" / name).read_bytes()) for name in ("tap.ogg", "select.ogg")]
    return [
        (".png", png(40, 30)),
        (".png", png(8, 6)),
        (".jpg", made.getvalue()),
        (".jpg", jpeg()),
        (".ogg", opus(0.4)),
        (".ogg", vorbis(20, 9_000)),
        *sounds,
    ]


def mutated(rng: Random, data: bytes) -> bytes:
    """The file with a few bytes changed, numbers set to extremes, parts cut, doubled or swapped."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        place, what = rng.randrange(max(1, len(made))), rng.random()
        if what < 0.35 and made:
            made[place % len(made)] = rng.randrange(256)
        elif what < 0.55:
            number = rng.choice(NUMBERS)
            made[place : place + len(number)] = number
        elif what < 0.7:
            del made[place : place + rng.randint(1, 64)]
        elif what < 0.8:
            del made[place:]
        elif what < 0.9:
            made[place:place] = made[place : place + rng.randint(1, 200)]
        else:
            made[place:place] = rng.randbytes(rng.randint(1, 40))
    return bytes(made)


def cases(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many mutated files."""
    rng, whole = Random(seed), originals()
    for _ in range(count):
        suffix, data = rng.choice(whole)
        yield suffix, mutated(rng, data)


def rss_mib() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def decoded(suffix: str, data: bytes) -> str:
    """What a decoder makes of a file: `shown`, or `refused` with an ordinary error."""
    import pygame

    try:
        if suffix == ".ogg":
            pygame.mixer.Sound(BytesIO(data)).get_length()
        else:
            pygame.image.load(BytesIO(data), f"x{suffix}").get_size()
    except pygame.error:
        return "refused"
    return "shown"


def child(count: int, seed: int) -> int:
    """Judges and decodes; prints what became of the files. A decoder's crash ends it."""
    os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    import pygame

    pygame.init()
    for suffix, data in originals():
        decoded(suffix, data)
    before, told = rss_mib(), Counter[str]()
    for number, (suffix, data) in enumerate(cases(count, seed)):
        flaws = media_flaws(suffix, data)
        told["kept out" if flaws else decoded(suffix, data)] += 1
        told["seen"] = number + 1
    told["mib"] = round(rss_mib() - before)
    print(" ".join(f"{name.replace(' ', '-')}={number}" for name, number in sorted(told.items())))
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        return child(chosen.files, chosen.seed)
    gate = Gate("media-mutations", chosen.seed)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.packs.media.mutations",
            "--child",
            "--files",
            str(chosen.files),
            "--seed",
            str(chosen.seed),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = dict(part.split("=") for part in run.stdout.split() if "=" in part)
    failures = [] if run.returncode == 0 else [f"exit {run.returncode}: {run.stderr[-600:]}"]
    if int(told.get("mib", 0)) > 64:
        failures.append(f"memory grew by {told['mib']} MiB")
    return gate.close(chosen.files, failures, **told)


if __name__ == "__main__":
    sys.exit(main())
