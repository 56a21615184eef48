from __future__ import annotations

from typing import Any

import pytest

from policycascade.cascade.measures import coverages
from policycascade.cascade.tasks import link_tasks
from policycascade.model import Link, Relation, TaskKind

BOOKS = "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅,村小学生周末可以自习。"
ROADS = "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"
WATER = "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"
CARE = "养老食堂覆盖各镇,独居老人有人探访,家庭床位接入呼叫系统,护理员持证上岗。"
#: Some of the words of ``CARE``, in other sentences.
SHORT = "建好养老食堂,探访独居老人。"


def plan(heading: Any, *rows: tuple[str, str], kind: TaskKind = TaskKind.TASK) -> dict[str, Any]:
    found = [heading(("一",), "主要任务", "")]
    found += [
        heading(("一", str(n)), title, body, kind if n == 1 else TaskKind.TASK)
        for n, (title, body) in enumerate(rows, 1)
    ]
    return {"headings": found}


def home(links: tuple[Link, ...], title: str) -> dict[str | None, Link]:
    return {
        link.lower.label if link.lower else None: link
        for link in links
        if link.upper and link.upper.label == title
    }


def test_a_task_that_another_took_in_is_merged(side_by_side: Any, heading: Any) -> None:
    upper = plan(heading, ("照护老人", CARE), ("办好书屋", BOOKS), ("养护公路", ROADS))
    lower = plan(heading, ("办好书屋", BOOKS + SHORT), ("养护公路", ROADS), ("保障供水", WATER))
    links = link_tasks(side_by_side(upper, lower))
    assert home(links, "照护老人").keys() == {"办好书屋"}
    link = home(links, "照护老人")["办好书屋"]
    assert link.relation is Relation.MERGED
    assert home(links, "办好书屋")["办好书屋"].relation is Relation.MERGED
    assert "taken_in" in {reason.feature for reason in link.reasons}


@pytest.mark.parametrize(
    ("bodies", "kind"),
    [
        ((BOOKS + "探访老人。", ROADS), TaskKind.TASK),
        ((BOOKS + SHORT, ROADS + SHORT), TaskKind.TASK),
        ((BOOKS + SHORT, ROADS), TaskKind.BOX),
    ],
    ids=["too little of it", "as much elsewhere", "an item of a box"],
)
def test_a_task_that_none_took_in_is_dropped(
    side_by_side: Any, heading: Any, bodies: tuple[str, str], kind: TaskKind
) -> None:
    rows = ("照护老人", CARE), ("办好书屋", BOOKS), ("养护公路", ROADS)
    lower = plan(heading, ("办好书屋", bodies[0]), ("养护公路", bodies[1]), ("保障供水", WATER))
    links = link_tasks(side_by_side(plan(heading, *rows, kind=kind), lower))
    (link,) = home(links, "照护老人").values()
    assert link.relation is Relation.DROPPED


def test_words_that_come_from_another_task_show_nothing(side_by_side: Any, heading: Any) -> None:
    books = ("办好书屋", BOOKS + SHORT)
    upper = plan(heading, ("照护老人", CARE), books, ("养护公路", ROADS))
    lower = plan(heading, books, ("养护公路", ROADS), ("保障供水", WATER))
    (link,) = home(link_tasks(side_by_side(upper, lower)), "照护老人").values()
    assert link.relation is Relation.DROPPED


def test_the_ratio_says_how_many_are_joined_so(side_by_side: Any, heading: Any) -> None:
    upper = plan(heading, ("照护老人", CARE), ("办好书屋", BOOKS), ("养护公路", ROADS))
    lower = plan(heading, ("办好书屋", BOOKS + SHORT), ("养护公路", ROADS), ("保障供水", WATER))
    context = side_by_side(upper, lower)
    notes = [measure.note for measure in coverages(context, link_tasks(context))]
    assert any(note and "其中1项得分偏低" in note.zh for note in notes)
