"""One WebSocket as the room sees it: frames wait in a bounded outbox, so that nobody slow holds up anybody else."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING

from game.classroom.server.limits import LIMITS, Bucket, Limits

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

REFUSED, TOO_SLOW, REPLACED, FULL = 1008, 1013, 4000, 4001
"""Close codes: against the protocol; try again later; another connection took this one's place; no seat left."""


class Line:
    """A connection from `address`. `who` is the contestant behind it, once it has joined."""

    def __init__(self, socket: WebSocket, address: str, secret: bytes = b"", limits: Limits = LIMITS) -> None:
        self.address, self.secret, self._limits = address, secret, limits
        self.who: int | None = None
        self.spins = 0
        self._socket = socket
        self._waiting: deque[str] = deque()
        self._sender: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self.bucket = Bucket(self._loop.time, limits.messages_a_s, limits.burst)
        self.is_closed = False
        self.asked: tuple[int, float] | None = None

    def push(self, text: str) -> None:
        """The frame is on its way, after those before it; a line that can't keep up is closed, and comes back by itself."""
        if self.is_closed:
            return
        if len(self._waiting) >= self._limits.waiting_frames:
            self.close(TOO_SLOW)
            return
        self._waiting.append(text)
        if self._sender is None:
            self._sender = self._loop.create_task(self._send())

    def close(self, code: int = REFUSED) -> None:
        """Nothing more goes over this line."""
        if self.is_closed:
            return
        self.is_closed = True
        self._waiting.clear()
        if self._sender is not None:
            self._sender.cancel()
        self._sender = self._loop.create_task(self._hang_up(code))

    async def _send(self) -> None:
        try:
            while self._waiting:
                # A deadline costs a timer; only a line that is really stuck needs one.
                async with asyncio.timeout(self._limits.send_s):
                    await self._socket.send_text(self._waiting.popleft())
        except TimeoutError:
            self.close(TOO_SLOW)
        except (RuntimeError, OSError):
            self.is_closed = True
        except Exception as error:
            # Starlette tells of a closed socket by an exception of its own.
            if type(error).__name__ not in ("WebSocketDisconnect", "ClientDisconnected"):
                raise
            self.is_closed = True
        finally:
            if not self.is_closed:
                self._sender = None

    async def _hang_up(self, code: int) -> None:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(self._limits.send_s):
                await self._socket.close(code)
