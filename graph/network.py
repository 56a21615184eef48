"""The graph as networkx sees it: node ids are the local names of the RDF subjects.

Every attribute is a plain JSON value; what is not known is left out, so read with ``.get``.
Kinds of nodes and edges, and which way edges run: ``graph.kinds``.

Nodes
    kind, label        always
    level              ``national`` … ``township``: plan, document, facts of a plan, region
    plan, plan_title, region, field
                       on task, programme, target, outturn: the plan they stand in, its region's
                       name and policy field (``region``, ``field`` also on plan and document)
    quote, start, end, section, evidence
                       the words that prove it (section: headings' numbers, outermost first);
                       ``evidence`` lists every place as {plan, quote, start, end, section}
    confidence, method on task, programme, target, outturn
    plan, document     title, region_code, period_start, period_end, doc_number; plan also issuer,
                       issued, published, source, sha256, media_type, chars; document: stub
    task               title, number, path, depth, leaf, task_kind, organs
    programme          canonical, programme_kind, origin, mentions, members, past
    target, outturn    indicator, indicator_raw, op, value, unit, value_raw, basis, year_from,
                       year_to, nature, baseline_value, baseline_unit, baseline_year,
                       baseline_raw, relative_to, wording, place
    indicator          aliases, unit, direction, aggregation, indicator_kind, topic, label_en, known
    region             code, full_name, parts (how many regions are right below it)
    organisation       name, region_code (where the name alone does not tell whose it is)

Edges (the key is the id of the link, derivation or citation it stands for, else made of its ends)
    kind, label, label_en, confidence, method     always
    evidence           as above, the lower end first
    quote, quote_upper the words in the lower (or only) plan, and those in the upper plan
    relation, lower_plan, upper_plan, reasons     on derives_from, cascades_to, undecided,
                       dropped_in, local_to; reasons: [{feature, score, zh, en}]
    element            plan, target, programme or task: what the link joins
    name, share, amplification, flags, nearest, why, why_en
                       where the link joins elements of plans
    inverted, lag_days where the link joins plans (倒挂, 时滞)
    role               on cites (basis, implements, mention) and assigned_to (lead, support)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from policycascade.graph.elements import elements
from policycascade.graph.kinds import Edge, Node, Proof, Value
from policycascade.model import Corpus, Reason, Words

if TYPE_CHECKING:
    import networkx as nx

Json = dict[str, Any]


def build_graph(corpus: Corpus) -> nx.MultiDiGraph[str]:
    """Build the graph of a corpus.

    Raises:
        ValueError: if the corpus contradicts itself; see ``elements``.
    """
    import networkx as nx

    nodes, edges = elements(corpus)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.id, **_node_attributes(node))
    for edge in edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **_edge_attributes(edge))
    return graph


def _node_attributes(node: Node) -> Json:
    proofs = [_proof(proof) for proof in node.evidence]
    first = {key: proofs[0][key] for key in ("quote", "start", "end", "section")} if proofs else {}
    evidence = {"evidence": proofs} if proofs else {}
    return {
        "kind": node.kind.value,
        "label": node.label,
        **_plain(node.attributes),
        **first,
        **evidence,
    }


def _edge_attributes(edge: Edge) -> Json:
    proofs = [_proof(proof) for proof in edge.evidence]
    upper = edge.attributes.get("upper_plan")
    quotes: Json = {}
    for proof in proofs:
        name = "quote_upper" if proof["plan"] == upper else "quote"
        quotes.setdefault(name, proof["quote"])
    return {
        "kind": edge.kind.value,
        "label": edge.label.zh,
        "label_en": edge.label.en,
        "confidence": edge.confidence,
        "method": str(edge.method),
        **_plain(edge.attributes),
        **quotes,
        "evidence": proofs,
    }


def _proof(proof: Proof) -> Json:
    words = proof.evidence
    return {
        "plan": proof.plan,
        "quote": words.quote,
        "start": words.span.start,
        "end": words.span.end,
        "section": list(words.section),
    }


def _plain(attributes: Mapping[str, Value]) -> Json:
    made: Json = {}
    for name, value in attributes.items():
        if isinstance(value, Words):
            made |= {name: value.zh, f"{name}_en": value.en}
        else:
            made[name] = _json(value)
    return made


def _json(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_reason(item) if isinstance(item, Reason) else item for item in value]
    return value


def _reason(reason: Reason) -> Json:
    sentence = reason.sentence
    return {
        "feature": reason.feature,
        "score": reason.score,
        "zh": sentence.zh,
        "en": sentence.en,
    }
