"""The first start: staff choose the PIN, twice, or leave it for later; until then the panel stays closed."""

from __future__ import annotations

import logging

from game.kiosk.pin import is_trivial
from game.kiosk.scenes.keypad import Keypad

log = logging.getLogger(__name__)


class Screen(Keypad):
    """Asks for the same six digits twice."""

    way_back = "staff.later"
    chosen = ""
    told = "staff.first-line"

    def heading(self) -> str:
        return self.kit.say("staff.first-again" if self.chosen else "staff.first")

    def line(self) -> str:
        return self.kit.say(self.told)

    def complete(self, digits: str) -> None:
        if not self.chosen:
            if is_trivial(digits):
                self.told = "staff.first-trivial"
            else:
                self.chosen, self.told = digits, "staff.first-line"
            return
        chosen, self.chosen = self.chosen, ""
        if digits != chosen:
            self.told = "staff.first-differs"
            return
        try:
            self.desk.pin.set(digits)
        except OSError as error:
            log.warning("the PIN can't be kept: %s", error)
            self.told = "staff.first-unkept"
            return
        self.leave("attract", "fade")

    def go_back(self) -> None:
        self.leave("attract", "fade")

    def close(self) -> None:
        # Left by a touch or by waiting, it is the same: the next to see this screen would be a visitor.
        if not self.desk.pin.is_set:
            self.desk.pin.put_off()
        super().close()
