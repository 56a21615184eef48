"""The terms of our ontology as typed names: a misspelt one raises at once.

>>> PC.derivesFrom.n3()
'<https://w3id.org/policycascade/ns#derivesFrom>'
>>> concept(Level.PROVINCE), concept(Op.GE)
('https://w3id.org/policycascade/ns/level#province', 'https://w3id.org/policycascade/ns/op#ge')
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

from policycascade.model import (
    Aggregation,
    Basis,
    ElementKind,
    Level,
    Method,
    Nature,
    Op,
    Place,
    ProgrammeKind,
    Relation,
    Role,
    TaskKind,
    Verdict,
    Wording,
)

ONTOLOGY = "https://w3id.org/policycascade/ns"

#: Which concept scheme holds the values of an enum.
SCHEMES: Mapping[type[StrEnum], str] = {
    Level: "level",
    Relation: "relation",
    Method: "method",
    Basis: "basis",
    Nature: "nature",
    Op: "op",
    Wording: "wording",
    Place: "place",
    Role: "role",
    TaskKind: "taskkind",
    ProgrammeKind: "programmekind",
    ElementKind: "element",
    Aggregation: "aggregation",
    Verdict: "verdict",
}


def concept(value: StrEnum) -> str:
    """Give the address of the concept a controlled value stands for."""
    name = value.name.lower() if isinstance(value, Op) else value.value
    return f"{ONTOLOGY}/{SCHEMES[type(value)]}#{name}"


class PC(DefinedNamespace):
    """Every class and property of ``policycascade.ttl``."""

    _NS = Namespace(f"{ONTOLOGY}#")
    _fail = True

    # classes
    Evidenced: URIRef
    Document: URIRef
    Plan: URIRef
    CitedDocument: URIRef
    Section: URIRef
    Record: URIRef
    Task: URIRef
    ProgrammeInPlan: URIRef
    Figure: URIRef
    Target: URIRef
    Outturn: URIRef
    Citation: URIRef
    Doubt: URIRef
    Programme: URIRef
    Indicator: URIRef
    Region: URIRef
    Organisation: URIRef
    Responsibility: URIRef
    Link: URIRef
    Derivation: URIRef
    Gap: URIRef
    UndecidedPair: URIRef
    Reason: URIRef
    Evidence: URIRef
    Review: URIRef
    Measure: URIRef
    Row: URIRef
    # links between things
    derivesFrom: URIRef
    cascadesTo: URIRef
    undecidedWith: URIRef
    droppedIn: URIRef
    localTo: URIRef
    restates: URIRef
    inPlan: URIRef
    hasTask: URIRef
    hasTarget: URIRef
    hasSection: URIRef
    contains: URIRef
    implements: URIRef
    programme: URIRef
    measures: URIRef
    assignedTo: URIRef
    issuedBy: URIRef
    appliesTo: URIRef
    partOf: URIRef
    cites: URIRef
    citedDocument: URIRef
    hasDoubt: URIRef
    evidence: URIRef
    upper: URIRef
    lower: URIRef
    upperPlan: URIRef
    lowerPlan: URIRef
    reason: URIRef
    review: URIRef
    measuredUpper: URIRef
    measuredLower: URIRef
    measuredPlan: URIRef
    counts: URIRef
    level: URIRef
    relation: URIRef
    method: URIRef
    elementKind: URIRef
    role: URIRef
    kind: URIRef
    origin: URIRef
    op: URIRef
    basis: URIRef
    nature: URIRef
    wording: URIRef
    place: URIRef
    aggregation: URIRef
    verdict: URIRef
    # values
    value: URIRef
    valueRaw: URIRef
    valueTo: URIRef
    unit: URIRef
    indicatorRaw: URIRef
    yearFrom: URIRef
    yearTo: URIRef
    baselineValue: URIRef
    baselineRaw: URIRef
    baselineUnit: URIRef
    baselineYear: URIRef
    relativeTo: URIRef
    direction: URIRef
    indicatorKind: URIRef
    topic: URIRef
    known: URIRef
    field: URIRef
    periodStart: URIRef
    periodEnd: URIRef
    sourceName: URIRef
    sha256: URIRef
    characters: URIRef
    number: URIRef
    path: URIRef
    depth: URIRef
    leaf: URIRef
    mention: URIRef
    member: URIRef
    past: URIRef
    confidence: URIRef
    rule: URIRef
    share: URIRef
    amplification: URIRef
    flag: URIRef
    why: URIRef
    nearest: URIRef
    inverted: URIRef
    lagDays: URIRef
    partCount: URIRef
    plansAbove: URIRef
    upperQuote: URIRef
    lowerQuote: URIRef
    upperName: URIRef
    topName: URIRef
    feature: URIRef
    score: URIRef
    sentence: URIRef
    doubtKind: URIRef
    quote: URIRef
    sectionPath: URIRef
    found: URIRef
    correction: URIRef
    note: URIRef
    measureName: URIRef
    scope: URIRef
    numerator: URIRef
    denominator: URIRef
    measureValue: URIRef
    measureUnit: URIRef
    intervalLow: URIRef
    intervalHigh: URIRef
    measureNote: URIRef
    rowKind: URIRef
    rowNumber: URIRef
    rowKey: URIRef
    rowJson: URIRef
    rank: URIRef
