"""Makes every sound of the game: `python -m game.tools.make_sounds --out assets/sounds` (needs `oggenc`).

All of it is computed here – plucked strings, struck bars, wood and bells on the pentatonic scale C D E G A –
so that no recording of anybody's is used. The same script gives the same samples.
"""

from __future__ import annotations

import argparse
import math
import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path
from random import Random

RATE = 44_100
EFFECT_PEAK, MUSIC_PEAK = 0.70, 0.35
"""About −3 and −9 dBFS."""
PENTATONIC = (0, 2, 4, 7, 9)
Samples = list[float]


def pitch(step: int, octave: int = 5) -> float:
    """The frequency in hertz of a step of the pentatonic scale on C; steps beyond the fifth go on an octave higher."""
    up, place = divmod(step, len(PENTATONIC))
    return 261.63 * 2 ** (octave - 4 + up + PENTATONIC[place] / 12)


def marimba(hertz: float, seconds: float) -> Samples:
    """A struck wooden bar: the tone, and its fourth and tenth partial dying away faster."""
    parts = ((1.0, 1.0, 6.0), (3.93, 0.28, 16.0), (9.2, 0.1, 34.0))
    return _partials(hertz, seconds, parts)


def bell(hertz: float, seconds: float) -> Samples:
    """A temple bell: partials that don't line up, the lowest ringing longest."""
    parts = ((1.0, 1.0, 1.6), (2.0, 0.5, 2.2), (2.41, 0.42, 2.8), (3.01, 0.25, 4.0), (4.2, 0.2, 6.0))
    return _partials(hertz, seconds, parts)


def _partials(hertz: float, seconds: float, parts: Sequence[tuple[float, float, float]]) -> Samples:
    made = [0.0] * int(seconds * RATE)
    for ratio, loud, decay in parts:
        turn = 2 * math.pi * hertz * ratio / RATE
        if hertz * ratio > RATE / 2.2:
            continue
        for n in range(len(made)):
            made[n] += loud * math.sin(turn * n) * math.exp(-decay * n / RATE)
    return _attacked(made, 0.002)


def pluck(hertz: float, seconds: float, rng: Random) -> Samples:
    """A guzheng string after Karplus and Strong: noise going round a delay line and losing its edge."""
    line = [rng.uniform(-1, 1) for _ in range(max(2, round(RATE / hertz)))]
    made: Samples = []
    place = 0
    for _ in range(int(seconds * RATE)):
        following = (place + 1) % len(line)
        made.append(line[place])
        line[place] = 0.4985 * (line[place] + line[following])
        place = following
    return _attacked(made, 0.001)


def wood(hertz: float, seconds: float, rng: Random) -> Samples:
    """A woodblock: a short tone with a click of noise."""
    made = _partials(hertz, seconds, ((1.0, 1.0, 42.0), (2.7, 0.4, 60.0)))
    for n in range(min(len(made), 400)):
        made[n] += rng.uniform(-0.5, 0.5) * (1 - n / 400)
    return made


def _attacked(made: Samples, seconds: float) -> Samples:
    """The same with a short fade at both ends, so that nothing clicks."""
    rise, fall = int(seconds * RATE), min(len(made), int(0.02 * RATE))
    for n in range(min(rise, len(made))):
        made[n] *= n / rise
    for n in range(fall):
        made[-1 - n] *= n / fall
    return made


def mixed(parts: Sequence[tuple[float, float, Samples]], seconds: float, wraps: bool = False) -> Samples:
    """Parts as (start in seconds, loudness, samples) in one; with `wraps`, tails go round to the beginning."""
    made = [0.0] * int(seconds * RATE)
    for start, loud, samples in parts:
        first = int(start * RATE)
        for n, value in enumerate(samples):
            place = first + n
            if place >= len(made):
                if not wraps:
                    break
                place %= len(made)
            made[place] += loud * value
    return made


