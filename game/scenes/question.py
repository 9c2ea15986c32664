"""A level in play: a question, its answer, the verdict with its reason and source, the next question."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.citing import cited
from game.qtypes import load_view, tiles
from game.qtypes.tiles import Box
from game.rules import modes
from game.rules.levels import Mode, is_mode
from game.rules.question import FULL_CREDIT, Answer
from game.rules.run import Answered, AnswerRecord, Continued, Phase, Prop, PropUsed, Run, Shown, TimeRanOut, usable
from game.scenes.parts import level_hud, places, stem, verdict_panel
from game.scenes.parts.flag_button import Flag
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop, props
from game.ui.widgets.button import ICON, PRIMARY, SUNKEN, WHITE, button
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
        self._confirm: list[Target] = []
        self._is_ready = False
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
        verdict = "right" if run.records[-1].credit == FULL_CREDIT else "wrong"
        return f"feedback-{verdict}-{run.dealt.question.type}"

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
        card, area = places.asked(self.kit.stage, self._view.needs_room)
        self._paint_stem(card, asking=True)
        self._view.ask(area, round(theme.ANSWER.size * self.kit.text_scale))
        if run.deal.level.has_props:
            self._paint_props()
        else:
            self._paint_rule()
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
        self._ring = None
        self._confirm = []
        del self.targets[self._fixed :]

    @property
    def _run(self) -> Run:
        """The run, while there is one to show."""
        if self.session.run is None:
            raise ValueError("no level in play")
        return self.session.run

    def _paint_hud(self) -> None:
        level = self._run.deal.level
        self._put("hud", *level_hud.sprites(self.kit, self._run, self.title_of(level), self.tag_of(level)))

    def _paint_stem(self, box: Box, asking: bool) -> None:
        self._put("stem", *stem.sprites(self.kit, self._run, box, self._view.needs_room, asking))

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

    def _paint_rule(self) -> None:
        """What a mode without props wants to be remembered."""
        run = self._run
        if run.deal.level.id == Mode.DUEL:
            words = self.kit.say("duel.turn-right" if modes.seat(run.index) else "duel.turn-left")
        else:
            words = self.kit.say(f"mode.{run.deal.level.id}-rule")
        x, y, width = self.kit.stage.pick((660 if self._is_left_turn else 64, 926, 1200), (48, 1640, 984))

        def paint(painter: Painter) -> None:
            painter.icon("info", 0, 20, 48, theme.INK2)
            painter.words(words, 68, 0, width - 68, 88, theme.Type(40, "Bold", 1.25), theme.INK2)

        self._put("props", self.kit.sprite(x, y, width, 88, paint, z=9, bleed=0))

    @property
    def _is_left_turn(self) -> bool:
        """Whether the left seat of 双人对战 answers now: then the button is on its side."""
        run = self._run
        return run.deal.level.id == Mode.DUEL and modes.seat(run.index) == modes.LEFT

    def _is_offered(self, prop: Prop) -> bool:
        """Props that can do something in this level at all; a used one stays, pale."""
        run = self._run
        if prop == Prop.TIME:
            return run.limit_ms > 0
        return prop != Prop.SHIELD or not run.deal.is_heartless

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
        """One button; two, sure and not sure, where the level asks that and an answer stands."""
        for target in self._confirm:
            if target in self.targets:
                self.targets.remove(target)
        ready = self._view.answer is not None
        say = self.kit.say
        x, y, width, height = self.kit.stage.pick((1308, 910, 548, 120), (48, 1754, 984, 122))
        if self._is_left_turn and not self.kit.stage.is_portrait:
            x = 64
        if ready and self._run.deal.level.asks_sure:
            offered = [
                ("unsure", say("question.unsure"), WHITE, False, "n", "bulb"),
                ("confirm", say("question.sure"), PRIMARY, True, "return", "check"),
            ]
            wide = (width - 20) / 2
            made = [
                button(
                    self,
                    name,
                    x + place * (wide + 20),
                    y,
                    wide,
                    height,
                    partial(self._answer, sure),
                    label,
                    style,
                    self.kit.stage.pick(38, 46),
                    icon,
                    key=key,
                )
                for place, (name, label, style, sure, key, icon) in enumerate(offered)
            ]
        else:
            label = say("question.confirm") if ready else say(self._view.prompt)
            style, size, mark = (PRIMARY, 50, "check") if ready else (SUNKEN, 38, "")
            made = [
                button(
                    self, "confirm", x, y, width, height, self._answer, label, style, size, trailing=mark, key="return"
                )
            ]
        self._confirm = [target for target, _ in made]
        for target in self._confirm:
            target.is_enabled = ready
        self._is_ready = ready
        self._put("confirm", *(sprite for _, sprite in made))

    def _changed(self) -> None:
        if self._confirm and (self._view.answer is not None) != self._is_ready:
            self._paint_confirm()

    def _answer(self, sure: bool | None = None) -> None:
        run = self.session.run
        answer = self._view.answer
        if run is None or answer is None or run.phase != Phase.ASKING:
            return
        self.session.send(Answered(run.index, answer, self._clock_ms, sure))
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
            source=cited(question.citations, self.kit.say),
            is_saved=run.kept,
            is_last=run.is_last,
            note=self._note(record),
            more=self._more() if record.is_confident_error else "",
        )
        outcomes = self._view.outcomes(answer, self.session.verdict)
        self._view.clear()
        card, boxes, top = places.revealed(
            self.kit.stage, len(outcomes), verdict_panel.needed(self.kit, told), self._view.needs_room
        )
        self._paint_hud()
        self._paint_stem(card, asking=False)
        size = round(42 * min(1.15, self.kit.text_scale))
        self._put("outcomes", *tiles.reveal(self.kit, outcomes, boxes, size))
        flag = Flag(question.id in self.session.visit.flagged, lambda: self.session.flag(question))
        self._put("panel", *verdict_panel.show(self, told, top, self._onward, flag))

    def _note(self, record: AnswerRecord) -> str:
        """What becomes of an error: kept for 错题重练, or asked again soon; nothing where two people play."""
        if self._run.deal.level.id == Mode.DUEL:
            return ""
        return self.kit.say("feedback.again-later" if record.is_confident_error else "feedback.noted")

    def _more(self) -> str:
        """What the question's chapter is about: said to who was sure and wrong."""
        return self.session.bank.campaign.chapter(self._run.dealt.question.topic).lesson.what

    def _onward(self) -> None:
        run = self.session.run
        if run is None:
            return
        self.session.send(Continued(run.index))
        if self.session.run is None:
            self.leave("outcome" if is_mode(run.deal.level.id) else "result")
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
        ways = [Choice("resume", say("pause.resume"), lambda: None)]
        if not is_mode(self._run.deal.level.id):
            ways.append(Choice("restart", say("pause.street"), self._give_up))
        ways.append(Choice("home", say("pause.home"), lambda: self._give_up("home")))
        body = say("pause.body-mode" if len(ways) == 2 else "pause.body")
        dialog(self, say("pause.title"), body, ways)

    def _give_up(self, scene: str = "street") -> None:
        self.session.stop_level()
        self.leave(scene, "back")


_PICTURES: dict[Any, str] = {Prop.EXCLUDE: "fifty", Prop.HINT: "hint", Prop.TIME: "time", Prop.SHIELD: "shield"}
_KEYS = {Prop.EXCLUDE: "q", Prop.HINT: "w", Prop.TIME: "e", Prop.SHIELD: "r"}
