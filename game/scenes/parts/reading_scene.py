"""A screen whose words may be reading themselves aloud."""

from __future__ import annotations

from game.scenes.parts.reading import Reading
from game.scenes.screen import GameScene


class ReadingScene(GameScene):
    """Keeps its `reading` going, if there is one, and silences it when the screen is left."""

    reading: Reading | None = None

    def close(self) -> None:
        if self.reading is not None:
            self.reading.stop()
        super().close()

    def tick(self, now_ms: int) -> None:
        if self.reading is not None:
            self.reading.tick(now_ms)

    @property
    def wakes_at_ms(self) -> int | None:
        return None if self.reading is None else self.reading.wakes_at_ms

    @property
    def is_reading_aloud(self) -> bool:
        return self.reading is not None and self.reading.is_playing
