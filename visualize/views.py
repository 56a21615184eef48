"""The pictures of a site: the base, its levels, plans, pairs, regions, indicators, programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycascade.graph.facts import programme_id
from policycascade.model import Corpus, End, Plan, Target, make_id
from policycascade.visualize import parts
from policycascade.visualize.element_pages import Entries, is_drawn
from policycascade.visualize.frame import Addresses, pair_id, place
from policycascade.visualize.labels import group, say
from policycascade.visualize.network import draw, draw_part
from policycascade.visualize.payload import Around, Way
from policycascade.visualize.reader import places

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

#: Files that the pictures of a site share, in its folder ``assets``.
LIBRARY, SCRIPT, STYLE = "vis-network.min.js", "network.js", "network.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture of a site.

    Attributes:
        name: of its file, without the ending.
        part: what of the graph it shows; all of it if ``None``.
        lit: the card whose path is told when it opens.
    """

    name: str
    title: str
    part: parts.Part | None = None
    lit: str = ""


def views_of_base(corpus: Corpus, graph: Graph, lang: str) -> Iterator[View]:
    """The base and, where there are several plans of one level, these as peers."""
    yield View(name="all", title=say("view_all", lang))
    levels = Counter(plan.level for plan in corpus.plans if plan.level)
    for level in sorted(levels, key=lambda one: one.rank):
        if levels[level] > 1:
            title = say("view_level", lang, level=group("level", lang)[level.value])
            yield View(
                name=f"level-{level}", title=title, part=parts.level_part(graph, level.value)
            )


def views_of_plans(corpus: Corpus, graph: Graph, lang: str) -> Iterator[View]:
    """Each plan, each pair, and each region with several plans."""
    regions: dict[str, list[Plan]] = {}
    for plan in corpus.plans:
        yield View(name=plan.id, title=plan.title, part=parts.plan_part(graph, plan.id))
        if plan.region:
            regions.setdefault(plan.region.code, []).append(plan)
    for cascade in corpus.cascades:
        upper, lower = corpus.plan(cascade.upper), corpus.plan(cascade.lower)
        yield View(
            name=pair_id(cascade),
            title=say("view_pair", lang, upper=upper.title, lower=lower.title),
            part=parts.pair_part(graph, upper.id, lower.id),
        )
    for code, plans in sorted(regions.items()):
        if len(plans) > 1:
            part = parts.plans_part(graph, [plan.id for plan in plans])
            yield View(name=f"region-{code}", title=place(plans[0]), part=part)


def views_of_elements(entries: Entries, graph: Graph, lang: str) -> Iterator[View]:
    """Each indicator and programme that is linked, or that several plans have."""
    for name, rows in entries.figures.items():
        targets = [one.id for _, one in rows if isinstance(one, Target)]
        if is_drawn(entries, name) and targets:
            yield View(
                name=make_id("indicator", name),
                title=say("trace_title", lang, name=name),
                part=parts.way_part(graph, targets),
                lit=next((end.record for end in _upper_ends(entries, name)), ""),
            )
    for name, mentions in entries.mentions.items():
        if is_drawn(entries, name):
            yield View(
                name=make_id("programme", name),
                title=say("trace_title", lang, name=name),
                part=parts.way_part(graph, {programme_id(plan.id, name) for plan, _ in mentions}),
                lit=next((programme_id(end.plan, name) for end in _upper_ends(entries, name)), ""),
            )


def _upper_ends(entries: Entries, name: str) -> Iterator[End]:
    """The upper ends of the links of an indicator or programme."""
    for link, _, _ in entries.links.get(name, ()):
        if link.upper and link.lower:
            yield link.upper


def most_linked(entries: Entries, lang: str, limit: int) -> list[Way]:
    """The pictures of those indicators and programmes that most links join, indicators first."""
    to = Addresses(lang)
    found: list[Way] = []
    for kind, names in (("indicator", entries.figures), ("programme", entries.mentions)):
        count = {
            name: sum(bool(link.upper and link.lower) for link, _, _ in entries.links.get(name, ()))
            for name in names
        }
        ranked = sorted((name for name in count if count[name]), key=lambda name: -count[name])
        found += [(name, to.view(make_id(kind, name))) for name in ranked]
    return found[:limit]


def around_views(corpus: Corpus, entries: Entries, lang: str) -> Around:
    """What every picture of a site finds around it; the other language is set for each."""
    return Around(
        assets="../assets/",
        places=places(corpus, lang),
        home=Addresses(lang, 1).page("index"),
        ways=_ways(corpus, lang),
    )


def _ways(corpus: Corpus, lang: str) -> Mapping[str, list[Way]]:
    """The pages about each plan, target and programme."""
    to = Addresses(lang, 1)
    ways: dict[str, list[Way]] = {}
    for plan in corpus.plans:
        ways[plan.id] = [
            (say("text_of_plan", lang), to.reader(plan.id)),
            (say("facts_of_plan", lang), to.plan(plan.id)),
            (say("view_of_plan", lang), to.view(plan.id)),
        ]
        everywhere = say("at_all_levels", lang)
        for target in plan.targets:
            ways[target.id] = [(everywhere, to.indicator(target.indicator))]
        for programme in plan.programmes:
            ways[programme_id(plan.id, programme.canonical)] = [
                (everywhere, to.programme(programme.canonical))
            ]
    return ways


def render_view(graph: Graph, view: View, lang: str, around: Around) -> str:
    """Draw one picture."""
    if view.part is None:
        return draw(graph, view.title, lang, around)
    return draw_part(graph, view.part, view.title, lang, around, lit=view.lit)
