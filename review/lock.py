"""One hand at a time on the verdicts of a base, whoever else writes them at the same moment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from the verdicts of the base in ``folder`` until done; waits for its turn.

    The lock lies beside the folder, since a build puts another folder in its place.
    """
    whole = folder.resolve()
    place = whole.with_name(f".{whole.name}.lock")
    file = _taken(place)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no open file
            place.unlink()
        file.close()


def _taken(place: Path) -> IO[bytes]:
    """The lock; one that its former holder has removed meanwhile is none."""
    while True:
        file = place.open("ab")
        _wait(file)
        try:
            if os.fstat(file.fileno()).st_ino == place.stat().st_ino:
                return file
        except FileNotFoundError:
            pass
        file.close()


def _wait(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return
    import msvcrt

    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
