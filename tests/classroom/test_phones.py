"""Real browsers as phones and as the host's: a whole class with reload, sleep, lost Wi-Fi, a killed server and a late joiner.

Longer, with times and pictures: `python -m tests.plays.class_phones`.
"""

from __future__ import annotations

import pytest

from tests.classroom.phones import browser, chromium
from tests.classroom.served import served
from tests.plays.class_phones import play


@pytest.mark.skipif(chromium() is None, reason="needs Debian's chromium and chromium-driver")
def test_six_phones_play_a_class_whatever_befalls_them() -> None:
    with served(rounds=2) as found, browser() as browsers:
        made = play(found, browsers, phones=6, rounds=2)
    assert {trouble for trouble, _ in made.away_s} == {"reload", "sleep", "lost Wi-Fi", "killed server"}
