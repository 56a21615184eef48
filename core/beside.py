"""A folder to write in beside the one whose place it will take.

Each is held by a lock as long as its build lives, so that the next build can tell what a killed one
left and clear it away, and leaves what another build is still writing.
"""

from __future__ import annotations

import contextlib
import glob
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_FOLDER, _LOCK = ".tmp", ".lock"

#: Seconds after which a folder that nobody ever held counts as left behind.
_FORGOTTEN = 24 * 60 * 60


@contextlib.contextmanager
def folder_beside(folder: Path) -> Iterator[Path]:
    """Give a new folder next to ``folder``; whatever is still there at the end is removed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    lock = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}{_LOCK}")
    beside = lock.with_suffix(_FOLDER)
    try:  # named before made: a Ctrl-C between the making and the next line leaves nothing either
        with lock.open("xb") as file:
            _held(file)
            beside.mkdir()
            yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        lock.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove what killed builds of ``folder`` left."""
    hidden = f".{glob.escape(folder.name)}.*"
    for lock in folder.parent.glob(f"{hidden}{_LOCK}"):
        if _free(lock):
            shutil.rmtree(lock.with_suffix(_FOLDER), ignore_errors=True)
            lock.unlink(missing_ok=True)
    for left in folder.parent.glob(f"{hidden}{_FOLDER}"):
        kept = left.name == f".{folder.name}.old{_FOLDER}" or left.with_suffix(_LOCK).exists()
        if not kept and _age(left) > _FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)


def _age(folder: Path) -> float:
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:  # gone already
        return 0


def _free(lock: Path) -> bool:
    try:
        with lock.open("ab") as file:
            return _held(file)
    except OSError:
        return False


def _held(file: IO[bytes]) -> bool:
    """Hold a lock until its file is closed, if nobody else holds it."""
    try:
        _lock(file)
    except OSError:
        return False
    return True


def _lock(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
