"""The base written anew by a process of its own; the old one serves until the new one is whole."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.server.base import json_of
from policycascade.server.pages import lang_of, words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.server.base import Shelf

#: Seconds that a process that is asked to stop gets to clean up.
PATIENCE = 10
#: Seconds for which pages tell what came of a build.
SHOWN = 300
#: So many lines of what the process said are shown.
LINES = 12


class Rebuild:
    """Builds one base at a time, from itself and from files.

    Attributes:
        state: ``idle``, ``working``, ``done``, ``failed`` or ``stopped``.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.state = "idle"
        self.said: tuple[str, ...] = ()
        self._begun = self._ended = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        from starlette.routing import Route

        return [
            Route("/rebuild", self.told),
            Route("/rebuild", self.asked, methods=["POST"]),
            Route("/rebuild/stop", self.stopped, methods=["POST"]),
        ]

    @property
    def working(self) -> bool:
        """Whether a base is being built."""
        return self.state == "working"

    async def told(self, request: Request) -> Response:
        """Tell how far it is."""
        return json_of(self._told(lang_of(request)))

    async def asked(self, request: Request) -> Response:
        """Build with the verdicts given so far."""
        await self.start((), lang_of(request))
        return json_of(self._told(lang_of(request)))

    async def stopped(self, request: Request) -> Response:
        """Break a build off; the old base stays as it is."""
        await self.stop()
        return json_of(self._told(lang_of(request)))

    def _told(self, lang: str) -> dict[str, Any]:
        shown = self.state
        if shown != "working" and time.monotonic() - self._ended > SHOWN:
            shown = "idle"
        until = time.monotonic() if self.working else self._ended
        seconds = round(until - self._begun, 1)
        t = words(lang)
        return {
            "state": shown,
            "seconds": seconds,
            "words": t[f"rebuild_{shown}"].format(seconds=f"{seconds:.0f}"),
            "said": list(self.said),
        }

    async def start(self, files: Sequence[Path], lang: str) -> bool:
        """Begin to build from the base and more files; not while another build is at work."""
        if self.working:
            return False
        self.state, self.said, self._begun = "working", (), time.monotonic()
        base = str(self.shelf.folder)
        command = [sys.executable, "-m", "policycascade", "build", *map(str, files), base]
        self._process = await asyncio.create_subprocess_exec(
            *command,
            "-o",
            base,
            "--no-open",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "POLICYCASCADE_LANG": lang, "PYTHONIOENCODING": "utf-8"},
        )
        self._watch = asyncio.create_task(self._watched(self._process))
        return True

    async def _watched(self, process: asyncio.subprocess.Process) -> None:
        _, told = await process.communicate()
        lines = told.decode("utf-8", "replace").splitlines()
        self.said = tuple(line for line in lines if line.strip())[-LINES:]
        self._ended = time.monotonic()
        if self.state == "working":
            self.state = "done" if process.returncode == 0 else "failed"

    async def stop(self) -> None:
        """Break off what is at work, if anything is, and wait until it has cleaned up."""
        process, watch = self._process, self._watch
        if not self.working or process is None or watch is None:
            return
        self.state = "stopped"
        if os.name == "nt":  # which has no such signal for another process
            process.terminate()
        else:
            process.send_signal(signal.SIGINT)
        try:
            await asyncio.wait_for(asyncio.shield(watch), PATIENCE)
        except TimeoutError:
            process.kill()
            await watch
