"""Which events reach a game that nobody may leave: touches, the mouse, and the keys that play."""

from __future__ import annotations

import os

import pygame

KEYS = frozenset(
    [
        *"0123456789abcdefghijklmnopqrstuvwxyz",
        "up",
        "down",
        "left",
        "right",
        "return",
        "enter",
        "space",
        "backspace",
        "escape",
        "tab",
        "f9",
        *(f"[{digit}]" for digit in range(10)),
    ]
)
"""By pygame's names. F9 calls the queue."""
POINTING = frozenset(
    [
        pygame.FINGERDOWN,
        pygame.FINGERMOTION,
        pygame.FINGERUP,
        pygame.MOUSEBUTTONDOWN,
        pygame.MOUSEMOTION,
        pygame.MOUSEBUTTONUP,
    ]
)
WINDOW = frozenset([pygame.VIDEORESIZE, pygame.WINDOWEXPOSED, pygame.WINDOWSHOWN])
HELD = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META
BLOCKED = (pygame.DROPFILE, pygame.DROPTEXT, pygame.DROPBEGIN, pygame.DROPCOMPLETE)


def close() -> None:
    """The window takes the keyboard for itself, hides the pointer and hears of no dropped files."""
    pygame.event.set_blocked(BLOCKED)
    # An empty pointer, not an invisible one: hidden and grabbed at once, pygame takes the mouse for a joystick and every
    # touch lands in the middle of the window.
    pygame.mouse.set_cursor((8, 8), (0, 0), (0,) * 8, (0,) * 8)
    # With it SDL takes the keyboard too: the desktop's own shortcuts (five times Shift, Alt+Tab) end at the window.
    os.environ.update(SDL_GRAB_KEYBOARD="1", SDL_ALLOW_ALT_TAB_WHILE_GRABBED="0", SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS="0")
    pygame.event.set_grab(True)


def may_pass(event: pygame.event.Event, takes_text: bool) -> bool:
    """Whether the game hears of the event; a window made small is made large again."""
    if event.type in POINTING or event.type in WINDOW:
        return True
    if event.type == pygame.WINDOWMINIMIZED:
        raise_window()
        return False
    if event.type == pygame.TEXTINPUT:
        return takes_text
    return event.type == pygame.KEYDOWN and not event.mod & HELD and pygame.key.name(event.key) in KEYS


def raise_window() -> None:
    """The game's window is up again and has the keyboard."""
    window = pygame.Window.from_display_module()
    window.restore()
    window.focus()
