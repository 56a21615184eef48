from __future__ import annotations

from datetime import date
from typing import Any

from factories import CITY, DISTRICT, OTHER_CITY, PROVINCE, citation, target

from policycascade.cascade import link_corpus
from policycascade.model import Corpus, Period, Region, Relation, Role

PERIOD = Period(start=2021, end=2025)
UPPER = "云山省“十四五”就业规划"
CITIES = (CITY, OTHER_CITY)


def cites(title: str, role: Role, region: Region) -> Any:
    return citation(title, role, region=region, level=region.level, period=PERIOD, field="人社")


def corpus_of(*written: Any) -> Corpus:
    return link_corpus([w.plan for w in written], {w.plan.id: w.document for w in written})


def written(write: Any, region: Region, *citations: Any, **more: Any) -> Any:
    goals = {"targets": [target("书屋覆盖率", 90, "%")], "citations": citations}
    values = {"issued": date(2021, 3 + len(region.ancestors), 1)} | more
    return write(f"{region.name}“十四五”就业规划", region, (), goals, **values)


def test_elements_are_linked_along_derivations_and_not_along_mentions(write: Any) -> None:
    province = written(write, PROVINCE)
    city = written(write, CITY, cites(UPPER, Role.BASIS, PROVINCE))
    other = written(
        write, OTHER_CITY, cites("临江市“十四五”就业规划", Role.MENTION, CITY), field="教育"
    )
    corpus = corpus_of(province, city, other)
    assert {d.relation for d in corpus.derivations} == {Relation.BASIS, Relation.MENTION}
    assert [(c.upper, c.lower) for c in corpus.cascades] == [(province.plan.id, city.plan.id)]


def test_a_chain_is_linked_step_by_step(write: Any) -> None:
    province = written(write, PROVINCE)
    city = written(write, CITY, cites(UPPER, Role.BASIS, PROVINCE))
    district = written(write, DISTRICT)
    corpus = corpus_of(province, city, district)
    assert {(c.upper, c.lower) for c in corpus.cascades} == {
        (province.plan.id, city.plan.id),
        (city.plan.id, district.plan.id),
    }


def test_relatives_are_no_base_line_and_strangers_are(write: Any) -> None:
    def base(*rest: Any) -> Any:
        province = written(write, PROVINCE)
        city = written(write, CITY, cites(UPPER, Role.BASIS, PROVINCE))
        (cascade, *_) = [
            c for c in corpus_of(province, city, *rest).cascades if c.lower == city.plan.id
        ]
        return next(m for m in cascade.measures if m.name == "text_reuse_unrelated").denominator

    sibling = written(write, OTHER_CITY, cites(UPPER, Role.BASIS, PROVINCE))
    stranger = written(write, OTHER_CITY, field="教育")
    assert base(sibling) == 0
    assert base(stranger) == 1


def test_the_corpus_does_not_hang_on_the_order_of_the_plans(write: Any) -> None:
    plans = [
        written(write, PROVINCE),
        written(write, CITY, cites(UPPER, Role.BASIS, PROVINCE)),
        written(write, DISTRICT),
    ]
    one, two = corpus_of(*plans), corpus_of(*plans[::-1])
    assert (one.derivations, one.stubs, one.cascades) == (two.derivations, two.stubs, two.cascades)


def test_one_plan_alone_and_none_at_all_are_a_corpus(write: Any) -> None:
    assert corpus_of() == Corpus(plans=())
    alone = corpus_of(written(write, PROVINCE))
    assert (len(alone.plans), alone.cascades) == (1, ())


def test_links_are_named_apart_though_one_element_is_missing_in_several_plans(write: Any) -> None:
    goals = {"targets": [target("书屋覆盖率", 90, "%"), target("村道里程", 700, "公里")]}
    province = write(UPPER, PROVINCE, (), goals, issued=date(2021, 3, 1))
    cities = [written(write, region, cites(UPPER, Role.BASIS, PROVINCE)) for region in CITIES]
    links = [link for c in corpus_of(province, *cities).cascades for link in c.links]
    assert sum(link.relation is Relation.DROPPED for link in links) == 2
    assert len({link.id for link in links}) == len(links)
