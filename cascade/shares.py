"""Shares of additive volumes, beside the shares of what both plans say had been reached before.

A part of a region may take a larger or smaller share than its weight, but shares that lie far from
its weight in every known stock were hardly counted in one way.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from policycascade.cascade.context import Context
from policycascade.cascade.figures import additive, over_time, unit
from policycascade.model import Basis, Link, Outturn, Plan, Relation, Target

#: A share is an outlier from this multiple of the usual share on, or from its inverse down. On the
#: annotated pair the past shares lie within 0.5 to 1.3 of the median, the doubtful beyond 2.5.
FAR = Decimal(2)
#: As few shares as these say what is usual.
ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseShare:
    """The lower region's share in something both plans say had been reached."""

    indicator: str
    part: Decimal
    whole: Decimal
    upper: Target | Outturn
    lower: Target | Outturn

    @property
    def share(self) -> Decimal:
        """The part by the whole."""
        return self.part / self.whole


class Ground(StrEnum):
    """What tells which share is usual."""

    OWN = "own"  # the past figures of the same indicator
    PAST = "past"  # the past figures of all indicators
    PLANNED = "planned"  # the other targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The share to expect of a volume: the median of ``shares``."""

    ground: Ground
    shares: tuple[Decimal, ...]

    @property
    def median(self) -> Decimal:
        """The middle one."""
        return statistics.median(self.shares)

    def is_far(self, share: Decimal) -> bool:
        """Whether a share is too far from the usual one to be counted in the same way."""
        return share >= FAR * self.median or share * FAR <= self.median


@dataclass(frozen=True, slots=True)
class _Past:
    """A figure of the time before: of an outturn, or the baseline of a target."""

    record: Target | Outturn
    value: Decimal
    unit: str | None
    basis: Basis
    year: int | None


def base_shares(context: Context) -> tuple[BaseShare, ...]:
    """The lower region's share in every volume of which both plans give the past figure."""
    from policycascade.ontology.indicators import find_indicator

    ours, theirs = _pasts(context.upper.plan), _pasts(context.lower.plan)
    found: dict[str, BaseShare] = {}
    for past in ours:
        name = past.record.indicator
        same = next((other for other in theirs if _alike(past, other)), None)
        if same is None or name in found or past.value <= 0:
            continue
        if additive(find_indicator(name), past.record):
            found[name] = BaseShare(
                indicator=name,
                part=same.value,
                whole=past.value,
                upper=past.record,
                lower=same.record,
            )
    return tuple(found[name] for name in sorted(found))


def _pasts(plan: Plan) -> list[_Past]:
    outturns = [
        _Past(o, o.value, unit(o.unit), over_time(o), o.year_to)
        for o in plan.outturns
        if o.value is not None
    ]
    baselines = [
        _Past(t, t.baseline.value, unit(t.baseline.unit or t.unit), Basis.END, t.baseline.year)
        for t in plan.targets
        if t.baseline is not None and t.baseline.value is not None and over_time(t) is Basis.END
    ]
    return outturns + baselines


def _alike(one: _Past, other: _Past) -> bool:
    years = (one.year, other.year)
    return (
        one.record.indicator == other.record.indicator
        and one.unit == other.unit
        and one.basis is other.basis
        and (None in years or years[0] == years[1])
        and not _other_people(one.record, other.record)
    )


def _other_people(one: Target | Outturn, other: Target | Outturn) -> bool:
    """Whether they count different people, by their names or the words around the figure."""
    from policycascade.ontology.plain_names import other_populations

    names = (one.indicator_raw, other.indicator_raw), (one.evidence.quote, other.evidence.quote)
    return any(other_populations(*pair) is not None for pair in names)


def outliers(links: Sequence[Link], bases: Sequence[BaseShare]) -> dict[str, Usual]:
    """The shares that are too far from the usual one, by the link's id."""
    shares = share_links(links)
    names = {link.id: link.name for link in links}
    usual = {key: _usual(names[key], bases, tuple(shares.values())) for key in shares}
    return {
        key: found
        for key, share in shares.items()
        if (found := usual[key]) is not None and found.is_far(share)
    }


def _usual(
    indicator: str, bases: Sequence[BaseShare], planned: tuple[Decimal, ...]
) -> Usual | None:
    """What share to expect: by the indicator's own past, else all the past, else the targets."""
    past = tuple(base.share for base in bases)
    own = tuple(base.share for base in bases if base.indicator == indicator)
    if own:
        return Usual(ground=Ground.OWN, shares=own)
    if len(past) >= ENOUGH:
        return Usual(ground=Ground.PAST, shares=past)
    if len(planned) >= ENOUGH:
        return Usual(ground=Ground.PLANNED, shares=planned)
    return None


def share_links(links: Iterable[Link]) -> dict[str, Decimal]:
    """The share of every link that is one, by the link's id."""
    return {
        link.id: link.share
        for link in links
        if link.relation is Relation.SHARE and link.share is not None
    }
