"""What to call plans and their periods where there is little room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from policycascade.model import Period, Plan

#: Names of a plan, the shortest first; a plan without a region has none but its title.
_NAMES: tuple[Callable[[Plan], str], ...] = (
    lambda plan: plan.region.name if plan.region else plan.title,
    lambda plan: f"{plan.region.name}·{plan.field}" if plan.region and plan.field else plan.title,
)


def short_names(plans: Sequence[Plan]) -> dict[str, str]:
    """Plan id → its region, with the field where that tells it from others, else its title."""
    names = {plan.id: plan.title for plan in plans}
    for name in reversed(_NAMES):
        counts = Counter(map(name, plans))
        names |= {plan.id: name(plan) for plan in plans if counts[name(plan)] == 1}
    return names


def one_title(title: str) -> str:
    """What is the same of two titles that plans quote with other years or in another word order.

    >>> one_title("青年见习条例（2021-2025年）") == one_title("见习青年条例")
    True
    """
    return "".join(sorted(re.sub(r"[（(][^）)]*[）)]", "", title)))


def years(period: Period | None) -> str:
    """First and last year, or the one year.

    >>> years(Period(start=2021, end=2025)), years(Period(start=2023, end=2023)), years(None)
    ('2021–2025', '2023', '')
    """
    if period is None:
        return ""
    ends = dict.fromkeys((period.start, period.end))
    return "–".join(map(str, ends))
