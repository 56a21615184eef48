"""执行进程: how far a target has come, where a later document says what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policycascade.cascade.figures import over_time, unit
from policycascade.cascade.goals import read_goals
from policycascade.cascade.lineage import place_name
from policycascade.cascade.measuring import measure, unique
from policycascade.model import Basis, Corpus, Measure, Outturn, Plan, Target, Words


def progresses(corpus: Corpus) -> list[Measure]:
    """(actual − baseline) / (target − baseline) of every target with a later outturn.

    Actuals are the outturns of another document of the same region, such as the next plan or a
    yearly report, for a year within the target's time. A sum starts from nothing and needs no
    baseline; a state needs the one that its own plan prints.
    """
    found = []
    for plan in corpus.plans:
        for goal in read_goals(plan.targets):
            rows = list(_actuals(corpus, plan, goal.lead))
            if rows:
                source, actual = max(rows, key=lambda row: (row[1].year_to or 0, row[1].id))
                measured = _progress(plan, goal.lead, source, actual)
                found += [measured] if measured else []
    return unique(found)


def _actuals(corpus: Corpus, plan: Plan, target: Target) -> Iterator[tuple[Plan, Outturn]]:
    if plan.region is None or target.value is None or target.year_to is None:
        return
    start = _start(target)
    for other in corpus.plans:
        if other.id == plan.id or other.region is None or other.region.code != plan.region.code:
            continue
        for outturn in other.outturns:
            if (
                outturn.indicator == target.indicator
                and outturn.value is not None
                and outturn.year_to is not None
                and start < outturn.year_to <= target.year_to
                and unit(outturn.unit) == unit(target.unit)
                and over_time(outturn) is over_time(target)
                and _same_sum(target, outturn)
            ):
                yield other, outturn


def _start(target: Target) -> int:
    """The year before which a figure says nothing of the target."""
    if target.baseline and target.baseline.year:
        return target.baseline.year
    return (target.year_from or 1) - 1


def _same_sum(target: Target, outturn: Outturn) -> bool:
    """Sums are compared only from the same year on."""
    return target.basis is not Basis.CUMULATIVE or target.year_from == outturn.year_from


def _progress(plan: Plan, target: Target, source: Plan, actual: Outturn) -> Measure | None:
    base = Decimal(0)
    if over_time(target) is not Basis.CUMULATIVE:
        if target.baseline is None or target.baseline.value is None:
            return None
        base = target.baseline.value
    if target.value is None or actual.value is None or target.value == base:
        return None
    here = place_name(plan)
    return measure(
        "progress",
        f"target/{plan.id}/{target.indicator}",
        Words(zh=f"执行进程：{here}{target.indicator}", en=f"progress: {target.indicator}, {here}"),
        actual.value - base,
        target.value - base,
        unit=target.unit or "",
        members=(target.id, actual.id),
        note=Words(
            zh=f"实绩截至{actual.year_to}年，见《{source.title}》",
            en=f"reached by {actual.year_to}, according to 《{source.title}》",
        ),
    )
