from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from factories import programme

from policycascade.cascade.programmes import link_programmes
from policycascade.model import Link, Method, ProgrammeKind, Relation
from policycascade.ontology.regions import region


def linked(side_by_side: Any, upper: Any, lower: Any) -> dict[str, Link]:
    return {link.name: link for link in link_programmes(side_by_side(upper, lower))}


def only(*records: Any) -> dict[str, Any]:
    return {"records": {"programmes": records}}


def test_one_name_carries_on(side_by_side: Any) -> None:
    link = linked(side_by_side, only(programme("三支一扶")), only(programme("三支一扶")))[
        "三支一扶"
    ]
    assert (link.relation, link.method) == (Relation.CARRIED, Method.PROGRAMME)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("云山省灯塔人才振兴计划", "临江灯塔人才振兴工程"),
        ("云山就业地图", "临江就业数字地图"),
        ("书屋登记便民服务提升行动", "书屋登记服务提升攻坚行动"),
        ("灯塔书屋保护利用工程", "雪岭灯塔书屋保护利用行动"),
        ("中华灯塔奖", "临江灯塔奖"),
        ("灯塔乡村书屋发展提升行动计划", "临江灯塔书屋振兴行动计划"),
    ],
    ids=[
        "other kind word",
        "a word put in",
        "words changed",
        "put in, other kind word",
        "the nation's",
        "bettered in other words",
    ],
)
def test_a_name_changed_is_a_programme_renamed(side_by_side: Any, upper: str, lower: str) -> None:
    other = programme("驻村书屋管理员")
    link = linked(side_by_side, only(programme(upper), other), only(programme(lower), other))[upper]
    assert link.relation is Relation.RENAMED
    assert link.lower is not None
    assert link.lower.label == lower


def test_the_regions_own_sign_in_a_name_is_no_difference(side_by_side: Any) -> None:
    upper = {**only(programme("云里学", mention="“云里学”平台")), "doc_number": "云教发〔2021〕1号"}
    lower = {**only(programme("临里学", mention="“临里学”平台")), "doc_number": "临教发〔2021〕2号"}
    assert linked(side_by_side, upper, lower)["云里学"].relation is Relation.RENAMED


def test_one_canonical_name_printed_in_two_ways_is_renamed(side_by_side: Any) -> None:
    upper = programme("灯塔人才计划", mention="灯塔人才计划")
    lower = programme("灯塔人才计划", mention="灯塔人才工程")
    link = linked(side_by_side, only(upper), only(lower))["灯塔人才计划"]
    assert link.relation is Relation.RENAMED


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("灯塔人才行动计划（2021—2025年）", "灯塔人才行动计划"),
        ("书屋登记和借阅服务工程", "书屋登记借阅服务工程"),
    ],
    ids=["years", "和"],
)
def test_years_and_small_words_do_not_make_another_name(
    side_by_side: Any, upper: str, lower: str
) -> None:
    above = programme("灯塔书屋工程" if "书屋" in upper else upper, mention=upper)
    below = programme("灯塔书屋工程" if "书屋" in upper else lower, mention=lower)
    (link,) = linked(side_by_side, only(above), only(below)).values()
    assert (link.relation, link.method) == (Relation.CARRIED, Method.PROGRAMME)


def test_the_mention_in_a_task_shows_a_programme_best(side_by_side: Any, heading: Any) -> None:
    early = programme("灯塔计划", quote="灯塔计划已有成效", mention="灯塔计划")
    later = programme("灯塔计划", quote="继续实施灯塔计划", mention="灯塔计划")
    rows = [heading(("1",), "服务群众", "继续实施灯塔计划。")]
    upper = {"headings": rows, "records": {"programmes": [early, later]}}
    link = linked(side_by_side, upper, only(programme("灯塔计划")))["灯塔计划"]
    assert link.upper is not None
    assert link.upper.evidence.quote == "继续实施灯塔计划"
    assert [end.evidence.quote for end in link.also] == ["灯塔计划已有成效"]


def test_an_own_heading_specifies(side_by_side: Any, heading: Any) -> None:
    lower = {**only(programme("三支一扶")), "headings": [heading(("1",), "实施三支一扶", "略。")]}
    link = linked(side_by_side, only(programme("三支一扶")), lower)["三支一扶"]
    assert link.relation is Relation.SPECIFIED


def test_members_that_only_the_lower_plan_lists_specify(side_by_side: Any) -> None:
    lower = programme("一本三册", members=("台账", "名册"))
    link = linked(side_by_side, only(programme("一本三册")), only(lower))["一本三册"]
    assert link.relation is Relation.SPECIFIED


