"""What the doctor says, on the panel: one line a check."""

from __future__ import annotations

from game.kiosk.checks import Mark
from game.kiosk.scenes.page import Box, Page
from game.ui import theme

LINE, LINE_GAP = 78, 10


class Screen(Page):
    """Every check that can be made while the game runs."""

    key_of_title = "staff.health"

    def fill(self) -> None:
        is_chinese = self.kit.say("language.code").startswith("zh")
        columns = self.kit.stage.pick(2, 1)
        width = (self.sheet.width - 80 - (columns - 1) * 40) / columns
        for place, finding in enumerate(self.desk.findings()):
            down, across = divmod(place, columns)
            x, y = self.sheet.x + 40 + across * (width + 40), self.sheet.y + 40 + down * (LINE + LINE_GAP)
            ink, fill = (
                (theme.RIGHT_INK, theme.RIGHT_SOFT) if finding.mark == Mark.OK else (theme.WRONG_INK, theme.WRONG_SOFT)
            )
            name = self.kit.say(f"staff.check.{finding.check}")
            told = finding.zh if is_chinese else finding.en
            self.words(
                Box(x, y, width, LINE), f"{name}：{told}" if is_chinese else f"{name}: {told}", 34, ink, fill=fill
            )
