"""How a true/false question looks and is touched: 对 before 错, always."""

from __future__ import annotations

from collections.abc import Callable

from game.qtypes.choice_view import ChoiceView
from game.qtypes.tiles import Tile
from game.qtypes.truefalse.rules import FALSE, TRUE, Statement
from game.ui.scene import Scene


def view(scene: Scene, body: Statement, changed: Callable[[], None]) -> ChoiceView:
    """Two tiles with a tick and a cross instead of letters."""
    say = scene.kit.say
    tiles = (Tile(TRUE, say("truefalse.true"), "check"), Tile(FALSE, say("truefalse.false"), "cross"))
    return ChoiceView(scene, tiles, many=False, changed=changed)


def why(body: Statement, answer: tuple[int, ...]) -> str:
    return ""


def key_words(body: Statement, say: Callable[..., str]) -> tuple[str, ...]:
    """对 or 错."""
    return (say("truefalse.true" if body.is_true else "truefalse.false"),)
