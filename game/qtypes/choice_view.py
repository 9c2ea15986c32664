"""Tiles to choose from: what single choice, multiple choice and true/false show and how they are touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pygame import Surface

from game.qtypes.tiles import BLEED, REMOVED_ALPHA, Box, Outcome, State, Tile, enter, tile_boxes, tile_surface
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.scene import Scene, Target


@dataclass(slots=True)
class ChoiceView:
    """The tiles of one question on a scene. `changed` is called when the selection changes."""

    scene: Scene
    tiles: tuple[Tile, ...]
    many: bool
    changed: Callable[[], None]
    needs_room: bool = False
    selection: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    _boxes: tuple[Box, ...] = ()
    _sprites: list[Sprite] = field(default_factory=list)
    _targets: list[Target] = field(default_factory=list)
    _size: int = theme.ANSWER.size

    @property
    def answer(self) -> Answer | None:
        """What is chosen, in rising order; None while nothing is."""
        return tuple(sorted(self.selection)) if self.selection else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The targets to touch, in order, to choose that answer."""
        changed = set(answer) ^ set(self.selection) if self.many else set(answer)
        return tuple(f"tile-{tile.id}" for tile in self.tiles if tile.id in changed)

    @property
    def prompt(self) -> str:
        """The key of the words that ask for an answer while there is none."""
        return "question.choose-many" if self.many else "question.choose"

    def ask(self, area: Box, size: int) -> None:
        """The tiles enter within `area` and can be touched."""
        self.clear()
        self._boxes, self._size = self._placed(area), size
        kit = self.scene.kit
        for place, (tile, box) in enumerate(zip(self.tiles, self._boxes, strict=True)):
            sprite = kit.place(self._drawn(place, self._state(tile.id)), box.x, box.y, z=10, bleed=BLEED)
            self._sprites.append(sprite)
            target = Target(
                f"tile-{tile.id}",
                kit.rect(box.x, box.y, box.width, box.height),
                self._chooser(tile.id),
                self._look(place),
                key=str(place + 1),
                is_enabled=tile.id not in self.removed,
            )
            self._targets.append(self.scene.target(target))
            enter(kit, sprite, place)

    def _placed(self, area: Box) -> tuple[Box, ...]:
        """One column of tiles when the area is tall or the tiles are three; two otherwise."""
        count, is_care = len(self.tiles), self.scene.kit.is_care
        if self.scene.kit.stage.is_portrait:
            tall = {2: 500.0, 3: 660.0}.get(count, area.height)
            return tile_boxes(count, area.x, area.y, area.width, tall, 1, 24)
        columns = 1 if count == 3 or (is_care and count < 4) else 2
        wide = 1400.0 if is_care and columns == 1 else area.width
        return tile_boxes(count, area.x, area.y, wide, area.height if count > 2 else 250, columns, 24)

    def remove(self, ids: tuple[int, ...]) -> None:
        """Those tiles pale and can't be chosen."""
        self.removed = ids
        self.selection = tuple(chosen for chosen in self.selection if chosen not in ids)
        for place, tile in enumerate(self.tiles):
            self._targets[place].is_enabled = tile.id not in ids
            self._redraw(place)
        self.changed()

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """The tiles as they are shown beside the explanation: which was right and which was chosen."""
        say = self.scene.kit.say
        chosen = answer or ()
        outcomes: list[Outcome] = []
        for tile in self.tiles:
            is_chosen = tile.id in chosen
            if tile.id in verdict.key:
                outcomes.append(Outcome(tile, State.RIGHT, say("tile.right" if is_chosen else "tile.key"), is_chosen))
            elif is_chosen:
                outcomes.append(Outcome(tile, State.WRONG, say("tile.chosen"), True))
            else:
                outcomes.append(Outcome(tile, State.REMOVED))
        return outcomes

    def clear(self) -> None:
        """Nothing of the view is on screen."""
        for sprite in self._sprites:
            sprite.remove()
        for target in self._targets:
            if target in self.scene.targets:
                self.scene.targets.remove(target)
        self._sprites.clear()
        self._targets.clear()

    def _state(self, tile_id: int) -> State:
        if tile_id in self.removed:
            return State.REMOVED
        return State.SELECTED if tile_id in self.selection else State.NORMAL

    def _drawn(self, place: int, state: State) -> Surface:
        box = self._boxes[place]
        return tile_surface(self.scene.kit, box, place, self.tiles[place], state, self._size)

    def _redraw(self, place: int) -> None:
        state = self._state(self.tiles[place].id)
        self._sprites[place].show(self._drawn(place, state))
        self._sprites[place].fade(REMOVED_ALPHA if state == State.REMOVED else 255)

    def _look(self, place: int) -> Callable[[bool], None]:
        def look(is_pressed: bool) -> None:
            if place < len(self._sprites):
                state = State.PRESSED if is_pressed else self._state(self.tiles[place].id)
                self._sprites[place].show(self._drawn(place, state))

        return look

    def _chooser(self, tile_id: int) -> Callable[[], None]:
        def choose() -> None:
            before = self.selection
            if not self.many:
                self.selection = (tile_id,)
            elif tile_id in before:
                self.selection = tuple(chosen for chosen in before if chosen != tile_id)
            else:
                self.selection = (*before, tile_id)
            self.scene.kit.speaker.play("select")
            for place, tile in enumerate(self.tiles):
                if (tile.id in before) != (tile.id in self.selection) or tile.id == tile_id:
                    self._redraw(place)
            self.changed()

        return choose
