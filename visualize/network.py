"""A graph as one self-contained page: pyvis carries it, our own template draws it.

pyvis's page names outside addresses even with ``cdn_resources="in_line"``, has English menus and
writes labels into markup; so pyvis is given a template of ours, which inlines the vis-network that
pyvis ships and asks for nothing. Physics, smooth edges and improved layout are off: positions come
from ``layout``, and lines are drawn on vis-network's canvas from edge to edge of the cards.

Measured in headless Chromium on two cores: 200, 2,000 and 20,000 elements are drawn 0.5, 0.9 and
1.6 seconds after the page is asked for; it is made in 0.3, 0.6 and 7 seconds. (pyvis's own page
with physics takes 20 seconds for 500 and 79 for 2,000.)
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from policycascade.visualize.bundles import bundled
from policycascade.visualize.labels import group, say
from policycascade.visualize.layout import Layout, arrange
from policycascade.visualize.palette import LANES, LOOKS, STATUS, STROKES, Stroke
from policycascade.visualize.scene import Card, Line, Scene, read_scene

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from policycascade.graph.trace import Trace

    Graph = nx.MultiDiGraph[str]

Json = dict[str, Any]
#: Plan, start and end of a passage → address of its place in the reader.
Places = Mapping[tuple[str, int, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a page of the site finds around it; a page that stands alone has nothing.

    Attributes:
        library: address of the drawing library, which else is part of the page.
    """

    library: str = ""
    places: Places = field(default_factory=dict)


_ALONE = Around()

#: With more cards than this the page opens with the overview: no more rows can be read at once.
DETAIL_AT_ONCE = 90

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
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_NO_STROKE = Stroke("#7a8594", (2, 4))


def draw(graph: Graph, title: str, lang: str = "zh", around: Around = _ALONE) -> str:
    """Draw a whole graph: levels as lanes, plans as blocks, every link with its evidence."""
    return _page(read_scene(graph, lang), title, lang, around)


def draw_trace(graph: Graph, trace: Trace, lang: str = "zh", around: Around = _ALONE) -> str:
    """Draw what was found on the way of one element, with its plans, its path lit."""
    ends = (stop for step in (*trace.steps, *trace.undecided) for stop in (step.upper, step.lower))
    stops = {stop.id: stop.plan for stop in (*trace.stops, *ends)}
    scene = read_scene(graph, lang, frozenset(stops) | frozenset(stops.values()))
    first = trace.steps[0].upper if trace.steps else next(iter(trace.stops), None)
    title = say("trace_title", lang, name=trace.name)
    return _page(scene, title, lang, around, lit=first.id if first else "")


def _page(scene: Scene, title: str, lang: str, around: Around, lit: str = "") -> str:
    overview, joined = bundled(scene, lang)
    views = {"detail": (scene.cards, scene.lines), "overview": (overview, joined)}
    if len(scene.cards) <= DETAIL_AT_ONCE:
        del views["overview"]
    cards = {card.id: card for seen, _ in views.values() for card in seen}
    modes = {name: arrange(*seen) for name, seen in views.items()}
    start = "overview" if "overview" in views else "detail"
    net = _network(list(cards.values()), scene.lines, modes, title)
    net.templateEnv = _environment()
    net.templateEnv.globals["page"] = {
        "tag": "zh-CN" if lang == "zh" else "en",
        "ui": group("ui", lang),
        "css": Markup(_template("network.css")),
        "script": Markup(_template("network.js")),
        "library": "" if around.library else Markup(library()),
        "library_at": around.library,
        "options": _OPTIONS,
        "scene": _payload(scene, cards, modes, lang, around.places) | {"start": start, "lit": lit},
    }
    net.path = "network.html"
    page: str = net.generate_html()
    return page


def _network(
    cards: Sequence[Card], lines: Sequence[Line], modes: Mapping[str, Layout], title: str
) -> Network:
    from pyvis.network import Network

    net = Network(directed=True, heading=title)
    for card in cards:
        x, y = next(m.places[card.id] for m in modes.values() if card.id in m.places)
        net.add_node(card.id, card.label, "custom", x=x, y=y, title=_tooltip(card), physics=False)
    # ``Network.add_edge`` looks through all edges for each new one; the list is what it fills.
    net.edges.extend(_edge(line) for line in lines)
    return net


