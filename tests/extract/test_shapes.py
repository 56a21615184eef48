"""Short plans of many fields and shapes, in our own words, with all that is to be found in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import document

from policycascade.extract import read_plan
from policycascade.model import Plan, TaskKind

SHAPES = sorted((Path(__file__).parents[1] / "data" / "shapes").glob("*.yaml"))

FRONT = (
    "title",
    "issuer",
    "doc_number",
    "issued",
    "published",
    "region",
    "level",
    "period",
    "field",
)


def test_there_are_shapes() -> None:
    assert len(SHAPES) >= 14


@pytest.fixture(params=SHAPES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Plan]:
    expected: dict[str, Any] = yaml.safe_load(request.param.read_text("utf-8"))
    return expected, read_plan(document(expected["text"]))


def test_front_matter(case: tuple[dict[str, Any], Plan]) -> None:
    expected, plan = case
    found = {
        "title": plan.title,
        "issuer": plan.issuer,
        "doc_number": plan.doc_number,
        "issued": plan.issued and plan.issued.isoformat(),
        "published": plan.published and plan.published.isoformat(),
        "region": plan.region and plan.region.code,
        "level": plan.level,
        "period": plan.period and [plan.period.start, plan.period.end],
        "field": plan.field,
    }
    assert found == {name: expected["front"].get(name) for name in FRONT}


def test_tasks(case: tuple[dict[str, Any], Plan]) -> None:
    expected, plan = case
    for kind in TaskKind:
        found = [("/".join(task.path), task.title) for task in plan.tasks if task.kind is kind]
        wanted = expected.get(kind, {}).items()
        assert sorted(found) == sorted((path.rstrip("#"), title) for path, title in wanted)


def test_organs(case: tuple[dict[str, Any], Plan]) -> None:
    expected, plan = case
    found = {
        "/".join(task.path): {organ.name: organ.role for organ in task.organs}
        for task in plan.tasks
        if task.organs
    }
    assert found == expected.get("organs", {})


def test_citations(case: tuple[dict[str, Any], Plan]) -> None:
    expected, plan = case
    found = [
        [c.role.value, c.title, c.level, *([c.doc_number] if c.doc_number else [])]
        for c in plan.citations
    ]
    assert found == expected["citations"]


def test_every_quote_is_true(case: tuple[dict[str, Any], Plan]) -> None:
    expected, plan = case
    text = document(expected["text"])
    records = [*plan.tasks, *plan.citations, *plan.programmes, *plan.targets, *plan.outturns]
    proofs = [record.evidence for record in records] + list(plan.front.values())
    proofs += [organ.evidence for task in plan.tasks for organ in task.organs]
    assert proofs
    for proof in proofs:
        assert text.quote(proof.span) == proof.quote
