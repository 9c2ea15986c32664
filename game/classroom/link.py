"""The projector's line to the server: a thread that listens, comes back by itself, and keeps only the newest stage."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.classroom.board import Board, read

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

log = logging.getLogger(__name__)

PATH = "/ws/projector"
RETRY_S = 0.2
OPEN_S = 2.0
MOST_BYTES = 1 << 20
"""A stage with a thousand players is a tenth of it."""


class Link:
    """The line to a server on this machine. `port` tells where it listens now; `on_news` is called, on the line's own thread,
    whenever there is something new to look at."""

    def __init__(
        self, port: Callable[[], int], secret: str, on_news: Callable[[], None] = lambda: None, retry_s: float = RETRY_S
    ) -> None:
        self._port, self._secret, self._on_news, self._retry_s = port, secret, on_news, retry_s
        self._board: Board | None = None
        self._refusals: deque[str] = deque(maxlen=8)
        self._names: dict[int, str] = {}
        self._connection: ClientConnection | None = None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="projector link", daemon=True)

    @property
    def is_up(self) -> bool:
        """Whether the server can be heard at this moment."""
        return self._connection is not None

    @property
    def names(self) -> dict[int, str]:
        """What everybody is called, for a server that is started anew; in memory only."""
        with self._lock:
            return dict(self._names)

    def start(self) -> None:
        """The line is kept up from now on."""
        self._thread.start()

    def newest(self) -> Board | None:
        """The newest stage since the last call; None when nothing came."""
        with self._lock:
            found, self._board = self._board, None
            return found

    def refusal(self) -> str | None:
        """Why a command was refused, the oldest not told yet."""
        with self._lock:
            return self._refusals.popleft() if self._refusals else None

    def send(self, verb: str, **fields: Any) -> bool:
        """The command is on its way; False while there is no line."""
        from websockets.exceptions import ConnectionClosed

        connection = self._connection
        if connection is None:
            return False
        try:
            connection.send(json.dumps({"v": verb, **fields}))
        except (ConnectionClosed, OSError):
            return False
        return True

    def forget_names(self) -> None:
        """Nobody's name is kept any more."""
        with self._lock:
            self._names.clear()

    def close(self) -> None:
        """The line is down for good."""
        self._closing.set()
        connection = self._connection
        if connection is not None:
            connection.close()
        if self._thread.is_alive():
            self._thread.join(OPEN_S + 1)

    # ── the thread ──

    def _run(self) -> None:
        from websockets.exceptions import WebSocketException
        from websockets.sync.client import connect

        while not self._closing.is_set():
            try:
                # `proxy=None`: a proxy set for the browser must not come between two processes of one machine.
                with connect(
                    f"ws://127.0.0.1:{self._port()}{PATH}",
                    additional_headers={"Authorization": f"Bearer {self._secret}"},
                    open_timeout=OPEN_S,
                    close_timeout=0.5,
                    compression=None,
                    max_size=MOST_BYTES,
                    proxy=None,
                ) as connection:
                    self._connection = connection
                    if self._closing.is_set():
                        break
                    for message in connection:
                        self._take(message)
            except (OSError, WebSocketException, TimeoutError) as error:
                log.info("no line to the server: %s", error)
            if self._connection is not None:
                self._connection = None
                self._on_news()
            self._closing.wait(self._retry_s)

    def _take(self, message: str | bytes) -> None:
        try:
            frame = json.loads(message)
            verb = frame["v"]
            if verb == "stage":
                board = read(frame)
                with self._lock:
                    self._board = board
            elif verb == "keep":
                names = {int(who): str(name) for who, name in frame["names"].items()}
                with self._lock:
                    self._names.update(names)
                return
            elif verb == "no":
                with self._lock:
                    self._refusals.append(str(frame["why"]))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            # A frame of another version of the server: better the last picture than none.
            log.error("a frame that can't be read: %r", error)
            return
        self._on_news()
