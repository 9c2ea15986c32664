"""How a multiple-choice question looks and is touched."""

from __future__ import annotations

from collections.abc import Callable

from game.qtypes.choice_view import ChoiceView
from game.qtypes.choices import Choices
from game.qtypes.tiles import Tile
from game.ui.scene import Scene


def view(scene: Scene, body: Choices, changed: Callable[[], None]) -> ChoiceView:
    """The question's options as tiles, in playing order."""
    tiles = tuple(Tile(option.id, option.text) for option in body.options)
    return ChoiceView(scene, tiles, many=True, changed=changed)


def why(body: Choices, answer: tuple[int, ...]) -> str:
    """What is wrong with the first wrong option chosen; empty when nothing is known."""
    return next((option.why for option in body.options if option.id in answer and option.why), "")


def key_words(body: Choices, say: Callable[..., str]) -> tuple[str, ...]:
    """The right options in words."""
    return tuple(option.text for option in body.options if option.is_right)
