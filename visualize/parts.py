"""Parts of a graph that deserve a picture: a plan, a pair, one element's way, the peers of a level.

Each is a set of node ids for ``network.draw_part``. A part holds every fact of the plans it is
about, so that the page can say what it does not draw; of other plans only what is linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from policycascade.visualize.scene import DRAWN

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

Part = frozenset[str]

#: Edges from a plan to its facts.
_HOLDING = ("has_task", "has_target", "contains")
#: Attributes by which facts of several plans are of one name.
_NAMES = {"target": "indicator", "programme": "canonical"}
#: Edges to the plan that an element was compared with and that lacks it.
_LACKING = ("dropped_in", "local_to")


def plan_part(graph: Graph, plan: str) -> Part:
    """One plan: its facts, what they are linked with, and the plans it was compared with."""
    return plans_part(graph, (plan,))


def plans_part(graph: Graph, plans: Collection[str]) -> Part:
    """Several plans, those of a region, say: like ``plan_part`` for each of them."""
    own = _facts(graph, plans)
    return _with_plans(graph, own | _above(graph, own) | _below(graph, own) | _compared(graph, own))


def pair_part(graph: Graph, upper: str, lower: str) -> Part:
    """Two plans with all their facts, and nothing else."""
    return frozenset(_facts(graph, (upper, lower)))


def way_part(graph: Graph, nodes: Iterable[str]) -> Part:
    """Some elements with everything above and below them, at any distance, and their plans."""
    starts = {_main(graph, node) for node in nodes}
    found = set(starts)
    for linked in (_above, _below):
        waiting = sorted(starts)
        while waiting:
            near = linked(graph, [waiting.pop()]) - found
            waiting += sorted(near)
            found |= near
    return _with_plans(graph, found)


def _main(graph: Graph, node: str) -> str:
    """The record that stands for a fact said in several places."""
    edges = graph.out_edges(node, data=True)
    return next((main for _, main, said in edges if said["kind"] == "restates"), node)


def level_part(graph: Graph, level: str) -> Part:
    """The plans of one level as peers: what each takes up and from where, and what several name."""
    peers = {
        node
        for node, said in graph.nodes(data=True)
        if said["kind"] == "plan" and said.get("level") == level
    }
    own = _facts(graph, peers)
    taken = {lower for lower, upper, said in graph.out_edges(own, data=True) if _drawn(said)}
    return _with_plans(graph, peers | _above(graph, own) | taken | _shared(graph, own))


def _shared(graph: Graph, nodes: Iterable[str]) -> set[str]:
    """Targets of an indicator, and programmes, that several plans have."""
    named: dict[tuple[str, str], list[str]] = {}
    for node in nodes:
        said = graph.nodes[node]
        if said["kind"] in _NAMES:
            named.setdefault((said["kind"], said[_NAMES[said["kind"]]]), []).append(node)
    several = (held for held in named.values() if len({graph.nodes[n]["plan"] for n in held}) > 1)
    return {node for held in several for node in held}


def _facts(graph: Graph, plans: Collection[str]) -> set[str]:
    """Plans and everything read from them."""
    edges = graph.out_edges(plans, data=True)
    return set(plans) | {fact for _, fact, said in edges if said["kind"] in _HOLDING}


def _drawn(said: dict[str, str]) -> bool:
    return said["kind"] in DRAWN


def _above(graph: Graph, nodes: Iterable[str]) -> set[str]:
    return {upper for _, upper, said in graph.out_edges(nodes, data=True) if _drawn(said)}


def _below(graph: Graph, nodes: Iterable[str]) -> set[str]:
    return {lower for lower, _, said in graph.in_edges(nodes, data=True) if _drawn(said)}


def _compared(graph: Graph, nodes: Iterable[str]) -> set[str]:
    edges = graph.out_edges(nodes, data=True)
    return {plan for _, plan, said in edges if said["kind"] in _LACKING}


def _with_plans(graph: Graph, nodes: set[str]) -> Part:
    return frozenset(nodes | {graph.nodes[node].get("plan", node) for node in nodes})
