"""The question packs: which are played, and why others are not."""

from __future__ import annotations

from functools import partial

from game.kiosk.scenes.page import GAP, ROW, Box, Page
from game.ui import theme

MOST_PACKS = 6


class Screen(Page):
    """Each pack with its switch, then what was refused."""

    key_of_title = "staff.packs"

    def fill(self) -> None:
        say = self.kit.say
        lines = self.desk.packs()[:MOST_PACKS]
        for place, line in enumerate(lines):
            label = say("staff.pack", title=line.title, n=line.questions, version=line.version)
            self.switch_row(place, 1, f"pack-{line.id}", label, line.is_on, partial(self._switch, line.id))
        problems = self.desk.problems()
        box = self.row_box(len(lines))
        if not problems:
            self.words(box, say("staff.packs-good"), 38, theme.RIGHT_INK, fill=theme.RIGHT_SOFT)
        else:
            self.words(box, say("staff.packs-bad", n=len(problems)), 38, theme.WRONG_INK, fill=theme.WRONG_SOFT)
            room = self.sheet.y + self.sheet.height - box.y - ROW - GAP - 120
            fit = max(1, int(room // 64))
            for place, problem in enumerate(problems[:fit]):
                line_box = Box(box.x, box.y + ROW + GAP + place * 64, box.width, 60)
                self.words(line_box, str(problem), 28, theme.INK2, weight="Regular")
        foot = Box(box.x, self.sheet.y + self.sheet.height - 110, box.width, 80)
        self.words(foot, say("staff.set.restart"), 32, theme.INK2, weight="Regular")

    def _switch(self, pack_id: str) -> None:
        if not self.desk.switch(pack_id):
            self.toast("staff.pack-last")
