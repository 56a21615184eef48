"""Facts and cascades go to JSON and back unchanged, in the form the schemas promise."""

import dataclasses
import json
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import jsonschema
import pytest

from policycascade import facts, model

EVIDENCE = model.Evidence(
    quote="城镇新增就业10万人以上", span=model.Span(3, 14), section=("一", "1")
)
WORDS = model.Words(zh="甲", en="a")
REGION = model.Region(
    name="湖南省", code="430000", level=model.Level.PROVINCE, ancestors=("000000",)
)
RECORD: dict[str, Any] = {"evidence": EVIDENCE, "confidence": 0.9, "method": "rule"}

TARGET = model.Target(
    id="target-1",
    **RECORD,
    indicator="城镇新增就业人数",
    indicator_raw="城镇新增就业",
    op=model.Op.GE,
    value=Decimal("100000"),
    unit="人",
    value_raw="10万人以上",
    basis=model.Basis.CUMULATIVE,
    year_from=2021,
    year_to=2025,
    nature=model.Nature.EXPECTED,
    baseline=model.Baseline(value=Decimal("9.5"), unit="万人", year=2020, value_raw="9.5"),
)
PLAN = model.Plan(
    id="plan-1",
    title="甲规划",
    source=model.Source(name="甲.txt", sha256="0" * 64, media_type="text/plain", chars=100),
    region=REGION,
    level=model.Level.PROVINCE,
    issued=date(2021, 9, 27),
    period=model.Period(start=2021, end=2025),
    front={"title": EVIDENCE},
    sections=(
        model.Section(number="一", path=("一",), title="就业", depth=1, span=model.Span(0, 50)),
    ),
    tasks=(
        model.Task(
            id="task-1",
            **RECORD,
            path=("一",),
            title="就业",
            depth=1,
            leaf=True,
            kind=model.TaskKind.TASK,
            body=model.Span(2, 50),
            organs=(model.Organ(name="省人社厅", role="lead", evidence=EVIDENCE),),
            targets=("target-1",),
        ),
    ),
    citations=(
        model.Citation(
            id="citation-1", **RECORD, title="乙规划", role=model.Role.BASIS, region=REGION
        ),
    ),
    programmes=(
        model.Programme(
            id="programme-1",
            **RECORD,
            mention="“一金三制”",
            canonical="一金三制",
            kind=model.ProgrammeKind.MECHANISM,
            members=("实名制",),
        ),
    ),
    targets=(TARGET,),
    doubts=(
        model.Doubt(
            id="doubt-1", kind="text_vs_table", sides=(EVIDENCE,), note=WORDS, confidence=0.8
        ),
    ),
)
END = model.End(plan="plan-1", record="target-1", label="城镇新增就业人数", evidence=EVIDENCE)
CASCADE = model.Cascade(
    upper="plan-1",
    lower="plan-2",
    derivation=model.Derivation(
        id="derivation-1",
        lower="plan-2",
        upper="plan-1",
        relation=model.Relation.BASIS,
        method=model.Method.CITED,
        confidence=0.95,
        reasons=(model.Reason(feature="title", score=1.0, sentence=WORDS),),
        evidence=(EVIDENCE,),
    ),
    links=(
        model.Link(
            id="link-1",
            kind=model.ElementKind.TARGET,
            relation=model.Relation.SHARE,
            name="城镇新增就业人数",
            upper=END,
            lower=END,
            confidence=0.9,
            method=model.Method.INDICATOR,
            share=Decimal("0.0769"),
            also=(END,),
            why=WORDS,
        ),
        model.Link(
            id="link-2",
            kind=model.ElementKind.TASK,
            relation=model.Relation.DROPPED,
            name="就业",
            upper=END,
            lower=None,
            confidence=0.5,
            method=model.Method.WORDING,
            nearest=END,
        ),
    ),
    measures=(
        model.Measure(
            name="coverage",
            scope="target",
            label=WORDS,
            numerator=Decimal(1),
            denominator=Decimal(3),
            value=Decimal(1) / Decimal(3),
            unit="",
            methods={"indicator": 1},
        ),
    ),
    findings=(
        model.Finding(
            id="finding-1",
            kind="share",
            severity=model.Severity.NOTICE,
            sentence=WORDS,
            ends=(END,),
            links=("link-1",),
        ),
    ),
)


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False))


def schema(name: str) -> Any:
    return json.loads(resources.files("policycascade").joinpath("schemas", name).read_text("utf-8"))


def test_a_plan_comes_back_as_it_was() -> None:
    assert facts.plan_from_json(through_json(facts.plan_json(PLAN))) == PLAN


def test_a_cascade_comes_back_as_it_was_but_for_endless_fractions() -> None:
    back = facts.cascade_from_json(through_json(facts.cascade_json(CASCADE)))
    assert dataclasses.replace(back, measures=()) == dataclasses.replace(CASCADE, measures=())
    assert back.measures[0].value == pytest.approx(Decimal(1) / 3)


def test_the_printed_forms_fit_their_schemas() -> None:
    jsonschema.validate(through_json(facts.facts_json([PLAN])), schema("facts-1.json"))
    jsonschema.validate(through_json(facts.cascade_json(CASCADE)), schema("cascade-1.json"))


@pytest.mark.parametrize("path", ["plan", "targets", "source"])
def test_the_schema_refuses_a_document_without_its_parts(path: str) -> None:
    printed = through_json(facts.facts_json([PLAN]))
    del printed["documents"][0][path]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(printed, schema("facts-1.json"))


def test_evidence_is_written_flat() -> None:
    row = facts.plan_json(PLAN)["targets"][0]
    assert row["quote"] == EVIDENCE.quote
    assert row["span"] == [3, 14]
    assert "evidence" not in row
