"""The law of evidence, over all records of all plans at hand: every quote is in its source."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from policycascade.examples import five_plans, four_levels
from policycascade.model import Document, Evidence, Plan
from policycascade.pipeline import Reading, link, read_sources

REAL = Path(__file__).resolve().parents[2] / "shared" / "plans"


def folders() -> Iterator[object]:
    yield pytest.param(five_plans, id="digests")
    yield pytest.param(four_levels, id="four-levels")
    absent = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real plans are not at {REAL.name}")
    yield pytest.param(lambda: REAL, id="real", marks=absent)


@pytest.fixture(scope="module", params=folders())
def reading(request: pytest.FixtureRequest) -> Reading:
    return read_sources([request.param()])


def evidences(plan: Plan) -> Iterator[Evidence]:
    yield from plan.front.values()
    for records in (plan.citations, plan.tasks, plan.programmes, plan.targets, plan.outturns):
        yield from (record.evidence for record in records)
    yield from (organ.evidence for task in plan.tasks for organ in task.organs)
    yield from (side for doubt in plan.doubts for side in doubt.sides)


def bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def test_every_plan_is_read(reading: Reading) -> None:
    assert reading.plans
    assert not reading.skipped


def test_every_quote_stands_where_its_span_says(reading: Reading) -> None:
    for plan in reading.plans:
        document = reading.documents[plan.id]
        for evidence in evidences(plan):
            assert evidence.quote.strip()
            assert document.quote(evidence.span) == evidence.quote


def test_every_quote_is_a_substring_of_its_file(reading: Reading) -> None:
    for plan in reading.plans:
        source = bare(_file_text(reading.documents[plan.id]))
        for evidence in evidences(plan):
            assert bare(evidence.quote) in source


def test_every_end_of_a_link_and_finding_is_quoted_truly(reading: Reading) -> None:
    corpus = link(reading)
    for cascade in corpus.cascades:
        links = [
            end
            for made in cascade.links
            for end in (made.upper, made.lower, made.nearest, *made.also)
            if end
        ]
        ends = links + [end for finding in cascade.findings for end in finding.ends]
        for end in ends:
            document = reading.documents[end.plan]
            assert document.quote(end.evidence.span) == end.evidence.quote
    for derivation in corpus.derivations:
        for evidence in derivation.evidence:
            assert reading.documents[derivation.lower].quote(evidence.span) == evidence.quote


def _file_text(document: Document) -> str:
    for folder in (REAL, five_plans(), four_levels()):
        if (folder / document.name).is_file():
            return (folder / document.name).read_text("utf-8")
    raise AssertionError(f"no file of the name {document.name}")
