"""What a result names of the base: elements by their address, or by their words and plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policycascade.graph.results import Cell, QueryResult

if TYPE_CHECKING:
    from policycascade.graph.trace import Graph

#: The words by which a row tells an element, besides its label.
_TOLD = ("title", "indicator", "canonical", "quote")


def node_of(graph: Graph, value: Cell) -> str:
    """The element whose address a cell holds; nothing if it holds none of this base."""
    if not isinstance(value, str) or not value.startswith("http"):
        return ""
    name = value.rpartition("/")[2]
    return name if name in graph else ""


def named_nodes(graph: Graph, result: QueryResult) -> frozenset[str]:
    """The elements that the rows name.

    A saved question answers in words: a row that has the title of a plan and the name or the quote
    of something in that plan names that element.
    """
    found: set[str] = set()
    titles, told = _index(graph)
    for row in result.rows:
        found |= {node for value in row if (node := node_of(graph, value))}
        words = [value for value in row if isinstance(value, str) and value]
        plans = [plan for word in words for plan in titles.get(word, ())]
        found |= {node for plan in plans for word in words for node in told.get((plan, word), ())}
        if len(plans) > 1:
            found.update(plans)
    return frozenset(found)


Titles = Mapping[str, Sequence[str]]
Told = Mapping[tuple[str, str], Sequence[str]]


def _index(graph: Graph) -> tuple[Titles, Told]:
    titles: dict[str, list[str]] = defaultdict(list)
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, said in graph.nodes(data=True):
        if said["kind"] in ("plan", "document"):
            titles[said["label"]].append(node)
        elif "plan" in said:
            for words in set(_words(said)):
                told[said["plan"], words].append(node)
    return titles, told


def _words(said: Mapping[str, Any]) -> Iterable[str]:
    yield said["label"]
    yield from (said[name] for name in _TOLD if said.get(name))
