"""What the server gives over HTTP and WebSocket, and to whom."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.classroom.server import frames
from game.classroom.server.commands import Commands
from game.classroom.server.frames import FrameError
from game.classroom.server.limits import LIMITS, Limits, Tries
from game.classroom.server.line import REFUSED, Line
from game.classroom.server.room import Room
from game.words import LANGUAGES, Copy

PAGES = Path(__file__).resolve().parents[1] / "pages"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
SECRET_BYTES = 16
PREFIX = "class."
MOST_BODY = 256


class Site:
    """The routes. `hosts` are the exact values of `Host` that are served; `secret` is the projector's, `host_code` the host's."""

    def __init__(
        self,
        room: Room,
        commands: Commands,
        hosts: tuple[str, ...],
        secret: str,
        host_code: str,
        limits: Limits = LIMITS,
    ) -> None:
        self._room, self._commands, self._hosts, self._limits = room, commands, hosts, limits
        self._origins = frozenset(f"http://{host}" for host in hosts)
        self._secret, self._host_code = secret, host_code
        self._tries = Tries(asyncio.get_running_loop().time, limits)
        self._files = {
            f"/pages/{path.relative_to(PAGES).as_posix()}": path
            for path in PAGES.rglob("*")
            if path.is_file() and path.suffix in TYPES
        }
        self.sockets = 0

    def app(self) -> ASGIApp:
        """The application, behind the checks of who may be served at all."""
        routes = [
            Route("/", self._phone, methods=["GET"]),
            Route("/host", self._host_page, methods=["GET"]),
            Route("/host", self._host_login, methods=["POST"]),
            Route("/words.json", self._words, methods=["GET"]),
            Route("/pages/{path:path}", self._file, methods=["GET"]),
            WebSocketRoute("/ws/player", self._player),
            WebSocketRoute("/ws/host", self._host),
            WebSocketRoute("/ws/projector", self._projector),
        ]
        return self._guarded(Starlette(routes=routes))

    # ── who is served ──

    def _guarded(self, app: ASGIApp) -> ASGIApp:
        sources = " ".join(f"ws://{host}" for host in self._hosts)
        policy = (
            f"default-src 'self'; connect-src 'self' {sources}; object-src 'none'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        )
        added = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-frame-options", b"DENY"),
        ]

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] not in ("http", "websocket"):
                await app(scope, receive, send)
                return
            if not self._is_ours(scope):
                await _turn_away(scope, receive, send)
                return

            async def with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message["headers"] = [*message.get("headers", []), *added]
                await send(message)

            await app(scope, receive, with_headers)

        return guarded

    def _is_ours(self, scope: Scope) -> bool:
        """Whether `Host` is one of ours, and `Origin` too: a WebSocket of a browser always has one."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if len([1 for name, _ in scope["headers"] if name in (b"host", b"origin")]) > 2:
            return False
        host, origin = headers.get(b"host", b"").decode("latin-1"), headers.get(b"origin")
        if host not in self._hosts:
            return False
        if origin is not None:
            return origin.decode("latin-1") in self._origins
        return bool(scope["type"] == "http" or scope["path"] == "/ws/projector")

    # ── pages ──

    async def _phone(self, request: Request) -> Response:
        response = self._page("phone.html")
        if _valid(request.cookies.get("player", "")) is None:
            _set_cookie(response, "player", secrets.token_urlsafe(SECRET_BYTES))
        return response

    async def _host_page(self, request: Request) -> Response:
        return self._page("host.html")

    def _page(self, name: str) -> Response:
        text = (PAGES / name).read_text("utf-8")
        text = text.replace('lang="zh-CN"', f'lang="{self._room.opening.language}"', 1)
        return Response(text, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"})

    async def _file(self, request: Request) -> Response:
        path = self._files.get(request.url.path)
        if path is None:
            return PlainTextResponse("not found", 404)
        return FileResponse(path, media_type=TYPES[path.suffix], headers={"cache-control": "no-cache"})

    async def _words(self, request: Request) -> Response:
        language = request.query_params.get("language", self._room.opening.language)
        if language not in LANGUAGES:
            return PlainTextResponse("not found", 404)
        say = Copy(language)
        told = {key: say(key) for key in say.keys if key.startswith(PREFIX)}
        return Response(json.dumps(told, ensure_ascii=False), media_type="application/json")

    async def _host_login(self, request: Request) -> Response:
        address = request.client.host if request.client else ""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BODY:
                return PlainTextResponse("too long", 413)
        if not self._tries.may(address):
            return PlainTextResponse("too many tries", 429)
        code = parse_qs(body.decode("latin-1"), max_num_fields=4).get("code", [""])[0].strip()
        if not self._host_code or not hmac.compare_digest(code.encode(), self._host_code.encode()):
            self._tries.note_wrong(address)
            return PlainTextResponse("wrong code", 403)
        # It stands on a screen: whoever reads it there later shall not lead.
        self._host_code = ""
        response = Response(status_code=204)
        _set_cookie(response, "host", self._signed(secrets.token_urlsafe(SECRET_BYTES)))
        return response

    def _signed(self, key: str) -> str:
        """The key with a signature that a server started anew knows again: it is told the same secret."""
        return f"{key}.{hmac.new(self._secret.encode(), key.encode(), 'sha256').hexdigest()}"

    def _leads(self, cookie: str) -> bool:
        return hmac.compare_digest(cookie.encode(), self._signed(cookie.partition(".")[0]).encode())

    # ── sockets ──

    async def _player(self, socket: WebSocket) -> None:
        most = self._room.lesson.terms.seats * 2 + self._limits.spare_sockets
        if self.sockets >= most:
            await socket.close(1013)
            return
        key = _valid(socket.cookies.get("player", ""))
        headers = []
        if key is None:
            key = secrets.token_urlsafe(SECRET_BYTES)
            headers = [(b"set-cookie", _cookie("player", key).encode())]
        await socket.accept(headers=headers)
        line = Line(socket, socket.client.host if socket.client else "", key.encode(), self._limits)
        room = self._room
        self.sockets += 1
        try:
            room.enter(line)
            await self._listen(socket, line, frames.PLAYER, lambda frame: room.player_says(line, frame))
        finally:
            self.sockets -= 1
            room.leave(line)

    async def _host(self, socket: WebSocket) -> None:
        if not self._leads(socket.cookies.get("host", "")):
            await socket.close(REFUSED)
            return
        await self._lead(socket, is_projector=False)

    async def _projector(self, socket: WebSocket) -> None:
        told = socket.headers.get("authorization", "")
        if not hmac.compare_digest(told.encode(), f"Bearer {self._secret}".encode()):
            await socket.close(REFUSED)
            return
        await self._lead(socket, is_projector=True)

    async def _lead(self, socket: WebSocket, is_projector: bool) -> None:
        await socket.accept()
        line = Line(socket, "", limits=self._limits)
        self._room.watch(line, is_projector)
        try:
            await self._listen(socket, line, frames.HOST, lambda frame: self._commands.carry_out(line, frame))
        finally:
            self._room.unwatch(line)

    async def _listen(
        self,
        socket: WebSocket,
        line: Line,
        verbs: Mapping[str, Mapping[str, frames.Check]],
        take: Callable[[frames.Frame], None],
    ) -> None:
        """Every frame is taken until the line is closed; whoever breaks the protocol is hung up on."""
        try:
            while not line.is_closed:
                message: dict[str, Any] = dict(await socket.receive())
                if message["type"] == "websocket.disconnect":
                    break
                if not line.bucket.takes():
                    line.close(REFUSED)
                    break
                text = message.get("text")
                take(frames.read(text if text is not None else message.get("bytes") or b"", verbs, self._limits))
        except FrameError:
            line.close(REFUSED)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            line.is_closed = True


Handler = Callable[[Request], Awaitable[Response]]


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await PlainTextResponse("not here", 421)(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.close", "code": REFUSED})


def _valid(key: str) -> str | None:
    """The key, if the server could have made it."""
    return key if len(key) == len(secrets.token_urlsafe(SECRET_BYTES)) and key.isascii() else None


def _cookie(name: str, key: str) -> str:
    return f"{name}={key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400"


def _set_cookie(response: Response, name: str, key: str) -> None:
    response.headers.append("set-cookie", _cookie(name, key))
