"""The loop of a window: events → scene → motions → drawing, and the change from one scene to the next.

What the scenes are, and what happens besides, is told by the game or the projector that builds on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pygame
from pygame import Surface

from game.ports import Clock
from game.ui.canvas import Canvas
from game.ui.memory import give_back, settle
from game.ui.pointer import Pointer
from game.ui.scene import Scene
from game.ui.sound import Speaker
from game.ui.stage import Stage
from game.ui.transition import SLIDE_UNITS, Transition
from game.ui.waiting import Waiter

FRAME_MS, AMBIENT_MS = 16, 33
"""A frame while something moves; and while only the poster's slow loops do: half as many are as calm to the eye."""
IDLE_WAKE_MS = 1000
MOST_STEP_MS = 250
"""However long the machine slept, no timer moves by more in one frame."""
MOST_EVENTS = 500
"""Events handled in one frame; a flood waits for the next."""


class Loop:
    """One window and the scene in it. `scene_ms` is the scenes' own clock, which stands still while the screen changes.

    A subclass sets `scene` before the first frame, and tells `hear` and `step`. With `wait` False a frame never sleeps.
    """

    scene: Scene

    def __init__(self, screen: Surface, clock: Clock, speaker: Speaker, reduced: bool, wait: bool) -> None:
        self.clock, self.speaker = clock, speaker
        self._reduced, self._waits = reduced, wait
        self._transition: Transition | None = None
        self.scene_ms = 0
        self._last_ms = clock.now_ms()
        self._planned_ms = 0
        self.is_running = True
        self.frames = 0
        self._open_window(screen)

    @cached_property
    def _waiter(self) -> Waiter | None:
        return Waiter() if self._waits else None

    # ── what a subclass tells ──

    def hear(self, event: pygame.event.Event, now_ms: int) -> None:
        """The event has its effect. Closing, resizing and uncovering the window are dealt with elsewhere."""
        raise NotImplementedError

    def step(self, now_ms: int) -> bool:
        """Whatever must happen each frame beside the scene's motions; False when the scene was left and nothing is to be drawn."""
        return True

    def before(self) -> None:
        """Whatever must happen once a frame, even while the screen changes."""

    def once_shown(self) -> None:
        """Whatever may only happen when the first whole picture is up."""

    def closing(self) -> None:
        """The window's own button was pressed."""
        self.is_running = False

    def resized(self) -> None:
        """The window has another size, and `stage` and `canvas` are new: the scene must be made again."""
        raise NotImplementedError

    def dues_ms(self) -> Iterable[int]:
        """The moments of the scenes' clock when a frame is due although nothing moves."""
        return ()

    # ── scenes ──

    def _open_window(self, screen: Surface) -> None:
        self.screen = screen
        self.pointer = Pointer(screen.get_size())
        self.stage = Stage(screen.get_size())
        self.canvas = Canvas(screen)

    def enter(self) -> None:
        """The present scene is built on an empty canvas."""
        self.canvas.clear()
        self.scene.build()
        self.canvas.touch(self.screen.get_rect())

    def change(self, style: str) -> None:
        """From the old picture, which the screen still shows, to the present scene's."""
        self._transition = None
        if style != "cut":
            if self.scene.kit.is_care or self._reduced:
                style = "fade"
            # Nothing has been painted since the new scene was built.
            self._transition = Transition(self.screen, style, self.stage.px(SLIDE_UNITS), self.clock.now_ms())
            self.canvas.paint()
            self._transition.aim()

    @property
    def is_changing(self) -> bool:
        """Whether something of the old screen is still to be seen."""
        return self._transition is not None

    # ── the loop ──

    def run(self) -> None:
        """Plays until the window is closed."""
        while self.is_running:
            self.frame()

    def frame(self) -> None:
        """One turn: wait if nothing moves, take events, move, draw what changed."""
        self._wait()
        self.before()
        now_ms = self.clock.now_ms()
        passed = max(0, now_ms - self._last_ms)
        self._last_ms = now_ms
        for event in pygame.event.get()[:MOST_EVENTS]:
            self._take(event, now_ms)
        if self._transition is not None:
            self._transition.draw(now_ms)
            pygame.display.flip()
            if self._transition.is_over(now_ms):
                self._transition = None
                give_back()
        else:
            self.scene_ms += min(passed, max(MOST_STEP_MS, self._planned_ms + FRAME_MS))
            self._advance(now_ms)
        self.frames += 1
        if self.frames == 2:
            self.speaker.open()
            self.once_shown()
            settle()

    def _advance(self, now_ms: int) -> None:
        lost = self.pointer.lost(now_ms)
        if lost is not None:
            self.scene.gesture(lost)
        self.scene.kit.motions.tick(self.scene_ms)
        self.scene.tick(self.scene_ms)
        if not self.step(now_ms):
            return
        boxes = self.canvas.paint()
        if boxes:
            pygame.display.update(boxes)

    def _wait(self) -> None:
        self._planned_ms = 0
        if self.frames == 0 or self._waiter is None:
            return
        since = self.clock.now_ms() - self._last_ms
        if self._transition is not None or self.scene.kit.motions.is_moving or self.canvas.is_dirty:
            ambient = self._transition is None and self.scene.kit.motions.is_ambient
            if not pygame.event.peek():
                self._waiter.wait(max(0, (AMBIENT_MS if ambient else FRAME_MS) - since))
            return
        due = [due for due in (self.scene.kit.motions.next_due_ms, self.scene.wakes_at_ms) if due is not None]
        due += self.dues_ms()
        most = min([IDLE_WAKE_MS, *(max(1, moment - self.scene_ms) for moment in due)])
        self._planned_ms = most
        self._waiter.wait(most)

    def _take(self, event: pygame.event.Event, now_ms: int) -> None:
        if event.type == pygame.QUIT:
            self.closing()
        elif self.may_pass(event):
            if event.type == pygame.VIDEORESIZE:
                self._fit()
            elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWSHOWN):
                self.canvas.touch(self.screen.get_rect())
            else:
                self.hear(event, now_ms)

    def may_pass(self, event: pygame.event.Event) -> bool:
        """Whether the window hears of the event at all."""
        return True

    def _fit(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None and surface.get_size() != self.stage.size:
            self._open_window(surface)
            self.resized()
