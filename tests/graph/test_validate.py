import dataclasses
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
import three_levels as t
from rdflib import DCTERMS, RDF, SKOS, Literal, URIRef
from rdflib.term import Node

from policycascade.errors import KnowledgeBaseError
from policycascade.graph.rdf import BASE, nquads
from policycascade.graph.rows import Row
from policycascade.graph.validate import validate
from policycascade.model import Corpus, Measure, Review, Verdict, Words
from policycascade.ontology import shapes_graph
from policycascade.ontology.terms import ONTOLOGY, PC

ID = rdflib.Namespace(BASE)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
RELATION = rdflib.Namespace(f"{ONTOLOGY}/relation#")
NATURE = rdflib.Namespace(f"{ONTOLOGY}/nature#")

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
REVIEW = Review(
    key="target-0123456789ab",
    kind="target",
    plans=(t.PROVINCIAL.title,),
    quotes=(t.P_JOBS.evidence.quote,),
    found="",
    verdict=Verdict.ACCEPT,
    reviewer="张三",
    day=date(2026, 1, 5),
    about=(t.P_JOBS.id,),
)

MEASURE = Measure(
    name="coverage",
    scope=f"target/{t.PROVINCIAL.id}",
    label=Words(zh="承接率", en="coverage"),
    numerator=Decimal(1),
    denominator=Decimal(2),
    value=Decimal("0.5"),
    unit="1",
    interval=(Decimal("0.2"), Decimal("0.8")),
)
ROW = Row(kind="manifest", number=0, key="", json="{}")

JOBS, PLAN = ID[t.P_JOBS.id], ID[t.PROVINCIAL.id]


def test_the_invented_corpus_conforms(nquads: Path) -> None:
    assert validate(nquads) == []


def link(data: rdflib.Graph, lower: URIRef = ID[t.C_JOBS.id]) -> Node:
    return next(iter(data.objects(lower, URIRef("http://www.w3.org/ns/prov#qualifiedDerivation"))))


def gap(data: rdflib.Graph) -> Node:
    return sorted(data.subjects(PC.relation, RELATION.dropped))[0]  # type: ignore[type-var]


def proof(data: rdflib.Graph) -> Node:
    return next(iter(data.objects(JOBS, PC.evidence)))


def selector(data: rdflib.Graph, kind: str) -> Node:
    selectors = data.objects(data.value(proof(data), OA.hasTarget), OA.hasSelector)
    return next(one for one in selectors if (one, RDF.type, OA[kind]) in data)


def review(data: rdflib.Graph) -> Node:
    return next(iter(data.subjects(RDF.type, PC.Review)))


def measure(data: rdflib.Graph) -> Node:
    return next(iter(data.subjects(RDF.type, PC.Measure)))


def row(data: rdflib.Graph) -> Node:
    return next(iter(data.subjects(RDF.type, PC.Row)))


def decimal(number: str) -> Literal:
    return Literal(number, datatype=rdflib.XSD.decimal)


Fault = Callable[[rdflib.Graph], tuple[Node, URIRef, Node | None]]

