"""Targets that ask for less than was there before, and base-year figures that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from policycascade.extract.lapses import make_doubt
from policycascade.extract.telling import RATES, printed_as, shown, told
from policycascade.extract.words import words
from policycascade.model import Basis, Doubt, Figure, Op, Outturn, Plan, Target, Words
from policycascade.ontology.indicators import find_indicator

#: A yearly flow's base-year figure is about a fifth of its five-year target; one above this share
#: of the target is a sum over years itself (株洲: 28.58 against 25, 青浦: 11.42 against 12).
SUM_SHARE = Decimal("0.6")
#: Names of rates that differ by no more than these many characters are near (仲裁 / 调解仲裁).
NEAR_NAMES = 2

F = TypeVar("F", bound=Figure)


def distinct(figures: Iterable[F]) -> list[F]:
    """The figures that say different things, each at its first place: a text may repeat itself."""
    seen: dict[tuple[object, ...], F] = {}
    for f in figures:
        said = (f.indicator, f.op, f.value, f.unit, f.relative_to, f.basis, f.year_from, f.year_to)
        seen.setdefault(said, f)
    return list(seen.values())


class _Reached:
    """What was reached, by the names of its indicators."""

    def __init__(self, outturns: Iterable[Outturn]) -> None:
        self._by_name: dict[str, list[Outturn]] = defaultdict(list)
        for outturn in distinct(outturns):
            self._by_name[outturn.indicator].append(outturn)
        self._near: dict[str, list[str]] = {}

    def of(self, name: str) -> list[Outturn]:
        """Those of this very name."""
        return self._by_name.get(name, [])

    def like(self, target: Target) -> list[Outturn]:
        """Those of its name and, for a rate, of names a character or two apart, as they stand."""
        names = [target.indicator]
        if target.unit in RATES:
            near = self._near.get(target.indicator)
            if near is None:
                near = [n for n in self._by_name if n != names[0] and _near(names[0], n)]
                self._near[target.indicator] = near
            names += near
        found = [outturn for name in names for outturn in self.of(name)]
        return sorted(found, key=lambda outturn: outturn.evidence.span)


def find_shortfalls(plan: Plan) -> Iterator[Doubt]:
    """Find what does not go together between targets, baselines and outturns."""
    for check in (
        _below_baseline,
        _below_outturn,
        _baseline_against_outturn,
        _baseline_of_other_kind,
        _different_kinds,
    ):
        yield from check(plan)


def _worse(target: Target) -> Words:
    """The word for a target that asks for less than was reached, by its direction."""
    if _direction(target) > 0:
        return Words(zh="低于", en="is below")
    return Words(zh="高于", en="is above")


def _direction(figure: Figure) -> int:
    """The indicator's direction; none for growth and one year's figures: they go up and down."""
    found = find_indicator(figure.indicator, figure.unit)
    one_year = figure.basis is Basis.ANNUAL and figure.year_from == figure.year_to
    return 0 if found.kind == "growth" or one_year else found.direction


def same_span(one: Figure, other: Figure) -> bool:
    """Whether two figures count over spans of the same length, so that they can be compared."""
    summed = one.basis is Basis.CUMULATIVE, other.basis is Basis.CUMULATIVE
    yearly = one.basis is Basis.ANNUAL, other.basis is Basis.ANNUAL
    if summed[0] != summed[1] or (yearly[0] != yearly[1] and one.unit not in RATES):
        return False
    return not summed[0] or _years(one) == _years(other)


def _years(figure: Figure) -> int | None:
    if figure.year_from is None or figure.year_to is None:
        return None
    return figure.year_to - figure.year_from


def _falls_short(target: Target, reached: Decimal) -> bool:
    """Whether a target asks for less than was reached; ceilings above it are usual."""
    if target.value is None:
        return False
    direction = _direction(target)
    if direction > 0:
        return target.value < reached
    return direction < 0 and target.value > reached and target.op is Op.EQ


def _sums_in_base_year(target: Target) -> bool:
    """Whether a five-year target stands beside a base-year figure that is itself a sum."""
    base = target.baseline
    if base is None or base.value is None or target.value is None or base.unit != target.unit:
        return False
    return (
        target.basis is Basis.CUMULATIVE
        and base.value >= SUM_SHARE * target.value
        and (_years(target) or 0) >= 2
        and "[" not in base.value_raw
    )


def _below_baseline(plan: Plan) -> Iterator[Doubt]:
    """A target below the figure its own row starts from."""
    for target in plan.targets:
        base = target.baseline
        if base is None or base.value is None or base.unit != target.unit:
            continue
        if _falls_short(target, base.value) and not _sums_in_base_year(target):
            start, aim, worse = shown(base.value, base.unit), told(target), _worse(target)
            yield make_doubt(
                "target_below_baseline",
                (target.evidence,),
                f"“{target.indicator}”目标{aim.zh}，{worse.zh}同一行的基期数{start.zh}。",
                f"{target.indicator}: the target of {aim.en} {worse.en} its baseline {start.en}.",
                0.9,
            )


def _below_outturn(plan: Plan) -> Iterator[Doubt]:
    """A target below what the plan says was reached before; said once, wherever it stands."""
    places: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    reached = _Reached(plan.outturns)
    for target in plan.targets:
        places[target.indicator, target.value, target.unit].append(target)
    for targets in places.values():
        found = _short_of(distinct(targets), reached)
        if found is None:
            continue
        target, outturn = found
        exact = outturn.indicator == target.indicator
        aim, was, worse = told(target), told(outturn), _worse(target)
        name = printed_as(plan, outturn, target)
        yield make_doubt(
            "target_below_outturn",
            (*(t.evidence for t in targets), outturn.evidence),
            f"“{target.indicator}”目标{aim.zh}，{worse.zh}此前已达到的{was.zh}{name.zh}。",
            f"{target.indicator}: the target of {aim.en} {worse.en} the {was.en} reached{name.en}.",
            0.9 if exact else 0.6,
        )


def _short_of(targets: Iterable[Target], reached: _Reached) -> tuple[Target, Outturn] | None:
    """A target and the outturn it falls short of, if it falls short of all that compare with it."""
    for target in targets:
        known = [o for o in reached.like(target) if _comparable(target, o)]
        short = [o for o in known if o.value is not None and _falls_short(target, o.value)]
        if short and len(short) == len(known):
            length = len(target.indicator)
            return target, min(short, key=lambda o: abs(len(o.indicator) - length))
    return None


def _baseline_against_outturn(plan: Plan) -> Iterator[Doubt]:
    """A base-year figure other than what the same plan says was reached in that year."""
    reached = _Reached(plan.outturns)
    for target in plan.targets:
        base = target.baseline
        if base is None or base.value is None or _sums_in_base_year(target):
            continue
        for outturn in reached.like(target):
            same_year = outturn.basis is Basis.END and outturn.year_to == base.year
            if not (same_year and base.unit == outturn.unit):
                continue
            if outturn.value is None or outturn.value == base.value:
                continue
            start, was = shown(base.value, base.unit), told(outturn)
            name = printed_as(plan, outturn, target)
            yield make_doubt(
                "baseline_vs_outturn",
                (target.evidence, outturn.evidence),
                f"“{target.indicator}”{base.year}年基期数{start.zh}，别处写为{was.zh}{name.zh}。",
                f"{target.indicator}: the {base.year} baseline is {start.en}, "
                f"elsewhere {was.en}{name.en}.",
                0.7 if outturn.indicator == target.indicator else 0.5,
            )
            break


def _comparable(target: Target, outturn: Outturn) -> bool:
    if target.unit != outturn.unit or outturn.value is None or outturn.relative_to:
        return False
    return same_span(target, outturn)


def _near(one: str, other: str) -> bool:
    """Whether one name is the other with one or two characters left out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(long) - len(short) <= NEAR_NAMES and all(char in rest for char in short)


