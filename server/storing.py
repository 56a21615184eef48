"""Uploaded files in a folder beside the base: safe names, bounded size, kind and number."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import unicodedata
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

#: What no file name keeps: separators, control characters, and marks that turn the text around.
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
#: Bytes of a name that every file system takes, with room for a number and an ending.
_LONGEST = 180
_FACTS = ".facts.json"


class Refused(Exception):
    """An upload that is not taken, and why."""


def safe_name(name: str) -> str:
    r"""A file name without a path or anything a file system, or a reader, could be misled by.

    >>> safe_name("../../etc/规划\u202e.txt"), safe_name("a<b>.md")
    ('规划.txt', 'a_b_.md')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    bare = "".join(c for c in last if unicodedata.category(c) != "Cf")
    stem, dot, suffix = _UNSAFE.sub("_", bare).strip(" .").rpartition(".")
    room = _LONGEST - len(f"{dot}{suffix}".encode())
    return f"{stem.encode()[: max(room, 0)].decode(errors='ignore')}{dot}{suffix}"


class Store:
    """The folder of uploads.

    Attributes:
        folder: where they are kept; made with the first one.
        size: bytes that one may have.
        count: so many are kept at most.
        kinds: endings of the names of files that can be read.
    """

    def __init__(self, folder: Path, size: int, count: int, kinds: Sequence[str]) -> None:
        self.folder, self.size, self.count, self.kinds = folder, size, count, kinds

    def names(self) -> list[str]:
        """The names of what is kept, newest first."""
        try:
            files = [file for file in self.folder.iterdir() if self._is_upload(file)]
        except OSError:
            return []
        return [f.name for f in sorted(files, key=lambda f: (-f.stat().st_mtime_ns, f.name))]

    def _is_upload(self, file: Path) -> bool:
        return file.suffix.lower() in self.kinds and not file.name.startswith(".")

    def file(self, name: str) -> Path:
        """The file of this name.

        Raises:
            Refused: if there is none.
        """
        if name not in self.names():
            raise Refused(f"没有这个文件，可能已被移除 (no such upload): {name}")
        return self.folder / name

    async def keep(self, name: str, chunks: AsyncIterator[bytes]) -> Path:
        """Keep what comes in; nothing is left of what is refused.

        Raises:
            Refused: if it is too large, of another kind, empty, or one too many.
        """
        name = safe_name(name)
        if Path(name).suffix.lower() not in self.kinds:
            raise Refused(f"不收这种文件；可收 (kinds taken): {' '.join(self.kinds)}")
        if len(self.names()) >= self.count:
            raise Refused(f"已有 {self.count} 份上传，请先移除一些 (too many uploads; remove some)")
        self.folder.mkdir(exist_ok=True)
        target = self._reserved(name)
        beside = target.with_name(f".{target.name}.part")
        size = 0
        try:
            with beside.open("wb") as out:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > self.size:
                        most = f"{self.size >> 20} MB"
                        raise Refused(f"文件超过 {most} (larger than {most})")
                    out.write(chunk)
            if not size:
                raise Refused("文件是空的 (the file is empty)")
            return beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
            if target.stat().st_size == 0:
                target.unlink()

    def _reserved(self, name: str) -> Path:
        """A place of this name that no other upload has, however many come at once."""
        for number in itertools.count(1):
            more = "" if number == 1 else f"-{number}"
            target = self.folder / f"{Path(name).stem}{more}{Path(name).suffix}"
            with contextlib.suppress(FileExistsError):
                target.touch(exist_ok=False)
                return target
        raise AssertionError

    def drop(self, file: Path) -> None:
        """Remove an upload and what is known of it."""
        file.unlink(missing_ok=True)
        self._facts(file).unlink(missing_ok=True)

    def _facts(self, file: Path) -> Path:
        return file.with_name(f".{file.name}{_FACTS}")

    def tell(self, file: Path, facts: dict[str, Any]) -> None:
        """Keep what was found in an upload."""
        self._facts(file).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    def facts(self, file: Path) -> dict[str, Any] | None:
        """What was found in an upload; none where that is not known any more."""
        try:
            found: dict[str, Any] = json.loads(self._facts(file).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found
