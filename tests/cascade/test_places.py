from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from policycascade.cascade.context import Context, Side
from policycascade.cascade.places import elsewhere
from policycascade.cascade.tasks import link_tasks
from policycascade.model import Region, Relation
from policycascade.ontology.regions import region

PROVINCE, CITY, COUNTY = region("430000"), region("430200"), region("430212")


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("支持岳阳建设港口", "岳阳"),
        ("支持岳阳市建设港口", "岳阳市"),
        ("支持株洲、岳阳建设园区", ""),
        ("办好书屋", ""),
        ("联合武汉办好书屋", ""),
    ],
    ids=["another city", "by its full name", "this city, too", "no place", "not of the province"],
)
def test_a_heading_for_another_city(title: str, place: str) -> None:
    assert elsewhere(title, PROVINCE, CITY) == place
    assert elsewhere(title, PROVINCE, COUNTY) == place


def test_without_regions_nothing_is_elsewhere() -> None:
    assert elsewhere("支持岳阳建设港口", None, CITY) == ""
    assert elsewhere("支持岳阳建设港口", PROVINCE, None) == ""


def of(side: Side, place: Region | None) -> Side:
    return dataclasses.replace(side, plan=dataclasses.replace(side.plan, region=place))


@pytest.mark.parametrize(
    ("place", "relations"),
    [("岳阳", {Relation.DROPPED, Relation.LOCAL}), ("株洲", {Relation.CARRIED})],
    ids=["another city's", "its own"],
)
def test_a_task_for_another_city_is_dropped(
    side_by_side: Any, heading: Any, place: str, relations: set[Relation]
) -> None:
    words = "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅。"
    upper = {"headings": [heading(("一",), f"办好{place}书屋", words + "水厂联网供水,管道入户。")]}
    lower = {"headings": [heading(("一",), "办好石峰书屋", words + "桥梁逐座建档,险段加装护栏。")]}
    context: Context = side_by_side(upper, lower)
    here = dataclasses.replace(
        context, upper=of(context.upper, PROVINCE), lower=of(context.lower, CITY)
    )
    assert {link.relation for link in link_tasks(here)} == relations
