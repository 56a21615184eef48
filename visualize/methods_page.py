"""Methods and sources: what was read, what was not and why, and how facts and links were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policycascade.model import Corpus, Document
from policycascade.visualize.frame import by_level, render
from policycascade.visualize.labels import group


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is known of a build beside its corpus.

    Attributes:
        skipped: sources that gave no plan, each with the reason.
    """

    documents: Mapping[str, Document]
    skipped: Sequence[tuple[str, str]] = ()


def methods_page(corpus: Corpus, made: Made, lang: str = "zh") -> str:
    """Render where everything comes from and how it was found."""
    facts: Counter[tuple[str, str]] = Counter()
    for plan in corpus.plans:
        lists = {
            "task": plan.tasks,
            "target": plan.targets,
            "outturn": plan.outturns,
            "programme": plan.programmes,
            "citation": plan.citations,
        }
        facts.update((kind, one.method) for kind, records in lists.items() for one in records)
    joined = (link for c in corpus.cascades for link in c.links if link.upper and link.lower)
    links = Counter((link.kind.value, link.method.value) for link in joined)
    return render(
        "methods.html",
        lang,
        "methods",
        title=group("page", lang)["menu_methods"],
        plans=sorted(corpus.plans, key=by_level),
        documents=made.documents,
        skipped=made.skipped,
        facts=sorted(facts.items()),
        links=sorted(links.items()),
    )
