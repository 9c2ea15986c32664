"""A question that plays itself: it stands there, the options light up in turn, then the key and its reason.

Nothing here touches a visit: no run, no journal. While a visit that a crash cut off may still be taken up, what it
could be asked is left out.
"""

from __future__ import annotations

from functools import partial

from pygame import Surface

from game.citing import cited
from game.qtypes import load_view
from game.qtypes.tiles import BLEED, REMOVED_ALPHA, Box, Outcome, State, paint_tile, tile_boxes, tile_surface
from game.rules.levels import EXAM, is_mode
from game.rules.question import Listed
from game.scenes.playlist.bill import Playbill
from game.scenes.playlist.trimmings import room_round
from game.scenes.screen import GameScene
from game.session import Session
from game.ui import motion, theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, PILL, Painter
from game.ui.widgets import backdrop

TYPES = ("single", "truefalse")
SPAN_MS = 20_000
"""A question's time where the setting leaves room for several; one with less gets all there is."""
LIGHTS_SHARE, KEY_SHARE = 0.3, 0.45
"""When the options begin to light up and when the key is shown, as shares of the question's time."""
DOTS, DOT, DOT_STEP = 5, 36, 64


def questions(session: Session, chance: int = 0) -> list[Listed]:
    """What may be shown: short questions of the bank that no visit waiting to be taken up could be asked.

    Of a large bank it is a sample that `chance` draws.
    """
    cut, topics = session.interrupted, [chapter.id for chapter in session.bank.campaign.chapters]
    hidden: set[str] = set()
    if cut is not None:
        if is_mode(cut.level) or cut.level == EXAM:
            return []
        hidden = {record.question for record in (*cut.answers, *cut.records)}
        if cut.level:
            topics.remove(session.bank.campaign.level(cut.level).chapter)
    listed = session.bank.listed(topics, chance)
    fitting = [entry for entry in listed if entry.type in TYPES and entry.id not in hidden]
    return [entry for entry in fitting if not entry.is_foreign] or fitting


def has_question(session: Session) -> bool:
    """Whether there is one to show."""
    return bool(questions(session))


