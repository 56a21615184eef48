"""The start page of a knowledge base: what is in it, what is worth reading, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policycascade.model import Cascade, Corpus, Finding, Plan
from policycascade.visualize.frame import by_level, render
from policycascade.visualize.labels import group

#: Findings on the start page: so many in all, shared among the pairs, but not more than
#: ``MOST`` nor fewer than ``LEAST`` for one; the reports have all of them.
HEADLINES, MOST, LEAST = 12, 5, 2

#: Pairs whose findings stand on the start page; of more, those with the weightiest, and all others
#: as a list: with 978 pairs the page took 1.7 s to open, and nobody reads as many.
PAIRS = 24

Place = tuple[str, str]  # what the reader sees, and the address relative to the start page


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where the other pages lie, relative to the start page.

    Attributes:
        overall: the report on the whole base.
        reports: by the ids of the upper and the lower plan; the first is the one to read.
    """

    views: Sequence[Place] = ()
    traces: Sequence[Place] = ()
    overall: Sequence[Place] = ()
    reports: Mapping[tuple[str, str], Sequence[Place]] = field(default_factory=dict)
    data: Sequence[Place] = ()


def start_page(corpus: Corpus, pages: Pages, lang: str = "zh") -> str:
    """Render the start page: plans and their facts, findings worth reading, all other pages."""
    told = _weightiest(corpus.cascades)
    limit = max(LEAST, min(MOST, HEADLINES // max(1, len(told))))
    return render(
        "start.html",
        lang,
        "index",
        title=group("site", lang)["title"],
        site=group("site", lang),
        levels=group("level", lang),
        plans=sorted(corpus.plans, key=by_level),
        upper={plan.id: _uppers(corpus, plan) for plan in corpus.plans},
        cascades=[(cascade, worth_reading(cascade, limit)) for cascade in told],
        others=[cascade for cascade in corpus.cascades if cascade not in told],
        corpus=corpus,
        pages=pages,
    )


def _weightiest(cascades: Sequence[Cascade]) -> Sequence[Cascade]:
    """The pairs whose findings are told: all, or the first ``PAIRS`` by their weightiest ones."""
    if len(cascades) <= PAIRS:
        return cascades
    weights = {
        number: sorted((finding.severity.rank for finding in cascade.findings), reverse=True)
        for number, cascade in enumerate(cascades)
    }
    return [cascades[number] for number in sorted(weights, key=weights.__getitem__)[-PAIRS:][::-1]]


def worth_reading(cascade: Cascade, limit: int = MOST) -> list[Finding]:
    """The weightiest findings, no two of one kind before every kind has had its turn.

    What an earlier one has said of the same links is not said again; sums stand in the report.
    """
    turn: dict[str, int] = {}
    covered: set[str] = set()
    ranked = []
    for number, finding in enumerate(sorted(cascade.findings, key=lambda f: -f.severity.rank)):
        if finding.kind.endswith("_overview") or (
            finding.links and covered.issuperset(finding.links)
        ):
            continue
        covered.update(finding.links)
        turn[finding.kind] = turn.get(finding.kind, -1) + 1
        ranked.append((turn[finding.kind], -finding.severity.rank, number, finding))
    return [finding for _, _, _, finding in sorted(ranked, key=lambda item: item[:3])[:limit]]


def _uppers(corpus: Corpus, plan: Plan) -> list[tuple[str, bool]]:
    """Titles of the documents a plan was drafted from or carries out, and whether they are here."""
    titles = {one.id: (one.title, True) for one in corpus.plans}
    titles |= {one.id: (one.title, False) for one in corpus.stubs}
    found = [
        titles[one.upper]
        for one in corpus.derivations
        if one.lower == plan.id and one.upper in titles and one.relation in ("basis", "presumed")
    ]
    return list(dict.fromkeys(found))
