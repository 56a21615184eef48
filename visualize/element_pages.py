"""Pages of indicators and programmes: what every plan says of one, level by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from policycascade.model import (
    Aggregation,
    Corpus,
    Figure,
    Indicator,
    Link,
    Plan,
    Programme,
    Target,
)
from policycascade.ontology.indicators import find_indicator
from policycascade.visualize.charts import points_of, slope
from policycascade.visualize.frame import Addresses, by_level, place, render
from policycascade.visualize.labels import group


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Indicators and programmes by name: what each plan says of them, and how it is linked.

    Attributes:
        plans: all plans of the base, highest level first.
        links: each with the ids of the two plans that were compared.
    """

    plans: Sequence[Plan]
    figures: Mapping[str, Sequence[tuple[Plan, Figure]]]
    mentions: Mapping[str, Sequence[tuple[Plan, Programme]]]
    links: Mapping[str, Sequence[tuple[Link, str, str]]]


def read_entries(corpus: Corpus) -> Entries:
    """Gather what plans say of each indicator and programme, highest level first."""
    figures: dict[str, list[tuple[Plan, Figure]]] = {}
    mentions: dict[str, list[tuple[Plan, Programme]]] = {}
    names: dict[str, str] = {}
    plans = sorted(corpus.plans, key=by_level)
    for plan in plans:
        for figure in (*plan.targets, *plan.outturns):
            figures.setdefault(figure.indicator, []).append((plan, figure))
            names[figure.id] = figure.indicator
        for programme in plan.programmes:
            mentions.setdefault(programme.canonical, []).append((plan, programme))
            names[programme.id] = programme.canonical
    links: dict[str, list[tuple[Link, str, str]]] = {}
    for cascade in corpus.cascades:
        for link in cascade.links:
            ends = (names.get(end.record) for end in (link.upper, link.lower) if end)
            for name in dict.fromkeys(filter(None, ends)):
                links.setdefault(name, []).append((link, cascade.upper, cascade.lower))
    return Entries(plans=plans, figures=figures, mentions=mentions, links=links)


def is_drawn(entries: Entries, name: str) -> bool:
    """Whether an indicator or programme has a picture: it is linked, or several plans have it."""
    plans = {
        plan.id for plan, _ in (*entries.figures.get(name, ()), *entries.mentions.get(name, ()))
    }
    return bool(entries.links.get(name)) or len(plans) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One plan's figures of one unit and one way of counting, drawn."""

    plan: Plan
    unit: str
    basis: str
    picture: Markup


def indicator_page(entries: Entries, name: str, lang: str = "zh") -> str:
    """Render one indicator: its figures at all levels, drawn and told, and how they are linked."""
    rows = entries.figures[name]
    return render(
        "indicator.html",
        lang,
        Addresses(lang).indicator(name).partition(".")[0],
        title=name,
        indicator=find_indicator(name),
        rows=rows,
        charts=_charts(rows, find_indicator(name), lang),
        links=entries.links.get(name, ()),
        drawn=is_drawn(entries, name) and any(isinstance(one, Target) for _, one in rows),
        is_target=lambda figure: isinstance(figure, Target),
    )


def _charts(rows: Iterable[tuple[Plan, Figure]], indicator: Indicator, lang: str) -> list[Chart]:
    grouped: dict[tuple[str, str, str], list[tuple[Plan, Figure]]] = {}
    for plan, figure in rows:
        key = (plan.id, figure.unit or "", figure.basis.value)
        grouped.setdefault(key, []).append((plan, figure))
    drawn = {key: points_of(figure for _, figure in members) for key, members in grouped.items()}
    points = [point for found, _ in drawn.values() for point in found]
    if not points:
        return []
    years = (min(p.year for p in points), max(p.year for p in points))
    shared = indicator.aggregation is Aggregation.INTENSIVE
    charts = []
    for key, (found, ways) in drawn.items():
        if not found:
            continue
        same = [p.value for k, (f, _) in drawn.items() if k[1:] == key[1:] for p in f]
        values = same if shared else [Decimal(0), *(p.value for p in found)]
        picture = slope(found, ways, years, (min(values), max(values)), lang)
        charts.append(Chart(plan=grouped[key][0][0], unit=key[1], basis=key[2], picture=picture))
    return charts


def programme_page(entries: Entries, name: str, lang: str = "zh") -> str:
    """Render one programme: which plans carry it, since when, in which words."""
    mentions = entries.mentions[name]
    plans = {plan.id: plan for plan, _ in mentions}
    dated = sorted((p for p in plans.values() if p.issued or p.published), key=_day)
    return render(
        "programme.html",
        lang,
        Addresses(lang).programme(name).partition(".")[0],
        title=name,
        plans=[
            (plan, [one for holder, one in mentions if holder.id == plan.id])
            for plan in plans.values()
        ],
        first=dated[0] if dated else None,
        silent=[plan for plan in entries.plans if plan.id not in plans],
        kinds=sorted({one.kind.value for _, one in mentions}),
        origins=sorted({one.origin.value for _, one in mentions if one.origin}),
        members=sorted({member for _, one in mentions for member in one.members}),
        links=entries.links.get(name, ()),
        drawn=is_drawn(entries, name),
    )


def _day(plan: Plan) -> tuple[str, str]:
    day = plan.issued or plan.published
    return (day.isoformat() if day else "", plan.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of an index page: a name, where it leads, the plans that have it, its relations."""

    name: str
    label_en: str
    address: str
    plans: list[str]
    count: int
    relations: list[tuple[str, int]]


def index_page(entries: Entries, kind: str, lang: str = "zh") -> str:
    """Render the list of all indicators or programmes, those of most plans first."""
    to = Addresses(lang)
    if kind == "indicators":
        held: Mapping[str, Sequence[tuple[Plan, object]]] = entries.figures
        address = to.indicator
    else:
        held, address = entries.mentions, to.programme
    listed = [
        Listed(
            name=name,
            label_en=_english(name) if kind == "indicators" else "",
            address=address(name),
            plans=list(dict.fromkeys(place(plan) for plan, _ in rows)),
            count=len(rows),
            relations=_counted(entries.links.get(name, ())),
        )
        for name, rows in held.items()
    ]
    listed.sort(key=lambda one: (-len(one.plans), -one.count, one.name))
    title = group("page", lang)[f"menu_{kind}"]
    return render("index.html", lang, kind, kind=kind, listed=listed, title=title)


def _english(name: str) -> str:
    return find_indicator(name).label_en or ""


def _counted(links: Iterable[tuple[Link, str, str]]) -> list[tuple[str, int]]:
    return sorted(Counter(link.relation.value for link, _, _ in links).items())
