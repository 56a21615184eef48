"""Free tracing: find any element, see its way through the levels and the words of both ends."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policycascade.errors import UnknownName
from policycascade.graph.trace import Break, Step, Stop, Trace, trace_node
from policycascade.model import Evidence
from policycascade.server.pages import lang_of, page, render, told, words
from policycascade.visualize.payload import Around

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.graph.trace import Graph
    from policycascade.server.base import Shelf

#: The kinds that can be found, in the order in which equals are listed.
KINDS = ("indicator", "programme", "task", "target", "outturn", "plan", "document")
#: So many are listed; a longer list is no answer.
MOST = 60
#: A drawing of the whole way of a plan may be long to read; so many links are told beside it.
MOST_STEPS = 200

_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An element that was found."""

    id: str
    kind: str
    label: str
    where: str


def _bare(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def find(graph: Graph, query: str) -> list[Hit]:
    """Find elements whose name, or another of their names, has every word of the query.

    Exact names come first; of one kind what is most linked.
    """
    terms = [bare for word in query.split() if (bare := _bare(word))]
    if not terms:
        return []
    found: list[tuple[tuple[int, int, int, int, str], Hit]] = []
    for node, said in graph.nodes(data=True):
        if said["kind"] not in KINDS:
            continue
        names = [_bare(name) for name in (said["label"], *_others(said))]
        rank = min(_ranks(names, terms), default=None)
        if rank is None:
            continue
        where = said.get("plan_title") or said.get("region", "")
        hit = Hit(id=node, kind=said["kind"], label=said["label"], where=where)
        order = (rank, KINDS.index(hit.kind), -graph.degree(node), len(hit.label), node)
        found.append((order, hit))
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]


def _others(said: dict[str, Any]) -> Iterable[str]:
    for name in ("aliases", "mentions", "members"):
        yield from said.get(name, ())


def _ranks(names: Sequence[str], terms: Sequence[str]) -> Iterable[int]:
    whole = "".join(terms)
    for name in names:
        if all(term in name for term in terms):
            yield 0 if name == whole else 1 if name.startswith(whole) else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands beside the drawing: the element, its links, the others, what has none."""

    node: str
    trace: Trace
    own: tuple[Stop, ...]
    near: tuple[Step, ...]
    far: tuple[Step, ...]
    left: int
    undecided: tuple[Step, ...]
    breaks: tuple[Break, ...]
    alone: tuple[Stop, ...]


def tell(trace: Trace, node: str) -> Told:
    """Sort a trace by how near it is to the element that was chosen."""
    touching = [step for step in trace.steps if node in (step.upper.id, step.lower.id)]
    others = [step for step in trace.steps if step not in touching]
    own = [stop for stop in trace.stops if stop.id == node]
    told = {node, *(gap.stop.id for gap in trace.breaks)}
    told |= {stop.id for step in trace.undecided for stop in (step.upper, step.lower)}
    if not own and not touching:  # an indicator stands for its targets
        touching, others = others, []
    return Told(
        node=node,
        trace=trace,
        own=tuple(own),
        near=tuple(touching[:MOST_STEPS]),
        far=tuple(others[: max(0, MOST_STEPS - len(touching))]),
        left=max(0, len(trace.steps) - MOST_STEPS),
        undecided=trace.undecided[:MOST_STEPS],
        breaks=trace.breaks[:MOST_STEPS],
        alone=tuple(stop for stop in trace.unlinked if stop.id not in told),
    )


def proof(step: Step, stop: Stop) -> Evidence | None:
    """The words of one end that a link rests on, else the first of its own."""
    own = [one for one in step.evidence if one in stop.evidence]
    if not own and stop is step.lower:
        own = list(step.evidence)
    return next(iter((*own, *stop.evidence)), None)


class Explore:
    """The pages of free tracing over the base on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        from starlette.routing import Route

        return [
            Route("/explore", self.page),
            Route("/explore/found", self.found),
            Route("/explore/drawing", self.drawing),
        ]

    async def page(self, request: Request) -> Response:
        """Show the search box, what was found, or the way of the chosen element."""
        base = await self.shelf.now()
        query = request.query_params.get("q", "").strip()
        node = request.query_params.get("node", "")
        t = words(lang_of(request))
        told_of = None
        if node:
            try:
                told_of = tell(await asyncio.to_thread(trace_node, base.graph, node), node)
            except UnknownName:
                return told(request, 404, t["gone"], t["gone_fact"])
        hits = await asyncio.to_thread(find, base.graph, query)
        title = told_of.trace.name if told_of else t["menu_explore"]
        return page(
            "explore.html",
            request,
            title=title,
            query=query,
            told=told_of,
            proof=proof,
            hits=hits[:MOST],
            total=len(hits),
            plans=base.corpus.plans,
        )

    async def found(self, request: Request) -> Response:
        """Give what is found, as a part of the page."""
        from starlette.responses import HTMLResponse

        base = await self.shelf.now()
        query = request.query_params.get("q", "").strip()
        hits = await asyncio.to_thread(find, base.graph, query)
        part = render("found.html", request, query=query, hits=hits[:MOST], total=len(hits))
        return HTMLResponse(part, headers={"Cache-Control": "no-store"})

    async def drawing(self, request: Request) -> Response:
        """Draw the way of an element; its page tells the one around it what is clicked."""
        from starlette.responses import HTMLResponse

        base = await self.shelf.now()
        lang, node = lang_of(request), request.query_params.get("node", "")
        t = words(lang)
        try:
            drawn = await asyncio.to_thread(_drawn, base.graph, node, lang)
        except UnknownName:
            return told(request, 404, t["gone"], t["gone_fact"])
        return HTMLResponse(framed(drawn, node), headers={"Cache-Control": "no-store"})


#: Drawings share script, style and library with each other.
AROUND = Around(assets="/live/")


def _drawn(graph: Graph, node: str, lang: str) -> str:
    from policycascade.visualize.network import draw_part

    trace = trace_node(graph, node)
    ends = (stop for step in (*trace.steps, *trace.undecided) for stop in (step.upper, step.lower))
    plans = {stop.id: stop.plan for stop in (*trace.stops, *ends)}
    part = frozenset(plans) | frozenset(plans.values())
    return draw_part(graph, part, trace.name, lang, AROUND, lit=node)


def framed(drawn: str, node: str) -> str:
    """Fit a drawing into a frame of the explorer: what is clicked is told to the page around it."""
    script = Markup('<script src="/live/drawn.js" data-node="{}"></script>').format(node)
    style = '<link rel="stylesheet" href="/live/drawn.css">'
    head, end, tail = drawn.replace("</head>", f"{style}</head>", 1).rpartition("</body>")
    return f"{head}{script}{end}{tail}"
