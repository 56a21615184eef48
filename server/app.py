"""The endpoint and the site as one ASGI application.

``/sparql`` answers queries (SPARQL 1.1 Protocol: GET, POST of a form, POST of the bare query), and
describes itself where there is none; the explorer's pages trace, ask, take plans in and review;
everything else is the base's static site.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import MissingExtra, PolicyCascadeError, QueryError
from policycascade.graph.answers import NotAcceptable, Question
from policycascade.graph.worker import Stopped
from policycascade.server.base import Doors
from policycascade.server.description import GRAPHS, describe
from policycascade.server.explorer import Explorer
from policycascade.server.guarding import ENDPOINT, LOG, AccessLog, Gate, Guarded, is_loopback
from policycascade.server.pool import AskerGone, Pool
from policycascade.server.protocol import BODY, Asked, BadRequest, read_get, read_post
from policycascade.server.settings import Settings
from policycascade.server.site import Site

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

#: Seconds that open requests get when the server is told to end.
GRACE = 3


def make_app(base: Path, settings: Settings, doors: Doors | None = None) -> Starlette:
    """Make the application for the knowledge base in the folder ``base``.

    Args:
        base: the folder.
        settings: how it is served.
        doors: what the explorer needs; without it there are the endpoint and the site only.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    pool = Pool(base / "store", settings.workers, settings.timeout)
    explorer = Explorer(base, settings, pool, doors) if doors else None

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(explorer.warm()) if explorer else None
        yield
        if warming:
            warming.cancel()
        pool.close()
        if explorer:
            await explorer.close()

    async def sparql(request: Request) -> Response:
        return await _respond(request, pool, settings)

    routes: list[BaseRoute] = [Route(ENDPOINT, sparql, methods=["GET", "POST"])]
    routes += explorer.routes() if explorer else []
    routes.append(Mount("/", Site(base / "site", live=explorer is not None)))
    return Starlette(
        routes=routes,
        middleware=_layers(settings),
        lifespan=lifespan,
        exception_handlers=explorer.handlers() if explorer else {},
    )


def _layers(settings: Settings) -> list[Middleware]:
    """What every request passes before it is answered, the outermost first."""
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware

    layers = [Middleware(AccessLog), Middleware(Gate, token=settings.token), Middleware(Guarded)]
    if settings.origins:  # before the gate: a browser shows no token when it asks whether it may
        crossing = Middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["X-Result-Limits", "X-Result-Rows", "X-Result-Truncated"],
        )
        layers.insert(1, crossing)
    return layers


async def _respond(request: Request, pool: Pool, settings: Settings) -> Response:
    from starlette.responses import PlainTextResponse

    try:
        asked = await _read(request)
        if asked.query is None:
            return await _describe(request, pool)
        return await _answer(request, asked, pool, settings)
    except BadRequest as error:
        status, message = error.status, str(error)
    except NotAcceptable as error:
        status, message = 406, str(error)
    except Stopped as error:
        status, message = 503, str(error)
    except AskerGone:
        status, message = 499, "提问者已离开 (the asker has gone)"
    except QueryError as error:
        status, message = 400, str(error)
    return PlainTextResponse(f"{message}\n", status)


async def _read(request: Request) -> Asked:
    if request.method != "POST":
        return read_get(request.url.query)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            raise BadRequest(413, f"查询超过 {BODY} 字节 (longer than {BODY} bytes)")
    return read_post(request.headers.get("content-type", ""), body, request.url.query)


async def _answer(request: Request, asked: Asked, pool: Pool, settings: Settings) -> Response:
    from starlette.responses import Response

    question = Question(
        query=asked.query or "",
        accept=request.headers.get("accept", ""),
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        rows=settings.rows,
        size=settings.size,
    )
    found = await pool.ask(question, request.is_disconnected)
    limits = f"rows={settings.rows}, bytes={settings.size}, seconds={settings.timeout:g}"
    headers = {"X-Result-Limits": limits, "X-Result-Rows": str(found.rows), "Vary": "Accept"}
    if found.cut:
        headers["X-Result-Truncated"] = found.cut
    return Response(found.body, headers=_typed(headers, found.media_type))


def _typed(headers: dict[str, str], media: str) -> dict[str, str]:
    """Name the form, with the encoding where the form does not fix it."""
    named = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return {**headers, "Content-Type": named, "X-Content-Type-Options": "nosniff"}


async def _describe(request: Request, pool: Pool) -> Response:
    from starlette.responses import Response

    found = await pool.ask(Question(query=GRAPHS, accept="application/json"))
    rows = json.loads(found.body)["results"]["bindings"]
    endpoint = str(request.url.replace(query="", fragment=""))
    graphs = (row["graph"]["value"] for row in rows)
    media, body = describe(endpoint, graphs, request.headers.get("accept", ""))
    return Response(body, headers=_typed({"Vary": "Accept"}, media))


def serve(
    base: Path,
    host: str,
    port: int,
    settings: Settings,
    doors: Doors | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a base until interrupted.

    Args:
        base: its folder.
        host: where to listen.
        port: where to listen; 0 for any that is free.
        settings: how it is served.
        doors: what the explorer needs.
        ready: is told the address once it can be asked.

    Raises:
        PolicyCascadeError: if the packages for it are missing, or others could reach the base
            without a token.
        OSError: if the port is taken.
    """
    if not is_loopback(host) and not settings.token:
        raise PolicyCascadeError(
            f"在 {host} 上供他人访问须设令牌:--token 或环境变量 POLICYCASCADE_TOKEN "
            "(others can reach this address: set a token)"
        )
    try:
        import uvicorn
    except ImportError:
        raise MissingExtra("policycascade serve", "web") from None
    _log()
    app = make_app(base.resolve(), settings, doors)
    server = uvicorn.Server(
        uvicorn.Config(app, access_log=False, log_level="warning", timeout_graceful_shutdown=GRACE)
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        with contextlib.suppress(KeyboardInterrupt):  # how a person ends it
            server.run(sockets=[listening])


def _log() -> None:
    """Write the access log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
