"""On what footing figures of two plans are compared: whose part the lower one is, which years."""

from __future__ import annotations

from dataclasses import dataclass

from policycascade.model import Level, Period, Plan, Region

#: Words by which a plan ties a figure to that of a higher level.
LEVEL_WORDS = {
    Level.NATIONAL: ("全国", "国家"),
    Level.PROVINCE: ("全省", "省", "自治区", "全区"),
    Level.PREFECTURE: ("全市", "市", "州"),
    Level.COUNTY: ("全县", "县", "区"),
    Level.TOWNSHIP: ("镇", "乡"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms the figures of two plans are compared.

    Attributes:
        part: the lower region lies inside the upper one and is not the same.
        apart: neither region lies inside the other.
        turned: the upper region lies inside the lower one: the order is reversed.
        years: years of the plans' common period, for turning yearly figures into sums.
    """

    upper_level: Level | None
    upper_region: Region | None
    part: bool
    years: int | None
    apart: bool = False
    turned: bool = False


def terms_of(upper: Plan, lower: Plan) -> Terms:
    """The terms on which the figures of two plans are compared."""
    part = apart = turned = False
    if upper.region is not None and lower.region is not None:
        inside = upper.region.code in lower.region.ancestors
        turned = lower.region.code in upper.region.ancestors
        apart = not inside and not turned and upper.region.code != lower.region.code
        part = inside and not is_about(upper, lower.region)
    return Terms(
        upper_level=upper.level,
        upper_region=upper.region,
        part=part,
        apart=apart,
        turned=turned,
        years=_years(upper.period) if upper.period == lower.period else None,
    )


def is_about(plan: Plan, region: Region) -> bool:
    """Whether a plan's title says that it is made for a region inside its own.

    What a province lays down for one city's zone is that city's whole.
    """
    from policycascade.ontology.regions import short_name

    return short_name(region) in plan.title


def _years(period: Period | None) -> int | None:
    return None if period is None else period.end - period.start + 1


def names_upper(words: str, terms: Terms) -> bool:
    """Whether “全省”, “省下达指标” names the upper plan's level or region.

    >>> names_upper("全省", Terms(upper_level=Level.PROVINCE, upper_region=None, part=True,
    ...             years=5))
    True
    """
    if terms.upper_region is not None and terms.upper_region.name in words:
        return True
    level = terms.upper_level
    if level is None:
        return False
    return any(words.startswith(word) for word in LEVEL_WORDS[level]) or words.startswith("上级")
