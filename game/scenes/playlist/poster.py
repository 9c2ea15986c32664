"""The poster itself: title, street, lion, and one gold button where the game can be played."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin

from pygame import Rect

from game.scenes.playlist import trimmings
from game.ui import shapes, theme
from game.ui.blend import cut, lay
from game.ui.canvas import Sprite
from game.ui.paint import BUTTON, SIGN, Painter
from game.ui.scene import Scene
from game.ui.widgets import backdrop
from game.ui.widgets.button import START, button
from game.ui.widgets.logo import paint_logo

PLOTS = (
    (
        ("right_6_education", -46, 436, 440),
        ("right_1_property", 608, 424, 440),
        ("right_3_choice", 890, 476, 430),
        ("right_7_respect", 262, 462, 470),
    ),
    (
        ("right_2_know", -110, 900, 470),
        ("right_4_fair", 720, 930, 470),
        ("right_1_property", -60, 1170, 440),
        ("right_7_respect", 700, 1180, 450),
    ),
)
RING_MS, HOP_EVERY_MS, WAVE_EVERY_MS = 1800, 2500, 4000
PLACE = ((1276, 792, 580, 146), (220, 1580, 640, 152))
"""The box of the gold button."""


class Poster:
    """The poster on a scene; `begin` is what its button does, None where nobody can play."""

    def __init__(self, scene: Scene, branch: str, begin: Callable[[], None] | None) -> None:
        kit = self.kit = scene.kit
        self._branch = branch
        self._paint_poster()
        self._plots = [kit.picture(*plot, z=1) for plot in kit.stage.pick(*PLOTS)]
        x, y, wide = kit.stage.pick((1236, 104, 690), (210, 850, 680))
        self._lion = kit.picture("lion_wave", x, y, wide, z=2)
        self._lion_rest = self._lion.y
        self._paint_sign()
        self._halos: list[Sprite] = []
        x, y, wide, high = kit.stage.pick(*PLACE)
        size = kit.stage.pick(64, 70)
        if begin is None:
            self._paint_invitation(x, y, wide, high)
        else:
            self._halos = [self._halo(x, y, wide, high, step) for step in (0, 1)]
            label = kit.say("attract.start")
            button(scene, "start", x, y, wide, high, begin, label, START, size, key="return", z=6)
        kit.motions.loop(self._animate)

    def _paint_invitation(self, x: float, y: float, width: float, height: float) -> None:
        """In the button's place, words: nothing here can be pressed."""
        painter = self.kit.painter
        painter.box(x, y, width, height, height / 2, theme.WHITE, BUTTON, theme.LIP)
        role = theme.Type(46, "Black", 1.2)
        painter.words(self.kit.say("attract.invite"), x, y, width, height, role, theme.ACCENT_DEEP, "center")

    def _paint_poster(self) -> None:
        kit, painter = self.kit, self.kit.painter
        width, _ = kit.stage.units
        horizon = kit.stage.pick(690, 1120)
        backdrop.sky(kit, horizon, hills=False)
        sun = kit.stage.pick((1180, 40, 760), (130, 640, 820))
        lay(
            kit.canvas.backdrop,
            shapes.glow(kit.stage.px(sun[2]), kit.stage.px(sun[2]), *theme.SUN),
            kit.stage.at(sun[0], sun[1]),
        )
        ground = kit.stage.at(0, horizon - 22)[1]
        window_width, window_height = kit.canvas.backdrop.get_size()
        meadow = Rect(0, ground, window_width, window_height - ground)
        shapes.fill_gradient(kit.canvas.backdrop, meadow, theme.GRASS)
        road = kit.stage.at(0, kit.stage.pick(822, 1452))[1]
        self._paint_road(road, window_width, window_height)
        trimmings.plant_street(kit, 836)
        trimmings.hang_bunting(kit)
        title, line_two = kit.say("title.first"), kit.say("title.second")
        size = kit.stage.pick(160, 196)
        if len(title) > 6:
            size = kit.stage.pick(96, 112)
        role = theme.Type(size, "Black", 1.14)
        if kit.stage.is_portrait:
            painter.splash(title, width / 2, 180, role, theme.SPLASH, "center")
            painter.splash(line_two, width / 2, 180 + size * 1.13, role, theme.SPLASH_GOLD, "center")
            paint_logo(painter, width / 2, 120, self._branch, 700, centred=True)
        else:
            painter.splash(title, 74, 66, role, theme.SPLASH)
            painter.splash(line_two, 74, 66 + size * 1.14, role, theme.SPLASH_GOLD)
            paint_logo(painter, 1520, 36, self._branch, 290)
            painter.words(
                kit.say("attract.promise"),
                800,
                308,
                380,
                160,
                theme.Type(44, "Black", 1.45),
                theme.SLOGAN_INK,
                valign="top",
            )
            left = 64.0
            for icon, key in (("clock", "attract.time"), ("people", "attract.ages"), ("gift", "attract.free")):
                wide = painter.pill(kit.say(key), left, 902, 72, (255, 255, 255, 235), theme.GOLD_INK, 36, icon=icon)
                left += wide + 22

    def _paint_road(self, top: int, width: int, height: int) -> None:
        target = self.kit.canvas.backdrop
        edge = self.kit.stage.px(10)
        target.fill(theme.ROAD_EDGE, (0, top, width, edge))
        shapes.fill_gradient(target, Rect(0, top + edge, width, height - top - edge), theme.ROAD)

    def _paint_sign(self) -> None:
        import pygame

        kit = self.kit
        words = kit.say(kit.stage.pick("attract.sign", "attract.sign-portrait"))

        def paint(painter: Painter) -> None:
            painter.pill(
                words, 0, 0, 92, theme.SIGN_RED, theme.WHITE, 46, "Black", depth=SIGN, lip=theme.SIGN_LIP, padding=38
            )

        wide = kit.painter.pill_width(words, 92, 46, "Black", padding=38)
        made = pygame.transform.rotozoom(kit.drawn(wide, 92, paint), kit.stage.pick(5, 3), 1)
        centre = kit.stage.pick((800 + wide / 2, 222), (540, 744))
        left, top = kit.stage.at(*centre)
        kit.canvas.add(made, left - made.get_width() // 2, top - made.get_height() // 2, z=1)

    def _halo(self, x: float, y: float, width: float, height: float, step: int) -> Sprite:
        kit = self.kit
        grow = 24 + 24 * step

        def paint(painter: Painter) -> None:
            painter.box(
                0, 0, width + 2 * grow, height + 2 * grow, height / 2 + grow, (255, 255, 255, 204 if step == 0 else 102)
            )
            hole = shapes.surface(*painter.target.get_size())
            inner = painter.rect(6, 6, width + 2 * grow - 12, height + 2 * grow - 12)
            shapes.rounded(hole, inner, kit.stage.px(height / 2 + grow - 6), theme.OPAQUE)
            cut(painter.target, hole)

        return kit.sprite(x - grow, y - grow, width + 2 * grow, height + 2 * grow, paint, z=5, bleed=4)

    # ── what moves: the ring round the button, and by turns a plot or the lion ──

    def _animate(self, now_ms: int) -> None:
        beat = now_ms % RING_MS / RING_MS
        for step, ring in enumerate(self._halos):
            # Eight steps of brightness: finer ones can't be seen and would be drawn all the same.
            ring.fade(round((0.45 + 0.55 * abs(sin(pi * (beat + 0.25 * step)))) * 8) * 255 // 8)
        turn, share = divmod(now_ms, HOP_EVERY_MS)
        for place, plot in enumerate(self._plots):
            rest = self.kit.stage.at(0, self.kit.stage.pick(*PLOTS)[place][2])[1]
            is_hopping = place == turn % len(self._plots) and share < 420
            plot.move(plot.x, rest - (self.kit.stage.px(22) * sin(pi * share / 420) if is_hopping else 0))
        nod = now_ms % WAVE_EVERY_MS
        self._lion.move(
            self._lion.x, self._lion_rest - (self.kit.stage.px(14) * sin(pi * nod / 500) if nod < 500 else 0)
        )
