"""What stands on the glass while nobody plays: the poster and the items that take turns with it. Any touch begins."""

from __future__ import annotations

import pygame

from game.playlist import ROUND, Item, following
from game.scenes.playlist import marquee, trimmings
from game.scenes.playlist.bill import Playbill
from game.scenes.screen import GameScene
from game.ui.scene import Target

ASKS_BEFORE_MS = 4000
"""So long before it may be shown, a picture of the staff is asked for: time to read it from a slow stick."""


class Screen(GameScene):
    """One item of the playlist; when its time is over the next one fades in."""

    def build(self) -> None:
        kit = self.kit
        self._bill: Playbill = self.arguments["bill"]
        self._place: int = self.arguments.get("place", 0)
        if self.item == Item.PICTURE and not self._bill.gallery.is_ready:
            self._place = 0
        kit.speaker.stop_music()
        if not self._bill.for_show:
            # The whole glass is the button; it stands first so that what is drawn is found before it.
            self.target(Target("glass", kit.canvas.screen.get_rect(), self._start))
        self._show()
        if self.item not in (Item.POSTER, Item.PICTURE):
            trimmings.hang_lanterns(kit)
        marquee.show(kit, self._bill.slogans)
        self._wait_for_next()

    @property
    def item(self) -> Item:
        """What is shown."""
        return ROUND[self._place]

    @property
    def pose(self) -> str:
        return "attract" if self.item == Item.POSTER else f"attract-{self.item}"

    @property
    def hears_early(self) -> bool:
        # Whoever touches while one item fades into the next means it; after a visit a second tap on its way out doesn't.
        return "place" in self.arguments

    def key(self, name: str) -> None:
        if not self._bill.for_show:
            self._start()
        elif name == "escape":
            pygame.event.post(pygame.event.Event(pygame.QUIT))

    def _start(self) -> None:
        self._bill.gallery.drop()
        self.session.begin_visit()
        self.leave("home")

    # ── the items; each is imported when its turn comes: the first poster is up sooner without them ──

    def _show(self) -> None:
        begin = None if self._bill.for_show else self._start
        if self.item == Item.TEASER:
            from game.scenes.playlist.teaser import Teaser

            Teaser(self, self._bill, self._bill.seconds[Item.TEASER])
        elif self.item == Item.RECORDS:
            from game.scenes.playlist import top_scores

            top_scores.show(self)
        elif self.item == Item.CLOCK:
            from game.scenes.playlist.wall_clock import WallClock

            WallClock(self, self._bill.now)
        elif self.item == Item.PICTURE:
            from game.scenes.playlist import picture

            picture.show(self.kit, self._bill.gallery)
        else:
            from game.scenes.playlist.poster import Poster

            Poster(self, self.arguments.get("branch", ""), begin)

    def _has_something(self, item: Item) -> bool:
        """Whether there is anything to show in that item's turn."""
        if item == Item.PICTURE:
            return self._bill.gallery.is_ready
        if item == Item.RECORDS:
            return bool(self.session.records(1))
        if item == Item.TEASER:
            from game.scenes.playlist.teaser import has_question

            return has_question(self.session)
        return True

    def _wait_for_next(self) -> None:
        span_ms = self._bill.seconds[self.item] * 1000
        if self._bill.seconds[Item.PICTURE]:
            size = marquee.room(self.kit)
            self.kit.motions.later(max(0, span_ms - ASKS_BEFORE_MS), lambda: self._bill.gallery.ask(size))
        self.kit.motions.later(span_ms, self._move_on)

    def _move_on(self) -> None:
        after = following(self._place, self._bill.seconds, self._has_something)
        if after == self._place:
            self._wait_for_next()
        else:
            self.leave("attract", "dissolve", place=after)
