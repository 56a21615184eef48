"""A few processes that answer questions side by side; they follow the base when it is rebuilt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from policycascade.graph.answers import Answer, Question
from policycascade.graph.worker import Worker

Stamp = tuple[int, int]
T = TypeVar("T")
#: Tells whether whoever asked has gone, so that nobody waits for the answer.
Gone = Callable[[], Awaitable[bool]]

#: Seconds between two looks at whether the asker has gone.
LOOK = 0.2


class AskerGone(Exception):
    """Whoever asked does not wait any more; the work was stopped."""


class Pool:
    """At most ``size`` questions at a time; the others wait their turn.

    Attributes:
        timeout: seconds that one question may take, once its turn has come.
    """

    def __init__(self, store: Path, size: int, timeout: float) -> None:
        self.store, self.timeout = store, timeout
        self._turns = asyncio.Semaphore(size)
        self._idle: list[tuple[Stamp | None, Worker]] = []
        self._every: set[Worker] = set()

    async def ask(self, question: Question, gone: Gone | None = None) -> Answer:
        """Answer a question; see ``Worker.ask`` for what may go wrong."""
        return await self.run(lambda worker: worker.ask(question, self.timeout), gone)

    async def run(self, work: Callable[[Worker], T], gone: Gone | None = None) -> T:
        """Do some work with a process in a thread; stops it when the asker goes.

        Raises:
            AskerGone: if the asker went.
        """
        async with self._turns:
            if gone is not None and await gone():
                raise AskerGone
            stamp, worker = self._take()
            job = asyncio.ensure_future(asyncio.to_thread(work, worker))
            try:
                while gone is not None and not job.done():
                    await asyncio.wait({job}, timeout=LOOK)
                    if not job.done() and await gone():
                        await _broken_off(job, worker)
                        raise AskerGone
                return await job
            finally:
                self._idle.append((stamp, worker))

    def _take(self) -> tuple[Stamp | None, Worker]:
        """A process that has the base as it is now open."""
        stamp = self._stamp()
        while self._idle:
            known, worker = self._idle.pop()
            if stamp is None or known == stamp:
                return known, worker
            worker.close()
            self._every.discard(worker)
        worker = Worker(self.store)
        self._every.add(worker)
        return stamp, worker

    def _stamp(self) -> Stamp | None:
        """Tell one build of the base from another; nothing while one takes the other's place."""
        try:
            found = (self.store / "store.json").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def close(self) -> None:
        """End every process."""
        for worker in self._every:
            worker.close()


async def _broken_off(job: asyncio.Future[T], worker: Worker) -> None:
    """Stop what a process does, and wait for the thread that waits for it."""
    while not job.done():  # a process that is only starting now is stopped once it is there
        worker.stop()
        await asyncio.wait({job}, timeout=LOOK)
    job.exception()
