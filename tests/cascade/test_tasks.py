from __future__ import annotations

from typing import Any

import pytest
from factories import programme

from policycascade.cascade.features import TOLD
from policycascade.cascade.task_features import same_heading
from policycascade.cascade.tasks import link_tasks
from policycascade.cascade.wording import bare
from policycascade.model import Link, Relation, TaskKind

BOOKS = "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅,村小学生周末可以自习。"
ROADS = "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"
WATER = "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"
CARE = "养老食堂覆盖各镇,独居老人有人探访,家庭床位接入呼叫系统,护理员持证上岗。"
TREES = "荒坡种植油茶和板栗,林农加入合作社,防火道每年清理,巡林员配备终端。"
CHAPTER = "把实事办到群众家门口。"


def outline(heading: Any, *bodies: tuple[str, str]) -> dict[str, Any]:
    rows = [heading(("一",), "主要任务", CHAPTER)]
    rows += [heading(("一", str(n)), title, body) for n, (title, body) in enumerate(bodies, 1)]
    return {"headings": rows}


def relations(links: tuple[Link, ...]) -> dict[tuple[str | None, str | None], Relation]:
    return {
        (
            link.upper.label if link.upper else None,
            link.lower.label if link.lower else None,
        ): link.relation
        for link in links
    }


def test_tasks_are_carried_whatever_their_order(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS), ("保障供水", WATER))
    lower = outline(heading, ("保障供水", WATER), ("办好书屋", BOOKS), ("养护公路", ROADS))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert set(found.values()) == {Relation.CARRIED}
    assert ("主要任务", "主要任务") in found


def test_what_has_no_counterpart_is_dropped_or_local(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS), ("绿化荒坡", TREES))
    lower = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS), ("照护老人", CARE))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["绿化荒坡", None] is Relation.DROPPED
    assert found[None, "照护老人"] is Relation.LOCAL


def test_one_task_in_two_is_split(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("办好书屋和食堂", BOOKS + CARE), ("养护公路", ROADS))
    lower = outline(heading, ("办好村级书屋", BOOKS), ("办好养老食堂", CARE), ("养护公路", ROADS))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["办好书屋和食堂", "办好村级书屋"] is Relation.SPLIT
    assert found["办好书屋和食堂", "办好养老食堂"] is Relation.SPLIT


def test_a_box_beside_the_task_does_not_split_it(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("办好书屋", BOOKS + CARE), ("养护公路", ROADS))
    lower = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS))
    lower["headings"].append(heading(("一", "专栏1"), "养老食堂", CARE, TaskKind.BOX))
    links = link_tasks(side_by_side(upper, lower))
    found = relations(links)
    assert found["办好书屋", "办好书屋"] is Relation.CARRIED
    assert found["办好书屋", "养老食堂"] is Relation.SPLIT
    (main,) = (link for link in links if link.lower and link.lower.label == "办好书屋")
    own, together = sentence(main, "carried").split("；连同另外1项专栏内容，")
    assert own.startswith(f"下级篇幅为上级的{share(BOOKS, BOOKS + CARE):.0%}；")
    assert together.startswith("合计为100%")


def share(text: str, of: str) -> float:
    return len(bare(text).text) / len(bare(of).text)


def sentence(link: Link, feature: str) -> str:
    return next(r.sentence.zh for r in link.reasons if r.feature == feature)


def test_two_tasks_in_one_are_merged(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("养护公路", ROADS), ("保障供水", WATER), ("办好书屋", BOOKS))
    lower = outline(heading, ("完善公路和供水", ROADS + WATER), ("办好书屋", BOOKS))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["养护公路", "完善公路和供水"] is Relation.MERGED
    assert found["保障供水", "完善公路和供水"] is Relation.MERGED
    assert found["办好书屋", "办好书屋"] is Relation.CARRIED


def test_a_small_part_is_narrowed(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("服务乡村", BOOKS + CARE + WATER), ("养护公路", ROADS))
    lower = outline(heading, ("服务乡村", "每个村设一名书屋管理员。"), ("养护公路", ROADS))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["服务乡村", "服务乡村"] is Relation.NARROWED


