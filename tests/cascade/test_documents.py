from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from factories import CITY, DISTRICT, OTHER_CITY, PROVINCE, citation, plan

from policycascade.cascade.documents import link_documents
from policycascade.cascade.resolving import is_younger, resolve
from policycascade.model import Citation, Method, Period, Plan, Region, Relation, Role

PERIOD = Period(start=2021, end=2025)
UPPER = plan(
    "云山省“十四五”就业促进规划",
    PROVINCE,
    doc_number="云政办发〔2021〕7号",
    issued=date(2021, 3, 1),
)


def cites(
    title: str, role: Role = Role.BASIS, region: Region | None = PROVINCE, **more: Any
) -> Any:
    values = {"region": region, "level": region.level if region else None, "period": PERIOD}
    return citation(title, role, **values | {"field": "人社"} | more)


def city_plan(*citations: Citation, **more: Any) -> Plan:
    values: dict[str, Any] = {"citations": citations, "issued": date(2021, 9, 1)}
    return plan("临江市“十四五”就业促进规划", CITY, **values | more)


@pytest.mark.parametrize(
    "cited",
    [
        cites("云山省“十四五”就业促进规划"),
        cites('云山省"十四五"就业 促进规划'),
        cites("云山省人民政府关于印发《云山省“十四五”就业促进规划》的通知"),
        cites("就业规划", doc_number="云政办发[2021]7号"),
        cites("云山省“十四五”就业……规划"),
        cites("云山省就业促进“十四五”规划"),
        cites("云山省“十四五”就业规划"),
    ],
    ids=["same", "marks", "notice", "number", "truncated", "word order", "shortened"],
)
def test_a_citation_means_the_plan(cited: Citation) -> None:
    found = resolve(cited, city_plan(cited), [UPPER])
    assert found is not None
    assert found.plan is UPPER
    assert found.reasons


@pytest.mark.parametrize(
    "cited",
    [
        cites("青石市“十四五”就业促进规划", region=OTHER_CITY),
        cites("云山省“十三五”就业促进规划", period=Period(start=2016, end=2020)),
        cites("云山省“十四五”就业促进规划", doc_number="云政办发〔2021〕8号"),
        cites("云山省“十四五”养老服务规划", field="民政"),
        cites("云山省“十四五”教育事业规划", field="教育"),
    ],
    ids=["other region", "other period", "other number", "other field", "other subject"],
)
def test_a_citation_means_another_document(cited: Citation) -> None:
    assert resolve(cited, city_plan(cited), [UPPER]) is None


def test_a_plan_of_another_region_is_no_basis() -> None:
    other = dataclasses.replace(UPPER, region=OTHER_CITY, level=OTHER_CITY.level)
    cited = cites(UPPER.title, region=None)
    assert resolve(cited, city_plan(cited), [other]) is None
    assert resolve(cited, city_plan(cited), [UPPER]) is not None


def test_nobody_cites_itself_or_its_own_notice() -> None:
    own = city_plan(
        cites("临江市“十四五”就业促进规划", Role.BASIS, CITY),
        cites("关于印发《临江市“十四五”就业促进规划》的通知", Role.SELF, CITY),
    )
    assert link_documents([own]) == ((), ())


def test_two_plans_that_fit_equally_are_no_answer() -> None:
    twin = dataclasses.replace(UPPER, id="plan-twin")
    cited = cites(UPPER.title)
    assert resolve(cited, city_plan(cited), [UPPER, twin]) is None


def test_an_alike_title_does_not_outdo_the_same_title() -> None:
    near = plan("云山省“十四五”就业促进规划纲要", PROVINCE)
    cited = cites(UPPER.title)
    found = resolve(cited, city_plan(cited), [near, UPPER])
    assert found is not None
    assert found.plan is UPPER


