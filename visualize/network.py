"""A graph as one self-contained page: pyvis carries it, our own template draws it.

pyvis's page names outside addresses even with ``cdn_resources="in_line"``, has English menus and
writes labels into markup; so a template of ours draws its network, with the vis-network that pyvis
ships, and asks for nothing. Physics, smooth edges and improved layout are off: positions come
from ``layout``, and lines are drawn on vis-network's canvas from edge to edge of the cards.
``benchmarks/views.py`` measures it beside pyvis's own page.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from policycascade.visualize import bundles
from policycascade.visualize.labels import group, say
from policycascade.visualize.layout import arrange
from policycascade.visualize.palette import GROUNDS, STROKES
from policycascade.visualize.payload import ALONE, Around, payload
from policycascade.visualize.scene import Card, Line, Scene, read_scene

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from policycascade.graph.trace import Trace

    Graph = nx.MultiDiGraph[str]

Json = dict[str, Any]

#: With more cards than this the page opens with the next coarser picture: no more can be read at
#: once. Chapters join what is in a plan, then each plan becomes one card.
DETAIL_AT_ONCE = 90

#: With more cards than this a page holds chapters only, without evidence: with all of its 20,258
#: cards a page has 17 MB, too much to be mailed, and opens in 2 s (``benchmarks/README.md``).
DETAIL_AT_MOST = 12_000

#: The files that together are the script of the page, in the order in which they need each other.
SCRIPTS = ("scene.js", "picture.js", "network.js", "panel.js", "controls.js")

_OPTIONS: Json = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "nodes": {"shape": "custom"},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "tooltipDelay": 250,
        "zoomSpeed": 0.6,
        "selectConnectedEdges": False,
    },
}
_COMPACT: Json = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


def draw(graph: Graph, title: str, lang: str = "zh", around: Around = ALONE) -> str:
    """Draw a whole graph: levels as lanes, plans as blocks, every link with its evidence."""
    return _page(read_scene(graph, lang), title, lang, around)


def draw_part(
    graph: Graph,
    part: frozenset[str],
    title: str,
    lang: str = "zh",
    around: Around = ALONE,
    *,
    lit: str = "",
) -> str:
    """Draw some nodes of a graph (see ``parts``); the path of ``lit`` is told at once."""
    return _page(read_scene(graph, lang, part), title, lang, around, lit)


def draw_trace(graph: Graph, trace: Trace, lang: str = "zh", around: Around = ALONE) -> str:
    """Draw what was found on the way of one element, with its plans, its path lit."""
    ends = (stop for step in (*trace.steps, *trace.undecided) for stop in (step.upper, step.lower))
    stops = {stop.id: stop.plan for stop in (*trace.stops, *ends)}
    scene = read_scene(graph, lang, frozenset(stops) | frozenset(stops.values()))
    first = trace.steps[0].upper if trace.steps else next(iter(trace.stops), None)
    title = say("trace_title", lang, name=trace.name)
    return _page(scene, title, lang, around, lit=first.id if first else "")


def _page(scene: Scene, title: str, lang: str, around: Around, lit: str = "") -> str:
    whole = scene
    if len(scene.cards) > DETAIL_AT_MOST:
        scene = bundles.condensed(scene, lang)
    views = _views(scene, lang, condensed=scene is not whole)
    modes = {name: arrange(*seen) for name, seen in views.items()}
    cards = {card.id: card for seen, _ in reversed(views.values()) for card in seen}
    net = _network(cards.values(), scene.lines, title)
    nodes, edges, *_ = net.get_network_data()
    page = {
        "tag": "zh-CN" if lang == "zh" else "en",
        "ui": group("ui", lang),
        "css": "" if around.assets else Markup(style()),
        "script": "" if around.assets else Markup(script()),
        "library": "" if around.assets else Markup(library()),
        "around": around,
        "other": "English" if lang == "zh" else "中文",
        "options": _OPTIONS,
        "scene": payload(scene, cards, modes, lang, around)
        | {
            "start": list(views)[-1],
            "lit": lit,
            "about": {name: _about(whole, scene, name, lang) for name in modes},
        },
    }
    return _page_template().render(page=page, heading=title, nodes=nodes, edges=edges)


def _views(scene: Scene, lang: str, *, condensed: bool) -> dict[str, bundles.Seen]:
    """What the page can show, finest first; it opens with the last."""
    finest = "overview" if condensed else "detail"
    views = {finest: (list(scene.cards), list(scene.lines))}
    for name, join in (("overview", bundles.chapters), ("plans", bundles.plans)):
        if len(list(views.values())[-1][0]) > DETAIL_AT_ONCE and name != finest:
            views[name] = join(scene, lang)
    return views


def _network(cards: Iterable[Card], lines: Iterable[Line], title: str) -> Network:
    """Fill a network of pyvis; labels and places are in the payload, once."""
    from pyvis.network import Network

    net = Network(directed=True, heading=title)
    # ``add_node`` and ``add_edge`` look through all there are; these lists are what they fill.
    net.nodes.extend({"id": card.id, "shape": "custom"} for card in cards)
    net.edges.extend(_edge(line) for line in lines)
    return net


def _edge(line: Line) -> Json:
    stroke = STROKES.get(line.relation)
    return {
        "id": line.id,
        "from": line.upper,
        "to": line.lower,
        "dashes": list(stroke.dash) or False if stroke else False,
        "width": round(1 + 1.6 * line.confidence, 2),
    }


def _about(whole: Scene, scene: Scene, mode: str, lang: str) -> list[str]:
    """What the picture shows, and what it leaves out: nothing is left out silently."""
    if not whole.cards:
        return [say("empty", lang)]
    said = [
        say("about_text", lang),
        say("about_counts", lang, cards=len(whole.cards), lines=len(whole.lines)),
    ]
    if mode != "detail":
        members = sum(
            bool(card.bundle if mode == "overview" else card.block) for card in whole.cards
        )
        said.insert(1, say(f"about_{mode}", lang, members=members))
    if scene is not whole:
        said.insert(2, say("about_condensed", lang))
    comma = "、" if lang == "zh" else ", "
    kinds = group("kind", lang)
    listed = comma.join(
        say("left_out_kind", lang, kind=kinds[kind], n=n) for kind, n in whole.left_out.items()
    )
    return [*said, say("left_out", lang, list=listed)] if listed else said


@functools.cache
def _page_template() -> Template:
    made = Environment(autoescape=True, undefined=StrictUndefined)
    made.policies["json.dumps_kwargs"] = _COMPACT  # a third less than what escapes Chinese
    return made.from_string(_template("network.html"))


@functools.cache
def _template(name: str) -> str:
    return files("policycascade.visualize").joinpath("templates").joinpath(name).read_text("utf-8")


@functools.cache
def library() -> str:
    """The drawing library, vis-network as pyvis ships it."""
    return files("pyvis").joinpath(_LIBRARY).read_text("utf-8")


@functools.cache
def script() -> str:
    """The script of the page."""
    return "\n".join(map(_template, SCRIPTS))


@functools.cache
def style() -> str:
    """The style sheet of the page, with the colours of light and dark surroundings."""
    colours = "; ".join(f"--{name}: {tone.css}" for name, tone in GROUNDS.items())
    return f":root {{ color-scheme: light dark; {colours}; }}\n{_template('network.css')}"
