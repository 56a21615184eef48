"""What one plan says: its facts as nodes, and the edges among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policycascade.graph.documents import (
    Element,
    edge,
    front_edge,
    known,
    organisation,
    plan_node,
    region_elements,
    region_id,
)
from policycascade.graph.kinds import EdgeKind, Node, NodeKind, Proof, Value
from policycascade.model import (
    Corpus,
    Figure,
    Indicator,
    Organ,
    Outturn,
    Plan,
    Programme,
    Record,
    Span,
    Target,
    Task,
    make_id,
)


def programme_id(plan: str, canonical: str) -> str:
    """Name what one plan says about one named initiative."""
    return make_id("programme", plan, canonical)


def mention_nodes(corpus: Corpus) -> dict[str, str]:
    """Id of each mention → id of the node of what its plan says of that programme."""
    return {
        mention.id: programme_id(plan.id, mention.canonical)
        for plan in corpus.plans
        for mention in plan.programmes
    }


def indicator_id(canonical: str) -> str:
    """Name an indicator, shared by all plans."""
    return make_id("indicator", canonical)


def plan_elements(plan: Plan) -> Iterator[Element]:
    """Read one plan: itself, its facts, its region and the organs it names."""
    yield plan_node(plan)
    if plan.region:
        yield from region_elements(plan.region)
        yield front_edge(plan, EdgeKind.APPLIES_TO, region_id(plan.region.code), "region")
    if plan.issuer:
        issuer = organisation(plan.issuer, plan.region)
        yield issuer
        yield front_edge(plan, EdgeKind.ISSUED_BY, issuer.id, "issuer")
    yield from _tasks(plan)
    yield from _figures(plan)
    yield from _programmes(plan)


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
    node = organisation(organ.name, plan.region)
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
        value_to=figure.value_to,
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
