"""The window: opened the cheap way, resized, and said plainly when there is none."""

from __future__ import annotations

import os

import pygame
from pygame import Surface

from game.ui.quiet import quiet_stderr

SMALLEST = (640, 360)


class NoDisplayError(RuntimeError):
    """There is no display to open a window on."""


def prepare(headless: bool) -> None:
    """SDL's switches are set; must run before the first display call."""
    if headless:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
        os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")
    os.environ.setdefault("SDL_MOUSE_TOUCH_EVENTS", "0")
    # Without a GPU SDL would push every frame through software OpenGL: ten times slower (docs/decisions/rendering.md).
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


def count_displays() -> int:
    """How many displays there are. Raises NoDisplayError when none can be had."""
    try:
        with quiet_stderr():
            pygame.display.init()
        return len(pygame.display.get_desktop_sizes())
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error


def open_window(size: tuple[int, int] | None, fullscreen: bool, caption: str = "", display: int = 0) -> Surface:
    """The screen surface of a window with that caption on that display.

    Raises NoDisplayError when no window can be had.
    """
    try:
        # Wayland's and X's libraries write lines of their own when there is no display; ours says it in one.
        with quiet_stderr():
            pygame.display.init()
        if pygame.display.get_driver() in ("offscreen", "dummy") and os.environ.get("SDL_VIDEODRIVER") != "dummy":
            raise NoDisplayError
        pygame.font.init()
        pygame.display.set_caption(caption)
        flags = pygame.NOFRAME if fullscreen else pygame.RESIZABLE
        if size is None:
            size = pygame.display.get_desktop_sizes()[display]
            if not fullscreen:
                size = _within(size)
        try:
            return pygame.display.set_mode(size, flags, display=display)
        except pygame.error:
            # Some displays (Wayland) have no unaccelerated path.
            os.environ.pop("SDL_FRAMEBUFFER_ACCELERATION", None)
            return pygame.display.set_mode(size, flags, display=display)
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error


def _within(desktop: tuple[int, int]) -> tuple[int, int]:
    """The largest 16:9 or 9:16 window that leaves the desktop's edges visible."""
    wide, tall = (1080, 1920) if desktop[1] > desktop[0] else (1920, 1080)
    share = min(1.0, desktop[0] * 0.9 / wide, desktop[1] * 0.88 / tall)
    return max(SMALLEST[0], round(wide * share)), max(SMALLEST[1], round(tall * share))
