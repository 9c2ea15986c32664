"""What the trainer's keys and clicker mean, and what comes next in a session. No window, no server: names in, wishes out."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from game.classroom.board import Board

EXTEND_MS = 15_000
SHOWN = ("full", "masked", "hidden")
KINDS = ("scored", "warm-up", "buzz")


class Wish(StrEnum):
    """Something that the trainer wants."""

    NEXT = "next"
    BACK = "back"
    PAUSE = "pause"
    EXTEND = "extend"
    SKIP = "skip"
    NAMES = "names"
    MUTE = "mute"
    END = "end"
    LOCK = "lock"
    AUTO = "auto"
    KIND = "kind"
    TYPED = "typed"
    TABLE = "table"
    HANDS = "hands"
    CODE = "code"
    EXPORT = "export"
    REVIEW = "review"
    AGAIN = "again"
    HELP = "help"
    FULL = "full"
    RETRY = "retry"


KEYS = {
    # A presentation clicker sends PageDown and PageUp, or the arrows; its screen key is F5 or Escape, its black key b or a period.
    **dict.fromkeys(("right", "down", "page down", "space", "return", "enter", "keypad enter", "f5"), Wish.NEXT),
    **dict.fromkeys(("left", "up", "page up", "backspace"), Wish.BACK),
    **dict.fromkeys(("p", "b", ".", "[.]"), Wish.PAUSE),
    **dict.fromkeys(("+", "=", "[+]"), Wish.EXTEND),
    **dict.fromkeys(("escape", "q"), Wish.END),
    **dict.fromkeys(("/", "?", "f1"), Wish.HELP),
    **dict.fromkeys(("f11", "f"), Wish.FULL),
    "s": Wish.SKIP,
    "n": Wish.NAMES,
    "m": Wish.MUTE,
    "l": Wish.LOCK,
    "a": Wish.AUTO,
    "k": Wish.KIND,
    "y": Wish.TYPED,
    "t": Wish.TABLE,
    "h": Wish.HANDS,
    "c": Wish.CODE,
    "x": Wish.EXPORT,
    "r": Wish.RETRY,
}
"""By pygame's names of keys."""

LISTED = (
    ("→ PageDown", "class.wall.key.next"),
    ("← PageUp", "class.wall.key.back"),
    ("P B .", "class.wall.key.pause"),
    ("+", "class.wall.key.extend"),
    ("S", "class.wall.key.skip"),
    ("K", "class.wall.key.kind"),
    ("A", "class.wall.key.auto"),
    ("N", "class.wall.key.names"),
    ("L", "class.wall.key.lock"),
    ("Y", "class.wall.key.typed"),
    ("M", "class.wall.key.mute"),
    ("Q Esc", "class.wall.key.end"),
    ("H", "class.wall.key.hands"),
    ("T", "class.wall.key.table"),
    ("1–8", "class.wall.key.team"),
    ("A–F", "class.wall.key.answer"),
    ("X", "class.wall.key.export"),
    ("F11", "class.wall.key.full"),
)
"""What the help shows: the keys, and the words for what they do."""

Command = tuple[str, dict[str, Any]]
"""A verb of the protocol and its fields."""


def onward(board: Board) -> Command | None:
    """What leads to the next thing in the flow; None where the session has ended."""
    asked = board.round
    if board.phase == "asking":
        return ("resume", {}) if board.is_paused else ("reveal", {})
    if board.phase == "revealed" and asked is not None:
        # Standings say nothing new after what doesn't count, and after the last round they would spoil the podium.
        tells = asked.kind in ("scored", "buzz") and not asked.is_last
        return ("ranking", {}) if tells else ("next", {})
    if board.phase in ("lobby", "standings"):
        return ("next", {})
    return None


def command(wish: Wish, board: Board) -> Command | None:
    """The command that a wish means now; None for one that means nothing now, or that is the window's own business."""
    is_asking = board.phase == "asking"
    match wish:
        case Wish.NEXT:
            return onward(board)
        case Wish.PAUSE if is_asking:
            return ("resume" if board.is_paused else "pause", {})
        case Wish.EXTEND if is_asking:
            return ("extend", {"ms": EXTEND_MS})
        case Wish.SKIP if is_asking:
            return ("skip", {})
        case Wish.NAMES:
            return ("names", {"show": _after(SHOWN, board.names)})
        case Wish.MUTE:
            return ("mute", {"on": not board.is_muted})
        case Wish.LOCK:
            return ("unlock" if board.is_locked else "lock", {})
        case Wish.AUTO:
            return ("auto", {"on": not board.is_auto})
        case Wish.TYPED:
            return ("typed", {"on": not board.is_typed})
        case Wish.KIND if board.next_kind in KINDS:
            return ("kind", {"kind": _after(KINDS, board.next_kind)})
        case Wish.EXPORT if board.phase == "ended":
            return ("export", {})
        case _:
            return None


def _after(known: tuple[str, ...], now: str | None) -> str:
    return known[(known.index(now) + 1) % len(known)] if now in known else known[0]
