"""What the doctor says, on the panel: one line a check."""

from __future__ import annotations

from game.kiosk.checks import Finding, Mark
from game.kiosk.errand import Errand
from game.kiosk.scenes.page import LOOK_MS, Box, Page
from game.ui import theme

LINE, LINE_GAP = 78, 10


class Screen(Page):
    """Every check that can be made while the game runs; a year of copies takes longer to read than a frame may last."""

    key_of_title = "staff.health"

    def build(self) -> None:
        self._errand: Errand[list[Finding]] | None = Errand(self.desk.findings)
        self._found: list[Finding] = []
        super().build()

    def tick(self, now_ms: int) -> None:
        if self._errand is not None and self._errand.is_over:
            self._found, self._errand = self._errand.result or [], None
            self.redraw()

    @property
    def wakes_at_ms(self) -> int | None:
        return None if self._errand is None else self.kit.motions.now_ms + LOOK_MS

    def fill(self) -> None:
        if self._errand is not None:
            self.words(self.row_box(0), self.kit.say("staff.health-looking"), 38, theme.INK2, weight="Regular")
            return
        is_chinese = self.kit.say("language.code").startswith("zh")
        columns = self.kit.stage.pick(2, 1)
        width = (self.sheet.width - 80 - (columns - 1) * 40) / columns
        for place, finding in enumerate(self._found):
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
