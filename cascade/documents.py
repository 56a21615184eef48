"""Which document derives from which: cited titles resolved, parents presumed, the rest as stubs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policycascade.cascade.wording import alike
from policycascade.model import (
    Citation,
    Derivation,
    Level,
    Method,
    Plan,
    Reason,
    Relation,
    Role,
    Stub,
    Words,
    make_id,
)

#: Where a plan names a document in several roles, the strongest counts.
ROLES = (Role.BASIS, Role.IMPLEMENTS, Role.MENTION)
#: How sure it is that the cited document is the plan found, by what agrees.
CERTAIN, TITLE, TRUNCATED, ALIKE = 0.99, 0.97, 0.85, 0.75
#: Titles at least this alike may be one, if region, period and field agree: 规划 beside 规划纲要,
#: 人社 beside 人力资源和社会保障 stay above; another field's title stays below.
ALIKE_TITLES = 0.8
#: An uncited parent of the same field and period: likely, but nobody says so.
PRESUMED = 0.75

_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")
_NOTICE = re.compile(r"^.*?印发[《〈](.+)[》〉]\s*的?\s*通\s*知$")
_NUMBER = re.compile(r"[\s〔〕\[\]【】()（）]")


@dataclass(frozen=True, slots=True)
class Cited:
    """One document as a plan cites it: every place, and the strongest role."""

    citation: Citation
    places: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A plan of the corpus that a citation means, and why."""

    plan: Plan
    confidence: float
    reasons: tuple[Reason, ...]


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


def bare_title(title: str) -> str:
    """The title inside a notice's title.

    >>> bare_title("关于印发《某市“十四五”就业规划》的通知")
    '某市“十四五”就业规划'
    """
    notice = _NOTICE.match(title)
    return notice[1] if notice else title


def resolve(citation: Citation, citing: Plan, plans: Iterable[Plan]) -> Found | None:
    """Find the plan that a citation means: exactly one that fits, or none."""
    candidates = [
        found
        for plan in plans
        if plan.id != citing.id and (found := _fits(citation, citing, plan)) is not None
    ]
    best = max((found.confidence for found in candidates), default=0.0)
    good = [found for found in candidates if found.confidence == best]
    return good[0] if len(good) == 1 else None


def _fits(citation: Citation, citing: Plan, plan: Plan) -> Found | None:
    """Whether ``plan`` can be the document cited: the name agrees and nothing speaks against."""
    name = _same_name(citation, plan)
    if name is None or not _region_fits(citation, citing, plan) or not _period_fits(citation, plan):
        return None
    confidence, reason = name
    younger = is_younger(plan, citing)
    if younger and confidence < TITLE:
        return None
    reasons = [reason]
    if plan.region is not None:
        reasons.append(
            _reason(
                "region_fits",
                f"地区相符:{plan.region.name}",
                f"the region fits: {plan.region.full_name or plan.region.name}",
            )
        )
    if plan.issued is not None and not younger:
        reasons.append(
            _reason("older", f"印发在先:{plan.issued}", f"it was issued before: {plan.issued}")
        )
    return Found(plan, confidence, tuple(reasons))


def _same_name(citation: Citation, plan: Plan) -> tuple[float, Reason] | None:
    from policycascade.ontology.titles import normalise_title

    if citation.doc_number and plan.doc_number:
        if _bare_number(citation.doc_number) == _bare_number(plan.doc_number):
            text = Words(zh=f"文号相同:{plan.doc_number}", en=f"the same number: {plan.doc_number}")
            return CERTAIN, Reason(feature="same_number", score=1.0, sentence=text)
        return None
    ours, theirs = bare_title(citation.title), bare_title(plan.title)
    if normalise_title(ours) == normalise_title(theirs):
        return TITLE, _reason(
            "same_title", f"标题相同:《{theirs}》", f"the same title: 《{theirs}》"
        )
    parts = [normalise_title(part) for part in _ELLIPSIS.split(ours)]
    if len(parts) > 1 and _in_order(parts, normalise_title(theirs)):
        return TRUNCATED, _reason(
            "truncated_title", f"所引为《{theirs}》的略称", f"a shortened form of 《{theirs}》"
        )
    likeness = alike(ours, theirs)
    agree = (citation.region, citation.period, citation.field) == (
        plan.region,
        plan.period,
        plan.field,
    )
    if likeness >= ALIKE_TITLES and agree and None not in (citation.region, citation.period):
        sentence = Words(
            zh=f"标题相近({likeness:.0%}),地区、时期、领域都相同:《{theirs}》",
            en=f"titles {likeness:.0%} alike; same region, period and field: 《{theirs}》",
        )
        return ALIKE, Reason(feature="alike_title", score=likeness, sentence=sentence)
    return None


def _reason(feature: str, zh: str, en: str) -> Reason:
    return Reason(feature=feature, score=1.0, sentence=Words(zh=zh, en=en))


def _bare_number(number: str) -> str:
    return _NUMBER.sub("", number)


def _in_order(parts: Iterable[str], title: str) -> bool:
    at = 0
    for part in parts:
        at = title.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _region_fits(citation: Citation, citing: Plan, plan: Plan) -> bool:
    """The cited plan's region is the one its title names, and for a basis one of our own."""
    from policycascade.ontology.regions import within

    if plan.region is None:
        return True
    if citation.region is not None and citation.region.code != plan.region.code:
        return False
    if citing.region is None or (citation.region and citation.role is not Role.BASIS):
        return True
    return within(citing.region, plan.region)


def _period_fits(citation: Citation, plan: Plan) -> bool:
    return citation.period is None or plan.period is None or citation.period == plan.period


def is_younger(upper: Plan, lower: Plan) -> bool:
    """Whether the upper plan is certainly younger: a plan is at most as young as its web page."""
    latest: date | None = lower.issued or lower.published
    return upper.issued is not None and latest is not None and upper.issued > latest


def _cited(plan: Plan, cited: Cited, found: Found) -> Derivation:
    inverted = is_younger(found.plan, plan)
    reasons = found.reasons
    if inverted:
        reasons = (
            *reasons,
            _reason(
                "inverted",
                f"倒挂:被引文件印发于{found.plan.issued},晚于本文件",
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
        reasons=(_reason("cited", f"引用《{stub.title}》", f"it cites 《{stub.title}》"),),
        evidence=tuple(place.evidence for place in cited.places),
        cascade=is_higher(stub.level, plan.level),
    )


def _presumed(plan: Plan, upper: Plan) -> Derivation:
    """An uncited parent: the same field and period, of the nearest region around, not younger."""
    region = upper.region.name if upper.region else ""
    reason = _reason(
        "presumed",
        f"推定:{region}为其上级地区,领域与规划期相同,正文未引用",
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
