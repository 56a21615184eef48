"""Who may ask, and what is written down of it: token, host, origin, and the access log."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import logging
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("policycascade.server")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class AccessLog:
    """Logs method, path, status, bytes and time of each request; never what was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begin, status, size = time.perf_counter(), 500, 0

        async def watch(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            spent = (time.perf_counter() - begin) * 1000
            path = scope["path"].encode("unicode_escape").decode()
            LOG.info("%s %s %d %d B %.0f ms", scope["method"], path, status, size, spent)


class Gate:
    """Lets in who has the token; without one, only requests meant for this machine by its name.

    The latter keeps a page of another site from reaching the base through the reader's browser
    under a name of its own (DNS rebinding). Whatever changes something must come from a page of
    this server: a browser says which page a request comes from.
    """

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        from starlette.responses import PlainTextResponse

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = self._refusal(scope, headers)
        if refused is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            status, message = refused
            asked = {"WWW-Authenticate": 'Basic realm="policycascade", charset="UTF-8"'}
            answer = PlainTextResponse(f"{message}\n", status, asked if status == 401 else None)
            await answer(scope, receive, send)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if self.token is None:
            host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
            if not is_loopback(host):
                return 421, "请用 localhost 访问 (use localhost)"
        elif not hmac.compare_digest(_credential(headers).encode(), self.token.encode()):
            return 401, "需要令牌 (a token is needed)"
        asks = scope["type"] == "http" and (scope["method"] in _SAFE or scope["path"] == ENDPOINT)
        if not asks and not _is_same_origin(headers):
            return 403, "只收本页面发来的改动 (changes are taken from pages of this server only)"
        return None


#: Where questions go; it changes nothing, so any page that may read the answer may ask.
ENDPOINT = "/sparql"
_SAFE = ("GET", "HEAD", "OPTIONS")


def _is_same_origin(headers: dict[str, str]) -> bool:
    """Whether a request comes from a page of this server, or from no page at all.

    >>> _is_same_origin({"host": "localhost:1", "origin": "http://localhost:1"})
    True
    >>> _is_same_origin({"host": "localhost:1", "origin": "http://evil.example"})
    False
    >>> _is_same_origin({"host": "localhost:1", "sec-fetch-site": "cross-site"})
    False
    """
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host", ""):
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


#: A page of ours asks this server only, and stands in no other site's frame.
_POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class Guarded:
    """Tells browsers what our pages may do: nothing that leaves this server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its answer."""
        added = [
            (b"content-security-policy", _POLICY.encode()),
            (b"referrer-policy", b"same-origin"),
            (b"x-content-type-options", b"nosniff"),
        ]

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message.get("headers", ())}
                more = [(name, value) for name, value in added if name not in known]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self.app(scope, receive, add)


def _credential(headers: dict[str, str]) -> str:
    """The token as sent: ``Bearer``, or as the password of ``Basic``, which browsers ask for."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
