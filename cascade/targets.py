"""Targets: who took over whose figure, and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.clues import ONLY_PAST, of_upper
from policycascade.cascade.context import Context
from policycascade.cascade.features import judge
from policycascade.cascade.figures import compare_figures
from policycascade.cascade.footing import terms_of
from policycascade.cascade.goals import Goal
from policycascade.cascade.links import Element, Matching, joined, missing, undecided
from policycascade.cascade.mentions import LEAST_END, part_said, with_part
from policycascade.cascade.phrases import figure_words, quoted
from policycascade.cascade.stages import with_stages
from policycascade.cascade.target_features import TARGET_FEATURES, is_other_year, whole_of
from policycascade.cascade.target_measures import differs_in
from policycascade.cascade.wording import bare, in_order
from policycascade.model import (
    Basis,
    ElementKind,
    Indicator,
    Link,
    Method,
    Relation,
    Target,
    Words,
)

#: Pairs at or above are linked; below it, down to ``UNDECIDED``, they wait for a reviewer.
LINKED = 0.5
UNDECIDED = 0.4
#: Names that differ in so few characters may be of one indicator (仲裁结案率, 调解仲裁结案率).
NEAR_NAMES = 2
#: (score, share right): on the annotated cascade every pair above 0.5 was right; names that are
#: merely alike were right in about half of the cases.
CONFIDENCE = ((0.0, 0.0), (0.4, 0.4), (0.5, 0.7), (0.8, 0.95), (1.0, 0.98))


def link_targets(context: Context) -> tuple[Link, ...]:
    """Link the targets of a pair of plans and compare their figures."""
    uppers, lowers = context.upper.goals, context.lower.goals
    matching = Matching(
        context=context,
        kind=ElementKind.TARGET,
        uppers=[element(goal) for goal in uppers],
        lowers=[element(goal) for goal in lowers],
        judged={
            (n, m): judge(TARGET_FEATURES, uppers[n], lowers[m], context)
            for n, m in worth_comparing(context)
        },
        linked=LINKED,
        undecided=UNDECIDED,
        confidence=CONFIDENCE,
    )
    totals = {pair: judged.total for pair, judged in matching.judged.items()}
    pairs = _without_stages(assign(totals, LINKED), uppers, lowers)
    doubtful = undecided(matching, pairs)
    links = [_compared(matching, pair, uppers[pair[0]], lowers[pair[1]]) for pair in pairs]
    links += [joined(matching, pair, Relation.UNDECIDED, Method.WORDING) for pair in doubtful]
    leads = {goal.lead.id: goal.lead for goal in lowers}
    links, left = with_stages(links, missing(matching, [*pairs, *doubtful]), leads)
    alone = (_past(context, link) for link in left)
    return (*links, *(of_upper(context, link) for link in alone))


def _past(context: Context, link: Link) -> Link:
    """Say what the other plan has of a missing target: a past figure, or part of its name."""
    dropped = link.relation is Relation.DROPPED
    side = context.lower if dropped else context.upper
    given = [one for one in side.plan.outturns if one.indicator == link.name]
    near = given or [one for one in side.plan.outturns if _near(one.indicator, link.name)]
    if not near:
        here = link.upper or link.lower
        name = bare(here.label).text if here is not None else ""
        return with_part(link, part_said(side, name, context.goal_weights, LEAST_END))
    past, which = near[0], ("下级", "lower") if dropped else ("上级", "upper")
    shown, sum_zh, sum_en = figure_words(past), "", ""
    if past.basis is Basis.CUMULATIVE:
        sum_zh, sum_en = "累计", " in sum"
    what = (
        ("该指标", "it") if given else (f"相近指标{quoted(past.indicator_raw)}", past.indicator_raw)
    )
    return dataclasses.replace(
        link,
        flags=(*link.flags, ONLY_PAST),
        nearest=side.end(past, past.indicator_raw),
        why=Words(
            zh=f"{which[0]}只写有{what[0]}的已有数（{sum_zh}{shown.zh}），没有读到目标",
            en=f"the {which[1]} plan only has a past figure of {what[1]} ({shown.en}{sum_en}), no "
            "target was read",
        ),
    )


def _near(one: str, other: str) -> bool:
    """Whether one name is the other with one or two characters left out."""
    short, long = sorted((one, other), key=len)
    return 0 < len(long) - len(short) <= NEAR_NAMES and in_order(short, long)


def _without_stages(
    pairs: Sequence[Pair], uppers: Sequence[Goal], lowers: Sequence[Goal]
) -> list[Pair]:
    """Leave out pairs of different years where the indicator has a pair of one year.

    A plan that sets 100 for 2023 took up the 100 for 2023, and nothing of the 300 for 2025.
    """
    one_year = [p for p in pairs if not is_other_year(uppers[p[0]].lead, lowers[p[1]].lead)]
    met = [{uppers[n].lead.indicator for n, _ in one_year}]
    met.append({lowers[m].lead.indicator for _, m in one_year})
    return [
        (n, m)
        for n, m in pairs
        if (n, m) in one_year
        or not (uppers[n].lead.indicator in met[0] or lowers[m].lead.indicator in met[1])
    ]


def worth_comparing(context: Context) -> list[Pair]:
    """The pairs that share the rarer characters of their names, and the parts of one whole."""
    uppers, lowers = context.upper.goals, context.lower.goals
    named = likely(
        [goal.pieces for goal in uppers],
        [goal.pieces for goal in lowers],
        context.goal_weights.table,
    )
    parts = {
        (n, m)
        for n, upper in enumerate(uppers)
        for m, lower in enumerate(lowers)
        if whole_of(context.upper, upper) == whole_of(context.lower, lower) is not None
    }
    return sorted({*named, *parts})


def element(goal: Goal) -> Element:
    """A target as an end of links."""
    return Element(
        record=goal.lead,
        name=goal.lead.indicator,
        label=goal.lead.indicator_raw,
        also=tuple(place for place in goal.places if place is not goal.lead),
    )


def _compared(matching: Matching, pair: Pair, upper: Goal, lower: Goal) -> Link:
    context = matching.context
    terms = terms_of(context.upper.plan, context.lower.plan)
    printed = (lower.lead, *lower.places)
    verdict = compare_figures(upper.lead, printed, indicator_of(upper), terms)
    named = upper.lead.indicator == lower.lead.indicator
    link = joined(matching, pair, verdict.relation, Method.INDICATOR if named else Method.WORDING)
    why = verdict.why
    if verdict.relation is not Relation.NOT_COMPARABLE:
        why = _with_difference(why, upper, lower)
        if not named:
            why = _with_names(why, upper.lead, lower.lead)
        elif not _one_print(upper, lower):
            why = _with_prints(why, upper.lead, lower.lead)
    return dataclasses.replace(
        link,
        share=verdict.share,
        amplification=verdict.amplification,
        flags=verdict.flags if named else (*verdict.flags, "other_name"),
        why=why,
    )


def _with_difference(why: Words, upper: Goal, lower: Goal) -> Words:
    """Say of figures that could be compared why they do not count as comparable, if they do not."""
    what = differs_in(upper.places, lower.places)
    if what is None:
        return why
    return Words(
        zh=f"{why.zh}；两级的{what.zh}不同，不计入可比率",
        en=f"{why.en}; the {what.en} differs: left out of comparability",
    )


def _one_print(upper: Goal, lower: Goal) -> bool:
    """Whether two plans print an indicator alike somewhere, be it with less at the end."""
    ours, theirs = ([bare(t.indicator_raw).text for t in goal.places] for goal in (upper, lower))
    return any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


def _with_prints(why: Words, upper: Target, lower: Target) -> Words:
    """Say of one indicator that the two print it otherwise: what they add may narrow it."""
    ours, theirs = quoted(upper.indicator_raw), quoted(lower.indicator_raw)
    return Words(
        zh=f"{why.zh}；上级印作{ours}，下级印作{theirs}",
        en=f"{why.en}; printed {ours} above and {theirs} below",
    )


def _with_names(why: Words, upper: Target, lower: Target) -> Words:
    """Say that the two go by different names: they may not be one indicator."""
    ours, theirs = quoted(upper.indicator_raw), quoted(lower.indicator_raw)
    return Words(
        zh=f"{why.zh}；两级指标名称不同（上级{ours}，下级{theirs}），未必是同一指标",
        en=f"{why.en}; the names differ ({ours} above, {theirs} below): perhaps not one indicator",
    )


def indicator_of(goal: Goal) -> Indicator:
    """What the vocabulary knows of a target's indicator."""
    from policycascade.ontology.indicators import find_indicator

    return find_indicator(goal.lead.indicator)
