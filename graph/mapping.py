"""How nodes, edges and their attributes are said in RDF: tables only.

Besides our own class and property, the one of a wider vocabulary is written out wherever other
tools look for it (``prov:wasDerivedFrom``, ``qb:Observation``, ``skos:Concept``, ``eli:cites`` …),
so that nobody needs inference; further alignment stands in the ontology alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from policycascade.graph.kinds import EdgeKind, NodeKind
from policycascade.model import Words

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pc": "https://w3id.org/policycascade/ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Ours first, then what is written out for others.
NODE_CLASSES: Mapping[NodeKind, tuple[str, ...]] = {
    NodeKind.PLAN: ("pc:Plan", "pc:Document", "eli:LegalResource", "prov:Plan"),
    NodeKind.DOCUMENT: ("pc:CitedDocument", "pc:Document", "eli:LegalResource"),
    NodeKind.TASK: ("pc:Task", "prov:Entity"),
    NodeKind.PROGRAMME: ("pc:ProgrammeInPlan", "prov:Entity"),
    NodeKind.TARGET: ("pc:Target", "pc:Figure", "qb:Observation", "prov:Entity"),
    NodeKind.OUTTURN: ("pc:Outturn", "pc:Figure", "qb:Observation", "prov:Entity"),
    NodeKind.INDICATOR: ("pc:Indicator", "skos:Concept"),
    NodeKind.REGION: ("pc:Region", "eli:AdministrativeArea", "skos:Concept"),
    NodeKind.ORGANISATION: ("pc:Organisation", "org:FormalOrganization"),
}

EDGE_PROPERTIES: Mapping[EdgeKind, tuple[str, ...]] = {
    EdgeKind.DERIVES_FROM: ("pc:derivesFrom", "prov:wasDerivedFrom"),
    EdgeKind.CASCADES_TO: ("pc:cascadesTo",),
    EdgeKind.UNDECIDED: ("pc:undecidedWith",),
    EdgeKind.DROPPED_IN: ("pc:droppedIn",),
    EdgeKind.LOCAL_TO: ("pc:localTo",),
    EdgeKind.RESTATES: ("pc:restates",),
    EdgeKind.HAS_TASK: ("pc:hasTask",),
    EdgeKind.HAS_TARGET: ("pc:hasTarget",),
    EdgeKind.CONTAINS: ("pc:contains",),
    EdgeKind.IMPLEMENTS: ("pc:implements",),
    EdgeKind.MEASURES: ("pc:measures",),
    EdgeKind.ASSIGNED_TO: ("pc:assignedTo", "prov:wasAttributedTo"),
    EdgeKind.ISSUED_BY: ("pc:issuedBy", "eli:passed_by"),
    EdgeKind.APPLIES_TO: ("pc:appliesTo", "eli:jurisdiction"),
    EdgeKind.PART_OF: ("pc:partOf",),
    EdgeKind.CITES: ("pc:cites", "eli:cites"),
}

#: Edges whose details are a resource of their own, and its classes.
LINK_CLASSES: Mapping[EdgeKind, tuple[str, ...]] = {
    EdgeKind.DERIVES_FROM: ("pc:Derivation", "pc:Link", "prov:Derivation"),
    EdgeKind.UNDECIDED: ("pc:UndecidedPair", "pc:Link"),
    EdgeKind.DROPPED_IN: ("pc:Gap", "pc:Link"),
    EdgeKind.LOCAL_TO: ("pc:Gap", "pc:Link"),
}

#: Edges that come of looking at more than one document: they stand in the graph of the links.
ACROSS_DOCUMENTS = frozenset(
    {*LINK_CLASSES, EdgeKind.CASCADES_TO, EdgeKind.CITES, EdgeKind.RESTATES}
)

#: Kinds whose things are concepts: the scheme's local name and its label.
VOCABULARIES: Mapping[NodeKind, tuple[str, Words]] = {
    NodeKind.INDICATOR: ("indicators", Words(zh="指标", en="Indicators")),
    NodeKind.PROGRAMME: ("programmes", Words(zh="项目", en="Programmes")),
    NodeKind.REGION: ("regions", Words(zh="行政区", en="Regions")),
}

#: Kinds whose things are observations: the data set's local name and its label.
CUBES: Mapping[NodeKind, tuple[str, Words]] = {
    NodeKind.TARGET: ("targets", Words(zh="目标", en="Targets")),
    NodeKind.OUTTURN: ("outturns", Words(zh="实绩", en="Outturns")),
}

#: Attributes written as strings of Chinese; every other string is plain.
CHINESE = frozenset(
    {"title", "indicator_raw", "relative_to", "mentions", "members", "aliases", "nearest", "name"}
)

#: Attribute → property, for nodes of any kind and for the details of links and citations. Names
#: that are missing here are said otherwise (as edges, or of the plan the record stands in).
PROPERTIES: Mapping[str, str] = {
    "aggregation": "pc:aggregation",
    "aliases": "skos:altLabel",
    "amplification": "pc:amplification",
    "baseline_raw": "pc:baselineRaw",
    "baseline_unit": "pc:baselineUnit",
    "baseline_value": "pc:baselineValue",
    "baseline_year": "pc:baselineYear",
    "basis": "pc:basis",
    "chars": "pc:characters",
    "code": "skos:notation",
    "confidence": "pc:confidence",
    "depth": "pc:depth",
    "direction": "pc:direction",
    "doc_number": "eli:id_local",
    "element": "pc:elementKind",
    "flags": "pc:flag",
    "indicator_kind": "pc:indicatorKind",
    "indicator_raw": "pc:indicatorRaw",
    "inverted": "pc:inverted",
    "issued": "dcterms:issued",
    "known": "pc:known",
    "lag_days": "pc:lagDays",
    "leaf": "pc:leaf",
    "media_type": "dcterms:format",
    "members": "pc:member",
    "mentions": "pc:mention",
    "nature": "pc:nature",
    "nearest": "pc:nearest",
    "number": "pc:number",
    "op": "pc:op",
    "origin": "pc:origin",
    "parts": "pc:partCount",
    "past": "pc:past",
    "period_end": "pc:periodEnd",
    "period_start": "pc:periodStart",
    "place": "pc:place",
    "programme_kind": "pc:kind",
    "published": "dcterms:available",
    "relation": "pc:relation",
    "relative_to": "pc:relativeTo",
    "role": "pc:role",
    "sha256": "pc:sha256",
    "share": "pc:share",
    "source": "pc:sourceName",
    "task_kind": "pc:kind",
    "title": "dcterms:title",
    "topic": "pc:topic",
    "unit": "pc:unit",
    "value": "pc:value",
    "value_raw": "pc:valueRaw",
    "value_to": "pc:valueTo",
    "why": "pc:why",
    "wording": "pc:wording",
    "year_from": "pc:yearFrom",
    "year_to": "pc:yearTo",
}
