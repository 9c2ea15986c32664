"""`python -m benchmarks.scale [--questions 1000 10000 100000] [--json FILE]`: what a large bank costs.

Packs are made from the game's own questions under new ids, in a folder of their own, beside the built-in ones. Measured are
checking, compiling, the first frame and dealing, each in a process of its own; frames and memory are compared with those of
the built-in packs alone, runs of both by turns.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.packs.limits import LIMITS

QUESTIONS = Path(__file__).resolve().parents[1] / "questions"

TARGETS = {"first_frame_ratio": 1.1, "deal_p95_ms": 5.0, "memory_growth_mb": 64.0}
COUNTS = (1_000, 10_000, 100_000)
ROUNDS = 25
DEALS = 200
FILE_BYTES = int(LIMITS.file_bytes * 0.9)
PACK_BYTES = int(LIMITS.pack_bytes * 0.9)


def items() -> list[dict[str, Any]]:
    """The built-in questions as their files say them, with the sources of their pack."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for folder in sorted(QUESTIONS.iterdir()):
        if (folder / "pack.yaml").is_file() and folder.name != "local-example":
            for path in sorted((folder / "q").glob("*.yaml")):
                found += yaml.load(path.read_text("utf-8"), loader)
    return found


def sources() -> dict[str, Any]:
    """Every source that a built-in pack cites."""
    import yaml

    found: dict[str, Any] = {}
    for path in sorted(QUESTIONS.glob("*/pack.yaml")):
        found |= yaml.safe_load(path.read_text("utf-8"))["sources"]
    return found


def texts(count: int) -> Iterator[str]:
    """`count` questions as YAML, each under an id of its own."""
    import yaml

    made = [(item["id"], yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=10_000)) for item in items()]
    for number in range(count):
        name, text = made[number % len(made)]
        yield text.replace(f"- id: {name}\n", f"- id: {name}-{number}\n", 1)


def make_bank(root: Path, count: int) -> None:
    """The built-in packs and `count` more questions stand below `root`, in as many packs as the limits ask for."""
    import yaml

    shutil.copytree(QUESTIONS, root)
    head = {"version": "2026.11", "checked_on": "2026-11-23", "sources": sources()}
    pack, files, size, held = 0, 0, 0, [""]

    def flush() -> None:
        nonlocal files
        folder = root / f"more-{pack:02}"
        (folder / "q").mkdir(parents=True, exist_ok=True)
        if not (folder / "pack.yaml").is_file():
            told = {"id": folder.name, "title": f"更多题目 {pack}", **head}
            (folder / "pack.yaml").write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
        (folder / "q" / f"{files:04}.yaml").write_text("".join(held), "utf-8")
        files += 1

    length = 0
    for text in texts(count):
        length += len(text.encode())
        held.append(text)
        if length > FILE_BYTES:
            flush()
            size, length, held = size + length, 0, []
            if size > PACK_BYTES:
                pack, files, size = pack + 1, 0, 0
    if held:
        flush()


