"""Every colour, type size, radius and duration on screen. Sizes are design units of the 1920×1080 stage, times are ms.

Sources: the visual direction's token tables; contrasts there are measured against the fills named here.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


def rgb(code: str) -> Colour:
    """The colour of a `#RRGGBB` code."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


WHITE = rgb("#FFFFFF")
ACCENT, ACCENT_DEEP, ACCENT_LIGHT, ACCENT_SOFT = rgb("#2156D9"), rgb("#173FA6"), rgb("#5F8BF2"), rgb("#E6EEFF")
ACCENTS = ("2156D9", "0B6E6E", "8A2B2B", "7A4300", "553C9E", "1B5E2E", "9A2C64", "33488F")
"""Accents that a branch may choose, the design's own first; white text on each reaches 5:1 and more."""
SELECT, SELECT_SOFT, SELECT_LIP = rgb("#2156D9"), rgb("#EEF4FE"), rgb("#9DB8F3")
SELECT_RING = (33, 86, 217, 43)
GOLD, GOLD_LIGHT, GOLD_BASE, GOLD_DEEP, GOLD_INK = (
    rgb("#FFC53D"),
    rgb("#FFDF7A"),
    rgb("#FFC02E"),
    rgb("#D98A1C"),
    rgb("#4F2F00"),
)
GOLD_RIM = rgb("#FFF3C4")
COIN_INK, STREAK_INK = rgb("#8A5200"), rgb("#9A3412")
INK, INK2, INK3 = rgb("#1B2A4A"), rgb("#3A4A6B"), rgb("#5A6A8C")
RIGHT, RIGHT_INK, RIGHT_SOFT, RIGHT_LIP, RIGHT_PANEL = (
    rgb("#0B7A55"),
    rgb("#07543A"),
    rgb("#E0F7EC"),
    rgb("#8FD6B9"),
    rgb("#E9FAF2"),
)
WRONG, WRONG_INK, WRONG_SOFT, WRONG_LIP, WRONG_PANEL = (
    rgb("#C2410C"),
    rgb("#842B06"),
    rgb("#FFEDE2"),
    rgb("#F2B596"),
    rgb("#FFF3EB"),
)
TOAST_TICK = rgb("#7BE0B6")
SIGN_RED, SIGN_LIP = rgb("#C9353C"), rgb("#8E1F28")
LIP, ANSWER_LIP, TILE_LIP, LINE, DASH_REST = (
    rgb("#C5D5F5"),
    rgb("#CBD9F4"),
    rgb("#DCE5F7"),
    rgb("#D5E0F4"),
    rgb("#FFFFFF"),
)
TILE = rgb("#F1F5FE")
PRESSED = rgb("#F1F5FE")
LOCKED_LIP, CLEARED_LIP = rgb("#C5CFE4"), rgb("#D9C69C")
SHADOW = rgb("#1F3F8A")
CARD_LIP = (37, 70, 150, 30)
CARD_GLASS = (255, 255, 255, 224)
SCRIM = (27, 42, 74, 140)
ECHO_SHADE = (150, 156, 172)
"""What the echo round a staff's picture is multiplied by, so that the picture stands out."""
SKY = ((0.0, rgb("#8FCBFF")), (0.38, rgb("#C3E5FF")), (0.62, rgb("#EAF6FF")), (1.0, rgb("#FFF4DC")))
CARE_SKY = ((0.0, rgb("#FFF6E3")), (1.0, rgb("#FFE9C2")))
STAGE_SKY = ((0.0, rgb("#4A7BEC")), (0.5, rgb("#2156D9")), (1.0, rgb("#123391")))
GRASS = ((0.0, rgb("#BDE8AA")), (1.0, rgb("#8FD08A")))
GRASS_BASE = rgb("#8FD08A")
ROAD = ((0.0, rgb("#FBEBCB")), (1.0, rgb("#F0D6A4")))
ROAD_EDGE = rgb("#FFF7E4")
HERO_SKY = ((0.0, rgb("#A9D8FF")), (0.52, rgb("#DDF1FF")), (0.525, rgb("#B9E6A6")), (1.0, rgb("#93D28A")))
HERO_ROAD, HERO_ROAD_EDGE, HERO_ROAD_DASH = rgb("#FBEBCB"), rgb("#E3C38D"), rgb("#E0BF86")
MARQUEE = rgb("#173FA6")
SPLASH, SPLASH_GOLD, SPLASH_DEEP = rgb("#FFFFFF"), rgb("#FFD550"), rgb("#0F2C7A")
SLOGAN_INK = rgb("#12307F")
SUN = ((255, 247, 216, 255), (255, 243, 200, 0))
PLOT_GLOW = ((255, 236, 150, 250), (255, 220, 90, 0))
HALO = ((255, 255, 255, 240), (255, 255, 255, 0))
CARE_FILL, CARE_INK, CARE_SOFT = rgb("#C2410C"), rgb("#842B06"), rgb("#FFF1CF")
BOARD_FILL, BOARD_TRACK, BOARD_BAR = ((0.0, rgb("#FFF1CF")), (1.0, rgb("#FFF9EA"))), rgb("#F2DDAE"), rgb("#F5A623")
RING_TRACK, RING_FILL = rgb("#E1E5EC"), rgb("#F08A1D")
STAT_SCORE, STAT_RIGHT, STAT_STREAK = rgb("#9A5B00"), rgb("#0B6A4A"), rgb("#B4321A")
STEPS = ((rgb("#FFE08A"), rgb("#FFC53D")), (rgb("#E3E8F4"), rgb("#C3CDE3")), (rgb("#F2C3A0"), rgb("#E3A06F")))
STEP_INK = (rgb("#8A5200"), rgb("#4A5878"), rgb("#7A3E12"))
"""The steps of the first three, and the numbers on them."""
PAPER = ((0.0, rgb("#FFFDF6")), (1.0, rgb("#FFF3DA")))
PAPER_RIM, PAPER_LIP, PAPER_RULE = rgb("#F7DE9E"), rgb("#D9B871"), rgb("#D99A2B")
PAPER_TITLE, PAPER_NOTE = rgb("#B4232B"), rgb("#5A4A2A")
CONFETTI = tuple(rgb(code) for code in ("#EC5948", "#FFC53D", "#4FC8A0", "#4A8EF0", "#A391F2", "#FF9DB3"))
FOCUS = rgb("#F08A1D")
OPAQUE = (255, 255, 255, 255)

