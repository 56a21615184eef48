from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import CITY, DISTRICT, OTHER_CITY, PROVINCE, outturn, target

from policycascade.cascade import link_corpus
from policycascade.cascade.measuring import bootstrap
from policycascade.model import Baseline, Basis, Corpus, Measure, Region

THIRD_CITY = Region(
    name="白水市", code="990300", level=CITY.level, ancestors=("990000",), full_name="云山省白水市"
)


def written(write: Any, region: Region, *targets: Any, **more: Any) -> Any:
    records = {"targets": targets, "outturns": more.pop("outturns", ())}
    values = {"issued": date(2021, 3 + len(region.ancestors), 1)} | more
    title = values.pop("title", f"{region.name}“十四五”就业规划")
    return write(title, region, (), records, **values)


def corpus_of(*made: Any) -> Corpus:
    return link_corpus([w.plan for w in made], {w.plan.id: w.document for w in made})


def found(corpus: Corpus, name: str) -> list[Measure]:
    return [measure for measure in corpus.measures if measure.name == name]


def only(corpus: Corpus, name: str, kind: str = "target") -> Measure:
    (one,) = (measure for measure in found(corpus, name) if measure.scope.startswith(kind))
    return one


def test_children_are_summed_and_the_missing_named(write: Any) -> None:
    corpus = corpus_of(
        written(write, PROVINCE, target("新增岗位", 1000, basis=Basis.CUMULATIVE)),
        written(write, CITY, target("新增岗位", 300, basis=Basis.CUMULATIVE)),
        written(write, OTHER_CITY, target("新增岗位", 40, basis=Basis.ANNUAL)),
        written(write, THIRD_CITY, target("书屋数", 5, "个")),
    )
    balance = only(corpus, "balance")
    assert (balance.numerator, balance.denominator) == (Decimal(500), Decimal(1000))
    assert balance.note is not None
    assert "缺1个：白水市" in balance.note.zh
    assert "有规划而没有这项目标的：白水市" in balance.note.zh


def test_figures_of_another_kind_are_refused_and_said(write: Any) -> None:
    def lower(region: Region, value: int, **more: Any) -> Any:
        return written(write, region, target("新增岗位", value, **more))

    corpus = corpus_of(
        written(write, PROVINCE, target("新增岗位", 1000)),
        lower(CITY, 100),
        lower(OTHER_CITY, 200),
        lower(THIRD_CITY, 50, basis=Basis.CUMULATIVE),
    )
    balance = only(corpus, "balance")
    assert balance.value == Decimal("0.3")
    assert balance.note is not None
    assert "口径不同、未计入的：白水市" in balance.note.zh


def test_one_child_is_no_balance_and_one_of_a_level_has_no_likeness(write: Any) -> None:
    corpus = corpus_of(
        written(write, PROVINCE, target("新增岗位", 1000)),
        written(write, CITY, target("新增岗位", 300)),
    )
    assert corpus.measures == ()


def test_a_funnel_follows_an_element_down(write: Any) -> None:
    corpus = corpus_of(
        written(write, PROVINCE, target("书屋覆盖率", 90, "%"), target("持证率", 50, "%")),
        written(write, CITY, target("书屋覆盖率", 90, "%"), target("持证率", 50, "%")),
        written(write, DISTRICT, target("持证率", 55, "%")),
    )
    funnel = only(corpus, "funnel")
    assert (funnel.numerator, funnel.denominator) == (Decimal(1), Decimal(2))
    assert funnel.label.zh == "目标漏斗：云山省→临江市→东湖区"
    assert funnel.note is not None
    assert funnel.note.zh == "逐级承接：2/2、1/2"
    assert len(funnel.members) == 1


@pytest.mark.parametrize(
    ("goal", "actual", "value"),
    [
        (
            {"baseline": Baseline(value=Decimal(60), unit="%", year=2020, value_raw="60")},
            {"value": 75},
            "0.5",
        ),
        ({"basis": Basis.CUMULATIVE}, {"value": 45, "basis": Basis.CUMULATIVE}, "0.5"),
        ({}, {"value": 75}, None),
        (
            {"basis": Basis.CUMULATIVE},
            {"value": 45, "basis": Basis.CUMULATIVE, "year_from": 2022},
            None,
        ),
        ({"basis": Basis.CUMULATIVE}, {"value": 45}, None),
    ],
    ids=["a state", "a sum", "no baseline", "another start", "another kind"],
)
def test_progress_where_a_later_document_gives_the_actual(
    write: Any, goal: dict[str, Any], actual: dict[str, Any], value: str | None
) -> None:
    years: dict[str, Any] = {"year_from": 2021, "year_to": 2023, "unit": "%"}
    corpus = corpus_of(
        written(write, CITY, target("书屋覆盖率", 90, "%", **goal)),
        written(
            write,
            CITY,
            title="临江市2024年工作报告",
            outturns=[outturn("书屋覆盖率", **years | actual)],
        ),
    )
    told = found(corpus, "progress")
    assert [m.value for m in told] == ([Decimal(value)] if value else [])


def test_an_older_outturn_is_no_progress(write: Any) -> None:
    base = Baseline(value=Decimal(60), unit="%", year=2020, value_raw="60")
    corpus = corpus_of(
        written(write, CITY, target("书屋覆盖率", 90, "%", baseline=base)),
        written(write, CITY, title="临江市旧报告", outturns=[outturn("书屋覆盖率", 55, "%")]),
    )
    assert found(corpus, "progress") == []


def test_an_interval_holds_its_share() -> None:
    for whole in (2, 10, 87):
        for part in range(1, whole):
            low, high = bootstrap(part, whole) or (Decimal(2), Decimal(-1))
            assert low <= Decimal(part) / whole <= high
    assert bootstrap(0, 10) is None
