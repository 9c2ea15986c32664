"""The projector's window: the newest stage decides which screen stands; keys, clicker, buzzers and buttons become commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pygame
from pygame import Surface

from game import display
from game.classroom.board import Board
from game.classroom.buzzers import Buzzers
from game.classroom.controls import KEYS, LISTED, Command, Wish, command
from game.classroom.hall import Door, Hall
from game.classroom.link import Link
from game.classroom.scenes.class_scene import ClassScene
from game.classroom.supervise import Server, State
from game.classroom.teams import MOST_TEAMS
from game.ports import Clock
from game.ui import theme
from game.ui.art import Art
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.loop import Loop
from game.ui.motion import Motions
from game.ui.narrator import Narrator
from game.ui.paint import DIALOG, Painter
from game.ui.sound import Speaker
from game.words import Copy

SCENES = {
    "lobby": "lobby",
    "asking": "question",
    "revealed": "distribution",
    "standings": "standings",
    "ended": "podium",
}
END_TWICE_MS = 4_000
LOOK_MS = 100
"""How often the line is looked at while nothing moves."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What the window needs to know: its size, words and sounds, and the door that it shows. `tables` are made at the start."""

    door: Door
    cache: Path
    size: tuple[int, int] | None = None
    fullscreen: bool = False
    display: int = 0
    language: str = "zh-CN"
    reduced: bool = False
    is_silent: bool = False
    tables: int = 0


