from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from factories import outturn, target

from policycascade.cascade.target_features import subject
from policycascade.cascade.targets import link_targets
from policycascade.model import Basis, Link, Method, Op, Place, Relation


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


def test_names_in_another_order_and_other_counters_are_one_target(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        [
            target("国家推荐标准的乡村书屋", 200, "家"),
            target("国保单位馆舍修缮项目", 90, "个"),
            target("省级读书城占比", 70, "%"),
        ],
        [
            target("乡村书屋达到国家推荐标准", 25, "家"),
            target("全国重点文物保护单位馆舍修缮", 15, "项"),
            target("省级读书镇占比", 40, "%"),
        ],
    )
    assert links["国家推荐标准的乡村书屋"].relation is Relation.SHARE
    works = links["国保单位馆舍修缮项目"]
    assert works.relation is Relation.SHARE
    assert {"reworded_name", "same_unit"} <= {reason.feature for reason in works.reasons}
    assert links["省级读书城占比"].relation is Relation.DROPPED


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


@pytest.mark.parametrize(
    ("upper", "lower", "linked_up"),
    [
        ("打造沉浸体验阅读场景", "阅读场景", True),
        ("规模以上书刊出版企业数量", "规模以上出版企业", True),
        ("新增书刊编辑人员", "书刊编辑人员", False),
        ("书刊编辑人员总数", "书刊资深编辑人员", False),
        ("“云上山”阅读场景", "阅读场景", False),
        ("农家书屋", "社区书屋", False),
    ],
    ids=["words put in", "in between", "a flow", "a total", "a name of its own", "other words"],
)
def test_a_name_may_only_add_words(
    side_by_side: Any, upper: str, lower: str, linked_up: bool
) -> None:
    links = linked(side_by_side, [target(upper, 60, "个")], [target(lower, 40, "个")])
    assert (links[upper].relation is not Relation.DROPPED) is linked_up
    if linked_up:
        assert "other_name" in links[upper].flags
        why = links[upper].why
        assert why is not None
        assert "名称不同" in why.zh


def test_what_narrows_a_known_indicator_is_another(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        [target("国家级高新技术企业数", 60, "家")],
        [target("高新技术企业数", 900, "家")],
    )
    assert {link.relation for link in links.values()} == {Relation.DROPPED, Relation.LOCAL}


def test_the_stage_of_the_same_year_is_meant(side_by_side: Any) -> None:
    links = link_targets(
        side_by_side(
            {"records": {"targets": [target("书屋座数", 300, "座", year_to=2025)]}},
            {
                "records": {
                    "targets": [
                        target("书屋座数", 20, "座", year_to=2023),
                        target("书屋座数", 40, "座", year_to=2025),
                    ]
                }
            },
        )
    )
    joined = [link for link in links if link.upper and link.lower]
    assert [(link.relation, str(link.share)[:5]) for link in joined] == [(Relation.SHARE, "0.133")]


def test_a_later_stage_than_the_lower_plan_has_is_dropped(side_by_side: Any) -> None:
    stages = [
        target("书屋座数", 30, "座", year_to=2023),
        target("书屋座数", 90, "座", year_to=2025),
    ]
    own = [target("书屋座数", 3, "座", year_to=2022), target("书屋座数", 5, "座", year_to=2023)]
    context = side_by_side({"records": {"targets": stages}}, {"records": {"targets": own}})
    found = sorted(
        (link.relation.value, link.upper.evidence.quote)
        for link in link_targets(context)
        if link.upper
    )
    assert [relation for relation, _ in found] == ["dropped", "share"]


def test_figures_bound_otherwise_are_printed_as_they_are(side_by_side: Any) -> None:
    (link,) = linked(
        side_by_side,
        [target("城镇调查失业率", "5.5", "%", op=Op.LE)],
        [target("城镇调查失业率", "5.5", "%", op=Op.LT)],
    ).values()
    assert link.why is not None
    assert "5.5%以内与低于5.5%" in link.why.zh
    (reason,) = (r for r in link.reasons if r.feature == "same_figure")
    assert reason.sentence.zh == "数值相同，写法不同：5.5%以内与低于5.5%"


def test_a_row_says_why_it_does_not_count_as_comparable(side_by_side: Any) -> None:
    (link,) = linked(
        side_by_side,
        [target("城镇调查失业率", "5.5", "%", basis=Basis.END)],
        [target("城镇调查失业率", "5.5", "%", basis=Basis.KEEP)],
    ).values()
    assert link.relation is Relation.SAME
    assert link.why is not None
    assert link.why.zh.endswith("两级的时间口径不同，不计入可比率")


def test_one_printing_that_agrees_is_enough_to_compare(side_by_side: Any) -> None:
    table = target(
        "城镇调查失业率", "5.5", "%", "表中失业率5.5%", basis=Basis.END, place=Place.TABLE
    )
    (link,) = linked(
        side_by_side,
        [target("城镇调查失业率", "5.5", "%", basis=Basis.KEEP)],
        [table, target("城镇调查失业率", "5.5", "%", basis=Basis.KEEP)],
    ).values()
    assert link.why is not None
    assert "不计入可比率" not in link.why.zh


