"""The check in a process with limits: `inspect` starts it and waits, `serve` is what runs in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from game.packs.install.examine import Report, examine, read_report, report_text
from game.packs.install.refusal import Refused
from game.packs.limits import LIMITS

Inspect = Callable[[Path, Path, Sequence[Path], Path | None, Path | None], Report]
"""`examine`, wherever it runs. Raises Refused when it does not come to an end."""
VERB = "packs-inspect"
"""The hidden command of the command line that leads to `serve`."""
NOTHING = "-"


def inspect(
    folder: Path, questions: Path, others: Sequence[Path] = (), old: Path | None = None, cache: Path | None = None
) -> Report:
    """What `examine` says, from a process that may use LIMITS.check_bytes and LIMITS.check_s. Raises Refused."""
    asked = [str(each) if each is not None else NOTHING for each in (folder, questions, old, cache, *others)]
    try:
        done = subprocess.run(
            [*program(), VERB, *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMITS.check_s,
            check=True,
        )
        return read_report(done.stdout.decode("ascii"))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise Refused("check-failed") from error


def serve(asked: Sequence[str]) -> int:
    """Prints the report on what `inspect` asked as one line; 0."""
    _limit()
    folder, questions, old, cache, *others = (None if each == NOTHING else Path(each) for each in asked)
    assert folder is not None and questions is not None
    beside = [each for each in others if each is not None]
    print(report_text(examine(folder, questions, beside, old, cache)))
    return 0


def _limit() -> None:
    """This process can't use more memory or processor time from now on, where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, LIMITS.check_bytes), (resource.RLIMIT_CPU, LIMITS.check_s)):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


def program() -> list[str]:
    """How this program is started: by this interpreter, or by itself where it was built into one."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).resolve().parents[3] / "main.py")]