def _edge(line: Line) -> Json:
    stroke = STROKES.get(line.relation, _NO_STROKE)
    return {
        "id": line.id,
        "from": line.upper,
        "to": line.lower,
        "relation": line.relation,
        "color": stroke.colour,
        "dashes": list(stroke.dash) or False,
        "width": round(1 + 1.6 * line.confidence, 2),
    }


def _tooltip(card: Card) -> str:
    """Plain text with line breaks, which vis-network shows as they are."""
    quotes = [proof["quote"] for proof in card.details.get("quotes", ())[:1]]
    return "\n".join([card.label, *(value for _, value in card.details.get("fields", ())), *quotes])


def _payload(
    scene: Scene,
    cards: Mapping[str, Card],
    modes: Mapping[str, Layout],
    lang: str,
    places: Places,
) -> Json:
    used = {card.lane for card in scene.cards}
    names = ("ui", "kind", "level", "status", "relation")
    return {
        "cards": {card.id: _card(card, places) for card in cards.values()},
        "lines": [
            {
                "id": line.id,
                "upper": line.upper,
                "lower": line.lower,
                "relation": line.relation,
                "confidence": line.confidence,
                **line.details,
                "quotes": {
                    side: _placed(proofs, places) for side, proofs in line.details["quotes"].items()
                },
            }
            for line in scene.lines
        ],
        "modes": {name: _mode(layout) for name, layout in modes.items()},
        "lanes": list(LANES),
        "looks": {
            kind: {"colour": k.colour, "icon": k.icon, "width": k.width, "height": k.height}
            for kind, k in LOOKS.items()
        },
        "strokes": {relation: stroke.colour for relation, stroke in STROKES.items()},
        "states": dict(STATUS),
        "words": {name: dict(group(name, lang)) for name in names},
        "filters": {
            "kind": [kind for kind in LOOKS if any(c.kind == kind for c in scene.cards)],
            "level": [lane for lane in LANES if lane in used],
            "relation": [r for r in STROKES if any(line.relation == r for line in scene.lines)],
            "status": [s for s in STATUS if any(c.status == s for c in scene.cards)],
        },
        "about": {name: _about(scene, name, lang) for name in modes},
    }


def _placed(proofs: Iterable[Json], places: Places) -> list[Json]:
    """The quotes with the addresses of their places, where there are any."""
    return [
        {"quote": proof["quote"], "section": proof["section"]}
        | ({"href": places[proof["at"]]} if proof["at"] in places else {})
        for proof in proofs
    ]


def _card(card: Card, places: Places) -> Json:
    return {
        "kind": card.kind,
        "label": card.label,
        "lane": card.lane,
        "home": card.home,
        "status": card.status,
        "bundle": card.bundle,
        "members": card.members,
        "fields": card.details.get("fields", []),
        "quotes": _placed(card.details.get("quotes", ()), places),
    }


def _mode(layout: Layout) -> Json:
    return {
        "places": {card: list(place) for card, place in layout.places.items()},
        "lanes": [{"name": n.name, "left": n.left, "right": n.right} for n in layout.lanes],
        "bottom": layout.bottom,
    }


def _about(scene: Scene, mode: str, lang: str) -> list[str]:
    """What the picture shows, and what it leaves out: nothing is left out silently."""
    if not scene.cards:
        return [say("empty", lang)]
    said = [
        say("about_text", lang),
        say("about_counts", lang, cards=len(scene.cards), lines=len(scene.lines)),
    ]
    if mode == "overview":
        members = sum(bool(card.bundle) for card in scene.cards)
        said.insert(1, say("about_overview", lang, members=members))
    comma = "、" if lang == "zh" else ", "
    kinds = group("kind", lang)
    listed = comma.join(
        say("left_out_kind", lang, kind=kinds[kind], n=n) for kind, n in scene.left_out.items()
    )
    return [*said, say("left_out", lang, list=listed) if listed else say("nothing_left_out", lang)]


def _environment() -> Environment:
    loader = DictLoader({"network.html": _template("network.html")})
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


@functools.cache
def _template(name: str) -> str:
    return files("policycascade.visualize").joinpath("templates").joinpath(name).read_text("utf-8")


@functools.cache
def library() -> str:
    """The drawing library, vis-network as pyvis ships it."""
    return files("pyvis").joinpath(_LIBRARY).read_text("utf-8")
