"""Pages of regions: the plans of one, their targets, and what they are linked with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policycascade.model import Cascade, Corpus, Link, Plan, Region
from policycascade.ontology.regions import region
from policycascade.visualize.frame import by_level, render
from policycascade.visualize.labels import group

#: With more links than this a page gives their numbers only; the pages of the pairs have them.
LINKS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """The links of one of a region's plans with another plan."""

    cascade: Cascade
    counts: Sequence[tuple[str, int]]
    rows: Sequence[tuple[Link, str, str]]


def regions_of(corpus: Corpus) -> dict[str, Region]:
    """The regions with plans and those around them, by code; the whole country comes first."""
    found = {plan.region.code: plan.region for plan in corpus.plans if plan.region}
    for one in list(found.values()):
        for code in one.ancestors:
            above = region(code)
            if above and code not in found:
                found[code] = above
    return dict(sorted(found.items()))


def region_page(corpus: Corpus, regions: Mapping[str, Region], code: str, lang: str = "zh") -> str:
    """Render one region: where it lies, its plans, their targets, their links."""
    own = regions[code]
    plans = _plans_of(corpus, code)
    ids = {plan.id for plan in plans}
    joints = [_joint(c) for c in corpus.cascades if ids & {c.upper, c.lower}]
    return render(
        "region.html",
        lang,
        f"regions/{code}",
        title=own.full_name or own.name,
        region=own,
        above=[regions[one] for one in own.ancestors if one in regions],
        parts=[one for one in regions.values() if one.ancestors[-1:] == (code,)],
        plans=plans,
        held=Counter(plan.region.code for plan in corpus.plans if plan.region),
        figures=[(plan, one) for plan in plans for one in plan.targets],
        joints=joints,
        linked=sum(len(joint.rows) for joint in joints) <= LINKS,
        corpus=corpus,
    )


def regions_page(corpus: Corpus, regions: Mapping[str, Region], lang: str = "zh") -> str:
    """Render the regions as they lie within each other, with their plans."""
    return render(
        "regions.html",
        lang,
        "regions",
        title=group("page", lang)["menu_regions"],
        regions=[
            (sum(code in regions for code in one.ancestors), one, _plans_of(corpus, one.code))
            for one in sorted(regions.values(), key=lambda one: (*one.ancestors, one.code))
        ],
        elsewhere=[plan for plan in sorted(corpus.plans, key=by_level) if not plan.region],
    )


def _plans_of(corpus: Corpus, code: str) -> list[Plan]:
    held = (plan for plan in corpus.plans if plan.region and plan.region.code == code)
    return sorted(held, key=by_level)


def _joint(cascade: Cascade) -> Joint:
    rows = [link for link in cascade.links if link.upper and link.lower]
    counts = Counter(link.relation.value for link in cascade.links)
    return Joint(
        cascade=cascade,
        counts=sorted(counts.items()),
        rows=[(link, cascade.upper, cascade.lower) for link in rows],
    )
