from collections.abc import Iterator
from pathlib import Path

import pytest
from served import DOORS, Served
from three_levels import three_levels

from policycascade import build
from policycascade.examples import five_plans
from policycascade.graph.rdf import write_nquads
from policycascade.graph.store import write_store
from policycascade.server.settings import Settings


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    write_nquads(three_levels(), folder / "graph.nq")
    write_store(folder / "graph.nq", folder / "store")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("<title>开始</title>", "utf-8")
    return folder


@pytest.fixture(scope="session")
def server(base: Path) -> Iterator[str]:
    with Served(base, Settings(timeout=20)) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> type[Served]:
    return Served


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of the digests of two real plans, province and city."""
    folder = tmp_path_factory.mktemp("real") / "kb"
    build([five_plans() / name for name in ("hunan.md", "zhuzhou.md")], folder)
    return folder


@pytest.fixture(scope="session")
def explorer(real: Path) -> Iterator[str]:
    """The explorer over a base that nobody changes."""
    with Served(real, Settings(timeout=20), DOORS) as address:
        yield address