def test_a_safeguard_is_no_task(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("加强队伍建设", CARE), ("养护公路", ROADS), ("保障供水", WATER))
    lower = outline(heading, ("养护公路", ROADS), ("保障供水", WATER))
    lower["headings"].append(heading(("二",), "加强组织", "略。", TaskKind.SAFEGUARD))
    lower["headings"].append(
        heading(("二", "1"), "加强干部队伍", "干部定期轮训,考核公开。", TaskKind.SAFEGUARD)
    )
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert ("加强队伍建设", "加强干部队伍") not in found


def test_a_section_goes_where_its_tasks_go(side_by_side: Any, heading: Any) -> None:
    def two(first: str, second: str, *tasks: tuple[str, str, str, str]) -> dict[str, Any]:
        rows = []
        for number, title in (("(一)", first), ("(二)", second)):
            rows.append(heading((number,), title, "略。"))
            rows += [heading((number, n), t, b) for s, n, t, b in tasks if s == number]
        return {"headings": rows}

    upper = two(
        "便民",
        "兴业",
        ("(一)", "1", "办好书屋", BOOKS),
        ("(一)", "2", "照护老人", CARE),
        ("(二)", "1", "养护公路", ROADS),
        ("(二)", "2", "绿化荒坡", TREES),
    )
    lower = two(
        "以文惠民",
        "建设家园",
        ("(一)", "1", "办好书屋", BOOKS),
        ("(二)", "1", "照护老人", CARE),
        ("(二)", "2", "养护公路", ROADS),
        ("(二)", "3", "绿化荒坡", TREES),
    )
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["便民", "以文惠民"] is Relation.SPLIT
    assert found["便民", "建设家园"] is Relation.SPLIT
    assert found["兴业", "建设家园"] is Relation.CARRIED


def test_a_linked_programme_speaks_for_the_tasks_that_name_it(
    side_by_side: Any, heading: Any
) -> None:
    import dataclasses

    def with_programme(name: str, body: str) -> dict[str, Any]:
        rows = outline(heading, ("服务群众", f"{body}组织{name}。"), ("养护公路", ROADS))
        return {**rows, "records": {"programmes": [programme(name)]}}

    context = side_by_side(
        with_programme("灯塔计划", BOOKS), with_programme("灯塔工程", "镇上开夜市。")
    )
    plain = {link.name: link.confidence for link in link_tasks(context)}
    known = dataclasses.replace(context, programmes=frozenset({("灯塔计划", "灯塔工程")}))
    (link,) = (x for x in link_tasks(known) if x.name == "服务群众" and x.upper)
    assert link.confidence > plain["服务群众"] or link.relation is not Relation.DROPPED
    assert "shared_programmes" in {reason.feature for reason in link.reasons}


@pytest.mark.parametrize("side", ["upper", "lower"])
def test_a_plan_without_tasks_gives_no_links(side_by_side: Any, heading: Any, side: str) -> None:
    rows = outline(heading, ("办好书屋", BOOKS))
    upper, lower = (rows, {}) if side == "upper" else ({}, rows)
    found = relations(link_tasks(side_by_side(upper, lower)))
    missing = Relation.DROPPED if side == "upper" else Relation.LOCAL
    assert set(found.values()) == {missing}


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        ("把实事办到群众家门口，种好荒坡防护林。", Relation.MERGED),
        ("把实事办到群众家门口，不留一片荒坡。", Relation.DROPPED),
    ],
    ids=["the heading in other words", "a word of it"],
)
def test_a_task_may_survive_in_the_words_that_open_a_chapter(
    side_by_side: Any, heading: Any, preamble: str, expected: Relation
) -> None:
    rest = (("办好书屋", BOOKS), ("养护公路", ROADS))
    upper = outline(heading, *rest, ("荒坡防护林营造", TREES))
    lower = outline(heading, *rest)
    lower["headings"][0] = heading(("一",), "主要任务", preamble)
    links = link_tasks(side_by_side(upper, lower))
    (link,) = (x for x in links if x.upper and x.upper.label == "荒坡防护林营造")
    assert link.relation is expected
    if expected is Relation.MERGED:
        assert link.lower is not None
        assert link.lower.label == "主要任务"
        assert "种好荒坡防护林" in link.reasons[0].sentence.zh
        (chapter,) = (x for x in links if x.upper and x.upper.label == "主要任务")
        assert "所属3项任务中有3项" in sentence(chapter, "tasks_inside")


