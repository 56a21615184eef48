"""Document → Plan: what the words say; knows no file format."""

from __future__ import annotations

from policycascade.extract.outline import find_sections
from policycascade.model import Document, Plan, Source, make_id

__all__ = ["read_plan"]


def read_plan(document: Document) -> Plan:
    """Read everything ``document`` says as a plan, stage by stage."""
    source = Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        chars=len(document.text),
    )
    sections = find_sections(document)
    return Plan(
        id=make_id("plan", document.sha256),
        title=document.name,
        source=source,
        sections=sections,
    )
