"""No score on the annotated plans falls below its floor; and the gate itself can fail."""

import json
from pathlib import Path

import pytest
from gold import gate

absent = pytest.mark.skipif(not gate.GOLD.is_dir(), reason="the annotated plans are not here")
PINNED = json.loads(gate.FLOORS.read_text("utf-8"))


@absent
def test_the_annotations_are_those_that_were_pinned() -> None:
    assert gate.corpus_hash() == PINNED["sha256"], "changed: tests/gold/gate.py --update"


@absent
def test_no_score_falls_below_its_floor() -> None:
    assert not gate.regressions(gate.measure(), PINNED["floors"])


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


def test_every_floor_is_a_share() -> None:
    assert Path(gate.FLOORS).is_file()
    assert PINNED["floors"]
    assert all(0 <= floor <= 1 for floor in PINNED["floors"].values())
