"""The window of the preview: the game's own screen above, the strip below, and the author's keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pygame
from pygame import Rect, Surface

from game.nodes import Problem
from game.ports import Clock
from game.rules.handbook import Card
from game.rules.levels import Campaign
from game.rules.question import Question
from game.rules.scoring import reading_ms
from game.scenes import book
from game.scenes import question as question_scene
from game.tools.preview import rehearsal
from game.tools.preview.problem_list import ProblemList
from game.tools.preview.reel import Frame, Reel, read_reel
from game.tools.preview.strip import TALL, TALL_PORTRAIT, Acts, Bar, Strip, Told
from game.ui.art import Art
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.motion import Motions
from game.ui.narrator import Narrator
from game.ui.pointer import Gesture, Move, Pointer
from game.ui.scene import Scene
from game.ui.sound import Speaker
from game.ui.stage import LANDSCAPE, PORTRAIT, Stage
from game.ui.waiting import Waiter
from game.words import LANGUAGES, Copy

FRAME_MS, REST_MS, LONGEST_STEP_MS = 16, 1000, 250
SEED = 7
"""The order of the options: the same at every look, so that two looks can be compared."""
SAVED = pygame.event.custom_type()
"""Posted by the watching thread."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the preview takes things from: the pack's folder, the street by language, the packs beside which it is checked."""

    folder: Path
    campaign: Callable[[str], Campaign]
    bank: Path
    today: Callable[[], date]
    art_cache: Path | None = None


def window_size(picture: tuple[int, int]) -> tuple[int, int]:
    """The window that holds a game picture of that size and the strip below it."""
    width, height = picture
    is_high = height > width
    tall = width * (TALL_PORTRAIT if is_high else TALL) / (PORTRAIT if is_high else LANDSCAPE)[0]
    return width, height + round(tall)


