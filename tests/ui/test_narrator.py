"""Reading aloud: with a voice, without one, and with one that fails."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from game.ui.narrator import Narrator, voice_command

LISTENER = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"


def ended(narrator: Narrator) -> bool:
    """Whether it falls silent within a while."""
    for _ in range(1000):
        if not narrator.is_speaking:
            return True
        time.sleep(0.01)
    return False


def test_each_system_has_its_own_voice() -> None:
    found = {
        platform: voice_command("zh-CN", platform, lambda name: f"/bin/{name}")
        for platform in ("win32", "darwin", "linux")
    }
    assert [command[0] for command in found.values() if command] == ["/bin/powershell", "/bin/say", "/bin/espeak-ng"]
    assert all(
        (command and "--stdin" in command) or command[-1] == "-" or "ReadToEnd" in command[-1]
        for command in found.values()
    )
    assert voice_command("zh-CN", "linux", lambda name: None) is None


def test_the_words_arrive_whole_and_as_text_only(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    narrator = Narrator({"zh-CN": (sys.executable, "-c", LISTENER, str(heard))})
    assert narrator.has_voice("zh-CN")
    assert narrator.say("您好；$(rm) `x` 96110。", "zh-CN")
    assert ended(narrator)
    assert heard.read_text("utf-8") == "您好；$(rm) `x` 96110。"


def test_without_a_voice_it_says_so() -> None:
    narrator = Narrator({"zh-CN": None})
    assert not narrator.has_voice("zh-CN") and not narrator.say("您好", "zh-CN") and not narrator.is_speaking


@pytest.mark.parametrize("command", [(sys.executable, "-c", "import sys; sys.exit(3)"), ("/no/such/program",)])
def test_a_voice_that_fails_is_not_asked_again(command: tuple[str, ...]) -> None:
    narrator = Narrator({"zh-CN": command})
    narrator.say("您好", "zh-CN")
    assert ended(narrator)
    assert not narrator.has_voice("zh-CN") and not narrator.say("您好", "zh-CN")


def test_the_next_words_cut_off_the_ones_before() -> None:
    narrator = Narrator({"zh-CN": (sys.executable, "-c", "import time; time.sleep(60)")})
    narrator.say("一", "zh-CN")
    first = narrator._process
    narrator.say("二", "zh-CN")
    assert first is not None and first.poll() is not None and narrator.is_speaking
    narrator.stop()
    assert not narrator.is_speaking
