"""A cascade with its two plans at hand: the one reading all formats of the report are made of."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policycascade.model import (
    Cascade,
    Corpus,
    Derivation,
    Document,
    Doubt,
    ElementKind,
    End,
    Evidence,
    Figure,
    Finding,
    Link,
    Plan,
    Programme,
    Record,
    Relation,
    Task,
)
from policycascade.reports.places import whole_sentence

#: Links of these relations have no second end.
ONE_ENDED = (Relation.DROPPED, Relation.LOCAL)

#: The kinds of element a cascade joins, in the order of the report.
KINDS = (ElementKind.TARGET, ElementKind.PROGRAMME, ElementKind.TASK)


#: A part with more than this share of a plan's tasks is the one to look into (see chapter_of).
MAIN_PART = 0.5

#: The roles in which a plan cites what its contents come from.
AS_SOURCE = (Relation.BASIS, Relation.IMPLEMENTS)
#: Kinds of doubts of the figure that a target starts from.
_BASE_DOUBTS = ("baseline_other_kind", "baseline_vs_outturn")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLink:
    """A link with the number under which the report speaks of it (目标 3)."""

    number: int
    link: Link

    @property
    def anchor(self) -> str:
        """The name of its row in the page."""
        return f"{self.link.kind.value}-{self.number}"


@dataclass(frozen=True)
class Pair:
    """Two plans, what joins them, and their records by id.

    Attributes:
        texts: plan id → the text it was read from, where at hand.
    """

    corpus: Corpus
    cascade: Cascade
    texts: Mapping[str, Document] = field(default_factory=dict)

    @functools.cached_property
    def upper(self) -> Plan:
        """The upper plan."""
        return self.corpus.plan(self.cascade.upper)

    @functools.cached_property
    def lower(self) -> Plan:
        """The lower plan."""
        return self.corpus.plan(self.cascade.lower)

    @property
    def plans(self) -> tuple[Plan, Plan]:
        """Upper and lower."""
        return self.upper, self.lower

    @property
    def derivation(self) -> Derivation | None:
        """How the lower plan derives from the upper, as the cascade or else the corpus has it."""
        if self.cascade.derivation:
            return self.cascade.derivation
        ends = (self.cascade.lower, self.cascade.upper)
        found = (d for d in self.corpus.derivations if (d.lower, d.upper) == ends)
        return next(found, None)

    @property
    def citing(self) -> dict[Evidence, Evidence]:
        """The sentences in which the lower plan cites the upper → the words that do so.

        Without a text the sentence is those words alone.
        """
        found = self.derivation.evidence if self.derivation else ()
        text = self.texts.get(self.cascade.lower)
        return {whole_sentence(one, text): one for one in found}

    @functools.cached_property
    def _records(self) -> Mapping[tuple[str, str], Record]:
        return {(plan.id, record.id): record for plan in self.plans for record in records(plan)}

    @functools.cached_property
    def numbered(self) -> tuple[NumberedLink, ...]:
        """All links, numbered from 1 within their kind, in the order of the report."""
        found = []
        for kind in KINDS:
            of_kind = [link for link in self.cascade.links if link.kind is kind]
            of_kind.sort(key=self._order)
            found += [NumberedLink(number=n, link=link) for n, link in enumerate(of_kind, 1)]
        return tuple(found)

    def _order(self, link: Link) -> tuple[int, int, int]:
        """Linked first, then undecided, dropped and local; each as its plan has it."""
        rank = (Relation.UNDECIDED, *ONE_ENDED)
        place = rank.index(link.relation) + 1 if link.relation in rank else 0
        starts = [end.evidence.span.start for end in (link.upper, link.lower) if end]
        return place, starts[0] if starts else 0, starts[-1] if starts else 0

    def linked(self, kind: ElementKind) -> list[NumberedLink]:
        """The links of a kind that have two ends and were decided."""
        apart = (*ONE_ENDED, Relation.UNDECIDED)
        return [n for n in self.numbered if n.link.kind is kind and n.link.relation not in apart]

    def having(self, relation: Relation, kind: ElementKind | None = None) -> list[NumberedLink]:
        """The links of one relation, of one kind or of all."""
        return [
            n for n in self.numbered if n.link.relation is relation and kind in (None, n.link.kind)
        ]

    def find(self, link_ids: Iterable[str]) -> list[NumberedLink]:
        """The links with these ids, in the order of the report."""
        wanted = frozenset(link_ids)
        return [n for n in self.numbered if n.link.id in wanted]

    def record(self, end: End | None) -> Record | None:
        """The record at an end of a link."""
        return self._records.get((end.plan, end.record)) if end else None

    def figure(self, end: End | None) -> Figure | None:
        """The target or outturn at an end of a link."""
        record = self.record(end)
        return record if isinstance(record, Figure) else None

    def queried(self, figure: Figure) -> bool:
        """Whether a doubt says that what a target starts from is of another kind or year."""
        return any(
            doubt.kind in _BASE_DOUBTS and figure.evidence in doubt.sides
            for plan in self.plans
            for doubt in plan.doubts
        )

    def programme(self, end: End | None) -> Programme | None:
        """The programme mention at an end of a link."""
        record = self.record(end)
        return record if isinstance(record, Programme) else None

    def task(self, end: End | None) -> Task | None:
        """The task at an end of a link."""
        record = self.record(end)
        return record if isinstance(record, Task) else None

    def above(self, end: End | None) -> bool:
        """Whether an end is a heading with tasks below it."""
        task = self.task(end)
        return task is not None and not task.leaf

    def chapter(self, end: End) -> str:
        """Number and title of the outermost task above a task: the row of the task map."""
        plan = self.upper if end.plan == self.upper.id else self.lower
        record = self.task(end)
        path = record.path if record else end.evidence.section
        return chapter_of(plan, path)

    def unlisted(self, plan: Plan, roles: Sequence[Relation] = AS_SOURCE) -> list[str]:
        """Titles of what a plan cites in such roles and the corpus does not hold."""
        titles = {stub.id: stub.title for stub in self.corpus.stubs}
        cited = [
            one
            for one in self.corpus.derivations
            if one.lower == plan.id and one.relation in roles and one.upper in titles
        ]
        cited.sort(key=lambda one: roles.index(one.relation))
        return list(dict.fromkeys(titles[one.upper] for one in cited))


def records(plan: Plan) -> Iterator[Record]:
    """All records of a plan that a link may end in."""
    yield from plan.targets
    yield from plan.programmes
    yield from plan.tasks
    yield from plan.outturns


def chapter_of(plan: Plan, path: Sequence[str]) -> str:
    """The chapter a path lies in, as ``number title``.

    Some plans keep all their tasks in one part (四、重点任务), others have a part per topic. The
    part that holds most of a plan's tasks is read one heading deeper; the others as they are.
    """
    parts = Counter(task.path[0] for task in plan.tasks if task.path)
    main = bool(path) and parts[path[0]] > MAIN_PART * parts.total()
    head = tuple(path[: 2 if main else 1])
    titles = {section.path: section.title for section in plan.sections}
    titles |= {task.path: task.title for task in plan.tasks}
    return " ".join([*head, titles.get(head, "")]).strip()


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, the weightiest first, otherwise in the order the cascade gives them."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def is_overview(finding: Finding) -> bool:
    """Whether it sums up a kind of element; a report leads with these."""
    return finding.kind.endswith("_overview")


def headline_findings(
    findings: Sequence[Finding], limit: int
) -> tuple[list[Finding], list[Finding]]:
    """Split findings into those for the first page and the others.

    Each kind first has its fair part, so that forty dropped programmes do not hide the one wrong
    figure; what room is left goes to the weightiest of the rest. A finding about links that a
    weightier one has already spoken of adds nothing to the first page.
    """
    ordered = by_severity(findings)
    kinds = {finding.kind for finding in ordered}
    fair = max(1, limit // max(1, len(kinds)))
    taken = dict.fromkeys(kinds, 0)
    chosen: set[str] = set()
    covered: set[str] = set()
    for finding in ordered:
        said = bool(finding.links) and covered.issuperset(finding.links)
        if len(chosen) < limit and taken[finding.kind] < fair and not said:
            chosen.add(finding.id)
            covered.update(finding.links)
            taken[finding.kind] += 1
    for finding in ordered:
        if len(chosen) < limit and not (finding.links and covered.issuperset(finding.links)):
            chosen.add(finding.id)
            covered.update(finding.links)
    return (
        [finding for finding in ordered if finding.id in chosen],
        [finding for finding in ordered if finding.id not in chosen],
    )


def sides(doubt: Doubt) -> tuple[Evidence, ...]:
    """The passages of a doubt, each once."""
    return tuple(dict.fromkeys(doubt.sides))
