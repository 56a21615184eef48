"""What of a graph is drawn: cards and lines, with the words that prove them.

Plans, cited documents, targets, programmes and tasks become cards; ``derives_from``, undecided
pairs and citations that derive nothing become lines from the upper to the lower end. A further
place of the same fact (``restates``) is no card of its own. All that is left out is counted.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policycascade.ontology.topics import find_topic
from policycascade.visualize.labels import group, say
from policycascade.visualize.palette import LANES, LOOKS

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

Json = dict[str, Any]
#: Lower end, upper end, key and attributes, in the order of their keys.
Edges = Sequence[tuple[str, str, str, Json]]

#: Edges that are drawn; each runs from the lower to the upper end.
DRAWN = ("derives_from", "undecided", "cites")
#: Edges that tell of their first end, wherever the other one is.
_ALONE = ("measures", "restates", "dropped_in", "local_to")
#: Relations to a document that a plan was made from: such a document is never bundled.
SOURCES = ("basis", "presumed")
#: A part with more than this share of a plan's tasks is bundled one heading deeper.
MAIN_PART = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A thing in the picture.

    Attributes:
        lane: its level, or ``unknown``.
        home: the plan it stands in; its own id for plans and documents.
        status: ``linked``, ``dropped``, ``local``, ``undecided`` or ``alone``.
        order: where it stands in its plan.
        bundle: id of the card that stands for its chapter; empty where it stands for itself.
        block: id of the card that stands for its plan, or for the documents of its level.
        members: how many cards it stands for.
        topic: the policy field it belongs to, where known.
        nature: of a target ``binding``, ``expected`` or ``unstated``; else empty.
        details: what the side panel says of it.
    """

    id: str
    kind: str
    label: str
    lane: str
    home: str
    status: str = "alone"
    order: int = 0
    bundle: str = ""
    block: str = ""
    members: int = 0
    topic: str = ""
    nature: str = ""
    details: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A link between two cards, with the words at both ends, or ``count`` links without."""

    id: str
    upper: str
    lower: str
    relation: str
    confidence: float
    count: int = 1
    details: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is drawn, and how many nodes of which kind are not."""

    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    left_out: Mapping[str, int]


def read_scene(graph: Graph, lang: str, only: frozenset[str] | None = None) -> Scene:
    """Read what is drawn of a graph, or of those of its nodes that are in ``only``."""
    nodes = {n: graph.nodes[n] for n in sorted(graph if only is None else only)}
    edges = sorted(_edges(graph, nodes), key=lambda edge: (edge[2], edge[0], edge[1]))
    restating = {u for u, _, _, a in edges if a["kind"] == "restates"}
    drawn = {n: a for n, a in nodes.items() if a["kind"] in LOOKS and n not in restating}
    lines = tuple(_lines(edges, drawn, lang))
    status = _statuses(edges, lines)
    chapters = _chapters(drawn.values())
    sources = {line.upper for line in lines if line.relation in SOURCES}
    topics = _topics(graph, edges)
    cards = tuple(
        dataclasses.replace(
            _card(n, a, lang),
            status=status.get(n, "alone"),
            bundle=_bundle(a, chapters, n in sources),
            topic=topics.get(n) or _topic(a, drawn),
        )
        for n, a in drawn.items()
    )
    left_out = Counter(
        "restated" if n in restating and a["kind"] in LOOKS else a["kind"]
        for n, a in nodes.items()
        if n not in drawn
    )
    return Scene(cards=cards, lines=lines, left_out=dict(sorted(left_out.items())))


def _edges(graph: Graph, nodes: Mapping[str, Json]) -> Iterator[tuple[str, str, str, Json]]:
    """The edges between some nodes, or telling of one; ``out_edges`` takes three times as long."""
    rows = dict(graph.adjacency())
    for lower in nodes:
        for upper, keyed in rows[lower].items():
            for key, a in keyed.items():
                if upper in nodes or a["kind"] in _ALONE:
                    yield lower, upper, key, a


def _card(node: str, a: Json, lang: str) -> Card:
    own = a["kind"] in ("plan", "document")
    return Card(
        id=node,
        kind=a["kind"],
        label=a["label"],
        lane=_lane(a),
        home=node if own else a["plan"],
        order=a.get("start", 0),
        block=_block(a),
        nature=a.get("nature", "unstated") if a["kind"] == "target" else "",
        details=_details(a, lang),
    )


def _bundle(a: Json, chapters: Mapping[str, Chapters], source: bool) -> str:
    """Which card stands for it in the overview; plans and what they come from stand themselves."""
    if a["kind"] == "plan" or source:
        return ""
    if a["kind"] == "document":
        return f"{_lane(a)}/document/"
    part = chapters[a["plan"]].of(a.get("path", ())) if a["kind"] == "task" else ""
    return f"{a['plan']}/{a['kind']}/{part}"


def _block(a: Json) -> str:
    """Which card stands for it among the plans."""
    if a["kind"] == "plan":
        return ""
    return f"{_lane(a)}/document/" if a["kind"] == "document" else str(a["plan"])


def _topics(graph: Graph, edges: Edges) -> dict[str, str]:
    """The policy field of each target whose indicator has one."""
    return {
        target: graph.nodes[indicator]["topic"]
        for target, indicator, _, a in edges
        if a["kind"] == "measures" and graph.nodes[indicator].get("topic")
    }


