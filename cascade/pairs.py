"""Two plans compared: links, measures, findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policycascade.cascade.clues import AS_TASK, TENTATIVE
from policycascade.cascade.context import Context, Side, pair_context, read_side
from policycascade.cascade.findings import find_all
from policycascade.cascade.meaning import Encode, meaning_measures
from policycascade.cascade.measures import measure_pair
from policycascade.cascade.phrases import quoted
from policycascade.cascade.placing import with_places
from policycascade.cascade.programmes import link_programmes
from policycascade.cascade.reuse import align, reused, seeds
from policycascade.cascade.shares import BaseShare, base_shares, outliers
from policycascade.cascade.targets import link_targets
from policycascade.cascade.tasks import link_tasks
from policycascade.cascade.text_measures import text_reuse, text_shares
from policycascade.cascade.wording import Bare, bare_document
from policycascade.model import (
    Cascade,
    Derivation,
    Document,
    End,
    Link,
    Method,
    Plan,
    Programme,
    Relation,
    Target,
    Words,
)

Named = Programme | Target

#: Puts what a reviewer decided in place of what was found: gets the upper and the lower plan and
#: the links of one kind between them.
Settle = Callable[[Plan, Plan, Sequence[Link]], Sequence[Link]]


#: Likeness of plans of one field proves no descent (Chen, Liao & Yi 2025): where neither a citation
#: nor a presumed parentage joins the plans, a link is at most half as sure as it looks.
UNRELATED = 0.5
#: The default confidence: a link below it is shown, but flagged as no more than a likeness. Between
#: plans that do not derive from one another it flags every link (of 18 to 50 a pair on three pairs
#: of one field), between the two that do none of 110.
CONFIDENT = 0.5
#: So many unrelated plans say what is everybody's wording, and make the base line of reuse.
MOST_UNRELATED = 8


def as_found(upper: Plan, lower: Plan, links: Sequence[Link]) -> Sequence[Link]:
    """Leave the links as they were found: nobody has reviewed them."""
    return links


def compare(
    upper: Plan,
    lower: Plan,
    derivation: Derivation | None,
    texts: Mapping[str, Document],
    unrelated: Sequence[str] = (),
    settle: Settle = as_found,
    encode: Encode | None = None,
) -> Cascade:
    """Compare a plan with one it may derive from.

    A link's confidence is the share of pairs of its score that were right on the annotated
    cascade, times the confidence that the one plan derives from the other at all.

    Args:
        upper: the plan that may be the source.
        lower: the plan that may derive from it.
        derivation: how the two documents are joined, if they are.
        texts: plan id → the document it was read from.
        unrelated: ids, in ``texts``, of plans that have nothing to do with either; their wording
            is everybody's, and how much of it they share with the lower plan is the base line.
        settle: what a reviewer decided about the links; measures and findings come after it.
        encode: an embedding model, to say of tasks whether they mean the same.
    """
    strangers = [read_stranger(bare_document(texts[plan])) for plan in unrelated[:MOST_UNRELATED]]
    above, below = (read_side(plan, texts[plan.id], encode) for plan in (upper, lower))
    return compare_sides(above, below, derivation, strangers, settle)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A plan that has nothing to do with a pair: its wording, and the seeds in it."""

    bare: Bare
    seeds: frozenset[str]


def read_stranger(text: Bare) -> Stranger:
    """Make ready the wording of an unrelated plan."""
    return Stranger(text, frozenset(seeds(text.text)))


def compare_sides(
    above: Side,
    below: Side,
    derivation: Derivation | None,
    strangers: Sequence[Stranger] = (),
    settle: Settle = as_found,
) -> Cascade:
    """Compare two plans that are cut into their elements; see ``compare``."""
    common = frozenset[str]().union(*(stranger.seeds for stranger in strangers))
    context = pair_context(above, below, common)
    bases = base_shares(context)
    links = _flag(_tentative(_sure(_link(context, settle), derivation)), bases)
    return Cascade(
        upper=above.plan.id,
        lower=below.plan.id,
        derivation=derivation,
        links=links,
        measures=(
            *measure_pair(context, links, bases),
            *text_reuse(context, _baseline(strangers, below.bare)),
            *text_shares(context),
            *meaning_measures(context.meanings),
        ),
        findings=find_all(context, links, bases, derivation),
    )


