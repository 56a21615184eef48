"""Links settled: parts of split tasks counted again, elements with several places."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import factories as make
import pytest

from policycascade.model import Link, Method, Plan, Relation, Review, Verdict
from policycascade.review.links import Decision, settle

UPPER_TASKS = tuple(make.task(title) for title in ("扩大就业", "健全社保"))
LOWER_TASKS = tuple(make.task(title) for title in ("稳岗扩岗", "创业带动", "支持灵活就业"))
TABLE, TEXT = make.target(quote="表内就业5万人"), make.target(quote="文内就业5万人")
CITY_JOBS = make.target(value=200, quote="全市就业200人")
UPPER = make.plan(tasks=UPPER_TASKS, targets=(TABLE, TEXT))
LOWER = make.plan("临江市“十四五”就业促进规划", make.CITY, tasks=LOWER_TASKS, targets=(CITY_JOBS,))


def decided(
    verdict: Verdict, upper: str | None, lower: str | None, kind: str = "task_link", **more: object
) -> Decision:
    values: dict[str, object] = {"found": "carried"}
    review = Review(
        key="",
        kind=kind,
        plans=(),
        quotes=(),
        verdict=verdict,
        reviewer="张三",
        day=date(2026, 1, 5),
        **values | more,  # type: ignore[arg-type]
    )
    return Decision(
        review=review,
        upper_plan=UPPER.id,
        lower_plan=LOWER.id,
        upper=frozenset([upper] if upper else []),
        lower=frozenset([lower] if lower else []),
    )


def joined(relation: Relation, upper: int, lower: int) -> Link:
    found = make.link(relation, (UPPER, UPPER_TASKS[upper]), (LOWER, LOWER_TASKS[lower]))
    return dataclasses.replace(found, reasons=(make.reason(relation.value), make.reason("copied")))


def relations(links: object) -> list[tuple[Relation, Method]]:
    assert isinstance(links, list | tuple)
    return [(link.relation, link.method) for link in links]


SPLIT = [joined(Relation.SPLIT, 0, n) for n in range(3)]
MERGED = [joined(Relation.MERGED, n, 0) for n in range(2)]


def test_a_split_task_of_which_one_part_is_left_is_carried() -> None:
    rejected = [decided(Verdict.REJECT, UPPER_TASKS[0].id, LOWER_TASKS[n].id) for n in (0, 1)]
    two, _ = settle(rejected[:1], UPPER, LOWER, SPLIT)
    assert [link.relation for link in two] == [Relation.SPLIT, Relation.SPLIT, Relation.LOCAL]
    assert "现有2项" in two[0].reasons[-1].sentence.zh
    one, outcomes = settle(rejected, UPPER, LOWER, SPLIT)
    assert [link.relation for link in one] == [Relation.CARRIED, Relation.LOCAL, Relation.LOCAL]
    assert [reason.feature for reason in one[0].reasons] == ["copied", "carried"]
    assert one[0].method is SPLIT[2].method
    assert [outcome.found for outcome in outcomes.values()] == [Relation.SPLIT] * 2


def test_a_merged_task_of_which_one_source_is_left_is_carried() -> None:
    links, _ = settle(
        [decided(Verdict.REJECT, UPPER_TASKS[1].id, LOWER_TASKS[0].id)], UPPER, LOWER, MERGED
    )
    assert [link.relation for link in links] == [Relation.CARRIED, Relation.DROPPED]


def test_a_part_that_was_judged_keeps_its_relation() -> None:
    accepted = decided(Verdict.ACCEPT, UPPER_TASKS[0].id, LOWER_TASKS[0].id, found="split")
    rejected = [decided(Verdict.REJECT, UPPER_TASKS[0].id, LOWER_TASKS[n].id) for n in (1, 2)]
    links, _ = settle([accepted, *rejected], UPPER, LOWER, SPLIT)
    assert relations(links)[0] == (Relation.SPLIT, Method.REVIEWED)


@pytest.mark.parametrize("place", [TABLE, TEXT], ids=["lead", "other-place"])
def test_any_place_of_a_target_stands_for_it(place: object) -> None:
    found = make.link(
        Relation.SHARE,
        (UPPER, TABLE),
        (LOWER, CITY_JOBS),
        also=(make.end(UPPER, TEXT),),
        share=Decimal("0.2"),
    )
    decision = decided(
        Verdict.REJECT,
        getattr(place, "id", ""),
        CITY_JOBS.id,
        "target_link",
        found="share",
    )
    links, _ = settle([decision], UPPER, LOWER, [found])
    dropped, local = links
    assert (dropped.relation, local.relation) == (Relation.DROPPED, Relation.LOCAL)
    assert (dropped.name, local.name) == (TABLE.indicator, CITY_JOBS.indicator)
    assert [end.record for end in dropped.also] == [TEXT.id]
    assert local.also == ()


def test_a_pair_that_was_not_found_is_linked_with_its_share() -> None:
    gaps = [
        make.link(Relation.DROPPED, (UPPER, TABLE), None),
        make.link(Relation.LOCAL, None, (LOWER, CITY_JOBS)),
    ]
    decision = decided(Verdict.ACCEPT, TABLE.id, CITY_JOBS.id, "target_link", found="share")
    ((made,), outcomes) = settle([decision], UPPER, LOWER, gaps)
    assert (made.relation, made.share, made.confidence) == (Relation.SHARE, Decimal("0.2"), 1.0)
    assert outcomes[0].found is None
    assert outcomes[0].link == made.id


@pytest.mark.parametrize(
    "decision",
    [
        pytest.param(decided(Verdict.REJECT, "task-x", LOWER_TASKS[0].id), id="no-element"),
        pytest.param(
            decided(Verdict.REJECT, UPPER_TASKS[0].id, LOWER_TASKS[0].id, "target_link"),
            id="another-kind",
        ),
        pytest.param(
            dataclasses.replace(
                decided(Verdict.REJECT, UPPER_TASKS[0].id, LOWER_TASKS[0].id), lower_plan="plan-x"
            ),
            id="another-plan",
        ),
    ],
)
def test_what_is_not_about_these_links_changes_nothing(decision: Decision) -> None:
    links, outcomes = settle([decision], UPPER, LOWER, SPLIT)
    assert links is SPLIT
    assert not outcomes


def test_plans_have_no_links_without_elements() -> None:
    empty: list[Link] = []
    plan: Plan = UPPER
    assert settle([decided(Verdict.REJECT, "a", "b")], plan, LOWER, empty) == (empty, {})
