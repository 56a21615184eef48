"""What is worth reading in each of the two plans alone."""

from __future__ import annotations

from policycascade.cascade.context import Context, Side
from policycascade.cascade.figures import RATES, direction, over_time, unit
from policycascade.cascade.naming import called, one_indicator
from policycascade.cascade.phrases import figure_words, quoted
from policycascade.cascade.wording import alike, in_order
from policycascade.model import (
    Doubt,
    End,
    Finding,
    Outturn,
    Severity,
    Target,
    Words,
    make_id,
)

#: Doubts that touch a figure; the others concern wording.
_WEIGHTY = frozenset(
    {
        "text_vs_table",
        "target_below_baseline",
        "target_below_outturn",
        "baseline_other_kind",
        "unit_mismatch",
    }
)
_BELOW = "target_below_outturn"
#: 劳动人事争议仲裁结案率 has 0.85 of the characters of 劳动人事争议调解仲裁结案率, while
#: 基本养老保险参保率 has 0.69 of those of 城乡居民基本养老保险参保率, another thing.
SHORTENED = 0.75


def doubts(context: Context) -> list[Finding]:
    """What a careful reader would query in either document, as extraction noted it."""
    return [
        Finding(
            id=make_id("finding", doubt.id),
            kind=f"doubt/{doubt.kind}",
            severity=Severity.WARNING if doubt.kind in _WEIGHTY else Severity.INFO,
            sentence=_headed(side, doubt.note),
            ends=tuple(
                End(plan=side.plan.id, record=doubt.id, label=doubt.kind, evidence=evidence)
                for evidence in doubt.sides
            ),
        )
        for side in (context.upper, context.lower)
        for doubt in side.plan.doubts
    ]


def weaker_than_outturn(context: Context) -> list[Finding]:
    """Targets that ask for less than the plan says was reached, unless extraction doubted them."""
    found = []
    for side in (context.upper, context.lower):
        for goal in side.goals:
            target = goal.lead
            behind = [o for o in side.plan.outturns if _weaker(target, o)]
            if behind and not any(_covers(d, target) for d in side.plan.doubts):
                outturn = max(behind, key=lambda o: alike(o.indicator, target.indicator))
                found.append(_below(side, target, outturn))
    return found


def _weaker(target: Target, outturn: Outturn) -> bool:
    from policycascade.ontology.indicators import find_indicator

    if unit(target.unit) != unit(outturn.unit) or over_time(target) is not over_time(outturn):
        return False
    if target.value is None or outturn.value is None or not _same_thing(target, outturn):
        return False
    better = direction(find_indicator(target.indicator), target)
    return (target.value - outturn.value) * better < 0


def _same_thing(target: Target, outturn: Outturn) -> bool:
    """The same indicator; of rates also one whose name leaves a word or two of the other out."""
    if target.indicator == outturn.indicator:
        return True
    short, long = sorted((target.indicator, outturn.indicator), key=len)
    enough = len(short) >= SHORTENED * len(long)
    return unit(target.unit) in RATES and enough and in_order(short, long)


def _covers(doubt: Doubt, target: Target) -> bool:
    """Whether extraction already queried this target against what was reached."""
    return doubt.kind == _BELOW and any(
        evidence.span.overlaps(target.evidence.span) for evidence in doubt.sides
    )


def _below(side: Side, target: Target, outturn: Outturn) -> Finding:
    aim, reached = figure_words(target), figure_words(outturn)
    behind = (target.value or 0) < (outturn.value or 0)
    how_zh, how_en = ("低于", "below") if behind else ("高于", "above")
    other = "" if one_indicator(target, outturn) else called(outturn)
    note = Words(
        zh=f"目标{quoted(called(target))}为{aim.zh}，{how_zh}本规划所列的已有实绩"
        f"{quoted(other) if other else ''}{reached.zh}",
        en=f"the target for {called(target)}, {aim.en}, lies {how_en} the outturn the plan "
        f"itself gives{f' for {other}' if other else ''}, {reached.en}",
    )
    return Finding(
        id=make_id("finding", _BELOW, target.id, outturn.id),
        kind=_BELOW,
        severity=Severity.WARNING,
        sentence=_headed(side, note),
        ends=(side.end(target, target.indicator_raw), side.end(outturn, outturn.indicator_raw)),
    )


def _headed(side: Side, note: Words) -> Words:
    plan = side.plan
    name = plan.region.name if plan.region else f"《{plan.title}》"
    return Words(zh=f"{name}：{note.zh}", en=f"{name}: {note.en}")
