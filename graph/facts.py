"""What one plan, or one cited document, says: its nodes and the edges among them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policycascade.graph.kinds import EDGE_LABELS, Edge, EdgeKind, Node, NodeKind, Proof, Value
from policycascade.model import (
    Figure,
    Indicator,
    Organ,
    Outturn,
    Plan,
    Programme,
    Record,
    Region,
    Span,
    Stub,
    Target,
    Task,
    make_id,
)

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


def programme_id(plan: str, canonical: str) -> str:
    """Name what one plan says about one named initiative."""
    return make_id("programme", plan, canonical)


def indicator_id(canonical: str) -> str:
    """Name an indicator, shared by all plans."""
    return make_id("indicator", canonical)


def organisation_id(name: str, region: Region | None) -> str:
    """Name an organisation: a bare “市财政局” is another one in each region that says so."""
    return make_id("organisation", "" if _own_region(name, region) else _code(region), name)


def _own_region(name: str, region: Region | None) -> bool:
    return region is not None and region.name in name


def _code(region: Region | None) -> str:
    return region.code if region else ""


# ---------------------------------------------------------------- documents


def plan_elements(plan: Plan) -> Iterator[Element]:
    """Read one plan: itself, its facts, its region and the organs it names."""
    yield _plan_node(plan)
    if plan.region:
        yield from region_elements(plan.region)
        yield _front_edge(plan, EdgeKind.APPLIES_TO, _region_id(plan.region.code), "region")
    if plan.issuer:
        yield _organisation(plan.issuer, plan.region)
        organisation = organisation_id(plan.issuer, plan.region)
        yield _front_edge(plan, EdgeKind.ISSUED_BY, organisation, "issuer")
    yield from _tasks(plan)
    yield from _figures(plan)
    yield from _programmes(plan)


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
        yield edge(EdgeKind.APPLIES_TO, stub.id, _region_id(stub.region.code))


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


def _plan_node(plan: Plan) -> Node:
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


def _front_edge(plan: Plan, kind: EdgeKind, target: str, field: str) -> Edge:
    """Join a plan by a field of its front matter; the region is read from the title."""
    proof = plan.front.get(field) or plan.front.get("title")
    made = edge(kind, plan.id, target)
    return replace(made, method="front", evidence=(Proof(plan.id, proof),) if proof else ())


def _region_id(code: str) -> str:
    return f"region-{code}"


def region_elements(region: Region) -> Iterator[Element]:
    """Read a region and those above it, as far as their names are known."""
    from policycascade.ontology.regions import region as find

    chain = [*filter(None, map(find, region.ancestors)), region]
    for here in chain:
        yield Node(
            id=_region_id(here.code),
            kind=NodeKind.REGION,
            label=here.name,
            attributes=known(code=here.code, level=here.level, full_name=here.full_name),
        )
    for above, here in itertools.pairwise(chain):
        yield edge(EdgeKind.PART_OF, _region_id(here.code), _region_id(above.code))


def _organisation(name: str, region: Region | None) -> Node:
    of_region = region and not _own_region(name, region)
    label = f"{name}（{region.name}）" if region and of_region else name
    return Node(
        id=organisation_id(name, region),
        kind=NodeKind.ORGANISATION,
        label=label,
        attributes=known(name=name, region_code=_code(region) if of_region else None),
    )


# ---------------------------------------------------------------- facts


def _common(plan: Plan, record: Record) -> dict[str, Value | None]:
    """What every fact of a plan carries, so that a view need not look further."""
    return {
        "plan": plan.id,
        "plan_title": plan.title,
        "level": plan.level,
        "region": plan.region.name if plan.region else None,
        "field": plan.field,
        "confidence": record.confidence,
        "method": record.method,
    }


def _tasks(plan: Plan) -> Iterator[Element]:
    above: list[Task] = []
    programmes = {mention.id: mention.canonical for mention in plan.programmes}
    targets = {target.id for target in plan.targets}
    inner = _innermost(plan)
    for task in sorted(plan.tasks, key=lambda task: (task.evidence.span.start, -task.body.end)):
        yield _task_node(plan, task)
        yield edge(EdgeKind.HAS_TASK, plan.id, task.id, task, plan.id)
        while above and above[-1].body.end < task.body.end:
            above.pop()
        if above:
            yield edge(EdgeKind.PART_OF, task.id, above[-1].id)
        above.append(task)
        own = [record for record in (*task.programmes, *task.targets) if inner[record] == task.id]
        names = (programmes[record] for record in own if record in programmes)
        for name in dict.fromkeys(names):
            yield edge(EdgeKind.IMPLEMENTS, task.id, programme_id(plan.id, name), task, plan.id)
        for target in own:
            if target in targets:
                yield edge(EdgeKind.HAS_TARGET, task.id, target, task, plan.id)
        for organ in task.organs:
            yield from _assigned(plan, task, organ)


def _innermost(plan: Plan) -> dict[str, str]:
    """Which task names a programme or target itself, rather than through a task below it."""
    widest_first = sorted(plan.tasks, key=lambda task: task.body.start - task.body.end)
    return {
        record: task.id for task in widest_first for record in (*task.programmes, *task.targets)
    }


def _task_node(plan: Plan, task: Task) -> Node:
    attributes = known(
        **_common(plan, task),
        title=task.title,
        number=task.path[-1] if task.path else None,
        path=task.path,
        depth=task.depth,
        leaf=task.leaf,
        task_kind=task.kind,
        organs=tuple(dict.fromkeys(organ.name for organ in task.organs)),
    )
    return Node(
        id=task.id,
        kind=NodeKind.TASK,
        label=task.title,
        attributes=attributes,
        evidence=(Proof(plan.id, task.evidence),),
    )


def _assigned(plan: Plan, task: Task, organ: Organ) -> Iterator[Element]:
    node = _organisation(organ.name, plan.region)
    yield node
    made = edge(EdgeKind.ASSIGNED_TO, task.id, node.id, task)
    yield replace(
        made,
        id=make_id("edge", EdgeKind.ASSIGNED_TO, task.id, node.id, organ.role),
        evidence=(Proof(plan.id, organ.evidence),),
        attributes={"role": organ.role},
    )


def _figures(plan: Plan) -> Iterator[Element]:
    figures: Iterable[Target | Outturn] = (*plan.targets, *plan.outturns)
    for figure in figures:
        yield _figure_node(plan, figure)
        yield _indicator_node(figure.indicator)
        yield edge(EdgeKind.MEASURES, figure.id, indicator_id(figure.indicator), figure, plan.id)
        kind = EdgeKind.HAS_TARGET if isinstance(figure, Target) else EdgeKind.CONTAINS
        yield edge(kind, plan.id, figure.id, figure, plan.id)


def _figure_node(plan: Plan, figure: Figure) -> Node:
    base = figure.baseline
    attributes = known(
        **_common(plan, figure),
        indicator=figure.indicator,
        indicator_raw=figure.indicator_raw,
        op=figure.op,
        value=figure.value,
        unit=figure.unit,
        value_raw=figure.value_raw,
        basis=figure.basis,
        year_from=figure.year_from,
        year_to=figure.year_to,
        nature=figure.nature,
        baseline_value=base.value if base else None,
        baseline_unit=base.unit if base else None,
        baseline_year=base.year if base else None,
        baseline_raw=base.value_raw if base else None,
        relative_to=figure.relative_to,
        wording=figure.wording,
        place=figure.place,
    )
    return Node(
        id=figure.id,
        kind=NodeKind.TARGET if isinstance(figure, Target) else NodeKind.OUTTURN,
        label=f"{figure.indicator} {figure.value_raw or figure.relative_to or ''}".rstrip(),
        attributes=attributes,
        evidence=(Proof(plan.id, figure.evidence),),
    )


def _indicator_node(name: str) -> Node:
    from policycascade.ontology.indicators import find_indicator

    found = find_indicator(name)
    if found.canonical != name:
        found = Indicator(canonical=name, known=False)
    attributes = known(
        aliases=found.aliases,
        unit=found.unit,
        direction=found.direction,
        aggregation=found.aggregation,
        indicator_kind=found.kind,
        topic=found.topic,
        label_en=found.label_en,
        known=found.known,
    )
    return Node(id=indicator_id(name), kind=NodeKind.INDICATOR, label=name, attributes=attributes)


# ---------------------------------------------------------------- programmes


def _programmes(plan: Plan) -> Iterator[Element]:
    mentions: dict[str, list[Programme]] = {}
    for mention in sorted(plan.programmes, key=lambda mention: mention.evidence.span):
        mentions.setdefault(mention.canonical, []).append(mention)
    for canonical, places in mentions.items():
        node = _programme_node(plan, canonical, places)
        yield node
        yield edge(EdgeKind.CONTAINS, plan.id, node.id, places[0], plan.id)
        for target in plan.targets:
            if _names_it(target, canonical, [place.evidence.span for place in places]):
                yield edge(EdgeKind.HAS_TARGET, node.id, target.id, target, plan.id)


def _programme_node(plan: Plan, canonical: str, places: list[Programme]) -> Node:
    first = places[0]
    every = {
        "mentions": (place.mention for place in places),
        "members": (member for place in places for member in place.members),
    }
    gathered: Mapping[str, Value] = {
        name: tuple(dict.fromkeys(words)) for name, words in every.items()
    }
    attributes = known(
        **_common(plan, first),
        canonical=canonical,
        programme_kind=first.kind,
        origin=next((place.origin for place in places if place.origin), None),
        past=all(place.past for place in places),
        **gathered,
    )
    return Node(
        id=programme_id(plan.id, canonical),
        kind=NodeKind.PROGRAMME,
        label=canonical,
        attributes=attributes | {"confidence": max(place.confidence for place in places)},
        evidence=tuple(Proof(plan.id, place.evidence) for place in places),
    )


def _names_it(target: Target, canonical: str, places: Iterable[Span]) -> bool:
    """Whether a target is one of a programme: its name or its words name it."""
    return canonical in target.indicator or any(place in target.evidence.span for place in places)
