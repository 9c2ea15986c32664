"""The game in its window: which scene stands, what the visitor chose, and what a kiosk watches beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pygame
from pygame import Surface

from game.interlude import Interlude, lasting
from game.kiosk.corner import SIDE_UNITS, Corner
from game.kiosk.idle import IdleWatch
from game.kiosk.queue_call import QueueCall
from game.ports import Clock, Desk, Vouchers
from game.rooms import STAFF, scene_module
from game.scenes.playlist.bill import Playbill
from game.settings import Settings
from game.ui import lockdown, theme
from game.ui.art import Art
from game.ui.kit import Kit
from game.ui.loop import Loop
from game.ui.motion import Motions
from game.ui.narrator import Narrator
from game.ui.scene import CARRY_ON, Scene
from game.ui.sound import Speaker
from game.words import LANGUAGES, Copy

if TYPE_CHECKING:
    from game.session import Session

STAFF_IDLE_MS = 60_000


FRESH = Settings()


@dataclass(frozen=True, slots=True)
class Look:
    """What the visitor chose for eyes and ears; gone with the visit."""

    language: str = "zh-CN"
    is_large: bool = False


class App(Loop):
    """The game in one window.

    `session_of` brings the session when it is first needed, which the first poster does without; `bill` is what the
    poster and the items that take turns with it need, by the settings; `once_shown` runs after the first whole picture,
    `at_rest` when a visit is over. `desk_of` brings what the staff's screens work with, `vouchers_of` what they redeem
    prizes with. A locked game can't be left; `beat` tells a guard at every frame that it lives.
    """

    def __init__(
        self,
        screen: Surface,
        clock: Clock,
        session_of: Callable[[], Session],
        language: str,
        art: Art,
        speaker: Speaker,
        branch: str = "",
        reload_bank: Callable[[str], None] | None = None,
        reduced: bool = False,
        wait: bool = True,
        today: Callable[[], date] = date.today,
        once_shown: Callable[[], None] = lambda: None,
        bill: Callable[[Settings], Playbill] = lambda settings: Playbill(),
        narrator: Narrator | None = None,
        settings: Settings = FRESH,
        at_rest: Callable[[], None] = lambda: None,
        desk_of: Callable[[], Desk | None] = lambda: None,
        is_locked: bool = False,
        beat: Callable[[], None] = lambda: None,
        vouchers_of: Callable[[], Vouchers | None] = lambda: None,
        calls: QueueCall | None = None,
    ) -> None:
        super().__init__(screen, clock, speaker, reduced, wait)
        self._session_of, self._bill = session_of, bill
        self._art, self._branch, self._reload_bank = art, branch, reload_bank
        self._today, self._once_shown, self._at_rest = today, once_shown, at_rest
        self._narrator = narrator or Narrator()
        self.settings, self._desk_of = settings, desk_of
        self._is_locked, self._beat = is_locked, beat
        self._vouchers_of = vouchers_of
        self._home_language = language
        self.look = Look(language)
        self._last_input_ms = self._last_ms
        self._idle, self._calls = IdleWatch(), calls or QueueCall()
        self._interlude = Interlude()
        self._corner = Corner()
        self.exit_code = 0
        self.on_scene: Callable[[str, Scene], None] | None = None
        self.name = ""
        self.arguments: dict[str, Any] = {}
        self.scene = self._made("attract", {})
        self.enter()

    @cached_property
    def session(self) -> Session:
        """The visitor at this window."""
        return self._session_of()

    @cached_property
    def desk(self) -> Desk | None:
        """What the staff's screens work with; None where there is none."""
        return self._desk_of()

    # ── scenes ──

    def _kit(self) -> Kit:
        is_care = self.name != "attract" and self.session.is_care
        scale = theme.CARE_TEXT if is_care else theme.LARGE_TEXT if self.look.is_large else 1.0
        motions = Motions(self._reduced or is_care)
        motions.now_ms = self.scene_ms
        return Kit(
            self.stage,
            self.canvas,
            self._art,
            self.speaker,
            Copy(self.look.language),
            motions,
            self._narrator,
            scale,
            is_care,
        )

    def _made(self, name: str, arguments: dict[str, Any]) -> Scene:
        if name == "attract":
            if self.name not in ("", "attract"):
                self.session.end_visit()
                self._at_rest()
            self.look = Look(self.look.language)
            self._use_language(self._home_language)
        if arguments.pop("language", None) == "other":
            place = LANGUAGES.index(self.look.language)
            self._use_language(LANGUAGES[(place + 1) % len(LANGUAGES)])
        if "large" in arguments:
            self.look = Look(self.look.language, bool(arguments.pop("large")))
        if "care" in arguments:
            self.session.is_care = bool(arguments.pop("care"))
        self.name = name
        if name == "certificate":
            arguments.setdefault("today", self._today())
        if name in ("attract", "home", "certificate"):
            arguments.setdefault("branch", self._branch or Copy(self.look.language)("branch.default"))
        if name.startswith(STAFF):
            arguments.setdefault("desk", self.desk)
        if name == "attract":
            arguments.setdefault("bill", self._bill(self.settings))
        if name == "result":
            arguments.setdefault("asks_age", self.settings.asks_age)
        if name == "staff_voucher":
            arguments.setdefault("vouchers", self._vouchers_of())
        made: Scene = import_module(scene_module(name)).Screen(self._kit(), lambda: self.session, **arguments)
        return made

    def _use_language(self, language: str) -> None:
        self.look = Look(language, self.look.is_large)
        if self._reload_bank is not None:
            self._reload_bank(language)

    def enter(self) -> None:
        """The present scene is built on an empty canvas, and whoever listens is told."""
        super().enter()
        if self.on_scene is not None:
            self.on_scene(self.name, self.scene)

    def go(self, name: str, style: str = "slide", **arguments: Any) -> None:
        """The named scene takes over, moving in as `style` says: `slide`, `back`, `fade` or `cut`."""
        if name == CARRY_ON:
            self._interlude.end(self)
            return
        if name != self.name:
            self._interlude.forget()
        self.scene.close()
        self.canvas.clear()
        self.show(name, style, arguments)

    def show(self, name: str, style: str, arguments: dict[str, Any]) -> None:
        """The named scene is made and takes the screen."""
        self.arguments = dict(arguments)
        self.scene = self._made(name, arguments)
        self.enter()
        self.change(style)

    @property
    def is_settled(self) -> bool:
        """Whether the screen has come to rest (the poster never does; there, whether it is up)."""
        if self._transition is not None or self.scene.exit is not None:
            return False
        motions = self.scene.kit.motions
        return self.name == "attract" or not (motions.is_moving or self.canvas.is_dirty)

    def close(self) -> None:
        """The journal is closed and nobody speaks; the window stays, as the process ends."""
        self._narrator.stop()
        if "session" in vars(self):
            self.session.journal.close()

    # ── the loop ──

    def before(self) -> None:
        """The guard is told that the game lives."""
        self._beat()

    def once_shown(self) -> None:
        """What the poster could do without is made."""
        self._once_shown()

    def step(self, now_ms: int) -> bool:
        """The kiosk is watched; whatever wants the screen takes it."""
        self._watch_idle(now_ms)
        if self._corner.is_held(now_ms) and not self.name.startswith(STAFF):
            self._open_panel()
            return False
        if self.scene.exit is not None:
            leaving = self.scene.exit
            self.go(leaving.scene, leaving.style, **leaving.arguments)
            return False
        return not self._is_called(now_ms)

    def dues_ms(self) -> Iterable[int]:
        """When a finger will have held the corner for long enough."""
        held = self._corner.left_ms(self.clock.now_ms())
        return () if held is None else (self.scene_ms + max(1, held),)

    def closing(self) -> None:
        """The window's own button ends the game, unless it is locked."""
        if not self._is_locked:
            self.is_running = False

    def may_pass(self, event: pygame.event.Event) -> bool:
        """A locked game hears only of what plays."""
        return not self._is_locked or lockdown.may_pass(event, self.scene.takes_text)

    def hear(self, event: pygame.event.Event, now_ms: int) -> None:
        """A touch, a click or a key reaches the scene."""
        gesture = self.pointer.read(event, now_ms)
        if gesture is not None:
            self._corner.feel(gesture, self.stage.px(SIDE_UNITS), now_ms)
        if gesture is not None or event.type == pygame.KEYDOWN:
            self._last_input_ms = now_ms
        if event.type == pygame.KEYDOWN and self._calls.hears(pygame.key.name(event.key)):
            return
        if self.scene.exit is not None or (self._transition is not None and not self.scene.hears_early):
            return
        if gesture is not None:
            self.scene.gesture(gesture)
        elif event.type == pygame.KEYDOWN:
            self.scene.key(pygame.key.name(event.key))
        elif event.type == pygame.TEXTINPUT:
            self.scene.typed(event.text)

    def _open_panel(self) -> None:
        """The PIN is asked for, where there is one; the visitor's screen waits behind it."""
        if self.desk is not None and self.desk.pin.is_set:
            self._narrator.stop()
            self._interlude.begin(self, "staff_pin")

    def quit(self, code: int) -> None:
        """The loop ends after this frame, and the process shall with that exit code."""
        self.exit_code, self.is_running = code, False

    def resized(self) -> None:
        """The present scene is made again for the window's new size."""
        self.go(self.name, "cut", **lasting(self.arguments))

    def _watch_idle(self, now_ms: int) -> None:
        """A visitor who walked away is asked, second by second, then the next one finds the poster."""
        silent = now_ms - self._last_input_ms
        if self.name.startswith(STAFF):
            if silent > STAFF_IDLE_MS:
                self._last_input_ms = now_ms
                self.go("attract", "fade")
            return
        if not self.has_visit:
            return
        if self.scene.is_reading_aloud:
            self._last_input_ms = now_ms
        if self._idle.is_over(self.scene, now_ms - self._last_input_ms, self.settings):
            self._last_input_ms = now_ms
            self.go("attract", "fade")

    @property
    def has_visit(self) -> bool:
        """Whether somebody is playing, even if a call stands before it."""
        return self._interlude.name_behind(self.name) != "attract"

    def _is_called(self, now_ms: int) -> bool:
        """Whether a call to the counter took the screen just now."""
        # Staff at work are not called away; the call waits for them to be done.
        number = None if self.name.startswith(STAFF) else self._calls.look(now_ms)
        if number is None:
            return False
        self._last_input_ms = now_ms
        self._narrator.stop()
        self._interlude.begin(self, "queue_call", number=number, has_visit=self.has_visit)
        return True
