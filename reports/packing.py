"""Writing files whole, and archives (XLSX, DOCX) without the clock in them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

#: The first date a ZIP can carry stands for "no date": the same input gives the same bytes.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write a file, all of it or nothing."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".part")
    beside.write_bytes(content)
    beside.replace(target)


def without_dates(archive: bytes) -> bytes:
    """Pack an office document again with a constant date in place of the clock's."""
    constant = datetime(*NO_DATE).isoformat().encode() + b"Z"
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + constant, content
                )
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
