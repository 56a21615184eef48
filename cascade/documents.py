"""Which document derives from which: cited titles resolved, parents presumed, the rest as stubs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policycascade.cascade.phrases import day
from policycascade.cascade.resolving import Found, bare_title, certain, is_younger, resolve
from policycascade.model import (
    Citation,
    Derivation,
    Level,
    Method,
    Plan,
    Relation,
    Role,
    Stub,
    make_id,
)

#: Where a plan names a document in several roles, the strongest counts.
ROLES = (Role.BASIS, Role.IMPLEMENTS, Role.MENTION)
#: Along these relations elements are linked; a mere mention says nothing of contents.
CASCADING = (Relation.BASIS, Relation.IMPLEMENTS, Relation.PRESUMED)
#: An uncited parent of the same field and period: likely, but nobody says so.
PRESUMED = 0.75


@dataclass(frozen=True, slots=True)
class Cited:
    """One document as a plan cites it: every place, and the strongest role."""

    citation: Citation
    places: tuple[Citation, ...]


def link_documents(plans: Sequence[Plan]) -> tuple[tuple[Derivation, ...], tuple[Stub, ...]]:
    """Join plans with what they cite and, uncited, with the parents they most likely have."""
    derivations: list[Derivation] = []
    unresolved: list[tuple[Plan, Cited]] = []
    for plan in plans:
        for cited in cited_documents(plan):
            found = resolve(cited.citation, plan, plans)
            if found is not None:
                derivations.append(_cited(plan, cited, found))
            else:
                unresolved.append((plan, cited))
    stubs = _stubs(unresolved)
    for plan, cited in unresolved:
        derivations.append(_to_stub(plan, cited, _stub_of(plan, cited.citation, stubs)))
    return _with_presumed(derivations, plans), tuple(sorted(stubs, key=lambda stub: stub.id))


def _with_presumed(
    derivations: Iterable[Derivation], plans: Sequence[Plan]
) -> tuple[Derivation, ...]:
    """Add a presumed parent to every plan that cites none of the plans at hand as one."""
    known = {d.id: d for d in derivations}
    for plan in plans:
        above = [upper for upper in plans if _is_around(upper, plan)]
        cited = [known.get(_id(plan, upper)) for upper in above]
        if any(link is not None and link.relation is not Relation.MENTION for link in cited):
            continue
        parents = [upper for upper in above if not is_younger(upper, plan)]
        nearest = max((_depth(upper) for upper in parents), default=0)
        for upper in parents:
            if _depth(upper) == nearest:
                known[_id(plan, upper)] = _presumed(plan, upper)
    return tuple(known[key] for key in sorted(known))


def _id(lower: Plan, upper: Plan) -> str:
    return make_id("derivation", lower.id, upper.id)


def cited_documents(plan: Plan) -> tuple[Cited, ...]:
    """The documents a plan names, each once; its own notice and itself left out."""
    from policycascade.ontology.titles import normalise_title

    own = normalise_title(plan.title)
    named: dict[str, list[Citation]] = defaultdict(list)
    for citation in plan.citations:
        title = normalise_title(bare_title(citation.title))
        if citation.role is not Role.SELF and title != own:
            named[title].append(citation)
    return tuple(
        Cited(min(places, key=lambda c: ROLES.index(c.role)), tuple(places))
        for places in named.values()
    )


def _cited(plan: Plan, cited: Cited, found: Found) -> Derivation:
    inverted = is_younger(found.plan, plan)
    reasons = found.reasons
    if inverted and found.plan.issued:
        reasons = (
            *reasons,
            certain(
                "inverted",
                f"倒挂：被引文件于{day(found.plan.issued).zh}印发，晚于本文件",
                f"inverted: the cited document was issued later, on {found.plan.issued}",
            ),
        )
    return Derivation(
        id=_id(plan, found.plan),
        lower=plan.id,
        upper=found.plan.id,
        relation=Relation(cited.citation.role.value),
        method=Method.CITED,
        confidence=found.confidence,
        reasons=reasons,
        evidence=tuple(place.evidence for place in cited.places),
        cascade=is_higher(found.plan.level, plan.level),
        inverted=inverted,
    )


def is_higher(upper: Level | None, lower: Level | None) -> bool:
    """Whether the one is of a higher administrative level than the other."""
    return upper is not None and lower is not None and upper.rank < lower.rank


def _stubs(unresolved: Iterable[tuple[Plan, Cited]]) -> list[Stub]:
    """One stub per document that is not in the corpus.

    A title that names no region (“工伤预防五年行动计划”) is the document of that title which
    another plan cites with a region known, if there is one only and it lies around the citing one.
    """
    found: dict[str, Stub] = {}
    for plan, cited in sorted(unresolved, key=lambda row: row[1].citation.region is None):
        known = list(found.values())
        stub = _stub_of(plan, cited.citation, known)
        found.setdefault(stub.id, stub)
    return list(found.values())


def _stub_of(citing: Plan, citation: Citation, known: Iterable[Stub]) -> Stub:
    from policycascade.ontology.regions import within
    from policycascade.ontology.titles import normalise_title

    title = normalise_title(citation.title)
    if citation.region is None and citing.region is not None:
        fitting = [
            stub
            for stub in known
            if stub.region is not None
            and normalise_title(stub.title) == title
            and within(citing.region, stub.region)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return Stub(
        id=make_id("stub", title, citation.region.code if citation.region else None),
        title=citation.title,
        region=citation.region,
        level=citation.level,
        period=citation.period,
        field=citation.field,
        doc_number=citation.doc_number,
    )


def _to_stub(plan: Plan, cited: Cited, stub: Stub) -> Derivation:
    return Derivation(
        id=make_id("derivation", plan.id, stub.id),
        lower=plan.id,
        upper=stub.id,
        relation=Relation(cited.citation.role.value),
        method=Method.CITED,
        confidence=cited.citation.confidence,
        reasons=(certain("cited", f"引用《{stub.title}》", f"it cites 《{stub.title}》"),),
        evidence=tuple(place.evidence for place in cited.places),
        cascade=is_higher(stub.level, plan.level),
    )


def _presumed(plan: Plan, upper: Plan) -> Derivation:
    """An uncited parent: the same field and period, of the nearest region around, not younger."""
    region = upper.region.name if upper.region else ""
    reason = certain(
        "presumed",
        f"推定：{region}为其上级地区，领域与规划期相同，正文未引用",
        f"presumed: {region} is a region above, field and period are the same, it is not cited",
    )
    return Derivation(
        id=_id(plan, upper),
        lower=plan.id,
        upper=upper.id,
        relation=Relation.PRESUMED,
        method=Method.PRESUMED,
        confidence=PRESUMED,
        reasons=(reason,),
        cascade=is_higher(upper.level, plan.level),
    )


def _is_around(upper: Plan, lower: Plan) -> bool:
    """Whether a plan is of the same field and period, and of a region around."""
    if upper.region is None or lower.region is None or None in (upper.field, upper.period):
        return False
    return (
        upper.region.code in lower.region.ancestors
        and upper.field == lower.field
        and upper.period == lower.period
    )


def _depth(plan: Plan) -> int:
    return len(plan.region.ancestors) if plan.region else 0