def child(what: str, *arguments: str) -> dict[str, Any]:
    """What a process of this module prints."""
    environment = {
        **os.environ,
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    }
    command = [sys.executable, "-m", "benchmarks.scale", "--child", what, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def first_frame(root: Path, data: Path) -> dict[str, float]:
    """The first whole frame is drawn; the parent takes the time."""
    from game.start import Options, build

    app = build(
        Options(size=(1280, 720), headless=True, seed=7, data_dir=data, questions=root, wait=False, resume=False)
    )
    app.frame()
    return {}


def until_first_frame(root: Path, data: Path) -> float:
    """Milliseconds from starting the process to its first whole frame."""
    begin = time.perf_counter()
    child("first_frame", str(root), str(data))
    return 1000 * (time.perf_counter() - begin)


def dealing(root: Path, data: Path) -> dict[str, float]:
    """Milliseconds to deal any level of the street, and what the process holds afterwards."""
    from game.start import Options, build

    app = build(
        Options(size=(1280, 720), headless=True, seed=7, data_dir=data, questions=root, wait=False, resume=False)
    )
    app.frame()
    session = app.session
    session.begin_visit()
    campaign = session.bank.campaign
    levels = [level.id for chapter in campaign.chapters for level in chapter.levels] + [campaign.exam.id]
    took = []
    for number in range(DEALS):
        begin = time.perf_counter()
        session._dealt(levels[number % len(levels)], number, session.visit, _no_comfort())
        took.append(1000 * (time.perf_counter() - begin))
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    took.sort()
    return {
        "deal_ms": statistics.median(took),
        "deal_p95_ms": took[int(0.95 * len(took))],
        "resident_mb": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
    }


def _no_comfort() -> Any:
    from game.rules.deal import NO_COMFORT

    return NO_COMFORT


def compiling(root: Path, data: Path) -> dict[str, float]:
    """Seconds to check and compile all packs, and the most memory that took."""
    from game.packs.compilation import compiled_anew
    from game.packs.kept import files_of

    begin = time.perf_counter()
    heads, _ = compiled_anew(files_of(root, data))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    problems = [str(problem) for problem in heads.problems][:3]
    took = time.perf_counter() - begin
    return {"compile_s": took, "compile_peak_mb": peak, "problems": problems}  # type: ignore[dict-item]


CHILDREN = {"first_frame": first_frame, "dealing": dealing, "compiling": compiling}


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Everything for a bank of `count` questions beside the built-in ones."""
    root, data, plain = folder / "questions", folder / "data", folder / "plain"
    make_bank(root, count)
    time.sleep(2.5)  # so that the files' times are settled
    found: dict[str, Any] = {"questions": count, **child("compiling", str(root), str(data))}
    assert not found.pop("problems"), "the made packs must be clean"
    child("compiling", str(QUESTIONS), str(plain))
    for _ in range(2):
        child("first_frame", str(root), str(data))
        child("first_frame", str(QUESTIONS), str(plain))
    ratios, mine, theirs = [], [], []
    for _ in range(ROUNDS):
        mine.append(until_first_frame(root, data))
        theirs.append(until_first_frame(QUESTIONS, plain))
    ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
    found |= {"first_frame_ms": statistics.median(mine), "first_frame_ratio": statistics.median(ratios)}
    small = child("dealing", str(QUESTIONS), str(plain))
    large = child("dealing", str(root), str(data))
    found |= {"deal_ms": large["deal_ms"], "deal_p95_ms": large["deal_p95_ms"]}
    found["memory_growth_mb"] = large["resident_mb"] - small["resident_mb"]
    (store,) = (data / "cache").glob("bank-*.db")
    found["store_mb"] = store.stat().st_size / 2**20
    return found


def main() -> int:
    """Prints a line per size with its targets; 1 when one is missed."""
    switches = argparse.ArgumentParser(description=__doc__)
    switches.add_argument("--questions", type=int, nargs="+", default=list(COUNTS))
    switches.add_argument("--json", type=Path)
    switches.add_argument("--child", choices=CHILDREN, help=argparse.SUPPRESS)
    switches.add_argument("paths", type=Path, nargs="*", help=argparse.SUPPRESS)
    chosen = switches.parse_args()
    if chosen.child:
        print(json.dumps(CHILDREN[chosen.child](*chosen.paths)))
        return 0
    told, missed = [], False
    for count in chosen.questions:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(count, Path(folder))
        told.append(found)
        print(f"— {count:,} questions beside the built-in ones")
        for name, value in found.items():
            target = TARGETS.get(name)
            is_missed = target is not None and value > target
            missed |= is_missed
            aim = f"   target {target:g}{'   MISSED' if is_missed else ''}" if target is not None else ""
            print(f"  {name:22}{value:12.2f}{aim}")
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=2) + "\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