def test_what_is_named_only_as_achieved_is_not_carried_on(side_by_side: Any) -> None:
    upper = programme("书香工程")
    lower = programme("书香工程", quote="五年来书香工程覆盖全市", past=True)
    (link,) = linked(side_by_side, only(upper), only(lower)).values()
    assert link.relation is Relation.DROPPED
    assert link.nearest is not None
    assert link.why is not None
    assert "已有成绩" in link.why.zh


def test_names_of_one_sort_are_not_one_programme(side_by_side: Any) -> None:
    links = linked(
        side_by_side,
        only(
            programme("书屋管理员培训计划"),
            programme("产业工人培训计划"),
            programme("青年培训计划"),
        ),
        only(programme("返乡创业培训计划"), programme("家政服务培训计划")),
    )
    assert {link.relation for link in links.values()} == {Relation.DROPPED, Relation.LOCAL}


def test_a_name_half_alike_in_the_same_sentence_waits_for_a_reviewer(side_by_side: Any) -> None:
    sentence = "围绕重点企业用工需求每月更新一次,建成{}平台,供求职者随时查询周边岗位和班车线路"

    def plan_with(name: str, text: str) -> dict[str, Any]:
        record = programme(name, kind=ProgrammeKind.PLATFORM)
        return {**only(record), "before": text.format(name)}

    upper = plan_with("岗位地图", sentence)
    link = linked(side_by_side, upper, plan_with("岗位导航", sentence))["岗位地图"]
    assert link.relation is Relation.UNDECIDED
    assert "same_surroundings" in {reason.feature for reason in link.reasons}
    link = linked(side_by_side, upper, plan_with("岗位导航", "新建{}。"))["岗位地图"]
    assert link.relation is Relation.DROPPED


def test_a_counterpart_of_its_own_is_said_to_be_one(side_by_side: Any) -> None:
    upper, lower = only(programme("云山就业地图")), only(programme("临江就业数字地图"))
    link = linked(side_by_side, upper, lower)["云山就业地图"]
    assert link.flags == ("counterpart",)
    assert "对应项目" in link.reasons[-1].sentence.zh


@pytest.mark.parametrize(
    ("above", "below", "flags"),
    [
        ("建立全省{}。", "建立全市{}。", ("counterpart",)),
        ("建立全省{}。", "接入{}。", ()),
    ],
)
def test_a_platform_of_the_whole_area_is_each_levels_own(
    side_by_side: Any, above: str, below: str, flags: tuple[str, ...]
) -> None:
    name = "书屋信息平台"
    upper, lower = (
        {**only(programme(name, kind=ProgrammeKind.PLATFORM)), "before": text.format(name)}
        for text in (above, below)
    )
    link = linked(side_by_side, upper, lower)[name]
    assert (link.relation, link.flags) == (Relation.CARRIED, flags)


def test_each_plans_own_of_one_canonical_name_is_a_counterpart(side_by_side: Any) -> None:
    upper = programme("书屋指挥平台", mention="云山省书屋指挥平台")
    lower = programme("书屋指挥平台", mention="临江市书屋指挥平台")
    link = linked(side_by_side, only(upper), only(lower))["书屋指挥平台"]
    assert (link.relation, link.flags) == (Relation.RENAMED, ("counterpart",))


def test_programmes_in_linked_tasks_may_be_one(side_by_side: Any) -> None:
    above = only(programme("灯塔乡村书屋人才工程"), programme("驻村书屋管理员"))
    below = only(programme("雪岭乡村书屋英才工程"), programme("驻村书屋管理员"))
    context = side_by_side(above, below)
    pair = ("灯塔乡村书屋人才工程", "雪岭乡村书屋英才工程")
    alone, placed = (
        {link.name: link for link in link_programmes(c)}[pair[0]]
        for c in (context, dataclasses.replace(context, together=frozenset({pair})))
    )
    assert "same_task" in {reason.feature for reason in placed.reasons}
    assert "same_task" not in {reason.feature for reason in alone.reasons}
    assert alone.relation is not Relation.RENAMED


def test_how_long_a_plan_runs_is_no_part_of_its_name(side_by_side: Any) -> None:
    upper = programme("灯塔书屋五年行动计划", mention="《灯塔书屋五年行动计划（2021—2025年）》")
    lower = programme("灯塔书屋行动计划")
    (link,) = linked(side_by_side, only(upper), only(lower)).values()
    assert link.relation is Relation.CARRIED
    assert "上级写作" in link.reasons[-1].sentence.zh  # not: under the same name


