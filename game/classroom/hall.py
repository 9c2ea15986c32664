"""What the projector's screens know: where phones come in, how the session stands, what was revealed before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from game.classroom.board import Board, Reveal, Round
from game.classroom.controls import Wish
from game.classroom.teams import Entry, Teams
from game.ports import Clock

MOST_REVIEWED = 5


@dataclass(frozen=True, slots=True)
class Door:
    """How people come in: the address that phones open, the Wi-Fi it is reached by, what the self-check found, and the host's
    own address and one-time code."""

    url: str
    wifi: str = ""
    reach: tuple[tuple[bool, str], ...] = ()
    host_url: str = ""
    host_code: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A round that was revealed, as the wall showed it."""

    round: Round
    reveal: Reveal


@dataclass(slots=True)
class Hall:
    """The class before the wall. `wish` does what the trainer wants; `kick` sends a player away."""

    door: Door
    clock: Clock
    wish: Callable[[Wish], None]
    kick: Callable[[int], None]
    board: Board = field(default_factory=lambda: Board("lobby"))
    teams: Teams = field(default_factory=Teams)
    asked: dict[int, Asked] = field(default_factory=dict)
    shows_code: bool = False
    page: int = 0
    _since_ms: int = 0

    def take(self, board: Board) -> None:
        """The session stands so now."""
        self._since_ms = self.clock.now_ms()
        self.board = board
        self.teams.follow(board)
        if board.phase == "lobby":
            self.asked.clear()
        if board.round is not None and board.reveal is not None:
            # What is drawn later needs no ring and no counts of those who answer.
            self.asked[board.round.number] = Asked(replace(board.round, floor=None), board.reveal)

    @property
    def entry(self) -> Entry | None:
        """What is being typed for a team without phones."""
        return self.teams.entry

    def _passed_ms(self) -> int:
        return 0 if self.board.is_paused else self.clock.now_ms() - self._since_ms

    @property
    def left_ms(self) -> int:
        """How much of the open round's time is left by now."""
        asked = self.board.round
        return 0 if asked is None else max(0, asked.left_ms - self._passed_ms())

    @property
    def floor_ms(self) -> int:
        """How long whoever has the floor still has it."""
        asked = self.board.round
        return max(0, asked.floor.left_ms - self._passed_ms()) if asked is not None and asked.floor is not None else 0

    @property
    def wipe_ms(self) -> int | None:
        """How long names are still kept; None while nobody counts."""
        return None if self.board.wipe_ms is None else max(0, self.board.wipe_ms - self._passed_ms())

    @property
    def hardest(self) -> tuple[Asked, ...]:
        """The rounds that most got wrong, worst first; none that all had right, and no surveys."""
        graded = [each for each in self.asked.values() if each.round.kind != "survey" and each.reveal.wrong_share > 0]
        graded.sort(key=lambda each: (-each.reveal.wrong_share, each.round.number))
        return tuple(graded[:MOST_REVIEWED])
