"""Putting the real parts together: folders, clock, packs, journal, window, game."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from game import display
from game.app import App
from game.kiosk.queue_call import QueueCall
from game.packs.bank import open_bank
from game.packs.kept import INSTALLED, Files, built_in, files_of
from game.ports import Clock
from game.qtypes import load_rules
from game.rules.handbook import Card
from game.rules.levels import Campaign
from game.rules.question import Listed, Question
from game.scenes.playlist.bill import Playbill, times
from game.settings import Settings, read_settings
from game.ui import theme
from game.ui.art import Art
from game.ui.gallery import Gallery
from game.ui.narrator import Narrator
from game.ui.sound import Speaker
from game.words import LANGUAGES, Copy

if TYPE_CHECKING:
    from game.kiosk.desk import Desk
    from game.records.vouchers import Vouchers
    from game.rules.voucher import Voucher
    from game.session import Session

log = logging.getLogger(__name__)

QUESTIONS = Path(__file__).resolve().parents[1] / "questions"
POSTERS = "posters"
"""The folder in the data folder where staff put pictures, unless the settings name another."""
RESUME_WITHIN_MS = 10 * 60 * 1000
"""A visit cut off longer ago belongs to somebody who has left."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; `size` None means as large as sensible, `seed` None real chance.

    `now` is the wall clock of the poster's clock; `for_show` is a screen that only shows the poster and its items;
    `is_plain` plays the packs that came with the game and no others.
    """

    size: tuple[int, int] | None = None
    fullscreen: bool = False
    language: str = "zh-CN"
    seed: int | None = None
    data_dir: Path | None = None
    questions: Path = QUESTIONS
    branch: str = ""
    speed: bool = False
    reduced: bool = False
    headless: bool = False
    wait: bool = True
    resume: bool = True
    today: Callable[[], date] = date.today
    clock: Clock | None = None
    is_locked: bool = False
    is_silent: bool = False
    is_plain: bool = False
    beat: Callable[[], None] = lambda: None
    now: Callable[[], datetime] = datetime.now
    for_show: bool = False
    display: int = 0


class MonotonicClock:
    """Milliseconds since the start, whatever the wall clock does."""

    def __init__(self) -> None:
        self._begin = time.monotonic_ns()

    def now_ms(self) -> int:
        return (time.monotonic_ns() - self._begin) // 1_000_000


def data_folder(chosen: Path | None) -> Path:
    """Where the journal lives: the chosen folder, or the platform's own for user data."""
    if chosen is not None:
        return chosen
    from platformdirs import user_data_path

    return user_data_path("quanmin-chuangguan", appauthor=False)


class Shelf:
    """The bank in the present language; a `Bank` for the session."""

    def __init__(self, files: Files, language: str, off: tuple[str, ...] = ()) -> None:
        self.language = language
        self.bank = open_bank(files, language, off)

    def reload(self, language: str) -> None:
        """The same packs in that language, unless they are in it already."""
        if language != self.language:
            self.bank, before = self.bank.in_language(language), self.bank
            self.language = language
            before.close()

    @property
    def campaign(self) -> Campaign:
        return self.bank.campaign

    def listed(
        self, topics: Collection[str], seed: int, seen: Collection[str] = (), again: Collection[str] = ()
    ) -> Sequence[Listed]:
        return self.bank.listed(topics, seed, seen, again)

    def __contains__(self, question_id: str) -> bool:
        return question_id in self.bank

    def question(self, question_id: str) -> Question:
        return self.bank.question(question_id)

    def cards(self) -> Sequence[Card]:
        return self.bank.cards()


