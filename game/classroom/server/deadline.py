"""HTTP that must arrive within seconds: uvicorn itself waits for ever for a request that trickles in."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from game.classroom.server.limits import LIMITS


class PromptProtocol(H11Protocol):
    """uvicorn's own, but a connection that has not sent a whole request within the limit is closed."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._alarm = self.loop.call_later(LIMITS.request_s, self._too_late)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        # Kept alive for the next request, which has as long again.
        super().on_response_complete()
        if self._alarm is not None:
            self._alarm.cancel()
        if not self.transport.is_closing():
            self._alarm = self.loop.call_later(LIMITS.request_s, self._too_late)

    def _too_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()
