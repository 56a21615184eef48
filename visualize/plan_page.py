"""The page of a plan: its facts by chapter, its targets, doubts, citations and relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from policycascade.model import Corpus, Plan, Record, Task
from policycascade.visualize.frame import by_level, render
from policycascade.visualize.labels import group


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter and the facts in it, in document order; each with its kind."""

    title: str
    facts: list[tuple[str, Record]]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many facts of each kind."""
        kinds = sorted(kind for kind, _ in self.facts)
        return [(kind, len(list(held))) for kind, held in groupby(kinds)]


def plan_page(corpus: Corpus, plan: Plan, lang: str = "zh") -> str:
    """Render what was read from a plan; every fact leads to its words."""
    titles = {one.id: one.title for one in corpus.plans}
    titles |= {one.id: one.title for one in corpus.stubs}
    return render(
        "plan.html",
        lang,
        f"plans/{plan.id}",
        title=plan.title,
        plan=plan,
        chapters=list(_chapters(plan)),
        above=[(one, titles[one.upper]) for one in corpus.derivations if one.lower == plan.id],
        below=[(one, titles[one.lower]) for one in corpus.derivations if one.upper == plan.id],
        here={one.id for one in corpus.plans},
        cited={one.title: one.id for one in corpus.plans},
        pairs=[
            (corpus.plan(c.upper), corpus.plan(c.lower))
            for c in corpus.cascades
            if plan.id in (c.upper, c.lower)
        ],
        corpus=corpus,
    )


def plans_page(corpus: Corpus, lang: str = "zh") -> str:
    """Render the list of plans and of the pairs that are read side by side."""
    return render(
        "plans.html",
        lang,
        "plans",
        title=group("page", lang)["menu_plans"],
        plans=sorted(corpus.plans, key=by_level),
        cascades=corpus.cascades,
        corpus=corpus,
    )


def _chapters(plan: Plan) -> Iterable[Chapter]:
    titles = {section.number: section.title for section in plan.sections if section.depth == 1}
    lists = {
        "task": plan.tasks,
        "target": plan.targets,
        "outturn": plan.outturns,
        "programme": plan.programmes,
        "citation": plan.citations,
    }
    facts = [(kind, one) for kind, records in lists.items() for one in records]
    facts.sort(key=lambda item: (item[1].evidence.span.start, -item[1].evidence.span.end))
    for number, held in groupby(facts, key=lambda item: _chapter(item[1])):
        title = " ".join(filter(None, (number, titles.get(number, ""))))
        yield Chapter(title=title, facts=list(held))


def _chapter(record: Record) -> str:
    path = record.path if isinstance(record, Task) else record.evidence.section
    return path[0] if path else ""
