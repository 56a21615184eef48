"""The tables of a workbook on a whole corpus; every row, however many."""

from __future__ import annotations

from policycascade.model import Corpus, ElementKind, Measure
from policycascade.reports.families import Families, named
from policycascade.reports.figures import told
from policycascade.reports.naming import years
from policycascade.reports.pair import KINDS, Pair
from policycascade.reports.pieces import day, field_name
from policycascade.reports.places import place
from policycascade.reports.sheets import doubts_sheet, measures_sheet, sources_sheet
from policycascade.reports.tables import (
    COUNT,
    NUMBER,
    PERCENT,
    Sheet,
    Value,
    column,
    title,
)
from policycascade.reports.words import word


def corpus_sheets(corpus: Corpus, lang: str) -> list[Sheet]:
    """All tables of the workbook on a corpus, in order."""
    families = Families(corpus)
    return [
        _plans(corpus, lang),
        _pairs(corpus, lang),
        _findings(corpus, lang),
        _chains(families, lang),
        _children(families, lang),
        _peers(families, lang),
        doubts_sheet(corpus.plans, lang),
        measures_sheet(corpus.measures, lang),
        _stubs(corpus, lang),
        sources_sheet(corpus.plans, lang),
    ]


_LISTS = ("tasks", "targets", "programmes", "outturns", "doubts")


def _plans(corpus: Corpus, lang: str) -> Sheet:
    columns = [
        column("title", lang, 46),
        column("level", lang, 10),
        column("region", lang, 20),
        column("issuer", lang, 30),
        column("doc_number", lang, 22),
        column("issued", lang, 14),
        column("period", lang, 12),
        column("field", lang, 14),
        *(column(f"count_{name}", lang, 9, COUNT) for name in _LISTS),
        column("id", lang, 22),
    ]
    rows: list[list[Value]] = [
        [
            plan.title,
            word("level", plan.level, lang),
            plan.region.full_name or plan.region.name if plan.region else "",
            plan.issuer,
            plan.doc_number,
            day(plan, lang),
            years(plan.period),
            field_name(plan, lang),
            *(len(getattr(plan, name)) for name in _LISTS),
            plan.id,
        ]
        for plan in corpus.plans
    ]
    return Sheet(title=title("plans", lang), columns=columns, rows=rows, frozen=1)


def _pairs(corpus: Corpus, lang: str) -> Sheet:
    columns = [
        column("upper", lang, 44),
        column("lower", lang, 44),
        column("derivation", lang, 26),
        column("lag_days", lang, 10, COUNT),
    ]
    for kind in KINDS:
        label = word("kind", kind, lang)
        columns += [
            column("taken_up", lang, 11, COUNT, kind=label),
            column("all_upper", lang, 11, COUNT, kind=label),
            column("coverage", lang, 11, PERCENT, kind=label),
        ]
    rows: list[list[Value]] = []
    for cascade in corpus.cascades:
        pair = Pair(corpus, cascade)
        relation = pair.derivation.relation if pair.derivation else None
        upper, lower = pair.upper.issued, pair.lower.issued
        row: list[Value] = [
            pair.upper.title,
            pair.lower.title,
            word("relation", relation, lang),
            (lower - upper).days if upper and lower else None,
        ]
        for kind in KINDS:
            found = _coverage(cascade.measures, kind)
            row += [found.numerator, found.denominator, found.value] if found else [None] * 3
        rows.append(row)
    return Sheet(title=title("pairs", lang), columns=columns, rows=rows, frozen=2)


def _coverage(measures: tuple[Measure, ...], kind: ElementKind) -> Measure | None:
    return next((m for m in measures if (m.name, m.scope) == ("coverage", kind.value)), None)


def _findings(corpus: Corpus, lang: str) -> Sheet:
    columns = [
        column("upper", lang, 34),
        column("lower", lang, 34),
        column("severity", lang, 9),
        column("sentence", lang, 64),
        column("quote", lang, 64),
    ]
    rows: list[list[Value]] = []
    for cascade in corpus.cascades:
        names = [corpus.plan(one).title for one in (cascade.upper, cascade.lower)]
        for finding in cascade.findings:
            severity = word("severity", finding.severity, lang)
            quotes = "\n".join(dict.fromkeys(end.evidence.quote for end in finding.ends))
            rows.append([*names, severity, finding.sentence.get(lang), quotes])
    return Sheet(title=title("findings", lang), columns=columns, rows=rows)


def _chains(families: Families, lang: str) -> Sheet:
    columns = [
        column("number", lang, 7, COUNT),
        column("place_in_chain", lang, 8, COUNT),
        column("title", lang, 50),
        column("level", lang, 10),
        column("issued", lang, 14),
    ]
    rows: list[list[Value]] = [
        [number, step, plan.title, word("level", plan.level, lang), day(plan, lang)]
        for number, chain in enumerate(families.chains(), 1)
        for step, plan in enumerate(chain, 1)
    ]
    return Sheet(title=title("chains", lang), columns=columns, rows=rows)


def _children(families: Families, lang: str) -> Sheet:
    columns = [
        column("upper", lang, 40),
        column("indicator", lang, 30),
        column("upper_value", lang, 14, NUMBER),
        column("upper_raw", lang, 18),
        column("lower", lang, 40),
        column("relation", lang, 10),
        column("lower_value", lang, 14, NUMBER),
        column("lower_raw", lang, 18),
        column("share", lang, 10, PERCENT),
    ]
    rows: list[list[Value]] = [
        [
            parent.title,
            row.name,
            row.figure.value if row.figure else None,
            told(row.figure, lang) if row.figure else "",
            one.child.title,
            word("relation", one.link.relation if one.link else None, lang),
            one.figure.value if one.figure else None,
            told(one.figure, lang) if one.figure else "",
            one.link.share if one.link else None,
        ]
        for parent, below in families.families()
        for row in families.shared(parent, below)
        for one in row.parts
    ]
    return Sheet(title=title("children", lang), columns=columns, rows=rows, frozen=2)


def _peers(families: Families, lang: str) -> Sheet:
    columns = [
        column("level", lang, 10),
        column("name", lang, 34),
        column("documents", lang, 9, COUNT),
        column("plan", lang, 44),
        column("quote", lang, 50),
        column("place", lang, 20),
    ]
    rows: list[list[Value]] = [
        [
            word("level", level, lang),
            name,
            len(who),
            plan.title,
            programme.evidence.quote,
            place(programme.evidence),
        ]
        for level, plans in families.peers()
        for name, who in named(plans)
        for plan, programme in who
    ]
    return Sheet(title=title("peers", lang), columns=columns, rows=rows, frozen=2)


def _stubs(corpus: Corpus, lang: str) -> Sheet:
    columns = [
        column("title", lang, 60),
        column("level", lang, 10),
        column("relation", lang, 26),
        column("plan", lang, 46),
        column("quote", lang, 60),
    ]
    titles = {plan.id: plan.title for plan in corpus.plans}
    stubs = {stub.id: stub for stub in corpus.stubs}
    rows: list[list[Value]] = [
        [
            stubs[one.upper].title,
            word("level", stubs[one.upper].level, lang),
            word("relation", one.relation, lang),
            titles.get(one.lower, one.lower),
            "\n".join(evidence.quote for evidence in one.evidence),
        ]
        for one in sorted(corpus.derivations, key=lambda d: (d.upper, d.lower))
        if one.upper in stubs
    ]
    return Sheet(title=title("stubs", lang), columns=columns, rows=rows, frozen=1)
