"""Motion: eased values over time. Time comes from outside, in milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Ease = Callable[[float], float]


def linear(t: float) -> float:
    return t


def out_quad(t: float) -> float:
    return 1 - (1 - t) ** 2


def out_cubic(t: float) -> float:
    return 1 - (1 - t) ** 3


def out_quart(t: float) -> float:
    return 1 - (1 - t) ** 4


def in_out(t: float) -> float:
    return t * t * (3 - 2 * t)


def out_back(overshoot: float = 1.1) -> Ease:
    """Ends a little beyond and comes back (Penner's back easing)."""

    def ease(t: float) -> float:
        u = t - 1
        return 1 + (overshoot + 1) * u**3 + overshoot * u**2

    return ease


def out_elastic(t: float) -> float:
    """Swings in with one soft overshoot."""
    if t >= 1:
        return 1.0
    from math import cos, exp, pi

    return 1 - exp(-5.5 * t) * cos(2.2 * pi * t)


@dataclass(slots=True)
class Tween:
    """One running motion: `apply` gets the eased share from 0 to 1; `done` is called once at the end."""

    begin_ms: int
    span_ms: int
    ease: Ease
    apply: Callable[[float], None]
    done: Callable[[], None] | None = None


class Motions:
    """The motions of a scene. With `reduced`, all end at once."""

    def __init__(self, reduced: bool = False) -> None:
        self.reduced = reduced
        self.now_ms = 0
        self._running: list[Tween] = []
        self._loops: list[Callable[[int], None]] = []
        self._later: list[tuple[int, Callable[[], None]]] = []

    @property
    def is_moving(self) -> bool:
        """Whether a frame is due without any input."""
        return bool(self._running or self._loops)

    @property
    def is_ambient(self) -> bool:
        """Whether only loops run, which are slow."""
        return bool(self._loops) and not self._running

    @property
    def next_due_ms(self) -> int | None:
        """When the earliest thing put off for later is due; None when nothing waits."""
        return min((due for due, _ in self._later), default=None)

    def play(
        self,
        span_ms: int,
        apply: Callable[[float], None],
        ease: Ease = out_cubic,
        delay_ms: int = 0,
        done: Callable[[], None] | None = None,
    ) -> None:
        """`apply` runs from 0 to 1 over `span_ms`, starting `delay_ms` from now; until then it stays at 0."""
        if self.reduced:
            apply(1.0)
            if done:
                done()
            return
        apply(0.0)
        self._running.append(Tween(self.now_ms + delay_ms, span_ms, ease, apply, done))

    def loop(self, step: Callable[[int], None]) -> None:
        """`step(now_ms)` runs each frame until `clear`; with `reduced` it runs once."""
        step(self.now_ms)
        if not self.reduced:
            self._loops.append(step)

    def later(self, delay_ms: int, act: Callable[[], None]) -> None:
        """`act` runs once, `delay_ms` from now."""
        self._later.append((self.now_ms + delay_ms, act))

    def tick(self, now_ms: int) -> None:
        """All motions stand where they should at `now_ms`."""
        self.now_ms = now_ms
        for step in tuple(self._loops):
            step(now_ms)
        for tween in tuple(self._running):
            passed = now_ms - tween.begin_ms
            if passed < 0:
                continue
            if passed >= tween.span_ms:
                if tween in self._running:
                    self._running.remove(tween)
                tween.apply(1.0)
                if tween.done:
                    tween.done()
            else:
                tween.apply(tween.ease(passed / tween.span_ms))
        for entry in [entry for entry in self._later if entry[0] <= now_ms]:
            if entry in self._later:
                self._later.remove(entry)
                entry[1]()

    def clear(self) -> None:
        """Nothing moves any more, nothing is put off."""
        self._running.clear()
        self._loops.clear()
        self._later.clear()
