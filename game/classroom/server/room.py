"""The session as it happens: what comes in becomes events, the rules decide, the journal keeps, and then everybody is told."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from game.classroom.names import NameRefused, Names
from game.classroom.server.frames import Frame
from game.classroom.server.limits import LIMITS, Limits, Tries
from game.classroom.server.line import Line
from game.classroom.server.seats import Seats
from game.classroom.server.shown import Shown
from game.classroom.server.stage import Desk, Ledger, stage
from game.classroom.server.views import Views, dumped
from game.classroom.server.writer import Order, Writer
from game.records.classroom import ClassJournal, Opening
from game.rules.classroom import events as on
from game.rules.classroom.lesson import Given, Kind, Lesson, Outcome, Phase
from game.rules.classroom.standings import Place, places
from game.rules.classroom.update import update
from game.rules.deal import Types
from game.words import Copy

log = logging.getLogger(__name__)

STAGE_EVERY_S = 0.1
CALM_STAGE_S = 0.25
"""While a question is open only a number changes: a stage of a thousand players costs milliseconds that answers would wait."""
BATCH = 25
"""So many phones are told before the loop looks at what came in."""
WIPE_MS = 10 * 60 * 1000
"""After a session's end nobody's name is kept longer."""


@dataclass(slots=True)
class Watchers:
    """Who sees the whole stage: the projector's lines and the host's phones."""

    projectors: set[Line] = field(default_factory=set)
    hosts: set[Line] = field(default_factory=set)


class Room:
    """One session, live. `lesson` is what the journal's events made; `digests` are those of the contestants' secrets."""

    def __init__(
        self,
        journal: ClassJournal,
        lesson: Lesson,
        types: Types,
        names: Names,
        desk: Desk,
        limits: Limits = LIMITS,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self.opening: Opening = journal.opening
        self.lesson, self.types, self.names, self.desk, self._limits = lesson, types, names, desk, limits
        self.say = Copy(self.opening.language)
        self.shown = Shown(self.opening, lesson.rounds, types)
        self._who = {digest: who for who, digest in journal.secrets().items()}
        self.seats = Seats(lesson.terms.seats, limits)
        self.watchers = Watchers()
        self.tries = Tries(self._loop.time, limits)
        self._safe: dict[int, Given] = dict(lesson.given)
        self._sent: set[int] = set(lesson.given)
        self._ledger: Ledger | None = None
        self._lags: dict[int, list[int]] = {}
        self._places: tuple[Place, ...] | None = None
        # The session's clock stood still while nobody served it, and goes on from its latest event.
        self._begun_s, self._base_ms = self._loop.time(), lesson.at_ms
        self._fresh: dict[int, str] = {}
        self._stage_due = False
        self._staged_s = 0.0
        self._telling: asyncio.Task[None] | None = None
        self._next_who = max(lesson.contestants, default=0) + 1
        self.ended_s = self._loop.time() if lesson.phase == Phase.ENDED else None
        self.writer = Writer(journal, self._loop.call_soon_threadsafe, self._troubled)
        for who in lesson.contestants:
            if not names.full(who):
                self._name_again(who)
        if lesson.outcome is not None:
            self._sent = set(lesson.outcome.given)
            self._ledger = self._counted(lesson.outcome, journal.stored(lesson.index))

    # ── time and events ──

    def now_ms(self) -> int:
        """The session's own clock."""
        return self._base_ms + round((self._loop.time() - self._begun_s) * 1000)

    def happen(
        self,
        event: on.Event,
        then: Callable[[], None] | None = None,
        secrets: dict[int, bytes] | None = None,
    ) -> bool:
        """Whether the rules took the event; once it is on disk everybody concerned is told, and `then` runs."""
        before = self.lesson
        after = update(before, event, self.types)
        if after is before:
            return False
        self.lesson, self._places = after, None
        is_turn = after.phase != before.phase or after.index != before.index
        closes = after.phase != Phase.ASKING and before.phase == Phase.ASKING
        count = after.index if closes else None
        if isinstance(event, on.Opened):
            self._sent = set()
        elif isinstance(event, on.Answered | on.HandsCounted):
            self._sent.add(event.contestant)
        elif isinstance(event, on.Kicked) and after.phase == Phase.ASKING:
            self._sent.discard(event.contestant)

        def done(stored: int) -> None:
            if isinstance(event, on.Opened):
                self._safe = {}
            if closes and after.outcome is not None:
                self._ledger = self._counted(after.outcome, stored)
            if isinstance(event, on.Answered | on.HandsCounted) and event.contestant in after.given:
                self._safe[event.contestant] = after.given[event.contestant]
            if isinstance(event, on.Kicked):
                self._safe.pop(event.contestant, None)
            if after.phase == Phase.ENDED and self.ended_s is None:
                self.ended_s = self._loop.time()
            if then is not None:
                then()
            if is_turn or not isinstance(event, on.Answered | on.Joined | on.HandsCounted | on.KindChosen | on.Locked):
                self.tell_all()
            self.stage_soon()

        self.writer.write(Order((event,), done, secrets or {}, count))
        return True

    def _counted(self, outcome: Outcome, stored: int) -> Ledger:
        """The answers that the server took in, that are on disk, and that the rules marked; of a survey, counted."""
        counted = outcome.given if outcome.kind == Kind.SURVEY else outcome.marks
        return Ledger(len(self._sent), stored, len(counted))

    def _troubled(self, is_in_trouble: bool) -> None:
        self.desk.trouble = "disk" if is_in_trouble else None
        self.stage_soon()

    # ── the phones ──

    def enter(self, line: Line) -> None:
        """A phone is connected: it shows where it stands, or is asked who it is."""
        who = self._who.get(hashlib.sha256(line.secret).digest())
        if who is None:
            self.seats.add_stranger(line)
            self.greet(line)
            return
        self.seats.seat(line, who)
        line.push(self._views().of(who))
        line.asked = (self.lesson.index, self._loop.time())
        self.stage_soon()

    def leave(self, line: Line) -> None:
        """The phone is gone, perhaps for a moment."""
        if self.seats.remove(line):
            self.stage_soon()

    def greet(self, line: Line, why: str | None = None) -> None:
        """The phone is offered names; `why` is what was wrong with the one it asked for."""
        told = {
            "v": "hello",
            "names": self.names.suggest(4) if line.spins <= self._limits.spins else [],
            "typed": self.names.typed,
            "room_needed": True,
            "locked": self.lesson.is_locked,
            "why": why,
        }
        line.push(dumped(told))

    def player_says(self, line: Line, frame: Frame) -> None:
        """What a phone sent has become an event, or is answered why not."""
        if frame.verb == "spin" and line.who is None:
            line.spins += 1
            self.greet(line)
        elif frame.verb == "join":
            self._join(line, frame)
        elif line.who is not None:
            self._take(line, line.who, frame)

    def _join(self, line: Line, frame: Frame) -> None:
        digest = hashlib.sha256(line.secret).digest()
        known = self._who.get(digest)
        if known is not None:
            # Over this line or another one of the same phone: it takes part once.
            if line.who is None:
                self.seats.seat(line, known)
            line.push(self._views().of(known))
            return
        if not self.tries.may(line.address):
            self.greet(line, "tries")
            return
        if frame["room"] != self.opening.room:
            self.tries.note_wrong(line.address)
            self.greet(line, "room")
            return
        if self.lesson.is_locked:
            self.greet(line, "locked")
            return
        who, self._next_who = self._next_who, self._next_who + 1
        try:
            self.names.take(who, frame["name"])
        except NameRefused as refused:
            self.greet(line, refused.why)
            return

        def joined() -> None:
            line.push(self._views().of(who))
            line.asked = (self.lesson.index, self._loop.time())
            self._fresh[who] = self.names.full(who)
            self.stage_soon()

        if not self.happen(on.Joined(self.now_ms(), who), joined, {who: digest}):
            self.names.release(who)
            self.greet(line, "full")
            return
        self._who[digest] = who
        self.seats.seat(line, who)

    def _take(self, line: Line, who: int, frame: Frame) -> None:
        lesson, now_ms = self.lesson, self.now_ms()
        number = frame["round"]
        is_this = lesson.index >= 0 and number == self.shown.nonce(lesson.index)
        if frame.verb == "seen":
            if is_this and line.asked is not None and line.asked[0] == lesson.index:
                lag = round((self._loop.time() - line.asked[1]) * 1000)
                self._lags[who] = [*self._lags.get(who, []), lag][-3:]
                line.asked = None
            return
        n = frame["n"]
        no = {"v": "no", "round": number, "n": n}
        if not is_this:
            line.push(dumped({**no, "why": "old"}))
            return
        ack = dumped({"v": "ack", "round": number, "n": n})
        if frame.verb == "buzz":
            if not self.happen(on.Buzzed(now_ms, who, lesson.index), lambda: line.push(ack)):
                line.push(dumped({**no, "why": self._why_not(now_ms)}))
            return
        given = lesson.given.get(who)
        safe = self._safe.get(who)
        try:
            answer = self.shown.answer(lesson.index, frame["answer"])
        except ValueError:
            line.push(dumped({**no, "why": "illegal"}))
            return
        if given is not None and given.count == n and given.answer == answer:
            # Sent again because the ack was lost: it is acknowledged again, once it is on disk.
            if safe is not None and safe.count == n:
                line.push(ack)
            return
        lag = min(self._lags.get(who, [0]))
        event = on.Answered(now_ms, who, lesson.index, answer, n, lag)
        if not self.happen(event, lambda: line.push(ack)):
            line.push(dumped({**no, "why": self._why_not(now_ms)}))

    def _why_not(self, now_ms: int) -> str:
        lesson = self.lesson
        if lesson.phase != Phase.ASKING:
            return "closed"
        if lesson.paused_ms is not None:
            return "paused"
        if lesson.left_ms(now_ms) <= 0:
            return "late"
        return "floor" if str(lesson.round.kind) == "buzz" else "old"

    def _name_again(self, who: int) -> None:
        """Somebody's typed name was lost with both processes: a generated one takes its place."""
        contestant = self.lesson.contestants[who]
        if contestant.is_table:
            self.names.restore({who: self.say("class.team", n=contestant.team)})
        else:
            self.names.take(who, self.names.suggest(1)[0])

    def table(self, team: int) -> int | None:
        """The contestant that is the table of that team."""
        return next((each.id for each in self.lesson.present if each.is_table and each.team == team), None)

    def new_contestant(self) -> int:
        """A number that nobody has."""
        who, self._next_who = self._next_who, self._next_who + 1
        return who

    # ── telling ──

    def shown_names(self) -> dict[int, str]:
        """What everybody is called on screen."""
        if self.desk.show == "hidden":
            return {}
        give = self.names.masked if self.desk.show == "masked" else self.names.full
        return {who: give(who) for who in self.lesson.contestants}

    def _ranked(self) -> tuple[Place, ...]:
        if self._places is None:
            self._places = places(self.lesson)
        return self._places

    def _views(self) -> Views:
        names = {who: self.names.full(who) for who in self.lesson.contestants}
        return Views(
            self.lesson,
            self.shown,
            self.opening.language,
            self.now_ms(),
            {place.id: place for place in self._ranked()},
            names,
            self._safe,
        )

    def tell_all(self) -> None:
        """Every phone shows what is now; phones that were still being told of an earlier moment are told of this one."""
        if self._telling is not None:
            self._telling.cancel()
        self._telling = self._loop.create_task(self._tell_all())

    async def _tell_all(self) -> None:
        views = self._views()
        for told, (who, lines) in enumerate(self.seats.taken(), 1):
            view = views.of(who)
            for line in lines:
                line.push(view)
                line.asked = (self.lesson.index, self._loop.time())
                if self.lesson.contestants[who].is_gone:
                    self._loop.call_later(1, line.close)
            if told % BATCH == 0:
                await asyncio.sleep(0)

    def stage_soon(self) -> None:
        """Projector and host see what is now, at most ten times a second."""
        self._stage_due = True

    def _keep(self, names: Mapping[int, str]) -> None:
        told = dumped({"v": "keep", "names": {str(who): name for who, name in names.items()}})
        for line in self.watchers.projectors:
            line.push(told)

    def watch(self, line: Line, is_projector: bool) -> None:
        """The line sees the stage from now on; a projector is told the names to keep."""
        (self.watchers.projectors if is_projector else self.watchers.hosts).add(line)
        if is_projector:
            self._keep(self.names.all())
        self._show_stage([line])

    def unwatch(self, line: Line) -> None:
        self.watchers.projectors.discard(line)
        self.watchers.hosts.discard(line)

    def stage_if_due(self) -> None:
        """To be called often: the stage is told where something changed."""
        now_s = self._loop.time()
        every = CALM_STAGE_S if self.lesson.phase == Phase.ASKING else STAGE_EVERY_S
        if self._stage_due and now_s - self._staged_s >= every:
            self._stage_due, self._staged_s = False, now_s
            if self._fresh:
                self._keep(self._fresh)
                self._fresh = {}
            self._show_stage([*self.watchers.projectors, *self.watchers.hosts])

    def _show_stage(self, lines: list[Line]) -> None:
        if not lines:
            return
        lesson = self.lesson
        told = stage(
            lesson,
            self.shown,
            self.desk,
            self.opening.room,
            self.opening.title,
            self.now_ms(),
            self._ranked(),
            self.shown_names(),
            self.seats.here(),
            self._ledger,
            self.types,
            self.say,
        )
        text = dumped(told)
        notes = None
        if lesson.index >= 0 and lesson.phase == Phase.ASKING:
            notes = {**self.shown.lesson(lesson.index), "hint": self.shown.hint(lesson.index)}
        for line in lines:
            line.push(text if line in self.watchers.projectors else dumped({**told, "notes": notes}))

    def forget_names(self) -> None:
        """Nobody's name is in memory any more."""
        self.names.forget()
        self.stage_soon()
        self.tell_all()

    def close(self) -> None:
        """What was accepted is on disk."""
        self.writer.close()