def test_a_missing_target_of_which_a_past_figure_is_given_says_so(side_by_side: Any) -> None:
    context = side_by_side(
        {"records": {"outturns": [outturn("高技能人才总量", 150)]}},
        {"records": {"targets": [target("高技能人才总量", 13), target("绿道长度", 5, "公里")]}},
    )
    links = {link.name: link for link in link_targets(context)}
    known, unknown = links["高技能人才总量"], links["绿道长度"]
    assert [link.flags for link in (known, unknown)] == [("only_past",), ()]
    assert known.why is not None
    assert known.why.zh == "上级只写有该指标的已有数（150人），没有读到目标"
    assert known.nearest is not None
    assert known.nearest.evidence.quote == "五年来高技能人才总量为150人"


@pytest.mark.parametrize(("printed", "told"), [("独立建会企业覆盖率", True), ("企业覆盖率", False)])
def test_one_indicator_printed_otherwise_is_told(
    side_by_side: Any, printed: str, told: bool
) -> None:
    (link,) = linked(
        side_by_side,
        [target("企业覆盖率", 90, "%")],
        [target("企业覆盖率", 90, "%", f"{printed}达到90%", indicator_raw=printed)],
    ).values()
    assert link.why is not None
    assert (f"下级印作“{printed}”" in link.why.zh) is told


def test_a_stage_on_the_way_is_no_target_of_its_own(side_by_side: Any) -> None:
    context = side_by_side(
        {"records": {"targets": [target("算力规模", 900, "个", year_to=2025)]}},
        {
            "records": {
                "targets": [
                    target("算力规模", 120, "个", year_to=2023, year_from=2023),
                    target("算力规模", 300, "个", year_to=2025),
                    target("算力规模", 700, "个", year_to=2030),
                ]
            }
        },
    )
    joined, later = link_targets(context)
    assert joined.why is not None
    assert "阶段目标：2023年120个" in joined.why.zh
    assert later.relation is Relation.LOCAL


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("年营业收入超10亿元的企业", "培育年营收10亿元以上龙头企业"),
        ("突破关键核心技术", "攻克“卡脖子”技术"),
        ("引进高层次人才团队", "引进高层次人才（团队）"),
        ("应用示范场景", "典型应用场景数量"),
        ("实质性产学研联盟", "新组建产学研联盟"),
        ("设区城市道路清扫车", "中心城区道路清扫车"),
        ("废弃矿山生态修复", "修复历史遗留废弃矿山"),
    ],
)
def test_names_that_say_one_thing_in_other_words(ours: str, theirs: str, side_by_side: Any) -> None:
    (link,) = linked(side_by_side, [target(ours, 60, "个")], [target(theirs, 30, "个")]).values()
    assert link.relation is Relation.SHARE


def test_the_only_figures_of_their_unit_in_linked_tasks_may_be_one(side_by_side: Any) -> None:
    ours, theirs = target("灯塔岩画看护用房建设", 60, "处"), target("岩画看护设施和安防", 9, "处")
    upper, lower = {"records": {"targets": [ours]}}, {"records": {"targets": [theirs]}}
    context = side_by_side(upper, lower)
    apart = link_targets(context)
    pair = tuple(side.goals[0].lead.id for side in (context.upper, context.lower))
    (link,) = link_targets(dataclasses.replace(context, sole=frozenset({pair})))
    assert len(apart) == 2 or apart[0].relation is Relation.UNDECIDED
    assert link.relation is Relation.SHARE
    assert "same_task" in {reason.feature for reason in link.reasons}


def test_one_frame_with_a_word_exchanged_is_two_things(side_by_side: Any) -> None:
    ours, theirs = target("水质自动监测站", 60, "个"), target("空气自动监测站", 9, "个")
    context = side_by_side({"records": {"targets": [ours]}}, {"records": {"targets": [theirs]}})
    pair = tuple(side.goals[0].lead.id for side in (context.upper, context.lower))
    links = link_targets(dataclasses.replace(context, sole=frozenset({pair})))
    assert not any("same_task" in {r.feature for r in link.reasons} for link in links)


def test_what_plants_can_do_a_day_adds_up(side_by_side: Any) -> None:
    (link,) = linked(
        side_by_side, [target("污水处理能力", 900, "吨/日")], [target("污水处理能力", 90, "吨/日")]
    ).values()
    assert link.relation is Relation.SHARE


def test_what_both_add_over_the_years_either_may_call_new(side_by_side: Any) -> None:
    ours, theirs = "新增新型研发机构", "引进新型研发机构"
    over: dict[str, Any] = {"basis": Basis.CUMULATIVE, "year_from": 2021}
    (link,) = linked(
        side_by_side, [target(ours, 60, "个", **over)], [target(theirs, 30, "个", **over)]
    ).values()
    assert link.relation is Relation.SHARE
    stocks = linked(side_by_side, [target(ours, 60, "个")], [target(theirs, 30, "个")])
    assert {one.relation for one in stocks.values()} == {Relation.DROPPED, Relation.LOCAL}
