"""Following a goal, programme, task or plan up and down the levels, on the networkx graph.

A name is looked up as it is, then as another name of something (an alias of an indicator, a
programme as printed, or one of its members), then inside longer names; in each of these rounds
indicators go before programmes, tasks and plans. From what is found the walk goes up and down
along ``derives_from``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policycascade.errors import UnknownName
from policycascade.graph.nearness import bare, nearest
from policycascade.model import Evidence, Level, Span, Words

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

#: Kinds that can be traced, in the order in which a name is looked up.
TRACED = ("indicator", "programme", "task", "plan")

#: Attributes that hold further names.
_OTHER_NAMES = ("aliases", "mentions", "members", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One element on the way: what one plan says.

    Attributes:
        id: its node.
        plan: id of its plan (its own for a plan or document).
        evidence: every place where the plan says it, the first one first.
        members: what a programme like 一金三制 is made of.
    """

    id: str
    kind: str
    label: str
    level: Level | None
    plan: str
    plan_title: str
    region: str
    evidence: tuple[Evidence, ...]
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link on the way: ``lower`` derives from ``upper``.

    Attributes:
        link: id of the link, the key of its edge.
        relation: ``same``, ``carried`` …; ``label`` the words for it.
        why, flags: what a reader should know of the link.
        evidence: the words the link itself rests on, the lower end first; for plans the words by
            which the lower one cites the upper.
    """

    link: str
    upper: Stop
    lower: Stop
    relation: str
    label: Words
    confidence: float
    method: str
    share: float | None = None
    amplification: float | None = None
    why: Words | None = None
    flags: tuple[str, ...] = ()
    reasons: tuple[Words, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """An element that the plan it was compared with does not have.

    Attributes:
        relation: ``dropped`` (断点: no lower counterpart) or ``local`` (本地: no source above).
        plan, plan_title: the plan that lacks it.
        nearest: the nearest candidate that was refused.
    """

    link: str
    stop: Stop
    relation: str
    plan: str
    plan_title: str
    level: Level | None
    why: Words | None = None
    nearest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The way of an element through the levels.

    Attributes:
        name: what was asked for; ``matched`` the names found for it, all of one ``kind``.
        stops: every element on the way, highest level first, then plan by plan.
        steps: the links between them, from the top down.
        undecided: pairs that wait for a reviewer; the other end need not be a stop.
        breaks: where the way ends: dropped below, or without a source above.
    """

    name: str
    kind: str
    matched: tuple[str, ...]
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]
    undecided: tuple[Step, ...]
    breaks: tuple[Break, ...]

    @property
    def by_plan(self) -> tuple[tuple[Stop, ...], ...]:
        """The stops of each plan together, highest level first."""
        return tuple(tuple(group) for _, group in groupby(self.stops, key=lambda stop: stop.plan))

    @property
    def unlinked(self) -> tuple[Stop, ...]:
        """Stops that no link touches, in no plan."""
        linked = {stop.id for step in self.steps for stop in (step.upper, step.lower)}
        return tuple(stop for stop in self.stops if stop.id not in linked)


def trace(graph: Graph, name: str) -> Trace:
    """Follow what has this name.

    Raises:
        UnknownName: if nothing has it; carries the nearest names.
    """
    kind, found = _find(graph, name)
    return _follow(graph, name, kind, found)


def trace_node(graph: Graph, node: str) -> Trace:
    """Follow one node, of whatever kind; nothing else that has its name.

    Raises:
        UnknownName: if there is no such node (any more).
    """
    if node not in graph:
        raise UnknownName(node)
    said = graph.nodes[node]
    return _follow(graph, said["label"], said["kind"], [node])


def _follow(graph: Graph, name: str, kind: str, found: Sequence[str]) -> Trace:
    starts = set(_starts(graph, kind, found))
    on_way = starts | _reach(graph, starts, up=True) | _reach(graph, starts, up=False)
    stops = {node: _stop(graph, node) for node in sorted(on_way)}
    edges = {
        (said["kind"], key): (key, lower, upper, said)
        for around in (graph.out_edges, graph.in_edges)
        for lower, upper, key, said in around(on_way, keys=True, data=True)
        if said["kind"] != "derives_from" or {lower, upper} <= on_way
    }.values()
    return Trace(
        name=name,
        kind=kind,
        matched=tuple(dict.fromkeys(graph.nodes[node]["label"] for node in found)),
        stops=tuple(sorted(stops.values(), key=_place)),
        steps=tuple(_steps(graph, edges, "derives_from")),
        undecided=tuple(_steps(graph, edges, "undecided")),
        breaks=tuple(_breaks(graph, stops, edges)),
    )


# ---------------------------------------------------------------- looking up


