"""What staff may set at a kiosk: one small file in the data folder, written whole or not at all."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.atomic import write_atomically

NAME = "settings.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """A kiosk's settings; what a fresh kiosk does when nothing was set.

    Times are in seconds; `volume` is 0 to 100; `accent` is an RRGGBB colour or empty for the design's own; `packs_off`
    are ids of packs that staff switched off; `poster_folder` is where staff put their own pictures (empty: the data
    folder's `posters`). `kiosk` names this machine in the records and tells nothing of visitors. `voucher_level` is the
    level whose passing wins a prize, empty for none. With `signed_only` packs from outside are installed and used only
    when two trusted people signed them.
    """

    kiosk: str = ""
    branch: str = ""
    place: str = ""
    accent: str = ""
    logo: str = ""
    volume: int = 80
    is_care: bool = False
    language: str = "zh-CN"
    idle_ask_s: int = 45
    idle_leave_s: int = 15
    poster_s: int = 20
    teaser_s: int = 20
    records_s: int = 10
    clock_s: int = 8
    picture_s: int = 10
    poster_folder: str = ""
    packs_off: tuple[str, ...] = ()
    voucher_level: str = ""
    voucher_days: int = 7
    asks_age: bool = True
    signed_only: bool = False


BOUNDS = MappingProxyType(
    {
        "volume": (0, 100),
        "idle_ask_s": (15, 600),
        "idle_leave_s": (5, 120),
        "poster_s": (5, 600),
        "teaser_s": (0, 600),
        "records_s": (0, 600),
        "clock_s": (0, 600),
        "picture_s": (0, 600),
        "voucher_days": (1, 365),
    }
)
"""The least and most of each number; a part of the playlist with 0 seconds is left out."""


def read_settings(folder: Path) -> Settings:
    """The settings in that data folder; what can't be read or makes no sense is as on a fresh kiosk, and logged."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("settings can't be read: %s", error)
        return Settings()
    return from_tree(told)


def from_tree(told: Any) -> Settings:
    """The settings that a tree from JSON tells of; a value of the wrong kind or out of bounds is the fresh kiosk's."""
    fresh = Settings()
    if not isinstance(told, dict):
        log.warning("settings are no table")
        return fresh
    good: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in told:
            continue
        value, usual = told[field.name], getattr(fresh, field.name)
        if isinstance(usual, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = tuple(value)
        least, most = BOUNDS.get(field.name, (0, 0))
        if type(value) is not type(usual) or (field.name in BOUNDS and not least <= value <= most):
            log.warning("setting %s makes no sense: %r", field.name, told[field.name])
            continue
        good[field.name] = value
    return replace(fresh, **good)


def write_settings(folder: Path, settings: Settings) -> None:
    """The settings are in the data folder, safe from a power cut. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / NAME, text.encode())
