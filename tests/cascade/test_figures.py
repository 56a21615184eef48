from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from factories import CITY, PROVINCE, outturn, plan, target

from policycascade.cascade.figures import additive, compare_figures, direction
from policycascade.cascade.footing import Terms, names_upper, terms_of
from policycascade.model import (
    Aggregation,
    Basis,
    Indicator,
    Level,
    Op,
    Relation,
)

RATE = Indicator(canonical="参保率", unit="%", direction=1, aggregation=Aggregation.INTENSIVE)
JOBLESS = Indicator(canonical="失业率", unit="%", direction=-1, aggregation=Aggregation.INTENSIVE)
HEADS = Indicator(canonical="参保人数", unit="人", direction=1, aggregation=Aggregation.ADDITIVE)
NEITHER = Indicator(canonical="性别比", unit="%", direction=0, aggregation=Aggregation.INTENSIVE)
NEW = Indicator(canonical="书屋覆盖率", known=False)
PART = Terms(upper_level=Level.PROVINCE, upper_region=PROVINCE, part=True, years=5)
SAME_PLACE = Terms(upper_level=Level.PROVINCE, upper_region=PROVINCE, part=False, years=5)


@pytest.mark.parametrize(
    ("upper", "lower", "indicator", "terms", "relation", "number"),
    [
        (("95", "%"), ("95", "%"), RATE, PART, Relation.SAME, "0"),
        (("95", "%"), ("97", "%"), RATE, PART, Relation.STRICTER, "2"),
        (("95", "%"), ("90", "%"), RATE, PART, Relation.LOOSER, "-5"),
        (("5.5", "%"), ("5", "%"), JOBLESS, PART, Relation.STRICTER, "0.5"),
        (("5.5", "%"), ("6", "%"), JOBLESS, PART, Relation.LOOSER, "-0.5"),
        (("400", "人"), ("100", "人"), HEADS, SAME_PLACE, Relation.LOOSER, "0.25"),
        (("95", "%"), ("97", "%"), NEW, PART, Relation.STRICTER, "2"),
    ],
    ids=["equal", "more", "less", "lower rate", "higher rate", "one region", "unknown"],
)
def test_figures_of_like_terms_are_compared_by_direction(
    upper: tuple[str, str],
    lower: tuple[str, str],
    indicator: Indicator,
    terms: Terms,
    relation: Relation,
    number: str,
) -> None:
    verdict = compare_figures(target("指标", *upper), [target("指标", *lower)], indicator, terms)
    assert verdict.relation is relation
    assert verdict.amplification == Decimal(number)


@pytest.mark.parametrize(
    ("upper", "lower", "flag"),
    [
        ({"unit": "%"}, {"unit": "人"}, "unit"),
        ({"unit": "人"}, {"unit": "人次"}, "unit"),
        ({"year_to": 2025}, {"year_to": 2035}, "year"),
        ({"basis": Basis.CUMULATIVE}, {"basis": Basis.END}, "basis"),
        ({"value": None}, {}, "no_figure"),
        ({}, {"value": None}, "no_figure"),
    ],
)
def test_figures_of_other_terms_are_not_comparable(
    upper: dict[str, Any], lower: dict[str, Any], flag: str
) -> None:
    verdict = compare_figures(
        target("参保人数", **upper), [target("参保人数", **lower)], HEADS, SAME_PLACE
    )
    assert verdict.relation is Relation.NOT_COMPARABLE
    assert verdict.flags == (flag,)
    assert verdict.why.zh
    assert verdict.why.en


def test_a_rate_without_a_better_direction_is_not_comparable_where_it_differs() -> None:
    pair = target("性别比", 105, "%"), [target("性别比", 107, "%")]
    assert compare_figures(*pair, NEITHER, PART).flags == ("direction",)


@pytest.mark.parametrize(
    ("upper", "lower", "share"),
    [
        ({"value": 4000}, {"value": 1000}, "0.25"),
        (
            {"value": 4000, "basis": Basis.CUMULATIVE},
            {"value": 200, "basis": Basis.ANNUAL},
            "0.25",
        ),
        (
            {"value": 800, "basis": Basis.ANNUAL},
            {"value": 1000, "basis": Basis.CUMULATIVE},
            "0.25",
        ),
        ({"value": 4000, "unit": "名"}, {"value": 1000, "unit": "人"}, "0.25"),
    ],
    ids=["plain", "yearly below", "yearly above", "unit family"],
)
def test_a_part_takes_a_share_of_a_volume(
    upper: dict[str, Any], lower: dict[str, Any], share: str
) -> None:
    verdict = compare_figures(target(**upper), [target(**lower)], HEADS, PART)
    assert verdict.relation is Relation.SHARE
    assert verdict.share == Decimal(share)


