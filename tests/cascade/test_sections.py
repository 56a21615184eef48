from __future__ import annotations

from typing import Any

import pytest

from policycascade.cascade.tasks import link_tasks
from policycascade.model import ElementKind, Link, Relation

BOOKS = "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅,村小学生周末可以自习。"
ROADS = "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"
WATER = "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"
CARE = "养老食堂覆盖各镇,独居老人有人探访,家庭床位接入呼叫系统,护理员持证上岗。"


def chapters(heading: Any) -> dict[str, Any]:
    """Two chapters of two tasks each."""
    return {
        "headings": [
            heading(("一",), "改善公共服务", ""),
            heading(("一", "1"), "办好书屋", BOOKS),
            heading(("一", "2"), "照护老人", CARE),
            heading(("二",), "建设基础设施", ""),
            heading(("二", "1"), "养护公路", ROADS),
            heading(("二", "2"), "保障供水", WATER),
        ]
    }


def prose(heading: Any) -> dict[str, Any]:
    """The same in one chapter of two long tasks."""
    return {
        "headings": [
            heading(("三",), "主要任务", ""),
            heading(("三", "1"), "推进公共服务", BOOKS + CARE),
            heading(("三", "2"), "完善基础设施", ROADS + WATER),
        ]
    }


def found(links: tuple[Link, ...]) -> dict[tuple[str, str], Relation]:
    return {
        (link.upper.label, link.lower.label): link.relation
        for link in links
        if link.kind is ElementKind.TASK and link.upper and link.lower
    }


@pytest.mark.parametrize("turned", [False, True], ids=["chapters to tasks", "tasks to chapters"])
def test_a_chapter_of_one_plan_is_a_task_of_the_other(
    side_by_side: Any, heading: Any, turned: bool
) -> None:
    plans = [chapters(heading), prose(heading)][:: -1 if turned else 1]
    pairs = found(link_tasks(side_by_side(*plans)))
    for one, other in (("改善公共服务", "推进公共服务"), ("建设基础设施", "完善基础设施")):
        pair = (other, one) if turned else (one, other)
        assert pairs[pair] is Relation.CARRIED
    assert not any("主要任务" in pair for pair in pairs)


def test_headings_over_all_tasks_belong_together(side_by_side: Any, heading: Any) -> None:
    rows = [heading(("一", "1"), "办好书屋", BOOKS), heading(("一", "2"), "养护公路", ROADS)]
    upper = {"headings": [heading(("一",), "重点工作", ""), *rows]}
    lower = {"headings": [heading(("一",), "主要任务", ""), *rows]}
    assert ("重点工作", "主要任务") in found(link_tasks(side_by_side(upper, lower)))
