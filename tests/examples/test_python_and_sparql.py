"""One figure, whoever counts it: measures of the invented corpus by Python and by SPARQL."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from policycascade.examples import four_levels
from policycascade.graph.query import run_query
from policycascade.graph.rdf import write_nquads
from policycascade.graph.store import open_store, write_store
from policycascade.model import Corpus, Measure
from policycascade.pipeline import link, read_sources

TRACEABILITY = """
SELECT ?above ?below ?kind (COUNT(DISTINCT ?traced) AS ?part) (COUNT(DISTINCT ?element) AS ?whole)
WHERE {
  ?link a pc:Link ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below ;
    pc:lower ?element ; pc:elementKind ?what .
  FILTER(?what != element:plan)
  BIND(STRAFTER(STR(?what), "#") AS ?kind)
  OPTIONAL { ?link a pc:Derivation ; pc:lower ?traced }
}
GROUP BY ?above ?below ?kind
"""
LEAVES = """
SELECT ?above ?below (COUNT(DISTINCT ?taken) AS ?part) (COUNT(DISTINCT ?element) AS ?whole)
WHERE {
  ?link a pc:Link ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below ;
    pc:upper ?element .
  ?element pc:leaf true .
  OPTIONAL { ?link a pc:Derivation ; pc:upper ?taken }
}
GROUP BY ?above ?below
"""
NATURE = """
SELECT ?above ?below (SUM(IF(?was = ?is, 1, 0)) AS ?part) (COUNT(?link) AS ?whole)
WHERE {
  ?link a pc:Derivation ; pc:elementKind element:target ; pc:upper/pc:nature ?was ;
    pc:lower/pc:nature ?is ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
}
GROUP BY ?above ?below
"""
COMPARABILITY = """
SELECT ?above ?below (SUM(IF(?like, 1, 0)) AS ?part) (COUNT(?link) AS ?whole)
WHERE {
  ?link a pc:Derivation ; pc:elementKind element:target ; pc:upper ?one ; pc:lower ?two ;
    pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
  ?one pc:basis ?basis1 . ?two pc:basis ?basis2 .
  OPTIONAL { ?one pc:unit ?printed1 } OPTIONAL { ?two pc:unit ?printed2 }
  OPTIONAL { ?one pc:yearTo ?year1 } OPTIONAL { ?two pc:yearTo ?year2 }
  OPTIONAL { ?one pc:baselineYear ?base1 } OPTIONAL { ?two pc:baselineYear ?base2 }
  BIND(REPLACE(COALESCE(?printed1, ""), "^[名位]$", "人") AS ?unit1)
  BIND(REPLACE(COALESCE(?printed2, ""), "^[名位]$", "人") AS ?unit2)
  BIND(?unit1 = ?unit2 && ?basis1 = ?basis2 && COALESCE(?year1 = ?year2, true)
    && COALESCE(?base1 = ?base2, true) AS ?like)
}
GROUP BY ?above ?below
"""
SHARE = """
SELECT ?above ?below ?name ?share
WHERE {
  ?link a pc:Derivation ; pc:relation relation:share ; pc:share ?share ;
    pc:upper/pc:measures/rdfs:label ?name ;
    pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
}
"""

Base = tuple[Corpus, rdflib.Dataset]
Counted = dict[tuple[str, ...], tuple[Decimal, Decimal]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    reading = read_sources([four_levels()])
    corpus = link(reading)
    path: Path = tmp_path_factory.mktemp("both") / "graph.nq"
    write_nquads(corpus, path, texts=reading.documents)
    write_store(path, path.parent / "store")
    return corpus, open_store(path.parent / "store")


def measures(corpus: Corpus, name: str) -> Iterator[tuple[tuple[str, str], Measure]]:
    titles = {plan.id: plan.title for plan in corpus.plans}
    for cascade in corpus.cascades:
        for measure in cascade.measures:
            if measure.name == name:
                yield (titles[cascade.upper], titles[cascade.lower]), measure


def parts(measure: Measure) -> tuple[Decimal, Decimal]:
    assert measure.numerator is not None
    assert measure.denominator is not None
    return measure.numerator, measure.denominator


def counted(store: rdflib.Dataset, query: str) -> Counted:
    rows = run_query(store, query).rows
    return {
        tuple(map(str, keys)): (Decimal(str(part)), Decimal(str(whole)))
        for *keys, part, whole in rows
    }


def test_traceability(base: Base) -> None:
    corpus, store = base
    by_python = {
        (*pair, measure.scope): parts(measure)
        for pair, measure in measures(corpus, "traceability")
        if "/" not in measure.scope
    }
    assert by_python
    assert counted(store, TRACEABILITY) == by_python


def test_coverage_of_tasks_without_headings(base: Base) -> None:
    corpus, store = base
    by_python = {
        pair: parts(measure)
        for pair, measure in measures(corpus, "coverage")
        if measure.scope == "task/leaf"
    }
    assert by_python
    assert counted(store, LEAVES) == by_python


@pytest.mark.parametrize(
    ("name", "query"), [("nature_agreement", NATURE), ("comparability", COMPARABILITY)]
)
def test_shares_of_linked_targets(base: Base, name: str, query: str) -> None:
    corpus, store = base
    by_python = {pair: parts(measure) for pair, measure in measures(corpus, name)}
    assert by_python
    assert counted(store, query) == by_python


def test_changed_natures_are_those_of_the_saved_query(base: Base) -> None:
    corpus, store = base
    changed: dict[tuple[str, str], int] = {}
    found = run_query(store, "软化")
    at = [found.columns.index(name) for name in ("upper_plan", "lower_plan")]
    for row in found.rows:
        pair = str(row[at[0]]), str(row[at[1]])
        changed[pair] = changed.get(pair, 0) + 1
    by_python = {
        pair: whole - part
        for pair, measure in measures(corpus, "nature_agreement")
        for part, whole in [parts(measure)]
        if whole != part
    }
    assert changed == by_python


def test_share(base: Base) -> None:
    corpus, store = base
    by_python = {
        (*pair, measure.scope.removeprefix("target/")): round(measure.value or Decimal(0), 6)
        for pair, measure in measures(corpus, "share")
    }
    by_sparql = {
        tuple(map(str, keys)): round(Decimal(str(share)), 6)
        for *keys, share in run_query(store, SHARE).rows
    }
    assert by_python
    assert by_sparql == by_python


def test_balance(base: Base) -> None:
    corpus, store = base
    titles = {plan.id: plan.title for plan in corpus.plans}
    by_python = {}
    for measure in corpus.measures:
        if measure.name == "balance":
            _, plan, indicator = measure.scope.split("/", 2)
            by_python[titles[plan], indicator] = round(measure.value or Decimal(0), 4)
    found = run_query(store, "平衡")
    at = {name: n for n, name in enumerate(found.columns)}
    by_sparql = {
        (str(row[at["upper_plan"]]), str(row[at["indicator"]])): Decimal(str(row[at["ratio"]]))
        for row in found.rows
        if int(str(row[at["children"]])) > 1
    }
    assert by_python
    assert by_sparql == by_python
