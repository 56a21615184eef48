"""Knowledge bases that are not a folder here: on a SPARQL server, or in a graph file of ours.

Both hold the rows of the folder they were made from (``graph.rows``), so what is read of them is
what would be read of the folder.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.base import Base
from policycascade.errors import KnowledgeBaseError
from policycascade.facts import Json

if TYPE_CHECKING:
    from pyoxigraph import Store

    from policycascade.graph.query import QueryResult

Rows = Mapping[str, list[tuple[str, str]]]


def folder_or_server(folder: str | None, url: str | None) -> Base:
    """Open the base on a server if its address is given, else the one in a folder (``kb``).

    Raises:
        KnowledgeBaseError: if there is none, or it is of another version.
        StoreError: if the server is away or refuses.
    """
    from policycascade.kb import KnowledgeBase

    return ServedBase(url) if url else KnowledgeBase(folder or "kb")


class ServedBase(Base):
    """The base that was pushed to a SPARQL 1.1 server, opened for reading.

    Raises:
        StoreError: if the server is away or refuses.
        KnowledgeBaseError: if it holds no base, or one of another version.
    """

    def __init__(self, url: str) -> None:
        self.url = self.place = url
        found = [row for _, row in self.rows("manifest")]
        if not found:
            raise KnowledgeBaseError(
                url,
                "这台服务器上没有知识库，请先 push (no knowledge base on this server; push one)",
            )
        self.manifest = self.check(found[0])

    def rows(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Give the rows of one kind from the server."""
        from policycascade.graph.remote import remote
        from policycascade.graph.rows import rows_of_store

        for key, row in rows_of_store(remote(self.url), kind):
            yield key, json.loads(row)

    def ask(
        self,
        query: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        **params: str,
    ) -> QueryResult:
        """Answer a saved query (by name) or SPARQL text; see ``Base.ask``."""
        from policycascade.graph.query import run_query
        from policycascade.graph.remote import remote

        return run_query(remote(self.url, timeout), query, params, limit)


class FiledBase(Base):
    """The base in a graph file (Turtle, TriG, N-Quads, JSON-LD, RDF/XML) that ``export`` wrote.

    Raises:
        KnowledgeBaseError: if the file is no graph, or none of ours.
    """

    def __init__(self, path: str | Path) -> None:
        self.path, self.place = Path(path), str(path)
        found = [row for _, row in self.rows("manifest")]
        if not found:
            raise KnowledgeBaseError(
                path,
                "不是本程序写出的完整图，没有可还原的规划；用 policycascade validate "
                f"{path} 看它不合哪些形状 (no complete graph of ours: it holds no plans to read "
                f"back; policycascade validate {path} says which shapes it fails)",
            )
        for manifest in found:
            self.manifest = self.check(manifest)

    @functools.cached_property
    def _kinds(self) -> Rows:
        from policycascade.graph.rows import rows_of_file

        return rows_of_file(self.path)

    def rows(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Give the rows of one kind from the file."""
        for key, row in self._kinds.get(kind, ()):
            with self.sound():
                yield key, json.loads(row)

    @functools.cached_property
    def _store(self) -> Store:
        from pyoxigraph import Store

        from policycascade.graph.rows import read_quads

        store = Store()
        store.bulk_extend(read_quads(self.path))
        return store

    def ask(
        self,
        query: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        **params: str,
    ) -> QueryResult:
        """Answer a saved query (by name) or SPARQL text from memory, without a time limit."""
        from policycascade.graph.query import run_query
        from policycascade.graph.sources import in_process

        return run_query(in_process(self._store), query, params, limit)
