"""`python -m benchmarks.run [--json FILE]`: every speed target, in a real X11 window of a server of its own.

Needs Xvfb; the click measurement also libXtst (comes with xdotool), the peer measurement chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TARGETS = {
    "start_ratio": 2.5,
    "frame_p99_ms_1080": 3.0,
    "frame_p99_ms_2160": 5.0,
    "transition_p99_ms_1080": 8.0,
    "transition_p99_ms_2160": 16.0,
    "question_cold_ms": 12.0,
    "click_to_pixel_p95_ms": 16.0,
    "idle_cpu_percent": 0.1,
    "attract_cpu_percent": 8.0,
    "pss_mb_1080": 80.0,
    "rss_mb_2160": 220.0,
    "chromium_start_ratio": 0.5,
    "chromium_pss_ratio": 0.25,
    "chromium_animation_cpu_ratio": 0.125,
}


class Bench:
    """Runs children on one X server."""

    def __init__(self, display: str, data: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "SDL_AUDIODRIVER": "dummy",
            "SDL_VIDEODRIVER": "x11",
            "SDL_VIDEO_WINDOW_POS": "0,0",
        }
        self.data = data

    def child(self, *arguments: str) -> dict[str, float]:
        """The JSON that a child prints."""
        command = [sys.executable, "-m", "benchmarks.child", arguments[0], arguments[1], str(self.data), *arguments[2:]]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, check=True)
        found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
        return found

    def until_shown(self, what: str, size: str) -> float:
        """Seconds from starting the process to its line `shown`."""
        command = [sys.executable, "-m", "benchmarks.child", what, size, str(self.data)]
        begin = time.perf_counter()
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            child.stdout.readline()
            took = time.perf_counter() - begin
        return took


def measure(bench: Bench, seconds: float) -> dict[str, float]:
    """Everything but the peer."""
    found: dict[str, float] = {}
    bench.until_shown("start", "1920x1080")  # fills the caches of packs and pictures, as any second start finds them
    floors, starts = [], []
    for _ in range(9):
        floors.append(bench.until_shown("floor", "1920x1080"))
        starts.append(bench.until_shown("start", "1920x1080"))
    found["start_floor_ms"] = 1000 * statistics.median(floors)
    found["start_ms"] = 1000 * statistics.median(starts)
    found["start_ratio"] = statistics.median(starts) / statistics.median(floors)
    for size, label in (("1920x1080", "1080"), ("3840x2160", "2160")):
        told = bench.child("frames", size)
        for key in ("frame_p50_ms", "frame_p99_ms", "transition_p99_ms", "press_p99_ms", "scene_build_p50_ms"):
            found[f"{key}_{label}"] = told[key]
        for key in ("pss_mb", "rss_mb", "rss_peak_mb"):
            found[f"{key}_{label}"] = told[key]
    found["question_cold_ms"] = bench.child("question", "1920x1080")["question_cold_ms"]
    rests = [bench.child("rest", "1920x1080", where, str(seconds))["cpu_percent"] for where in ("question", "street")]
    found["idle_cpu_percent"] = max(rests)
    found["attract_cpu_percent"] = bench.child("rest", "1920x1080", "attract", str(seconds))["cpu_percent"]
    clicks = click_to_pixel(bench, 40)
    if clicks:
        found["click_to_pixel_p50_ms"] = statistics.median(clicks)
        found["click_to_pixel_p95_ms"] = sorted(clicks)[int(0.95 * len(clicks))]
    return found


def click_to_pixel(bench: Bench, times: int) -> list[float]:
    """Milliseconds from a button event sent through XTest to a changed pixel of the clicked tile."""
    from benchmarks.xserver import XServer

    server = XServer.open(bench.environment["DISPLAY"])
    if server is None:
        return []
    command = [sys.executable, "-m", "benchmarks.child", "click", "1920x1080", str(bench.data)]
    with subprocess.Popen(
        command, env=bench.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None and child.stdin is not None
        left, top, width, height = json.loads(child.stdout.readline())
        took = []
        x, y = left + width - 60, top + height // 2
        for _ in range(times):
            server.move(x, y)
            time.sleep(0.35)
            before = server.pixel(left + width // 2, top + 14)
            begin = time.perf_counter()
            server.button(True)
            while server.pixel(left + width // 2, top + 14) == before and time.perf_counter() - begin < 0.5:
                time.sleep(0.0005)
            took.append((time.perf_counter() - begin) * 1000)
            server.button(False)
            time.sleep(0.2)
        child.stdin.close()
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to watch the screen at rest")
    parser.add_argument("--no-peer", action="store_true", help="without Chromium")
    chosen = parser.parse_args()
    if shutil.which("Xvfb") is None:
        print("error: Xvfb not found; install xvfb / 请先安装 xvfb", file=sys.stderr)
        return 2
    reader, writer = os.pipe()
    screen = ["-screen", "0", "3840x2160x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), *screen], pass_fds=(writer,), stderr=subprocess.DEVNULL
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        display = f":{told.readline().strip()}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(display, Path(folder))
            found = measure(bench, chosen.seconds)
            if not chosen.no_peer:
                from benchmarks.chromium import compare

                found |= compare(bench, found)
    finally:
        server.terminate()
        server.wait(10)
    report(found)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
    return 0


def report(found: dict[str, Any]) -> None:
    """A line a figure, its target beside it."""
    for key, value in found.items():
        target = TARGETS.get(key)
        verdict = "" if target is None else f"   target <= {target:g}   {'ok' if value <= target else 'MISSED'}"
        print(f"{key:32} {value:10.3f}{verdict}")


if __name__ == "__main__":
    sys.exit(main())
