import dataclasses
from collections import Counter
from pathlib import Path

import factories as f
import pyoxigraph as ox
import pytest
import rdflib
import three_levels as t
from rdflib import DCTERMS, PROV, RDF, SKOS, BNode, Literal, URIRef
from rdflib.compare import isomorphic

from policycascade.errors import PolicyCascadeError
from policycascade.graph.rdf import BASE, nquads, to_rdf, write_nquads
from policycascade.model import Block, BlockKind, Corpus, Document, Span, Stub
from policycascade.ontology.terms import ONTOLOGY, PC

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ID = rdflib.Namespace(BASE)


def test_building_twice_gives_the_same_bytes(invented: Corpus, nquads: Path) -> None:
    turned = dataclasses.replace(
        invented, plans=invented.plans[::-1], cascades=invented.cascades[::-1]
    )
    again = nquads.with_name("again.nq")
    write_nquads(turned, again)
    assert again.read_bytes() == nquads.read_bytes()
    assert not list(nquads.parent.glob("*.tmp"))


def test_round_trip_is_isomorphic(dataset: rdflib.Dataset, nquads: Path) -> None:
    assert not [term for quad in dataset.quads() for term in quad if isinstance(term, BNode)]
    written = rdflib.Dataset()
    written.parse(data=dataset.serialize(format="nquads"), format="nquads")
    graphs = {graph.identifier: graph for graph in dataset.graphs() if len(graph)}
    assert graphs.keys() == {graph.identifier for graph in written.graphs() if len(graph)}
    for name, graph in graphs.items():
        assert isomorphic(graph, written.graph(name))
    store = ox.Store()
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    assert len(store) == len(nquads.read_text("utf-8").splitlines())


def test_each_document_links_and_vocabulary_have_a_graph(
    invented: Corpus, dataset: rdflib.Dataset
) -> None:
    names = {graph.identifier for graph in dataset.graphs() if len(graph)}
    plans = {ID[f"graph/{plan.id}"] for plan in invented.plans}
    assert names == plans | {ID["graph/links"], ID["graph/vocabulary"], URIRef(ONTOLOGY)}


def test_no_triple_stands_in_two_graphs(dataset: rdflib.Dataset) -> None:
    count = Counter((s, p, o) for s, p, o, _ in dataset.quads())
    assert not [triple for triple, times in count.items() if times > 1]


def test_nothing_of_other_plans_stands_in_the_graph_of_a_plan(invented: Corpus) -> None:
    alone = set(nquads(f.corpus(t.MUNICIPAL)))
    here = f"<{BASE}graph/{t.MUNICIPAL.id}> ."
    together = {line for line in nquads(invented) if line.rstrip().endswith(here)}
    assert together == {line for line in alone if line.rstrip().endswith(here)}


def test_evidence_selects_the_words_by_quote_and_by_position(dataset: rdflib.Dataset) -> None:
    (proof,) = dataset.objects(ID[t.P_JOBS.id], PC.evidence)
    target = dataset.value(proof, OA.hasTarget)
    assert dataset.value(target, OA.hasSource) == ID[t.PROVINCIAL.id]
    said = {
        p: o
        for selector in dataset.objects(target, OA.hasSelector)
        for p, o in dataset.predicate_objects(selector)
    }
    span = t.P_JOBS.evidence.span
    assert str(said[OA.exact]) == t.P_JOBS.evidence.quote == str(dataset.value(proof, PC.quote))
    assert [int(str(said[p])) for p in (OA.start, OA.end)] == [span.start, span.end]
    assert ID[t.P_JOBS.id] in set(dataset.objects(proof, OA.hasBody))


def test_texts_give_the_words_around_a_quote() -> None:
    text = "前面的话,新增就业100人,后面的话"
    start = text.index("新增")
    plan = f.plan(targets=(f.target(quote="新增就业100人", start=start),))
    document = Document(
        name="x",
        media_type="text/plain",
        sha256="0" * 64,
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),),
    )
    dataset = to_rdf(f.corpus(plan), texts={plan.id: document})
    around = (set(dataset.objects(None, p)) for p in (OA.prefix, OA.suffix))
    assert all(
        Literal(words) in found
        for words, found in zip(("前面的话,", ",后面的话"), around, strict=True)
    )


def test_link_details(dataset: rdflib.Dataset) -> None:
    (link,) = dataset.objects(ID[t.C_JOBS.id], PROV.qualifiedDerivation)
    assert dataset.value(link, PROV.entity) == ID[t.P_JOBS.id]
    assert str(dataset.value(link, PC.relation)).endswith("relation#share")
    assert str(dataset.value(link, PC.share)) == "0.1"
    assert len(set(dataset.objects(link, PC.evidence))) == 2
    reason = dataset.value(link, PC.reason)
    assert {o.language for o in dataset.objects(reason, PC.sentence)} == {"zh", "en"}  # type: ignore[attr-defined]
    assert (ID[t.C_JOBS.id], PROV.wasDerivedFrom, ID[t.P_JOBS.id]) in dataset


def test_one_shared_programme_groups_those_of_the_plans(dataset: rdflib.Dataset) -> None:
    shared = dataset.value(None, SKOS.prefLabel, Literal("三支一扶", lang="zh"))
    assert (shared, RDF.type, PC.Programme) in dataset
    plans = {str(dataset.value(one, PC.inPlan)) for one in dataset.subjects(PC.programme, shared)}
    assert plans == {ID[p.id].toPython() for p in (t.PROVINCIAL, t.MUNICIPAL, t.URBAN)}


def test_one_run_without_a_time(dataset: rdflib.Dataset) -> None:
    assert len(set(dataset.subjects(RDF.type, PROV.Activity))) == 1
    assert not list(dataset.objects(None, PROV.startedAtTime))


@pytest.mark.parametrize(
    "label",
    [
        'a "quoted" title',
        "two\nlines\r\n",
        'x> <y:z> "planted" .\n<a:b> <c:d> "e',
        "back\\slash\\",
        "\ufffd",
    ],
)
def test_any_label_survives(label: str, tmp_path: Path) -> None:
    stub = Stub(id=f"stub-{label}", title=label)
    path = tmp_path / "graph.nq"
    write_nquads(f.corpus(f.plan(label), stubs=(stub,)), path)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    titled = {str(s) for s, o in dataset.subject_objects(DCTERMS.title) if str(o) == label}
    assert len(titled) == 2


@pytest.mark.parametrize("base", ["", "x", "http://a b/", "http://a/<b>/", "https://a/b", "a:b>/"])
def test_a_bad_base_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyCascadeError):
        write_nquads(f.corpus(f.plan()), tmp_path / "x.nq", base=base)
    assert not list(tmp_path.iterdir())


def test_another_base() -> None:
    dataset = to_rdf(f.corpus(f.plan()), base="https://example.org/kb#")
    assert (URIRef(f"https://example.org/kb#{f.plan().id}"), RDF.type, PC.Plan) in dataset


def test_an_empty_corpus_is_a_dataset() -> None:
    assert len(to_rdf(Corpus(plans=()))) > 0
