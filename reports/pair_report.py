"""The cascade-consistency report on one pair of plans, as blocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version

from policycascade.model import Cascade, Corpus, Document, Finding, Measure, Relation
from policycascade.reports import figures, pair_charts, pair_tables, pieces
from policycascade.reports.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Paragraph,
    Point,
    Points,
    Report,
    Row,
    Style,
    end_quote,
    make_report,
    paragraph,
    quote,
    text,
)
from policycascade.reports.counting import counting
from policycascade.reports.limits import limits
from policycascade.reports.naming import years
from policycascade.reports.pair import Pair, headline_findings, is_overview
from policycascade.reports.past_figures import past_figures
from policycascade.reports.pieces import heading
from policycascade.reports.words import group, say, sentence, word

#: Sentences on the first page: what fits one printed page with its evidence numbers.
HEADLINES = 18

#: Measures that have parts but are no share of anything.
_PLAIN = ("priority_order",)

#: From here on digits are grouped by threes.
GROUPED = 1_000

#: Means, whose parts are no counts.
_MEANS = ("text_reuse_unrelated",)

#: Rows and quotes named after a finding; the tables and the workbook have them all.
NAMED_ROWS, NAMED_QUOTES = 6, 4


def pair_report(
    corpus: Corpus, cascade: Cascade, lang: str = "zh", texts: Mapping[str, Document] | None = None
) -> Report:
    """Make the report on one pair; with the texts, it quotes the sentences that cite."""
    pair = Pair(corpus, cascade, texts or {})
    titles = [plan.title for plan in pair.plans]
    return make_report(say("report_title", lang), titles, lang, _blocks(pair, lang))


def _blocks(pair: Pair, lang: str) -> Iterator[Block]:
    yield pieces.plans_grid(pair.plans, (say("upper", lang), say("lower", lang)), lang)
    single = [finding for finding in pair.cascade.findings if not is_overview(finding)]
    first, others = headline_findings(single, HEADLINES)
    yield from _points(pair, first, others, lang)
    yield from _derivation(pair, lang)
    yield heading("links_overview", lang, "overview")
    yield from pair_charts.coverage(pair, lang)
    yield from counting(pair, lang)
    yield from pair_charts.chapters(pair, lang)
    if others:
        yield heading("all_findings", lang, "further", depth=3)
        yield Points(items=[_point(pair, one, lang) for one in others], form="findings")
    yield heading("targets", lang)
    yield from pair_charts.shares(pair, lang)
    yield from past_figures(pair, lang)
    yield from pair_tables.targets(pair, lang)
    yield heading("programmes", lang)
    yield from pair_tables.programmes(pair, lang)
    yield heading("tasks", lang)
    yield from pair_charts.task_streams(pair, lang)
    yield from pair_tables.tasks(pair, lang)
    for relation in (Relation.DROPPED, Relation.LOCAL):
        yield heading(relation.value, lang)
        yield paragraph(group("relation_meaning", lang)[relation], "muted")
        yield from pair_tables.one_ended(pair, relation, lang)
    yield heading("doubts", lang)
    for plan in pair.plans:
        yield from pieces.doubts(plan, lang)
    yield from _measures(pair.cascade.measures, lang)
    yield heading("limits", lang)
    yield Points(items=[Point(text=said) for said in limits(pair, lang)])
    relations = dict.fromkeys(n.link.relation for n in pair.numbered)
    used = [relation for relation in Relation if relation in relations]
    yield from pieces.method(pair.plans, used, pair.cascade.measures, lang)
    cited = say(
        "citation_line",
        lang,
        version=version("policycascade"),
        upper=pair.upper.title,
        lower=pair.lower.title,
        n=len(pair.corpus.plans),
        sha=pieces.sha(pair.corpus)[: pieces.SHORT_SHA],
    )
    yield from pieces.citation(cited, lang)


def _points(
    pair: Pair, first: Sequence[Finding], others: Sequence[Finding], lang: str
) -> Iterator[Block]:
    yield heading("key_points", lang)
    lead = [finding for finding in pair.cascade.findings if is_overview(finding)]
    if lead:
        yield Points(items=[Point(text=sentence(one.sentence, lang)) for one in lead], form="lead")
    if first:
        yield paragraph(say("key_points_note", lang), "muted")
        yield Points(items=[_point(pair, one, lang) for one in first], form="findings")
    elif not lead:
        yield paragraph(say("no_findings", lang))
    if others:
        name = say("all_findings", lang)
        yield paragraph(say("more_findings", lang, n=len(others), section=name), "muted")


def _point(pair: Pair, finding: Finding, lang: str) -> Point:
    rows = pair.find(finding.links)
    refs = [(n.anchor, f"{word('kind', n.link.kind, lang)} {n.number}") for n in rows[:NAMED_ROWS]]
    ends = () if rows else finding.ends[:NAMED_QUOTES]
    return Point(
        text=sentence(finding.sentence, lang),
        label=word("severity", finding.severity, lang),
        weight=finding.severity.value,
        refs=refs,
        proofs=[line for end in ends for line in end_quote(end)],
    )


def _derivation(pair: Pair, lang: str) -> Iterator[Block]:
    yield heading("derivation", lang, "plans")
    derivation = pair.derivation
    if derivation is None:
        yield paragraph(say("no_derivation", lang), "warn")
    else:
        yield paragraph(
            say(
                "derivation_line",
                lang,
                relation=word("relation", derivation.relation, lang),
                confidence=f"{derivation.confidence:.2f}",
            ),
            "strong",
        )
        label = say("citing_words", lang)
        for said, cited in pair.citing.items():
            (line,) = quote(cited, pair.lower.id, label=label)
            yield Paragraph(lines=(dataclasses.replace(line, text=said.quote),))
        yield Points(items=[Point(text=reason.sentence.get(lang)) for reason in derivation.reasons])
        if derivation.inverted:
            yield paragraph(say("inverted", lang), "warn")
    for warning in _misfits(pair, lang):
        yield paragraph(warning, "warn")
    yield from pair_charts.lag(pair.plans, {pair.lower.id: pair.upper.id}, lang)


def _misfits(pair: Pair, lang: str) -> Iterator[str]:
    """What makes two plans an unlikely pair: one level, other fields, periods, age."""
    upper, lower = pair.plans
    if upper.id == lower.id:
        yield say("same_plan", lang)
    elif upper.level and upper.level is lower.level:
        yield say("same_level", lang, level=word("level", upper.level, lang))
    elif upper.level and lower.level and upper.level.rank > lower.level.rank:
        yield say("upside_down", lang)
    if upper.field and lower.field and upper.field != lower.field:
        names = (pieces.field_name(plan, lang) for plan in pair.plans)
        yield say("other_field", lang, upper=next(names), lower=next(names))
    periods = [plan.period for plan in pair.plans]
    if periods[0] and periods[1] and periods[0] != periods[1]:
        shown = [years(period) for period in periods if period]
        yield say("other_period", lang, upper=shown[0], lower=shown[1])
    known = pair.derivation is not None and pair.derivation.inverted
    if upper.issued and lower.issued and lower.issued < upper.issued and not known:
        yield say("inverted", lang)


def _measures(measures: Sequence[Measure], lang: str) -> Iterator[Block]:
    yield heading("measures", lang)
    if not measures:
        yield paragraph(say("nothing_measured", lang))
        return
    yield measures_grid(measures, lang)
    yield from interval_note(measures, lang)


def measures_grid(measures: Sequence[Measure], lang: str, key: str = "measures") -> Grid:
    """Measures with their parts, the interval they lie in, and how the links were found."""
    return Grid(
        caption=say(key, lang),
        heads=(
            Head(text=say("measure", lang), width=32),
            Head(text=say("value", lang), width=18, number=True),
            Head(text=say("fraction", lang), width=22, number=True),
            Head(text=say("by_method", lang), width=14),
            Head(text=say("note", lang), width=26),
        ),
        rows=[Row(cells=_measure(measure, lang)) for measure in measures],
    )


def interval_note(measures: Sequence[Measure], lang: str) -> Iterator[Block]:
    """What the brackets under a value mean, where there are any."""
    if any(measure.interval for measure in measures):
        yield paragraph(say("interval_note", lang), "muted")


def _measure(measure: Measure, lang: str) -> Sequence[Cell]:
    parts = ""
    if measure.denominator and measure.name not in _MEANS:
        parts = f"{part(measure.numerator)} / {part(measure.denominator)}"
    methods = (f"{word('method', name, lang)} {n}" for name, n in measure.methods.items())
    return (
        text(measure.label.get(lang)),
        (
            *text(measure_value(measure, lang), style=Style.STRONG),
            *text(_interval(measure), style=Style.MUTED),
        ),
        text(parts),
        text(*methods),
        text(measure.note.get(lang) if measure.note else ""),
    )


def _interval(measure: Measure) -> str:
    if measure.interval is None:
        return ""
    low, high = (figures.percent(bound) for bound in measure.interval)
    return f"[{low.removesuffix(' %')}, {high}]"


def measure_value(measure: Measure, lang: str) -> str:
    """A measure's value: a ratio of its parts in per cent, otherwise in its unit."""
    if measure.value is None:
        return say("not_available", lang)
    if measure.denominator is not None and measure.name not in _PLAIN:
        return figures.percent(measure.value)
    if measure.unit in ("", "1"):
        return figures.rounded(measure.value, 2)
    if measure.unit == "%":
        return figures.plain(measure.value) + word("unit", "points", lang)
    return figures.amount(_short(measure.value), word("unit", measure.unit, lang), lang)


def part(value: Decimal | None) -> str:
    """A numerator or denominator as it is shown: at most four digits behind the point."""
    if value is None:
        return "—"
    shown = figures.plain(Decimal(figures.rounded(value, 4)))
    return f"{Decimal(shown):,}" if abs(value) >= GROUPED else shown


def _short(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else Decimal(figures.rounded(value, 2))
