"""What joins plans: links and their reasons, measures, findings, verdicts; and the corpus."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policycascade.model.documents import Evidence, Words
from policycascade.model.facts import Period, Plan, Region
from policycascade.model.terms import ElementKind, Level, Method, Relation, Severity, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A cited document outside the corpus; what is known of it stands in its title."""

    id: str
    title: str
    region: Region | None = None
    level: Level | None = None
    period: Period | None = None
    field: str | None = None
    doc_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two elements are held to be linked: a feature's score (0 to 1) and its sentence."""

    feature: str
    score: float
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A link between two documents: ``lower`` derives from ``upper``.

    Attributes:
        lower: plan id.
        upper: plan or stub id.
        relation: basis, implements, mention or presumed.
        evidence: where the lower plan cites the upper (none for presumed).
        cascade: the upper end is of a higher level, so the inverse is a cascades-to edge.
        inverted: the upper document is younger than the lower (倒挂).
    """

    id: str
    lower: str
    upper: str
    relation: Relation
    method: Method
    confidence: float
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...] = ()
    cascade: bool = True
    inverted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link: a record of a plan and the words that prove it."""

    plan: str
    record: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link between an element of an upper and one of a lower plan, or the lack of one.

    Attributes:
        name: canonical name of the indicator or programme, or the upper (else lower) task's title.
        upper, lower: ``None`` for ``local`` and ``dropped`` respectively.
        share: 分担比, lower / upper, for additive volumes of a part.
        amplification: 加码幅度, positive where the lower plan asks for more by the indicator's
            own direction: points for rates, lower / upper for levels (see ``measures``).
        nearest: for dropped and local: the nearest candidate that was refused.
        why: for dropped, local and not comparable: the reason in words.
        also: further places of the same fact at either end (text beside table).
    """

    id: str
    kind: ElementKind
    relation: Relation
    name: str
    upper: End | None
    lower: End | None
    confidence: float
    method: Method
    reasons: tuple[Reason, ...] = ()
    share: Decimal | None = None
    amplification: Decimal | None = None
    flags: tuple[str, ...] = ()
    nearest: End | None = None
    why: Words | None = None
    also: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of design.md §6: never a figure without its parts.

    Attributes:
        name: e.g. ``coverage``, ``traceability``, ``share``, ``hardness``.
        scope: what it is taken over, e.g. ``target``, ``target/binding``, ``task``.
        value: numerator / denominator, or the measure's own number; ``None`` if it cannot be had.
        members: ids of the links or records behind the numerator.
        methods: how many of the numerator's links were found by each method.
        interval: where ``value`` is a share of elements: from where to where 95 of 100 figures lie
            if the elements are drawn again with replacement (bootstrap percentiles).
    """

    name: str
    scope: str
    label: Words
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    unit: str
    members: tuple[str, ...] = ()
    methods: Mapping[str, int] = dataclasses.field(default_factory=dict)
    note: Words | None = None
    interval: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence worth reading, with the words that prove it.

    Attributes:
        kind: e.g. ``share_outlier``, ``dropped_target``, ``stricter``, ``doubt``.
        ends: the evidence, each with its plan.
        links: ids of the links it rests on.
    """

    id: str
    kind: str
    severity: Severity
    sentence: Words
    ends: tuple[End, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """The comparison of one upper with one lower plan."""

    upper: str
    lower: str
    derivation: Derivation | None
    links: tuple[Link, ...]
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person decided about one fact or link, and the words it is tied to.

    Attributes:
        key: made of those words, not of a row or a place in the text; a link's names both ends.
        kind: ``target outturn programme task citation doubt``, or one of them with ``_link``.
        plans: what the plan is called; of a link the upper, then the lower plan.
        quotes: the words that prove it, one entry for each plan; empty where a link has no end.
        found: what the reviewer was shown as found; of a link its relation.
        corrections: what is to stand in place of what was found, by field, as text.
        about: ids of the records or links it was applied to.
    """

    key: str
    kind: str
    plans: tuple[str, ...]
    quotes: tuple[str, ...]
    found: str
    verdict: Verdict
    reviewer: str
    day: date
    note: str = ""
    corrections: Mapping[str, str] = dataclasses.field(default_factory=dict)
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything a knowledge base holds: plans, the documents around them, and how they join.

    Attributes:
        reviews: the verdicts that were applied.
        measures: what takes more than two plans (funnel, balance, likeness, progress); those of a
            pair stand in its cascade.
    """

    plans: tuple[Plan, ...]
    stubs: tuple[Stub, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    reviews: tuple[Review, ...] = ()
    measures: tuple[Measure, ...] = ()

    def plan(self, plan_id: str) -> Plan:
        """The plan with this id.

        Raises:
            KeyError: if there is none.
        """
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)
