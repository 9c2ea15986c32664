"""The lobby: how to come in, and who is in already."""

from __future__ import annotations

from game.classroom.board import Player
from game.classroom.scenes.class_scene import ClassScene
from game.classroom.scenes.parts.header import spaced
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.motion import out_back
from game.ui.paint import CARD, PILL, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import GOLD, button
from game.ui.widgets.qr import qr

CHIP, CHIP_GAP, CHIP_SIZE = 92, 24, 46
MOST_NEW = 12
"""So many names pop in at once; of a crowd the last ones."""


class Screen(ClassScene):
    """Waits for phones."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.sky(kit)
        painter = kit.painter
        heading = say("class.wall.title")
        size = 96
        while size > 48 and painter.pill_width(heading, 0, size, "Black", padding=0) > 620:
            size -= 4
        title = theme.Type(size, "Black", 1.2)
        painter.splash(heading, self.left, stage.pick(36, 60), title, theme.WHITE)
        told = say("class.wall.plan", title=self.board.title or say("class.wall.all"), n=self.board.rounds)
        painter.words(
            told, self.left, stage.pick(190, 220), stage.pick(640, 984), 60, theme.Type(42, "Bold", 1.2), theme.INK
        )
        self._door(painter)
        kit.picture("lion_wave", *stage.pick((1640, 800, 240), (800, 1610, 250)), z=5)
        self._chips: dict[int, Sprite] = {}
        self._count: Sprite | None = None
        self._more: Sprite | None = None
        self._shown: tuple[object, ...] = ()
        self._code: Sprite | None = None
        x, y, width = stage.pick((1500, 52, 356), (640, 1466, 392))
        button(self, "start", x, y, width, 124, self._start, say("class.wall.start"), GOLD, 56, trailing="play", key="")
        self.update(first=True)

    def _start(self) -> None:
        from game.classroom.controls import Wish

        self.hall.wish(Wish.NEXT)

    def _door(self, painter: Painter) -> None:
        stage, say, door = self.kit.stage, self.kit.say, self.hall.door
        x, y, width, height = stage.pick((self.left, 268, 660, 764), (48.0, 300, 984, 620))
        painter.box(x, y, width, height, 48, theme.WHITE, CARD)
        if not door.url:
            painter.words(
                say("class.wall.no-phones"),
                x + 48,
                y + 40,
                width - 96,
                height - 80,
                theme.Type(56, "Bold", 1.5),
                theme.INK,
                "center",
            )
            return
        side = stage.pick(430, 430)
        code = qr(door.url, painter.px(side))
        left, top = stage.pick((x + (width - side) / 2, y + 28), (x + 40, y + 40))
        box = painter.rect(left, top, side, side)
        painter.target.blit(code, code.get_rect(center=box.center))
        if stage.is_portrait:
            tx, tw, align = left + side + 30, width - side - 110, "left"
            rows = [(top, 60), (top + 64, 120), (top + 200, 60), (top + 264, 100)]
        else:
            tx, tw, align = x + 30, width - 60, "center"
            rows = [(top + side + 4, 50), (top + side + 46, 130), (top + side + 170, 50), (top + side + 216, 50)]
        ink2 = theme.INK2
        painter.words(say("class.wall.scan"), tx, rows[0][0], tw, rows[0][1], theme.Type(38, "Bold", 1.2), ink2, align)
        painter.words(
            spaced(self.board.room),
            tx,
            rows[1][0],
            tw,
            rows[1][1],
            theme.Type(120, "Black", 1.0),
            theme.ACCENT_DEEP,
            align,
        )
        address = door.url.removeprefix("http://").partition("#")[0].rstrip("/")
        painter.words(address, tx, rows[2][0], tw, rows[2][1], theme.Type(44, "Bold", 1.2), theme.INK, align)
        if door.wifi:
            wifi = say("class.wall.wifi", wifi=door.wifi)
            painter.words(wifi, tx, rows[3][0], tw, rows[3][1], theme.Type(38, "Bold", 1.2), ink2, align)
        else:
            painter.words(
                say("class.wall.same-wifi"), tx, rows[3][0], tw, rows[3][1], theme.Type(36, "Bold", 1.2), ink2, align
            )

    # ── who is in ──

    def update(self, first: bool = False) -> None:
        board = self.board
        now = (board.players, board.is_locked, self.hall.shows_code)
        if now == self._shown:
            return
        before = set(self._chips)
        self._shown = now
        for sprite in (self._count, self._more, *self._chips.values()):
            if sprite is not None:
                sprite.remove()
        self._chips, self._more = {}, None
        self._count = self._counted()
        fresh = [each.id for each in board.players if each.id not in before][-MOST_NEW:]
        self._fill(board.players, set() if first else set(fresh))
        self._tell_code()

    def _counted(self) -> Sprite:
        kit, stage, board = self.kit, self.kit.stage, self.board
        x, y = stage.pick((780, 56), (48, 960))
        words = kit.say("class.wall.joined", n=len(board.players))
        locked = kit.say("class.wall.locked") if board.is_locked else ""

        def paint(painter: Painter) -> None:
            wide = painter.pill(words, 0, 0, 108, theme.WHITE, theme.INK, 52, "Black", "people", depth=PILL, padding=34)
            if locked:
                painter.pill(locked, wide + 20, 14, 80, theme.INK, theme.WHITE, 38, "Bold", "lock", depth=PILL)

        return kit.sprite(x, y, 980, 108, paint, 8)

    def _fill(self, players: tuple[Player, ...], fresh: set[int]) -> None:
        """The newest names, as many as there is room for, in rows."""
        kit, stage = self.kit, self.kit.stage
        left, top, right, bottom = stage.pick((780.0, 216.0, 1856.0, 790.0), (48.0, 1096.0, 1032.0, 1440.0))
        painter = kit.painter
        x, y, placed = left, top, 0
        for each in reversed(players):
            name = each.name or kit.say("class.wall.someone")
            wide = painter.pill_width(name, CHIP, CHIP_SIZE, "Bold", True, 22)
            if x + wide > right:
                x, y = left, y + CHIP + CHIP_GAP
            if y + CHIP > bottom:
                break
            self._chips[each.id] = self._chip(each, name, x, y, wide, each.id in fresh)
            x += wide + CHIP_GAP
            placed += 1
        rest = len(players) - placed
        if rest:
            words = kit.say("class.wall.more", n=rest)
            at = stage.pick((780, 812), (48, 1470))
            role = theme.Type(44, "Bold", 1.2)

            def paint(painter: Painter) -> None:
                painter.words(words, 0, 0, 560, 60, role, theme.INK)

            self._more = kit.sprite(*at, 560, 60, paint, 8)

    def _chip(self, each: Player, name: str, x: float, y: float, wide: float, is_new: bool) -> Sprite:
        kit = self.kit
        colour = theme.CLASS_BARS[each.colour % len(theme.CLASS_BARS)]
        ink = colour if each.is_here else theme.INK2

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, CHIP, CHIP / 2, theme.WHITE, PILL)
            painter.disc(12, 12, CHIP - 24, ink)
            painter.icon("user", 24, 24, CHIP - 48, theme.WHITE)
            painter.words(name, CHIP + 2, 0, wide, CHIP, theme.Type(CHIP_SIZE, "Bold", 1.2), ink, smallest=CHIP_SIZE)

        sprite = kit.sprite(x, y, wide, CHIP, paint, 9)
        if is_new and not kit.motions.reduced:
            home = sprite.rect.topleft
            lift = kit.stage.px(60)
            kit.motions.play(420, lambda share: sprite.move(home[0], home[1] + round(lift * (1 - share))), out_back())
        return sprite

    def _tell_code(self) -> None:
        """The host's own address and code, while the trainer wants to see them."""
        if self._code is not None:
            self._code.remove()
            self._code = None
        door = self.hall.door
        if not self.hall.shows_code or not door.host_code:
            return
        kit, stage = self.kit, self.kit.stage
        wide, tall = stage.pick((860, 380), (900, 420))
        say = kit.say

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, tall, 40, theme.INK, CARD, theme.INK)
            body = theme.Type(44, "Bold", 1.3)
            painter.words(say("class.wall.host"), 48, 28, wide - 96, 70, body, theme.GOLD_LIGHT)
            painter.words(door.host_url, 48, 104, wide - 96, 70, body, theme.WHITE)
            painter.words(door.host_code, 48, 180, wide - 96, 110, theme.Type(92, "Black", 1.1), theme.WHITE)
            painter.words(
                say("class.wall.host-hide"), 48, 296, wide - 96, 60, theme.Type(36, "Regular", 1.2), theme.WHITE
            )

        x, y = stage.pick((900, 560), (90, 1000))
        self._code = kit.sprite(x, y, wide, tall, paint, 60)
