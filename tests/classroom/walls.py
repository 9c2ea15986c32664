"""A projector's window without a server: boards are put on it, frames pass, pictures are taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame

from game import display
from game.classroom.board import Board
from game.classroom.hall import Door
from game.classroom.projector import Projector, Wall
from game.classroom.supervise import State
from game.tools.demo import SteppingClock

DOOR = Door(
    "http://192.168.31.105:8765/#482913",
    "金融课堂",
    host_url="http://192.168.31.105:8765/host",
    host_code="4F7K2Q9P",
)


class Line:
    """Stands in for the line to the server: `board` is the newest stage, `sent` what was commanded."""

    def __init__(self) -> None:
        self.board: Board | None = None
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.has_forgotten = False

    def newest(self) -> Board | None:
        found, self.board = self.board, None
        return found

    def forget_names(self) -> None:
        self.has_forgotten = True

    def send(self, verb: str, **fields: Any) -> bool:
        self.sent.append((verb, fields))
        return True


class Window:
    """The projector in a window that nobody sees."""

    def __init__(self, size: tuple[int, int], cache: Path, language: str = "zh-CN", door: Door = DOOR) -> None:
        display.prepare(True)
        self.clock, self.line, self.state = SteppingClock(), Line(), State.UP
        wall = Wall(door, cache, language=language, is_silent=True)
        screen = display.open_window(size, False, "", 0)
        self.projector = Projector(screen, self.clock, wall, self.line, lambda: self.state, wait=False)  # type: ignore[arg-type]

    def show(self, board: Board | None, frames: int = 160) -> None:
        """The board is on the wall, and everything has come to rest."""
        self.line.board = board
        for _ in range(frames):
            self.clock.step()
            self.projector.frame()

    def press(self, key: int, text: str = "") -> None:
        """A key goes down."""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=text, mod=0))
        self.show(None, 3)

    @property
    def verbs(self) -> list[str]:
        return [verb for verb, _ in self.line.sent]
