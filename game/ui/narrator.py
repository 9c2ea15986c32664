"""Reading aloud with whatever voice the machine has: its own speech program, started for one sentence at a time.

No voice of our own yet and no network: Windows speaks through System.Speech, macOS through `say`, Linux through
`espeak-ng` where it is installed (`docs/decisions/narration.md`). Without any, nothing sounds and nothing fails.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

WINDOWS = (
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$culture = New-Object System.Globalization.CultureInfo '{culture}';"
    "if (-not ($voice.GetInstalledVoices($culture) | Where-Object Enabled)) {{ exit 3 }};"
    "$voice.SelectVoiceByHints('NotSet', 'NotSet', 0, $culture);"
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "$voice.Speak([Console]::In.ReadToEnd())"
)
CULTURES = {"zh-CN": "zh-CN", "en": "en-US"}
MAC_VOICES = {"zh-CN": "Tingting", "en": "Samantha"}
ESPEAK_VOICES = {"zh-CN": "cmn-latn-pinyin", "en": "en"}
"""`cmn` of eSpeak NG 1.51 spells out tone numbers; the pinyin voice speaks."""
ESPEAK_WORDS_A_MINUTE = 150

Command = Sequence[str]


def voice_command(
    language: str, platform: str = sys.platform, which: Callable[[str], str | None] | None = None
) -> Command | None:
    """The program that speaks what it reads from its standard input in that language; None where there is none."""
    import shutil

    find = which or shutil.which
    if platform == "win32":
        shell = find("powershell")
        script = WINDOWS.format(culture=CULTURES[language])
        return None if shell is None else (shell, "-NoProfile", "-NonInteractive", "-Command", script)
    if platform == "darwin":
        say = find("say")
        return None if say is None else (say, "-v", MAC_VOICES[language], "-f", "-")
    espeak = find("espeak-ng")
    if espeak is None:
        return None
    return (espeak, "-v", ESPEAK_VOICES[language], "-s", str(ESPEAK_WORDS_A_MINUTE), "--stdin")


class Narrator:
    """Speaks one text at a time; `commands` overrides the machine's own voices by language."""

    def __init__(self, commands: Mapping[str, Command | None] | None = None) -> None:
        self._commands: dict[str, Command | None] = dict(commands or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._is_mute: set[str] = set()

    def has_voice(self, language: str) -> bool:
        """Whether the machine can speak that language, as far as it is known."""
        if language not in self._commands:
            self._commands[language] = voice_command(language)
        return self._commands[language] is not None and language not in self._is_mute

    def say(self, words: str, language: str) -> bool:
        """The words are being spoken instead of any before; False when nobody speaks."""
        self.stop()
        command = self._commands.get(language) if self.has_voice(language) else None
        if command is None:
            return False
        # Only here: the poster is up sooner without it.
        import subprocess

        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            assert self._process.stdin is not None
            self._process.stdin.write(words.encode())
            self._process.stdin.close()
        except OSError:
            self.stop()
            self._is_mute.add(language)
            return False
        self._language = language
        return True

    @property
    def is_speaking(self) -> bool:
        """Whether the latest text is still being spoken; a voice that fails counts as absent from then on."""
        if self._process is None:
            return False
        code = self._process.poll()
        if code is None:
            return True
        if code > 0:
            self._is_mute.add(self._language)
        self._process = None
        return False

    def stop(self) -> None:
        """Nothing is being spoken."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
