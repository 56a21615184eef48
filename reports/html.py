"""The cascade-consistency report as one self-contained, printable page."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from importlib.metadata import version
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from policycascade.model import (
    SCHEMA,
    Cascade,
    Corpus,
    ElementKind,
    Figure,
    Finding,
    Link,
    Measure,
    Plan,
    Relation,
)
from policycascade.reports import charts, figures
from policycascade.reports.limits import limits
from policycascade.reports.pair import (
    KINDS,
    NumberedLink,
    Pair,
    headline_findings,
    is_overview,
    place,
    sides,
)
from policycascade.reports.parameters import parameters
from policycascade.reports.words import group, measure_words, say, word

#: Sentences on the first page: what fits one printed page with its evidence numbers.
HEADLINES = 18

#: Measures that have parts but are no share of anything.
_PLAIN = ("priority_order",)


def render_html(corpus: Corpus, cascade: Cascade | None, lang: str = "zh") -> str:
    """Render the report on one pair of plans, or on the plans alone where no pair is linked."""
    sha = hashlib.sha256(
        "\n".join(sorted(plan.source.sha256 for plan in corpus.plans)).encode()
    ).hexdigest()
    common = {"corpus": corpus, "lang": lang, "sha": sha, "version": version("policycascade")}
    environment = _environment(lang)
    if cascade is None:
        return environment.get_template("corpus.html").render(common)
    pair = Pair(corpus, cascade)
    single = [finding for finding in cascade.findings if not is_overview(finding)]
    first, others = headline_findings(single, HEADLINES)
    return environment.get_template("report.html").render(
        common,
        pair=pair,
        lead=[finding for finding in cascade.findings if is_overview(finding)],
        headlines=first,
        further=others,
        limits=limits(pair, lang),
        coverage_chart=Markup(coverage_chart(pair, lang)),
        share_chart=Markup(share_chart(pair, lang)),
        task_chart=Markup(task_chart(pair, lang)),
    )


@functools.cache
def _environment(lang: str) -> Environment:
    from policycascade.ontology.indicators import find_indicator

    folder = files("policycascade.reports").joinpath("templates")
    names = ("report.html", "corpus.html", "parts.html", "report.css")
    environment = Environment(
        loader=DictLoader({name: folder.joinpath(name).read_text("utf-8") for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=group("ui", lang),
        schema=SCHEMA,
        kinds=KINDS,
        Relation=Relation,
        ElementKind=ElementKind,
        say=functools.partial(_say, lang=lang),
        word=functools.partial(_word, lang=lang),
        meanings=group("relation_meaning", lang),
        measure_words=functools.partial(measure_words, lang=lang),
        goal=functools.partial(_goal, lang=lang),
        start=functools.partial(figures.start, lang=lang),
        years=figures.years,
        place=place,
        percent=figures.percent,
        rounded=figures.rounded,
        amplification=functools.partial(_amplification, lang=lang),
        measure_value=functools.partial(measure_value, lang=lang),
        part=part,
        parameters=functools.partial(parameters, lang),
        sides=sides,
        references=references,
        grouped=grouped,
        by_name=by_name,
        indicator=find_indicator,
        colours=charts.COLOURS,
    )
    return environment


def _say(key: str, *, lang: str, **values: object) -> str:
    return say(key, lang, **values)


def _word(name: str, key: str | None, *, lang: str) -> str:
    return word(name, key, lang)


def _goal(figure: Figure, *, lang: str) -> str:
    return figures.goal(figure, lang)


def references(pair: Pair, finding: Finding) -> list[NumberedLink]:
    """The rows of the report a finding rests on."""
    return pair.find(finding.links)


def grouped(pair: Pair, links: Sequence[NumberedLink]) -> list[tuple[str, list[NumberedLink]]]:
    """Task links under the chapter of the upper plan they start from, in document order."""
    chapters: dict[str, list[NumberedLink]] = {}
    for numbered in links:
        end = numbered.link.upper or numbered.link.lower
        if end:
            chapters.setdefault(pair.chapter(end), []).append(numbered)
    return list(chapters.items())


def by_name(measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    """Measures of one name together, in the order the cascade gives them."""
    names: dict[str, list[Measure]] = {}
    for measure in measures:
        names.setdefault(measure.name, []).append(measure)
    return list(names.items())


def _amplification(pair: Pair, link: Link, *, lang: str) -> str:
    """How much more the lower plan asks: points where both figures are rates, else a factor."""
    if link.amplification is None or link.relation is Relation.SAME:
        return ""
    figure = pair.figure(link.lower)
    if figure is not None and figure.unit in ("%", "‰"):
        key = "stricter_by" if link.amplification >= 0 else "looser_by"
        return say(key, lang, points=figures.plain(abs(link.amplification)))
    return f"× {figures.rounded(link.amplification, 2)}"


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
    return figures.plain(Decimal(figures.rounded(value, 4)))


def _short(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else Decimal(figures.rounded(value, 2))


def coverage_chart(pair: Pair, lang: str) -> str:
    """Where each upper element went and where each lower one came from, a bar per kind and side."""
    bars = []
    for kind in KINDS:
        for upper in (True, False):
            counts = _fates(pair, kind, upper=upper)
            if not counts:
                continue
            key = "upper_elements" if upper else "lower_elements"
            label = say(key, lang, kind=word("kind", kind, lang))
            parts = [
                (relation, word("relation", relation, lang), counts[relation])
                for relation in Relation
                if counts[relation]
            ]
            bars.append(charts.Bar(label=label, parts=parts))
    return charts.stacked_bars(bars, say("chart_coverage", lang)) if bars else ""


def _fates(pair: Pair, kind: ElementKind, *, upper: bool) -> Counter[Relation]:
    """Count the elements of one side by the relation of their best link, each element once."""
    best: dict[str, Relation] = {}
    links = sorted(pair.cascade.links, key=lambda link: (-link.confidence, link.id))
    for link in links:
        end = link.upper if upper else link.lower
        if link.kind is kind and end:
            best.setdefault(end.record, link.relation)
    return Counter(best.values())


def share_chart(pair: Pair, lang: str) -> str:
    """The shares of additive targets, the smallest first, and those of figures of the past."""
    dots = [
        charts.Dot(
            label=numbered.link.name,
            share=numbered.link.share,
            anchor=numbered.anchor,
            flagged=bool(numbered.link.flags),
        )
        for numbered in pair.having(Relation.SHARE, ElementKind.TARGET)
        if numbered.link.share and numbered.link.share > 0
    ]
    if not dots:
        return ""
    dots.sort(key=lambda dot: (dot.share, dot.label))
    past = [
        charts.Dot(label=measure.label.get(lang), share=measure.value)
        for measure in pair.cascade.measures
        if measure.name == "base_share" and measure.value and measure.value > 0
    ]
    label = say("chart_base", lang, n=len(past))
    return charts.share_dots(dots, past, label, say("chart_shares", lang))


def task_chart(pair: Pair, lang: str) -> str:
    """How many task links run from each upper chapter to each lower one."""
    cells: Counter[tuple[str, str]] = Counter()
    for numbered in pair.linked(ElementKind.TASK):
        upper, lower = numbered.link.upper, numbered.link.lower
        if upper and lower:
            cells[pair.chapter(upper), pair.chapter(lower)] += 1
    if not cells:
        return ""
    rows = _chapters(pair, pair.upper, {row for row, _ in cells})
    columns = _chapters(pair, pair.lower, {column for _, column in cells})
    counts = [[cells[row, column] for column in columns] for row in rows]
    return charts.count_matrix(rows, columns, counts, say("chart_tasks", lang))


def _chapters(pair: Pair, plan: Plan, wanted: set[str]) -> list[str]:
    """The wanted chapters in document order."""
    order: dict[str, int] = {}
    for numbered in pair.numbered:
        for end in (numbered.link.upper, numbered.link.lower):
            if end and end.plan == plan.id and numbered.link.kind is ElementKind.TASK:
                chapter = pair.chapter(end)
                start = end.evidence.span.start
                order[chapter] = min(order.get(chapter, start), start)
    return sorted(wanted, key=lambda chapter: (order.get(chapter, 0), chapter))
