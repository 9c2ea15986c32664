"""What every screen of the game has beside the toolkit: the visitor's session and where the game stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.rules.levels import EXAM, Level, is_mode
from game.ui import theme
from game.ui.kit import Kit
from game.ui.scene import Scene
from game.ui.widgets.button import ICON, button

if TYPE_CHECKING:
    from game.session import Session

MODE_PICTURES = {
    "lab": "fox_phone",
    "daily": "lantern",
    "challenge": "medal_gold",
    "duel": "crown",
    "redo": "lion_think",
    "book": "lion_read",
    "wall": "road_2_hotline",
    "passport": "gate_ambassador",
}
"""The picture of each way to play and to learn beside the street."""


class GameScene(Scene):
    """A scene that can see the session, which `session_of` brings."""

    def __init__(self, kit: Kit, session_of: Callable[[], Session], **arguments: Any) -> None:
        super().__init__(kit)
        self._session_of = session_of
        self.arguments = arguments

    @property
    def session(self) -> Session:
        """The visitor at this screen."""
        return self._session_of()

    def back_button(self, scene: str, icon: str = "back") -> None:
        """The button at the upper left that leads to `scene`, as Escape does."""
        self.escape = lambda: self.leave(scene, "back")
        y = self.kit.stage.pick(36, 44)
        button(self, "back", 48, y, 96, 96, self.escape, style=ICON, icon=icon, key="escape")

    def title_of(self, level: Level) -> str:
        """The chapter's name, the exam's or the mode's."""
        if is_mode(level.id):
            return self.kit.say(f"mode.{level.id}")
        if level.id == EXAM:
            return level.title
        return self.session.bank.campaign.chapter(level.chapter).title

    def plot_of(self, level: Level) -> str:
        """The picture of the level's stop on the street."""
        if level.id == EXAM:
            return "gate_ambassador"
        if is_mode(level.id):
            return MODE_PICTURES[level.id]
        return self.session.bank.campaign.chapter(level.chapter).plot

    def tag_of(self, level: Level) -> theme.Colour:
        """The colour of the level's tag."""
        if is_mode(level.id):
            return theme.HOME_TILES[level.id][0]
        return theme.TAG.get(self.plot_of(level), theme.ACCENT_DEEP)
