"""Verdicts from the browser, filed at once in the same file as those of the workbook.

Whoever judges says which verdict was on the screen; another one given since is shown first, so that
nobody overrules a colleague without knowing. What is applied is up to the next build.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.model import Review
from policycascade.review.filing import content, latest, revised, to_csv, withdrawn
from policycascade.review.lock import locked
from policycascade.review.reading import Desk, read_reviews, review_of
from policycascade.review.words import word

if TYPE_CHECKING:
    from policycascade.review.rows import Row

#: The review file in the folder of a base.
FILE = "reviews.csv"

Desks = Callable[..., Desk]


def mark(review: Review | None) -> str:
    """What tells one verdict from another on the same thing; empty for none."""
    if review is None:
        return ""
    return hashlib.sha256(repr((review.key, *content(review))).encode()).hexdigest()[:16]


def said(review: Review, lang: str) -> str:
    """A verdict in a few words: who, when, what."""
    changed = ", ".join(review.corrections.values())
    verdict = word("verdict", review.verdict, lang)
    words = f"{verdict} ({changed})" if changed else verdict
    return f"{review.reviewer} {review.day}: {words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What came of a verdict.

    Attributes:
        review: the one that stands now; none where the last was taken back.
        other: another's verdict that was given since; then nothing was filed.
    """

    review: Review | None = None
    other: Review | None = None


class Filing:
    """The review file of the base in a folder."""

    def __init__(self, folder: Path, desk: Desks) -> None:
        self.folder, self.desk = folder, desk

    @property
    def file(self) -> Path:
        """Where the verdicts are."""
        return self.folder / FILE

    def read(self) -> tuple[Review, ...]:
        """Every verdict.

        Raises:
            ReviewError: if the file was spoilt.
        """
        return read_reviews(self.file, self.desk()) if self.file.is_file() else ()

    def stamp(self) -> tuple[int, int] | None:
        """Tell one state of the file from another."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def judge(self, row: Row, cells: Mapping[str, str], seen: str, today: date) -> Filed:
        """File a verdict, unless somebody else gave another one since ``seen``.

        Raises:
            Unfit: if it does not fit.
        """
        with locked(self.folder):
            filed = self.read()
            last = latest(filed).get(row.key)
            name = cells.get("reviewer", "")
            if last is not None and mark(last) != seen and last.reviewer != name:
                return Filed(other=last)
            desk = self.desk(rows={row.key: row}, name=name, today=today)
            review = review_of({**cells, "relation": row.found, "key": row.key}, desk)
            if review is None:  # it stands as filed
                return Filed(review=last)
            self._write(revised(filed, review))
        return Filed(review=review)

    def take_back(self, key: str, name: str, today: date) -> Filed:
        """Remove what a person said of a thing today."""
        with locked(self.folder):
            left = withdrawn(self.read(), key, name, today)
            self._write(left)
        return Filed(review=latest(left).get(key))

    def _write(self, reviews: tuple[Review, ...]) -> None:
        """Write the file, all of it or nothing."""
        descriptor, beside = tempfile.mkstemp(prefix=f".{FILE}.", dir=self.folder)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
                out.write(to_csv(reviews))
            Path(beside).chmod(0o644)
            Path(beside).replace(self.file)
        finally:
            Path(beside).unlink(missing_ok=True)
