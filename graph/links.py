"""How documents and their elements join: citations, derivations and cascades as edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policycascade.graph.documents import document_elements, edge, known
from policycascade.graph.facts import mention_nodes
from policycascade.graph.kinds import Edge, EdgeKind, Node, Proof, Value
from policycascade.model import (
    Cascade,
    Citation,
    Corpus,
    Derivation,
    ElementKind,
    End,
    Link,
    Plan,
    Relation,
    Role,
    Stub,
    Words,
    make_id,
)

#: The words for a relation, as a reader sees them on an arrow.
RELATION_LABELS: Mapping[Relation, Words] = {
    Relation.SAME: Words(zh="一致", en="same"),
    Relation.STRICTER: Words(zh="加码", en="stricter"),
    Relation.LOOSER: Words(zh="打折", en="looser"),
    Relation.SHARE: Words(zh="分担", en="share"),
    Relation.NOT_COMPARABLE: Words(zh="不可比", en="not comparable"),
    Relation.CARRIED: Words(zh="承接", en="carried"),
    Relation.MERGED: Words(zh="合并", en="merged"),
    Relation.SPLIT: Words(zh="拆分", en="split"),
    Relation.NARROWED: Words(zh="收窄", en="narrowed"),
    Relation.RENAMED: Words(zh="改名", en="renamed"),
    Relation.SPECIFIED: Words(zh="细化", en="specified"),
    Relation.BASIS: Words(zh="编制依据", en="basis"),
    Relation.IMPLEMENTS: Words(zh="贯彻落实", en="implements"),
    Relation.MENTION: Words(zh="提及", en="mention"),
    Relation.PRESUMED: Words(zh="推定上级", en="presumed"),
    Relation.DROPPED: Words(zh="断点", en="dropped"),
    Relation.LOCAL: Words(zh="本地", en="local"),
    Relation.UNDECIDED: Words(zh="待定", en="undecided"),
}

#: A document that is only mentioned is cited, but nothing derives from it.
_NO_DERIVATION = {Relation.MENTION, Relation.UNDECIDED}


def citation_elements(corpus: Corpus) -> Iterator[Node | Edge]:
    """Join each plan to the documents it names; one that nobody resolved becomes a stub here."""
    documents: tuple[Stub | Plan, ...] = (*corpus.stubs, *corpus.plans)
    titles = {document.title: document.id for document in documents}
    found = {
        (derivation.lower, evidence.span): derivation.upper
        for derivation in corpus.derivations
        for evidence in derivation.evidence
    }
    for plan in corpus.plans:
        for citation in plan.citations:
            if citation.role is Role.SELF:
                continue
            upper = found.get((plan.id, citation.evidence.span)) or titles.get(citation.title)
            if upper is None:
                stub = _stub(citation)
                yield from document_elements(stub)
                upper = stub.id
            if upper != plan.id:
                yield _cites(plan, citation, upper)


def _stub(citation: Citation) -> Stub:
    from policycascade.ontology.titles import normalise_title

    return Stub(
        id=make_id("document", normalise_title(citation.title), citation.doc_number),
        title=citation.title,
        region=citation.region,
        level=citation.level,
        period=citation.period,
        field=citation.field,
        doc_number=citation.doc_number,
    )


def _cites(plan: Plan, citation: Citation, upper: str) -> Edge:
    made = edge(EdgeKind.CITES, plan.id, upper, citation, plan.id)
    attributes = known(
        role=citation.role, title=citation.title, doc_number=citation.doc_number, plan=plan.id
    )
    return replace(made, id=citation.id, attributes=attributes)


def derivation_edges(corpus: Corpus) -> Iterator[Edge]:
    """Join each plan to the documents it derives from, and those down to it."""
    issued = {plan.id: plan.issued for plan in corpus.plans}
    for derivation in corpus.derivations:
        if derivation.relation in _NO_DERIVATION:
            continue
        above, below = issued.get(derivation.upper), issued.get(derivation.lower)
        down = Edge(
            id=derivation.id,
            source=derivation.lower,
            target=derivation.upper,
            kind=EdgeKind.DERIVES_FROM,
            label=RELATION_LABELS[derivation.relation],
            confidence=derivation.confidence,
            method=derivation.method,
            evidence=tuple(Proof(derivation.lower, words) for words in derivation.evidence),
            attributes=known(
                relation=derivation.relation,
                element=ElementKind.PLAN,
                lag_days=(below - above).days if above and below else None,
                inverted=derivation.inverted,
                reasons=derivation.reasons,
                lower_plan=derivation.lower,
                upper_plan=derivation.upper,
            ),
        )
        yield from _both_ways(down, derivation.cascade)


def _both_ways(down: Edge, cascades: bool) -> Iterator[Edge]:
    yield down
    if cascades:
        yield replace(down, source=down.target, target=down.source, kind=EdgeKind.CASCADES_TO)


def cascade_edges(corpus: Corpus) -> Iterator[Edge]:
    """Join the elements of plans that derive from one another; a mere comparison joins nothing."""
    names = mention_nodes(corpus)
    derived = {
        (made.lower, made.upper): made
        for made in corpus.derivations
        if made.relation not in _NO_DERIVATION
    }
    for cascade in corpus.cascades:
        derivation = cascade.derivation or derived.get((cascade.lower, cascade.upper))
        if derivation is None or derivation.relation in _NO_DERIVATION:
            continue
        for link in cascade.links:
            yield from _link_edges(cascade, link, names, derivation)


def _link_edges(
    cascade: Cascade, link: Link, names: Mapping[str, str], derivation: Derivation
) -> Iterator[Edge]:
    upper, lower = link.upper, link.lower
    ends = [end for end in (lower, upper) if end]

    def join(kind: EdgeKind, source: str, target: str) -> Edge:
        return Edge(
            id=link.id,
            source=source,
            target=target,
            kind=kind,
            label=RELATION_LABELS[link.relation],
            confidence=link.confidence,
            method=link.method,
            evidence=tuple(Proof(end.plan, end.evidence) for end in ends),
            attributes=_details(cascade, link),
        )

    if lower and upper:
        decided = link.relation is not Relation.UNDECIDED
        kind = EdgeKind.DERIVES_FROM if decided else EdgeKind.UNDECIDED
        made = join(kind, _node(lower, names), _node(upper, names))
        yield from _both_ways(made, derivation.cascade and decided)
    elif upper:
        yield join(EdgeKind.DROPPED_IN, _node(upper, names), cascade.lower)
    elif lower:
        yield join(EdgeKind.LOCAL_TO, _node(lower, names), cascade.upper)
    yield from _restatements(ends, link.also, names)


def _node(end: End, names: Mapping[str, str]) -> str:
    return names.get(end.record, end.record)


def _details(cascade: Cascade, link: Link) -> dict[str, Value]:
    return known(
        relation=link.relation,
        name=link.name,
        element=link.kind,
        share=link.share,
        amplification=link.amplification,
        flags=link.flags,
        why=link.why,
        nearest=link.nearest.label if link.nearest else None,
        reasons=link.reasons,
        lower_plan=cascade.lower,
        upper_plan=cascade.upper,
    )


def _restatements(
    ends: Iterable[End], also: Iterable[End], names: Mapping[str, str]
) -> Iterator[Edge]:
    """Join further places of a fact to the one its links use, each within its own plan."""
    main = {end.plan: _node(end, names) for end in ends}
    for place in also:
        source, target = _node(place, names), main.get(place.plan)
        if target and source != target:
            made = edge(EdgeKind.RESTATES, source, target)
            yield replace(made, evidence=(Proof(place.plan, place.evidence),))
