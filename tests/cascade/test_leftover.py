from __future__ import annotations

import pytest

from policycascade.cascade.features import Judged
from policycascade.cascade.leftover import left_over
from policycascade.model import Reason, Words


def judged(score: float, place: float) -> Judged:
    said = Words(zh="同处", en="one place")
    return Judged(score, (Reason(feature="same_place", score=place, sentence=said),))


@pytest.mark.parametrize(
    ("score", "place", "found"),
    [(0.25, 0.6, True), (0.21, 0.6, False), (0.25, 0.2, False), (0.30, 0.6, False)],
    ids=["left over", "too unlike", "in other chapters", "alike enough by itself"],
)
def test_the_last_two_of_chapters_that_belong_together(
    score: float, place: float, found: bool
) -> None:
    pairs = {(0, 0): judged(0.6, 1.0), (1, 1): judged(score, place)}
    assert (set(left_over(pairs, [(0, 0)], 0.3)) == {(1, 1)}) is found


def test_a_task_that_is_nearer_to_another_is_not_left_over() -> None:
    pairs = {(0, 0): judged(0.6, 1.0), (1, 0): judged(0.28, 1.0), (1, 1): judged(0.25, 1.0)}
    assert left_over(pairs, [(0, 0)], 0.3) == {}