class Teaser:
    """One question after another on a scene, as many as its time allows."""

    def __init__(self, scene: GameScene, bill: Playbill, seconds: int) -> None:
        self._scene, self._kit, self._bill = scene, scene.kit, bill
        rounds = max(1, seconds * 1000 // SPAN_MS)
        self._span_ms = seconds * 1000 // rounds
        self._sprites: list[Sprite] = []
        backdrop.sky(
            self._kit, self._kit.stage.pick(1010, 1830), clouds=False, hills=room_round(self._kit)[1] > 0, strength=204
        )
        self._paint_title()
        for place in range(rounds):
            if place == 0:
                self._ask()
            else:
                self._kit.motions.later(place * self._span_ms, self._ask)

    def _paint_title(self) -> None:
        kit = self._kit
        title, size = kit.say("teaser.title"), kit.stage.pick(76, 116)
        if len(title) > 8:
            size = kit.stage.pick(64, 84)
        role = theme.Type(size, "Black", 1.14)
        x, y, align = kit.stage.pick((58, 14, "left"), (540, 60, "center"))
        kit.painter.splash(title, x, y, role, theme.SPLASH_GOLD, align)
        if not self._bill.for_show and not kit.stage.is_portrait:
            ink = theme.GOLD_INK
            kit.painter.pill(
                kit.say("teaser.join"), 1856, 36, 84, theme.GOLD, ink, 40, "Black", depth=PILL, align="right"
            )

    # ── asking ──

    def _ask(self) -> None:
        kit, stage, chance = self._kit, self._kit.stage, self._bill.chance
        for sprite in self._sprites:
            sprite.remove()
        session = self._scene.session
        drawn = chance.choice(questions(session, chance.randrange(1 << 31)))
        question = self._question = session.bank.question(drawn.id)
        rules = self._scene.session.types[question.type]
        body = self._body = rules.shuffle(question.body, chance)
        view = load_view(question.type).view(self._scene, body, lambda: None)
        self._outcomes: list[Outcome] = view.outcomes(None, rules.grade(body, rules.guess(body, chance)))
        count = len(self._outcomes)
        area = stage.pick(Box(64, 376, 1792, 280), Box(48, 640, 984, 620))
        columns = 2 if count % 2 == 0 and not stage.is_portrait else 1
        rows = -(-count // columns)
        tall = min(area.height, rows * 150)
        self._boxes = tile_boxes(count, area.x, area.y + (area.height - tall) / 2, area.width, tall, columns, 18)
        self._size = 46 if stage.is_portrait else 42 if rows < 3 else 38
        self._tiles = [self._placed_tile(place) for place in range(count)]
        self._thinking = self._think()
        self._sprites = [self._stem(), *self._tiles, *self._thinking]
        begin = round(self._span_ms * LIGHTS_SHARE)
        step = (round(self._span_ms * KEY_SHARE) - begin) // count
        for place in range(count):
            kit.motions.later(begin + place * step, partial(self._light, place))
        kit.motions.later(round(self._span_ms * KEY_SHARE), self._reveal)

    def _stem(self) -> Sprite:
        kit, question = self._kit, self._question
        box = kit.stage.pick(Box(64, 146, 1792, 210), Box(48, 250, 984, 350))
        chapter = self._scene.session.bank.campaign.chapter(question.topic)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.WHITE, CARD)
            tag = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
            painter.pill(chapter.title, 48, 26, 58, tag, theme.WHITE, 34)
            role = theme.Type(54, "Bold", 1.36)
            painter.words(question.stem, 48, 92, box.width - 96, box.height - 104, role, theme.INK, smallest=36)

        return kit.sprite(box.x, box.y, box.width, box.height, paint, z=8, bleed=40)

    def _placed_tile(self, place: int) -> Sprite:
        box = self._boxes[place]
        return self._kit.place(self._drawn_tile(place, State.NORMAL), box.x, box.y, z=10, bleed=BLEED)

    def _drawn_tile(self, place: int, state: State) -> Surface:
        return tile_surface(self._kit, self._boxes[place], place, self._outcomes[place].tile, state, self._size)

    def _think(self) -> list[Sprite]:
        """The lion thinks, and a row of dots fills until the key is shown."""
        kit, box = self._kit, self._panel
        x, y, wide = kit.stage.pick((box.x + 420, box.y + 70, box.width - 470), (box.x, box.y + 310, box.width))
        align = kit.stage.pick("left", "center")
        row = DOTS * DOT_STEP - (DOT_STEP - DOT)

        def words(painter: Painter) -> None:
            role = theme.Type(56, "Black", 1.2)
            painter.words(kit.say("teaser.think"), 0, 0, wide, 80, role, theme.ACCENT_DEEP, align)

        lion_at = kit.stage.pick((box.x + 80, box.y - 6, 290), (box.x + 332, box.y - 16, 320))
        lion = kit.picture("lion_think", *lion_at, z=9)
        left = x + kit.stage.pick(0, (wide - row) / 2)
        dots = kit.canvas.add(self._dots(0), *kit.stage.at(left, y + 106), z=9)
        for lit in range(1, DOTS + 1):
            due = round(self._span_ms * KEY_SHARE * lit / (DOTS + 1))
            kit.motions.later(due, lambda lit=lit: dots.show(self._dots(lit)))  # type: ignore[misc]
        return [lion, kit.sprite(x, y, wide, 80, words, z=9, bleed=0), dots]

    def _dots(self, lit: int) -> Surface:
        def paint(painter: Painter) -> None:
            for place in range(DOTS):
                painter.disc(place * DOT_STEP, 0, DOT, theme.GOLD if place < lit else theme.WHITE)

        return self._kit.drawn(DOTS * DOT_STEP, DOT, paint, bleed=0)

    @property
    def _panel(self) -> Box:
        """Where the lion thinks, and the reason stands later."""
        return self._kit.stage.pick(Box(64, 682, 1792, 292), Box(48, 1300, 984, 500))

    def _light(self, lit: int) -> None:
        """That option is lit, and no other."""
        for place in range(max(0, lit - 1), lit + 1):
            self._tiles[place].show(self._drawn_tile(place, State.SELECTED if place == lit else State.NORMAL))

    # ── the key ──

    def _reveal(self) -> None:
        for place, outcome in enumerate(self._outcomes):
            box = self._boxes[place]

            def paint(painter: Painter, box: Box = box, place: int = place, outcome: Outcome = outcome) -> None:
                paint_tile(painter, box, place, outcome.tile, outcome.state, self._size, outcome.mark)

            self._tiles[place].show(self._kit.drawn(box.width, box.height, paint, BLEED))
            if outcome.state == State.REMOVED:
                self._tiles[place].fade(REMOVED_ALPHA)
        for sprite in self._thinking:
            sprite.remove()
        self._sprites.append(self._reason())

    def _reason(self) -> Sprite:
        """The key in words, why it is right, and where that is written."""
        kit, box, question = self._kit, self._panel, self._question
        key = "".join(load_view(question.type).key_words(self._body, kit.say))
        source = cited(question.citations, kit.say)
        lion = kit.stage.pick((36, 6, 270), (box.width - 178, -16, 150))
        x, wide = kit.stage.pick((340, box.width - 390), (48, box.width - 96))

        def paint(painter: Painter) -> None:
            painter.box(
                0,
                0,
                box.width,
                box.height,
                theme.RADIUS_CARD,
                theme.RIGHT_PANEL,
                CARD,
                border=theme.RIGHT,
                border_width=5,
            )
            painter.picture("lion_cheer", *lion)
            painter.disc(x, 26, 60, theme.RIGHT)
            painter.icon("check", x + 13, 39, 34, theme.WHITE)
            role = theme.Type(48, "Black", 1.2)
            room = wide - 84 - kit.stage.pick(0, 220)
            painter.words(kit.say("teaser.answer", right=key), x + 84, 18, room, 76, role, theme.RIGHT_INK, smallest=30)
            top, foot = kit.stage.pick((104, 62), (126, 96))
            role = theme.Type(kit.stage.pick(42, 46), "Regular", 1.4)
            tall = box.height - top - foot - 14
            painter.words(question.rationale, x, top, wide, tall, role, theme.INK, valign="top", smallest=28)
            role = theme.Type(30, "Regular", 1.25)
            low = box.height - foot - 8
            painter.words(source, x, low, wide, foot, role, theme.INK2, smallest=22)

        made = kit.sprite(box.x, box.y, box.width, box.height, paint, z=9, bleed=120)
        if not kit.is_large:
            kit.motions.play(theme.PANEL_MS, lambda share: made.fade(round(255 * share)), motion.out_cubic)
        return made
