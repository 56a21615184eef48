"""Meanings by a made-up model that knows some words to be the same."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from factories import CITY, PROVINCE

from policycascade.cascade import compare
from policycascade.cascade.context import Context, pair_context, read_side
from policycascade.cascade.meaning import Meanings, Vectors, compare_meanings
from policycascade.cascade.tasks import link_tasks
from policycascade.model import Link, Reason

SAME = {"夜间课堂": "农民夜校", "讲授": "开课", "种田手艺": "农技"}


class Fake:
    """Counts pairs of characters, some words put for others first."""

    name = "假模型"

    def __init__(self, same: dict[str, str]) -> None:
        self.same = same

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        rows = []
        for text in texts:
            for word, other in self.same.items():
                text = text.replace(word, other)
            row = [0.0] * 512
            for a, b in pairwise(text):
                row[zlib.crc32((a + b).encode()) % 512] += 1
            rows.append(row)
        return rows


ROADS = "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"
WATER = "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"
UPPER = (
    ("办好农民夜校", "冬季开课,请老把式教农技,村民参加。"),
    ("养护公路", ROADS),
    ("保障供水", WATER),
)
LOWER = (
    ("开设夜间课堂", "冬季讲授,请老把式教种田手艺,村民参加。"),
    ("养护公路", ROADS),
    ("保障供水", WATER),
)


@pytest.fixture
def side_by_meaning(write: Any, heading: Any) -> Any:
    def put(encode: Fake | None) -> Context:
        plans = (
            write(title, region, [heading((f"({n})",), *row) for n, row in enumerate(rows)])
            for title, region, rows in (
                ("云山省“十四五”乡村规划", PROVINCE, UPPER),
                ("临江市“十四五”乡村规划", CITY, LOWER),
            )
        )
        above, below = (read_side(made.plan, made.document, encode) for made in plans)
        return pair_context(above, below)

    return put


def of_school(links: Sequence[Link]) -> Link:
    return next(
        link for link in links if link.upper and link.lower and link.lower.label == "开设夜间课堂"
    )


def reasons(links: Sequence[Link]) -> list[Reason]:
    return [r for link in links for r in link.reasons if r.feature == "alike_meaning"]


def test_a_task_in_other_words_gains_a_reason(side_by_meaning: Any) -> None:
    links = link_tasks(side_by_meaning(Fake(SAME)))
    (reason,) = (r for r in of_school(links).reasons if r.feature == "alike_meaning")
    blind = reasons([of_school(link_tasks(side_by_meaning(Fake({}))))])
    assert reason.score > max((r.score for r in blind), default=0.0)
    plain = of_school(link_tasks(side_by_meaning(None)))
    assert of_school(links).confidence > plain.confidence
    for said, calibration in ((reason.sentence.zh, "校准"), (reason.sentence.en, "calibrated")):
        assert "“假模型”" in said
        assert f"{reason.score:.0%}" in said
        assert calibration in said


def test_without_a_model_nothing_is_said_of_meaning(side_by_meaning: Any) -> None:
    context = side_by_meaning(None)
    assert context.meanings == Meanings()
    assert not reasons(link_tasks(context))


def test_a_model_that_tells_nothing_apart_changes_nothing(side_by_meaning: Any) -> None:
    class Dull(Fake):
        def __call__(self, texts: Sequence[str]) -> list[list[float]]:
            return [[1.0, 2.0] for _ in texts]

    assert link_tasks(side_by_meaning(Dull({}))) == link_tasks(side_by_meaning(None))


def test_the_same_comes_out_twice(side_by_meaning: Any) -> None:
    once, again = (link_tasks(side_by_meaning(Fake(SAME))) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("upper", "lower", "mean", "scores"),
    [
        ([[1, 0], [0, 1]], [[1, 0]], 0.5, [1.0, 0.0]),
        ([[1, 0], [0.6, 0.8]], [[1, 0]], 0.8, [1.0, 0.0]),
        ([[1, 0], [0.6, 0.8], [-1, 0]], [[1, 0]], 0.2, [1.0, 0.5, 0.0]),
        ([[1, 0]], [[1, 0]], 1.0, [0.0]),
        ([[0, 0], [1, 0]], [[1, 0]], 0.5, [0.0, 1.0]),
    ],
    ids=["apart", "one field", "the other way", "all the same", "nothing encoded"],
)
def test_scores_start_at_the_mean(
    upper: list[list[float]], lower: list[list[float]], mean: float, scores: list[float]
) -> None:
    above, below = (
        Vectors(
            model="假", tasks=tuple(f"{side}{n}" for n in range(len(rows))), rows=np.array(rows)
        )
        for side, rows in (("u", upper), ("l", lower))
    )
    found = compare_meanings(above, below)
    assert found.mean == pytest.approx(mean)
    assert [found.scores[f"u{n}", "l0"] for n in range(len(upper))] == scores


@pytest.mark.parametrize("model", [Fake(SAME), None], ids=["with", "without"])
def test_the_mean_is_told_only_where_a_model_was_used(side_by_meaning: Any, model: Any) -> None:
    context = side_by_meaning(model)
    plans, texts = (context.upper.plan, context.lower.plan), {}
    for side in (context.upper, context.lower):
        texts[side.plan.id] = side.document
    made = compare(*plans, None, texts, encode=model)
    told = [m for m in made.measures if m.name == "meaning"]
    assert len(told) == (model is not None)
    for measure in told:
        assert "“假模型”" in measure.label.zh
        assert measure.note is not None
        assert "9对任务" in measure.note.zh


def test_a_plan_without_tasks_is_not_encoded(write: Any) -> None:
    made = write("云山省“十四五”乡村规划", PROVINCE)
    assert read_side(made.plan, made.document, Fake({})).vectors is None
