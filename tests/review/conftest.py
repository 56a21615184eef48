"""A province and its city in our own words, read and linked; verdicts made of the rows shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from province_and_city import LOWER, UPPER

from policycascade import reviewing
from policycascade.model import Corpus, ElementKind, Link, Relation, Review, Verdict
from policycascade.pipeline import Reading, read_sources
from policycascade.review.keys import Register
from policycascade.review.rows import Row, Shown, rows_of

TODAY = date(2026, 1, 5)

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read the two plans, some of their words replaced."""

    def read_with(*changes: tuple[str, str], lower: bool = True) -> Reading:
        folder = tmp_path_factory.mktemp("plans")
        for name, text in {"甘肃": UPPER, "兰州": LOWER}.items():
            for old, new in changes:
                text = text.replace(old, new)
            if lower or name == "甘肃":
                (folder / f"{name}.txt").write_text(text, "utf-8")
        return read_sources([folder])

    return read_with


@pytest.fixture(scope="session")
def reading(read: Read) -> Reading:
    return read()


@dataclasses.dataclass(frozen=True)
class Session:
    """A reading with the verdicts on it, and what came of them."""

    reading: Reading
    reviews: tuple[Review, ...]
    corpus: Corpus
    conflicts: list[str]

    @property
    def rows(self) -> list[Row]:
        register = Register(self.reading.plans, self.reading.documents)
        return rows_of(Shown(register=register, corpus=self.corpus, reviews=self.reviews), "zh")

    def row(self, kind: str, *words: str) -> Row:
        """The one row of a kind in whose cells all the words stand."""
        (found,) = (
            row
            for row in self.rows
            if row.kind == kind
            and all(any(word in cell for cell in (*row.plans, *row.quotes)) for word in words)
        )
        return found

    def links(self, name: str, kind: ElementKind | None = None) -> list[Link]:
        return [
            link
            for link in self.corpus.cascades[0].links
            if link.name == name and kind in (None, link.kind)
        ]

    def relations(self, name: str, kind: ElementKind | None = None) -> set[Relation]:
        return {link.relation for link in self.links(name, kind)}


def _session(reading: Reading, reviews: Iterable[Review] = ()) -> Session:
    given = tuple(reviews)
    corpus, conflicts = reviewing.judge(reading, given)
    return Session(reading, given, corpus, [conflict.kind for conflict in conflicts])


def _judgement(row: Row, verdict: Verdict, **more: object) -> Review:
    values: dict[str, object] = {"reviewer": "张三", "day": TODAY, "note": ""}
    return Review(
        key=row.key,
        kind=row.kind,
        plans=row.plans,
        quotes=row.quotes,
        found=row.found,
        verdict=verdict,
        **values | more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def session() -> Callable[..., Session]:
    return _session


@pytest.fixture(scope="session")
def judgement() -> Callable[..., Review]:
    return _judgement


@pytest.fixture(scope="session")
def plain(reading: Reading) -> Session:
    """The two plans without any verdict."""
    return _session(reading)
