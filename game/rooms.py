"""Where scenes live, by how their names begin."""

from __future__ import annotations

STAFF = "staff_"
"""How the staff's scenes are named."""
ROOMS = ((STAFF, "game.kiosk.scenes"), ("", "game.scenes"))
"""The first that fits counts."""


def scene_module(name: str) -> str:
    """The module of the named scene."""
    return next(f"{room}.{name}" for prefix, room in ROOMS if name.startswith(prefix))