def test_a_figure_tied_to_the_upper_level_is_the_same_whatever_the_table_says() -> None:
    tied = target("失业率", None, "%", relative_to="全省", value_raw="与全省一致")
    printed = target("失业率", "5.4", "%", op=Op.LT)
    verdict = compare_figures(target("失业率", "5.5", "%"), [tied, printed], JOBLESS, PART)
    assert verdict.relation is Relation.SAME
    assert "与全省一致" in verdict.why.zh


@pytest.mark.parametrize(
    ("words", "level", "expected"),
    [
        ("全省", Level.PROVINCE, True),
        ("省下达指标", Level.PROVINCE, True),
        ("云山省平均水平", Level.PROVINCE, True),
        ("上级下达指标", Level.PROVINCE, True),
        ("市下达指标", Level.PREFECTURE, True),
        ("全国平均水平", Level.PROVINCE, False),
        ("市下达指标", Level.PROVINCE, False),
    ],
)
def test_what_a_relative_figure_is_tied_to(words: str, level: Level, expected: bool) -> None:
    terms = Terms(upper_level=level, upper_region=PROVINCE, part=True, years=5)
    assert names_upper(words, terms) is expected


def test_two_goals_without_a_figure_are_the_same_only_in_the_same_words() -> None:
    def goal(words: str) -> Any:
        return target("覆盖", None, None, value_raw=words)

    verdict = compare_figures(goal("全覆盖"), [goal("全覆盖")], NEW, PART)
    assert verdict.relation is Relation.SAME
    verdict = compare_figures(goal("全覆盖"), [goal("逐步覆盖")], NEW, PART)
    assert verdict.relation is Relation.NOT_COMPARABLE


def test_a_figure_about_as_high_is_flagged() -> None:
    verdict = compare_figures(
        target("参保率", 95, "%"), [target("参保率", 95, "%", op=Op.ABOUT)], RATE, PART
    )
    assert (verdict.relation, verdict.flags) == (Relation.SAME, ("about",))


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("书屋数", "个", True),
        ("书屋覆盖率", "%", False),
        ("县级书屋达到一级书屋标准", "家", True),
        ("每万人书屋", "个", False),
        ("人均藏书", "册", False),
        ("补助标准", "元", False),
        ("补助", "元/月", False),
        ("参加", None, False),
    ],
)
def test_an_unknown_volume_is_told_by_its_unit(name: str, unit: str | None, expected: bool) -> None:
    assert additive(NEW, outturn(name, 5, unit)) is expected


def test_an_unknown_indicator_bound_from_above_is_to_be_lowered() -> None:
    assert direction(NEW, target(op=Op.LE)) == -1
    assert direction(NEW, target(op=Op.GE)) == 1
    assert direction(NEITHER, target(op=Op.LE)) == 0


def test_terms_know_whether_the_lower_region_is_a_part(write: Any) -> None:
    from factories import CITY, OTHER_CITY

    province, city = write("云山省规划", PROVINCE).plan, write("临江市规划", CITY).plan
    other = write("青石市规划", OTHER_CITY).plan
    assert terms_of(province, city).part
    assert not terms_of(city, other).part
    assert terms_of(province, city).years == 5


def test_two_populations_are_not_compared() -> None:
    upper = target("追回欠薪人数", 900, indicator_raw="为劳动者追回欠薪")
    lower = target("追回欠薪人数", 90, indicator_raw="为农民工追回欠薪")
    verdict = compare_figures(upper, [lower], HEADS, PART)
    assert (verdict.relation, verdict.flags) == (Relation.NOT_COMPARABLE, ("population",))
    assert "劳动者" in verdict.why.zh
    assert "农民工" in verdict.why.zh


def test_a_figure_beside_the_words_that_tie_it_is_told() -> None:
    upper = target("失业率", "5.5", "%", op=Op.LE)
    tied = target("失业率", None, None, relative_to="全省", value_raw="与全省一致")
    printed = target("失业率", "5.5", "%", op=Op.LT)
    verdict = compare_figures(upper, [printed, tied], JOBLESS, PART)
    assert verdict.relation is Relation.SAME
    assert "另一处写作低于5.5%" in verdict.why.zh


def test_a_plan_made_for_a_place_inside_is_that_places_whole() -> None:
    upper = plan("云山省关于建设临江阅读示范区的方案", PROVINCE)
    lower = plan("临江市建设阅读示范区实施方案", CITY)
    assert not terms_of(upper, lower).part
    assert not terms_of(upper, lower).apart
    assert terms_of(plan("云山省阅读规划", PROVINCE), lower).part
