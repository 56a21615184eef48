"""A knowledge base's pages as one file that can be mailed."""

from __future__ import annotations

import zipfile
from pathlib import Path

#: What the pages lead to, beside themselves.
_DATA = ("graph.nq", "facts.jsonl")
#: The earliest day a zip can hold: the same pages give the same bytes on any day.
_DAY = (1980, 1, 1, 0, 0, 0)


def zip_site(kb: Path, out: Path) -> Path:
    """Write the site of the base in ``kb`` and the data it leads to into a zip; all or nothing.

    Unpacked anywhere, ``site/index.html`` opens in a browser; the same base gives the same bytes.
    """
    pages = (path for path in (kb / "site").rglob("*") if path.is_file())
    found = sorted((path.relative_to(kb).as_posix(), path) for path in pages)
    found += [(name, kb / name) for name in _DATA]
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.tmp")
    with zipfile.ZipFile(beside, "w") as packed:
        for name, path in found:
            entry = zipfile.ZipInfo(f"{out.stem}/{name}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    beside.replace(out)
    return out