def _baseline_of_other_kind(plan: Plan) -> Iterator[Doubt]:
    """A sum over five years in a base-year column."""
    reached = _Reached(plan.outturns)
    for target in plan.targets:
        if not _sums_in_base_year(target) or target.baseline is None:
            continue
        base = target.baseline
        twin = next(
            (
                o
                for o in reached.of(target.indicator)
                if o.value == base.value and o.basis is Basis.CUMULATIVE
            ),
            None,
        )
        sides = (target.evidence, twin.evidence) if twin else (target.evidence,)
        start, aim = shown(base.value, base.unit), shown(target.value, target.unit)
        why = "与前五年累计数相同" if twin else f"与五年目标{aim.zh}相近"
        seems, seems_en = ("应是", "so it is") if twin else ("可能是", "perhaps")
        because = (
            "equals the sum of the five years before" if twin else f"is near the target {aim.en}"
        )
        yield make_doubt(
            "baseline_other_kind",
            sides,
            f"“{target.indicator}”基期一栏的{start.zh}{why}，{seems}五年累计数，不是{base.year}年数。",
            f"{target.indicator}: the {base.year} baseline {start.en} {because}: "
            f"{seems_en} a five-year sum, not one year's figure.",
            0.95 if twin else 0.7,
        )


def _different_kinds(plan: Plan) -> Iterator[Doubt]:
    """Of a target only figures by another measure are told (登记失业率, 调查失业率)."""
    for pair in words("doubts")["different_kinds"]:
        was = [o for o in plan.outturns if o.indicator == pair["old"]]
        aims = [t for t in plan.targets if t.indicator == pair["new"]]
        known = any(o.indicator == pair["new"] for o in plan.outturns) or any(
            aim.baseline is not None and aim.baseline.value is not None for aim in aims
        )
        if was and aims and not known:
            yield make_doubt(
                "different_kinds",
                (was[0].evidence, aims[0].evidence),
                f"此前用“{pair['old']}”，目标改用“{pair['new']}”，口径不同，两者不能相比。",
                f"Before: {pair['old']}, the target: {pair['new']}; the two do not compare.",
                0.8,
            )
