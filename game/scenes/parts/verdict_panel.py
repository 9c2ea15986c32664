"""The panel that slides up after an answer: verdict, reason, source, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Rect, Surface

from game.scenes.parts.flag_button import Flag, flag_button
from game.ui import motion, shapes, text, theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import Painter
from game.ui.scene import Scene
from game.ui.widgets.button import PRIMARY, button
from game.ui.widgets.confetti import confetti

TEXT_WIDTH = 1010
SOURCE = theme.Type(32, "Regular", 1.32)


@dataclass(frozen=True, slots=True)
class Told:
    """What the panel tells; `note` what becomes of an error, `more` the fuller explanation after a confident one."""

    is_right: bool
    timed_out: bool
    points: int
    streak: int
    rationale: str
    why: str
    source: str
    is_saved: bool
    is_last: bool
    note: str = ""
    more: str = ""


def needed(kit: Kit, told: Told) -> float:
    """How tall the panel would like to be, in units, to show its words at full size."""
    scale = kit.stage.scale
    width = kit.stage.pick(TEXT_WIDTH, kit.stage.units[0] - 96)
    reason = text.paragraph(_reason(told), _reason_type(kit.text_scale), scale, kit.stage.px(width))
    source = text.paragraph(told.source, SOURCE, scale, kit.stage.px(width - 54))
    return (reason.height + source.height) / scale + kit.stage.pick(124 + 60, 200 + 60 + 190)


def show(scene: Scene, told: Told, top: float, onward: Callable[[], None], flag: Flag) -> list[Sprite]:
    """The panel slides in at `top`, the lion and the buttons follow; returns all sprites."""
    kit = scene.kit
    stage = kit.stage
    width = stage.units[0]
    bottom = (kit.canvas.screen.get_height() - stage.origin[1]) / stage.scale
    window = kit.canvas.screen.get_width()
    tall = max(200.0, bottom - top)
    colours = (
        (theme.RIGHT, theme.RIGHT_INK, theme.RIGHT_PANEL)
        if told.is_right
        else (theme.WRONG, theme.WRONG_INK, theme.WRONG_PANEL)
    )
    lead, radius = stage.px(40), stage.px(theme.RADIUS_PANEL)
    crown = shapes.surface(window, lead + radius)
    sheet = Rect(0, lead, window, radius * 3)
    shapes.cast(crown, sheet, radius, stage.px(16), -stage.px(8), 40)
    shapes.rounded(crown, sheet, radius, colours[0])
    shapes.rounded(crown, sheet.move(0, stage.px(8)), radius, colours[2])
    plain = crown.copy()
    # The sheet below the rounded crown is opaque: a copy is cheaper than a blend, and it is most of the panel.
    body = Surface((window, max(1, stage.px(tall) - radius))).convert(kit.canvas.screen)
    body.fill(colours[2])
    for target, above in ((crown, lead), (body, -radius)):
        painter = Painter(target, stage, kit.art, (stage.origin[0], above))
        if stage.is_portrait:
            room = tall - 200 - 170
            _write(
                painter, told, colours, 330, 44, width - 330 - 48, 48, 200, width - 96, room, kit.text_scale, kit.say
            )
        else:
            room = tall - 124 - 20
            _write(painter, told, colours, 490, 36, TEXT_WIDTH, 490, 124, TEXT_WIDTH, room, kit.text_scale, kit.say)
    rest = stage.at(0, top)[1] - lead
    floor = rest + lead + radius
    rim = kit.canvas.add(plain, 0, floor + body.get_height(), z=14)
    page = kit.canvas.add(
        body.subsurface((0, body.get_height() - 1, window, 1)), 0, floor + body.get_height() - 1, z=14
    )

    def rise(share: float) -> None:
        """Like a blind from below: the rim rises and bares the words, which stay where they are."""
        rows = round(body.get_height() * share)
        page.uncover(body, floor, rows)
        if share >= 1:
            rim.show(crown, 0, rest)
        else:
            rim.move(0, rest + body.get_height() - rows)

    kit.motions.play(theme.PANEL_MS, rise, motion.out_cubic, delay_ms=120)
    sprites = [rim, page]
    lion_wide = stage.pick(min(420.0, tall * 1.06), 270.0)
    lion_x, lion_y = stage.pick((70.0, bottom - lion_wide - 16), (40.0, top - 80))
    lion = kit.picture("lion_cheer" if told.is_right else "lion_encourage", lion_x, lion_y, lion_wide, z=16)
    sprites.append(lion)
    base = lion.y
    hop, step = (0, 0) if kit.is_large else (stage.px(36), stage.px(24))
    later_ms = theme.PANEL_MS if kit.is_large else 120

    def pop(share: float) -> None:
        lion.move(lion.x, base + hop * (1 - share))
        # In one step: fading would copy the whole lion each frame.
        lion.fade(0 if share <= 0 else 255)

    kit.motions.play(theme.HOP_MS, pop, motion.out_back(1.6), delay_ms=120 + later_ms)
    label = kit.say("feedback.finish" if told.is_last else "feedback.next")
    x, y, wide, high = stage.pick((1536, top + 60, 320, 132), (324, bottom - 160, 708, 118))
    _, way_on = button(scene, "next", x, y, wide, high, onward, label, PRIMARY, 52, trailing="next", key="return", z=18)
    # Well apart from the way on, paler and smaller: nobody touches it in passing.
    aside = flag_button(scene, flag, *stage.pick((1536, top + 236, 320, 80), (48, bottom - 160, 252, 118)), z=18)
    feet = [(sprite, sprite.y) for sprite in (way_on, aside)]

    def come(share: float) -> None:
        for sprite, foot in feet:
            sprite.move(sprite.x, foot + step * (1 - share))
            sprite.fade(0 if share <= 0 else 255)

    kit.motions.play(200, come, motion.out_quad, delay_ms=180 + later_ms)
    sprites += [way_on, aside]
    if told.is_right and told.streak >= 2:
        confetti(kit, lion_x + lion_wide / 2, lion_y + lion_wide * 0.4, 520, told.points + told.streak, pieces=40, z=12)
    return sprites


def _write(
    painter: Painter,
    told: Told,
    colours: tuple[theme.Colour, theme.Colour, theme.Colour],
    x: float,
    y: float,
    width: float,
    text_x: float,
    text_y: float,
    text_width: float,
    text_height: float,
    text_scale: float,
    say: Callable[..., str],
) -> None:
    """Mark, verdict and chips in the first row; the reason and the source below."""
    painter.disc(x, y, 76, colours[0])
    painter.icon("check" if told.is_right else "cross", x + 16, y + 16, 44, theme.WHITE)
    if told.is_right:
        title = say("feedback.right", points=f"{told.points:,}")
    else:
        title = say("feedback.timeout" if told.timed_out else "feedback.wrong")
        if told.points:
            title = say("feedback.partly", points=f"{told.points:,}")
    role = theme.Type(58, "Black", 1.2)
    stacked = width < 800
    room = width - 100
    chip, icon, picture = "", "", ""
    if told.is_right and told.streak >= 2:
        chip, picture = say("feedback.streak", n=told.streak), "flame"
    elif not told.is_right:
        chip, icon = told.note, "refresh" if told.more else "book"
    if not told.is_saved:
        chip, icon, picture = say("feedback.unsaved"), "warn", ""
    beside = 0.0 if stacked or not chip else painter.pill_width(chip, 64, 36, "Bold", bool(icon or picture)) + 40
    inked = text.width_of(title, role.weight, max(8, round(role.size * painter.scale))) / painter.scale
    while inked + beside > room and role.size > 40:
        role = theme.Type(role.size - 2, role.weight, role.leading)
        inked = text.width_of(title, role.weight, max(8, round(role.size * painter.scale))) / painter.scale
    painter.words(title, x + 100, y - 6, room, 88, role, colours[1])
    if chip:
        left, top = (x + 100, y + 84) if stacked else (x + 130 + min(inked, room), y + 6)
        ink = theme.STREAK_INK if told.is_right else theme.WRONG_INK
        painter.pill(chip, left, top, 64, theme.WHITE, ink, 36, icon=icon, picture=picture)
    source = text.paragraph(told.source, SOURCE, painter.scale, painter.px(text_width - 54))
    source_height = source.height / painter.scale
    reason_role = _reason_type(text_scale)
    reason_height = text_height - source_height - 28
    for reason in (
        _reason(told),
        _joined(told.rationale, told.more),
        _joined(told.why, told.rationale),
        told.rationale,
    ):
        fits = text.fitted(reason, reason_role, painter.scale, painter.px(text_width), painter.px(reason_height))
        if fits.height <= painter.px(reason_height):
            break
    found = painter.words(reason, text_x, text_y, text_width, reason_height, reason_role, theme.INK, valign="top")
    source_y = text_y + found.height / painter.scale + 16
    painter.icon("book", text_x, source_y + 3, 38, theme.INK2)
    painter.words(
        told.source,
        text_x + 54,
        source_y,
        text_width - 54,
        source_height + 6,
        SOURCE,
        theme.INK2,
        valign="top",
        smallest=28,
    )


def _reason(told: Told) -> str:
    """Why the choice was wrong, where that is known, why the key is right, and more where it is needed."""
    return _joined(told.why, told.rationale, told.more)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _reason_type(text_scale: float) -> theme.Type:
    return theme.Type(round(42 * min(1.15, text_scale)), "Regular", 1.45)
