"""Sound effects and the music loop. Without an audio device everything here is silent and nothing fails."""

from __future__ import annotations

import os
from pathlib import Path

import pygame

from game.ui.quiet import quiet_stderr

SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"
VOLUME = 0.4
MUSIC_VOLUME = 0.22
FULL_PERCENT = 80
MUSIC = "music_street"


class Speaker:
    """Plays cues by name; one that `is_silent` never looks for a device. `open` is called after the first frame, because a missing device can take 0.1 s to say so."""

    def __init__(self, is_silent: bool = False) -> None:
        self._is_silent = is_silent
        self._is_open = False
        self._sounds: dict[str, pygame.mixer.Sound | None] = {}
        self.is_muted = False
        self._share = 1.0

    def open(self) -> None:
        """The device is open, or every later call does nothing."""
        if self._is_open:
            return
        if self._is_silent or os.environ.get("SDL_AUDIODRIVER") == "dummy":
            return
        try:
            with quiet_stderr():
                pygame.mixer.init(frequency=44100, channels=2, buffer=1024)
            self._is_open = True
        except pygame.error:
            self._is_open = False

    def play(self, cue: str) -> None:
        """The effect of that name sounds, unless muted, missing or without a device."""
        if not self._is_open or self.is_muted:
            return
        if cue not in self._sounds:
            try:
                sound = pygame.mixer.Sound(str(SOUNDS / f"{cue}.ogg"))
                self._sounds[cue] = sound
            except (pygame.error, FileNotFoundError):
                self._sounds[cue] = None
        found = self._sounds[cue]
        if found is not None:
            found.set_volume(min(1.0, VOLUME * self._share))
            found.play()

    def set_volume(self, percent: int) -> None:
        """How loud everything is from now on: 0 is silent, 80 what the sounds were made for, 100 a quarter more."""
        self._share = percent / FULL_PERCENT
        if self._is_open:
            pygame.mixer.music.set_volume(min(1.0, MUSIC_VOLUME * self._share))

    def start_music(self) -> None:
        """The loop plays softly, if it isn't playing already."""
        if not self._is_open or self.is_muted or pygame.mixer.music.get_busy():
            return
        try:
            pygame.mixer.music.load(str(SOUNDS / f"{MUSIC}.ogg"))
            pygame.mixer.music.set_volume(min(1.0, MUSIC_VOLUME * self._share))
            pygame.mixer.music.play(-1, fade_ms=1500)
        except (pygame.error, FileNotFoundError):
            return

    def stop_music(self) -> None:
        """The loop fades out."""
        if self._is_open:
            pygame.mixer.music.fadeout(800)

    def mute(self, is_muted: bool) -> None:
        """Nothing sounds while muted."""
        self.is_muted = is_muted
        if is_muted:
            self.stop_music()
        else:
            self.start_music()
