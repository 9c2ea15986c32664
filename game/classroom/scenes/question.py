"""A question on the wall: to be read from eight metres, with the time left and how many have answered."""

from __future__ import annotations

from collections.abc import Callable

from game.classroom.board import Round
from game.classroom.scenes.class_scene import ClassScene
from game.classroom.scenes.parts.header import BAND, TALL, paint_number, paint_way_in
from game.classroom.scenes.parts.options import Shown, paint_tile, shown, tile_size
from game.qtypes.tiles import Box
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, DIALOG, PILL, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.ring import SIZE, ring

STEM = theme.Type(80, "Black", 1.3)
SMALLEST_STEM = 44
URGENT_MS = 5_000
GAP = 28


class Screen(ClassScene):
    """Shows the open round until it is revealed."""

    def build(self) -> None:
        kit = self.kit
        backdrop.sky(kit, hills=False, strength=120)
        asked = self.board.round
        assert asked is not None
        self._asked: Round = asked
        painter = kit.painter
        self._after_number = paint_number(painter, self, asked, self._header_y)
        if self.hall.door.url:
            paint_way_in(painter, self, 24)
        top = 24 + BAND - 8
        stem_tall = kit.stage.pick(300.0, 480.0)
        self._stem(painter, top, stem_tall)
        self._tiles(top + stem_tall + GAP + 6)
        self._ring: Sprite | None = None
        self._answered: Sprite | None = None
        self._veil: list[Sprite] = []
        self._floor: Sprite | None = None
        self._entry: Sprite | None = None
        self._shown: dict[str, object] = {}
        self.update()

    @property
    def _header_y(self) -> float:
        return self.kit.stage.pick(24 + (BAND - 48 - TALL) / 2, 24.0)

    def _stem(self, painter: Painter, top: float, tall: float) -> None:
        painter.box(self.left, top, self.width, tall, 44, theme.WHITE, CARD)
        room = self.width - 120 - SIZE - 40
        painter.words(
            self._asked.stem, self.left + 60, top + 16, room, tall - 32, STEM, theme.INK, smallest=SMALLEST_STEM
        )
        self._ring_at = (self.right - SIZE - 56, top + (tall - SIZE) / 2)

    def _boxes(self, count: int, top: float) -> tuple[Box, ...]:
        """The tiles' places: two columns where the window is wide, else one."""
        columns = self.kit.stage.pick(2 if count > 3 or count == 2 else 1, 1)
        if self._asked.type in ("redflags", "ordering"):
            columns = 1 if count <= 4 else self.kit.stage.pick(2, 1)
        rows = -(-count // columns)
        # The pill of whoever has the floor stands below the tiles.
        bottom = self.kit.stage.units[1] - (150 if self._asked.kind == "buzz" else 44)
        tall = min(260.0, (bottom - top - GAP * (rows - 1)) / rows)
        wide = (self.width - GAP * (columns - 1)) / columns
        return tuple(
            Box(self.left + (place % columns) * (wide + GAP), top + (place // columns) * (tall + GAP), wide, tall)
            for place in range(count)
        )

    def _tiles(self, top: float) -> None:
        kit, say = self.kit, self.kit.say
        options = shown(self._asked, say)
        if not options:
            words = say("class.wall.number-hint", unit=self._asked.ask.get("unit", ""))
            kit.painter.words(words, self.left, top, self.width, 260, theme.Type(72, "Black", 1.3), theme.INK, "center")
            kit.picture("lion_think", *kit.stage.pick((820, 760, 280), (400, 1200, 280)), z=5)
            return
        hint = {
            "multiple": "class.wall.multiple-hint",
            "ordering": "class.wall.ordering-hint",
            "redflags": "class.wall.redflags-hint",
        }
        key = hint.get(self._asked.type)
        if key:
            kit.painter.words(say(key), self.left + 8, top - 10, self.width, 54, theme.Type(40, "Bold", 1.2), theme.INK)
            top += 52
        boxes = self._boxes(len(options), top)
        size = tile_size(kit, options, boxes)
        for option, box in zip(options, boxes, strict=True):
            self._tile(option, box, size)

    def _tile(self, option: Shown, box: Box, size: int) -> None:
        kit = self.kit
        kit.sprite(box.x, box.y, box.width, box.height, lambda painter: paint_tile(painter, box, option, size), z=10)

    # ── what changes ──

    def update(self) -> None:
        board = self.board
        asked = board.round
        if asked is None:
            return
        self._asked = asked
        self._change("answered", (asked.answered, asked.players), self._tell_answered)
        self._change("paused", board.is_paused, self._tell_paused)
        self._change("floor", asked.floor.name if asked.floor else None, self._tell_floor)
        self._change("entry", self.hall.entry, self._tell_entry)
        self.tick(self.kit.motions.now_ms)

    def _change(self, name: str, value: object, tell: Callable[[], None]) -> None:
        if name not in self._shown or self._shown[name] != value:
            self._shown[name] = value
            tell()

    @property
    def wakes_at_ms(self) -> int | None:
        """The ring moves five times a second."""
        return self.kit.motions.now_ms + 200

    def tick(self, now_ms: int) -> None:
        kit, left = self.kit, self.hall.left_ms
        limit = max(1, self._asked.limit_ms)
        seconds = -(-left // 1000)
        share = round(left / limit * 120) / 120
        if self._shown.get("ring") == (seconds, share):
            return
        if seconds != self._shown.get("second") and 0 < seconds <= URGENT_MS // 1000 and not self.board.is_muted:
            kit.speaker.play("tick")
        self._shown["second"], self._shown["ring"] = seconds, (seconds, share)
        made = ring(kit, share, seconds, left <= URGENT_MS)
        if self._ring is None:
            self._ring = kit.canvas.add(made, *kit.stage.at(*self._ring_at), 12)
        else:
            self._ring.show(made)

    def _tell_answered(self) -> None:
        if self._answered is not None:
            self._answered.remove()
        kit = self.kit
        words = kit.say("class.wall.answered", n=self._asked.answered, of=self._asked.players)

        def paint(painter: Painter) -> None:
            painter.pill(words, 0, 0, TALL, theme.WHITE, theme.INK, 44, "Black", "people", depth=PILL, padding=30)

        at = kit.stage.pick((self._after_number, self._header_y), (self.left, self._header_y + TALL + 12))
        self._answered = kit.sprite(*at, 560, TALL, paint, 12)

    def _tell_paused(self) -> None:
        for sprite in self._veil:
            sprite.remove()
        self._veil = []
        if not self.board.is_paused:
            return
        kit = self.kit
        wide, tall = kit.stage.pick((900, 320), (900, 360))
        words, line = kit.say("class.wall.paused"), kit.say("class.wall.paused-line")

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, tall, 48, theme.WHITE, DIALOG)
            painter.words(words, 40, 40, wide - 80, 130, theme.Type(96, "Black", 1.2), theme.INK, "center")
            painter.words(line, 40, 180, wide - 80, 80, theme.Type(44, "Bold", 1.2), theme.INK2, "center")

        units = kit.stage.units
        self._veil = [
            self.shade(50),
            kit.sprite((units[0] - wide) / 2, (units[1] - tall) / 2, wide, tall, paint, z=52),
        ]

    def _tell_floor(self) -> None:
        if self._floor is not None:
            self._floor.remove()
            self._floor = None
        asked = self._asked
        if asked.kind != "buzz":
            return
        kit = self.kit
        words = (
            kit.say("class.wall.buzz-open")
            if asked.floor is None
            else kit.say("class.wall.floor", name=asked.floor.name or kit.say("class.wall.someone"))
        )
        fill = theme.GOLD if asked.floor is None else theme.INK
        ink = theme.GOLD_INK if asked.floor is None else theme.WHITE

        def paint(painter: Painter) -> None:
            painter.pill(words, 620, 0, 110, fill, ink, 60, "Black", depth=PILL, align="center", padding=48)

        x = kit.stage.units[0] / 2 - 620
        self._floor = kit.sprite(x, self.bottom - 132, 1240, 110, paint, z=40)

    def _tell_entry(self) -> None:
        if self._entry is not None:
            self._entry.remove()
            self._entry = None
        entry = self.hall.entry
        if entry is None:
            return
        kit, say = self.kit, self.kit.say
        if entry.hands is not None:
            counts = "   ".join(
                f"{'▸' if place == entry.place else ''}{'ABCDEF'[place]} {count or '0'}"
                for place, count in enumerate(entry.hands)
            )
            told = say("class.wall.hands", n=entry.team, counts=counts)
        else:
            typed = entry.digits or "".join("ABCDEF"[place] for place in entry.chosen)
            told = say("class.wall.typing", n=entry.team, typed=typed or "…")

        def paint(painter: Painter) -> None:
            painter.pill(told, 900, 0, 104, theme.INK, theme.WHITE, 52, "Black", depth=PILL, align="center", padding=44)

        x = kit.stage.units[0] / 2 - 900
        self._entry = kit.sprite(x, self.bottom - 128, 1800, 104, paint, z=45)
