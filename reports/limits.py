"""What the data cannot say: sentences that follow from what is and is not in the two plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policycascade.model import ElementKind, Method, Place, Plan, Relation, Target
from policycascade.reports.naming import one_title
from policycascade.reports.pair import Pair
from policycascade.reports.words import group

#: So many titles or wordings are named in a sentence; the table of sources has them all.
NAMED = 4


def limits(pair: Pair, lang: str) -> list[str]:
    """The limits of a comparison, each true of these two plans, in the order of their weight."""
    return [
        group("limits", lang)[key].format(**values)
        for key, values in (
            *_of_links(pair),
            *_of_programmes(pair),
            *_of_plans(pair, lang),
            *_of_citations(pair, lang),
            *_of_targets(pair, lang),
            *_of_measures(pair, lang),
        )
    ]


def _of_links(pair: Pair) -> Iterator[tuple[str, dict[str, object]]]:
    links = pair.cascade.links
    if links:
        reviewed = sum(link.method is Method.REVIEWED for link in links)
        yield "machine", {"n": len(links), "reviewed": reviewed}
    if pair.having(Relation.DROPPED):
        yield "dropped", {}
    if pair.having(Relation.LOCAL):
        yield "local", {}
    if undecided := pair.having(Relation.UNDECIDED):
        yield "undecided", {"n": len(undecided)}
    if pair.having(Relation.SHARE):
        others = {one.lower for one in pair.corpus.cascades if one.upper == pair.upper.id}
        yield ("siblings" if len(others) > 1 else "one_child"), {"n": len(others) - 1}


def _of_programmes(pair: Pair) -> Iterator[tuple[str, dict[str, object]]]:
    if any(plan.programmes for plan in pair.plans):
        yield "what_programmes", {}


def _of_plans(pair: Pair, lang: str) -> Iterator[tuple[str, dict[str, object]]]:
    """What each plan does not say; of both in one sentence."""
    plans = list({plan.id: plan for plan in pair.plans}.values())
    for key, lacks in _LACKS.items():
        if titles := [plan.title for plan in plans if lacks(plan)]:
            yield key, {"titles": _marked(titles, lang)}
    for plan in plans:
        for kind in ("lost_characters", "missing_text"):
            if lost := sum(doubt.kind == kind for doubt in plan.doubts):
                yield kind, {"titles": _marked([plan.title], lang), "n": lost}


#: What a plan may lack, by the sentence that says so.
_LACKS: dict[str, Callable[[Plan], bool]] = {
    "no_targets": lambda plan: not plan.targets,
    "no_table": lambda plan: _has_targets(plan, lambda one: one.place is Place.TEXT),
    "nature_unstated": lambda plan: _has_targets(plan, lambda one: one.nature is None),
    "no_date": lambda plan: not plan.issued,
}


def _has_targets(plan: Plan, such: Callable[[Target], bool]) -> bool:
    return bool(plan.targets) and all(map(such, plan.targets))


def _marked(titles: Sequence[str], lang: str) -> str:
    """Titles in the marks of their language, which part them in Chinese."""
    marks, parting = ("《{}》", "") if lang == "zh" else ("“{}”", ", ")
    return parting.join(marks.format(title) for title in titles)


def _of_citations(pair: Pair, lang: str) -> Iterator[tuple[str, dict[str, object]]]:
    shared = {one_title(title) for title in pair.unlisted(pair.upper, tuple(Relation))}
    titles = [title for title in pair.unlisted(pair.lower) if one_title(title) not in shared]
    if not titles:
        return
    named = _listed([_as_cited(pair.lower, title, lang) for title in titles], lang)
    upper, lower = (_marked([plan.title], lang) for plan in pair.plans)
    yield "stubs", {"upper": upper, "lower": lower, "n": len(titles), "titles": named}


def _as_cited(plan: Plan, title: str, lang: str) -> str:
    """A cited document, in the marks of titles only where the plan prints it in them."""
    key = one_title(title)
    quotes = [one.evidence.quote for one in plan.citations if one_title(one.title) == key]
    bare = quotes and not any("《" in quote for quote in quotes)
    return f"“{title}”" if bare else _marked([title], lang)


def _listed(names: Sequence[str], lang: str) -> str:
    """The first few of some names in marks, which part them in Chinese."""
    shown = ("" if lang == "zh" else ", ").join(names[:NAMED])
    return shown + (("等" if lang == "zh" else " …") if len(names) > NAMED else "")


def _of_targets(pair: Pair, lang: str) -> Iterator[tuple[str, dict[str, object]]]:
    if any(plan.targets for plan in pair.plans):
        yield "what_counts", {}
    same = (row.link for row in pair.having(Relation.SAME, ElementKind.TARGET))
    tied = {end.record for link in same for end in (link.lower, *link.also) if end}
    missing = [
        target
        for plan in pair.plans
        for target in plan.targets
        if target.value is None and not (target.relative_to and target.id in tied)
    ]
    if missing:
        said = dict.fromkeys(t.value_raw or t.indicator_raw for t in missing)
        examples = _listed([f"“{words}”" for words in said], lang)
        yield "no_value", {"n": len(missing), "examples": examples}
    linked = pair.linked(ElementKind.TARGET)
    unstated = 0
    for numbered in linked:
        ends = (pair.figure(numbered.link.upper), pair.figure(numbered.link.lower))
        unstated += any(figure is None or figure.nature is None for figure in ends)
    if unstated:
        yield "no_nature", {"n": unstated, "all": len(linked)}
    if linked and not any(measure.name == "progress" for measure in pair.corpus.measures):
        yield "no_actuals", {}


def _of_measures(pair: Pair, lang: str) -> Iterator[tuple[str, dict[str, object]]]:
    names = dict.fromkeys(m.label.get(lang) for m in pair.cascade.measures if m.value is None)
    if names:
        yield "unmeasured", {"names": ("、" if lang == "zh" else ", ").join(names)}
