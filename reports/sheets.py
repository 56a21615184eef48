"""The tables of a workbook: what stands in each column, before any file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from importlib.metadata import version

from policycascade.model import SCHEMA, Measure, Plan, Relation
from policycascade.reports.counting import counts, element_name
from policycascade.reports.figures import plain
from policycascade.reports.link_sheets import dropped, local, programmes, targets, tasks
from policycascade.reports.naming import years
from policycascade.reports.pair import KINDS, Pair, by_severity, sides
from policycascade.reports.parameters import parameters
from policycascade.reports.pieces import day, field_name
from policycascade.reports.places import place
from policycascade.reports.tables import (
    COUNT,
    NUMBER,
    SCORE,
    Sheet,
    Value,
    column,
    joined,
    score,
    title,
)
from policycascade.reports.words import group, measure_words, say, word


def sheets(pair: Pair, lang: str) -> list[Sheet]:
    """All tables of the workbook on one pair of plans, in order."""
    return [
        _overview(pair, lang),
        _counting(pair, lang),
        _findings(pair, lang),
        targets(pair, lang),
        programmes(pair, lang),
        tasks(pair, lang),
        dropped(pair, lang),
        local(pair, lang),
        doubts_sheet(pair.plans, lang),
        measures_sheet(pair.cascade.measures, lang),
        sources_sheet(pair.plans, lang),
    ]


def _overview(pair: Pair, lang: str) -> Sheet:
    both = pair.plans
    rows: list[list[Value]] = [
        [say("title", lang), *(plan.title for plan in both)],
        [say("doc_number", lang), *(plan.doc_number for plan in both)],
        [say("issuer", lang), *(plan.issuer for plan in both)],
        [say("issued", lang), *(day(plan, lang) for plan in both)],
        [say("region", lang), *(_region(plan) for plan in both)],
        [say("level", lang), *(word("level", plan.level, lang) for plan in both)],
        [say("period", lang), *(years(plan.period) for plan in both)],
        [say("field", lang), *(field_name(plan, lang) for plan in both)],
    ]
    derivation = pair.derivation
    if derivation:
        relation = word("relation", derivation.relation, lang)
        rows.append([say("derivation", lang), "", relation])
        rows.append([say("citing_words", lang), "", joined(pair.citing)])
    for kind in KINDS:
        counts = Counter(n.link.relation for n in pair.numbered if n.link.kind is kind)
        for relation in Relation:
            if counts[relation]:
                name = f"{word('kind', kind, lang)} · {word('relation', relation, lang)}"
                rows.append([name, None, None, counts[relation]])
    columns = [
        column("item", lang, 22),
        column("upper", lang, 46),
        column("lower", lang, 46),
        column("links", lang, 10, COUNT),
    ]
    width = len(columns)
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(title=title("overview", lang), columns=columns, rows=rows, frozen=1)


def _counting(pair: Pair, lang: str) -> Sheet:
    """What each headline figure counts."""
    keys = ("places_read", "counted", "counted_joined", "not_comparable", "counted_waiting")
    rows: list[list[Value]] = [
        [
            element_name(one.kind, lang, upper=one.upper),
            *(one.read, one.counted, one.joined, one.apart, one.waiting, one.alone),
        ]
        for one in counts(pair)
    ]
    columns = [
        column("item", lang, 34),
        *(column(key, lang, 14, COUNT) for key in (*keys, "counted_alone")),
    ]
    return Sheet(title=title("counting", lang), columns=columns, rows=rows, frozen=1)


def _region(plan: Plan) -> str:
    region = plan.region
    return f"{region.full_name or region.name} {region.code}" if region else ""


def _findings(pair: Pair, lang: str) -> Sheet:
    columns = [
        column("number", lang, 7, COUNT),
        column("severity", lang, 9),
        column("sentence", lang, 64),
        column("quote", lang, 64),
        column("evidence", lang, 22),
    ]
    rows: list[list[Value]] = []
    for number, finding in enumerate(by_severity(pair.cascade.findings), 1):
        links = pair.find(finding.links)
        rows.append(
            [
                number,
                word("severity", finding.severity, lang),
                finding.sentence.get(lang),
                joined([end.evidence for end in finding.ends]),
                "\n".join(f"{word('kind', n.link.kind, lang)} {n.number}" for n in links),
            ]
        )
    return Sheet(title=title("findings", lang), columns=columns, rows=rows)


def doubts_sheet(plans: Iterable[Plan], lang: str) -> Sheet:
    """What a careful reader would query in each document."""
    columns = [
        column("plan", lang, 40),
        column("kind", lang, 20),
        column("note", lang, 56),
        column("quote", lang, 60),
        column("place", lang, 18),
        column("confidence", lang, 9, SCORE),
    ]
    rows: list[list[Value]] = [
        [
            plan.title,
            word("doubt", doubt.kind, lang),
            doubt.note.get(lang),
            joined(sides(doubt)),
            "\n".join(dict.fromkeys(place(side) for side in sides(doubt))),
            score(doubt.confidence),
        ]
        for plan in plans
        for doubt in plan.doubts
    ]
    return Sheet(title=title("doubts", lang), columns=columns, rows=rows)


def measures_sheet(measures: Iterable[Measure], lang: str) -> Sheet:
    """Measures with their parts, intervals, definitions and sources."""
    columns = [
        column("measure", lang, 34),
        column("scope", lang, 18),
        column("value", lang, 12, "0.0000"),
        column("unit", lang, 8),
        column("interval_low", lang, 10, "0.0000"),
        column("interval_high", lang, 10, "0.0000"),
        column("numerator", lang, 12, NUMBER),
        column("denominator", lang, 12, NUMBER),
        column("by_method", lang, 24),
        column("definition", lang, 56),
        column("source", lang, 40),
        column("note", lang, 40),
    ]
    rows: list[list[Value]] = []
    for measure in measures:
        methods = (f"{word('method', m, lang)} {n}" for m, n in measure.methods.items())
        rows.append(
            [
                measure.label.get(lang),
                measure.scope,
                measure.value,
                measure.unit,
                *(measure.interval or (None, None)),
                measure.numerator,
                measure.denominator,
                "\n".join(methods),
                *measure_words(measure.name, lang),
                measure.note.get(lang) if measure.note else "",
            ]
        )
    return Sheet(title=title("measures", lang), columns=columns, rows=rows, frozen=1)


def sources_sheet(plans: Iterable[Plan], lang: str) -> Sheet:
    """Input files with their sums, version, parameters, and what the words mean."""
    columns = [column("item", lang, 24), column("content", lang, 90)]
    rows: list[list[Value]] = []
    for plan in plans:
        rows += [
            [say("file", lang), plan.source.name],
            [say("title", lang), plan.title],
            ["sha256", plan.source.sha256],
            [say("chars", lang), plain(Decimal(plan.source.chars))],
        ]
    rows.append(
        [
            say("version", lang),
            say("version_line", lang, version=version("policycascade"), schema=SCHEMA),
        ]
    )
    rows += [[say("parameters", lang), sentence] for sentence in parameters(lang)]
    rows += [
        [word("relation", relation, lang), meaning]
        for relation, meaning in group("relation_meaning", lang).items()
    ]
    return Sheet(title=title("sources", lang), columns=columns, rows=rows, frozen=1)