def _names(graph: Graph) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each node that can be traced: its id, its name, its other names; by kind, then id."""
    for kind in TRACED:
        for node in sorted(graph):
            said: Mapping[str, Any] = graph.nodes[node]
            if said["kind"] == kind:
                others: list[str] = []
                for attribute in _OTHER_NAMES:
                    value = said.get(attribute, ())
                    others += [value] if isinstance(value, str) else value
                yield node, said["label"], tuple(others)


def _find(graph: Graph, name: str) -> tuple[str, list[str]]:
    wanted = bare(name)
    names = [
        (node, bare(label), [bare(other) for other in others])
        for node, label, others in _names(graph)
    ]
    rounds = (
        [node for node, label, _ in names if label == wanted],
        [node for node, _, others in names if wanted in others],
        [node for node, label, others in names if any(wanted in n for n in (label, *others))],
    )
    for found in rounds if wanted else ():
        for kind in TRACED:
            of_kind = [node for node in found if graph.nodes[node]["kind"] == kind]
            if of_kind:
                return kind, of_kind
    raise UnknownName(name, _near(graph, name))


def _near(graph: Graph, name: str) -> list[str]:
    return nearest(name, (one for _, label, others in _names(graph) for one in (label, *others)))


# ---------------------------------------------------------------- walking


def _starts(graph: Graph, kind: str, found: Iterable[str]) -> Iterator[str]:
    for node in found:
        if kind == "indicator":
            measuring = graph.in_edges(node, data=True)
            targets = (one for one, _, said in measuring if said["kind"] == "measures")
            yield from (_main(graph, one) for one in targets if _kind(graph, one) == "target")
        else:
            yield _main(graph, node)


def _kind(graph: Graph, node: str) -> str:
    return str(graph.nodes[node]["kind"])


def _main(graph: Graph, node: str) -> str:
    """The record that stands for a fact said in several places."""
    for _, main, said in graph.out_edges(node, data=True):
        if said["kind"] == "restates":
            return str(main)
    return node


def _reach(graph: Graph, starts: Iterable[str], up: bool) -> set[str]:
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        edges = graph.out_edges(node, data=True) if up else graph.in_edges(node, data=True)
        for lower, upper, said in edges:
            other = upper if up else lower
            if said["kind"] == "derives_from" and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _level(said: Mapping[str, Any]) -> Level | None:
    return Level(said["level"]) if "level" in said else None


def _evidence(proof: Mapping[str, Any]) -> Evidence:
    return Evidence(
        quote=proof["quote"],
        span=Span(proof["start"], proof["end"]),
        section=tuple(proof["section"]),
    )


def _stop(graph: Graph, node: str) -> Stop:
    said = graph.nodes[node]
    places = [one for one, _, edge in graph.in_edges(node, data=True) if edge["kind"] == "restates"]
    evidence = [
        _evidence(proof)
        for place in (node, *sorted(places))
        for proof in graph.nodes[place].get("evidence", ())
    ]
    return Stop(
        id=node,
        kind=said["kind"],
        label=said["label"],
        level=_level(said),
        plan=said.get("plan", node),
        plan_title=said.get("plan_title", said["label"]),
        region=said.get("region", ""),
        evidence=tuple(evidence),
        members=tuple(said.get("members", ())),
    )


def _place(stop: Stop) -> tuple[int, str, str, int, str]:
    """Where a stop stands: by level, plan and place in the plan."""
    rank = stop.level.rank if stop.level else len(Level)
    start = stop.evidence[0].span.start if stop.evidence else 0
    return rank, stop.plan_title, stop.plan, start, stop.id


Edges = Iterable[tuple[str, str, str, Mapping[str, Any]]]


def _words(said: Mapping[str, Any], name: str) -> Words | None:
    return Words(zh=said[name], en=said[f"{name}_en"]) if name in said else None


def _steps(graph: Graph, edges: Edges, kind: str) -> list[Step]:
    made = [
        Step(
            link=key,
            upper=_stop(graph, upper),
            lower=_stop(graph, lower),
            relation=said["relation"],
            label=Words(zh=said["label"], en=said["label_en"]),
            confidence=said["confidence"],
            method=said["method"],
            share=said.get("share"),
            amplification=said.get("amplification"),
            why=_words(said, "why"),
            flags=tuple(said.get("flags", ())),
            reasons=tuple(Words(zh=one["zh"], en=one["en"]) for one in said.get("reasons", ())),
            evidence=tuple(map(_evidence, said["evidence"])),
        )
        for key, lower, upper, said in edges
        if said["kind"] == kind
    ]
    return sorted(made, key=lambda step: (_place(step.upper), _place(step.lower), step.link))


def _breaks(graph: Graph, stops: Mapping[str, Stop], edges: Edges) -> Iterator[Break]:
    """Where the way ends; an element with any source above is local to none."""
    relations = {"dropped_in": "dropped", "local_to": "local"}
    sourced = {lower for _, lower, _, said in edges if said["kind"] == "derives_from"}
    found = [
        (stops[node], key, plan, said)
        for key, node, plan, said in edges
        if node in stops
        and (said["kind"] == "dropped_in" or (said["kind"] == "local_to" and node not in sourced))
    ]

    def place(one: tuple[Stop, str, str, Mapping[str, Any]]) -> tuple[Any, ...]:
        stop, key, plan, _ = one
        return _place(stop), graph.nodes[plan]["label"], plan, key

    for stop, key, plan, said in sorted(found, key=place):
        lacking = graph.nodes[plan]
        yield Break(
            link=key,
            stop=stop,
            relation=relations[said["kind"]],
            plan=plan,
            plan_title=lacking["label"],
            level=_level(lacking),
            why=_words(said, "why"),
            nearest=said.get("nearest"),
        )
