"""A level in play: a question, its answer, the verdict with its reason and source, the next question."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.qtypes import load_view, tiles
from game.qtypes.tiles import Box
from game.rules.question import FULL_CREDIT, Answer
from game.rules.run import Answered, Continued, Phase, Prop, PropUsed, Run, Shown, TimeRanOut, usable
from game.rules.scoring import base_points
from game.scenes.parts import places, verdict_panel
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop, hud, props
from game.ui.widgets.button import ICON, PRIMARY, SUNKEN, button
from game.ui.widgets.dialog import Choice, dialog
from game.ui.widgets.ring import ring
from game.ui.widgets.toast import toast

RING_STEP_MS = 200
URGENT_MS = 5000
PROPS = (Prop.EXCLUDE, Prop.HINT, Prop.TIME, Prop.SHIELD)


class Screen(GameScene):
    """Plays `session.run` from its present question to its end."""

    def build(self) -> None:
        backdrop.sky(
            self.kit, horizon=self.kit.stage.pick(1060, 1860), hills=not self.kit.is_care, strength=204, clouds=False
        )
        self._dialog = ""
        self._groups: dict[str, list[Sprite]] = {}
        self._chips: dict[Prop, props.Chip] = {}
        self._clock_ms = 0
        self._last_tick_ms: int | None = None
        self._ring: Sprite | None = None
        self._ring_due_ms = 0
        self._tick_second = 0
        self._confirm: tuple[Target, Sprite] | None = None
        self.escape = self.pause
        button(
            self, "pause", 48, self.kit.stage.pick(32, 44), 96, 96, self.pause, style=ICON, icon="pause", key="escape"
        )
        self._fixed = len(self.targets)
        if self._run.phase == Phase.REVEALED:
            question = self._run.dealt.question
            self._view = load_view(question.type).view(self, question.body, self._changed)
            self._reveal(self._run.records[-1].answer)
        else:
            self._ask()

    @property
    def pose(self) -> str:
        if self.has_layer:
            return self._dialog
        run = self.session.run
        if run is None or run.phase == Phase.ASKING:
            return f"question-{run.dealt.question.type}" if run else "question"
        return "feedback-right" if run.records[-1].credit == FULL_CREDIT else "feedback-wrong"

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The targets to touch, in order, to choose that answer."""
        taps: tuple[str, ...] = self._view.taps(answer)
        return taps

    # ── time ──

    def tick(self, now_ms: int) -> None:
        passed = 0 if self._last_tick_ms is None else now_ms - self._last_tick_ms
        self._last_tick_ms = now_ms
        run = self.session.run
        if run is None or run.phase != Phase.ASKING or self.has_layer:
            return
        self._clock_ms += passed
        if not run.limit_ms:
            return
        left_ms = run.limit_ms - (self._clock_ms - run.shown_ms)
        if left_ms <= 0:
            self.session.send(TimeRanOut(run.index, self._clock_ms))
            self._reveal(None)
        elif now_ms >= self._ring_due_ms:
            self._ring_due_ms = now_ms + RING_STEP_MS
            self._show_ring(left_ms, run.limit_ms)

    @property
    def wakes_at_ms(self) -> int | None:
        run = self.session.run
        if run is None or run.phase != Phase.ASKING or not run.limit_ms or self.has_layer:
            return None
        return self._ring_due_ms

    def _show_ring(self, left_ms: int, limit_ms: int) -> None:
        seconds = -(-left_ms // 1000)
        made = ring(self.kit, left_ms / limit_ms, seconds, left_ms <= URGENT_MS)
        if left_ms <= URGENT_MS and seconds != self._tick_second:
            self._tick_second = seconds
            self.kit.speaker.play("tick")
        if self._ring is None:
            self._ring = self.kit.canvas.add(made, *self.kit.stage.at(*self.kit.stage.pick((1740, 18), (904, 26))), z=6)
            self._put("ring", self._ring)
        else:
            self._ring.show(made)

    # ── asking ──

    def _ask(self) -> None:
        self._wipe()
        run = self._run
        question = run.dealt.question
        self.session.send(Shown(self._clock_ms))
        self._view = load_view(question.type).view(self, question.body, self._changed)
        self._paint_hud()
        stem, area = places.asked(self.kit.stage, self._view.needs_room)
        self._paint_stem(stem, asking=True)
        self._view.ask(area, round(theme.ANSWER.size * self.kit.text_scale))
        self._paint_props()
        self._paint_confirm()
        if run.limit_ms:
            self._ring_due_ms = 0
            self._show_ring(run.limit_ms, run.limit_ms)

    def _put(self, group: str, *sprites: Sprite) -> None:
        """The group shows these sprites and no others."""
        for sprite in self._groups.pop(group, []):
            sprite.remove()
        self._groups[group] = list(sprites)

    def _wipe(self) -> None:
        for group in tuple(self._groups):
            self._put(group)
        self._chips.clear()
        self._ring = self._confirm = None
        del self.targets[self._fixed :]

    @property
    def _run(self) -> Run:
        """The run, while there is one to show."""
        if self.session.run is None:
            raise ValueError("no level in play")
        return self.session.run

    def _paint_hud(self) -> None:
        run = self._run
        level = run.deal.level
        done = tuple(record.credit == FULL_CREDIT for record in run.records)
        progress = hud.Progress(done[: run.index], run.deal.size)
        title = hud.title_sprite(self.kit, self.title_of(level), self.tag_of(level), progress)
        timed = bool(run.limit_ms) and run.phase == Phase.ASKING
        portrait = self.kit.stage.is_portrait
        streak = self.kit.say("hud.streak", n=run.streak) if run.streak else ""

        width, left = self.kit.stage.units[0], self.kit.stage.pick(760, 0)

        def paint(painter: Painter) -> None:
            right = float(self.kit.stage.pick(1872, 1032) - (152 if timed else 0)) - left
            y = self.kit.stage.pick(36, 48)
            if portrait:
                right = hud.paint_counts(painter, right, y, "", f"{run.score:,}")
                if streak:
                    painter.pill(
                        streak,
                        1032 - left,
                        152,
                        60,
                        theme.WHITE,
                        theme.INK,
                        34,
                        "Black",
                        picture="flame",
                        align="right",
                    )
            else:
                right = hud.paint_counts(painter, right, y, streak, f"{run.score:,}")
            if not run.deal.comfort.heartless:
                hud.paint_hearts(painter, right, y, run.hearts, level.hearts, run.shielded)

        self._put("hud", title, self.kit.sprite(left, 0, width - left, 220, paint, z=4, bleed=0))

    def _paint_stem(self, box: Box, asking: bool) -> None:
        run = self._run
        question = run.dealt.question
        portrait = self.kit.stage.is_portrait
        role = theme.Type(round((58 if portrait else 54) * self.kit.text_scale), "Bold", 1.42)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.WHITE, CARD)
            if not asking:
                small = theme.Type(round(48 * min(1.1, self.kit.text_scale)), "Bold", 1.36)
                painter.words(question.stem, 56, 10, box.width - 112, box.height - 20, small, theme.INK)
                return
            kind = self.kit.say(f"type.{question.type}")
            if self._view.needs_room and not portrait:
                left = 36 + painter.pill(kind, 36, 45, 60, theme.ACCENT_SOFT, theme.ACCENT_DEEP, 34) + 24
                points = self.kit.say("question.worth", n=base_points(question.difficulty))
                right = painter.pill(
                    points,
                    box.width - 36,
                    45,
                    60,
                    theme.ACCENT_SOFT,
                    theme.ACCENT_DEEP,
                    34,
                    picture="coin",
                    align="right",
                )
                room = box.width - left - right - 60
                small = theme.Type(round(48 * min(1.2, self.kit.text_scale)), "Bold", 1.36)
                painter.words(question.stem, left, 6, room, box.height - 12, small, theme.INK, smallest=36)
                return
            size, tall = (36, 64) if portrait else (34, 58)
            next_x = 56 + painter.pill(kind, 56, 36, tall, theme.ACCENT_SOFT, theme.ACCENT_DEEP, size) + 20
            points = self.kit.say("question.worth", n=base_points(question.difficulty))
            painter.pill(points, next_x, 36, tall, theme.ACCENT_SOFT, theme.ACCENT_DEEP, size, picture="coin")
            top = 36 + tall + 8
            room = box.width - 112 if portrait else box.width - 56 - 300
            height = box.height - top - (20 if not portrait else 24)
            painter.words(
                question.stem,
                56,
                top,
                room,
                height,
                role,
                theme.INK,
                valign="top" if portrait else "middle",
                smallest=40,
            )
            if not portrait:
                painter.picture("lion_think", box.width - 270, 20, 266)

        self._put("stem", self.kit.sprite(box.x, box.y, box.width, box.height, paint, z=8, bleed=40))
        if asking and portrait and not self._view.needs_room:
            self._put("lion", self.kit.picture("lion_think", 770, box.y + box.height - 200, 240, z=9))

    def _paint_props(self) -> None:
        y = self.kit.stage.pick(914, 1604)
        shown = [prop for prop in PROPS if self._is_offered(prop)]
        for place, prop in enumerate(shown):
            self._chips[prop] = props.chip(
                self,
                f"prop-{prop}",
                self.kit.stage.pick(64, 48) + place * 252,
                y,
                self.kit.say(f"prop.{prop}"),
                f"prop_{_PICTURES[prop]}",
                usable(self._run, prop),
                0 if prop in self._run.props else 1,
                partial(self._use, prop),
                key=_KEYS[prop],
            )
        self._put("props", *(chip.sprite for chip in self._chips.values()))

    def _is_offered(self, prop: Prop) -> bool:
        """Props that can do something in this level at all; a used one stays, pale."""
        run = self._run
        if prop == Prop.TIME:
            return run.limit_ms > 0
        return prop != Prop.SHIELD or not run.deal.comfort.heartless

    def _use(self, prop: Prop) -> None:
        if not usable(self._run, prop):
            return
        self.session.send(PropUsed(prop, self._clock_ms))
        self._chips[prop].use_up()
        self._paint_hud()
        if prop == Prop.EXCLUDE:
            self._view.remove(self._run.excluded)
        if prop == Prop.HINT:
            self._show_hint(self._run.dealt.question.hint)
        else:
            told = self.kit.say(f"prop.{prop}.used")
            self._put("toast", toast(self.kit, told, "check", self.kit.stage.pick(32, 44)))

    def _show_hint(self, hint: str) -> None:
        self._dialog = "hint"
        dialog(
            self,
            self.kit.say("hint.title"),
            hint,
            [Choice("close", self.kit.say("hint.close"), lambda: None)],
            "lion_point",
        )

    def _paint_confirm(self) -> None:
        label, ready = self.kit.say("question.confirm"), self._view.answer is not None
        if not ready:
            label = self.kit.say(self._view.prompt)
        x, y, width, height = self.kit.stage.pick((1308, 910, 548, 120), (48, 1754, 984, 122))
        if self._confirm is not None and self._confirm[0] in self.targets:
            self.targets.remove(self._confirm[0])
        style = PRIMARY if ready else SUNKEN
        self._confirm = button(
            self,
            "confirm",
            x,
            y,
            width,
            height,
            self._answer,
            label,
            style,
            50 if ready else 38,
            trailing="check" if ready else "",
            key="return",
        )
        self._confirm[0].is_enabled = ready
        self._put("confirm", self._confirm[1])

    def _changed(self) -> None:
        if self._confirm is not None and (self._view.answer is not None) != self._confirm[0].is_enabled:
            self._paint_confirm()

    def _answer(self) -> None:
        run = self.session.run
        answer = self._view.answer
        if run is None or answer is None or run.phase != Phase.ASKING:
            return
        self.session.send(Answered(run.index, answer, self._clock_ms))
        if self.session.run is not None and self.session.run.phase == Phase.REVEALED:
            self._reveal(answer)

    # ── the verdict ──

    def _reveal(self, answer: tuple[int, ...] | None) -> None:
        run = self._run
        self._wipe()
        question, record = run.dealt.question, run.records[-1]
        why = load_view(question.type).why(question.body, answer or ()) if record.credit < FULL_CREDIT else ""
        told = verdict_panel.Told(
            is_right=record.credit == FULL_CREDIT,
            timed_out=answer is None,
            points=record.points,
            streak=run.streak,
            rationale=question.rationale,
            why=why if self._view.needs_room or not why else self.kit.say("feedback.why") + why,
            source=verdict_panel.cited(question.citations, self.kit.say),
            is_saved=run.kept,
            is_last=run.is_last,
        )
        outcomes = self._view.outcomes(answer, self.session.verdict)
        self._view.clear()
        stem, boxes, top = places.revealed(
            self.kit.stage, len(outcomes), verdict_panel.needed(self.kit, told), self._view.needs_room
        )
        self._paint_hud()
        self._paint_stem(stem, asking=False)
        size = round(42 * min(1.15, self.kit.text_scale))
        self._put("outcomes", *tiles.reveal(self.kit, outcomes, boxes, size))
        self._put("panel", *verdict_panel.show(self, told, top, self._onward))

    def _onward(self) -> None:
        run = self.session.run
        if run is None:
            return
        self.session.send(Continued(run.index))
        if self.session.run is None:
            self.leave("result")
        elif self.session.run.phase == Phase.ASKING:
            self._view.clear()
            self._ask()

    # ── leaving ──

    def pause(self) -> None:
        """A dialog: go on, or back to the street; the clock stands still meanwhile."""
        if self.has_layer:
            return
        say = self.kit.say
        self._dialog = "pause"
        dialog(
            self,
            say("pause.title"),
            say("pause.body"),
            [
                Choice("resume", say("pause.resume"), lambda: None),
                Choice("restart", say("pause.street"), self._give_up),
                Choice("home", say("pause.home"), lambda: self._give_up("home")),
            ],
        )

    def _give_up(self, scene: str = "street") -> None:
        self.session.stop_level()
        self.leave(scene, "back")


_PICTURES: dict[Any, str] = {Prop.EXCLUDE: "fifty", Prop.HINT: "hint", Prop.TIME: "time", Prop.SHIELD: "shield"}
_KEYS = {Prop.EXCLUDE: "q", Prop.HINT: "w", Prop.TIME: "e", Prop.SHIELD: "r"}
