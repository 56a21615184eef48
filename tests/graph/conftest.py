from pathlib import Path

import networkx as nx
import pytest
import rdflib
from three_levels import three_levels

from policycascade.graph.network import build_graph
from policycascade.graph.rdf import to_rdf, write_nquads
from policycascade.graph.store import open_store, write_store
from policycascade.model import Corpus


@pytest.fixture(scope="session")
def invented() -> Corpus:
    return three_levels()


@pytest.fixture(scope="session")
def graph(invented: Corpus) -> "nx.MultiDiGraph[str]":
    return build_graph(invented)


@pytest.fixture(scope="session")
def nquads(invented: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    write_nquads(invented, path)
    return path


@pytest.fixture(scope="session")
def dataset(invented: Corpus) -> rdflib.Dataset:
    return to_rdf(invented)


@pytest.fixture(scope="session")
def store(nquads: Path) -> rdflib.Dataset:
    folder = nquads.parent / "store"
    write_store(nquads, folder)
    return open_store(folder)
