"""A file or address → Document; knows no meaning.

Every block's span takes in the newline it ends with, so the spans of the blocks part the text
without gaps; a table block has one line per row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from policycascade.errors import EmptyText, LoadError
from policycascade.model import Block, BlockKind, Document, Segment, Span


def load(source: str | Path) -> Document:
    """Load one plain-text file."""
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LoadError(source, str(error.strerror)) from error
    text = data.decode("utf-8-sig")
    lines: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    at = place = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            start = place + raw.index(line)
            segments.append(
                Segment(
                    start=at, length=len(line), source_start=start, source_length=len(line)
                )
            )
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(at, at + len(line) + 1)))
            lines.append(line + "\n")
            at += len(line) + 1
        place += len(raw)
    if not lines:
        raise EmptyText(source, "文件没有文字 (the file holds no text)")
    return Document(
        name=path.name,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        text="".join(lines),
        blocks=tuple(blocks),
        segments=tuple(segments),
    )


def find_sources(paths: Iterable[str | Path]) -> list[str | Path]:
    """List the files in ``paths``, folders walked, addresses kept."""
    found: list[str | Path] = []
    for path in map(Path, paths):
        found += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return found
