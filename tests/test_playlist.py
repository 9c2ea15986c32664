"""The playlist's order, whatever is left out or has nothing to show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.playlist import ROUND, Item, following

seconds = st.fixed_dictionaries({item: st.integers(0, 3) for item in Item})


def walk(place: int, times: dict[Item, int], filled: set[Item], steps: int) -> list[Item]:
    found = []
    for _ in range(steps):
        place = following(place, times, filled.__contains__)
        found.append(ROUND[place])
    return found


def test_all_items_have_their_turn_in_a_round() -> None:
    assert walk(0, dict.fromkeys(Item, 5), set(Item), len(ROUND)) == [*ROUND[1:], Item.POSTER]
    assert set(ROUND) == set(Item)


def test_with_nothing_else_the_poster_follows_itself() -> None:
    assert following(0, {Item.POSTER: 20}, lambda item: True) == 0


@given(st.integers(0, len(ROUND) - 1), seconds, st.sets(st.sampled_from(Item)))
def test_only_items_with_time_and_something_to_show_come_and_the_poster_always_comes_back(
    place: int, times: dict[Item, int], filled: set[Item]
) -> None:
    shown = walk(place, times, filled, 2 * len(ROUND))
    assert Item.POSTER in shown
    assert all(item == Item.POSTER or (times[item] and item in filled) for item in shown)
    assert {item for item in filled if times[item]} <= set(shown)