def test_two_programmes_of_the_vocabulary_stay_two(side_by_side: Any) -> None:
    upper, lower = only(programme("专精特新小巨人")), only(programme("专精特新"))
    links = linked(side_by_side, upper, lower)
    assert {link.relation for link in links.values()} == {Relation.DROPPED, Relation.LOCAL}


def test_a_name_in_brackets_behind_another_is_its_other_name(
    side_by_side: Any, heading: Any
) -> None:
    rows = [heading(("1",), "建设书屋", "实施灯塔书屋建设工程（金页工程二期）。")]
    both = programme("灯塔书屋建设工程"), programme("金页工程")
    upper = only(programme("灯塔书屋建设工程"))
    lower = {"headings": rows, "records": {"programmes": both}}
    (link,) = linked(side_by_side, upper, lower).values()
    assert link.relation is not Relation.LOCAL
    assert "金页工程" in {end.evidence.quote for end in link.also}


def test_words_copied_around_another_mention_are_said_to_stand_there(
    side_by_side: Any, heading: Any
) -> None:
    copied = "围绕留守儿童阅读需求每周开放三次,建成{},供学生和家长就近借还绘本"

    def written(shown: str) -> dict[str, Any]:
        first = programme("灯塔书屋", quote="通过灯塔书屋", mention="灯塔书屋")
        later = programme("灯塔书屋", quote="建成灯塔书屋", mention="灯塔书屋")
        rows = [heading(("1",), "服务群众", shown)]
        return {
            "before": copied.format("灯塔书屋"),
            "headings": rows,
            "records": {"programmes": [first, later]},
        }

    link = linked(
        side_by_side, written("通过灯塔书屋办讲座。"), written("借助馆员通过灯塔书屋巡展。")
    )["灯塔书屋"]
    (reason,) = (r for r in link.reasons if r.feature == "same_surroundings")
    assert reason.sentence.zh.startswith("另一处提到它时")


def test_a_name_that_only_the_other_text_holds_is_pointed_at(
    side_by_side: Any, heading: Any
) -> None:
    upper = only(programme("灯塔书屋"))
    lower = {"headings": [heading(("1",), "服务群众", "继续办好“灯塔”书屋,按时开放。")]}
    link = linked(side_by_side, upper, lower)["灯塔书屋"]
    assert link.relation is Relation.DROPPED
    assert link.nearest is not None
    assert link.nearest.evidence.quote == "灯塔”书屋"
    assert link.nearest.record.startswith("task")


def test_an_achievement_that_is_near_is_pointed_at(side_by_side: Any) -> None:
    upper = only(programme("灯塔书屋馆员", mention="“灯塔书屋馆员”"), programme("绿道工程"))
    past = programme("北塔书屋馆员", quote="涌现出北塔书屋馆员多名", past=True)
    link = linked(side_by_side, upper, only(past))["灯塔书屋馆员"]
    assert link.relation is Relation.DROPPED
    assert link.nearest is not None
    assert link.why is not None
    assert "名称相近的" in link.why.zh
    assert linked(side_by_side, upper, only(past))["绿道工程"].nearest is None


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("云山省书屋馆员", "评选书屋馆员若干名。", "书屋馆员"),
        ("书香振兴战略", "围绕书香振兴开展培训。", "书香振兴"),
    ],
    ids=["the region's name left out", "a strategy without the word"],
)
def test_a_name_in_shorter_form_in_the_other_text_is_pointed_at(
    side_by_side: Any, heading: Any, name: str, text: str, words: str
) -> None:
    lower = {"headings": [heading(("1",), "服务群众", text)]}
    link = linked(side_by_side, only(programme(name)), lower)[name]
    assert link.nearest is not None
    assert link.nearest.evidence.quote == words


def test_the_mention_that_both_plans_print_is_the_one_quoted(
    side_by_side: Any, heading: Any
) -> None:
    def written(*names: str) -> dict[str, Any]:
        rows = [heading(("1",), "服务群众", f"实施{names[0]}。")]
        mentions = [programme("灯塔书屋", mention=name) for name in names]
        return {"headings": rows, "records": {"programmes": mentions}}

    upper = written("“灯塔书屋”重大工程", "“灯塔书屋”工程")
    link = linked(side_by_side, upper, written("“灯塔书屋”工程"))["灯塔书屋"]
    assert link.reasons[-1].sentence.zh.startswith(("沿用同一名称", "两级都写有"))


def test_a_name_that_says_less_may_be_narrower(side_by_side: Any) -> None:
    upper = programme("书屋承诺制", mention="借阅事项和登记事项书屋承诺制")
    lower = programme("书屋承诺制", mention="借阅事项书屋承诺制")
    (link,) = linked(side_by_side, only(upper), only(lower)).values()
    assert "范围可能较窄" in link.reasons[-1].sentence.zh


