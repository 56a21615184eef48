"""Targets: who took over whose figure, and what became of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import Feature, judge
from policycascade.cascade.figures import compare_figures, unit
from policycascade.cascade.footing import terms_of
from policycascade.cascade.goals import Goal
from policycascade.cascade.links import SPOKEN_OF, Element, Matching, joined, missing, undecided
from policycascade.cascade.phrases import figure_words, quoted
from policycascade.cascade.target_measures import differs_in
from policycascade.cascade.wording import alike, bare
from policycascade.model import (
    ElementKind,
    Indicator,
    Link,
    Method,
    Reason,
    Relation,
    Target,
    Words,
)
from policycascade.ontology.units import unit_name

#: Pairs at or above are linked; below it, down to ``UNDECIDED``, they wait for a reviewer.
LINKED = 0.5
UNDECIDED = 0.4
#: (score, share right): on the annotated cascade every pair above 0.5 was right; names that are
#: merely alike were right in about half of the cases.
CONFIDENCE = ((0.0, 0.0), (0.4, 0.4), (0.5, 0.7), (0.8, 0.95), (1.0, 0.98))
#: Words that say how something is measured, at the end of an indicator's name.
_MEASURE = re.compile(
    r"(参?保?覆盖率|人次数?|人数|总人数|总量|总数|数量|总规模|规模|[户家个件处所]数|率|比例|比重|占比)$"
)


def same_indicator(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The vocabulary knows both under one name (城镇新增就业 = 新增城镇就业人数)."""
    same = upper.lead.indicator == lower.lead.indicator
    return Reason(
        feature="same_indicator",
        score=float(same),
        sentence=Words(
            zh=f"同一指标：{upper.lead.indicator}", en=f"the same indicator: {upper.lead.indicator}"
        ),
    )


def alike_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The names share most of their characters."""
    ours, theirs = upper.lead, lower.lead
    score = max(
        alike(ours.indicator, theirs.indicator), alike(ours.indicator_raw, theirs.indicator_raw)
    )
    return Reason(
        feature="alike_name",
        score=score,
        sentence=Words(
            zh=f"指标名称相近：{quoted(ours.indicator_raw)}与{quoted(theirs.indicator_raw)}",
            en=f"alike in name: {quoted(ours.indicator_raw)} and {quoted(theirs.indicator_raw)}",
        ),
    )


def same_unit(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both count in the same unit."""
    ours, theirs = unit(upper.lead.unit), unit(lower.lead.unit)
    return Reason(
        feature="same_unit",
        score=float(ours == theirs),
        sentence=_units(upper.lead.unit, lower.lead.unit),
    )


def _units(ours: str | None, theirs: str | None) -> Words:
    zh, en = f"单位相同：{ours or '无'}", f"the same unit: {unit_name(ours)}"
    if ours != theirs:
        zh, en = f"单位相当：{ours}与{theirs}", f"units of one kind: {ours} and {theirs}"
    return Words(zh=zh, en=en)