TAG = {
    "right_1_property": rgb("#9A6200"),
    "right_2_know": rgb("#2459BE"),
    "right_3_choice": rgb("#B5432C"),
    "right_4_fair": rgb("#17735D"),
    "right_5_redress": rgb("#33488F"),
    "right_6_education": rgb("#A8452F"),
    "right_7_respect": rgb("#1C6679"),
    "right_8_info": rgb("#5D47B5"),
    "fraud_1_alley": rgb("#553C9E"),
    "road_1_bank_desk": rgb("#1D4FB0"),
    "gate_ambassador": rgb("#9A6200"),
}
"""The colour of a chapter's tag, by its plot; white text on each reaches 4.5:1 and more."""

TAG_SOFT_SHARE = 0.12
"""How much of the tag colour a soft tile mixes into white."""

CLASS_TAG = rgb("#553C9E")
CLASS_TILES = tuple(rgb(code) for code in ("#1A50B0", "#8A4300", "#085E56", "#862A84", "#9A1C35", "#3B4763"))
"""The solid answer tiles of a projector, A to F; white text on each reaches 7:1."""
CLASS_BARS = tuple(rgb(code) for code in ("#1D5FD1", "#C25A00", "#0B7F74", "#8E2F8C", "#B3243F", "#4A5878"))
"""The bars of what was chosen, and the colours that players have."""
CLASS_LIP = (27, 42, 74, 110)
CLASS_VEIL = (27, 42, 74, 205)
CLASS_FOOT = rgb("#12307F")
CLASS_STEPS = (
    (rgb("#FFE29E"), rgb("#FFD46E"), rgb("#FFC53D")),
    (rgb("#E1E6F0"), rgb("#D2DAE9"), rgb("#C3CDE2")),
    (rgb("#F1CCB0"), rgb("#EAB389"), rgb("#E39A62")),
)
"""Of each step of the podium: its top, and its front from above to below; ink on each reaches 7:1."""

