"""A scene that stands before another one, where no time goes by meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.ui.canvas import Canvas
from game.ui.pointer import Gesture, Move
from game.ui.scene import Scene

if TYPE_CHECKING:
    from game.app import App


@dataclass(frozen=True, slots=True)
class Aside:
    """A scene put aside, with what it needs to go on; `size` is the window's that it was made for."""

    scene: Scene
    name: str
    arguments: dict[str, Any]
    canvas: Canvas
    size: tuple[int, int]
    scene_ms: int


def lasting(arguments: dict[str, Any]) -> dict[str, Any]:
    """Of a scene's arguments those that hold when it is made anew; the others were wishes, and are fulfilled."""
    return {key: value for key, value in arguments.items() if key not in ("language", "large", "care")}


class Interlude:
    """Keeps at most one scene aside."""

    def __init__(self) -> None:
        self._aside: Aside | None = None

    def name_behind(self, name: str) -> str:
        """The name of the scene that was put aside, or `name` where none was."""
        return self._aside.name if self._aside else name

    def begin(self, app: App, name: str, **arguments: Any) -> None:
        """The named scene stands before the app's present one, until it leaves to `CARRY_ON`."""
        if self._aside is None:
            app.scene.gesture(Gesture(Move.CANCEL, (0, 0)))
            self._aside = Aside(app.scene, app.name, app.arguments, app.canvas, app.stage.size, app.scene_ms)
            app.canvas = Canvas(app.screen)
        else:
            app.scene.close()
        app.show(name, "fade", arguments)

    def end(self, app: App) -> None:
        """The scene that was put aside goes on as if nothing had been. Raises ValueError when there is none."""
        aside, self._aside = self._aside, None
        if aside is None:
            raise ValueError("no scene was put aside")
        app.scene.close()
        app.scene, app.name, app.arguments, app.scene_ms = aside.scene, aside.name, aside.arguments, aside.scene_ms
        if aside.size != app.stage.size:
            app.go(aside.name, "cut", **lasting(aside.arguments))
            return
        app.canvas = aside.canvas
        app.canvas.touch(app.screen.get_rect())
        app.change("fade")

    def forget(self) -> None:
        """The scene put aside is over: the visit went elsewhere."""
        aside, self._aside = self._aside, None
        if aside is not None:
            aside.scene.close()
