"""A screen that can be touched, clicked and played by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pygame import Rect

from game.ui import shapes, theme
from game.ui.blend import cut
from game.ui.canvas import Dimmed, Sprite
from game.ui.kit import Kit
from game.ui.pointer import Gesture, Move

FORGIVING_UNITS = 20
"""A finger may slide this far off a target and still mean it."""
CARRY_ON = "carry-on"
"""Where a scene leaves to that stands before another: back to that one."""
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@dataclass(slots=True)
class Target:
    """Something that can be pressed: its box in pixels, what it does, and the key that does the same.

    With `drag` it can be carried: once the finger has moved away it gets every DRAG and the RELEASE or CANCEL after it.
    """

    name: str
    rect: Rect
    act: Callable[[], None]
    look: Callable[[bool], None] | None = None
    key: str = ""
    is_enabled: bool = True
    drag: Callable[[Gesture], None] | None = None


@dataclass(frozen=True, slots=True)
class Exit:
    """Where to go next: a scene's name and what it needs to know. `style` is how the screens change."""

    scene: str
    arguments: dict[str, Any] = field(default_factory=dict)
    style: str = "slide"


@dataclass(slots=True)
class _Layer:
    """The targets that a dialog covers, and how to get back to them."""

    targets: list[Target]
    dimmed: Dimmed
    escape: Callable[[], None] | None


