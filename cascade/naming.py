"""What to call plans and figures in a sentence, so that it is literally true of the sources."""

from __future__ import annotations

import re

from policycascade.cascade.context import Context
from policycascade.cascade.phrases import quoted
from policycascade.model import Figure, Plan, Words

_SPACE = re.compile(r"\s+")


def regions(context: Context) -> tuple[Words, Words]:
    """What to call the two ends; by title where the plans are of one region, or of none."""
    upper, lower = context.upper.plan, context.lower.plan
    if upper.region is None or lower.region is None or upper.region.code == lower.region.code:
        return _title(upper), _title(lower)
    ours, theirs = upper.region.name, lower.region.name
    return Words(zh=ours, en=ours), Words(zh=theirs, en=theirs)


def plans(context: Context) -> tuple[Words, Words]:
    """What to call the two plans themselves."""
    upper, lower = regions(context)
    if upper.zh.startswith("《"):
        return upper, lower
    return _of(upper), _of(lower)


def _of(region: Words) -> Words:
    return Words(zh=f"{region.zh}的规划", en=f"the plan of {region.en}")


def _title(plan: Plan) -> Words:
    return Words(zh=f"《{plan.title}》", en=f"《{plan.title}》")


def called(figure: Figure) -> str:
    """The indicator's canonical name where the plan prints it, else the plan's own words."""
    printed = _SPACE.sub("", figure.evidence.quote)
    return figure.indicator if figure.indicator in printed else figure.indicator_raw


def one_indicator(upper: Figure, lower: Figure) -> bool:
    """Whether one name will do for both figures."""
    return upper.indicator == lower.indicator


def pair_name(upper: Figure, lower: Figure) -> Words:
    """One name for a linked pair; the lower plan's own with the upper's behind where they differ.

    Nobody is made to say what only the other one printed.
    """
    if one_indicator(upper, lower):
        return Words(zh=upper.indicator, en=upper.indicator)
    ours, theirs = called(upper), called(lower)
    return Words(
        zh=f"{theirs}（上级为{quoted(ours)}）", en=f"{theirs} ({quoted(ours)} in the upper plan)"
    )
