"""A server for the pages that says what a test tells it to say, and keeps what the pages say to it. Port of its own choice."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.words import WORDS

PAGES = Path(__file__).resolve().parents[2] / "game" / "classroom" / "pages"
CODE = "4F7K2Q"
Frame = dict[str, Any]


class StandIn:
    """Serves the pages on 127.0.0.1 until `close`. `player` and `host` are the frames that a new connection is greeted with."""

    def __init__(self, language: str = "zh-CN") -> None:
        self.language = language
        self.player: Frame = {"v": "hello"}
        self.host: Frame = {"v": "stage"}
        self.heard: list[Frame] = []
        self.acks = True
        self._sockets: dict[str, set[WebSocket]] = {"player": set(), "host": set()}
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.origin = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(self._app(), log_level="error", ws="websockets-sansio"))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self.wait(lambda: self._server.started)

    @property
    def url(self) -> str:
        return f"http://{self.origin}"

    def close(self) -> None:
        """Ends it."""
        self._server.should_exit = True
        self.drop()
        self._thread.join(10)

    def show(self, frame: Frame) -> None:
        """All phones get the frame, and whoever connects later."""
        self.player = frame
        self._tell("player", frame)

    def stage(self, frame: Frame) -> None:
        """All hosts get the frame, and whoever connects later."""
        self.host = frame
        self._tell("host", frame)

    def say(self, frame: Frame) -> None:
        """All phones get the frame, once."""
        self._tell("player", frame)

    def drop(self) -> None:
        """Every connection breaks off."""
        for sockets in self._sockets.values():
            for each in tuple(sockets):
                self._run(each.close(1012))

    def wait(self, is_true: Callable[[], Any], seconds: float = 15) -> Any:
        """What `is_true` gives once that is true. Raises TimeoutError when it never is."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = is_true()
            if found:
                return found
            time.sleep(0.02)
        raise TimeoutError("it never came true")

    def last(self, verb: str) -> Frame:
        """The frame of that verb that came last, once one came."""
        found: Frame = self.wait(lambda: next((each for each in reversed(self.heard) if each["v"] == verb), None))
        return found

    def _serve(self) -> None:
        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[self._listener])

        asyncio.run(run())

    def _run(self, coroutine: Any) -> None:
        assert self._loop is not None
        # A connection may be gone meanwhile.
        with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
            asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(5)

    def _tell(self, whom: str, frame: Frame) -> None:
        for each in tuple(self._sockets[whom]):
            self._run(each.send_text(json.dumps(frame)))

    def _app(self) -> Starlette:
        async def page(request: Request) -> Response:
            name = "host.html" if request.url.path == "/host" else "phone.html"
            text = (PAGES / name).read_text("utf-8").replace('lang="zh-CN"', f'lang="{self.language}"', 1)
            return self._guarded(Response(text, media_type="text/html"))

        async def code(request: Request) -> Response:
            given = (await request.body()).decode()
            answer = Response(status_code=204) if given == f"code={CODE}" else PlainTextResponse("", 403)
            if answer.status_code == 204:
                answer.set_cookie("host", "known", httponly=True, samesite="strict")
            return answer

        async def words(request: Request) -> Response:
            found = json.loads((WORDS / f"{request.query_params['language']}.json").read_text("utf-8"))
            return JSONResponse({key: text for key, text in found.items() if key.startswith("class.")})

        async def player(connection: WebSocket) -> None:
            await self._hold("player", connection)

        async def host(connection: WebSocket) -> None:
            if connection.cookies.get("host") != "known":
                await connection.close()
                return
            await self._hold("host", connection)

        return Starlette(
            routes=[
                Route("/", page),
                Route("/host", page, methods=["GET"]),
                Route("/host", code, methods=["POST"]),
                Route("/words.json", words),
                WebSocketRoute("/ws/player", player),
                WebSocketRoute("/ws/host", host),
                Mount("/pages", StaticFiles(directory=PAGES)),
            ]
        )

    def _guarded(self, response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; connect-src 'self' ws://{self.origin}; object-src 'none'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )
        return response

    async def _hold(self, whom: str, connection: WebSocket) -> None:
        await connection.accept()
        self._sockets[whom].add(connection)
        try:
            await connection.send_text(json.dumps(self.player if whom == "player" else self.host))
            async for text in connection.iter_text():
                frame = json.loads(text)
                self.heard.append(frame)
                if frame["v"] in ("answer", "buzz") and self.acks:
                    ack = {"v": "ack", "round": frame["round"], "n": frame["n"]}
                    await connection.send_text(json.dumps(ack))
        except (WebSocketDisconnect, RuntimeError):
            pass  # It broke off.
        finally:
            self._sockets[whom].discard(connection)
