"""The stages of reading a plan, in order."""

from __future__ import annotations

import dataclasses
import re

from policycascade.errors import NotAPlan
from policycascade.extract.citations import find_citations
from policycascade.extract.doubts import find_doubts
from policycascade.extract.front_matter import FrontMatter, read_front_matter
from policycascade.extract.identity import attach, identify, plan_id
from policycascade.extract.outline import find_nodes
from policycascade.extract.programmes import find_programmes
from policycascade.extract.targets import find_figures
from policycascade.extract.tasks import find_tasks
from policycascade.model import Document, Doubt, Plan, Role, Source, make_id

NOTHING_OF_A_PLAN = (
    "没有规划的标题或编制依据，也没有带地区、年份、机关或文号的任务和指标，不像一份规划 "
    "(no plan title or drafting basis, nor tasks or targets under a region, years, an issuer or a "
    "number: not a plan)"
)


def read(document: Document) -> Plan:
    """Read everything ``document`` says as a plan.

    Raises:
        NotAPlan: if nothing in the text looks like a plan.
    """
    nodes = find_nodes(document)
    sections = tuple(node.section for node in nodes)
    front = read_front_matter(document, sections)
    name = _name(document, front)
    citations = find_citations(document, sections, front.title, front.region)
    tasks = find_tasks(document, nodes, front.period.start if front.period else None)
    programmes = identify("programme", name, find_programmes(document, sections))
    found = find_figures(document, sections, front.period, _year(front))
    targets, outturns = identify("target", name, found[0]), identify("outturn", name, found[1])
    basis = any(citation.role is Role.BASIS for citation in citations)
    placed = front.region or front.issuer or front.doc_number or front.period
    natures = any(target.nature for target in targets)  # only plans say what is binding
    if not (front.title or basis or natures or (placed and (tasks or targets))):
        raise NotAPlan(document.name, NOTHING_OF_A_PLAN)
    plan = Plan(
        id=name,
        title=front.title or document.name,
        source=_source(document),
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
        tasks=attach(identify("task", name, tasks), programmes, targets),
        citations=identify("citation", name, citations),
        programmes=programmes,
        targets=targets,
        outturns=outturns,
    )
    return dataclasses.replace(plan, doubts=doubts_of(document, plan))


def doubts_of(document: Document, plan: Plan) -> tuple[Doubt, ...]:
    """Find the doubts of a plan; as two plans may print the same words, it goes into their ids."""
    return tuple(
        dataclasses.replace(doubt, id=make_id("doubt", plan.id, doubt.id))
        for doubt in find_doubts(document, plan)
    )


def _name(document: Document, front: FrontMatter) -> str:
    """The same plan has the same id from any file; a plan without a title has its file's."""
    if front.title:
        return plan_id(front.title, front.region, front.period)
    return make_id("plan", document.sha256)


def _year(front: FrontMatter) -> int | None:
    day = front.issued or front.published
    numbered = re.search(r"(?:19|20)\d\d", front.doc_number or "")
    return day.year if day else int(numbered[0]) if numbered else None


def _source(document: Document) -> Source:
    return Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        chars=len(document.text),
    )
