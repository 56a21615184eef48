from __future__ import annotations

from typing import Any

from factories import CITY, PROVINCE, derivation, programme, target

from policycascade.cascade import compare
from policycascade.cascade.pairs import UNRELATED
from policycascade.model import Relation

BODIES = (
    ("办好书屋", "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅。"),
    ("养护公路", "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"),
    ("保障供水", "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"),
)


def whole(write: Any, heading: Any, title: str, region: Any) -> Any:
    rows = [heading(("一",), "主要任务", "把实事办到群众家门口。")]
    rows += [heading(("一", str(n)), *body) for n, body in enumerate(BODIES)]
    records = {
        "targets": [target("书屋覆盖率", 90, "%"), target("新增岗位", 500)],
        "programmes": [programme("三支一扶"), programme("灯塔计划")],
    }
    return write(title, region, rows, records)


def test_a_plan_compared_with_itself_is_the_same_throughout(write: Any, heading: Any) -> None:
    made = whole(write, heading, "云山省规划", PROVINCE)
    cascade = compare(made.plan, made.plan, None, {made.plan.id: made.document})
    assert {link.relation for link in cascade.links} == {Relation.SAME, Relation.CARRIED}
    assert all(
        link.upper and link.lower and link.upper.record == link.lower.record
        for link in cascade.links
    )


def test_links_are_as_sure_as_the_derivation(write: Any, heading: Any) -> None:
    upper = whole(write, heading, "云山省规划", PROVINCE)
    lower = whole(write, heading, "临江市规划", CITY)
    texts = {p.plan.id: p.document for p in (upper, lower)}
    joined = derivation(lower.plan, upper.plan)
    cited = compare(upper.plan, lower.plan, joined, texts)
    asked = compare(upper.plan, lower.plan, None, texts)
    assert max(link.confidence for link in cited.links) > 0.9
    assert max(link.confidence for link in asked.links) <= UNRELATED
    assert [link.id for link in cited.links] == [link.id for link in asked.links]


def test_comparing_twice_gives_the_same(write: Any, heading: Any) -> None:
    upper = whole(write, heading, "云山省规划", PROVINCE)
    lower = whole(write, heading, "临江市规划", CITY)
    texts = {p.plan.id: p.document for p in (upper, lower)}
    assert compare(upper.plan, lower.plan, None, texts) == compare(
        upper.plan, lower.plan, None, texts
    )


def test_ids_of_links_are_unique(write: Any, heading: Any) -> None:
    upper = whole(write, heading, "云山省规划", PROVINCE)
    lower = write("临江市规划", CITY)
    texts = {p.plan.id: p.document for p in (upper, lower)}
    links = compare(upper.plan, lower.plan, None, texts).links
    assert {link.relation for link in links} == {Relation.DROPPED}
    assert len({link.id for link in links}) == len(links)


def test_an_achievement_of_the_upper_plan_is_named_beside_the_tasks_source(
    write: Any, heading: Any
) -> None:
    title, body = BODIES[0]
    past = programme("灯塔书屋行动", quote="五年来灯塔书屋行动已有成效", past=True)
    here = programme("灯塔书屋行动", mention="灯塔书屋行动")
    upper = write("云山省规划", PROVINCE, [heading(("1",), title, body)], {"programmes": [past]})
    rows = [heading(("1",), "灯塔书屋行动", title + "。" + body)]
    lower = write("临江市规划", CITY, rows, {"programmes": [here]})
    texts = {p.plan.id: p.document for p in (upper, lower)}
    cascade = compare(upper.plan, lower.plan, derivation(lower.plan, upper.plan), texts)
    (link,) = (k for k in cascade.links if k.relation is Relation.LOCAL)
    assert link.why is not None
    assert "上级只把它写作已有成绩；以它为题的任务对应上级任务" in link.why.zh
