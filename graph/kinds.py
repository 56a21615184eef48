"""Neutral nodes and edges: what both graphs are made of, and what their kinds mean.

Nodes: ``plan``, ``document`` (a cited document outside the corpus, a stub), ``task``,
``programme``, ``target``, ``outturn``, ``indicator``, ``region``, ``organisation``. Edges, with the
direction in which they are read:

===============  ==========================================================================
derives_from     lower element or plan → its source, at any distance, also on one level
cascades_to      upper → lower, the inverse of a ``derives_from`` that goes down a level
undecided        lower → upper: a pair that waits for a reviewer, no derivation yet
dropped_in       upper element → the lower plan that takes it up nowhere (断点)
local_to         lower element → the upper plan that has no source for it (本地)
restates         a further place of the same fact → the record that stands for it in links
has_task         plan → task
has_target       plan, task (the innermost that names it) or programme → target
contains         plan → programme or outturn
implements       task → programme it carries out; only the innermost task that names it
measures         target or outturn → indicator
assigned_to      task → organisation that leads or supports it
issued_by        plan → organisation
applies_to       plan or document → region
part_of          task → task above it; region → region above it
cites            plan → plan or document
===============  ==========================================================================

A ``programme`` node is what *one plan* says about *one* named initiative: all mentions in the plan
with the same canonical name are one node, and ``derives_from`` joins the nodes of two plans. The
initiative itself, shared by all plans, is a ``skos:Concept`` of the RDF dataset that groups them;
the networkx view has its name as the attribute ``canonical``.

Links of a comparison between plans that do not derive from one another draw no edge.
Attributes hold Python values (enums, ``Decimal``, dates, ``Words``); ``network`` turns them into
plain JSON values and ``rdf`` into terms. What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from policycascade.model import Evidence, Reason, Words


class NodeKind(StrEnum):
    """What a node is."""

    PLAN = "plan"
    DOCUMENT = "document"
    TASK = "task"
    PROGRAMME = "programme"
    TARGET = "target"
    OUTTURN = "outturn"
    INDICATOR = "indicator"
    REGION = "region"
    ORGANISATION = "organisation"


class EdgeKind(StrEnum):
    """What an edge says; the module's docstring has the directions."""

    DERIVES_FROM = "derives_from"
    CASCADES_TO = "cascades_to"
    UNDECIDED = "undecided"
    DROPPED_IN = "dropped_in"
    LOCAL_TO = "local_to"
    RESTATES = "restates"
    HAS_TASK = "has_task"
    HAS_TARGET = "has_target"
    CONTAINS = "contains"
    IMPLEMENTS = "implements"
    MEASURES = "measures"
    ASSIGNED_TO = "assigned_to"
    ISSUED_BY = "issued_by"
    APPLIES_TO = "applies_to"
    PART_OF = "part_of"
    CITES = "cites"


#: The words a reader sees for each kind of edge.
EDGE_LABELS: Mapping[EdgeKind, Words] = {
    EdgeKind.DERIVES_FROM: Words(zh="源于", en="derives from"),
    EdgeKind.CASCADES_TO: Words(zh="传导到", en="cascades to"),
    EdgeKind.UNDECIDED: Words(zh="待定于", en="undecided with"),
    EdgeKind.DROPPED_IN: Words(zh="未被承接于", en="dropped in"),
    EdgeKind.LOCAL_TO: Words(zh="无来源于", en="local to"),
    EdgeKind.RESTATES: Words(zh="重述", en="restates"),
    EdgeKind.HAS_TASK: Words(zh="有任务", en="has task"),
    EdgeKind.HAS_TARGET: Words(zh="有目标", en="has target"),
    EdgeKind.CONTAINS: Words(zh="包含", en="contains"),
    EdgeKind.IMPLEMENTS: Words(zh="实施", en="implements"),
    EdgeKind.MEASURES: Words(zh="指标为", en="measures"),
    EdgeKind.ASSIGNED_TO: Words(zh="责任单位", en="assigned to"),
    EdgeKind.ISSUED_BY: Words(zh="发文机关", en="issued by"),
    EdgeKind.APPLIES_TO: Words(zh="适用于", en="applies to"),
    EdgeKind.PART_OF: Words(zh="属于", en="part of"),
    EdgeKind.CITES: Words(zh="引用", en="cites"),
}

Value = (
    str
    | int
    | float
    | bool
    | Decimal
    | date
    | StrEnum
    | Words
    | tuple[str, ...]
    | tuple[Reason, ...]
)
Attributes = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of one plan that prove a node or an edge."""

    plan: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing: its attributes are Python values, its label is for readers."""

    id: str
    kind: NodeKind
    label: str
    attributes: Attributes = field(default_factory=dict)
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """How two things join.

    Attributes:
        id: the id of the link, derivation or citation it stands for; else made of its ends.
        label: the relation where there is one, else the kind.
        evidence: for links the lower end first, then the upper.
    """

    id: str
    source: str
    target: str
    kind: EdgeKind
    label: Words
    confidence: float = 1.0
    method: str = "structure"
    evidence: tuple[Proof, ...] = ()
    attributes: Attributes = field(default_factory=dict)


Element = Node | Edge
