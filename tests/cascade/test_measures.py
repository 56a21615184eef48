from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import CITY, PROVINCE, outturn, programme, target

from policycascade.cascade import compare
from policycascade.model import Cascade, Measure, Nature, Op, Wording

BOOKS = "每个村设一名书屋管理员,每季度更换一次图书,读者凭证件借阅。"
ROADS = "农村公路按季养护,桥梁逐座建档,险段加装护栏,客车通到自然村。"
WATER = "水厂联网供水,管道入户,水质按月检测公布,干旱时统一调度。"


@pytest.fixture(scope="module")
def cascade(write: Any, heading: Any) -> Cascade:
    binding, expected = Nature.BINDING, Nature.EXPECTED
    upper = write(
        "云山省“十四五”乡村服务规划",
        PROVINCE,
        [heading(("1",), "办好书屋", BOOKS), heading(("2",), "养护公路", ROADS)],
        {
            "targets": [
                target("书屋覆盖率", 90, "%", nature=binding, wording=Wording.HARD, op=Op.GE),
                target("读者满意率", 80, "%", nature=binding, wording=Wording.SOFT),
                target("新增岗位", 4000, "人"),
                target("村道里程", 700, "公里"),
            ],
            "outturns": [outturn("新增岗位", 2000), outturn("驻村干部数", 50, "名")],
            "programmes": [programme("灯塔计划"), programme("三支一扶")],
        },
        issued=date(2021, 3, 1),
    )
    lower = write(
        "临江市“十四五”乡村服务规划",
        CITY,
        [
            heading(("1",), "办好书屋", BOOKS),
            heading(("2",), "保障供水", WATER),
            heading(("3",), "养护公路", ROADS),
        ],
        {
            "targets": [
                target("书屋覆盖率", 95, "%", nature=expected, op=Op.GE),
                target("读者满意率", 80, "%", nature=binding, year_to=2024),
                target("新增岗位", 1000, "人"),
            ],
            "outturns": [outturn("新增岗位", 200), outturn("驻村干部数", 5, "人")],
            "programmes": [programme("三支一扶")],
        },
        issued=date(2021, 3, 31),
    )
    texts = {p.plan.id: p.document for p in (upper, lower)}
    return compare(upper.plan, lower.plan, None, texts)


def measure(cascade: Cascade, name: str, scope: str) -> Measure:
    (found,) = (m for m in cascade.measures if (m.name, m.scope) == (name, scope))
    return found


@pytest.mark.parametrize(
    ("name", "scope", "numerator", "denominator"),
    [
        ("coverage", "target", 3, 4),
        ("coverage", "target/binding", 2, 2),
        ("coverage", "programme", 1, 2),
        ("coverage", "task", 2, 2),
        ("traceability", "target", 3, 3),
        ("traceability", "task", 2, 3),
        ("coverage", "task/leaf", 2, 2),
        ("traceability", "task/leaf", 2, 3),
        ("innovation", "task", 1, 3),
        ("innovation", "programme", 0, 1),
        ("nature_agreement", "target", 1, 2),
        ("comparability", "target", 2, 3),
        ("hardness", "target/upper", 1, 2),
        ("share", "target/新增岗位", 1000, 4000),
        ("base_share", "outturn/新增岗位", 200, 2000),
        ("base_share", "outturn/驻村干部数", 5, 50),
        ("priority_order", "task/leaf", 1, 1),
    ],
)
def test_a_measure_has_its_parts(
    cascade: Cascade, name: str, scope: str, numerator: int, denominator: int
) -> None:
    found = measure(cascade, name, scope)
    assert (found.numerator, found.denominator) == (Decimal(numerator), Decimal(denominator))
    assert found.value == Decimal(numerator) / Decimal(denominator)
    assert found.label.zh
    assert found.label.en


def test_what_cannot_be_had_has_no_value_and_says_so(cascade: Cascade) -> None:
    for name, scope in (("hardness", "target/lower"), ("text_reuse_unrelated", "plan")):
        found = measure(cascade, name, scope)
        assert found.value is None
        assert found.note is not None


def test_members_are_links_and_methods_add_up(cascade: Cascade) -> None:
    links = {link.id for link in cascade.links}
    for found in cascade.measures:
        if found.name in ("coverage", "traceability"):
            assert set(found.members) <= links
            assert sum(found.methods.values()) == len(found.members)


def test_amplification_is_by_direction_and_in_points(cascade: Cascade) -> None:
    found = measure(cascade, "amplification", "target/书屋覆盖率")
    assert (found.value, found.unit) == (Decimal(5), "%")


def test_lag_is_days_between_issues(cascade: Cascade) -> None:
    assert measure(cascade, "lag", "plan").value == 30


def test_names_and_scopes_are_unique(cascade: Cascade) -> None:
    keys = [(m.name, m.scope) for m in cascade.measures]
    assert len(keys) == len(set(keys))


def test_copied_text_is_measured_beside_unrelated_plans(write: Any, heading: Any) -> None:
    def plan_of(title: str, *bodies: str) -> Any:
        rows = [heading((str(n),), f"任务{n}", body) for n, body in enumerate(bodies)]
        return write(title, PROVINCE, rows)

    upper, lower = plan_of("甲规划", BOOKS, ROADS), plan_of("乙规划", BOOKS, WATER)
    other = plan_of("丙规划", WATER)
    texts = {p.plan.id: p.document for p in (upper, lower, other)}
    made = compare(upper.plan, lower.plan, None, texts, [other.plan.id])
    own, base = measure(made, "text_reuse", "plan"), measure(made, "text_reuse_unrelated", "plan")
    assert own.value is not None
    assert base.value is not None
    assert 0.3 < own.value < 0.6
    assert 0.3 < base.value < 0.6
