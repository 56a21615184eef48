"""No score on the annotated plans falls below its floor; and the gate itself can fail."""

import pytest
from gold import gate

CORPORA = [
    pytest.param(
        gate.REAL,
        id="real",
        marks=pytest.mark.skipif(not gate.REAL.here, reason="the annotated plans are not here"),
    ),
    pytest.param(gate.INVENTED, id="invented"),
]

#: What is expected of a text that nobody tuned the program to, by kind of record.
EXPECTED = {
    "citations": 0.90,
    "tasks": 0.90,
    "targets": 0.88,
    "outturns": 0.86,
    "programmes": 0.81,
}


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_annotations_are_those_that_were_pinned(corpus: gate.Corpus) -> None:
    assert corpus.sha256() == corpus.pinned()["sha256"], "changed: tests/gold/gate.py --update"


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_score_falls_below_its_floor(corpus: gate.Corpus) -> None:
    assert not gate.regressions(gate.measure(corpus), corpus.pinned()["floors"])


def test_the_floors_of_the_invented_texts_are_what_is_expected_at_least() -> None:
    floors = gate.INVENTED.pinned()["floors"]
    files = {key.split("/")[0] for key in floors if not key.startswith("cascade-")}
    assert len(files) >= 11
    for file in files:
        for kind, least in EXPECTED.items():
            assert floors[f"{file}/{kind}/f1"] >= least


def test_a_lower_or_missing_score_is_a_regression() -> None:
    assert gate.regressions({"a": 0.9}, {"a": 0.9}) == []
    assert gate.regressions({"a": 0.89}, {"a": 0.9}) == ["a: 0.890 < 0.900"]
    assert gate.regressions({}, {"a": 0.9}) == ["a: 0.000 < 0.900"]


def test_an_update_raises_floors_and_lowers_none_unasked() -> None:
    pinned = {"sha256": "x", "floors": {"a": 0.9}}
    assert gate.update(pinned, {"a": 0.95}, "y", False) == {"sha256": "y", "floors": {"a": 0.95}}
    with pytest.raises(ValueError, match=r"a: 0\.800 < 0\.900"):
        gate.update(pinned, {"a": 0.8}, "y", False)
    assert gate.update(pinned, {"a": 0.8}, "y", True)["floors"] == {"a": 0.8}


@pytest.mark.parametrize("corpus", gate.CORPORA.values(), ids=gate.CORPORA)
def test_every_floor_is_a_share(corpus: gate.Corpus) -> None:
    floors = corpus.pinned()["floors"]
    assert floors
    assert all(0 <= floor <= 1 for floor in floors.values())