def test_each_others_nearest_needs_less_in_common(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("开放书屋", "村民凭证借书。"), ("养护公路", ROADS))
    lower = outline(heading, ("管好书屋", "志愿者轮流值守。"), ("养护公路", ROADS))
    links = link_tasks(side_by_side(upper, lower))
    (link,) = (k for k in links if k.name == "开放书屋")
    assert "末级任务中" in sentence(link, "nearest")


def test_clauses_that_stand_in_another_task_merge_it(side_by_side: Any, heading: Any) -> None:
    lost = "支持留守老人参加送餐互助;推动乡村放映队巡回演出;鼓励青年返乡开设民宿。"
    host = "整治河道堤防。支持留守老人参加送餐互助活动。推动乡村放映队巡回演出下乡。" + TREES
    upper = outline(heading, ("丰富生活", lost), ("绿化荒坡", TREES), ("养护公路", ROADS))
    lower = outline(heading, ("绿化荒坡", host), ("养护公路", ROADS))
    links = link_tasks(side_by_side(upper, lower))
    found = relations(links)
    assert found["丰富生活", "绿化荒坡"] is Relation.MERGED


def test_an_item_of_a_box_that_comes_from_a_task_is_part_of_it(
    side_by_side: Any, heading: Any
) -> None:
    upper = outline(heading, ("服务乡村", BOOKS + CARE + WATER), ("养护公路", ROADS))
    lower = outline(heading, ("服务乡村", BOOKS), ("养护公路", ROADS))
    lower["headings"] += [
        heading(("一", "专栏1"), "乡村服务项目", "", TaskKind.BOX),
        heading(("一", "专栏1", "01"), "老人探访", CARE, TaskKind.BOX),
        heading(("一", "专栏1", "02"), "干旱调度", "干旱时统一调度,打井抗旱。", TaskKind.BOX),
    ]
    links = link_tasks(side_by_side(upper, lower))
    found = relations(links)
    assert found["服务乡村", "老人探访"] is Relation.SPLIT
    assert found["服务乡村", "干旱调度"] is Relation.SPLIT
    names = {link.lower.label: link for link in links if link.lower}
    told = sentence(names["乡村服务项目"], "tasks_inside")
    counted = [name for name in ("老人探访", "干旱调度") if not by_box(names[name])]
    assert told == f"专栏2项中有{len(counted)}项凭自身内容判为出自上级该任务"
    for name in ("老人探访", "干旱调度"):
        if by_box(names[name]):
            assert sentence(names[name], "same_box").endswith(told)


def test_a_task_with_no_more_than_a_box_under_it_is_a_task(side_by_side: Any, heading: Any) -> None:
    box = TaskKind.BOX
    upper = {
        "headings": [
            heading(("一",), "主要任务", CHAPTER),
            heading(("一", "1"), "办好书屋", BOOKS),
            heading(("一", "2"), "养护公路", ROADS),
            heading(("一", "2", "专栏1"), "重点工程", "", box),
            heading(("一", "2", "专栏1", "1"), "水厂联网", WATER, box),
            heading(("一", "2", "专栏1", "2"), "老人探访", CARE, box),
        ]
    }
    lower = {
        "headings": [
            heading(("一",), "主要任务", CHAPTER),
            heading(("一", "1"), "办好书屋", BOOKS),
            heading(("一", "2"), "养护公路", ROADS),
            heading(("一", "专栏1"), "重点项目", "", box),
            heading(("一", "专栏1", "1"), "水厂联网项目", WATER, box),
            heading(("一", "专栏1", "2"), "老人探访项目", CARE, box),
        ]
    }
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert set(found.values()) == {Relation.CARRIED}
    assert {("养护公路", "养护公路"), ("重点工程", "重点项目")} <= found.keys()


