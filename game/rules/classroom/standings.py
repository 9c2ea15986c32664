"""Who stands where in a classroom session: by points; equal points share a rank, and nobody is ever shown as last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.rules.classroom.lesson import Lesson, Score

TOP = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the standings. `moved` is how many ranks it rose since the round before, negative if it fell."""

    id: int
    rank: int
    points: int
    right: int
    streak: int
    moved: int = 0


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """A team's line: the mean of its members' points, rounded down."""

    team: int
    rank: int
    points: int
    members: int
    moved: int = 0


def places(lesson: Lesson) -> tuple[Place, ...]:
    """Everybody who takes part, best first; those who are equal in the order in which they joined."""
    now = _ranks({each.id: lesson.scores[each.id].points for each in lesson.present})
    was = _ranks({each.id: lesson.before.get(each.id, Score()).points for each in lesson.present})
    found = []
    for each, rank in now.items():
        score = lesson.scores[each]
        found.append(Place(each, rank, score.points, score.right, score.streak, was[each] - rank))
    return tuple(sorted(found, key=lambda place: (place.rank, place.id)))


def team_places(lesson: Lesson) -> tuple[TeamPlace, ...]:
    """The teams that have members, best first."""
    members: dict[int, list[int]] = {}
    for each in lesson.present:
        if each.team:
            members.setdefault(each.team, []).append(each.id)
    means = {team: _mean(ids, lesson.scores) for team, ids in members.items()}
    now, was = _ranks(means), _ranks({team: _mean(ids, lesson.before) for team, ids in members.items()})
    found = (TeamPlace(team, now[team], means[team], len(members[team]), was[team] - now[team]) for team in members)
    return tuple(sorted(found, key=lambda place: (place.rank, place.team)))


def _mean(ids: list[int], scores: Mapping[int, Score]) -> int:
    return sum(scores.get(each, Score()).points for each in ids) // len(ids)


def _ranks(points: Mapping[int, int]) -> dict[int, int]:
    """Each one's rank from 1; ties share one and the next is skipped (1, 1, 3)."""
    ordered = sorted(points.values(), reverse=True)
    first: dict[int, int] = {}
    for place, each in enumerate(ordered, 1):
        first.setdefault(each, place)
    return {who: first[each] for who, each in points.items()}
