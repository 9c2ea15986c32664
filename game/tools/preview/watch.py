"""Telling the window that the author saved something, however the editor does it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

SUFFIXES = (".yaml", ".yml")
QUIET_MS, LONGEST_MS = 120, 1000
"""How long nothing more must change before it counts as saved, and how long that may be put off: editors write, rename
and write again."""
LOOK_MS = 1000
"""How often it looks whether the folder is still the same one."""
log = logging.getLogger(__name__)


def is_content(name: str) -> bool:
    """Whether a file of that name can be part of a pack; backups, locks and half-written files of editors are not."""
    return name.endswith(SUFFIXES) and not name.startswith((".", "#", "~"))


class Watch:
    """Calls `saved` from a thread of its own after files in `folder` changed, until it is stopped.

    A save that replaces the file, or the whole folder, counts like one that writes into it.
    """

    def __init__(self, folder: Path, saved: Callable[[], object]) -> None:
        self._folder, self._saved = folder, saved
        self._stop = Event()
        self._known = self._identity()
        self._thread = Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No further call is made."""
        self._stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        # Only here: nobody else needs it, and the game must start without it.
        import watchfiles

        logging.getLogger("watchfiles").setLevel(logging.WARNING)
        while not self._stop.is_set():
            if self._identity() != self._known:
                self._known = self._identity()
                self._saved()
            if self._known is None:
                self._stop.wait(LOOK_MS / 1000)
                continue
            try:
                for changes in watchfiles.watch(
                    self._folder,
                    watch_filter=lambda _, path: is_content(Path(path).name),
                    debounce=LONGEST_MS,
                    step=QUIET_MS,
                    stop_event=self._stop,
                    rust_timeout=LOOK_MS,
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                ):
                    if changes:
                        self._saved()
                    if self._identity() != self._known:
                        break
            except (OSError, RuntimeError) as error:
                # A folder that can't be watched (some network drives) can still be read again by hand.
                log.warning("not watching %s: %s", self._folder, error)
                self._stop.wait(LOOK_MS / 1000)

    def _identity(self) -> tuple[int, int] | None:
        """What makes the folder this one and not another of its name; None when there is none."""
        try:
            found = self._folder.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
