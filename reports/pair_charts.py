"""The pictures of a report on a pair, each with the figures it is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policycascade.model import ElementKind, End, Link, Plan, Relation
from policycascade.reports import charts
from policycascade.reports.blocks import Chart, Grid, Head, Row, text
from policycascade.reports.counting import element_name
from policycascade.reports.figures import percent
from policycascade.reports.naming import short_names
from policycascade.reports.pair import KINDS, Pair
from policycascade.reports.sankey import sankey
from policycascade.reports.timeline import Issue, timeline
from policycascade.reports.words import say, word

#: What the bars count of each kind.
_COUNTED = {
    ElementKind.TARGET: "targets",
    ElementKind.PROGRAMME: "programmes",
    ElementKind.TASK: "leaves",
}
#: The flag of a share that lies far from what is usual.
OUTLIER = "share_outlier"
OTHER_NAME = "other_name"


def grid(key: str, heads: Sequence[Head], rows: Iterable[Sequence[str]], lang: str) -> Grid:
    """The figures of a picture as a table."""
    made = [Row(cells=[text(cell) for cell in row]) for row in rows]
    return Grid(caption=say(f"chart_{key}", lang), heads=heads, rows=made)


def chart(key: str, svg: str, data: Grid, lang: str, **values: object) -> Chart:
    """A picture with its caption and note."""
    note = say(f"chart_{key}_note", lang, **values)
    return Chart(name=key, svg=svg, caption=say(f"chart_{key}", lang), note=note, data=data)


def coverage(pair: Pair, lang: str) -> Iterator[Chart]:
    """Where each upper element went and where each lower one came from, a bar per kind and side."""
    counted = [
        (
            element_name(_COUNTED[kind], lang, upper=upper),
            Counter(_fates(pair, kind, upper=upper).values()),
        )
        for kind in KINDS
        for upper in (True, False)
    ]
    yield from _bars("coverage", counted, lang)


def chapters(pair: Pair, lang: str) -> Iterator[Chart]:
    """What became of the upper plan's tasks, a bar per chapter (its own topics)."""
    fates = _fates(pair, ElementKind.TASK, upper=True)
    by_chapter: dict[str, list[Relation]] = {}
    for numbered in sorted(pair.numbered, key=lambda n: _start(n.link.upper)):
        end = numbered.link.upper
        if end and numbered.link.kind is ElementKind.TASK and end.record in fates:
            by_chapter.setdefault(pair.chapter(end), []).append(fates.pop(end.record))
    counted = [(chapter, Counter(relations)) for chapter, relations in by_chapter.items()]
    yield from _bars("chapters", counted, lang)


def _start(end: End | None) -> int:
    return end.evidence.span.start if end else 0


def _bars(key: str, counted: Sequence[tuple[str, Counter[Relation]]], lang: str) -> Iterator[Chart]:
    counted = [(label, counts) for label, counts in counted if counts]
    if not counted:
        return
    used = [one for one in Relation if any(counts[one] for _, counts in counted)]
    names = {one: word("relation", one, lang) for one in used}
    bars = [
        charts.Bar(label=label, parts=[(one, names[one], counts[one]) for one in used])
        for label, counts in counted
    ]
    heads = [Head(text=say("item", lang), width=24)]
    heads += [Head(text=names[one], width=8, number=True) for one in used]
    rows = [(label, *(str(counts[one]) for one in used)) for label, counts in counted]
    svg = charts.stacked_bars(bars, say(f"chart_{key}", lang))
    yield chart(key, svg, grid(key, heads, rows, lang), lang)


def _fates(pair: Pair, kind: ElementKind, *, upper: bool) -> dict[str, Relation]:
    """The relation of each element of one side, each once; of tasks the leaves.

    What was split or merged is so, whatever else its links say; else the surest link decides.
    """
    best: dict[str, Relation] = {}

    def rank(link: Link) -> tuple[bool, float, str]:
        return link.relation not in (Relation.SPLIT, Relation.MERGED), -link.confidence, link.id

    for link in sorted(pair.cascade.links, key=rank):
        end = link.upper if upper else link.lower
        if link.kind is kind and end and not pair.above(end):
            best.setdefault(end.record, link.relation)
    return best


