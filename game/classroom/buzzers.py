"""USB buzzers and gamepads: which team a button is, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.classroom.teams import MOST_TEAMS

SET_SEATS, SET_BUTTONS = 4, 5
SET_CHOICES = {4: 0, 3: 1, 2: 2, 1: 3}
"""A set of four buzzers is one joystick of twenty buttons, five a seat: the dome, then yellow, green, orange, blue, counted from
below. The four lie under each other, blue uppermost, as A to D do on the wall."""
PAD_CHOICES = {0: 0, 1: 1, 2: 2, 3: 3}
"""Of a plain gamepad the four buttons under the right thumb are A to D; the others only buzz."""


@dataclass(frozen=True, slots=True)
class Press:
    """A team pressed. `choice` is the position that its button stands for, None for a buzz."""

    team: int
    choice: int | None


@dataclass(slots=True)
class Buzzers:
    """The devices that are plugged in, in the order in which they came: each has its teams until it is pulled out."""

    _seats: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _is_set: dict[int, bool] = field(default_factory=dict)

    def plug(self, device: int, name: str, buttons: int) -> tuple[int, ...]:
        """The teams that the device plays for, from 1; none when all have theirs."""
        taken = {team for teams in self._seats.values() for team in teams}
        free = [team for team in range(1, MOST_TEAMS + 1) if team not in taken]
        is_set = "buzz" in name.lower() and buttons >= SET_SEATS * SET_BUTTONS
        self._is_set[device] = is_set
        self._seats[device] = tuple(free[: SET_SEATS if is_set else 1])
        return self._seats[device]

    def unplug(self, device: int) -> None:
        """Its teams are free for another device."""
        self._seats.pop(device, None)
        self._is_set.pop(device, None)

    def press(self, device: int, button: int) -> Press | None:
        """What the button says; None for one that is nobody's."""
        teams = self._seats.get(device, ())
        if self._is_set.get(device):
            seat, own = divmod(button, SET_BUTTONS)
            return Press(teams[seat], SET_CHOICES.get(own)) if seat < len(teams) else None
        return Press(teams[0], PAD_CHOICES.get(button)) if teams else None