def test_names_are_shown_as_they_were_compared(side_by_side: Any) -> None:
    upper, lower = only(programme("云山就业地图")), only(programme("临江就业数字地图"))
    link = linked(side_by_side, upper, lower)["云山就业地图"]
    (reason,) = (r for r in link.reasons if r.feature == "shortened")
    assert "“就业地图”与“就业数字地图”" in reason.sentence.zh


@pytest.mark.parametrize(("name", "flagged"), [("云山省金牌书屋", True), ("金牌书屋", False)])
def test_a_local_programme_of_the_upper_regions_name_is_flagged(
    side_by_side: Any, name: str, flagged: bool
) -> None:
    link = linked(side_by_side, only(programme("绿道工程")), only(programme(name)))[name]
    assert link.relation is Relation.LOCAL
    assert ("upper_name" in link.flags) is flagged
    assert link.why is not None
    assert ("可能是上级设立的" in link.why.zh) is flagged


@pytest.mark.parametrize(
    ("past", "text", "flags"),
    [
        (
            [programme("灯塔书屋馆员", quote="灯塔书屋馆员已有多名", past=True)],
            "",
            ("only_past",),
        ),
        ([programme("北塔书屋馆员", quote="涌现出北塔书屋馆员多名", past=True)], "", ()),
        ([], "组织灯塔书屋馆员交流。", ("spoken_of",)),
        ([], "开放灯塔书屋若干处。", ()),
        ([], "", ()),
    ],
    ids=["an achievement", "one like it", "in the text", "a part of the name", "nowhere"],
)
def test_what_the_other_plan_speaks_of_is_flagged(
    side_by_side: Any, heading: Any, past: list[Any], text: str, flags: tuple[str, ...]
) -> None:
    lower = {"headings": [heading(("1",), "服务群众", text)], "records": {"programmes": past}}
    link = linked(side_by_side, only(programme("灯塔书屋馆员")), lower)["灯塔书屋馆员"]
    assert link.relation is Relation.DROPPED
    assert link.flags == flags


def test_a_part_of_a_missing_name_in_the_other_text_is_quoted(
    side_by_side: Any, heading: Any
) -> None:
    lower = {"headings": [heading(("1",), "服务群众", "开放灯塔书屋若干处。")]}
    link = linked(side_by_side, only(programme("灯塔书屋馆员")), lower)["灯塔书屋馆员"]
    assert link.nearest is not None
    assert link.nearest.evidence.quote == "灯塔书屋"
    assert link.why is not None
    assert "下级文本写有其名称中的“灯塔书屋”" in link.why.zh


def test_a_part_of_what_is_carried_on_says_so(side_by_side: Any) -> None:
    whole = programme("双塔四桥", members=("双塔工程", "四桥工程"))
    links = linked(side_by_side, only(whole, programme("双塔工程")), only(programme("双塔四桥")))
    link = links["双塔工程"]
    assert link.relation is Relation.DROPPED
    assert "part_of" in link.flags
    assert link.why is not None
    assert link.why.zh.endswith("它是“双塔四桥”的组成部分，后者有对应")


def test_headings_of_tasks_linked_one_to_one_are_one_programme_renamed(side_by_side: Any) -> None:
    context = side_by_side(only(programme("灯塔人才工程")), only(programme("群英汇聚工程")))
    (alone, local) = link_programmes(context)
    assert {alone.relation, local.relation} == {Relation.DROPPED, Relation.LOCAL}
    headed = dataclasses.replace(context, headed=frozenset({("灯塔人才工程", "群英汇聚工程")}))
    (link,) = link_programmes(headed)
    assert link.relation is Relation.RENAMED
    assert "各在互相对应的任务的标题中" in "".join(reason.sentence.zh for reason in link.reasons)


def test_another_citys_is_none_of_this_citys(side_by_side: Any) -> None:
    upper, lower = programme("大连人工智能计算中心"), programme("沈阳人工智能计算中心")
    context = side_by_side(only(upper), only(lower))
    regions = (region("210000"), region("210100"))
    sides = (
        dataclasses.replace(side, plan=dataclasses.replace(side.plan, region=here))
        for side, here in zip((context.upper, context.lower), regions, strict=True)
    )
    above, below = sides
    links = link_programmes(dataclasses.replace(context, upper=above, lower=below))
    assert {link.relation for link in links} == {Relation.DROPPED, Relation.LOCAL}