def test_the_strongest_role_counts_and_every_place_is_evidence() -> None:
    lower = city_plan(
        cites(UPPER.title, Role.MENTION, quote="《云山省“十四五”就业促进规划》提出"),
        cites(UPPER.title, Role.BASIS, quote="根据《云山省“十四五”就业促进规划》"),
    )
    (derivation,), _ = link_documents([UPPER, lower])
    assert (derivation.relation, derivation.method) == (Relation.BASIS, Method.CITED)
    assert len(derivation.evidence) == 2
    assert derivation.cascade
    assert not derivation.inverted


def test_a_younger_source_is_inverted_if_named_exactly_and_refused_if_not() -> None:
    early = date(2021, 1, 5)
    exact = city_plan(cites(UPPER.title), issued=early)
    (derivation,), _ = link_documents([UPPER, exact])
    assert derivation.inverted
    near = city_plan(cites("云山省就业促进“十四五”规划"), issued=early)
    assert resolve(near.citations[0], near, [UPPER]) is None


@pytest.mark.parametrize(
    ("upper", "lower", "published", "younger"),
    [
        (date(2021, 5, 1), date(2021, 4, 1), None, True),
        (date(2021, 5, 1), date(2021, 6, 1), None, False),
        (date(2021, 5, 1), None, date(2021, 4, 1), True),
        (date(2021, 5, 1), None, None, False),
        (None, date(2021, 4, 1), None, False),
    ],
)
def test_only_what_is_certain_is_younger(
    upper: date | None, lower: date | None, published: date | None, younger: bool
) -> None:
    above = dataclasses.replace(UPPER, issued=upper)
    assert is_younger(above, city_plan(issued=lower, published=published)) is younger


def test_what_is_not_in_the_corpus_becomes_a_stub() -> None:
    lower = city_plan(cites("青石市“十四五”就业促进规划", Role.MENTION, OTHER_CITY))
    (derivation,), (stub,) = link_documents([lower])
    assert derivation.upper == stub.id
    assert derivation.relation is Relation.MENTION
    assert not derivation.cascade
    assert (stub.region, stub.level, stub.period) == (OTHER_CITY, OTHER_CITY.level, PERIOD)


def test_one_document_cited_with_and_without_its_region_is_one_stub() -> None:
    named = plan("云山省甲规划", PROVINCE, citations=(cites("书屋行动计划", region=PROVINCE),))
    bare = city_plan(cites("书屋行动计划", Role.IMPLEMENTS, region=None))
    _, stubs = link_documents([bare, named])
    assert [stub.region for stub in stubs] == [PROVINCE]


def test_the_nearest_uncited_parent_is_presumed_and_never_counted_as_cited() -> None:
    city = city_plan(cites(UPPER.title))
    district = plan("东湖区“十四五”就业促进规划", DISTRICT, issued=date(2021, 12, 1))
    derivations, _ = link_documents([UPPER, city, district])
    presumed = [d for d in derivations if d.relation is Relation.PRESUMED]
    assert [(d.lower, d.upper) for d in presumed] == [(district.id, city.id)]
    assert presumed[0].method is Method.PRESUMED
    assert presumed[0].evidence == ()
    assert presumed[0].confidence < 0.9


@pytest.mark.parametrize(
    "more",
    [
        {"field": "教育"},
        {"field": None},
        {"period": Period(start=2023, end=2025)},
        {"issued": date(2021, 1, 1)},
        {"citations": (cites(UPPER.title),)},
    ],
    ids=["other field", "no field", "other period", "older", "cited"],
)
def test_nothing_is_presumed_where_something_speaks_against_it(more: dict[str, Any]) -> None:
    derivations, _ = link_documents([UPPER, city_plan(**more)])
    assert not [d for d in derivations if d.relation is Relation.PRESUMED]


def test_a_parent_that_is_merely_mentioned_is_presumed() -> None:
    (derivation,), _ = link_documents([UPPER, city_plan(cites(UPPER.title, Role.MENTION))])
    assert derivation.relation is Relation.PRESUMED


def test_the_result_does_not_hang_on_the_order_of_the_plans() -> None:
    plans = [UPPER, city_plan(cites(UPPER.title)), plan("东湖区“十四五”就业促进规划", DISTRICT)]
    assert link_documents(plans) == link_documents(plans[::-1])
