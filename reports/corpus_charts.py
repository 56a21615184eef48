"""The pictures of a report on a corpus: what each plan says of each indicator, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policycascade.model import Corpus, ElementKind, Figure, Link, Op, Plan, Relation
from policycascade.reports.blocks import Chart, Head
from policycascade.reports.families import Families
from policycascade.reports.figures import told
from policycascade.reports.heat import HeatCell, heat_map
from policycascade.reports.pair import Pair
from policycascade.reports.pair_charts import chart, grid, lag
from policycascade.reports.words import say, word

#: So many plans and indicators can be read in one picture; the workbook has them all.
MOST_COLUMNS, MOST_ROWS, MOST_DATES = 8, 30, 30


def heat(families: Families, lang: str) -> Iterator[Chart]:
    """Indicators that several plans speak of, by plan, in the colour of the relation upwards."""
    plans = _linked_first(families)
    columns = plans[:MOST_COLUMNS]
    rows = _rows(families.corpus, columns)
    wide = [(name, row) for name, row in rows.items() if len(row) > 1 and _any_figure(row)]
    wide.sort(key=lambda row: -len(row[1]))
    shown = wide[:MOST_ROWS]
    if not shown:
        return
    cells = [
        [_cell(*found, lang) if (found := row.get(plan.id)) else None for plan in columns]
        for _, row in shown
    ]
    names = [families.names[plan.id] for plan in columns]
    svg = heat_map([name for name, _ in shown], names, cells, say("chart_heat", lang))
    heads = [Head(text=say("indicator", lang), width=24)]
    heads += [Head(text=name, width=14) for name in names]
    table = [
        (name, *(f"{one.text} {one.word}".strip() if one else "" for one in row))
        for (name, _), row in zip(shown, cells, strict=True)
    ]
    out = {"plans": len(plans) - len(columns), "rows": len(wide) - len(shown)}
    left = say("chart_heat_left", lang, **out) if any(out.values()) else ""
    yield chart("heat", svg, grid("heat", heads, table, lang), lang, left=left)


def _linked_first(families: Families) -> list[Plan]:
    """Plans that are compared with others before those that stand alone, as the corpus has them."""
    joined = {end for one in families.corpus.cascades for end in (one.upper, one.lower)}
    return sorted(families.corpus.plans, key=lambda plan: plan.id not in joined)


def _any_figure(row: Mapping[str, Found]) -> bool:
    return any(figure for figure, _ in row.values())


Found = tuple[Figure | None, Link | None]


def _rows(corpus: Corpus, plans: Sequence[Plan]) -> dict[str, dict[str, Found]]:
    """Indicator → plan → its figure and the link upwards, nearest upper level first.

    Linked figures stand in the row of the upper plan's indicator, whatever the lower calls it.
    """
    wanted = {plan.id for plan in plans}
    order = {plan.id: number for number, plan in enumerate(corpus.plans)}
    rows: dict[str, dict[str, Found]] = {}
    placed: set[tuple[str, str]] = set()
    for plan in plans:
        for target in plan.targets:
            rows.setdefault(target.indicator, {})
    for cascade in sorted(corpus.cascades, key=lambda one: -order.get(one.upper, 0)):
        if not {cascade.upper, cascade.lower} <= wanted:
            continue
        pair = Pair(corpus, cascade)
        for numbered in pair.numbered:
            link = numbered.link
            if link.kind is not ElementKind.TARGET or link.relation is Relation.UNDECIDED:
                continue
            if link.lower:
                placed.add((cascade.lower, link.lower.record))
            row = rows.setdefault(link.name, {})
            if link.lower or link.relation is Relation.DROPPED:
                found = (_bounded(pair.lower, pair.figure(link.lower)), link)
                if cascade.lower not in row or _skips(row[cascade.lower], link):
                    row[cascade.lower] = found
    for plan in plans:
        for target in plan.targets:
            if (plan.id, target.id) not in placed:
                rows[target.indicator].setdefault(plan.id, (_bounded(plan, target), None))
    return rows


def _bounded(plan: Plan, figure: Figure | None) -> Figure | None:
    """A figure as the plan bounds it (不低于), if it does so at one of its printings."""
    if figure is None or figure.op is not Op.EQ:
        return figure
    same = (figure.indicator, figure.value, figure.unit)
    printed = (t for t in plan.targets if (t.indicator, t.value, t.unit) == same)
    return next((target for target in printed if target.op is not Op.EQ), figure)


def _skips(found: Found, link: Link) -> bool:
    """Whether what the nearest plan above does not have comes from one further up."""
    before = found[1]
    own = before is not None and before.relation is Relation.LOCAL
    return own and bool(link.upper and link.lower)


def _cell(figure: Figure | None, link: Link | None, lang: str) -> HeatCell:
    relation = link.relation if link else None
    named = word("relation", relation, lang)
    if figure is None:
        return HeatCell(text="—", relation=relation, word=named)
    return HeatCell(text=told(figure, lang), relation=relation, word=named)


def lags(families: Families, lang: str) -> Iterator[Chart]:
    """When the plans were issued, each under the one it derives from."""
    plans = _linked_first(families)
    dated, undated = ([p for p in plans if bool(p.issued) is known] for known in (True, False))
    yield from lag([*dated[:MOST_DATES], *undated], families.parent, lang)
