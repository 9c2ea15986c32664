"""Crashes lead to plainer starts, then to a rest, and a calm while forgives them; it never ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.kiosk.restarts import CALM_MS, MINUTE_MS, REST_MS, TROUBLE_AFTER, Decision, History, Plan, after_crash


def decisions(gaps_ms: list[int]) -> list[Decision]:
    """What is decided after runs that lasted so long, one after the other, each started at once (or after its rest)."""
    history, now_ms, found = History(), 0, []
    for gap_ms in gaps_ms:
        started_ms, now_ms = now_ms, now_ms + gap_ms
        history, decision = after_crash(history, started_ms, now_ms)
        found.append(decision)
        now_ms += decision.rest_ms
    return found


def test_three_crashes_a_minute_make_it_plain_and_six_let_it_rest() -> None:
    found = decisions([1000] * 8)
    assert [decision.plan for decision in found[:5]] == [Plan.NORMAL, Plan.NORMAL, Plan.PLAIN, Plan.PLAIN, Plan.PLAIN]
    assert [decision.rest_ms for decision in found] == [0, 0, 0, 0, 0, REST_MS, REST_MS, REST_MS]
    assert all(decision.plan == Plan.PLAIN for decision in found[2:])


def test_crashes_far_apart_change_nothing() -> None:
    assert set(decisions([MINUTE_MS // 2] * 50)) == {Decision(Plan.NORMAL)}


def test_a_calm_run_forgives() -> None:
    assert decisions([1000] * 7 + [CALM_MS])[-1] == Decision(Plan.NORMAL)
    assert decisions([1000] * 4 + [CALM_MS - 1])[-1].plan == Plan.PLAIN


@given(st.lists(st.integers(0, 2 * CALM_MS), max_size=60))
def test_there_is_always_a_next_start_and_it_is_never_a_busy_loop(gaps_ms: list[int]) -> None:
    found = decisions(gaps_ms)
    assert len(found) == len(gaps_ms)
    assert all(decision.plan != Plan.TROUBLE and decision.rest_ms in (0, REST_MS) for decision in found)
    starts_ms, now_ms = [0], 0
    for gap_ms, decision in zip(gaps_ms, found, strict=True):
        now_ms += gap_ms + decision.rest_ms
        starts_ms.append(now_ms)
    assert all(
        later - first >= MINUTE_MS for first, later in zip(starts_ms, starts_ms[TROUBLE_AFTER + 1 :], strict=False)
    )
