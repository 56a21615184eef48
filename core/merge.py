"""Knowledge bases as sources of a new one, so that two researchers can put theirs together.

Plans come with their facts and texts as they were read; how they join is worked out anew, since a
plan of one base may derive from a plan of the other. Graph files are no source: they hold the facts
but not the running texts that comparing needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from policycascade.errors import PolicyCascadeError
from policycascade.kb import FORMAT, KnowledgeBase
from policycascade.model import Document, Plan
from policycascade.pipeline import Progress, Reading, Skipped, order, read_sources, silent

#: Files of the graph; what to build from instead is said.
_GRAPHS = {".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld", ".graphml", ".gexf"}


def is_base(source: str | Path) -> bool:
    """Whether a source is the folder of a knowledge base."""
    try:
        manifest = json.loads((Path(source) / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def read_all(sources: Iterable[str | Path], progress: Progress = silent) -> Reading:
    """Read plan files, folders, addresses and knowledge bases; of one plan the first is kept.

    Raises:
        PolicyCascadeError: for a graph file.
        KnowledgeBaseError: if a base is damaged or of another version.
    """
    given = list(sources)
    for source in given:
        if Path(source).suffix.lower() in _GRAPHS:
            raise PolicyCascadeError(
                f"{source}: 图文件没有规划全文,不能由它重建;请给出知识库文件夹 "
                "(a graph file lacks the plans' texts; give the folder of the knowledge base)"
            )
    files = [source for source in given if not is_base(source)]
    parts = [read_sources(files, progress)] if files else []
    parts += [read_base(source) for source in given if is_base(source)]
    return _together(parts)


def read_base(folder: str | Path) -> Reading:
    """Read the plans of a knowledge base with their texts, without the verdicts of reviewers."""
    return KnowledgeBase(folder).reading


def _together(parts: Iterable[Reading]) -> Reading:
    plans: dict[str, Plan] = {}
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for part in parts:
        skipped += part.skipped
        for plan in part.plans:
            if plan.id in plans:
                reason = "已在库中,只取前者 (already in the base, where it is kept as it is)"
                skipped.append(Skipped(source=plan.source.name, reason=reason))
                continue
            plans[plan.id], documents[plan.id] = plan, part.documents[plan.id]
    return Reading(
        plans=tuple(sorted(plans.values(), key=order)),
        documents=documents,
        skipped=tuple(dict.fromkeys(skipped)),
    )
