"""Who may ask, and what is written down of it: a token, the host that was meant, the access log."""

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
    under a name of its own (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if self.token is None:
            host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
            if is_loopback(host):
                await self.app(scope, receive, send)
                return
            refused = PlainTextResponse("请用 localhost 访问 (use localhost)\n", 421)
        elif hmac.compare_digest(_credential(headers).encode(), self.token.encode()):
            await self.app(scope, receive, send)
            return
        else:
            asked = {"WWW-Authenticate": 'Basic realm="policycascade", charset="UTF-8"'}
            refused = PlainTextResponse("需要令牌 (a token is needed)\n", 401, headers=asked)
        await refused(scope, receive, send)


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
