"""Writes the pinyin initials of each card's title into the packs: `python -m game.tools.make_initials [FOLDER]`.

The pocket book finds cards by them. Needs `pypinyin` in the environment; the game itself does not.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from game.start import QUESTIONS

TITLE = re.compile(r"^(?P<head>  title: (?P<title>.+)\n)(?:  initials: .*\n)?", re.MULTILINE)


def initials(title: str) -> str:
    """The first letters of a title's syllables, digits and Latin letters kept: 验证码 → yzm. Raises ImportError."""
    from pypinyin import Style, lazy_pinyin

    kept = "".join(character for character in title if character.isalnum())
    return "".join(lazy_pinyin(kept, style=Style.FIRST_LETTER)).lower()


def written(text: str) -> str:
    """The file's text with a line of initials after each title."""
    return TITLE.sub(lambda found: f"{found['head']}  initials: {initials(found['title'].strip(chr(34)))}\n", text)


def main() -> None:
    """Every `cards.yaml` below the folder has its initials."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    for path in sorted(root.glob("*/cards.yaml")):
        path.write_text(written(path.read_text("utf-8")), "utf-8")
        print(path)


if __name__ == "__main__":
    main()
