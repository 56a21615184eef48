"""What one file holds, as JSON, told by a process of its own with bounds: for files of strangers.

    python -m policycascade.preview FILE

A file that cannot be read, or holds no plan, is told as ``refused`` with the reason.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from policycascade.errors import LoadError
from policycascade.facts import Json, converter, facts_json

#: Bytes of address space; reading scans takes a few hundred million.
MEMORY = 6 << 30


def preview(file: Path) -> Json:
    """Read the plan in a file and tell its facts and what was done on reading."""
    from policycascade.pipeline import load_plan

    try:
        plan, document = load_plan(file)
    except LoadError as error:
        return {"refused": error.reason}
    return {
        **facts_json([plan])["documents"][0],
        "notes": converter().unstructure(document.notes),
    }


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.buffer.write(json.dumps(preview(Path(sys.argv[1])), ensure_ascii=False).encode())
