"""One visitor at the kiosk: the visit, the level in play, and the carrying out of what the rules order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from game.ports import Bank, Journal
from game.rules import passport, run, visit
from game.rules.deal import CARE, NO_COMFORT, deal
from game.rules.levels import EXAM, Level
from game.rules.question import QuestionRules, Verdict
from game.rules.run import AnswerRecord, Finish, Play, Result, Run, Save
from game.rules.visit import Interrupted, Visit


class Session:
    """The visit, and the run when a level is being played. `play` sounds a cue; `new_seed` gives chance for a visit."""

    def __init__(
        self,
        bank: Bank,
        types: Mapping[str, QuestionRules],
        journal: Journal,
        new_seed: Callable[[], int],
        play: Callable[[str], None],
        nicknames: Callable[[int], str],
        speed: bool = False,
    ) -> None:
        self.bank, self.types, self.journal = bank, types, journal
        self._new_seed, self._play, self._nicknames, self._speed = new_seed, play, nicknames, speed
        self.visit = Visit(0)
        self.run: Run | None = None
        self.result: Result | None = None
        self.interrupted: Interrupted | None = None
        self.is_care = False

    # ── the visit ──

    def begin_visit(self) -> None:
        """A new visitor, with nothing won yet."""
        seed = self._new_seed()
        self.visit = Visit(seed, nickname=self._nicknames(seed))
        self.run = self.result = None
        if self.interrupted is None:
            self.journal.begin_visit(seed)

    def decline(self) -> None:
        """The interrupted visit is not wanted; this one begins afresh."""
        self.interrupted = None
        self.journal.begin_visit(self.visit.seed)

    def end_visit(self) -> None:
        """The visitor is gone: nothing of the visit is in memory."""
        if self.run is not None:
            self.journal.abandon_run()
        self.journal.close_visit()
        self.visit, self.run, self.result, self.interrupted = Visit(0), None, None, None
        self.is_care = False

    def take_up(self) -> bool:
        """The interrupted visit goes on where it was cut; whether a level is open to go on with."""
        cut = self.interrupted
        self.interrupted = None
        if cut is None:
            return False
        found = Visit(cut.seed, nickname=self._nicknames(cut.seed))
        for record in (*cut.answers, *cut.records):
            found = self._with_answer(found, record)
        for result in cut.results:
            found = visit.after_level(found, result)
        self.journal.take_up()
        self.visit = found
        if self._resume_level(cut):
            return True
        self.journal.abandon_run()
        return False

    def _resume_level(self, cut: Interrupted) -> bool:
        if not cut.level:
            return False
        try:
            level = self.bank.campaign.level(cut.level)
            # What the level drew depends on what was seen before it began.
            seen = frozenset(record.question for record in cut.answers)
            dealt = deal(
                level, self.bank.pool(level), cut.level_seed, self.types, seen, CARE if cut.care else NO_COMFORT
            )
            resumed = run.resume(dealt, cut.records, self.types, cut.speed)
        except (KeyError, ValueError):
            return False
        self.is_care = cut.care
        if resumed.phase == run.Phase.ENDED:
            self._finish(run.result(resumed))
            return False
        self.run = resumed
        return True

    # ── a level ──

    @property
    def level(self) -> Level:
        """The level in play or the one just ended. Raises ValueError when there is none."""
        if self.run is not None:
            return self.run.deal.level
        if self.result is not None:
            return self.bank.campaign.level(self.result.level)
        raise ValueError("no level")

    @property
    def verdict(self) -> Verdict:
        """What the latest answer was worth. Raises ValueError when no level is in play."""
        if self.run is None:
            raise ValueError("no level")
        return run.verdict(self.run, self.types)

    def begin_level(self, level_id: str) -> None:
        """The level is dealt from the visit's own chance."""
        level = self.bank.campaign.level(level_id)
        seed = (self.visit.seed * 1_000_003 + self.visit.plays * 7919) % (1 << 31)
        comfort = CARE if self.is_care else NO_COMFORT
        if self.run is not None:
            self.stop_level()
        dealt = deal(level, self.bank.pool(level), seed, self.types, self.visit.seen, comfort)
        self.run, self.result = run.start(dealt, self._speed), None
        self.journal.begin_run(level.id, seed, self.is_care, self._speed)

    def send(self, event: run.Event) -> None:
        """The event has its effect: on the run, on disk, on the ear."""
        if self.run is None:
            return
        updated, effects = run.update(self.run, event, self.types)
        self.run = updated
        for effect in effects:
            match effect:
                case Save(record):
                    kept = self.journal.save_answer(record)
                    self.visit = self._with_answer(self.visit, record)
                    self.send(run.Saved(record.index, kept))
                case Play(cue):
                    self._play(cue)
                case Finish(result):
                    self._finish(result)

    def stop_level(self) -> None:
        """The level is left unfinished; what was answered stays answered."""
        self.journal.abandon_run()
        self.run = None
        self.visit = replace(self.visit, plays=self.visit.plays + 1)

    def _finish(self, result: Result) -> None:
        self.journal.finish_run(result)
        self.visit = visit.after_level(self.visit, result)
        self.result, self.run = result, None

    def _with_answer(self, before: Visit, record: AnswerRecord) -> Visit:
        try:
            return visit.after_answer(before, self.bank.question(record.question), record)
        except KeyError:
            return before

    # ── the passport ──

    def passport(self) -> str:
        """The visit's stars and weak topics as a code."""
        campaign, won = self.bank.campaign, self.visit.stars
        states: list[tuple[int, int, int]] = []
        for chapter in campaign.chapters:
            first, second, third = (won.get(level.id, 0) for level in chapter.levels)
            states.append((first, second, third))
        places = [chapter.id for chapter in campaign.chapters]
        weak = tuple(places.index(topic) for topic in visit.weakest(self.visit) if topic in places)
        return passport.encode(passport.Progress(tuple(states), won.get(EXAM, 0), weak), campaign.edition)

    def restore(self, code: str) -> None:
        """The visit has at least the stars of the code. Raises passport.PassportError and changes nothing."""
        campaign = self.bank.campaign
        progress = passport.decode(code, campaign.edition, len(campaign.chapters))
        stars = dict(self.visit.stars)
        for chapter, won in zip(campaign.chapters, progress.chapters, strict=True):
            for level, count in zip(chapter.levels, won, strict=True):
                stars[level.id] = max(stars.get(level.id, 0), count)
        stars[EXAM] = max(stars.get(EXAM, 0), progress.exam)
        weak = tuple(campaign.chapters[place].id for place in progress.weak)
        self.visit = replace(self.visit, stars={key: count for key, count in stars.items() if count}, weak_before=weak)
