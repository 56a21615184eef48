"""The explorer: its pages put together over one base."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.errors import PolicyCascadeError
from policycascade.server.asking import Asking
from policycascade.server.base import Doors, Part, Shelf
from policycascade.server.explore import Explore
from policycascade.server.judging import Judging
from policycascade.server.pages import lang_of, shared, told, words
from policycascade.server.rebuilding import Rebuild
from policycascade.server.uploads import Uploads

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.server.pool import Pool
    from policycascade.server.settings import Settings


class Explorer:
    """Every page of the explorer."""

    def __init__(self, base: Path, settings: Settings, pool: Pool, doors: Doors) -> None:
        self.shelf = Shelf(base, doors)
        self.rebuild = Rebuild(self.shelf)
        self.parts: list[Part] = [
            Explore(self.shelf),
            Asking(self.shelf, pool, settings.rows),
            Uploads(self.shelf, self.rebuild, settings),
            Judging(self.shelf, self.rebuild),
            self.rebuild,
        ]

    def routes(self) -> list[BaseRoute]:
        """Give the routes of all pages."""
        from starlette.routing import Route

        found: list[BaseRoute] = [Route("/live/{name}", shared), Route("/favicon.ico", _no_icon)]
        for part in self.parts:
            found += part.routes()
        return found

    def handlers(self) -> Mapping[Any, Any]:
        """What is answered when something goes wrong: a page in plain words."""
        return {PolicyCascadeError: _failed}

    async def warm(self) -> None:
        """Open the base before the first page is asked for; what is wrong with it is told there."""
        with contextlib.suppress(PolicyCascadeError):
            await self.shelf.now()

    async def close(self) -> None:
        """End what is still at work."""
        await self.rebuild.stop()


async def _failed(request: Request, error: Exception) -> Response:
    return told(request, 500, words(lang_of(request))["failed"], str(error))


async def _no_icon(_: Request) -> Response:
    from starlette.responses import Response

    return Response(status_code=204)