def shares(pair: Pair, lang: str) -> Iterator[Chart]:
    """The shares of additive targets, the smallest first, and those of figures of the past."""
    dots = [
        charts.Dot(
            label=numbered.link.name + " *" * (OTHER_NAME in numbered.link.flags),
            share=numbered.link.share,
            anchor=numbered.anchor,
            flagged=OUTLIER in numbered.link.flags,
        )
        for numbered in pair.having(Relation.SHARE, ElementKind.TARGET)
        if numbered.link.share and numbered.link.share > 0
    ]
    if not dots:
        return
    dots.sort(key=lambda dot: (dot.share, dot.label))
    past = [
        charts.Dot(label=measure.label.get(lang), share=measure.value)
        for measure in pair.cascade.measures
        if measure.name == "base_share" and measure.value and measure.value > 0
    ]
    heads = (
        Head(text=say("item", lang), width=40),
        Head(text=say("share", lang), width=10, number=True),
    )
    data = grid("shares", heads, [(dot.label, percent(dot.share)) for dot in (*dots, *past)], lang)
    label = say("chart_base", lang, n=len(past))
    svg = charts.share_dots(dots, past, label, say("chart_shares", lang))
    yield chart("shares", svg, data, lang)


def task_streams(pair: Pair, lang: str) -> Iterator[Chart]:
    """Task links from each upper chapter to each lower one, with what was dropped and is local."""
    gone, own = (word("relation", one, lang) for one in (Relation.DROPPED, Relation.LOCAL))
    flows: Counter[tuple[str, str]] = Counter()
    for numbered in pair.numbered:
        link = numbered.link
        if pair.above(link.upper or link.lower):
            continue
        if link.kind is ElementKind.TASK and link.relation is not Relation.UNDECIDED:
            upper = pair.chapter(link.upper) if link.upper else own
            flows[upper, pair.chapter(link.lower) if link.lower else gone] += 1
    if not pair.linked(ElementKind.TASK):
        return
    left = _chapters(pair, pair.upper, {one for one, _ in flows} - {own})
    right = _chapters(pair, pair.lower, {other for _, other in flows} - {gone})
    left += [own] * any(one == own for one, _ in flows)
    right += [gone] * any(other == gone for _, other in flows)
    heads = (
        Head(text=say("upper", lang), width=30),
        Head(text=say("lower", lang), width=30),
        Head(text=say("links_count", lang), width=8, number=True),
    )
    rows = [(a, b, str(flows[a, b])) for a in left for b in right if flows[a, b]]
    svg = sankey(flows, left, right, (gone, own), say("chart_tasks", lang))
    yield chart("tasks", svg, grid("tasks", heads, rows, lang), lang)


def _chapters(pair: Pair, plan: Plan, wanted: set[str]) -> list[str]:
    """The wanted chapters in document order."""
    order: dict[str, int] = {}
    for numbered in pair.numbered:
        for end in (numbered.link.upper, numbered.link.lower):
            if end and end.plan == plan.id and numbered.link.kind is ElementKind.TASK:
                name = pair.chapter(end)
                start = end.evidence.span.start
                order[name] = min(order.get(name, start), start)
    return sorted(wanted, key=lambda name: (order.get(name, 0), name))


def lag(plans: Sequence[Plan], above: dict[str, str], lang: str) -> Iterator[Chart]:
    """When the plans were issued, each joined to the one above it; ``above``: lower → upper id."""
    dated = [plan for plan in plans if plan.issued]
    place = {plan.id: row for row, plan in enumerate(dated)}
    days = {plan.id: plan.issued for plan in dated if plan.issued}
    if not any(low in place and up in place for low, up in above.items()):
        return
    names = short_names(dated)
    issues, rows = [], []
    for plan in dated:
        upper = above.get(plan.id)
        label = names[plan.id]
        lag_words = ""
        if upper in days:
            count = (days[plan.id] - days[upper]).days
            lag_words = say("lag_after" if count >= 0 else "lag_before", lang, n=abs(count))
        row = place.get(upper) if upper else None
        issues.append(Issue(label=label, day=days[plan.id], above=row, lag=lag_words))
        rows.append((plan.title, days[plan.id].isoformat(), lag_words))
    heads = (
        Head(text=say("title", lang), width=40),
        Head(text=say("issued", lang), width=12),
        Head(text=say("lag", lang), width=14),
    )
    svg = timeline(issues, say("chart_lag", lang))
    undated = len(plans) - len(dated)
    left = say("chart_lag_left", lang, n=undated) if undated else ""
    yield chart("lag", svg, grid("lag", heads, rows, lang), lang, left=left)
