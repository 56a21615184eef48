"""What is said of the best candidate that was refused."""

from __future__ import annotations

from typing import Any

from factories import target

from policycascade.cascade.features import Judged
from policycascade.cascade.links import Element, Matching, missing
from policycascade.model import ElementKind, Link


def refused(side_by_side: Any, scores: dict[tuple[int, int], float], taken: list[Any]) -> Link:
    """The link of the first upper target that nothing answers, of three upper and one lower."""
    names = ("甲率", "乙率", "丙率")
    context = side_by_side(
        {"records": {"targets": [target(name) for name in names]}},
        {"records": {"targets": [target("丁率")]}},
    )
    sides = (context.upper.plan.targets, context.lower.plan.targets)
    uppers, lowers = (
        [Element(record=t, name=t.indicator, label=t.indicator) for t in side] for side in sides
    )
    matching = Matching(
        context=context,
        kind=ElementKind.TARGET,
        uppers=uppers,
        lowers=lowers,
        judged={pair: Judged(score, ()) for pair, score in scores.items()},
        linked=0.5,
        undecided=0.4,
        confidence=((0.0, 0.0), (1.0, 1.0)),
    )
    return missing(matching, taken)[0]


def why(link: Link) -> str:
    assert link.why is not None
    return link.why.zh


def test_what_went_to_others_names_the_one_that_fits_best(side_by_side: Any) -> None:
    scores = {(0, 0): 0.6, (1, 0): 0.7, (2, 0): 0.9}
    link = refused(side_by_side, scores, [(1, 0), (2, 0)])
    assert why(link) == "得分最高的是下级的“丁率”，但它更符合上级的“丙率”"


def test_what_went_to_one_that_fits_no_better_is_taken(side_by_side: Any) -> None:
    link = refused(side_by_side, {(0, 0): 0.9, (1, 0): 0.6}, [(1, 0)])
    assert why(link) == "得分最高的是下级的“丁率”，但它已对应上级的“乙率”"


def test_a_score_is_cut_not_rounded(side_by_side: Any) -> None:
    link = refused(side_by_side, {(0, 0): 0.3999}, [])
    assert why(link) == "得分最高的是“丁率”，得分0.39，低于0.50"


def test_nothing_near(side_by_side: Any) -> None:
    assert why(refused(side_by_side, {}, [])) == "没有找到可对应的目标"
