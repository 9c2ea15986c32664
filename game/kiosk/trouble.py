"""The picture that stands while the game rests after too many crashes: no packs, no records, no sound, two fonts at most."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game import display
from game.ui import lockdown, text, theme
from game.words import Copy

LOOK_MS = 200


def show(size: tuple[int, int] | None, fullscreen: bool, language: str, beat: Callable[[], None]) -> int:
    """The picture stands until the guard ends the process. Raises display.NoDisplayError."""
    display.prepare(False)
    screen = display.open_window(size, fullscreen)
    if fullscreen:
        lockdown.close()
    paint(screen, language)
    pygame.display.flip()
    while True:
        pygame.event.clear()
        beat()
        pygame.time.wait(LOOK_MS)


def paint(screen: pygame.Surface, language: str) -> None:
    """A heading and a line, in both languages, in the middle of the screen."""
    screen.fill(theme.STAGE_SKY[1][1])
    width, height = screen.get_size()
    unit = min(width, height) / 1080
    other = "en" if language != "en" else "zh-CN"
    lines = (
        (Copy(language)("trouble.title"), "Black", 96),
        (Copy(language)("trouble.line"), "Bold", 48),
        (Copy(other)("trouble.title"), "Bold", 48),
        (Copy(other)("trouble.line"), "Regular", 36),
    )
    drawn = [text.line(words, weight, max(12, round(size * unit)), theme.WHITE) for words, weight, size in lines]
    top = (height - sum(line.get_height() for line in drawn) - round(90 * unit)) // 2
    for line in drawn:
        screen.blit(line, ((width - line.get_width()) // 2, top))
        top += line.get_height() + round(30 * unit)
