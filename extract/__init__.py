"""Document → Plan: what the words say; knows no file format."""

from __future__ import annotations

from policycascade.model import Document, Plan, make_id

__all__ = ["read_plan"]


def read_plan(document: Document) -> Plan:
    """Read everything ``document`` says as a plan, stage by stage."""
    from policycascade.extract.front_matter import read_front_matter
    from policycascade.extract.outline import find_sections
    from policycascade.model import Source
    from policycascade.ontology.titles import normalise_title

    sections = find_sections(document)
    front = read_front_matter(document, sections)
    source = Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        chars=len(document.text),
    )
    if front.title:
        code = front.region.code if front.region else None
        years = (front.period.start, front.period.end) if front.period else (None, None)
        plan_id = make_id("plan", code, *years, normalise_title(front.title))
    else:
        plan_id = make_id("plan", document.sha256)
    return Plan(
        id=plan_id,
        title=front.title or document.name,
        source=source,
        region=front.region,
        level=front.level,
        issuer=front.issuer,
        doc_number=front.doc_number,
        issued=front.issued,
        published=front.published,
        period=front.period,
        field=front.field,
        front=front.evidence,
        sections=sections,
    )
