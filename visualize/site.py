"""The start page of a knowledge base: what is in it, what is worth reading, and where it lies."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from policycascade.model import Cascade, Corpus, Finding, Plan
from policycascade.visualize.labels import group
from policycascade.visualize.palette import LANES

#: Findings on the start page: so many in all, shared among the pairs, but not more than
#: ``MOST`` nor fewer than ``LEAST`` for one; the reports have all of them.
HEADLINES, MOST, LEAST = 12, 5, 2

Place = tuple[str, str]  # what the reader sees, and the address relative to the start page


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where the other pages lie, relative to the start page.

    Attributes:
        overall: the report on the whole base.
        reports: by the ids of the upper and the lower plan; the first is the one to read.
        other: the start page in the other language.
    """

    views: Sequence[Place] = ()
    traces: Sequence[Place] = ()
    overall: Sequence[Place] = ()
    reports: Mapping[tuple[str, str], Sequence[Place]] = field(default_factory=dict)
    data: Sequence[Place] = ()
    other: Place | None = None


def start_page(corpus: Corpus, pages: Pages, lang: str = "zh") -> str:
    """Render the start page: plans and their facts, findings worth reading, all other pages."""
    limit = max(LEAST, min(MOST, HEADLINES // max(1, len(corpus.cascades))))
    return (
        _environment()
        .get_template("start.html")
        .render(
            lang=lang,
            tag="zh-CN" if lang == "zh" else "en",
            site=group("site", lang),
            levels=group("level", lang),
            plans=sorted(corpus.plans, key=_by_level),
            upper={plan.id: _uppers(corpus, plan) for plan in corpus.plans},
            cascades=[(cascade, worth_reading(cascade, limit)) for cascade in corpus.cascades],
            corpus=corpus,
            pages=pages,
            version=version("policycascade"),
        )
    )


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


def _by_level(plan: Plan) -> tuple[int, str, str]:
    region = plan.region.code if plan.region else ""
    return LANES.index(plan.level.value if plan.level else "unknown"), region, plan.title


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


@functools.cache
def _environment() -> Environment:
    folder = files("policycascade.visualize").joinpath("templates")
    names = ("start.html", "start.css")
    pages = {name: folder.joinpath(name).read_text("utf-8") for name in names}
    return Environment(
        loader=DictLoader(pages),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
