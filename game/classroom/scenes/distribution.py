"""The reveal: what the class chose, the key, why it is the key, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.board import Reveal, Round
from game.classroom.scenes.class_scene import ClassScene
from game.classroom.scenes.parts.header import paint_number
from game.classroom.scenes.parts.options import Shown, paint_badge, shown
from game.ui import theme
from game.ui.kit import Words
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop

FOOT = 300.0
SMALLEST = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it stands for, how many chose it, and whether it belongs to the key."""

    option: Shown | None
    text: str
    count: int
    is_key: bool


def bars(asked: Round, reveal: Reveal, told: Words) -> tuple[Bar, ...]:
    """The rows in the order shown; of a number: too small, right, too great. Of an order: the right one, and how many had each."""
    counts = [count if isinstance(count, int) else count[1] for count in reveal.counts]
    if asked.type == "number":
        key = reveal.key[0] if reveal.key else 0
        words = (
            told("class.wall.below"),
            f"{key} {asked.ask.get('unit', '')}",
            told("class.wall.above"),
        )
        return tuple(
            Bar(None, word, count, place == 1) for place, (word, count) in enumerate(zip(words, counts, strict=True))
        )
    options = shown(asked, told)
    by_place = {option.place: option for option in options}
    if asked.type == "ordering":
        order = reveal.key or tuple(by_place)
        return tuple(
            Bar(by_place[place], f"{number}. {by_place[place].text}", counts[place], True)
            for number, place in enumerate(order, 1)
        )
    key_places = set(reveal.key or ())
    return tuple(Bar(option, option.text, counts[option.place], option.place in key_places) for option in options)


class Screen(ClassScene):
    """Shows the round that was closed last."""

    def build(self) -> None:
        kit, say = self.kit, self.kit.say
        backdrop.sky(kit, hills=False, strength=110)
        asked, reveal = self.board.round, self.board.reveal
        assert asked is not None and reveal is not None
        painter = kit.painter
        x = paint_number(painter, self, asked, 36)
        heading = say("class.wall.survey-shown" if reveal.key is None else "class.wall.chosen")
        room = self.right - x - kit.stage.pick(360, 20)
        painter.words(heading, x + 8, 36, room, 84, theme.Type(56, "Black", 1.2), theme.INK)
        units = kit.stage.units
        foot = FOOT if reveal.rationale else 0.0
        foot_tall = kit.stage.pick(foot, foot * 1.6)
        top = 150.0
        self._board(painter, asked, reveal, top, units[1] - top - foot_tall - 40)
        self._ledger(painter, reveal)
        if reveal.rationale:
            self._lesson(painter, reveal, units[1] - foot_tall, foot_tall)
        if not self.board.is_muted:
            kit.speaker.play("reveal")

    def _board(self, painter: Painter, asked: Round, reveal: Reveal, top: float, tall: float) -> None:
        kit = self.kit
        rows = bars(asked, reveal, kit.say)
        painter.box(self.left, top, self.width, tall, 44, theme.WHITE, CARD)
        pitch = min(148.0, (tall - 40) / max(1, len(rows)))
        most = max([1, *(row.count for row in rows)])
        first = top + (tall - pitch * len(rows)) / 2
        for number, row in enumerate(rows):
            self._row(painter, row, number, first + pitch * number, pitch, most, asked)

    def _row(self, painter: Painter, row: Bar, number: int, y: float, pitch: float, most: int, asked: Round) -> None:
        kit, say = self.kit, self.kit.say
        left, right = self.left + 32, self.right - 32
        is_marked = row.is_key and asked.type != "ordering"
        if is_marked:
            painter.box(left, y + 4, right - left, pitch - 8, 36, theme.RIGHT_SOFT, border=theme.RIGHT, border_width=6)
        badge = min(92.0, pitch - 24)
        x = left + 24
        if row.option is not None:
            paint_badge(painter, row.option, x, y + (pitch - badge) / 2, badge)
        x += badge + 28
        share = kit.stage.pick(0.4, 0.44)
        words_wide = self.width * share - badge
        ink = theme.RIGHT_INK if is_marked else theme.INK
        painter.words(row.text, x, y + 4, words_wide, pitch - 8, theme.Type(48, "Bold", 1.2), ink, smallest=26)
        bar_left = x + words_wide + 28
        tail = kit.stage.pick(400.0, 250.0)
        room = right - tail - bar_left
        colour = theme.CLASS_BARS[(row.option.place if row.option else number) % len(theme.CLASS_BARS)]
        wide = max(24.0, room * row.count / most) if row.count else 0.0
        tall = min(72.0, pitch - 44)
        sprite_y = y + (pitch - tall) / 2

        if row.count:
            painter.box(bar_left, sprite_y, wide, tall, 22, colour)
        count = say("class.wall.people", n=row.count)
        painter.words(count, bar_left + wide + 20, y, 190, pitch, theme.Type(48, "Black", 1.2), theme.INK, smallest=30)
        if is_marked:
            mark = kit.stage.pick(64.0, 52.0)
            label = say("class.wall.right")
            spot = right - kit.stage.pick(236, 70)
            painter.disc(spot, y + (pitch - mark) / 2, mark, theme.RIGHT)
            painter.icon("check", spot + mark * 0.2, y + (pitch - mark) / 2 + mark * 0.2, mark * 0.6, theme.WHITE)
            if not kit.stage.is_portrait:
                painter.words(
                    label, spot + mark + 14, y, 156, pitch, theme.Type(48, "Black", 1.2), theme.RIGHT_INK, smallest=30
                )

    def _ledger(self, painter: Painter, reveal: Reveal) -> None:
        """That no answer was lost can be seen by everybody."""
        told = reveal.ledger
        key = "class.wall.even" if told.is_even else "class.wall.uneven"
        words = self.kit.say(key, sent=told.sent, stored=told.stored, scored=told.scored)
        ink, fill = (theme.INK, theme.WHITE) if told.is_even else (theme.WHITE, theme.WRONG)
        icon = "check" if told.is_even else "warn"
        if self.kit.stage.is_portrait and told.is_even:
            return
        painter.pill(
            words, self.right, self.kit.stage.pick(48, 6), 60, fill, ink, 30, "Bold", icon, align="right", padding=22
        )

    def _lesson(self, painter: Painter, reveal: Reveal, y: float, tall: float) -> None:
        kit = self.kit
        painter.box(-200, y, kit.stage.units[0] + 400, tall + 600, 0, theme.WHITE, CARD)
        lion = kit.stage.pick(230.0, 200.0)
        painter.picture("lion_point", self.left, y + 20, lion)
        x = self.left + lion + 40
        wide = self.right - x
        source_tall = 92.0 if reveal.source else 0.0
        painter.words(
            reveal.rationale,
            x,
            y + 20,
            wide,
            tall - 40 - source_tall,
            theme.Type(50, "Bold", 1.35),
            theme.INK,
            smallest=SMALLEST,
        )
        if reveal.source:
            painter.words(
                reveal.source,
                x,
                y + tall - source_tall - 16,
                wide,
                source_tall,
                theme.Type(34, "Regular", 1.25),
                theme.INK2,
                smallest=22,
            )
