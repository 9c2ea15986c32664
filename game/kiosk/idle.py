"""Whether anybody is still there: the question with its seconds ticking, and when the visit is over."""

from __future__ import annotations

from collections.abc import Callable

from game.settings import Settings
from game.ui.scene import Scene, Target


def seconds_left(silent_ms: int, settings: Settings) -> int | None:
    """The seconds on the dialog after so long without a touch; None while there is no need to ask, 0 when it is over."""
    ask_ms, leave_ms = settings.idle_ask_s * 1000, settings.idle_leave_s * 1000
    if silent_ms <= ask_ms:
        return None
    return max(0, -(-(ask_ms + leave_ms - silent_ms) // 1000))


class IdleWatch:
    """Asks on whatever scene is up; any touch on the glass is an answer."""

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._tell: Callable[[str], None] = lambda words: None
        self._told_s = 0

    def is_over(self, scene: Scene, silent_ms: int, settings: Settings) -> bool:
        """Whether nobody answered; before that, the question with the seconds left in it is on the screen."""
        left_s = seconds_left(silent_ms, settings)
        if left_s is None:
            return False
        if left_s == 0:
            self._scene = None
            return True
        words = scene.kit.say("idle.body", n=left_s)
        if self._scene is not scene:
            self._ask(scene, words)
        elif left_s != self._told_s:
            self._tell(words)
        self._told_s = left_s
        return False

    def _ask(self, scene: Scene, words: str) -> None:
        from game.ui.widgets.dialog import Choice, dialog

        say = scene.kit.say
        self._tell = dialog(scene, say("idle.title"), words, [Choice("stay", say("idle.stay"), self._is_there)])
        self._scene = scene
        # Whoever touches beside the button is there as well; it stands first so that the button is found before it.
        stay = scene.targets[-1].act
        scene.targets.insert(0, Target("anywhere", scene.kit.canvas.screen.get_rect(), stay))

    def _is_there(self) -> None:
        self._scene = None