HOME_TILES = {
    "lab": (rgb("#553C9E"), rgb("#E6DDFF")),
    "daily": (rgb("#1B5E93"), rgb("#D5ECFF")),
    "challenge": (rgb("#9A4A00"), rgb("#FFE8CC")),
    "duel": (rgb("#B5432C"), rgb("#FFE3DA")),
    "redo": (rgb("#1C6679"), rgb("#D3F1F6")),
    "book": (rgb("#17735D"), rgb("#D6F5E8")),
    "wall": (rgb("#5D47B5"), rgb("#E9E3FF")),
    "passport": (rgb("#2459BE"), rgb("#DCE8FF")),
}
"""Title colour and soft corner of each tile on the home screen."""


def use_accent(code: str) -> None:
    """The buttons and marks of the design's blue are of another colour (`RRGGBB`, one of ACCENTS) from now on.

    Must come before the first scene: styles take their colours when they are made.
    """
    global ACCENT, ACCENT_DEEP, ACCENT_LIGHT, ACCENT_SOFT, SELECT, SELECT_SOFT, SELECT_LIP, SELECT_RING, MARQUEE
    if code not in ACCENTS or code == ACCENTS[0]:
        return
    ACCENT = SELECT = rgb(f"#{code}")
    ACCENT_DEEP = MARQUEE = mix(ACCENT, (0, 0, 0), 0.28)
    ACCENT_LIGHT, ACCENT_SOFT, SELECT_SOFT = mix(ACCENT, WHITE, 0.3), mix(ACCENT, WHITE, 0.88), mix(ACCENT, WHITE, 0.92)
    SELECT_LIP = mix(ACCENT, WHITE, 0.55)
    SELECT_RING = (*ACCENT, 43)


@dataclass(frozen=True, slots=True)
class Type:
    """A role of text: size in design units, weight, line height in ems."""

    size: int
    weight: str
    leading: float = 1.35


SPLASH_TITLE = Type(160, "Black", 1.14)
SCREEN_TITLE = Type(52, "Black", 1.2)
LEVEL_TITLE = Type(80, "Black", 1.2)
QUESTION = Type(54, "Bold", 1.42)
ANSWER = Type(44, "Bold", 1.3)
EXPLANATION = Type(42, "Regular", 1.48)
BUTTON = Type(50, "Black", 1.2)
START_BUTTON = Type(64, "Black", 1.2)
LABEL = Type(34, "Bold", 1.3)
HEADING = Type(40, "Black", 1.35)
BODY = Type(36, "Regular", 1.4)
SMALL = Type(32, "Regular", 1.35)
MINIMUM_SIZE = 32

LARGE_TEXT = 1.2
CARE_TEXT = 1.35

UNIT = 8
RADIUS_CARD, RADIUS_ANSWER, RADIUS_BUTTON, RADIUS_ICON, RADIUS_PANEL = 36, 34, 32, 30, 56

PRESS_MS, RELEASE_MS = 90, 160
ENTER_MS, STAGGER_MS = 280, 60
CHANGE_MS = 320
REVEAL_MS, HOP_MS, SHAKE_MS = 320, 420, 260
PANEL_MS = 360
STAR_MS, STAR_GAP_MS, COUNT_MS = 420, 180, 700
CONFETTI_MS, CONFETTI_PIECES, GRAVITY = 1200, 80, 900.0
WALK_MS = 1400
UNLOCK_MS = 900
TOAST_MS = 2200
DISSOLVE_MS = 500
"""From one item of the playlist to the next."""
CROSSFADE_MS = 200
"""The only motion in 关爱模式."""


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """`colour` with `share` (0–1) of `other` in it."""
    return (
        round(colour[0] + (other[0] - colour[0]) * share),
        round(colour[1] + (other[1] - colour[1]) * share),
        round(colour[2] + (other[2] - colour[2]) * share),
    )
