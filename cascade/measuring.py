"""How a measure is put together: numerator, denominator, members and methods."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal

from policycascade.model import Measure, Relation, Words

#: Relations that join nothing: one end is missing, or a reviewer has to say.
APART = (Relation.DROPPED, Relation.LOCAL, Relation.UNDECIDED)


def measure(
    name: str,
    scope: str,
    label: Words,
    numerator: Decimal | None,
    denominator: Decimal | None,
    *,
    unit: str = "1",
    members: tuple[str, ...] = (),
    methods: Mapping[str, int] | None = None,
    note: Words | None = None,
    drawn: bool = False,
) -> Measure:
    """Make a measure that is numerator by denominator; without a denominator it has no value.

    ``drawn``: it is a share of elements, so it has an interval.
    """
    value = None
    if numerator is not None and denominator:
        value = numerator / denominator
    elif note is None:
        note = Words(
            zh="无从计算：没有读到可计的对象", en="cannot be computed: nothing to count was read"
        )
    return Measure(
        name=name,
        scope=scope,
        label=label,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unit=unit,
        members=members,
        methods=dict(sorted((methods or {}).items())),
        note=note,
        interval=bootstrap(int(numerator), int(denominator))
        if drawn and numerator is not None and denominator is not None
        else None,
    )


#: What lies outside the interval, half of it on either side.
_OUTSIDE = 0.05


def bootstrap(part: int, whole: int) -> tuple[Decimal, Decimal] | None:
    """The bootstrap's 95 % percentile interval of a share of ``whole`` elements.

    Drawing elements that count or do not, with replacement, is the binomial distribution: its
    quantiles are what infinitely many draws would give, without a seed. Where all elements are
    alike, drawing again says nothing.

    >>> bootstrap(6, 10)
    (Decimal('0.3'), Decimal('0.9'))
    >>> bootstrap(10, 10) is None
    True
    """
    if not 0 < part < whole:
        return None
    share = part / whole
    low = high = None
    below = 0.0
    for n in range(whole + 1):
        below += math.comb(whole, n) * share**n * (1 - share) ** (whole - n)
        if low is None and below >= _OUTSIDE / 2:
            low = n
        if high is None and below >= 1 - _OUTSIDE / 2:
            high = n
    ends = (low or 0, whole if high is None else high)
    low_share, high_share = (round(Decimal(end) / whole, 8).normalize() for end in ends)
    return low_share, high_share


def unique(measures: Iterable[Measure]) -> list[Measure]:
    """Leave out what has the name and scope of one before: two figures of one indicator."""
    found: dict[tuple[str, str], Measure] = {}
    for one in measures:
        found.setdefault((one.name, one.scope), one)
    return list(found.values())
