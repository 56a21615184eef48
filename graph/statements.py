"""What is said in RDF of nodes, edges, their evidence and the run.

Evidence is an ``oa:Annotation`` whose target selects the words by quote and by position; the same
words prove many records. The run is one ``prov:Activity`` without a time, so that building twice
gives the same bytes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.metadata import version

from policycascade.graph.elements import elements
from policycascade.graph.facts import mention_nodes
from policycascade.graph.kinds import Attributes, Edge, EdgeKind, Node, NodeKind, Proof, Value
from policycascade.graph.mapping import (
    ACROSS_DOCUMENTS,
    CHINESE,
    CUBES,
    EDGE_PROPERTIES,
    LINK_CLASSES,
    NODE_CLASSES,
    PREFIXES,
    PROPERTIES,
    VOCABULARIES,
)
from policycascade.graph.nquads import Quads, iri, literal, text, word
from policycascade.graph.summaries import plans_above, tops
from policycascade.model import Corpus, Document, Plan, Reason, Section, Words, make_id
from policycascade.ontology.terms import ONTOLOGY, concept

Texts = Mapping[str, Document]

#: So many characters around a quote help to find it again in another copy of the text.
CONTEXT = 32


@functools.cache
def term(name: str) -> str:
    """Write the address a prefixed name stands for.

    >>> term("pc:unit")
    '<https://w3id.org/policycascade/ns#unit>'
    """
    if name == "a":
        return term("rdf:type")
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


class Statements:
    """Gathers the quads of one corpus; one method for each kind of thing.

    Attributes:
        base: where the addresses of this corpus begin.
        texts: plan id → document, as far as at hand.
        described: ids of all that ``of`` said something of.
        names: id of a mention → id of what its plan says of that programme.
    """

    def __init__(self, base: str, texts: Texts) -> None:
        self.base = base
        self.texts = texts
        self.quads = Quads()
        self.links = self.at("graph/links")
        self.vocabulary = self.at("graph/vocabulary")
        self.described: set[str] = set()
        self.names: dict[str, str] = {}

    def at(self, name: str) -> str:
        """Write the address of a node."""
        return iri(self.base, name)

    def say(self, graph: str, subject: str, said: Mapping[str, str | Iterable[str]]) -> None:
        """Add quads about a subject; properties are prefixed names, objects written terms."""
        for name, objects in said.items():
            for object_ in (objects,) if isinstance(objects, str) else objects:
                self.quads.add(graph, subject, term(name), object_)

    def of(self, corpus: Corpus) -> Quads:
        """Say all there is to say of a corpus."""
        nodes, edges = elements(corpus)
        home = {node.id: self._home(node) for node in nodes}
        for node in nodes:
            self._node(home[node.id], node)
        labels = {node.id: node.label for node in nodes}
        for edge in edges:
            self._edge(home[edge.source], edge)
            if edge.kind is EdgeKind.DERIVES_FROM:
                name = word(labels[edge.target], "zh")
                self.say(self.links, self.at(edge.id), {"pc:upperName": name})
        for element, count in plans_above(nodes, edges).items():
            self.say(self.links, self.at(element), {"pc:plansAbove": literal(count)})
        for element, name in tops(nodes, edges).items():
            self.say(self.links, self.at(element), {"pc:topName": word(name, "zh")})
        for plan in corpus.plans:
            self._sections(plan)
            self._doubts(plan)
        self._run(corpus)
        self.described = {node.id for node in nodes} | {edge.id for edge in edges}
        self.described.update(doubt.id for plan in corpus.plans for doubt in plan.doubts)
        self.names = mention_nodes(corpus)
        return self.quads

    # ------------------------------------------------------------ nodes

    def _home(self, node: Node) -> str:
        """The graph a node is described in."""
        plan = node.id if node.kind is NodeKind.PLAN else node.attributes.get("plan")
        if plan:
            return self.at(f"graph/{plan}")
        return self.links if node.kind is NodeKind.DOCUMENT else self.vocabulary

    def _node(self, graph: str, node: Node) -> None:
        here, known = self.at(node.id), node.attributes
        self.say(
            graph,
            here,
            {"a": map(term, NODE_CLASSES[node.kind]), "rdfs:label": word(node.label, "zh")},
        )
        self._attributes(graph, here, known)
        self._evidence(graph, here, node.evidence)
        if "plan" in known:
            said = {"pc:inPlan": self.at(str(known["plan"])), "pc:rule": text(str(known["method"]))}
            self.say(graph, here, said)
        elif isinstance(level := known.get("level"), StrEnum):
            self.say(graph, here, {"pc:level": iri(concept(level))})
        if isinstance(path := known.get("path"), tuple):
            self.say(graph, here, {"pc:path": text("/".join(map(str, path)))})
        if "period_start" in known:
            self._period(here, known)
        if node.kind in CUBES:
            self._observation(graph, here, node.kind)
        if node.kind is NodeKind.PROGRAMME:
            self._programme(graph, here, known)
        elif node.kind in VOCABULARIES:
            self._concept(here, node.kind, node.label)

    def _attributes(self, graph: str, subject: str, known: Attributes) -> None:
        for name, value in known.items():
            if name in PROPERTIES:
                objects = self._terms(value, "zh" if name in CHINESE else None)
                self.say(graph, subject, {PROPERTIES[name]: objects})

    def _terms(self, value: Value | Reason, lang: str | None) -> list[str]:
        if isinstance(value, tuple):
            return [made for item in value for made in self._terms(item, lang)]
        if isinstance(value, StrEnum):
            return [iri(concept(value))]
        if isinstance(value, Words):
            return [word(value.zh, "zh"), word(value.en, "en")]
        if isinstance(value, Reason):
            raise TypeError("reasons are resources, not terms")
        return [word(str(value), lang) if lang else literal(value)]

    def _period(self, subject: str, known: Attributes) -> None:
        """Say the years a document covers in words other catalogues read."""
        first, last = known["period_start"], known["period_end"]
        here, year = self.at(f"period-{first}-{last}"), f"^^{term('xsd:gYear')}"
        said = {
            "a": term("dcterms:PeriodOfTime"),
            "dcat:startDate": f'"{first}"{year}',
            "dcat:endDate": f'"{last}"{year}',
        }
        self.say(self.vocabulary, here, said)
        self.say(self.links, subject, {"dcterms:temporal": here})

    def _observation(self, graph: str, subject: str, kind: NodeKind) -> None:
        """Put a figure into its data set."""
        name, words = CUBES[kind]
        cube = self.at(name)
        self.say(graph, subject, {"qb:dataSet": cube})
        said = {
            "a": term("qb:DataSet"),
            "rdfs:label": self._terms(words, None),
            "qb:structure": iri(f"{ONTOLOGY}/cube#structure"),
        }
        self.say(self.vocabulary, cube, said)

    def _programme(self, graph: str, subject: str, known: Attributes) -> None:
        """Join what a plan says of a programme to the programme all plans share."""
        canonical = str(known["canonical"])
        shared = self.at(make_id("initiative", canonical))
        self.say(graph, subject, {"pc:programme": shared})
        self._concept(shared, NodeKind.PROGRAMME, canonical)
        said = {"a": [term("pc:Programme"), term("skos:Concept")]}
        self.say(self.vocabulary, shared, said | {"rdfs:label": word(canonical, "zh")})
        mentions = known["mentions"]
        if isinstance(mentions, tuple):
            others = [word(str(one), "zh") for one in mentions if one != canonical]
            self.say(self.vocabulary, shared, {"skos:altLabel": others})

    def _concept(self, subject: str, kind: NodeKind, label: str) -> None:
        name, words = VOCABULARIES[kind]
        scheme = self.at(name)
        said = {"skos:inScheme": scheme, "skos:prefLabel": word(label, "zh")}
        self.say(self.vocabulary, subject, said)
        labels = self._terms(words, None)
        said_of_scheme = {"a": term("skos:ConceptScheme"), "skos:prefLabel": labels}
        self.say(self.vocabulary, scheme, said_of_scheme)

    # ------------------------------------------------------------ edges

    def _edge(self, graph: str, edge: Edge) -> None:
        source, target = self.at(edge.source), self.at(edge.target)
        said = dict.fromkeys(EDGE_PROPERTIES[edge.kind], target)
        if edge.kind is EdgeKind.PART_OF and graph == self.vocabulary:
            said["skos:broader"] = target
        self.say(self.links if edge.kind in ACROSS_DOCUMENTS else graph, source, said)
        if edge.kind in LINK_CLASSES:
            self._link(edge, source, target)
        elif edge.kind is EdgeKind.CITES:
            self._citation(graph, edge, target)
        elif edge.kind is EdgeKind.ASSIGNED_TO:
            self._responsibility(graph, edge, source, target)

    def _link(self, edge: Edge, source: str, target: str) -> None:
        here, known = self.at(edge.id), edge.attributes
        said: dict[str, str | Iterable[str]] = {
            "a": map(term, LINK_CLASSES[edge.kind]),
            "rdfs:label": self._terms(edge.label, None),
            "pc:confidence": literal(edge.confidence),
            "pc:method": [iri(concept(edge.method))] if isinstance(edge.method, StrEnum) else [],
            "pc:lowerPlan": self.at(str(known["lower_plan"])),
            "pc:upperPlan": self.at(str(known["upper_plan"])),
        }
        if edge.kind is EdgeKind.DERIVES_FROM:
            said["prov:entity"] = target
            self.say(self.links, source, {"prov:qualifiedDerivation": here})
        if edge.kind is not EdgeKind.DROPPED_IN:
            said["pc:lower"] = source
        if edge.kind is not EdgeKind.LOCAL_TO:
            said["pc:upper"] = source if edge.kind is EdgeKind.DROPPED_IN else target
        for proof in edge.evidence:
            end = "pc:upperQuote" if proof.plan == known["upper_plan"] else "pc:lowerQuote"
            self.say(self.links, here, {end: text(proof.evidence.quote)})
        self.say(self.links, here, said)
        self._attributes(self.links, here, known)
        self._reasons(here, edge)
        self._evidence(self.links, here, edge.evidence)

    def _reasons(self, link: str, edge: Edge) -> None:
        reasons = edge.attributes.get("reasons", ())
        for reason in reasons if isinstance(reasons, tuple) else ():
            if isinstance(reason, Reason):
                here = self.at(make_id("reason", edge.id, reason.feature, reason.sentence.zh))
                self.say(self.links, link, {"pc:reason": here})
                said = {
                    "a": term("pc:Reason"),
                    "pc:feature": text(reason.feature),
                    "pc:score": literal(float(reason.score)),
                    "pc:sentence": self._terms(reason.sentence, None),
                }
                self.say(self.links, here, said)

    def _citation(self, graph: str, edge: Edge, target: str) -> None:
        here = self.at(edge.id)
        said = {
            "a": [term("pc:Citation"), term("pc:Record")],
            "pc:inPlan": self.at(edge.source),
            "pc:confidence": literal(edge.confidence),
            "pc:rule": text(edge.method),
        }
        self.say(graph, here, said)
        self._attributes(graph, here, edge.attributes)
        self._evidence(graph, here, edge.evidence)
        self.say(self.links, here, {"pc:citedDocument": target})

    def _responsibility(self, graph: str, edge: Edge, source: str, target: str) -> None:
        here = self.at(edge.id)
        said = {
            "a": [term("pc:Responsibility"), term("prov:Attribution")],
            "prov:agent": target,
            "prov:hadRole": iri(f"{ONTOLOGY}/organrole#", str(edge.attributes["role"])),
        }
        self.say(graph, source, {"prov:qualifiedAttribution": here})
        self.say(graph, here, said)
        self._evidence(graph, here, edge.evidence)

    # ------------------------------------------------------------ what is no node

    def _sections(self, plan: Plan) -> None:
        graph, whole = self.at(f"graph/{plan.id}"), self.at(plan.id)
        above: list[tuple[Section, str]] = []
        for section in sorted(plan.sections, key=lambda one: (one.span.start, -one.span.end)):
            here = self.at(make_id("section", plan.id, *section.path, section.span.start))
            while above and section.span not in above[-1][0].span:
                above.pop()
            said = {
                "a": [term("pc:Section"), term("eli:LegalResourceSubdivision")],
                "dcterms:title": word(section.title, "zh"),
                "pc:number": text(section.number),
                "pc:path": text("/".join(section.path)),
                "pc:depth": literal(section.depth),
                "pc:inPlan": whole,
                "eli:is_part_of": above[-1][1] if above else whole,
            }
            self.say(graph, whole, {"pc:hasSection": here})
            self.say(graph, here, said)
            above.append((section, here))

    def _doubts(self, plan: Plan) -> None:
        graph, whole = self.at(f"graph/{plan.id}"), self.at(plan.id)
        for doubt in plan.doubts:
            here = self.at(doubt.id)
            said = {
                "a": term("pc:Doubt"),
                "pc:doubtKind": text(doubt.kind),
                "pc:sentence": self._terms(doubt.note, None),
                "pc:confidence": literal(float(doubt.confidence)),
                "pc:inPlan": whole,
            }
            self.say(graph, whole, {"pc:hasDoubt": here})
            self.say(graph, here, said)
            self._evidence(graph, here, (Proof(plan.id, side) for side in doubt.sides))

    def _evidence(self, graph: str, subject: str, proofs: Iterable[Proof]) -> None:
        """Say which words prove a thing; the words stand in the graph of their plan.

        Positions are plain integers: Oxigraph reads every narrower type as one.
        """
        for proof in proofs:
            words, span = proof.evidence, proof.evidence.span
            name = make_id("evidence", proof.plan, span.start, span.end, words.quote)
            here, source = self.at(name), self.at(f"graph/{proof.plan}")
            target, exact, position = (
                self.at(f"{name}-{part}") for part in ("target", "quote", "position")
            )
            self.say(graph, subject, {"pc:evidence": here})
            self.say(graph, here, {"oa:hasBody": subject})
            said: dict[str, str | Iterable[str]] = {
                "a": [term("pc:Evidence"), term("oa:Annotation")],
                "pc:quote": text(words.quote),
                "oa:hasTarget": target,
            }
            if words.section:
                said["pc:sectionPath"] = text("/".join(words.section))
            self.say(source, here, said)
            selected = {
                "a": term("oa:SpecificResource"),
                "oa:hasSource": self.at(proof.plan),
                "oa:hasSelector": [exact, position],
            }
            self.say(source, target, selected)
            quoted = {"a": term("oa:TextQuoteSelector"), "oa:exact": text(words.quote)}
            self.say(source, exact, quoted | self._around(proof))
            placed = {
                "a": term("oa:TextPositionSelector"),
                "oa:start": literal(span.start),
                "oa:end": literal(span.end),
            }
            self.say(source, position, placed)

    def _around(self, proof: Proof) -> dict[str, str]:
        document, span = self.texts.get(proof.plan), proof.evidence.span
        if document is None:
            return {}
        before = document.text[max(0, span.start - CONTEXT) : span.start]
        after = document.text[span.end : span.end + CONTEXT]
        return {"oa:prefix": text(before), "oa:suffix": text(after)}

    def _run(self, corpus: Corpus) -> None:
        made_by = version("policycascade")
        sources = sorted(plan.source.sha256 for plan in corpus.plans)
        run, software = self.at(make_id("run", made_by, *sources)), self.at("software")
        plans = [self.at(plan.id) for plan in corpus.plans]
        said: dict[str, str | Iterable[str]] = {
            "a": term("prov:Activity"),
            "prov:wasAssociatedWith": software,
            "prov:used": plans,
        }
        self.say(self.links, run, said)
        self.say(
            self.links,
            software,
            {
                "a": term("prov:SoftwareAgent"),
                "rdfs:label": text("policycascade"),
                "owl:versionInfo": text(made_by),
            },
        )
        graphs = (self.links, self.vocabulary, *(self.at(f"graph/{p.id}") for p in corpus.plans))
        for graph in graphs:
            self.say(self.links, graph, {"prov:wasGeneratedBy": run})
