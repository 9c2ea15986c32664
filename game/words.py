"""All copy on screen, by key and language, from `assets/words/<language>.json`."""

from __future__ import annotations

import json
from pathlib import Path

WORDS = Path(__file__).resolve().parents[1] / "assets" / "words"
LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"


class Copy:
    """The words of one language; calling it with a key gives the words for it."""

    def __init__(self, language: str = DEFAULT) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no words for {language}; known: {', '.join(LANGUAGES)}")
        self.language = language
        self._words: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._words)

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key` with `{name}` replaced by its value. Raises KeyError for an unknown key.

        Values are put in as they are: what a pack says is never read as a format.
        """
        words = self._words[key]
        for name, value in values.items():
            words = words.replace("{" + name + "}", str(value))
        return words