def same_subject(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The same thing, measured otherwise (基本养老保险参保率, 基本养老保险参保人数)."""
    ours, theirs = subject(upper.lead.indicator), subject(lower.lead.indicator)
    return Reason(
        feature="same_subject",
        score=float(ours == theirs and len(ours) > 1),
        sentence=Words(zh=f"同一对象：{ours}", en=f"the same thing is measured: {ours}"),
    )


def subject(indicator: str) -> str:
    """What an indicator is about, without the words that say how it is measured.

    >>> subject("基本养老保险参保率"), subject("基本养老保险参保人数")
    ('基本养老保险参保', '基本养老保险参保')
    """
    return _MEASURE.sub("", indicator) or indicator


def part_of_same(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both are the 其中 of one and the same indicator."""
    ours, theirs = _whole(context.upper, upper), _whole(context.lower, lower)
    name = quoted(ours or "")
    same = ours == theirs is not None and unit(upper.lead.unit) == unit(lower.lead.unit)
    return Reason(
        feature="part_of_same",
        score=float(same),
        sentence=Words(zh=f"同为{name}的其中项", en=f"both are a part (其中) of {name}"),
    )


def narrower_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """One name is the other with words put in, none of them known to the vocabulary."""
    ours, theirs = upper.lead, lower.lead
    return Reason(
        feature="narrower_name",
        score=float(_narrower(context, ours, theirs)),
        sentence=Words(
            zh=f"一名比另一名只多出限定词：{quoted(ours.indicator)}与{quoted(theirs.indicator)}",
            en=f"one name only adds words to the other: {quoted(ours.indicator)} and "
            f"{quoted(theirs.indicator)}",
        ),
    )


def _narrower(context: Context, ours: Target, theirs: Target) -> bool:
    """Whether one name narrows the other; the field that both plans are of need not be named.

    A name that the vocabulary knows has all its other names there: what narrows it is another
    indicator (专精特新企业, 国家专精特新小巨人企业).
    """
    from policycascade.ontology.indicators import find_indicator
    from policycascade.ontology.plain_names import narrows

    names = ours.indicator, theirs.indicator
    if names[0] == names[1] or unit(ours.unit) != unit(theirs.unit):
        return False
    if find_indicator(min(names, key=len)).known:
        return False
    fields = {context.upper.plan.field, context.lower.plan.field} - {None}
    field = fields.pop() if len(fields) == 1 else None
    plain = [name.replace(field, "") if field else name for name in names]
    return narrows(*names) or narrows(*plain)


def reworded_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The names differ only in the order of their words or in words that tell nothing apart."""
    from policycascade.ontology.indicators import find_indicator
    from policycascade.ontology.plain_names import same_words

    ours, theirs = upper.lead.indicator, lower.lead.indicator
    two = ours == theirs or all(find_indicator(name).known for name in (ours, theirs))
    return Reason(
        feature="reworded_name",
        score=float(not two and same_words(ours, theirs)),
        sentence=Words(
            zh=f"名称只有词序或虚词之别：{quoted(ours)}与{quoted(theirs)}",
            en=f"the names differ in the order of words or in words that tell nothing apart: "
            f"{quoted(ours)} and {quoted(theirs)}",
        ),
    )


def same_figure(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both plans give the same figure for the same year, however it is bound."""
    ours, theirs = upper.lead, lower.lead
    same = ours.value is not None and ours.value == theirs.value and not _other_year(ours, theirs)
    above, below = figure_words(ours), figure_words(theirs)
    zh, en = f"数值相同：{above.zh}", f"the same figure: {above.en}"
    if above != below:
        zh = f"数值相同，写法不同：{above.zh}与{below.zh}"
        en = f"the same number, worded otherwise: {above.en} and {below.en}"
    return Reason(
        feature="same_figure",
        score=float(same and unit(ours.unit) == unit(theirs.unit)),
        sentence=Words(zh=zh, en=en),
    )


def other_year(upper: Goal, lower: Goal, context: Context) -> Reason:
    """They are to be reached in different years."""
    ours, theirs = upper.lead, lower.lead
    return Reason(
        feature="other_year",
        score=float(_other_year(ours, theirs)),
        sentence=Words(
            zh=f"目标年不同：{ours.year_to}年与{theirs.year_to}年",
            en=f"the years differ: {ours.year_to} and {theirs.year_to}",
        ),
    )


def _other_year(ours: Target, theirs: Target) -> bool:
    return None not in (ours.year_to, theirs.year_to) and ours.year_to != theirs.year_to


#: The policy of the matcher. A known indicator decides alone; without one, name, unit and what
#: the figure is part of must speak together.
TARGET_FEATURES = (
    Feature(same_indicator, 0.60),
    Feature(alike_name, 0.25),
    Feature(same_unit, 0.15),
    Feature(same_subject, 0.30, bonus=True),
    Feature(part_of_same, 0.35, bonus=True),
    Feature(narrower_name, 0.30, bonus=True),
    Feature(reworded_name, 0.30, bonus=True),
    Feature(same_figure, 0.10, bonus=True),
    Feature(other_year, -0.15, bonus=True),
)


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
    return (*links, *(_past(context, k) for k in missing(matching, [*pairs, *doubtful])))


def _past(context: Context, link: Link) -> Link:
    """Say so where the other plan only gives a past figure of a missing target's indicator."""
    dropped = link.relation is Relation.DROPPED
    side = context.lower if dropped else context.upper
    given = [one for one in side.plan.outturns if one.indicator == link.name]
    if not given:
        return link
    past = given[0]
    which = ("下级", "lower") if dropped else ("上级", "upper")
    shown = figure_words(past)
    return dataclasses.replace(
        link,
        flags=(*link.flags, SPOKEN_OF),
        nearest=side.end(past, past.indicator_raw),
        why=Words(
            zh=f"{which[0]}只写有该指标的已有数（{shown.zh}），没有读到目标",
            en=f"the {which[1]} plan only has a past figure of it ({shown.en}), no target was read",
        ),
    )


def _without_stages(
    pairs: Sequence[Pair], uppers: Sequence[Goal], lowers: Sequence[Goal]
) -> list[Pair]:
    """Leave out pairs of different years where the indicator has a pair of one year.

    A plan that sets 100 for 2023 took up the 100 for 2023, and nothing of the 300 for 2025.
    """
    one_year = [p for p in pairs if not _other_year(uppers[p[0]].lead, lowers[p[1]].lead)]
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
        if _whole(context.upper, upper) == _whole(context.lower, lower) is not None
    }
    return sorted({*named, *parts})


def _whole(side: Side, goal: Goal) -> str | None:
    return side.wholes.get(goal.lead.id)


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
    verdict = compare_figures(upper.lead, lower.places, indicator_of(upper), terms)
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
