"""The review loop of a knowledge base: facts and links out, verdicts in, the base written anew.

``reviews.csv`` in the base holds every verdict ever given; it is applied on every build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.certainty import weigh
from policycascade.model import Corpus, Document, Doubt, Plan, Review
from policycascade.pipeline import Progress, Reading, silent

if TYPE_CHECKING:
    from policycascade.kb import KnowledgeBase
    from policycascade.review.conflicts import Conflict
    from policycascade.review.reading import Desk
    from policycascade.review.rows import Shown

#: Where a base keeps its verdicts.
FILE = "reviews.csv"


def filed(folder: str | Path) -> tuple[Review, ...]:
    """The verdicts kept in the folder of a base; none where it has no such file.

    Raises:
        ReviewError: if the file was spoilt.
    """
    file = Path(folder) / FILE
    return read_file(file) if file.is_file() else ()


def read_file(file: str | Path) -> tuple[Review, ...]:
    """Read a file of verdicts that name their reviewer and date.

    Raises:
        ReviewError: if it is no review file, or a row does not fit.
    """
    from policycascade.review.reading import read_reviews

    return read_reviews(Path(file), desk())


def together(parts: Iterable[Iterable[Review]]) -> tuple[Review, ...]:
    """All verdicts of several files, each once, in a stable order."""
    from policycascade.review.filing import merged

    every: tuple[Review, ...] = ()
    for part in parts:
        every = merged(every, part)
    return every


def judge(
    reading: Reading, reviews: Sequence[Review], progress: Progress = silent
) -> tuple[Corpus, tuple[Conflict, ...]]:
    """Link the plans that were read with the verdicts of reviewers applied."""
    from policycascade.cascade import link_corpus
    from policycascade.review.apply import apply_reviews

    texts = reading.documents
    return apply_reviews(
        reading.plans,
        texts,
        reviews,
        link=lambda plans, settle, join: link_corpus(
            plans, texts, settle, join, reading.model, lambda pairs: progress(pairs, "比较规划")
        ),
        doubts=_doubts,
    )


def _doubts(document: Document, plan: Plan) -> tuple[Doubt, ...]:
    """The doubts of a plan as its facts now stand."""
    from policycascade.extract.plan import doubts_of

    doubted = dataclasses.replace(plan, doubts=doubts_of(document, plan))
    return weigh(doubted, document).doubts


def write(folder: Path, reviews: Sequence[Review]) -> None:
    """Write the verdicts into the folder of a base, if there are any."""
    from policycascade.review.filing import to_csv

    if reviews:
        (folder / FILE).write_text(to_csv(reviews), encoding="utf-8", newline="")


def export(folder: Path, path: Path, lang: str) -> None:
    """Write the review workbook of a base."""
    from policycascade.kb import KnowledgeBase
    from policycascade.review.rows import rows_of
    from policycascade.review.workbook import write_workbook

    base = KnowledgeBase(folder)
    write_workbook(rows_of(_shown(base), lang), base.conflicts, path, lang)


def apply(folder: Path, file: Path, name: str, today: date) -> int:
    """Take verdicts into a base and write it anew; give how many are new.

    Raises:
        ReviewError: if the file does not fit; the base stays as it was.
    """
    from policycascade.kb import KnowledgeBase
    from policycascade.kb import write as write_kb
    from policycascade.review.filing import merged
    from policycascade.review.reading import read_reviews
    from policycascade.review.rows import rows_of

    base = KnowledgeBase(folder)
    rows = {row.key: row for row in rows_of(_shown(base), "zh")}
    given = read_reviews(file, desk(rows=rows, name=name, today=today))
    reviews = merged(base.reviews, given)
    reading = base.reading
    corpus, conflicts = judge(reading, reviews)
    write_kb(folder, reading, corpus, reviews, conflicts)
    return len(reviews) - len(base.reviews)


def _shown(base: KnowledgeBase) -> Shown:
    from policycascade.review.keys import Register
    from policycascade.review.rows import Shown

    reading = base.reading
    register = Register(reading.plans, reading.documents)
    return Shown(register=register, corpus=base.corpus, reviews=base.reviews)


def desk(**known: Any) -> Desk:
    """What is known when a file is taken in: units and names of our vocabularies, and ``known``."""
    from policycascade.extract.words import words
    from policycascade.ontology.indicators import find_indicator
    from policycascade.ontology.programmes import known_programme
    from policycascade.review.reading import Desk

    def indicator(name: str) -> str:
        found = find_indicator(name)
        return found.canonical if found.known else name

    def programme(name: str) -> str:
        found = known_programme(name)
        return found.canonical if found else name

    units = frozenset(row["base"] for row in words("quantities")["units"])
    return Desk(units=units, indicator=indicator, programme=programme, **known)
