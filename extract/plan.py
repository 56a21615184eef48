"""The stages of reading a plan, in order."""

from __future__ import annotations

from policycascade.errors import NotAPlan
from policycascade.extract.citations import find_citations
from policycascade.extract.front_matter import read_front_matter
from policycascade.extract.identity import attach, identify, plan_id
from policycascade.extract.outline import find_nodes
from policycascade.extract.tasks import find_tasks
from policycascade.model import Document, Plan, Role, Source, make_id


def read(document: Document) -> Plan:
    """Read everything ``document`` says as a plan.

    Raises:
        NotAPlan: if nothing in the text looks like a plan.
    """
    nodes = find_nodes(document)
    sections = tuple(node.section for node in nodes)
    front = read_front_matter(document, sections)
    citations = find_citations(document, sections, front.title, front.region)
    tasks = find_tasks(document, nodes, front.period.start if front.period else None)
    basis = any(citation.role is Role.BASIS for citation in citations)
    if front.title is None and not tasks and not basis:
        raise NotAPlan(
            document.name,
            "没有规划的标题、任务、指标或编制依据,不像一份规划 "
            "(no plan title, tasks, targets or drafting basis: not a plan)",
        )
    name = (
        plan_id(front.title, front.region, front.period)
        if front.title
        else make_id("plan", document.sha256)
    )
    return Plan(
        id=name,
        title=front.title or document.name,
        source=Source(
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            chars=len(document.text),
        ),
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
        tasks=attach(identify("task", name, tasks), (), ()),
        citations=identify("citation", name, citations),
    )