class Preview:
    """A pack on the author's screen. `open_window` gives the surface of a window of the size asked for."""

    def __init__(
        self,
        sources: Sources,
        open_window: Callable[[tuple[int, int]], Surface],
        picture: tuple[int, int],
        clock: Clock,
        language: str,
        wanted: str = "",
        narrator: Narrator | None = None,
        reduced: bool = False,
    ) -> None:
        self._sources, self._open, self._clock = sources, open_window, clock
        self._picture, self.language, self._reduced = picture, language, reduced
        self._narrator = narrator or Narrator()
        self._speaker = Speaker(is_silent=True)
        self._waiter: Waiter | None = None
        self.reel = Reel()
        self.place = 0
        self.shows_problems = False
        self.is_running = True
        self.scene_ms = 0
        self._last_ms = clock.now_ms()
        self._scenes: list[tuple[Scene, Rect]] = []
        self._pressed: tuple[Scene, Rect] | None = None
        self._use(open_window(window_size(picture)))
        self.reload()
        self.place = self.reel.place(wanted)
        self.show()

    # ── the pack ──

    @property
    def frame_shown(self) -> Frame | None:
        """What is on screen or lies behind the problems; None where the pack has nothing to show."""
        return self.reel.frames[self.place] if self.reel.frames else None

    def reload(self) -> None:
        """The pack as it is on disk now; the present question stays the present one where it still is."""
        present = self.frame_shown
        sources = self._sources
        self._campaign = sources.campaign(self.language)
        self.reel = read_reel(sources.folder, sources.bank, sources.today(), self.language, self.reel)
        self.place = self.reel.place(present.item.id if present is not None else "", self.place)
        self.shows_problems = bool(self.reel.errors)

    def step(self, by: int) -> None:
        """Another question or card, the first after the last."""
        if self.reel.frames:
            self.place = (self.place + by) % len(self.reel.frames)
            self.shows_problems = False
            self.show()

    def go(self, item_id: str) -> None:
        """The item of that id is shown."""
        self.place = self.reel.place(item_id, self.place)
        self.show()

    def turn(self) -> None:
        """The picture stands upright where it lay, and lies where it stood."""
        self._picture = self._picture[1], self._picture[0]
        self._use(self._open(window_size(self._picture)))
        self.show()

    def speak(self) -> None:
        """The game's words and the pack's are in the other language."""
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]
        was = self.shows_problems
        self.reload()
        self.shows_problems = was and bool(self.reel.problems)
        self.show()

    def toggle_problems(self) -> None:
        """The problems instead of the question, or the question again."""
        if self.reel.problems and self.reel.frames:
            self.shows_problems = not self.shows_problems
            self.show()

    def reload_and_show(self) -> None:
        """What was saved is on screen."""
        before = self.reel, self.shows_problems
        self.reload()
        if (self.reel, self.shows_problems) != before:
            self.show()

    # ── the window ──

    def _use(self, window: Surface) -> None:
        """The window is divided between the picture and the strip."""
        self.window = window
        self._size = window.get_size()
        self._pointer = Pointer(self._size)
        width, height = window.get_size()
        is_high = height > width
        units = TALL_PORTRAIT if is_high else TALL
        strip = max(40, min(height // 3, round(width * units / (PORTRAIT if is_high else LANDSCAPE)[0])))
        self._upper = Rect(0, 0, width, height - strip)
        self._lower = Rect(0, height - strip, width, strip)
        self._art = Art(self._upper.size, self._sources.art_cache)

    def _kit(self, stage: Stage, part: Rect) -> Kit:
        motions = Motions(self._reduced)
        motions.now_ms = self.scene_ms
        canvas = Canvas(self.window.subsurface(part))
        return Kit(stage, canvas, self._art, self._speaker, Copy(self.language), motions, self._narrator)

    def show(self) -> None:
        """The scene and the strip are made anew for the present place."""
        for scene, _ in self._scenes:
            scene.close()
        self._pressed = None
        upper = self._kit(Stage(self._upper.size), self._upper)
        lower = self._kit(Bar(self._lower.size, is_high=self._upper.height > self._upper.width), self._lower)
        acts = Acts(self.step, self.turn, self.speak, self.toggle_problems)
        self._scenes = [(self._made(upper), self._upper), (Strip(lower, self._told(), acts), self._lower)]
        for scene, part in self._scenes:
            scene.build()
            scene.kit.canvas.touch(Rect((0, 0), part.size))

    def _made(self, kit: Kit) -> Scene:
        frame = self.frame_shown
        if frame is None or self.shows_problems:
            look = self.toggle_problems if frame is not None else None
            return ProblemList(kit, self.reel.problems, self._line_of, look)
        session = rehearsal.rehearsal(rehearsal.ReelBank(self._campaign, self.reel), SEED)
        self.session = session
        if isinstance(frame.item, Card):
            return book.Screen(kit, lambda: session, card=frame.item.id)
        rehearsal.stage(session, frame.item)
        return question_scene.Screen(kit, lambda: session)

    def _told(self) -> Told:
        say, frame = Copy(self.language), self.frame_shown
        reel = self.reel
        name = f"{reel.title or self._sources.folder.name} {reel.version}".strip()
        if frame is None:
            return Told("0 / 0", "", name, len(reel.errors), len(reel.problems))
        item = frame.item
        if isinstance(item, Question):
            kind = say(f"type.{item.type}")
            more = rehearsal.TYPES[item.type].characters(item.body)
            letters, span_ms = len(item.stem) + more, reading_ms(item.stem, more)
        else:
            kind, letters = say("preview.card"), sum(map(len, item.body))
            span_ms = reading_ms("", letters)
        reading = say("preview.reading", n=letters, s=-(-span_ms // 1000))
        count = f"{self.place + 1} / {len(reel.frames)}"
        return Told(count, f"{item.id} · {kind} · {reading}", name, len(reel.errors), len(reel.problems), frame.is_old)

    def _line_of(self, problem: Problem) -> str:
        """The line of the file in which the problem is; nothing where it is in none."""
        name, _, rest = problem.file.partition("/")
        path = self._sources.folder / rest
        if not problem.line or name != self._sources.folder.name or not path.is_file():
            return ""
        try:
            lines = path.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        found = lines[problem.line - 1] if problem.line <= len(lines) else ""
        return "".join(character if character.isprintable() else " " for character in found)

    # ── the loop ──

    def run(self) -> None:
        """Goes on until the window is closed."""
        self._waiter = Waiter()
        try:
            while self.is_running:
                self._wait()
                self.frame()
        finally:
            self.close()

    def close(self) -> None:
        """Nobody speaks any more."""
        self._narrator.stop()

    @property
    def is_settled(self) -> bool:
        """Whether nothing moves and nothing waits to be drawn."""
        return not any(scene.kit.motions.is_moving or scene.kit.canvas.is_dirty for scene, _ in self._scenes)

    @property
    def scene(self) -> Scene:
        """The screen above the strip."""
        return self._scenes[0][0]

    @property
    def strip(self) -> Scene:
        return self._scenes[1][0]

    def frame(self) -> None:
        """Events are taken, what moves moves, what changed is drawn."""
        now_ms = self._clock.now_ms()
        self.scene_ms += min(LONGEST_STEP_MS, max(0, now_ms - self._last_ms))
        self._last_ms = now_ms
        for event in pygame.event.get():
            self._take(event, now_ms)
        for scene, _ in self._scenes:
            scene.kit.motions.tick(self.scene_ms)
            scene.tick(self.scene_ms)
        self._follow()
        boxes = [box.move(part.topleft) for scene, part in self._scenes for box in scene.kit.canvas.paint()]
        if boxes:
            pygame.display.update(boxes)

    def _wait(self) -> None:
        assert self._waiter is not None
        due = [scene.wakes_at_ms for scene, _ in self._scenes] + [
            scene.kit.motions.next_due_ms for scene, _ in self._scenes
        ]
        rest = min([REST_MS, *(max(1, moment - self.scene_ms) for moment in due if moment is not None)])
        if not pygame.event.peek():
            self._waiter.wait(rest if self.is_settled else FRAME_MS)

    def _follow(self) -> None:
        """Where the game's screen leads, the preview goes: on to the next question, to another card, or nowhere."""
        leaving = self.scene.exit
        if leaving is None:
            return
        if leaving.scene in ("result", "outcome"):
            self.step(1)
        elif leaving.scene == "book" and "card" in leaving.arguments:
            self.go(str(leaving.arguments["card"]))
        else:
            self.show()

    def _take(self, event: pygame.event.Event, now_ms: int) -> None:
        if event.type == pygame.QUIT:
            self.is_running = False
        elif event.type == SAVED:
            self.reload_and_show()
        elif event.type == pygame.VIDEORESIZE:
            surface = pygame.display.get_surface()
            if surface is not None and surface.get_size() != self._size:
                self._use(surface)
                self._picture = self._upper.size
                self.show()
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWSHOWN):
            for scene, part in self._scenes:
                scene.kit.canvas.touch(Rect((0, 0), part.size))
        elif event.type == pygame.KEYDOWN:
            self._key(pygame.key.name(event.key))
        else:
            gesture = self._pointer.read(event, now_ms)
            if gesture is not None:
                self._gesture(gesture)

    def _gesture(self, gesture: Gesture) -> None:
        """The part on which the finger came down gets all it does."""
        if gesture.move == Move.PRESS:
            self._pressed = next((pair for pair in self._scenes if pair[1].collidepoint(gesture.pos)), None)
        pressed = self._pressed
        if pressed is None or pressed not in self._scenes:
            return
        scene, part = pressed
        scene.gesture(Gesture(gesture.move, (gesture.pos[0] - part.x, gesture.pos[1] - part.y)))

    def _key(self, name: str) -> None:
        """The author's own keys; all others are the game's. A dialog of the game keeps them all."""
        own: dict[str, Callable[[], None]] = {
            "left": lambda: self.step(-1),
            "right": lambda: self.step(1),
            "home": lambda: self.step(-self.place),
            "end": lambda: self.step(-1 - self.place),
            "t": self.turn,
            "l": self.speak,
            "p": self.toggle_problems,
            "f5": self.reload_and_show,
            "escape": self._escape,
        }
        if name in own and not self.scene.has_layer:
            own[name]()
        else:
            self.scene.key(name)

    def _escape(self) -> None:
        if self.shows_problems and self.reel.frames:
            self.toggle_problems()
        else:
            self.is_running = False