def build(options: Options) -> App:
    """The game, its window open and the poster drawn. Raises display.NoDisplayError or packs.library.LibraryError.

    What the poster can do without comes after it: questions, journal and session are made when first needed.
    """
    display.prepare(options.headless)
    data = data_folder(options.data_dir)
    cache = data / "cache"
    settings = read_settings(data)
    files = (
        built_in(options.questions, data)
        if options.is_plain
        else files_of(options.questions, data, settings.signed_only)
    )
    shelf = Shelf(files, options.language, settings.packs_off)
    screen = display.open_window(options.size, options.fullscreen, caption(options.language), options.display)
    theme.use_accent(settings.accent)
    speaker = Speaker(options.is_silent)
    speaker.set_volume(settings.volume)

    def look_back() -> None:
        """The bank is open; a visit that a crash cut off is found."""
        shelf.listed([chapter.id for chapter in shelf.campaign.chapters], 0)
        tidy_packs(data)
        if options.resume:
            app.session.interrupted = app.session.journal.unfinished(RESUME_WITHIN_MS)

    def won(level: str) -> Voucher | None:
        """A voucher for the level that staff chose; what they change counts at once."""
        chosen = app.settings
        return _vouchers(options, data).issue(level, chosen.voucher_days) if level == chosen.voucher_level else None

    def bill(chosen: Settings) -> Playbill:
        return Playbill(shelf.campaign.slogans, times(chosen), options.now, chance, gallery, options.for_show)

    chance = SystemRandom() if options.seed is None else Random(options.seed)
    gallery = Gallery(Path(settings.poster_folder) if settings.poster_folder else data / POSTERS)
    app = App(
        screen,
        options.clock or MonotonicClock(),
        lambda: _session(options, shelf, data, speaker, settings, won),
        options.language,
        Art(screen.get_size(), cache / "art", data / settings.logo if settings.logo else None),
        speaker,
        options.branch or settings.branch,
        shelf.reload,
        options.reduced,
        wait=options.wait,
        today=options.today,
        once_shown=look_back,
        bill=bill,
        narrator=Narrator(dict.fromkeys(LANGUAGES)) if options.headless else None,
        settings=settings,
        at_rest=lambda: keep_copies(data),
        desk_of=lambda: _desk(options, data, app),
        is_locked=options.is_locked,
        beat=options.beat,
        vouchers_of=lambda: _vouchers(options, data),
        calls=QueueCall(key="") if options.for_show else QueueCall(data),
    )
    if options.is_locked:
        _lock(app, data)
    return app


def play(options: Options) -> int:
    """Plays until the window is closed; the exit code that staff asked for, else 0. Raises what `build` raises."""
    app = None
    try:
        app = build(options)
        app.run()
    except KeyboardInterrupt:
        return 0
    finally:
        if app is not None:
            app.close()
    return app.exit_code


def _desk(options: Options, data: Path, app: App) -> Desk:
    from game.kiosk.desk import Desk
    from game.records.health import Health, State
    from game.records.journal import Journal

    def changed(settings: Settings) -> None:
        app.settings = settings
        app.speaker.set_volume(settings.volume)

    def health() -> Health:
        journal = app.session.journal
        return journal.health if isinstance(journal, Journal) else Health(State.UNREACHABLE)

    return Desk(data, options.questions, app.settings, datetime.now, health, changed, quit=app.quit)


def _lock(app: App, data: Path) -> None:
    """The window is closed to everything but play; where there is no PIN yet, one is asked for."""
    from game.kiosk.pin import Pin
    from game.ui import lockdown

    lockdown.close()
    if Pin(data, lambda: 0).is_undecided:
        app.go("staff_first", "cut")


def keep_copies(data: Path) -> None:
    """A copy of the journal is being taken, when one is due; the game doesn't wait for it."""
    from sqlite3 import Error
    from threading import Thread

    from game.records.backups import back_up, is_due

    def copy() -> None:
        now = datetime.now()
        try:
            if is_due(data, now):
                back_up(data, now)
        except (OSError, Error) as error:
            log.warning("no copy of the journal: %s", error)

    Thread(target=copy, name="copies", daemon=True).start()


def tidy_packs(data: Path) -> None:
    """What an installation that was cut off left behind is gone, unless somebody installs at this moment."""
    if not (data / INSTALLED).is_dir():
        return
    from game.packs.install.disk import Disk
    from game.packs.install.refusal import Refused
    from game.packs.install.switch import recover

    try:
        recover(data, Disk(), patience_s=0)
    except (OSError, Refused) as error:
        log.warning("packs are not tidied: %s", error)


def _vouchers(options: Options, data: Path) -> Vouchers:
    from game.records.vouchers import Vouchers

    return Vouchers(data, options.today)


def _session(
    options: Options,
    shelf: Shelf,
    data: Path,
    speaker: Speaker,
    settings: Settings,
    prize: Callable[[str], Voucher | None],
) -> Session:
    from random import Random, SystemRandom

    from game.records.journal import Journal
    from game.session import Session

    chance = SystemRandom() if options.seed is None else Random(options.seed)
    return Session(
        shelf,
        load_rules(),
        Journal(data, lambda: time.time_ns() // 1_000_000, options.today, settings.kiosk),
        lambda: chance.randrange(1 << 31),
        speaker.play,
        nickname_maker(options.language),
        options.today,
        options.speed,
        settings.is_care,
        prize=prize,
    )


def caption(language: str) -> str:
    """What stands in the window's title bar."""
    say = Copy(language)
    return f"{say('title.first')} · {say('title.second')}"


def nickname_maker(language: str) -> Callable[[int], str]:
    """Friendly made-up names; the same seed gives the same name."""
    say = Copy(language)
    first, second = say("nickname.first").split(), say("nickname.second").split()
    join = "" if language.startswith("zh") else " "

    def name(seed: int) -> str:
        rng = Random(f"nickname/{seed}")
        return rng.choice(first) + join + rng.choice(second)

    return name
