"""What most got wrong, one after another, with the key and why."""

from __future__ import annotations

from dataclasses import replace

from game.classroom.board import Board
from game.classroom.scenes.distribution import Screen as Distribution


class Screen(Distribution):
    """A round of the session, as it was revealed."""

    @property
    def board(self) -> Board:
        """The session as it stands, but for the round being talked about."""
        board, hardest = self.hall.board, self.hall.hardest
        if not hardest:
            return board
        asked = hardest[self.hall.page % len(hardest)]
        return replace(board, round=asked.round, reveal=asked.reveal)
