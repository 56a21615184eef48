"""A file or address → Document; knows no meaning.

Every block's span takes in the newline it ends with, so the spans of the blocks part the text
without gaps; a table block has one line per row. A segment of equal lengths is the source as it
stands; what no segment covers, the loader put in (newlines and the marks between cells).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.loaders import archive
from policycascade.loaders.decode import decode_bytes
from policycascade.loaders.docx import read_docx
from policycascade.loaders.fetch import MAX_TEXT, Fetched, bounded, is_address, read_file
from policycascade.loaders.html import declared_charset, read_html
from policycascade.loaders.landmarks import mark_segments
from policycascade.loaders.markdown import read_markdown
from policycascade.loaders.ocr import read_image
from policycascade.loaders.ofd import read_ofd
from policycascade.loaders.office import read_old_sheets, read_old_text
from policycascade.loaders.pdf import read_pdf
from policycascade.loaders.places import Position, source_position
from policycascade.loaders.running import Draft, TooMuch, compose
from policycascade.loaders.sheets import read_csv, read_workbook
from policycascade.loaders.text import read_text
from policycascade.model import Document

__all__ = ["Position", "find_sources", "load", "read", "source_position"]


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of a kind are read."""

    media_type: str
    read: Callable[[Fetched], Draft]


def _characters(
    read: Callable[[str], Draft], sniff: Callable[[bytes], str | None] | None = None
) -> Callable[[Fetched], Draft]:
    """Make a reader of bytes from a reader of characters; ``sniff`` finds a declared charset."""

    def read_bytes(fetched: Fetched) -> Draft:
        data = bounded(fetched.source, fetched.data, MAX_TEXT)
        declared = fetched.charset or (sniff(data) if sniff else None)
        decoded = decode_bytes(data, fetched.source, declared)
        try:
            draft = read(decoded.text)
        except TooMuch as error:
            raise LoadError(fetched.source, str(error)) from error
        return Draft(draft.items, draft.metadata, decoded.notes + draft.notes)

    return read_bytes


_OPEN = "application/vnd.openxmlformats-officedocument"

#: Media type, reader and suffixes of each format. A new format is one row.
_FORMATS = (
    ("text/plain", _characters(read_text), ".txt .text"),
    ("text/markdown", _characters(read_markdown), ".md .markdown"),
    ("text/html", _characters(read_html, declared_charset), ".html .htm .shtml .xhtml"),
    ("application/pdf", read_pdf, ".pdf"),
    (f"{_OPEN}.wordprocessingml.document", read_docx, ".docx .docm"),
    ("application/msword", read_old_text, ".doc .wps"),
    ("application/rtf", read_old_text, ".rtf"),
    ("application/vnd.oasis.opendocument.text", read_old_text, ".odt"),
    ("application/ofd", read_ofd, ".ofd"),
    (f"{_OPEN}.spreadsheetml.sheet", read_workbook, ".xlsx .xlsm"),
    ("application/vnd.ms-excel", read_old_sheets, ".xls .et"),
    ("text/csv", read_csv, ".csv .tsv"),
    ("image/png", read_image, ".png"),
    ("image/jpeg", read_image, ".jpg .jpeg"),
    ("image/tiff", read_image, ".tif .tiff"),
    ("image/bmp", read_image, ".bmp"),
)
READERS = {
    suffix: Reader(media_type, read)
    for media_type, read, suffixes in _FORMATS
    for suffix in suffixes.split()
}
_TEXT, _HTML = READERS[".txt"], READERS[".html"]
_BY_MEDIA_TYPE = {reader.media_type: reader for reader in READERS.values()}
_BY_MEDIA_TYPE["application/xhtml+xml"] = _HTML


def load(source: str | Path) -> Document:
    """Load a file, or the page at an http(s) address.

    Raises:
        LoadError: if it cannot be read.
        UnsupportedFormat: if no reader knows its format, or it is not what its suffix says.
        EmptyText: if there is no text in it.
    """
    if not is_address(source):
        return read(archive.read_member(source) or read_file(Path(source)))
    from policycascade.loaders.web import download  # only where an address is given

    return read(download(str(source)))


def read(fetched: Fetched) -> Document:
    """Make a document of bytes; raises what ``load`` raises."""
    if fetched.suffix == archive.SUFFIX:
        fetched = archive.read_only(fetched)
    reader = _reader(fetched)
    if not fetched.data.strip():
        raise EmptyText(fetched.source, "文件是空的 (the file is empty)")
    draft = reader.read(fetched)
    running = compose(draft.items)
    if not running.blocks:
        raise EmptyText(fetched.source, "文件里没有文字 (there is no text in it)")
    return Document(
        name=fetched.name,
        media_type=reader.media_type,
        sha256=hashlib.sha256(fetched.data).hexdigest(),
        text="".join(running.parts),
        blocks=tuple(running.blocks),
        tables=tuple(running.tables),
        segments=tuple(mark_segments(running.segments, draft.places)),
        metadata=draft.metadata,
        notes=draft.notes,
    )


def _reader(fetched: Fetched) -> Reader:
    """The reader for a suffix; for an address, for what the server says it sends."""
    served = _BY_MEDIA_TYPE.get(fetched.media_type or "")
    reader = READERS.get(fetched.suffix)
    if reader is None or served != _TEXT:  # servers send Markdown, too, as plain text
        reader = served or reader
    if reader is None:
        kind = fetched.suffix or fetched.media_type or "无扩展名 (no suffix)"
        known = " ".join(READERS)
        raise UnsupportedFormat(
            fetched.source,
            f"不支持 {kind} 文件；可读 {known} (cannot read {kind} files, only {known})",
        )
    return reader


def find_sources(paths: Iterable[str | Path]) -> list[str | Path]:
    """List what is to be loaded: folders walked, files and addresses kept as they are.

    A folder gives all its visible files in order, also those that no reader knows, so that the
    caller can list them; hidden files and folders are left out, links to folders not followed. A
    ZIP is a folder: what is in it has a path through it.
    """
    found: dict[str, str | Path] = {}
    for path in paths:
        if is_address(path):
            found[str(path)] = str(path)
            continue
        for file in _walk(Path(path)) if Path(path).is_dir() else [Path(path)]:
            inside = archive.list_zip(file) if archive.is_zip(file) else [file]
            found.update((str(one), one) for one in inside)
    return list(found.values())


def _walk(folder: Path) -> list[Path]:
    files: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if not name.startswith(".")]
    return sorted(files)
