"""Frames from phones, the host and the projector, read strictly: exactly the fields of their verb, of exactly their types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from game.classroom.server.limits import LIMITS, Limits

MOST_NUMBER = 1 << 53
"""Whole numbers that JavaScript can tell apart."""
MOST_POSITIONS = 16
NAME_CHARACTERS = 64
"""Far above what a name may be; Names says what is one."""


class FrameError(ValueError):
    """What came is no frame of ours."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb and its fields, each of the type that the verb asks for."""

    verb: str
    fields: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


Check = Callable[[object], bool]


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_NUMBER


def _short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= NAME_CHARACTERS


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _positions(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_POSITIONS and all(_whole(each) for each in value)


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


PLAYER: Mapping[str, Mapping[str, Check]] = {
    "spin": {},
    "join": {"room": _short, "name": _short},
    "answer": {"round": _whole, "n": _whole, "answer": _positions},
    "buzz": {"round": _whole, "n": _whole},
    "seen": {"round": _whole},
}
BARE = ("next", "pause", "resume", "reveal", "skip", "ranking", "end", "lock", "unlock", "export")
HOST: Mapping[str, Mapping[str, Check]] = {
    **{verb: {} for verb in BARE},
    "extend": {"ms": _whole},
    "kick": {"id": _whole},
    "names": {"show": _one_of("full", "masked", "hidden")},
    "mute": {"on": _flag},
    "auto": {"on": _flag},
    "typed": {"on": _flag},
    "kind": {"kind": _one_of("scored", "warm-up", "buzz")},
    "table": {"team": _whole, "name": _short},
    "table_answer": {"team": _whole, "answer": _positions},
    "table_buzz": {"team": _whole},
    "hands": {"team": _whole, "hands": _positions},
}


def read(text: str | bytes, verbs: Mapping[str, Mapping[str, Check]], limits: Limits = LIMITS) -> Frame:
    """The frame that the text is. Raises FrameError for everything else, whatever it is."""
    if not isinstance(text, str):
        raise FrameError("not a text frame")
    if len(text.encode("utf-8", "replace")) > limits.frame_bytes:
        raise FrameError("too long")
    # The parser recurses; brackets are counted first, inside strings too, where none of ours has any.
    if text.count("[") + text.count("{") > limits.depth:
        raise FrameError("too deep")
    try:
        tree = json.loads(text, parse_constant=_refuse, parse_float=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise FrameError("not JSON") from error
    verb = tree.pop("v", None) if isinstance(tree, dict) else None
    if not isinstance(verb, str) or verb not in verbs:
        raise FrameError("no such verb")
    checks = verbs[verb]
    if tree.keys() != checks.keys() or not all(check(tree[name]) for name, check in checks.items()):
        raise FrameError(f"not the fields of {verb}")
    return Frame(verb, tree)


def _refuse(text: str) -> NoReturn:
    raise FrameError("numbers are whole")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FrameError("a field stands twice")
    return found
