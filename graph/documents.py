"""Documents and what they belong to: plans, cited documents, regions, organisations."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from policycascade.graph.kinds import EDGE_LABELS, Edge, EdgeKind, Node, NodeKind, Proof, Value
from policycascade.model import Plan, Record, Region, Stub, make_id

Element = Node | Edge


def known(**attributes: Value | None) -> dict[str, Value]:
    """Leave out what is not known."""
    return {name: value for name, value in attributes.items() if value not in (None, "", ())}


def edge(kind: EdgeKind, source: str, target: str, of: Record | None = None, at: str = "") -> Edge:
    """Join two nodes by structure, on the words of a record of the plan ``at``, where given."""
    return Edge(
        id=make_id("edge", kind, source, target),
        source=source,
        target=target,
        kind=kind,
        label=EDGE_LABELS[kind],
        confidence=of.confidence if of else 1.0,
        method=of.method if of else "structure",
        evidence=(Proof(at, of.evidence),) if of else (),
    )


def organisation_id(name: str, region: Region | None) -> str:
    """Name an organisation: a bare “市财政局” is another one in each region that says so."""
    return make_id("organisation", _scope(name, region), name)


def _scope(name: str, region: Region | None) -> str | None:
    """The region that tells a bare name apart; none where the name itself tells whose it is."""
    if region is None or any(here.name in name for here in _with_those_above(region)):
        return None
    return region.code


def _with_those_above(region: Region) -> list[Region]:
    from policycascade.ontology.regions import region as find

    return [*filter(None, map(find, region.ancestors)), region]


def document_elements(stub: Stub) -> Iterator[Element]:
    """Read a cited document outside the corpus: what is known of it stands in its title."""
    yield Node(
        id=stub.id,
        kind=NodeKind.DOCUMENT,
        label=stub.title,
        attributes=known(title=stub.title, stub=True, **_document_facts(stub)),
    )
    if stub.region:
        yield from region_elements(stub.region)
        yield edge(EdgeKind.APPLIES_TO, stub.id, region_id(stub.region.code))


def _document_facts(document: Plan | Stub) -> dict[str, Value | None]:
    region, period = document.region, document.period
    return {
        "level": document.level,
        "region": region.name if region else None,
        "region_code": region.code if region else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "field": document.field,
        "doc_number": document.doc_number,
    }


def plan_node(plan: Plan) -> Node:
    """Make the node of a plan, proven by its front matter."""
    source = plan.source
    attributes = known(
        title=plan.title,
        issuer=plan.issuer,
        issued=plan.issued,
        published=plan.published,
        source=source.name,
        sha256=source.sha256,
        media_type=source.media_type,
        chars=source.chars,
        **_document_facts(plan),
    )
    front = ("title", "doc_number", "issued")
    proofs = tuple(Proof(plan.id, plan.front[name]) for name in front if name in plan.front)
    return Node(
        id=plan.id, kind=NodeKind.PLAN, label=plan.title, attributes=attributes, evidence=proofs
    )


def front_edge(plan: Plan, kind: EdgeKind, target: str, field: str) -> Edge:
    """Join a plan by a field of its front matter; the region is read from the title."""
    proof = plan.front.get(field) or plan.front.get("title")
    made = edge(kind, plan.id, target)
    return replace(made, method="front", evidence=(Proof(plan.id, proof),) if proof else ())


def region_id(code: str) -> str:
    """Name a region by its code."""
    return f"region-{code}"


def region_elements(region: Region) -> Iterator[Element]:
    """Read a region and those above it, as far as their names are known."""
    chain = _with_those_above(region)
    for here in chain:
        yield Node(
            id=region_id(here.code),
            kind=NodeKind.REGION,
            label=here.name,
            attributes=known(
                code=here.code,
                level=here.level,
                full_name=here.full_name,
                parts=_parts().get(here.code),
            ),
        )
    for above, here in itertools.pairwise(chain):
        yield edge(EdgeKind.PART_OF, region_id(here.code), region_id(above.code))


@functools.cache
def _parts() -> Mapping[str, int]:
    """How many regions stand right below each."""
    from policycascade.ontology.regions import regions

    return Counter(one.ancestors[-1] for one in regions() if one.ancestors)


def organisation(name: str, region: Region | None) -> Node:
    """Make the node of an organisation that a plan of ``region`` names."""
    scope = _scope(name, region)
    return Node(
        id=organisation_id(name, region),
        kind=NodeKind.ORGANISATION,
        label=f"{name}（{region.name}）" if region and scope else name,
        attributes=known(name=name, region_code=scope),
    )
