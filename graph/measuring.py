"""Measures in RDF: the figures of every pair of plans and of the corpus, with their parts.

A measure says its name and scope, what it is taken over (``pc:measuredUpper`` and
``pc:measuredLower``, or for the corpus each ``pc:measuredPlan``), numerator, denominator, value and
interval as far as there are any, and what it ``pc:counts``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policycascade.graph.nquads import number, text, word
from policycascade.graph.statements import Statements, term
from policycascade.model import Corpus, Measure, make_id

Said = dict[str, str | Iterable[str]]


def say_measures(to: Statements, corpus: Corpus) -> None:
    """Say every measure of a corpus beside what is said of the corpus itself."""
    for cascade in corpus.cascades:
        about: Said = {
            "pc:measuredUpper": to.at(cascade.upper),
            "pc:measuredLower": to.at(cascade.lower),
        }
        for measure in cascade.measures:
            here = to.at(make_id("measure", cascade.upper, cascade.lower, *_named(measure)))
            to.say(to.links, here, about | _said(to, measure))
    for measure in corpus.measures:
        plans = [to.at(plan.id) for plan in corpus.plans if plan.id in measure.scope]
        here = to.at(make_id("measure", *_named(measure)))
        about = {"pc:measuredPlan": plans}
        to.say(to.links, here, about | _said(to, measure))


def _named(measure: Measure) -> tuple[str, str]:
    return measure.name, measure.scope


def _said(to: Statements, measure: Measure) -> Said:
    low, high = measure.interval or (None, None)
    members = (to.names.get(member, member) for member in measure.members)
    note = measure.note
    return {
        "a": term("pc:Measure"),
        "rdfs:label": [word(measure.label.zh, "zh"), word(measure.label.en, "en")],
        "pc:measureName": text(measure.name),
        "pc:scope": text(measure.scope),
        "pc:numerator": _figure(measure.numerator),
        "pc:denominator": _figure(measure.denominator),
        "pc:measureValue": _figure(measure.value),
        "pc:measureUnit": text(measure.unit),
        "pc:intervalLow": _figure(low),
        "pc:intervalHigh": _figure(high),
        "pc:measureNote": [word(note.zh, "zh"), word(note.en, "en")] if note else [],
        "pc:counts": [to.at(member) for member in members if member in to.described],
    }


def _figure(value: Decimal | None) -> list[str]:
    return [] if value is None else [number(value)]
