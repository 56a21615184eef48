"""A question in a process of its own: stopped in time, and the next one is answered."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from policycascade.errors import QueryError
from policycascade.graph.answers import NotAcceptable, Question
from policycascade.graph.worker import Stopped, Worker


@pytest.fixture(scope="module")
def worker(store: rdflib.Dataset, nquads: Path) -> Iterator[Worker]:
    worker = Worker(nquads.parent / "store")
    yield worker
    worker.close()


def test_a_long_question_ends_with_its_process(worker: Worker) -> None:
    begin = time.perf_counter()
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(Stopped, match="1 秒"):
        worker.ask(Question(query=endless), 1)
    assert time.perf_counter() - begin < 8
    assert worker.ask(Question(query="ASK { ?s ?p ?o }"), 20).rows == 1


def test_one_process_answers_many(worker: Worker) -> None:
    for rows in (1, 5, 2):
        found = worker.ask(Question(query=f"SELECT * {{ ?s ?p ?o }} LIMIT {rows}"))
        assert (found.rows, found.cut) == (rows, "")


def test_what_is_wrong_is_said(worker: Worker) -> None:
    with pytest.raises(QueryError, match="第 1 行"):
        worker.ask(Question(query="SELECT ?s WHERE { ?s"))
    with pytest.raises(QueryError, match="SERVICE"):
        worker.ask(Question(query="ASK { SERVICE <http://example.org/> { } }"))
    with pytest.raises(NotAcceptable):
        worker.ask(Question(query="ASK { }", accept="image/png"))


def test_a_missing_store_is_no_silence(tmp_path: Path) -> None:
    worker = Worker(tmp_path)
    with pytest.raises(QueryError, match="打不开"):
        worker.ask(Question(query="ASK { }"))
    worker.close()


def test_a_process_that_was_killed_is_replaced(worker: Worker) -> None:
    worker.ask(Question(query="ASK { ?s ?p ?o }"))
    worker.stop()
    time.sleep(0.2)
    assert worker.ask(Question(query="ASK { ?s ?p ?o }")).rows == 1


def test_the_start_of_the_process_is_not_counted(store: rdflib.Dataset, nquads: Path) -> None:
    fresh = Worker(nquads.parent / "store")
    assert fresh.ask(Question(query="ASK { ?s ?p ?o }"), 0.1).rows == 1
    fresh.close()