#: Shape → what to put in place of the values of one property of one thing (None: nothing).
FAULTS: dict[str, Fault] = {
    "document-title": lambda d: (PLAN, DCTERMS.title, None),
    "document-level": lambda d: (PLAN, PC.level, URIRef(f"{ONTOLOGY}/level#galaxy")),
    "document-period": lambda d: (PLAN, PC.periodStart, Literal(2031)),
    "plan-sha256": lambda d: (PLAN, PC.sha256, Literal("abc")),
    "plan-source": lambda d: (PLAN, PC.sourceName, None),
    "fact-plan": lambda d: (JOBS, PC.inPlan, None),
    "fact-evidence": lambda d: (JOBS, PC.evidence, None),
    "fact-confidence": lambda d: (JOBS, PC.confidence, None),
    "confidence-range": lambda d: (JOBS, PC.confidence, decimal("1.5")),
    "figure-indicator": lambda d: (JOBS, PC.measures, None),
    "figure-op": lambda d: (JOBS, PC.op, None),
    "figure-basis": lambda d: (JOBS, PC.basis, None),
    "figure-value": lambda d: (JOBS, PC.value, Literal("many")),
    "figure-value-to": lambda d: (JOBS, PC.valueTo, Literal("more")),
    "figure-nature": lambda d: (JOBS, PC.nature, NATURE.wished),
    "figure-years": lambda d: (JOBS, PC.yearFrom, Literal(2026)),
    "Target": lambda d: (JOBS, PC.unit, None),
    "target-year": lambda d: (JOBS, PC.yearTo, None),
    "target-unit": lambda d: (JOBS, PC.unit, Literal("")),
    "task-title": lambda d: (ID[t.P_WORK.id], DCTERMS.title, None),
    "task-kind": lambda d: (ID[t.P_WORK.id], PC.kind, None),
    "programme-shared": lambda d: (
        next(iter(d.subjects(RDF.type, PC.ProgrammeInPlan))),
        PC.programme,
        None,
    ),
    "programme-mention": lambda d: (
        next(iter(d.subjects(RDF.type, PC.ProgrammeInPlan))),
        PC.mention,
        None,
    ),
    "citation-document": lambda d: (ID[t.MUNICIPAL.citations[0].id], PC.citedDocument, None),
    "citation-role": lambda d: (ID[t.MUNICIPAL.citations[0].id], PC.role, None),
    "doubt-sentence": lambda d: (ID[t.C_DOUBT.id], PC.sentence, None),
    "evidence-quote": lambda d: (proof(d), PC.quote, Literal(" \n")),
    "evidence-source": lambda d: (d.value(proof(d), OA.hasTarget), OA.hasSource, None),  # type: ignore[dict-item, return-value]
    "evidence-exact": lambda d: (selector(d, "TextQuoteSelector"), OA.exact, Literal("别的话")),
    "position-order": lambda d: (selector(d, "TextPositionSelector"), OA.end, Literal(0)),
    "link-plans": lambda d: (link(d), PC.upperPlan, ID[t.MUNICIPAL.id]),
    "link-lower-plan": lambda d: (link(d), PC.lowerPlan, None),
    "link-relation": lambda d: (link(d), PC.relation, None),
    "link-kind": lambda d: (link(d), PC.elementKind, None),
    "link-method": lambda d: (link(d), PC.method, None),
    "derivation-upper": lambda d: (link(d), PC.upper, None),
    "derivation-lower": lambda d: (link(d), PC.lower, None),
    "derivation-relation": lambda d: (link(d), PC.relation, RELATION.dropped),
    "derivation-edge": lambda d: (link(d), PC.lower, ID[t.C_RATE.id]),
    "derivation-share": lambda d: (link(d), PC.share, decimal("-0.1")),
    "ElementDerivation": lambda d: (link(d), PC.evidence, None),
    "Gap": lambda d: (gap(d), PC.relation, RELATION.local),
    "reason-score": lambda d: (d.value(link(d), PC.reason), PC.score, decimal("2")),  # type: ignore[dict-item, return-value]
    "reason-sentence": lambda d: (d.value(link(d), PC.reason), PC.sentence, None),  # type: ignore[dict-item, return-value]
    "review-verdict": lambda d: (review(d), PC.verdict, None),
    "review-agent": lambda d: (review(d), PROV.wasAssociatedWith, None),
    "review-date": lambda d: (review(d), DCTERMS.date, Literal("gestern")),
    "review-subject": lambda d: (review(d), PROV.used, None),
    "measure-name": lambda d: (measure(d), PC.measureName, None),
    "measure-value": lambda d: (measure(d), PC.measureValue, Literal("half")),
    "measure-interval": lambda d: (measure(d), PC.intervalHigh, decimal("0.1")),
    "measure-plans": lambda d: (measure(d), PC.measuredPlan, None),
    "row-kind": lambda d: (row(d), PC.rowKind, Literal("leaf")),
    "row-json": lambda d: (row(d), PC.rowJson, Literal("facts")),
    "inverted-unmarked": lambda d: (link(d, ID[t.OTHER.id]), PC.inverted, Literal(False)),
    "Cascade": lambda d: (JOBS, PC.cascadesTo, ID[t.P_RATE.id]),
    "concept-label": lambda d: (d.value(JOBS, PC.measures), SKOS.prefLabel, None),  # type: ignore[dict-item, return-value]
    "indicator-direction": lambda d: (d.value(JOBS, PC.measures), PC.direction, Literal(7)),  # type: ignore[dict-item, return-value]
    "region-code": lambda d: (ID["region-990000"], SKOS.notation, Literal("99")),
}


@pytest.fixture(scope="module")
def sound(invented: Corpus) -> rdflib.Graph:
    corpus = dataclasses.replace(invented, reviews=(REVIEW,), measures=(MEASURE,))
    return rdflib.Graph().parse(data="".join(triples(nquads(corpus, rows=[ROW]))), format="nt")


def triples(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line.rsplit(' ', 2)[0]} .\n" for line in lines)


@pytest.mark.parametrize("shape", FAULTS)
def test_a_planted_fault_is_reported_by_its_shape(sound: rdflib.Graph, shape: str) -> None:
    subject, predicate, planted = FAULTS[shape](sound)
    before = list(sound.triples((subject, predicate, None)))
    sound.remove((subject, predicate, None))
    if planted is not None:
        sound.add((subject, predicate, planted))
    try:
        found = [one for one in validate(sound) if one.shape == shape]
    finally:
        sound.remove((subject, predicate, None))
        for triple in before:
            sound.add(triple)
    assert found
    assert all(one.text.zh and one.text.en != one.text.zh for one in found)


def test_every_shape_with_a_message_has_a_planted_fault() -> None:
    shapes = shapes_graph()
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    names = {str(shape).rpartition("#")[2] for shape in shapes.subjects(sh.message)}
    assert names == set(FAULTS) | {"dataset-plans"}


def test_a_graph_that_is_not_ours_is_told_so(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.ttl"
    foreign.write_text('<urn:a> <http://xmlns.com/foaf/0.1/name> "A" .\n', "utf-8")
    (found,) = validate(foreign)
    assert found.shape == "dataset-plans"


def test_the_sentence_names_the_record_and_its_plan(sound: rdflib.Graph) -> None:
    year = sound.value(JOBS, PC.yearTo)
    assert year is not None
    sound.remove((JOBS, PC.yearTo, None))
    (found,) = [one for one in validate(sound) if one.shape == "target-year"]
    sound.add((JOBS, PC.yearTo, year))
    assert found.node == str(JOBS)
    for words in (t.PROVINCIAL.title, t.JOBS, "目标年"):
        assert words in found.text.zh
    assert "target year" in found.text.en


def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError):
        validate(tmp_path / "missing.nq")
    wrong = tmp_path / "wrong.nq"
    wrong.write_text("no quad\n", "utf-8")
    with pytest.raises(KnowledgeBaseError):
        validate(wrong)