def effects(rng: Random) -> dict[str, Samples]:
    """Every effect by its name."""
    made: dict[str, Samples] = {
        "tap": wood(880, 0.09, rng),
        "select": marimba(pitch(2), 0.22),
        "tick": wood(1320, 0.07, rng),
        "prop": mixed([(0, 1, pluck(pitch(0), 0.5, rng)), (0.07, 1, pluck(pitch(2), 0.5, rng))], 0.6),
        "star": mixed([(0, 1, marimba(pitch(4, 6), 0.5)), (0.0, 0.4, bell(pitch(4, 6), 0.6))], 0.6),
        "wrong": mixed(
            [(0, 0.7, wood(440, 0.15, rng)), (0.05, 0.8, marimba(330, 0.5)), (0.22, 0.8, marimba(277.2, 0.6))], 0.85
        ),
        "unlock": mixed([(0.08 * n, 1, pluck(pitch(n), 0.7, rng)) for n in range(5)], 0.9),
        "level_pass": mixed(
            [(0.13 * n, 1, marimba(pitch(n), 0.9)) for n in range(5)] + [(0.65, 0.6, bell(pitch(5), 1.6))], 2.2
        ),
        "level_fail": mixed([(0.22 * n, 1, marimba(pitch(step, 4), 0.9)) for n, step in enumerate((4, 2, 1))], 1.5),
        "certificate": mixed(
            [(0.16 * n, 0.9, pluck(pitch(step), 1.2, rng)) for n, step in enumerate((0, 2, 3, 5, 3, 5))]
            + [(1.0, 0.9, bell(130.8, 2.4)), (1.0, 0.5, marimba(pitch(5), 1.2))],
            3.4,
        ),
    }
    for streak in range(1, 6):
        low, high = marimba(pitch(streak - 1), 0.4), marimba(pitch(streak + 1), 0.6)
        made[f"right_{streak}"] = mixed([(0, 0.8, low), (0.12, 1, high)], 0.75)
    return made


def music(rng: Random) -> Samples:
    """The street's loop: sixteen bars of four at 84 beats a minute, walking marimba under a wandering string."""
    beat = 60 / 84
    bars = 16
    roots = (0, 0, 3, 3, 4, 4, 3, 2, 0, 0, 1, 1, 3, 3, 0, 0)
    tune = (
        (4, 3, 2, 3), (5, -1, 4, 3), (4, 2, 3, -1), (3, -1, -1, 2), (2, 3, 4, 5), (6, 5, 4, -1), (3, 4, 3, 2), (2, -1, -1, -1),
        (4, 3, 2, 3), (5, 6, 5, 4), (5, 4, 3, -1), (4, -1, 3, 2), (3, 4, 5, 3), (2, 3, 1, -1), (2, 1, 0, 1), (0, -1, -1, -1),
    )  # fmt: skip
    parts: list[tuple[float, float, Samples]] = []
    for bar in range(bars):
        start = 4 * bar * beat
        for place, step in enumerate((0, 2, 4, 2)):
            parts.append((start + place * beat, 0.42, marimba(pitch(roots[bar] + step, 3), 1.1)))
        for place, step in enumerate(tune[bar]):
            if step >= 0:
                parts.append((start + place * beat + rng.uniform(0, 0.012), 0.5, pluck(pitch(step, 4), 1.9, rng)))
        parts.append((start + 2 * beat, 0.1, wood(660, 0.12, rng)))
        if bar % 4 == 0:
            parts.append((start, 0.22, bell(pitch(roots[bar], 4), 2.6)))
    return mixed(parts, 4 * bars * beat, wraps=True)


def write(path: Path, samples: Samples, peak: float) -> None:
    """The samples as a mono 16-bit WAV with that peak."""
    top = max(1e-9, max(abs(value) for value in samples))
    data = array("h", (round(32767 * peak * value / top) for value in samples))
    if sys.byteorder == "big":
        data.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())


def main() -> int:
    """Writes the OGG files; 2 when there is no encoder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=Path("assets/sounds"))
    out: Path = parser.parse_args().out
    encoder = shutil.which("oggenc")
    if encoder is None:
        print("error: oggenc not found; install vorbis-tools / 请先安装 vorbis-tools", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    rng = Random(5)
    sounds = {name: (samples, EFFECT_PEAK) for name, samples in effects(rng).items()}
    sounds["music_street"] = (music(rng), MUSIC_PEAK)
    with tempfile.TemporaryDirectory() as folder:
        for name, (samples, peak) in sounds.items():
            source = Path(folder) / f"{name}.wav"
            write(source, samples, peak)
            quality = "1" if name.startswith("music") else "3"
            command = [encoder, "--quiet", "--serial", "1", "-q", quality, "-o", str(out / f"{name}.ogg"), str(source)]
            subprocess.run(command, check=True)
            print(f"{name}: {len(samples) / RATE:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
