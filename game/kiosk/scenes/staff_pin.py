"""The PIN before the panel: six digits, and how long to wait after too many wrong ones."""

from __future__ import annotations

from game.kiosk.scenes.keypad import Keypad
from game.ui.scene import CARRY_ON


class Screen(Keypad):
    """Right digits lead to the panel; the way back leads to where the visitor was."""

    is_wrong = False

    def heading(self) -> str:
        return self.kit.say("staff.pin")

    def line(self) -> str:
        left_ms = self.desk.pin.left_ms()
        if left_ms > 0:
            return self.kit.say("staff.pin-wait", n=-(-left_ms // 60_000))
        return self.kit.say("staff.pin-wrong" if self.is_wrong else "staff.pin-line")

    def complete(self, digits: str) -> None:
        if self.desk.pin.opens(digits):
            self.leave("staff_panel", "fade")
        else:
            self.is_wrong = True

    def go_back(self) -> None:
        self.leave(CARRY_ON, "fade")
