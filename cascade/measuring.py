"""How a measure is put together: numerator, denominator, members and methods."""

from __future__ import annotations

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
) -> Measure:
    """Make a measure that is numerator by denominator; without a denominator it has no value."""
    value = None
    if numerator is not None and denominator:
        value = numerator / denominator
    elif note is None:
        note = Words(zh="无从计算：没有可计的对象", en="cannot be had: there is nothing to count")
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
    )


def unique(measures: Iterable[Measure]) -> list[Measure]:
    """Leave out what has the name and scope of one before: two figures of one indicator."""
    found: dict[tuple[str, str], Measure] = {}
    for one in measures:
        found.setdefault((one.name, one.scope), one)
    return list(found.values())