def _link(context: Context, settle: Settle) -> tuple[Link, ...]:
    """Link targets and programmes first: tasks that name them belong together.

    Then those again: what stands in tasks that belong together may be one target, one programme.
    """
    plans = (context.upper.plan, context.lower.plan)
    targets = settle(*plans, link_targets(context))
    programmes = settle(*plans, link_programmes(context))
    known = dataclasses.replace(
        context,
        indicators=_named(targets, context.upper.plan.targets, context.lower.plan.targets),
        programmes=_named(programmes, context.upper.plan.programmes, context.lower.plan.programmes),
    )
    tasks = settle(*plans, link_tasks(known))
    placed = with_places(context, tasks)
    targets = settle(*plans, link_targets(placed))
    programmes = settle(*plans, link_programmes(placed))
    return (*targets, *_with_sources(context, programmes, tasks), *tasks)


def _with_sources(
    context: Context, programmes: Iterable[Link], tasks: Iterable[Link]
) -> tuple[Link, ...]:
    """Say of a local programme with a heading of its own which upper task that heading is from."""
    sources = {
        task.lower.record: task.upper
        for task in tasks
        if task.lower and task.upper and task.relation is not Relation.UNDECIDED
    }
    heads = {i.lead.id: i.heading.id for i in context.lower.initiatives if i.heading is not None}
    past = {i.lead.id for i in context.upper.initiatives if i.past}
    return tuple(_with_source(link, sources, heads, past) for link in programmes)


#: Said of a local programme of which the upper plan does not even speak as an achievement.
_NO_NAME = Words(zh="上级没有作为项目提出", en="the upper plan does not set it as a programme")


def _with_source(
    link: Link, sources: Mapping[str, End], heads: Mapping[str, str], past: Collection[str]
) -> Link:
    if link.relation is not Relation.LOCAL or link.lower is None:
        return link
    source = sources.get(heads.get(link.lower.record, ""))
    if source is None:
        return link
    label, why, nearest = quoted(source.label), _NO_NAME, source
    if link.why is not None and link.nearest is not None and link.nearest.record in past:
        why, nearest = link.why, link.nearest
    return dataclasses.replace(
        link,
        flags=(*link.flags, AS_TASK),
        nearest=nearest,
        why=Words(
            zh=f"{why.zh}；以它为题的任务对应上级任务{label}",
            en=f"{why.en}; the task under this heading answers {label}",
        ),
    )


def _named(
    links: Iterable[Link], uppers: Iterable[Named], lowers: Iterable[Named]
) -> frozenset[tuple[str, str]]:
    """The names that linked records go by in the two plans."""
    ours, theirs = ({record.id: _name(record) for record in side} for side in (uppers, lowers))
    return frozenset(
        (ours[link.upper.record], theirs[link.lower.record])
        for link in links
        if link.upper and link.lower and link.relation is not Relation.UNDECIDED
    )


def _name(record: Named) -> str:
    return record.canonical if isinstance(record, Programme) else record.indicator


def _sure(links: Iterable[Link], derivation: Derivation | None) -> tuple[Link, ...]:
    """Weigh the links by how sure it is that the one plan derives from the other.

    A link that a person judged stays as sure as that made it.
    """
    factor = derivation.confidence if derivation else UNRELATED
    return tuple(
        dataclasses.replace(link, confidence=round(link.confidence * factor, 3))
        if link.upper and link.lower and link.method is not Method.REVIEWED
        else link
        for link in links
    )


def _tentative(links: Iterable[Link]) -> tuple[Link, ...]:
    """Flag the links, and the gaps, that are less sure than the default confidence."""
    return tuple(
        dataclasses.replace(link, flags=(*link.flags, TENTATIVE))
        if link.relation is not Relation.UNDECIDED and link.confidence < CONFIDENT
        else link
        for link in links
    )


def _flag(links: Sequence[Link], bases: Sequence[BaseShare]) -> tuple[Link, ...]:
    """Flag the shares that lie too far from the usual one."""
    far = outliers(links, bases)
    return tuple(
        dataclasses.replace(link, flags=(*link.flags, "share_outlier")) if link.id in far else link
        for link in links
    )


def _baseline(strangers: Sequence[Stranger], lower: Bare) -> tuple[Decimal, ...]:
    """How much of the lower plan stands in each unrelated plan, wording of the rest left out."""
    if not lower.text:
        return ()
    found = []
    for n, one in enumerate(strangers):
        rest = (other.seeds for m, other in enumerate(strangers) if m != n)
        copied = align(one.bare, lower, frozenset[str]().union(*rest))
        found.append(Decimal(reused(copied)) / len(lower.text))
    return tuple(found)
