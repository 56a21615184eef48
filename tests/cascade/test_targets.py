from __future__ import annotations

from typing import Any

import pytest
from factories import target

from policycascade.cascade.targets import link_targets, subject
from policycascade.model import Link, Method, Op, Place, Relation


def linked(side_by_side: Any, upper: list[Any], lower: list[Any]) -> dict[str, Link]:
    context = side_by_side({"records": {"targets": upper}}, {"records": {"targets": lower}})
    return {link.name: link for link in link_targets(context)}


def test_one_indicator_is_linked_whatever_else_is_alike(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        [target("城镇新增就业人数", 4000), target("城镇调查失业率", "5.5", "%", op=Op.LE)],
        [target("城镇调查失业率", "5.5", "%", op=Op.LE), target("城镇新增就业人数", 1000)],
    )
    assert links["城镇新增就业人数"].relation is Relation.SHARE
    assert links["城镇新增就业人数"].method is Method.INDICATOR
    assert links["城镇调查失业率"].relation is Relation.SAME
    assert all(link.reasons and link.upper and link.lower for link in links.values())


def test_a_rate_and_a_head_count_of_one_thing_are_linked_but_not_comparable(
    side_by_side: Any,
) -> None:
    (link,) = linked(
        side_by_side,
        [target("基本养老保险参保率", 95, "%")],
        [target("基本养老保险参保人数", 3000)],
    ).values()
    assert link.relation is Relation.NOT_COMPARABLE
    assert link.why is not None
    assert "单位" in link.why.zh


def test_a_stock_and_its_increase_are_two_things(side_by_side: Any) -> None:
    links = linked(
        side_by_side, [target("高技能人才总量", 900)], [target("新增高技能人才人数", 90)]
    )
    assert {link.relation for link in links.values()} == {Relation.DROPPED, Relation.LOCAL}


def test_text_and_table_of_one_target_are_one_element(side_by_side: Any) -> None:
    table = target(
        "城镇新增就业人数", 1000, op=Op.GT, place=Place.TABLE, quote="城镇新增就业人数 | >1000"
    )
    (link,) = linked(
        side_by_side,
        [target("城镇新增就业人数", 4000, op=Op.GE)],
        [target("城镇新增就业人数", 1000, op=Op.GE), table],
    ).values()
    assert [end.evidence.quote for end in link.also] == ["城镇新增就业人数 | >1000"]


def test_yearly_stages_are_two_elements(side_by_side: Any) -> None:
    stages = [target("参保率", 90, "%", year_to=2023), target("参保率", 95, "%", year_to=2025)]
    context = side_by_side({"records": {"targets": stages}}, {})
    assert len(context.upper.goals) == 2


def test_what_nobody_took_up_names_the_nearest_and_why(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        [target("乡村书屋覆盖率", 90, "%"), target("补充养老保险基金规模", 500, "元")],
        [target("乡村书屋达标覆盖率", 80, "%", year_to=2030)],
    )
    fund = links["补充养老保险基金规模"]
    assert fund.relation is Relation.DROPPED
    assert fund.lower is None
    assert fund.nearest is None
    assert fund.why is not None


def test_parts_of_one_whole_are_linked(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        [
            target("新增持证人数", 500, quote="新增持证500人"),
            target("新增能手人数", 100, quote="其中:能手100人"),
        ],
        [
            target("新增持证人数", 200, quote="新增持证200人"),
            target("新增高级工以上人数", 20, quote="其中:高级工以上20人"),
        ],
    )
    assert links["新增能手人数"].relation is Relation.SHARE
    features = {reason.feature for reason in links["新增能手人数"].reasons}
    assert "part_of_same" in features


def test_the_whole_of_a_part_is_the_target_printed_before(side_by_side: Any) -> None:
    rows = [
        target("甲", 5, quote="甲达到5人"),
        target("乙", 6, quote="乙达到6人"),
        target("丙", 1, quote="其中:丙1人"),
    ]
    side = side_by_side({"records": {"targets": rows}}, {}).upper
    assert side.wholes == {side.goals[2].lead.id: "乙"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("失业保险参保人数", "失业保险参保"),
        ("高技能人才总量", "高技能人才"),
        ("零就业家庭户数", "零就业家庭"),
        ("城镇调查失业率", "城镇调查失业"),
        ("率", "率"),
    ],
)
def test_what_an_indicator_is_about(name: str, expected: str) -> None:
    assert subject(name) == expected
