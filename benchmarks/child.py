"""One measurement in a process of its own; prints one JSON object. Started by `benchmarks.run`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from game.cli import size as parse_size


def floor(size: tuple[int, int]) -> None:
    """The least any pygame program needs: import, fonts, a window, one flip."""
    import os

    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    import pygame

    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(size, pygame.NOFRAME)
    pygame.display.flip()
    print("shown", flush=True)


def made(size: tuple[int, int], data: Path, clock: Any = None) -> Any:
    from game.start import Options, build

    return build(
        Options(size=size, fullscreen=True, seed=7, data_dir=data, wait=clock is None, clock=clock, resume=False)
    )


def start(size: tuple[int, int], data: Path) -> None:
    """The game until its first whole screen is handed to the display."""
    app = made(size, data)
    app.frame()
    print("shown", flush=True)


class Steps:
    """A clock that moves 16 ms a frame, so that every run draws the same frames."""

    now = 0

    def now_ms(self) -> int:
        return self.now


class Driver:
    """Plays the game and times its frames."""

    def __init__(self, size: tuple[int, int], data: Path) -> None:
        self.clock = Steps()
        self.app = made(size, data, self.clock)
        self.frames: list[float] = []
        self.changes: list[float] = []
        self.builds: list[float] = []
        self.memory: dict[str, float] = {}
        self.presses: list[float] = []
        self.settle()

    def frame(self) -> None:

        self.clock.now += 16
        name, is_changing = self.app.name, self.app._transition is not None
        begin = time.perf_counter()
        self.app.frame()
        took = (time.perf_counter() - begin) * 1000
        if self.app.name != name or ((self.app._transition is not None) != is_changing and not is_changing):
            self.builds.append(took)
        elif is_changing:
            self.changes.append(took)
        else:
            self.frames.append(took)

    def settle(self) -> None:
        for _ in range(400):
            self.frame()
            if self.app.is_settled:
                now = memory()
                self.memory = {key: max(value, self.memory.get(key, 0.0)) for key, value in now.items()}
                return

    def touch(self, *names: str) -> None:
        import pygame

        for name in names:
            target = self.app.scene.find(name)
            assert target is not None, name
            at = {"pos": target.rect.center, "button": 1, "touch": False}
            for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
                pygame.event.post(pygame.event.Event(kind, at))
                kept = len(self.frames)
                self.frame()
                self.presses += self.frames[kept:]  # a frame that also had a touch to answer is not only motion
                del self.frames[kept:]
            self.settle()

    def key(self) -> tuple[int, ...]:
        from random import Random

        question = self.app.session.run.dealt.question
        rules = self.app.session.types[question.type]
        key: tuple[int, ...] = rules.grade(question.body, rules.guess(question.body, Random(1))).key
        return key

    def level(self, stop: str) -> None:
        self.touch(stop, "play")
        while self.app.session.run is not None:
            self.touch(*self.app.scene.taps(self.key()), "confirm", "next")
        self.touch("onward")


def p(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def memory() -> dict[str, float]:
    """PSS, RSS and the highest RSS so far of this process in MB (Linux)."""
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            found["pss_mb"] = int(line.split()[1]) / 1024
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            found["rss_mb"] = int(line.split()[1]) / 1024
        if line.startswith("VmHWM"):
            found["rss_peak_mb"] = int(line.split()[1]) / 1024
    return found


def frames(size: tuple[int, int], data: Path) -> dict[str, float]:
    """Frame times while the lion walks, panels slide, stars fly and confetti falls; and what it takes in memory."""
    driver = Driver(size, data)
    driver.touch("glass", "go")
    driver.frames.clear()
    driver.changes.clear()
    driver.builds.clear()
    for stop in ("stop-property", "stop-know", "stop-choice"):
        driver.level(stop)
    moving = [took for took in driver.frames if took > 0.05]
    return {
        "frame_p50_ms": p(moving, 50),
        "frame_p99_ms": p(moving, 99),
        "transition_p99_ms": p(driver.changes, 99),
        "press_p99_ms": p(driver.presses, 99),
        "scene_build_p50_ms": p(driver.builds, 50),
        "frames": float(len(moving)),
        **driver.memory,
    }


def question(size: tuple[int, int], data: Path) -> dict[str, float]:
    """A new question laid out and drawn with no glyph and no line in any cache."""
    from game.ui import text

    driver = Driver(size, data)
    driver.touch("glass", "go", "stop-property", "play")
    scene, times = driver.app.scene, []
    for _ in range(25):
        text.forget()
        scene._view.clear()
        begin = time.perf_counter()
        scene._ask()
        driver.app.canvas.paint()
        times.append((time.perf_counter() - begin) * 1000)
    return {"question_cold_ms": p(times, 50)}


def rest(size: tuple[int, int], data: Path, where: str, seconds: float) -> dict[str, float]:
    """CPU while nobody touches the screen, by the process clock, through the game's own waiting loop."""
    app = made(size, data)

    def run(for_s: float) -> None:
        end = time.monotonic() + for_s
        while time.monotonic() < end:
            app.frame()

    run(1.0)
    if where != "attract":
        app.session.begin_visit()
        app.go("street", "cut")
        if where == "question":
            app.session.begin_level("property.1")
            app.go("question", "cut")
        run(4.0)
    begin, cpu = time.monotonic(), time.process_time()
    run(seconds)
    return {"cpu_percent": 100 * (time.process_time() - cpu) / (time.monotonic() - begin)}


def click(size: tuple[int, int], data: Path) -> None:
    """A question on screen, ready to be clicked by another process; ends when its parent closes its input."""
    import threading

    app = made(size, data)
    app.session.begin_visit()
    app.session.begin_level("property.1")
    app.go("question", "cut")
    for _ in range(60):
        app.frame()
    target = next(target for target in app.scene.targets if target.name.startswith("tile"))
    print(json.dumps(list(target.rect)), flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), setattr(app, "is_running", False)), daemon=True).start()
    app.run()


def main() -> None:
    what, size, data = sys.argv[1], parse_size(sys.argv[2]), Path(sys.argv[3])
    if what == "floor":
        floor(size)
    elif what == "start":
        start(size, data)
    elif what == "frames":
        print(json.dumps(frames(size, data)))
    elif what == "question":
        print(json.dumps(question(size, data)))
    elif what == "rest":
        print(json.dumps(rest(size, data, sys.argv[4], float(sys.argv[5]))))
    elif what == "click":
        click(size, data)


if __name__ == "__main__":
    main()
