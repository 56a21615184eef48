"""The corpora that ship with the program: they conform, and SPARQL counts what Python counts."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from policycascade.examples import five_plans, four_levels
from policycascade.graph.network import build_graph
from policycascade.graph.query import run_query, saved_queries
from policycascade.graph.rdf import write_nquads
from policycascade.graph.store import open_store, write_store
from policycascade.graph.validate import validate
from policycascade.model import Corpus
from policycascade.pipeline import Reading, link, read_sources

KINDS = {"任务": "task", "目标": "target", "项目": "programme"}

Base = tuple[Corpus, Path, rdflib.Dataset]


@pytest.fixture(
    scope="module", params=[five_plans, four_levels], ids=lambda folder: folder.__name__
)
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Base:
    folder: Callable[[], Path] = request.param
    reading: Reading = read_sources([folder()])
    corpus = link(reading)
    path = tmp_path_factory.mktemp("examples") / "graph.nq"
    write_nquads(corpus, path, texts=reading.documents)
    write_store(path, path.parent / "store")
    return corpus, path, open_store(path.parent / "store")


def test_it_conforms_to_the_shapes(base: Base) -> None:
    assert [violation.text.zh for violation in validate(base[1])] == []


def test_every_saved_query_runs(base: Base) -> None:
    for query in saved_queries():
        assert run_query(base[2], query.name).columns == tuple(query.columns)


def test_the_engine_can_reckon_with_every_number(base: Base) -> None:
    """Oxigraph has no value for a decimal of more than eighteen places."""
    decimals = "?s ?p ?n FILTER(DATATYPE(?n) = xsd:decimal)"
    ((written, reckoned),) = run_query(
        base[2],
        f"SELECT (COUNT(?n) AS ?a) (COUNT(?twice) AS ?b) {{ {decimals} BIND(?n * 2 AS ?twice) }}",
    ).rows
    assert written == reckoned
    assert written
    ratios = run_query(base[2], "平衡").to_dataframe()["ratio"]
    assert ratios.notna().all()


def test_every_link_is_an_edge(base: Base) -> None:
    graph = build_graph(base[0])
    kinds = {"derives_from", "undecided", "dropped_in", "local_to"}
    drawn = [said for *_, said in graph.edges(data=True) if said["kind"] in kinds]
    links = sum(len(cascade.links) for cascade in base[0].cascades)
    assert sum("name" in said for said in drawn) == links


def test_coverage_is_the_same_in_sparql_and_in_python(base: Base) -> None:
    corpus, _, store = base
    titles = {plan.id: plan.title for plan in corpus.plans}
    by_python = {
        (titles[cascade.upper], titles[cascade.lower], measure.scope): (
            measure.numerator,
            measure.denominator,
        )
        for cascade in corpus.cascades
        for measure in cascade.measures
        if measure.name == "coverage" and measure.scope in KINDS.values() and measure.denominator
    }
    found = run_query(store, "承接率")
    by_sparql = {
        (upper, lower, KINDS[str(kind)]): (Decimal(str(taken)), Decimal(str(total)))
        for upper, lower, kind, taken, total, _ in found.rows
    }
    assert by_sparql == by_python
    assert by_python


def test_balance_is_the_same_in_sparql_and_in_python(base: Base) -> None:
    corpus, _, store = base
    titles = {plan.id: plan.title for plan in corpus.plans}
    by_python = {}
    for measure in corpus.measures:
        if measure.name == "balance" and measure.value is not None:
            _, plan, indicator = measure.scope.split("/", 2)
            by_python[titles[plan], indicator] = round(float(measure.value), 4)
    answer = run_query(store, "平衡", {"least": "2"}).to_dataframe()
    by_sparql = {
        (row["upper_plan"], row["indicator"]): float(row["ratio"])
        for row in answer.to_dict("records")
    }
    assert by_sparql == pytest.approx(by_python)
