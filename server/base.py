"""The base as the explorer sees it: opened once, opened anew when a rebuilt one takes its place.

The package above this room gives what only it can do, so that this room imports nothing of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from policycascade.review.lock import locked

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.graph.trace import Graph
    from policycascade.model import Corpus, Document, Plan, Review
    from policycascade.review.conflicts import Conflict
    from policycascade.review.reading import Desk


class Reading(Protocol):
    """What was read to make a base, without the verdicts of reviewers."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Plan id → its text."""


class Base(Protocol):
    """A knowledge base opened for reading."""

    @property
    def path(self) -> Path:
        """Its folder."""

    @property
    def corpus(self) -> Corpus:
        """Everything in it."""

    @property
    def graph(self) -> Graph:
        """The same as a graph."""

    @property
    def reading(self) -> Reading:
        """What was read to make it."""

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Every verdict given, applied or not."""

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The verdicts that were not applied, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What the package above does for the explorer.

    Attributes:
        open: opens the base in a folder.
        desk: gives what is known when verdicts are taken in.
        kinds: endings of the names of files that can be read.
    """

    open: Callable[[Path], Base]
    desk: Callable[..., Desk]
    kinds: Sequence[str]


class Shelf:
    """Holds the base as it is now, opened."""

    def __init__(self, folder: Path, doors: Doors) -> None:
        self.folder, self.doors = folder, doors
        self._base: Base | None = None
        self._stamp: tuple[int, int] | None = None
        self._turn = asyncio.Lock()

    async def now(self) -> Base:
        """Give the base; reads it where it is not open yet, or was rebuilt.

        Raises:
            KnowledgeBaseError: if it is damaged.
        """
        async with self._turn:
            stamp = self.stamp()
            if self._base is None or (stamp is not None and stamp != self._stamp):
                self._base = await asyncio.to_thread(self._opened)
                self._stamp = stamp
            return self._base

    def stamp(self) -> tuple[int, int] | None:
        """Tell one build from another; nothing while one takes the other's place."""
        try:
            found = (self.folder / "manifest.json").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _opened(self) -> Base:
        with self._unmoved():
            base = self.doors.open(self.folder)
            _ = base.corpus, base.graph
        return base

    def _unmoved(self) -> contextlib.AbstractContextManager[None]:
        """Keep a build from moving the base meanwhile; where nothing can be written none does."""
        if os.access(self.folder.parent, os.W_OK):
            return locked(self.folder)
        return contextlib.nullcontext()


class Part(Protocol):
    """Some pages of the explorer."""

    def routes(self) -> list[BaseRoute]:
        """Give their routes."""


def json_of(value: Any) -> Response:
    """Answer with JSON."""
    from starlette.responses import JSONResponse

    return JSONResponse(value, headers={"Cache-Control": "no-store"})
