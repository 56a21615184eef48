"""New plan files from the browser: kept, read with bounds, shown, and added to the base."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.server.base import json_of
from policycascade.server.forms import form_of
from policycascade.server.pages import lang_of, page, render, words
from policycascade.server.pool import AskerGone
from policycascade.server.previewing import Unread, preview
from policycascade.server.protocol import BadRequest
from policycascade.server.storing import Refused, Store

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.server.base import Base, Shelf
    from policycascade.server.rebuilding import Rebuild
    from policycascade.server.settings import Settings

#: Lists of a preview show so many of their first entries, and say how many there are.
SHOWN = 100
#: What is counted, in this order.
COUNTED = ("sections", "tasks", "targets", "outturns", "programmes", "citations", "doubts")


class Uploads:
    """The pages of uploads."""

    def __init__(self, shelf: Shelf, rebuild: Rebuild, settings: Settings) -> None:
        self.shelf, self.rebuild, self.settings = shelf, rebuild, settings
        kinds = shelf.doors.kinds
        self._turns = asyncio.Semaphore(settings.workers)
        self.store = Store(beside(shelf.folder), settings.upload_size, settings.upload_count, kinds)

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        from starlette.routing import Route

        return [
            Route("/upload", self.page),
            Route("/upload", self.take, methods=["POST"]),
            Route("/upload/add", self.add, methods=["POST"]),
            Route("/upload/drop", self.drop, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show what was uploaded, and the place to drop more."""
        base = await self.shelf.now()
        known = _known(base)
        kept = [self._kept(name, known) for name in self.store.names()]
        t = words(lang_of(request))
        return page(
            "upload.html",
            request,
            title=t["menu_upload"],
            uploads=kept,
            kinds=self.store.kinds,
            size=self.settings.upload_size >> 20,
            seconds=self.settings.upload_seconds,
            counted=COUNTED,
            most=SHOWN,
        )

    def _kept(self, name: str, known: Mapping[str, str]) -> dict[str, Any]:
        """An upload with what was found in it, and whether the base has it, or another text."""
        facts = self.store.facts(self.store.folder / name)
        there = known.get(facts["plan"]["id"]) if facts else None
        added = bool(facts and there == facts["source"]["sha256"])
        return {"name": name, "facts": facts, "added": added, "other": there and not added}

    async def take(self, request: Request) -> Response:
        """Keep one file, read it, and show what was found; a file without a plan is not kept."""
        name = request.query_params.get("name", "")
        try:
            file = await self.store.keep(name, request.stream())
        except (Refused, OSError) as error:
            return json_of({"refused": str(error), "name": name})
        try:
            async with self._turns:
                found = await preview(file, self.settings.upload_seconds, request.is_disconnected)
        except AskerGone:
            self.store.drop(file)
            return json_of({"refused": "", "name": name})
        except Unread as error:
            found = {"refused": str(error)}
        if "refused" in found:
            self.store.drop(file)
            return json_of({"refused": found["refused"], "name": name})
        self.store.tell(file, found)
        known = _known(await self.shelf.now())
        one = self._kept(file.name, known)
        part = render("preview.html", request, one=one, counted=COUNTED, most=SHOWN)
        return json_of({"name": file.name, "part": part})

    async def add(self, request: Request) -> Response:
        """Begin to build the base anew with one upload in it."""
        try:
            file = self.store.file((await form_of(request)).get("name", ""))
        except (Refused, BadRequest, OSError) as error:
            return json_of({"error": str(error)})
        if not await self.rebuild.start([file], lang_of(request)):
            return json_of({"error": words(lang_of(request))["rebuild_busy"]})
        return await self.rebuild.told(request)

    async def drop(self, request: Request) -> Response:
        """Remove an upload; a base that has it already keeps it."""
        try:
            self.store.drop(self.store.file((await form_of(request)).get("name", "")))
        except (Refused, BadRequest, OSError) as error:
            return json_of({"error": str(error)})
        return json_of({})


def _known(base: Base) -> Mapping[str, str]:
    """The plans of a base with the texts they were read from."""
    return {plan.id: plan.source.sha256 for plan in base.corpus.plans}


def beside(base: Path) -> Path:
    """Where the uploads to a base are kept.

    >>> beside(Path("kb")).name
    'kb.uploads'
    """
    return base.with_name(f"{base.name}.uploads")