class Scene:
    """One screen. A subclass builds itself in `build`, and sets `self.exit` by `leave` when it is done."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.targets: list[Target] = []
        self.exit: Exit | None = None
        self.escape: Callable[[], None] | None = None
        self._pressed: Target | None = None
        self._press_pos = (0, 0)
        self._is_carrying = False
        self._focus: Target | None = None
        self._ring: Sprite | None = None
        self._layers: list[_Layer] = []

    def build(self) -> None:
        """The backdrop is painted, the sprites stand, the targets are set."""
        raise NotImplementedError

    def close(self) -> None:
        """The scene is over: its buttons and pictures no longer hold each other."""
        self.kit.motions.clear()
        vars(self).clear()

    def tick(self, now_ms: int) -> None:
        """Whatever the scene does each frame beside its motions."""

    @property
    def wakes_at_ms(self) -> int | None:
        """When the scene must be ticked again although nothing moves."""
        return None

    @property
    def is_reading_aloud(self) -> bool:
        """Whether somebody may be listening without touching anything."""
        return False

    takes_text = False
    """Whether typed text means something here; a locked kiosk drops it elsewhere."""

    @property
    def hears_early(self) -> bool:
        """Whether touches count while the screen is still changing to this scene."""
        return False

    @property
    def pose(self) -> str:
        """A short name of what the screen shows just now, for pictures and tests."""
        return type(self).__module__.rsplit(".", 1)[-1]

    def leave(self, scene: str, style: str = "slide", **arguments: Any) -> None:
        """This screen gives way to another after the present event."""
        if self.exit is None:
            self.exit = Exit(scene, arguments, style)

    # ── targets ──

    def target(self, target: Target) -> Target:
        """The target can be pressed from now on."""
        self.targets.append(target)
        return target

    def find(self, name: str) -> Target | None:
        """The enabled target of that name."""
        return next((target for target in self.targets if target.name == name and target.is_enabled), None)

    def gesture(self, gesture: Gesture) -> None:
        """A finger or the mouse did something."""
        self._unfocus()
        if gesture.move == Move.PRESS:
            hit = [target for target in self.targets if target.is_enabled and target.rect.collidepoint(gesture.pos)]
            if hit:
                self._press_pos = gesture.pos
                self._press(hit[-1])
        elif self._pressed is not None:
            edge = self.kit.stage.px(FORGIVING_UNITS)
            if self._carries(gesture, edge):
                return
            inside = self._pressed.rect.inflate(2 * edge, 2 * edge).collidepoint(gesture.pos)
            if (gesture.move == Move.DRAG and not inside) or gesture.move == Move.CANCEL:
                self._release()
            elif gesture.move == Move.RELEASE:
                pressed = self._pressed
                self._release()
                if inside and pressed in self.targets and pressed.is_enabled:
                    pressed.act()

    def _carries(self, gesture: Gesture, edge: int) -> bool:
        """Whether the pressed target is being carried, and so the gesture was its own."""
        pressed = self._pressed
        if pressed is None or pressed.drag is None:
            return False
        if not self._is_carrying:
            moved = max(abs(gesture.pos[0] - self._press_pos[0]), abs(gesture.pos[1] - self._press_pos[1]))
            if gesture.move != Move.DRAG or moved <= edge:
                return False
            if pressed.look:
                pressed.look(False)
            self._is_carrying = True
        if gesture.move != Move.DRAG:
            self._is_carrying, self._pressed = False, None
        pressed.drag(gesture)
        return True

    def key(self, name: str) -> None:
        """A key was pressed: a target's own key, arrows to move the focus, Enter to act, Escape to go back."""
        if name in ("return", "enter", "keypad enter", "space"):
            own = next((target for target in self.targets if target.key == "return" and target.is_enabled), None)
            chosen = self._focus if self._focus in self.targets else own
            if chosen is not None and chosen.is_enabled:
                self.kit.speaker.play("tap")
                has_focus = chosen is self._focus
                chosen.act()
                self._keep_focus(chosen.name if has_focus else "")
        elif name == "escape":
            escape = self._layers[-1].escape if self._layers else self.escape
            if escape is not None:
                escape()
        elif name in ARROWS:
            self._move_focus(*ARROWS[name])
        else:
            for target in self.targets:
                if target.key == name and target.is_enabled:
                    self.kit.speaker.play("tap")
                    target.act()
                    return

    def typed(self, content: str) -> None:
        """Text arrived from a keyboard or a code scanner."""

    # ── dialogs ──

    def open_layer(self, escape: Callable[[], None] | None = None) -> None:
        """The present picture darkens and its targets sleep until `close_layer`."""
        self._release()
        self._unfocus()
        self._layers.append(_Layer(self.targets, self.kit.canvas.dim(), escape))
        self.targets = []

    def close_layer(self) -> None:
        """Back to what lay beneath."""
        self._unfocus()
        layer = self._layers.pop()
        self.targets = layer.targets
        layer.dimmed.restore()

    @property
    def has_layer(self) -> bool:
        return bool(self._layers)

    # ── pressing and focus ──

    def _press(self, target: Target) -> None:
        self._pressed = target
        self.kit.speaker.play("tap")
        if target.look:
            target.look(True)

    def _release(self) -> None:
        if self._is_carrying and self._pressed is not None and self._pressed.drag is not None:
            self._is_carrying = False
            self._pressed.drag(Gesture(Move.CANCEL, self._press_pos))
        elif self._pressed is not None and self._pressed.look:
            self._pressed.look(False)
        self._pressed = None

    def _move_focus(self, dx: int, dy: int) -> None:
        choices = [target for target in self.targets if target.is_enabled]
        if not choices:
            return
        if self._focus not in choices:
            self._set_focus(
                min(choices, key=lambda target: (target.key != "return", target.rect.top, target.rect.left))
            )
            return
        here = self._focus.rect
        ahead: list[tuple[float, Target]] = []
        for target in choices:
            along = (target.rect.centerx - here.centerx) * dx + (target.rect.centery - here.centery) * dy
            across = abs((target.rect.centerx - here.centerx) * dy) + abs((target.rect.centery - here.centery) * dx)
            if target is not self._focus and along > 0:
                ahead.append((along + 2 * across, target))
        if ahead:
            self._set_focus(min(ahead, key=lambda entry: entry[0])[1])

    def _keep_focus(self, name: str) -> None:
        """The focus stays on what was chosen by it, although it was made anew."""
        if name and self.exit is None and self._focus not in self.targets:
            again = self.find(name)
            if again is not None:
                self._set_focus(again)

    def _set_focus(self, target: Target) -> None:
        self._unfocus()
        self._focus = target
        gap, edge = self.kit.stage.px(8), self.kit.stage.px(6)
        outer = target.rect.inflate(2 * (gap + edge), 2 * (gap + edge))
        made = shapes.surface(*outer.size)
        radius = self.kit.stage.px(theme.RADIUS_CARD + 8)
        shapes.rounded(made, made.get_rect(), radius, theme.FOCUS)
        hole = shapes.surface(*outer.size)
        shapes.rounded(hole, made.get_rect().inflate(-2 * edge, -2 * edge), max(1, radius - edge), theme.OPAQUE)
        cut(made, hole)
        self._ring = self.kit.canvas.add(made, *outer.topleft, z=90)

    def _unfocus(self) -> None:
        if self._ring is not None:
            self._ring.remove()
        self._ring = self._focus = None
