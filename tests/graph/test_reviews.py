"""Reviews asked of the graph by SPARQL: who decided what, when, and why."""

from __future__ import annotations

import dataclasses
from datetime import date

import rdflib
import three_levels as t

from policycascade.graph.rdf import to_rdf
from policycascade.graph.validate import validate
from policycascade.model import Corpus, Review, Verdict

LINK = next(link for cascade in t.three_levels().cascades for link in cascade.links if link.lower)
PREFIXES = """
PREFIX pc: <https://w3id.org/policycascade/ns#>
PREFIX verdict: <https://w3id.org/policycascade/ns/verdict#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def review(verdict: Verdict, about: str, **more: object) -> Review:
    values: dict[str, object] = {
        "kind": "target",
        "found": "城镇新增就业人数 3200000 人",
        "quotes": ("五年全省城镇新增就业300万人以上",),
    }
    return Review(
        key=f"target-{verdict}",
        plans=(t.PROVINCIAL.title,),
        verdict=verdict,
        reviewer="张三",
        day=date(2026, 1, 5),
        about=(about,),
        **values | more,  # type: ignore[arg-type]
    )


REVIEWS = (
    review(Verdict.CORRECT, t.P_JOBS.id, corrections={"value": "3000000"}, note="表内为300万"),
    review(Verdict.ACCEPT, LINK.id, kind="target_link", found="share"),
    review(Verdict.REJECT, "link-gone", kind="target_link", note="“口径”不同\n见附件"),
)


def dataset(corpus: Corpus) -> rdflib.Dataset:
    return to_rdf(dataclasses.replace(corpus, reviews=REVIEWS))


def ask(data: rdflib.Dataset, where: str, *names: str) -> set[tuple[str, ...]]:
    rows = data.query(
        f"{PREFIXES} SELECT {' '.join(f'?{name}' for name in names)} WHERE {{ {where} }}"
    )
    return {tuple(str(cell).rpartition("#")[2] for cell in row) for row in rows}  # type: ignore[union-attr]


def test_a_correction_is_asked_by_who_when_and_why(invented: Corpus) -> None:
    found = ask(
        dataset(invented),
        """?target a pc:Target ; pc:review ?review .
        ?review a pc:Review, prov:Activity ; pc:verdict verdict:correct ; prov:used ?target ;
            prov:wasAssociatedWith [ a prov:Person ; rdfs:label ?name ] ;
            dcterms:date ?day ; pc:note ?note ; pc:correction ?what ; pc:found ?found""",
        *("name", "day", "note", "what", "found"),
    )
    assert found == {
        ("张三", "2026-01-05", "表内为300万", "value=3000000", "城镇新增就业人数 3200000 人")
    }


def test_an_accepted_link_leads_to_its_review(invented: Corpus) -> None:
    found = ask(
        dataset(invented),
        "?link a pc:Link ; pc:review ?review . ?review pc:verdict ?verdict",
        *("link", "verdict"),
    )
    assert {(one.rpartition("/")[2], verdict) for one, verdict in found} == {(LINK.id, "accept")}


def test_what_was_rejected_is_invalidated_and_no_link(invented: Corpus) -> None:
    where = """?gone prov:wasInvalidatedBy ?review ; rdfs:label ?words .
        ?review prov:invalidated ?gone ; pc:verdict verdict:reject ; pc:note ?note .
        FILTER NOT EXISTS { ?gone a pc:Link }"""
    assert ask(dataset(invented), where, "words", "note") == {
        ("五年全省城镇新增就业300万人以上", "“口径”不同\n见附件")
    }


def test_a_corpus_with_reviews_conforms(invented: Corpus) -> None:
    assert validate(dataset(invented)) == []


def test_without_reviews_nothing_is_said_of_any(invented: Corpus) -> None:
    assert not ask(to_rdf(invented), "?review a pc:Review", "review")