class Projector(Loop):
    """The window. `link` is its line to the server, `state` how the server's process does."""

    scene: ClassScene

    def __init__(
        self,
        screen: Surface,
        clock: Clock,
        wall: Wall,
        link: Link,
        state: Callable[[], State],
        try_again: Callable[[], None] = lambda: None,
        wait: bool = True,
    ) -> None:
        super().__init__(screen, clock, Speaker(wall.is_silent), wall.reduced, wait)
        self._wall, self._link, self._state, self._try_again = wall, link, state, try_again
        self._art = Art(screen.get_size(), wall.cache)
        self._say = Copy(wall.language)
        self._buzzers = Buzzers()
        self._joysticks: dict[int, object] = {}
        self.hall = Hall(wall.door, clock, self.wish, self._kick)
        self._help: list[Sprite] = []
        self._end_asked_ms: int | None = None
        self._tables_left = wall.tables
        self.is_reviewing = False
        self._shown = ("", -1, -1, "")
        self._show("cut")

    # ── what stands ──

    def _wanted(self) -> tuple[str, int, int, str]:
        """The screen that should stand, the round it is of, the page of the review, and the room."""
        board = self.hall.board
        if self.is_reviewing and self.hall.hardest:
            return ("review", 0, self.hall.page, board.room)
        asked = board.round
        name = SCENES[board.phase]
        if (name == "question" and asked is None) or (name == "distribution" and board.reveal is None):
            name = "lobby" if asked is None else "standings"
        return (name, asked.nonce if asked is not None else -1, 0, board.room)

    def _show(self, style: str) -> None:
        self._shown = self._wanted()
        motions = Motions(self._reduced)
        motions.now_ms = self.scene_ms
        kit = Kit(self.stage, self.canvas, self._art, self.speaker, self._say, motions, Narrator({}))
        self._help = []
        made: ClassScene = import_module(f"game.classroom.scenes.{self._shown[0]}").Screen(kit, self.hall)
        self.scene = made
        self.enter()
        self.change(style)

    @property
    def name(self) -> str:
        """The screen that stands."""
        return self._shown[0]

    def step(self, now_ms: int) -> bool:
        """The newest stage is on the wall."""
        board = self._link.newest()
        if board is not None:
            self.hall.take(board)
            self.speaker.is_muted = board.is_muted
            self._add_tables(board)
            if board.wipe_ms == 0:
                self._link.forget_names()
            if board.phase != "ended":
                self.is_reviewing = False
        if self._wanted() != self._shown:
            self._show("fade")
            return False
        if board is not None:
            self.scene.update()
        self._tell_trouble(now_ms)
        return True

    def _add_tables(self, board: Board) -> None:
        """The tables that were asked for at the start, but those that a class taken up again has already."""
        if not self._tables_left or board.phase != "lobby":
            return
        for team in range(1, self._tables_left + 1):
            if team not in board.tables:
                self._link.send("table", team=team, name="")
        self._tables_left = 0

    def _tell_trouble(self, now_ms: int) -> None:
        say, state = self._say, self._state()
        key = ""
        if state == State.GIVEN_UP:
            key = "class.wall.trouble-given-up"
        elif state == State.STARTING:
            key = "class.wall.trouble-restart"
        elif self.hall.board.trouble == "disk":
            key = "class.wall.trouble-disk"
        if self._end_asked_ms is not None and now_ms - self._end_asked_ms > END_TWICE_MS:
            self._end_asked_ms = None
        if key:
            self.scene.tell_trouble(say(key), say(f"{key}-line"))
        elif self._end_asked_ms is not None:
            self.scene.tell_trouble(say("class.wall.end-sure"), "")
        else:
            self.scene.tell_trouble("", "")

    def dues_ms(self) -> Iterable[int]:
        return (self.scene_ms + LOOK_MS,)

    def resized(self) -> None:
        self._art = Art(self.screen.get_size(), self._wall.cache)
        self._show("cut")

    # ── what the trainer does ──

    def hear(self, event: pygame.event.Event, now_ms: int) -> None:
        """Keys and the clicker, buttons of the window, buzzers."""
        if event.type == pygame.KEYDOWN:
            self._key(pygame.key.name(event.key), event)
        elif event.type == pygame.JOYDEVICEADDED:
            joystick = pygame.joystick.Joystick(event.device_index)
            self._joysticks[joystick.get_instance_id()] = joystick
            self._buzzers.plug(joystick.get_instance_id(), joystick.get_name(), joystick.get_numbuttons())
        elif event.type == pygame.JOYDEVICEREMOVED:
            self._joysticks.pop(event.instance_id, None)
            self._buzzers.unplug(event.instance_id)
        elif event.type == pygame.JOYBUTTONDOWN:
            self._pressed(event.instance_id, event.button)
        else:
            gesture = self.pointer.read(event, now_ms)
            if gesture is not None:
                self.scene.gesture(gesture)

    def _key(self, name: str, event: pygame.event.Event) -> None:
        told = self.hall.teams.key(name, self.hall.board)
        if told is not None:
            self._send(told)
            self.scene.update()
            return
        if event.unicode == "?" or name == "f1":
            self.wish(Wish.HELP)
        elif event.unicode == "+":
            self.wish(Wish.EXTEND)
        elif name in KEYS:
            self.wish(KEYS[name])

    def _pressed(self, device: int, number: int) -> None:
        press = self._buzzers.press(device, number)
        if press is None:
            return
        teams, board = self.hall.teams, self.hall.board
        told = teams.buzz(press.team, board) if press.choice is None else teams.choose(press.team, press.choice, board)
        self._send(told or [])
        self.scene.update()

    def _send(self, told: list[Command]) -> None:
        for verb, fields in told:
            self._link.send(verb, **fields)

    def _kick(self, who: int) -> None:
        self._link.send("kick", id=who)

    def wish(self, wish: Wish) -> None:
        """What the trainer wants happens, where it means something now."""
        board = self.hall.board
        match wish:
            case Wish.HELP:
                self._toggle_help()
            case Wish.CODE:
                self.hall.shows_code = not self.hall.shows_code
                self.scene.update()
            case Wish.FULL:
                pygame.display.toggle_fullscreen()
            case Wish.RETRY:
                self._try_again()
            case Wish.TABLE:
                if len(board.tables) < MOST_TEAMS:
                    team = min(set(range(1, MOST_TEAMS + 1)) - set(board.tables))
                    self._link.send("table", team=team, name="")
            case Wish.HANDS:
                self._send(self.hall.teams.count_hands(board, "") or [])
                self.scene.update()
            case Wish.REVIEW:
                self.is_reviewing, self.hall.page = bool(self.hall.hardest), 0
            case Wish.END:
                self._end()
            case Wish.NEXT | Wish.BACK if self.is_reviewing:
                self._turn(1 if wish == Wish.NEXT else -1)
            case Wish.NEXT if board.phase == "ended" and self.hall.hardest:
                self.is_reviewing, self.hall.page = True, 0
            case _:
                told = command(wish, board)
                if told is not None:
                    self._send([told])

    def _turn(self, by: int) -> None:
        page = self.hall.page + by
        if 0 <= page < len(self.hall.hardest):
            self.hall.page = page
        else:
            self.is_reviewing = False

    def _end(self) -> None:
        """Asked twice, the class ends; asked twice again after that, the window closes."""
        if self.is_reviewing:
            self.is_reviewing = False
        elif self._help:
            self._toggle_help()
        elif self._end_asked_ms is None:
            self._end_asked_ms = self.clock.now_ms()
        else:
            self._end_asked_ms = None
            if self.hall.board.phase in ("ended", "lobby"):
                self.is_running = False
            else:
                self._link.send("end")

    def _toggle_help(self) -> None:
        if self._help:
            for sprite in self._help:
                sprite.remove()
            self._help = []
            return
        kit, say = self.scene.kit, self._say
        wide, tall = kit.stage.pick((1560.0, 920.0), (1000.0, 1500.0))
        columns = kit.stage.pick(2, 1)
        rows = -(-len(LISTED) // columns)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, tall, 48, theme.WHITE, DIALOG)
            title = theme.Type(60, "Black", 1.2)
            painter.words(say("class.wall.help"), 56, 28, wide - 112, 90, title, theme.INK)
            hide = theme.Type(34, "Regular", 1.2)
            painter.words(say("class.wall.help-hide"), 56, 28, wide - 112, 90, hide, theme.INK2, "right")
            pitch = (tall - 170) / rows
            across = (wide - 112) / columns
            for number, (keys, key) in enumerate(LISTED):
                x, y = 56 + number // rows * across, 130 + number % rows * pitch
                painter.words(keys, x, y, 230, pitch, theme.Type(38, "Black", 1.1), theme.ACCENT_DEEP, smallest=24)
                painter.words(
                    say(key), x + 240, y, across - 260, pitch, theme.Type(38, "Bold", 1.2), theme.INK, smallest=24
                )

        units = kit.stage.units
        self._help = [
            self.scene.shade(80),
            kit.sprite((units[0] - wide) / 2, (units[1] - tall) / 2, wide, tall, paint, z=90),
        ]


def run(wall: Wall, server: Server, clock: Clock) -> int:
    """The class is held until its window is closed; the exit code. The server must have been started.

    Raises display.NoDisplayError.
    """
    display.prepare(False)
    screen = display.open_window(wall.size, wall.fullscreen, Copy(wall.language)("class.wall.title"), wall.display)
    pygame.joystick.init()
    link = Link(lambda: server.port, server.secret, _wake)
    server.names, server.on_change = lambda: link.names, _wake
    server.watch()
    link.start()
    try:
        projector = Projector(screen, clock, wall, link, lambda: server.state, server.try_again)
        projector.run()
    except KeyboardInterrupt:
        return 0
    finally:
        link.forget_names()
        link.close()
        server.end()
        pygame.quit()
    return 0


def _wake() -> None:
    """The loop looks at once: there is news."""
    if pygame.get_init():
        pygame.event.post(pygame.event.Event(pygame.USEREVENT))
