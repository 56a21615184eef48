"""Knowledge bases as sources of a new one, so that two researchers can put theirs together.

Plans come with their facts and texts as they were read; how they join is worked out anew, since a
plan of one base may derive from a plan of the other. A base is the folder, or a graph file that
``export`` wrote from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from policycascade.base import FORMAT, Base
from policycascade.elsewhere import FiledBase
from policycascade.errors import PolicyCascadeError
from policycascade.kb import KnowledgeBase
from policycascade.model import Document, Plan
from policycascade.pipeline import Progress, Reading, Skipped, order, read_sources, silent

#: Files of a graph that hold all of a base, and those that do not.
GRAPHS = frozenset({".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld"})
_DRAWN = frozenset({".graphml", ".gexf"})


def base_at(source: str | Path) -> Base | None:
    """Open a source that is a knowledge base: its folder, or a graph file of it.

    Raises:
        KnowledgeBaseError: if the base is damaged or of another version, the file none of ours.
        PolicyCascadeError: for a graph file that is for drawing only.
    """
    ending = Path(source).suffix.lower()
    if ending in GRAPHS and not str(source).startswith(("http://", "https://")):
        return FiledBase(source)
    if ending in _DRAWN:
        raise PolicyCascadeError(
            f"{source}: 这种图文件没有规划全文；请给出知识库文件夹或 Turtle、N-Quads 文件 "
            "(such a graph file lacks the plans' texts; give the folder of the base, or its "
            "Turtle or N-Quads)"
        )
    return KnowledgeBase(source) if is_base(source) else None


def is_base(source: str | Path) -> bool:
    """Whether a source is the folder of a knowledge base."""
    try:
        manifest = json.loads((Path(source) / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def read_all(
    sources: Iterable[str | Path], bases: Iterable[Base], progress: Progress = silent
) -> Reading:
    """Read plan files, folders and addresses, then knowledge bases; of one plan the first is kept.

    Raises:
        KnowledgeBaseError: if a base is damaged.
    """
    files = list(sources)
    parts = [read_sources(files, progress)] if files else []
    return _together([*parts, *(base.reading for base in bases)])


def _together(parts: Iterable[Reading]) -> Reading:
    plans: dict[str, Plan] = {}
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for part in parts:
        skipped += part.skipped
        for plan in part.plans:
            if plan.id in plans:
                reason = "已在库中，只取前者 (already in the base, where it is kept as it is)"
                skipped.append(Skipped(source=plan.source.name, reason=reason))
                continue
            plans[plan.id], documents[plan.id] = plan, part.documents[plan.id]
    return Reading(
        plans=tuple(sorted(plans.values(), key=order)),
        documents=documents,
        skipped=tuple(dict.fromkeys(skipped)),
    )