def _topic(a: Json, drawn: Mapping[str, Json]) -> str:
    """The policy field that its own words tell, else that of its plan."""
    own = a.get("field") if a["kind"] in ("plan", "document") else _topic_of(a["label"])
    return str(own or drawn.get(str(a.get("plan")), {}).get("field") or "")


@functools.lru_cache(maxsize=1 << 16)
def _topic_of(label: str) -> str | None:
    return find_topic(label)


def _lane(a: Json) -> str:
    level = a.get("level")
    return level if level in LANES else "unknown"


@dataclass(frozen=True, slots=True)
class Chapters:
    """The parts of one plan that its tasks are bundled by, with their titles."""

    main: frozenset[str]
    titles: Mapping[tuple[str, ...], str]

    def of(self, path: Sequence[str]) -> str:
        """The part a path lies in, as ``number title``."""
        head = tuple(path[: 2 if path and path[0] in self.main else 1])
        return " ".join([*head, self.titles.get(head, "")]).strip()


def _chapters(drawn: Iterable[Json]) -> dict[str, Chapters]:
    """The parts of each plan that has tasks."""
    tasks: dict[str, list[Json]] = defaultdict(list)
    for a in drawn:
        if a["kind"] == "task":
            tasks[a["plan"]].append(a)
    return {plan: _parts(held) for plan, held in tasks.items()}


def _parts(tasks: Sequence[Json]) -> Chapters:
    parts = Counter(a["path"][0] for a in tasks if a.get("path"))
    main = frozenset(p for p, count in parts.items() if count > MAIN_PART * parts.total())
    return Chapters(main, {tuple(a.get("path", ())): str(a.get("title")) for a in tasks})


def _statuses(edges: Edges, lines: Sequence[Line]) -> dict[str, str]:
    status: dict[str, str] = {}
    for source, _, _, a in edges:
        if a["kind"] in ("dropped_in", "local_to"):
            status[source] = "dropped" if a["kind"] == "dropped_in" else "local"
    for line in lines:
        for end in (line.upper, line.lower):
            if line.relation == "undecided":
                status.setdefault(end, "undecided")
            else:
                status[end] = "linked"
    return status


def _lines(edges: Edges, drawn: Mapping[str, Json], lang: str) -> Iterator[Line]:
    derived = {(u, v) for u, v, _, a in edges if a["kind"] == "derives_from"}
    for lower, upper, key, a in edges:
        if a["kind"] not in DRAWN or lower not in drawn or upper not in drawn or lower == upper:
            continue
        if a["kind"] == "cites":
            if (lower, upper) in derived:
                continue
            derived.add((lower, upper))
        yield Line(
            id=f"{a['kind']}/{key}",
            upper=upper,
            lower=lower,
            relation=a.get("relation") or a.get("role") or a["kind"],
            confidence=float(a.get("confidence") or 0),
            details=_line_details(a, lang),
        )


def _line_details(a: Json, lang: str) -> Json:
    english = lang == "en"
    upper_plan = a.get("upper_plan")
    quotes: dict[str, list[Json]] = {"upper": [], "lower": []}
    for proof in a.get("evidence", ()):
        quotes["upper" if proof["plan"] == upper_plan else "lower"].append(_quote(proof))
    facts: list[tuple[str, str]] = []
    if a.get("share") is not None:
        facts.append((say("share", lang), f"{float(a['share']) * 100:.1f} %"))
    if a.get("amplification") is not None:
        facts.append((say("amplification", lang), f"{a['amplification']:g}"))
    method = str(a.get("method") or "")
    return {
        "quotes": quotes,
        "facts": facts,
        "method": group("method", lang).get(method, method),
        "why": str((a.get("why_en") if english else a.get("why")) or ""),
        "inverted": bool(a.get("inverted")),
        "reasons": [reason["en" if english else "zh"] for reason in a.get("reasons", ())],
    }


def _quote(proof: Json) -> Json:
    """The words, and where they stand: ``at`` is plan, start and end."""
    at = (proof["plan"], proof["start"], proof["end"])
    return {"quote": proof["quote"], "section": " › ".join(proof.get("section", ())), "at": at}


def _details(a: Json, lang: str) -> Json:
    """The fields and quotes of the side panel; what is not known is left out."""
    fields: list[tuple[str, str]] = []

    def add(key: str, value: object) -> None:
        if value not in (None, "", [], ()):
            fields.append((say(key, lang), str(value)))

    if a["kind"] in ("plan", "document"):
        add("region", a.get("region"))
    add("doc_number", a.get("doc_number"))
    add("issuer", a.get("issuer"))
    add("issued", a.get("issued") or a.get("published"))
    if a.get("period_start"):
        add("period", f"{a['period_start']}–{a['period_end']}")
    add("value", a.get("value_raw") or a.get("relative_to"))
    add("basis", group("basis", lang).get(str(a.get("basis"))))
    add("nature", group("nature", lang).get(str(a.get("nature"))))
    add("baseline", a.get("baseline_raw"))
    add("mentions", "、".join(a.get("mentions", ())))
    add("members", "、".join(a.get("members", ())))
    add("organs", "、".join(a.get("organs", ())))
    proofs = a.get("evidence", ()) if a["kind"] != "plan" else ()
    return {"fields": fields, "quotes": [_quote(proof) for proof in proofs]}
