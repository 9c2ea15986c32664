"""金融街: the map. Each plot is a chapter; the lion stands where it goes on; the gate at the end is always lit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import pi, sin
from typing import Any

import pygame

from game.rules import visit
from game.rules.levels import EXAM
from game.scenes.screen import GameScene
from game.ui import motion, shapes, theme
from game.ui.art import PICTURES
from game.ui.blend import lay
from game.ui.paint import PILL, SIGN, Depth, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import ICON, button
from game.ui.widgets.toast import toast

GATE = "gate_ambassador"
PLOT_CENTRE = 342 / 512
"""Where a plot's middle lies in its square picture, from the top."""
EXTRAS = {
    False: (("road_3_mediation", 1190, 838, 210), ("fraud_2_stall", 576, 852, 210)),
    True: (),
}
LABEL_TALL = 62


class Screen(GameScene):
    """The way from the first right to the ambassador's gate."""

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        kit.speaker.start_music()
        self.escape = lambda: self.leave("home", "back")
        layout = json.loads((PICTURES / "map_layout.json").read_text("utf-8"))[
            "portrait" if stage.is_portrait else "landscape"
        ]
        self._road: list[tuple[float, float]] = [tuple(point) for point in layout["road"]]
        self._scale = layout["plot_scale"]
        self._stops: dict[str, tuple[float, float, float]] = {name: (x, y, k) for name, x, y, k in layout["stops"]}
        campaign = self.session.bank.campaign
        self._level = visit.next_level(self.session.visit, campaign)
        self._now = self.plot_of(self._level)
        self._paint_ground()
        plots = {chapter.plot: chapter for chapter in campaign.chapters}
        for name, (x, y, k) in sorted(self._stops.items(), key=lambda stop: stop[1][1]):
            if name == GATE or name in plots:
                self._paint_plot(name, x, y, k, plots.get(name))
        for name, (x, y, k) in self._stops.items():
            if name == GATE or name in plots:
                self._paint_label(name, x, y, k, plots.get(name))
        self._paint_bar()
        self._walk()

    # ── ground and plots ──

    def _paint_ground(self) -> None:
        kit, stage = self.kit, self.kit.stage
        target = kit.canvas.backdrop
        shapes.fill_gradient(target, target.get_rect(), theme.SKY[:3])
        painter = kit.painter
        if not stage.is_portrait:
            painter.picture("cloud_1", 120, 60, 240, 111, alpha=230)
            painter.picture("cloud_3", 1500, 120, 260, 90, alpha=230)
        backdrop.strip("bg_skyline_far", kit, stage.pick(-20, 70), 300, 255)
        backdrop.strip("bg_skyline_mid", kit, stage.pick(62, 150), 240, 255)
        width, height = stage.units
        left, top = stage.at(0, 0)
        low = stage.at(0, height * 0.5)[1]
        target.fill(theme.GRASS_BASE, (0, low, *target.get_size()))
        name = f"map_ground_{stage.pick('landscape', 'portrait')}"
        ground = kit.art.picture(name, stage.px(width), stage.px(height))
        lay(target, ground, (left, top))
        if left > 0:
            # A window wider than the street: the meadow goes on at both sides as it ends.
            right = left + ground.get_width()
            for column, x, wide in ((0, 0, left), (ground.get_width() - 1, right, target.get_width() - right)):
                rim = ground.subsurface((column, 0, 1, ground.get_height()))
                lay(target, pygame.transform.scale(rim, (max(1, wide), ground.get_height())), (x, top))
        for extra, x, y, wide in EXTRAS[stage.is_portrait]:
            lit = self._is_lit(extra)
            painter.picture(extra, x - wide / 2, y - PLOT_CENTRE * wide, wide, grey=not lit, alpha=255)

    def _is_lit(self, extra: str) -> bool:
        plot = "fraud_1_alley" if extra.startswith("fraud") else "road_1_bank_desk"
        return any(
            chapter.plot == plot and visit.chapter_stars(self.session.visit, chapter)
            for chapter in self.session.bank.campaign.chapters
        )

    def _state(self, chapter: Any) -> tuple[bool, int]:
        """Whether the stop is open, and its stars."""
        seen, campaign = self.session.visit, self.session.bank.campaign
        if chapter is None:
            return visit.is_level_open(seen, campaign, campaign.exam), seen.stars.get(EXAM, 0)
        return visit.is_chapter_open(seen, campaign, chapter), visit.best_stars(seen, chapter)

    def _paint_plot(self, name: str, x: float, y: float, k: float, chapter: Any) -> None:
        kit = self.kit
        wide = 512 * self._scale * k
        is_open, _ = self._state(chapter)
        if name == self._now:
            glow = shapes.glow(kit.stage.px(380), kit.stage.px(220), *theme.PLOT_GLOW)
            lay(kit.canvas.backdrop, glow, kit.stage.at(x - 190, y - 110))
        kit.painter.picture(name, x - wide / 2, y - PLOT_CENTRE * wide, wide, grey=not is_open and name != GATE)
        box = kit.rect(x - wide * 0.46, y - wide * 0.5, wide * 0.92, wide * 0.5 + 150)
        self.target(Target(f"stop-{chapter.id if chapter else EXAM}", box, partial(self._visit, chapter)))

    def _paint_label(self, name: str, x: float, y: float, k: float, chapter: Any) -> None:
        painter = self.kit.painter
        wide = 512 * self._scale * k
        is_open, stars = self._state(chapter)
        top = min(y + 66 * k * wide / 317, self.kit.stage.units[1] - 100)
        title = chapter.title if chapter else self.kit.say("street.gate")
        if name == self._now:
            fill = ((0.0, theme.ACCENT_LIGHT), (1.0, theme.ACCENT))
            self._label_pill(
                painter, title, x, top, 72, fill, theme.WHITE, 38, Depth(7, 10, 10, 60), theme.ACCENT_DEEP, "play"
            )
        elif name == GATE:
            fill = ((0.0, theme.GOLD_LIGHT), (1.0, theme.GOLD_BASE))
            self._label_pill(painter, title, x, top + 14, 64, fill, theme.GOLD_INK, 38, SIGN, theme.GOLD_DEEP)
            if stars:
                self._paint_stars(painter, x, top - 20, stars)
        elif stars or is_open:
            ink = theme.TAG.get(name, theme.INK)
            self._label_pill(
                painter, title, x, top, LABEL_TALL, theme.WHITE, ink, 34, Depth(5, 8, 8, 36), theme.CLEARED_LIP
            )
            self._paint_stars(painter, x, top - 38, stars)
        else:
            self._label_pill(
                painter,
                title,
                x,
                top,
                LABEL_TALL,
                theme.WHITE,
                theme.INK2,
                34,
                Depth(5, 8, 8, 36),
                theme.LOCKED_LIP,
                "lock",
            )

    def _label_pill(
        self,
        painter: Painter,
        title: str,
        x: float,
        y: float,
        tall: float,
        fill: Any,
        ink: theme.Colour,
        size: int,
        depth: Depth,
        lip: theme.Colour,
        icon: str = "",
    ) -> None:
        wide = painter.pill_width(title, tall, size, "Black", bool(icon), 28)
        limit = self.kit.stage.units[0] - 16
        left = min(max(16, x - wide / 2), limit - wide)
        painter.pill(title, left, y, tall, fill, ink, size, "Black", icon=icon, depth=depth, lip=lip, padding=28)

    def _paint_stars(self, painter: Painter, x: float, y: float, stars: int) -> None:
        for place in range(3):
            painter.picture("star_full" if place < stars else "star_empty", x - 69 + 46 * place, y, 46)

    def _paint_bar(self) -> None:
        kit, say = self.kit, self.kit.say
        y = kit.stage.pick(32, 44)
        button(self, "home", 48, y, 96, 96, self.escape or (lambda: None), style=ICON, icon="home", key="escape")
        campaign, seen = self.session.bank.campaign, self.session.visit
        painter = kit.painter
        painter.pill(
            campaign.title,
            168,
            y + 4,
            88,
            theme.SIGN_RED,
            theme.WHITE,
            46,
            "Black",
            depth=SIGN,
            lip=theme.SIGN_LIP,
            padding=40,
        )
        right: float = kit.stage.units[0] - 48
        label = "" if kit.stage.is_portrait else say("street.passport")
        wide = 96 if kit.stage.is_portrait else 246
        button(self, "passport", right - wide, y, wide, 96, lambda: self.leave("passport"), label, ICON, 34, "qr")
        right -= wide + 24
        if not kit.stage.is_portrait:
            score = f"{seen.score:,}"
            right -= (
                painter.pill(
                    score,
                    right,
                    y + 4,
                    88,
                    theme.WHITE,
                    theme.INK,
                    40,
                    "Black",
                    picture="coin",
                    depth=PILL,
                    align="right",
                )
                + 24
            )
        most = 3 * sum(1 for _ in campaign.levels())
        stars = f"{visit.total_stars(seen, campaign)} / {most}"
        painter.pill(
            stars, right, y + 4, 88, theme.WHITE, theme.INK, 40, "Black", picture="star_full", depth=PILL, align="right"
        )

    # ── the lion ──

    def _walk(self) -> None:
        """The lion walks from the stop it left to where it goes on."""
        kit = self.kit
        wide = 176 if not kit.stage.is_portrait else 160
        came = self.arguments.get("came_from", self._now)
        path = self._path(came if came in self._stops else self._now, self._now)
        right = kit.picture("lion_wave", 0, 0, wide, z=12)
        left_surface = kit.art.picture("lion_wave", kit.stage.px(wide), flip=True)
        right_surface = right.surface

        def stand(share: float) -> None:
            x, y, ahead = along(path, share)
            bob = 6 * abs(sin(pi * 3 * theme.WALK_MS / 1000 * share)) if 0 < share < 1 else 0
            facing = right_surface if ahead >= 0 or share >= 1 else left_surface
            right.show(facing, *kit.stage.at(x - wide / 2, y - wide + 12 - bob))

        if len(path) > 1:
            kit.motions.play(theme.WALK_MS, stand, motion.in_out)
        else:
            stand(1.0)

    def _path(self, came: str, goes: str) -> Sequence[tuple[float, float]]:
        """The road from stop to stop, ending left of the goal so that its door stays free."""
        start, end = (self._stops[name] for name in (came, goes))
        rest = (max(100, end[0] - self.kit.stage.pick(150, 130)), end[1] + 10)
        if came == goes:
            return [rest]

        def nearest(stop: tuple[float, float, float]) -> int:
            return min(
                range(len(self._road)),
                key=lambda n: (self._road[n][0] - stop[0]) ** 2 + (self._road[n][1] - stop[1]) ** 2,
            )

        first, last = nearest(start), nearest(end)
        step = 1 if last >= first else -1
        way = self._road[first : last + step : step] if last + step >= 0 else self._road[first::-1]
        return [*way[:-1], rest]

    # ── going in ──

    def _visit(self, chapter: Any) -> None:
        seen, campaign, say = self.session.visit, self.session.bank.campaign, self.kit.say
        is_open, _ = self._state(chapter)
        if not is_open:
            if chapter is None:
                left = len(campaign.chapters) - visit.chapters_lit(seen, campaign)
                toast(self.kit, say("street.gate-locked", n=left), "lock")
            else:
                before = campaign.chapters[campaign.chapters.index(chapter) - 1]
                toast(self.kit, say("street.locked", title=before.title), "lock")
            return
        level = campaign.exam if chapter is None else visit.next_in_chapter(seen, chapter)
        self.leave("intro", level=level.id)


def along(path: Sequence[tuple[float, float]], share: float) -> tuple[float, float, float]:
    """The point at `share` of the way along a path, and which way it leads there (its x direction)."""
    if len(path) == 1:
        return path[0][0], path[0][1], 1.0
    lengths = [((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(path)]
    left = share * sum(lengths)
    for (a, b), length in zip(pairwise(path), lengths, strict=True):
        if left <= length and length:
            part = left / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, b[0] - a[0]
        left -= length
    return path[-1][0], path[-1][1], 1.0
