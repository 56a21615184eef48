"""Exports: read back by other tools with the same nodes, edges and words; always the same bytes."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
import rdflib

from policycascade.errors import PolicyCascadeError
from policycascade.graph.exports import stratml, tables, writing
from policycascade.graph.exports.flat import FORMULA_STARTS, safe, write_csv
from policycascade.graph.exports.package import About

Graph = nx.MultiDiGraph
ABOUT = About(title="试验", licence="https://creativecommons.org/licenses/by/4.0/", version="0")


@pytest.fixture(scope="module")
def folder(graph: "Graph[str]", nquads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    writing.export(graph, nquads, folder, writing.available(), ABOUT)
    return folder


def same_shape(found: Any, graph: "Graph[str]") -> None:
    assert set(found) == set(graph)
    assert sorted(found.edges()) == sorted(graph.edges())
    assert found.number_of_edges() == graph.number_of_edges()
    kinds = nx.get_node_attributes(graph, "kind")
    assert nx.get_node_attributes(found, "kind") == kinds


def test_graphml_is_read_by_networkx(folder: Path, graph: "Graph[str]") -> None:
    found: Any = nx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    same_shape(found, graph)
    assert nx.get_node_attributes(found, "quote") == nx.get_node_attributes(graph, "quote")
    keys = [key for _, _, key in found.edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_gexf_has_levels_and_dates(folder: Path, graph: "Graph[str]") -> None:
    found = nx.read_gexf(folder / "graph.gexf")
    same_shape(found, graph)
    plans = [said for _, said in found.nodes(data=True) if said["kind"] == "plan"]
    assert all({"level", "level_rank", "start", "end"} <= said.keys() for said in plans)
    assert "lastmodifieddate" not in (folder / "graph.gexf").read_text("utf-8")


def test_node_link_json_is_the_graph(folder: Path, graph: "Graph[str]") -> None:
    data = json.loads((folder / "graph.json").read_text("utf-8"))
    found = nx.node_link_graph(data, edges="edges")
    assert nx.utils.graphs_equal(found, graph)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.rdf"])
def test_triples_are_the_union_of_the_graphs(
    name: str, folder: Path, dataset: rdflib.Dataset
) -> None:
    triples = {triple[:3] for triple in dataset.quads()}
    assert len(rdflib.Graph().parse(folder / name)) == len(triples)


@pytest.mark.parametrize("name", ["graph.trig", "graph.nq", "graph.jsonld"])
def test_named_graphs_are_kept(name: str, folder: Path, dataset: rdflib.Dataset) -> None:
    read = rdflib.Dataset()
    read.parse(folder / name)

    def quads(of: rdflib.Dataset) -> set[tuple[str, ...]]:
        return {tuple(term.n3() for term in quad if term is not None) for quad in of.quads()}

    assert quads(read) == quads(dataset)


def test_json_ld_has_short_names(folder: Path) -> None:
    whole = json.loads((folder / "graph.jsonld").read_text("utf-8"))
    assert whole["@context"]["pc"] == "https://w3id.org/policycascade/ns#"
    assert "pc:valueRaw" in (folder / "graph.jsonld").read_text("utf-8")


def test_neo4j_tables_have_every_node_and_edge(folder: Path, graph: "Graph[str]") -> None:
    nodes = pd.read_csv(folder / "neo4j-nodes.csv", dtype=str)
    edges = pd.read_csv(folder / "neo4j-edges.csv", dtype=str)
    assert set(nodes["id:ID"]) == set(graph)
    assert len(edges) == graph.number_of_edges()
    assert edges["id"].is_unique
    assert set(edges[":START_ID"]) | set(edges[":END_ID"]) <= set(nodes["id:ID"])
    script = (folder / "neo4j-load.cypher").read_text("utf-8")
    assert script.count("LOAD CSV") == nodes[":LABEL"].nunique() + edges[":TYPE"].nunique()
    used = set(re.findall(r"row\.`([^`]+)`", script))
    assert used <= {*nodes.columns, *edges.columns}


def test_tables_have_every_record(folder: Path, graph: "Graph[str]") -> None:
    kinds = [said["kind"] for _, said in graph.nodes(data=True)]
    for kind in ("plan", "task", "programme", "target", "outturn"):
        table = pd.read_csv(folder / f"{kind}s.csv")
        assert len(table) == kinds.count(kind)
    links = [said["kind"] for *_, said in graph.edges(data=True)]
    joined = ("derives_from", "undecided", "dropped_in", "local_to")
    assert len(pd.read_csv(folder / "links.csv")) == sum(map(links.count, joined))
    assert (folder / "targets.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_parquet_says_what_csv_says(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    for name in tables.TABLES:
        csv, parquet = (
            pd.read_csv(folder / f"{name}.csv"),
            pd.read_parquet(folder / f"{name}.parquet"),
        )
        assert list(csv.columns) == list(parquet.columns)
        assert list(csv["id"]) == list(parquet["id"])


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-高于", "@某", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(words: str, graph: "Graph[str]", tmp_path: Path) -> None:
    assert not str(safe(words)).startswith(FORMULA_STARTS)
    planted = graph.copy()
    target = next(node for node, said in graph.nodes(data=True) if said["kind"] == "target")
    planted.nodes[target]["quote"] = words
    (file,) = (f for f in tables.write_tables(planted, tmp_path) if f.name == "targets.csv")
    cells = pd.read_csv(file, dtype=str).stack()
    assert not [cell for cell in cells if str(cell).startswith(("=", "+", "@", "\t", "\r", "-高"))]


def test_stratml_has_every_task_target_and_outturn(folder: Path, graph: "Graph[str]") -> None:
    space = {"s": stratml.NAMESPACE}
    counted = {"Goal": 0, "TargetResult": 0, "ActualResult": 0, "PerformanceIndicator": 0}
    named: set[str] = set()
    for path in sorted(folder.glob("stratml-*.xml")):
        root = ElementTree.parse(path).getroot()
        found = [one.text or "" for one in root.iterfind(".//s:Identifier", space)]
        assert len(found) == len(set(found))
        named.update(found)
        for name in counted:
            counted[name] += len(root.findall(f".//s:{name}", space))
    kinds = [said["kind"] for _, said in graph.nodes(data=True)]
    assert counted["TargetResult"] == kinds.count("target")
    assert counted["ActualResult"] == kinds.count("outturn")
    assert counted["PerformanceIndicator"] == kinds.count("target") + kinds.count("outturn")
    told = ("plan", "task", "target", "outturn")
    assert {node for node, said in graph.nodes(data=True) if said["kind"] in told} <= named
    links = {
        key
        for lower, _, key, said in graph.edges(keys=True, data=True)
        if said["kind"] == "derives_from" and graph.nodes[lower]["kind"] == "target"
    }
    assert links <= named


def test_the_description_lists_every_file(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    listed = {row["path"]: row for row in package["resources"]}
    described = {"datapackage.json", "dcat.ttl"}
    assert set(listed) == {path.name for path in folder.iterdir()} - described
    for name, row in listed.items():
        whole = (folder / name).read_bytes()
        assert row["hash"] == f"sha256:{hashlib.sha256(whole).hexdigest()}"
        assert row["bytes"] == len(whole)
    fields = {field["name"] for field in listed["targets.csv"]["schema"]["fields"]}
    assert fields == set(pd.read_csv(folder / "targets.csv").columns)
    assert package["licenses"] == [{"path": ABOUT.licence}]
    dcat = rdflib.Graph().parse(folder / "dcat.ttl")
    assert len(set(dcat.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution))) == len(listed)


def test_the_same_base_gives_the_same_bytes(
    folder: Path, graph: "Graph[str]", nquads: Path, tmp_path: Path
) -> None:
    writing.export(graph, nquads, tmp_path, writing.available(), ABOUT)
    assert {f.name for f in tmp_path.iterdir()} == {f.name for f in folder.iterdir()}
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_a_licence_is_an_address(graph: "Graph[str]", nquads: Path, tmp_path: Path) -> None:
    with pytest.raises(PolicyCascadeError, match="许可"):
        writing.export(
            graph, nquads, tmp_path, ["csv"], About(title="", licence="随意", version="0")
        )


def test_csv_quotes_what_it_must() -> None:
    assert write_csv(["a"], [['"x",\n'], [True]]) == 'a\r\n"""x"",\n"\r\ntrue\r\n'