def test_headings_share_words_inside_longer_ones(side_by_side: Any, heading: Any) -> None:
    context = side_by_side(
        outline(heading, ("完善人才培养体系", BOOKS), ("养护公路", ROADS)),
        outline(heading, ("建强书屋人才队伍", CARE), ("养护公路", ROADS)),
    )
    reason = same_heading(context.upper.units[1], context.lower.units[1], context)
    assert reason.score > TOLD
    assert reason.sentence.zh == "标题用词相同：人才"


def test_safeguards_of_one_theme_belong_together(side_by_side: Any, heading: Any) -> None:
    def plan(*safeguards: tuple[str, str]) -> dict[str, Any]:
        rows = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS))["headings"]
        rows.append(heading(("二",), "保障措施", "", TaskKind.SAFEGUARD))
        for n, (title, body) in enumerate(safeguards, 1):
            rows.append(heading(("二", str(n)), title, body, TaskKind.SAFEGUARD))
        return {"headings": rows}

    upper = plan(("强化组织领导", "各县成立专班。"), ("完善投入机制", "列入预算,逐年增长。"))
    lower = plan(("加强组织领导", "各镇成立专班。"), ("加强财政支持", "用好债券,吸引捐赠。"))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["完善投入机制", "加强财政支持"] is Relation.CARRIED
    assert ("强化组织领导", "加强财政支持") not in found


def by_box(link: Link) -> bool:
    return "same_box" in {reason.feature for reason in link.reasons}


def test_a_reason_that_says_next_to_nothing_is_not_told(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS), ("保障供水", WATER))
    lower = outline(heading, ("办好书屋", BOOKS + TREES), ("养护公路", ROADS))
    links = link_tasks(side_by_side(upper, lower))
    assert all(reason.score >= TOLD for link in links for reason in link.reasons)


def test_copied_characters_say_what_is_not_counted(side_by_side: Any, heading: Any) -> None:
    rows = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS))
    links = link_tasks(side_by_side(rows, rows))
    (link,) = (x for x in links if x.upper and x.upper.label == "办好书屋")
    assert sentence(link, "copied").endswith("（零星短句不计，无关规划也有的字串不作起点）")


def test_the_share_said_is_that_of_the_words(side_by_side: Any, heading: Any) -> None:
    rows = outline(heading, ("办好书屋", BOOKS), ("养护公路", ROADS))
    links = link_tasks(side_by_side(rows, rows))
    (link,) = (x for x in links if x.upper and x.upper.label == "办好书屋")
    (reason,) = (reason for reason in link.reasons if reason.feature == "contained")
    assert "有100%见于上级该任务" in reason.sentence.zh
    assert reason.score < 1  # a handful of words proves less


def test_words_cut_wrongly_are_not_shown(side_by_side: Any, heading: Any) -> None:
    upper = outline(heading, ("健全人事制度", "健全人事考试制度。"), ("养护公路", ROADS))
    lower = outline(heading, ("健全人事制度", "重点健全人事考试制度。"), ("养护公路", ROADS))
    links = link_tasks(side_by_side(upper, lower))
    (link,) = (x for x in links if x.upper and x.upper.label == "健全人事制度")
    told = sentence(link, "shared_words")
    assert "健全人" not in told
    assert "制度" in told


def test_a_task_goes_before_an_item_of_a_box_that_speaks_of_it(
    side_by_side: Any, heading: Any
) -> None:
    upper = {
        "headings": [
            heading(("一",), "主要任务", ""),
            heading(("一", "1"), "繁荣乡村文化", BOOKS[:20] + TREES[:12]),
            heading(("一", "2"), "养护公路", ROADS),
            heading(("一", "专栏1"), "重点工程", "", TaskKind.BOX),
            heading(("一", "专栏1", "1"), "村级书屋建设", BOOKS, TaskKind.BOX),
        ]
    }
    lower = outline(heading, ("建设村级书屋", BOOKS), ("养护公路", ROADS))
    found = relations(link_tasks(side_by_side(upper, lower)))
    assert found["繁荣乡村文化", "建设村级书屋"] is not Relation.MERGED
    assert found["村级书屋建设", "建设村级书屋"] is Relation.MERGED
