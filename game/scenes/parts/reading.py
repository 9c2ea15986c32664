"""A text that reads itself, sentence by sentence: with the machine's voice, or at a calm reading pace without one.

What packs say is Chinese, whatever language the screens are in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.ui.kit import Kit
from game.words import DEFAULT

MS_A_CHARACTER = 260
"""Not quite four characters a second, as slow readers and the slower voices go."""
PAUSE_MS = 450
STEP_MS = 120
"""How often it looks whether the voice has ended."""


class Reading:
    """Reads `sentences` in turn. `on_sentence` is told each one's place, `on_end` that all are read."""

    def __init__(
        self, kit: Kit, sentences: Sequence[str], on_sentence: Callable[[int], None], on_end: Callable[[], None]
    ) -> None:
        self._kit, self._sentences = kit, sentences
        self._on_sentence, self._on_end = on_sentence, on_end
        self._place = -1
        self._due_ms = 0
        self._is_spoken = False
        self._looks_ms: int | None = None
        self.is_playing = False

    @property
    def share(self) -> float:
        """How much of the text is read, 0 to 1, by characters."""
        total = sum(map(len, self._sentences))
        return sum(map(len, self._sentences[: max(0, self._place)])) / total if total else 0.0

    @property
    def wakes_at_ms(self) -> int | None:
        """When it wants to be ticked again."""
        return self._looks_ms if self.is_playing else None

    def start(self, now_ms: int) -> None:
        """It goes on from the present sentence, or begins."""
        self.is_playing = True
        self._read(max(0, self._place), now_ms)

    def toggle(self, now_ms: int) -> None:
        """It stops, or goes on."""
        if self.is_playing:
            self.stop()
        else:
            self.start(now_ms)

    def stop(self) -> None:
        """It is silent; `start` repeats the present sentence."""
        self.is_playing = False
        self._looks_ms = None
        self._kit.narrator.stop()

    def tick(self, now_ms: int) -> None:
        """The next sentence, once this one is over."""
        if not self.is_playing or (self._looks_ms is not None and now_ms < self._looks_ms):
            return
        self._looks_ms = now_ms + STEP_MS
        if self._is_spoken:
            if self._kit.narrator.is_speaking:
                return
            self._is_spoken = False
            # A voice that failed must not make the text rush by: then it goes on at reading pace.
            if self._kit.narrator.has_voice(DEFAULT):
                self._due_ms = now_ms + PAUSE_MS
        if now_ms < self._due_ms:
            return
        if self._place + 1 < len(self._sentences):
            self._read(self._place + 1, now_ms)
        else:
            self.is_playing, self._place, self._looks_ms = False, -1, None
            self._on_end()

    def _read(self, place: int, now_ms: int) -> None:
        self._place, self._looks_ms = place, now_ms + STEP_MS
        words = self._sentences[place]
        self._is_spoken = not self._kit.speaker.is_muted and self._kit.narrator.say(words, DEFAULT)
        self._due_ms = now_ms + MS_A_CHARACTER * len(words) + PAUSE_MS
        self._on_sentence(place)
