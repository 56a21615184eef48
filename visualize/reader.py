"""The reader: the words of a plan with its facts marked, alone or beside those of another plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from policycascade.model import Cascade, Corpus, Document, End, Link, Plan
from policycascade.visualize.frame import Addresses, place, render
from policycascade.visualize.labels import group
from policycascade.visualize.marks import Fact, facts_of
from policycascade.visualize.reading import Part, outline, text_of
from policycascade.visualize.wording import differences

#: The kinds of passage, in the order of the legend.
KINDS = ("target", "outturn", "programme", "task", "organ", "citation", "doubt", "front")


#: A passage leads to so many counterparts in other plans; the picture of its plan has them all.
WAYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A link with what differs between the words of its two ends."""

    link: Link
    upper: Markup
    lower: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts of a pair."""

    plan: Plan
    name: str
    text: Markup
    outline: list[Part]


def places(corpus: Corpus, lang: str, depth: int = 1) -> dict[tuple[str, int, int], str]:
    """Plan, start and end of every passage → its address, seen ``depth`` folders down the site."""
    to = Addresses(lang, depth)
    return {
        (plan.id, fact.span.start, fact.span.end): to.reader(plan.id, fact.anchor)
        for plan in corpus.plans
        for fact in reversed(facts_of(plan, lang))
        if fact.anchor
    }


def reader_page(corpus: Corpus, plan: Plan, document: Document, lang: str = "zh") -> str:
    """Render the text of a plan; each fact leads to its counterparts in other plans."""
    to = Addresses(lang, 1)
    ways: dict[str, list[tuple[str, str]]] = {}
    for cascade in corpus.cascades:
        if plan.id in (cascade.upper, cascade.lower):
            _ways_to_pair(corpus, cascade, plan, to, ways)
    states = _states(corpus, plan.id)
    facts = [
        dataclasses.replace(
            fact,
            state=states.get(fact.record, ""),
            ways=_first(ways.get(fact.anchor, []), to.view(plan.id), lang),
        )
        for fact in _paged(plan, facts_of(plan, lang), to)
    ]
    return render(
        "reader.html",
        lang,
        f"read/{plan.id}",
        title=plan.title,
        plan=plan,
        kinds=[kind for kind in KINDS if any(fact.kind == kind for fact in facts)],
        outline=outline(plan),
        pairs=[
            (corpus.plan(c.upper), corpus.plan(c.lower))
            for c in corpus.cascades
            if plan.id in (c.upper, c.lower)
        ],
        text=text_of(document, plan, facts),
    )


def _first(ways: list[tuple[str, str]], rest: str, lang: str) -> tuple[tuple[str, str], ...]:
    """The first of many ways, and where the others are to be seen."""
    if len(ways) <= WAYS:
        return tuple(ways)
    others = group("page", lang)["more_ways"].format(n=len(ways) - WAYS)
    return (*ways[:WAYS], (rest, others))


def _ways_to_pair(
    corpus: Corpus,
    cascade: Cascade,
    plan: Plan,
    to: Addresses,
    ways: dict[str, list[tuple[str, str]]],
) -> None:
    other = corpus.plan(cascade.lower if plan.id == cascade.upper else cascade.upper)
    for link in cascade.links:
        for end in _ends(link):
            if end.plan == plan.id and link.upper and link.lower:
                way = (to.pair(cascade.upper, cascade.lower, end.record), place(other))
                if way not in ways.setdefault(end.record, []):
                    ways[end.record].append(way)


def _ends(link: Link) -> list[End]:
    return [end for end in (link.upper, link.lower, *link.also) if end]


def _states(corpus: Corpus, plan: str) -> dict[str, str]:
    """What became of each record of a plan; being joined with any other comes first."""
    states: dict[str, str] = {}
    for cascade in corpus.cascades:
        if plan not in (cascade.upper, cascade.lower):
            continue
        for link in cascade.links:
            state = "linked" if link.upper and link.lower else link.relation.value
            for end in _ends(link):
                if end.plan == plan and states.get(end.record) != "linked":
                    states[end.record] = state
    return states


def _paged(plan: Plan, facts: list[Fact], to: Addresses) -> list[Fact]:
    """The facts with the addresses of the pages of their indicators and programmes."""
    pages = {one.id: to.indicator(one.indicator) for one in (*plan.targets, *plan.outturns)}
    pages |= {one.id: to.programme(one.canonical) for one in plan.programmes}
    return [dataclasses.replace(fact, page=pages.get(fact.record, "")) for fact in facts]


def pair_page(
    corpus: Corpus, cascade: Cascade, documents: Mapping[str, Document], lang: str = "zh"
) -> str:
    """Render two plans side by side; what is linked leads from one text to the other."""
    to = Addresses(lang, 1)
    upper, lower = corpus.plan(cascade.upper), corpus.plan(cascade.lower)
    joined = [_joined(link) for link in cascade.links if link.upper and link.lower]
    facts = {plan.id: _paged(plan, facts_of(plan, lang), to) for plan in (upper, lower)}
    sides = [
        _side(plan, name, documents[plan.id], _linked(facts[plan.id], plan, cascade, lang))
        for name, plan in (("upper", upper), ("lower", lower))
    ]
    here = to.pair(upper.id, lower.id).removeprefix("../").partition(".")[0]
    return render(
        "pair.html",
        lang,
        here,
        title=f"{upper.title} → {lower.title}",
        sides=sides,
        joined=joined,
        kinds=[
            kind for kind in KINDS if any(f.kind == kind for all_ in facts.values() for f in all_)
        ],
    )


def _side(plan: Plan, name: str, document: Document, facts: list[Fact]) -> Side:
    prefix = name[0]
    return Side(
        plan=plan,
        name=name,
        text=text_of(document, plan, facts, prefix),
        outline=outline(plan, prefix),
    )


def _linked(facts: list[Fact], plan: Plan, cascade: Cascade, lang: str) -> list[Fact]:
    """The facts of one side with the ways to the other side, and what became of them."""
    relations = group("relation", lang)
    ways: dict[str, list[tuple[str, str]]] = {}
    states: dict[str, str] = {}
    for link in cascade.links:
        other = link.lower if link.upper and link.upper.plan == plan.id else link.upper
        for end in _ends(link):
            if end.plan != plan.id:
                continue
            if link.upper and link.lower and other:
                states[end.record] = "linked"
                way = (f"#{other.record}", f"{relations[link.relation]}：{other.evidence.quote}")
                ways.setdefault(end.record, []).append(way)
            else:
                states.setdefault(end.record, link.relation.value)
    return [
        dataclasses.replace(
            fact,
            # both plans have a title; of a record there is only one
            anchor=f"{plan.id}-{fact.anchor}" if fact.kind == "front" else fact.anchor,
            state=states.get(fact.record, ""),
            ways=tuple(ways.get(fact.anchor, ())),
        )
        for fact in facts
    ]


def _joined(link: Link) -> Joined:
    assert link.upper
    assert link.lower
    upper, lower = differences(link.upper.evidence.quote, link.lower.evidence.quote)
    return Joined(link=link, upper=upper, lower=lower)
