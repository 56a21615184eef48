"""Writes docs/ontology.md and docs/queries.md from the ontology and the saved queries.

python docs/make_reference.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node

from policycascade.graph.mapping import PREFIXES
from policycascade.graph.saved import SavedQuery, saved_queries
from policycascade.ontology import ontology_graph
from policycascade.ontology.terms import ONTOLOGY

HERE = Path(__file__).parent

#: Classes of the diagram and what joins them; the rest stands in the tables.
DRAWN = (
    *("Plan", "CitedDocument", "Task", "ProgrammeInPlan", "Programme", "Target", "Outturn"),
    *("Indicator", "Region", "Organisation", "Link", "Evidence", "Section"),
)
ARROWS = (
    ("Plan", "hasSection", "Section"),
    ("Plan", "hasTask", "Task"),
    ("Plan", "hasTarget", "Target"),
    ("Plan", "contains", "Outturn"),
    ("Plan", "contains", "ProgrammeInPlan"),
    ("Plan", "appliesTo", "Region"),
    ("Plan", "issuedBy", "Organisation"),
    ("Plan", "cites", "CitedDocument"),
    ("Plan", "derivesFrom", "Plan"),
    ("Task", "derivesFrom", "Task"),
    ("Target", "derivesFrom", "Target"),
    ("Target", "measures", "Indicator"),
    ("Outturn", "measures", "Indicator"),
    ("Task", "hasTarget", "Target"),
    ("Task", "implements", "ProgrammeInPlan"),
    ("Task", "assignedTo", "Organisation"),
    ("ProgrammeInPlan", "programme", "Programme"),
    ("Link", "upper", "Target"),
    ("Link", "lower", "Target"),
    ("Link", "evidence", "Evidence"),
    ("Target", "evidence", "Evidence"),
)


def ontology_page() -> str:
    """The reference page of the ontology."""
    graph = ontology_graph()
    whole = URIRef(ONTOLOGY)
    parts = [
        "# 政策传导本体 Policy cascade ontology",
        "<!-- made by docs/make_reference.py: do not edit -->",
        f"<{ONTOLOGY}#>, `pc:`, {_said(graph, whole, OWL.versionInfo)}",
        *sorted(map(str, graph.objects(whole, DCTERMS.description)), reverse=True),
        "## 图 Diagram",
        _diagram(graph),
        "## 类 Classes",
        _table(
            ("class", "中文", "English", "definition", "sub-class of"),
            (
                (_name(one), *_labels(graph, one), _names(graph.objects(one, RDFS.subClassOf)))
                for one in _ours(graph, OWL.Class)
            ),
        ),
        "## 属性 Properties",
        _table(
            ("property", "中文", "English", "definition", "domain", "range", "sub-property of"),
            (
                (
                    _name(one),
                    *_labels(graph, one),
                    _names(graph.objects(one, RDFS.domain)),
                    _names(graph.objects(one, RDFS.range)),
                    _names(graph.objects(one, RDFS.subPropertyOf)),
                )
                for one in _ours(graph, OWL.ObjectProperty, OWL.DatatypeProperty)
            ),
        ),
        "## 概念表 Concept schemes",
    ]
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        parts += [f"### {_said(graph, scheme, SKOS.prefLabel)}", f"<{scheme}>"]
        concepts = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        parts.append(_table(("concept", "中文", "English"), (_concept(graph, c) for c in concepts)))
    return "\n\n".join(parts) + "\n"


def _diagram(graph: rdflib.Graph) -> str:
    lines = ["```mermaid", "classDiagram", "direction LR"]
    for name in DRAWN:
        label = _language(graph, URIRef(f"{ONTOLOGY}#{name}"), RDFS.label, "zh")
        lines.append(f'class {name}["{name} {label}"]')
    for one, name, two in ARROWS:
        label = _language(graph, URIRef(f"{ONTOLOGY}#{name}"), RDFS.label, "zh")
        lines.append(f"{one} --> {two} : {name} {label}")
    return "\n".join([*lines, "```"])


def _ours(graph: rdflib.Graph, *kinds: URIRef) -> list[Node]:
    found = {one for kind in kinds for one in graph.subjects(RDF.type, kind)}
    return sorted((one for one in found if str(one).startswith(f"{ONTOLOGY}#")), key=str)


def _name(term: Node) -> str:
    for prefix, address in PREFIXES.items():
        if str(term).startswith(address):
            return f"`{prefix}:{str(term)[len(address) :]}`"
    return f"`{str(term).rpartition('/')[2]}`"


def _names(terms: Iterable[Node]) -> str:
    return " ".join(sorted(_name(term) for term in terms if isinstance(term, URIRef)))


def _language(graph: rdflib.Graph, term: Node, property_: URIRef, lang: str) -> str:
    said = graph.objects(term, property_)
    return " ".join(
        sorted(str(one) for one in said if isinstance(one, Literal) and one.language == lang)
    )


def _said(graph: rdflib.Graph, term: Node, property_: URIRef) -> str:
    return " ".join(sorted(map(str, graph.objects(term, property_)), reverse=True))


def _labels(graph: rdflib.Graph, term: Node) -> tuple[str, str, str]:
    zh, en = (_language(graph, term, RDFS.label, lang) for lang in ("zh", "en"))
    about = [_language(graph, term, RDFS.comment, lang) for lang in ("zh", "en")]
    return zh, en, "<br>".join(about)


def _concept(graph: rdflib.Graph, term: Node) -> tuple[str, str, str]:
    zh, en = (_language(graph, term, SKOS.prefLabel, lang) for lang in ("zh", "en"))
    return f"`{str(term).rpartition('#')[2]}`", zh, en


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").strip() for cell in cells) + " |"

    heads = list(head)
    return "\n".join([line(heads), "|" + "---|" * len(heads), *map(line, rows)])


def queries_page() -> str:
    """The reference page of the saved queries."""
    parts = [
        "# 预存查询 Saved queries",
        "<!-- made by docs/make_reference.py: do not edit -->",
        "每个问题一条命令 (a command for each question): `policycascade query kb 断点`, "
        "`policycascade query kb dropped --param level=prefecture --format xlsx -o 断点.xlsx`. "
        "SPARQL 原文 (its text): `policycascade query kb 断点 --explain`.",
        _table(
            ("", "名称", "name", "问题", "question"),
            ((str(q.number), q.name, q.name_en, q.title.zh, q.title.en) for q in saved_queries()),
        ),
    ]
    for query in saved_queries():
        parts += _query(query)
    return "\n\n".join(parts) + "\n"


def _query(query: SavedQuery) -> Iterator[str]:
    yield f"## {query.number} {query.name} {query.name_en}"
    yield f"{query.title.zh}<br>{query.title.en}"
    yield f"{query.about.zh}<br>{query.about.en}"
    if query.parameters:
        yield _table(
            ("parameter", "default", "中文", "English"),
            (
                (f"`{p.name}`", f"`{p.default}`" if p.default else "", p.about.zh, p.about.en)
                for p in query.parameters
            ),
        )
    yield _table(
        ("column", "中文", "English"),
        ((f"`{name}`", words.zh, words.en) for name, words in query.columns.items()),
    )


PAGES = {"ontology.md": ontology_page, "queries.md": queries_page}

if __name__ == "__main__":
    for file, page in PAGES.items():
        (HERE / file).write_text(page(), encoding="utf-8", newline="\n")
