"""Everything that is wrong with the pack, in the game's look: each with its place, what to do, and the line in question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.nodes import Problem
from game.packs.codes import catalogue, errors, halves, severity
from game.ui import text, theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import CARD, Painter
from game.ui.scene import Scene
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, WHITE, button

ROW, GAP = 176, 20
FOOT = 116
SOURCE = theme.Type(26, "Regular", 1.2)


class ProblemList(Scene):
    """A page of the problems. `look` leads back to what can be shown, where there is anything; `line_of` gives a place's text."""

    def __init__(
        self,
        kit: Kit,
        problems: Sequence[Problem],
        line_of: Callable[[Problem], str],
        look: Callable[[], None] | None,
        page: int = 0,
    ) -> None:
        super().__init__(kit)
        self._problems, self._line_of, self._look, self.page = problems, line_of, look, page
        self._shown: list[Sprite] = []

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self._problems) // self._fit))

    @property
    def _fit(self) -> int:
        return self.kit.stage.pick(4, 7)

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        width = stage.units[0]
        is_bad = bool(self._problems)
        title = self._title() if is_bad else say("preview.nothing")
        wide = stage.pick(width - 420, width - 330)
        kit.picture("lion_point", *stage.pick((64, 16, 160), (40, 30, 200)))
        left = stage.pick(250, 264)
        kit.painter.words(title, left, stage.pick(26, 50), wide, 84, theme.Type(58, "Black", 1.2), theme.INK)
        hint = theme.Type(34, "Regular", 1.3)
        room = stage.pick(56, 100)
        kit.painter.words(say("preview.problems-hint"), left, stage.pick(106, 136), wide, room, hint, theme.INK2)
        if self._look is not None:
            box = stage.pick((1436, 954, 420, FOOT - 16), (672, 1772, 360, FOOT))
            button(self, "look", *box, self._look, say("preview.look"), PRIMARY, 40, "search", key="return")
        if self.pages > 1:
            y, tall = stage.pick((954, FOOT - 16), (1772, FOOT))
            first = stage.pick(64, 48)
            button(self, "page-back", first, y, 110, tall, lambda: self.turn(-1), "", WHITE, 40, "back", key="page up")
            button(
                self, "page-on", first + 330, y, 110, tall, lambda: self.turn(1), "", WHITE, 40, "next", key="page down"
            )
        self._fill()

    def turn(self, step: int) -> None:
        """Another page, the first after the last."""
        self.page = (self.page + step) % self.pages
        self._fill()

    def _fill(self) -> None:
        stage = self.kit.stage
        for sprite in self._shown:
            sprite.remove()
        self.page = min(self.page, self.pages - 1)
        first = self.page * self._fit
        x, y, width = stage.pick((64, 180, 1792), (48, 262, 984))
        self._shown = [
            self._row(problem, x, y + place * (ROW + GAP), width)
            for place, problem in enumerate(self._problems[first : first + self._fit])
        ]
        if self.pages > 1:
            role = theme.Type(40, "Bold", 1.2)
            box = stage.pick((174, 954, 220, FOOT - 16), (158, 1772, 220, FOOT))
            told = f"{self.page + 1} / {self.pages}"

            def paint(painter: Painter) -> None:
                painter.words(told, 0, 0, box[2], box[3], role, theme.INK2, "center")

            self._shown.append(self.kit.sprite(*box, paint, bleed=0))

    def _row(self, problem: Problem, x: float, y: float, width: float) -> Sprite:
        say = self.kit.say
        place = say("preview.where", file=problem.file, line=problem.line) if problem.line else problem.file
        source = self._cut(self._line_of(problem).strip(), width - 96)

        is_error = severity(problem.code) == "error"
        bar, soft, ink = (
            (theme.WRONG, theme.WRONG_SOFT, theme.WRONG_INK)
            if is_error
            else (theme.GOLD_DEEP, theme.GOLD_RIM, theme.GOLD_INK)
        )

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, ROW, 26, theme.WHITE, CARD)
            painter.box(0, 0, 16, ROW, 8, bar)
            code = painter.pill_width(problem.code, 38, 24, "Bold", padding=16)
            role = theme.Type(28, "Bold", 1.2)
            painter.words(place, 44, 8, width - 90 - code, 40, role, theme.ACCENT_DEEP, smallest=20)
            painter.pill(problem.code, width - 24, 10, 38, soft, ink, 24, align="right", padding=16)
            message, cure = self.told(problem)
            painter.words(message, 44, 46, width - 72, 44, theme.Type(32, "Bold", 1.1), theme.INK, smallest=17)
            painter.words(cure, 44, 90, width - 72, 36, theme.Type(26, "Regular", 1.1), theme.RIGHT_INK, smallest=17)
            if source:
                painter.box(40, 130, width - 64, 38, 10, theme.TILE)
                painter.words(source, 56, 130, width - 88, 38, SOURCE, theme.INK2, smallest=SOURCE.size)

        return self.kit.sprite(x, y, width, ROW, paint, z=4)

    def _cut(self, words: str, width: float) -> str:
        """As much of the line as fits into one of that width; the place of a mistake is mostly near its beginning."""
        px = self.kit.stage.px(SOURCE.size)
        if text.width_of(words, SOURCE.weight, px) <= self.kit.stage.px(width):
            return words
        while words and text.width_of(words + "…", SOURCE.weight, px) > self.kit.stage.px(width):
            words = words[: -max(1, len(words) // 16)]
        return words + "…"

    def _title(self) -> str:
        bad = len(errors(self._problems))
        say, mild = self.kit.say, len(self._problems) - bad
        if not bad:
            return say("preview.warnings-title", n=mild)
        told = say("preview.problems-title", n=bad)
        return told + (say("preview.and-warnings", n=mild) if mild else "")

    def told(self, problem: Problem) -> tuple[str, str]:
        """What is wrong, and what cures it, in the language on screen."""
        is_chinese = self.kit.say("language.code").startswith("zh")
        english, chinese = halves(problem.message)
        found = catalogue().get(problem.code)
        cure = "" if found is None else found.cure_zh if is_chinese else found.cure_en
        return (chinese if is_chinese else english), cure
