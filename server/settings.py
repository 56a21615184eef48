"""How a base is served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a base is served.

    Attributes:
        token: what askers must show; needed beyond this machine.
        timeout: seconds that one query may take.
        rows, size: no answer has more rows or triples, or bytes.
        workers: questions answered at a time.
        origins: addresses whose pages may ask from a browser (CORS).
        upload_size, upload_count: bytes that an uploaded file may have, and files that are kept.
        upload_seconds: seconds that reading one may take.
    """

    token: str | None = None
    timeout: float = 30
    rows: int = 100_000
    size: int = 64 << 20
    workers: int = 2
    origins: Sequence[str] = ()
    upload_size: int = 64 << 20
    upload_count: int = 200
    upload_seconds: float = 180
