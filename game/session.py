"""One visitor at the kiosk: the visit, the level in play, and the carrying out of what the rules order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from game.ports import Bank, Journal
from game.rules import modes, passport, run, visit
from game.rules.deal import CARE, NO_COMFORT, Comfort, Deal, deal
from game.rules.levels import EXAM, Level, Mode, is_mode
from game.rules.question import Question, QuestionRules, Verdict
from game.rules.ranking import Entry, Period
from game.rules.run import AnswerRecord, Finish, Play, Result, Run, Save
from game.rules.visit import AgeBand, Interrupted, Visit

if TYPE_CHECKING:
    from game.rules.voucher import Voucher


class Session:
    """The visit, and the run when a level is being played. `play` sounds a cue; `new_seed` gives chance for a visit.

    `care` lets each visit begin in 关爱模式; `prize` gives the voucher for having passed a level, None where no prize is
    promised for it.
    """

    def __init__(
        self,
        bank: Bank,
        types: Mapping[str, QuestionRules],
        journal: Journal,
        new_seed: Callable[[], int],
        play: Callable[[str], None],
        nicknames: Callable[[int], str],
        today: Callable[[], date],
        speed: bool = False,
        care: bool = False,
        prize: Callable[[str], Voucher | None] = lambda level: None,
    ) -> None:
        self.bank, self.types, self.journal = bank, types, journal
        self._new_seed, self._play, self._speed, self._care = new_seed, play, speed, care
        self._prize = prize
        self.voucher: Voucher | None = None
        self.nickname_of, self._today = nicknames, today
        self.visit = Visit(0)
        self.run: Run | None = None
        self.ended: Run | None = None
        self.result: Result | None = None
        self.interrupted: Interrupted | None = None
        self.is_care = False

    # ── the visit ──

    def begin_visit(self) -> None:
        """A new visitor, with nothing won yet."""
        seed = self._new_seed()
        self.visit = Visit(seed, nickname=self.nickname_of(seed))
        self.is_care = self._care
        self.run = self.ended = self.result = self.voucher = None
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
        self.visit, self.run, self.ended, self.result, self.interrupted = Visit(0), None, None, None, None
        self.voucher = None
        self.is_care = False

    def take_up(self) -> bool:
        """The interrupted visit goes on where it was cut; whether a level is open to go on with."""
        cut = self.interrupted
        self.interrupted = None
        if cut is None:
            return False
        found = Visit(cut.seed, nickname=self.nickname_of(cut.seed))
        for record in cut.answers:
            found = self._with_answer(found, record)
        for result in cut.results:
            found = self._with_result(found, result)
        self.journal.take_up()
        before, self.visit = found, found
        for level in found.stars:
            self._win(level)
        for record in cut.records:
            self.visit = self._with_answer(self.visit, record)
        if self._resume_level(cut, before):
            return True
        self.journal.abandon_run()
        return False

    def _resume_level(self, cut: Interrupted, before: Visit) -> bool:
        """The level goes on; `before` is the visit when it began, on which depends what it drew."""
        if not cut.level:
            return False
        try:
            dealt = self._dealt(cut.level, cut.level_seed, before, CARE if cut.care else NO_COMFORT)
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
            return modes.LEVELS.get(self.result.level) or self.bank.campaign.level(self.result.level)
        raise ValueError("no level")

    @property
    def verdict(self) -> Verdict:
        """What the latest answer was worth. Raises ValueError when no level is in play."""
        if self.run is None:
            raise ValueError("no level")
        return run.verdict(self.run, self.types)

    def begin_level(self, level_id: str) -> None:
        """The level, or the mode of that id, is dealt from the visit's own chance; 每日一练 from the day.

        Raises ValueError when there is nothing to ask.
        """
        seed = (self.visit.seed * 1_000_003 + self.visit.plays * 7919) % (1 << 31)
        if level_id == Mode.DAILY:
            seed = modes.day_seed(self._today())
        if self.run is not None:
            self.stop_level()
        dealt = self._dealt(level_id, seed, self.visit, CARE if self.is_care else NO_COMFORT)
        self.run, self.ended, self.result = run.start(dealt, self._speed), None, None
        self.journal.begin_run(level_id, seed, self.is_care, self._speed)

    def _dealt(self, level_id: str, seed: int, before: Visit, comfort: Comfort) -> Deal:
        full = self.bank.question
        if is_mode(level_id):
            mode = Mode(level_id)
            again = (*before.due, *before.wrong) if mode == Mode.REDO else ()
            seen = () if mode == Mode.DAILY else before.seen
            listed = self.bank.listed(self._topics(), seed, seen, again)
            return modes.deal_mode(mode, listed, full, seed, self.types, before, comfort)
        level = self.bank.campaign.level(level_id)
        topics = self._topics() if level_id == EXAM else (level.chapter,)
        listed = self.bank.listed(topics, seed, before.seen)
        due = [self.bank.question(name) for name in before.due if name in self.bank]
        return deal(level, listed, full, seed, self.types, before.seen, comfort, due, before.rated)

    def _topics(self) -> tuple[str, ...]:
        return tuple(chapter.id for chapter in self.bank.campaign.chapters)

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
        self.visit = self._with_result(self.visit, result)
        self.result, self.ended, self.run = result, self.run, None
        if result.is_passed and not is_mode(result.level):
            self._win(result.level)

    def _win(self, level_id: str) -> None:
        """The visit has its voucher, if that level wins one; it is on disk before it can be shown."""
        self.voucher = self.voucher or self._prize(level_id)

    @staticmethod
    def _with_result(before: Visit, result: Result) -> Visit:
        """Stars and points of the street; a mode is only counted."""
        if is_mode(result.level):
            return replace(before, plays=before.plays + 1)
        return visit.after_level(before, result)

    def _with_answer(self, before: Visit, record: AnswerRecord) -> Visit:
        """The visit with the answer; in 双人对战 two people answer, so it says nothing of one visitor's errors."""
        try:
            question = self.bank.question(record.question)
        except KeyError:
            return before
        if self.run is None:
            return visit.after_answer(before, question, record)
        if self.run.deal.level.id == Mode.DUEL:
            return replace(before, seen=before.seen | {question.id})
        return visit.after_answer(before, question, record, self.run.deal.dealt[record.index].stands_for)

    def flag(self, question: Question) -> bool:
        """Whether it is on record that the visitor finds something wrong with the question."""
        is_kept = self.journal.flag(question.id, question.pack)
        if is_kept:
            self.visit = replace(self.visit, flagged=self.visit.flagged | {question.id})
        return is_kept

    def tell_age(self, band: AgeBand) -> bool:
        """Whether the visitor's own word on age is on record; nobody has to give it."""
        self.visit = replace(self.visit, age_band=band)
        return self.journal.tell_age(band)

    def has_read(self, card_id: str) -> None:
        """The visitor has looked at that card of the handbook."""
        self.visit = replace(self.visit, read=self.visit.read | {card_id})

    # ── what the modes tell ──

    def detection(self) -> modes.Detection:
        """识破率 and 误报率 of the latest round. Raises ValueError when none was played."""
        if self.ended is None:
            raise ValueError("no round")
        return modes.detection(self.ended, self.types)

    def records(self, most: int, period: Period = Period.ALL) -> list[Entry]:
        """The best of 挑战赛 on this kiosk in that period."""
        return list(self.journal.best(Mode.CHALLENGE, most, period.since(self._today())))

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
