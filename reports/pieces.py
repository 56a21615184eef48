"""Parts that the report on a pair and the report on a corpus share."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

from policycascade.model import SCHEMA, Corpus, Measure, Plan, Relation
from policycascade.reports.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Line,
    Point,
    Points,
    Row,
    Style,
    badge,
    paragraph,
    quote,
    text,
)
from policycascade.reports.families import counted
from policycascade.reports.naming import years
from policycascade.reports.pair import sides
from policycascade.reports.parameters import models, parameters
from policycascade.reports.words import group, measure_words, say, sentence, word

#: Characters of the sha256 that a citation carries.
SHORT_SHA = 16


def heading(key: str, lang: str, anchor: str = "", depth: int = 2) -> Heading:
    """A heading that is one of the interface's words."""
    return Heading(text=say(key, lang), anchor=anchor or key, depth=depth)


def colon(lang: str) -> str:
    """What stands between a word and what it announces."""
    return "：" if lang == "zh" else ": "


def comma(lang: str) -> str:
    """What stands between the items of an enumeration."""
    return "、" if lang == "zh" else ", "


def field_name(plan: Plan, lang: str) -> str:
    """The policy field of a plan in the reader's language."""
    if not plan.field:
        return ""
    return _fields().get(plan.field, plan.field) if lang == "en" else plan.field


@functools.cache
def _fields() -> dict[str, str]:
    from policycascade.ontology.topics import topics

    return {topic.id: topic.label_en for topic in topics()}


def plan_facts(plan: Plan, lang: str) -> list[tuple[str, Cell]]:
    """What the front matter says, and how much was read: names and cells."""
    none = text(say("none", lang), style=Style.MUTED)
    region = plan.region
    shown: dict[str, Cell] = {
        "title": text(plan.title, style=Style.STRONG),
        "doc_number": text(plan.doc_number or ""),
        "issuer": text(plan.issuer or ""),
        "issued": text(day(plan, lang)),
        "region": text(f"{region.full_name or region.name} {region.code}" if region else ""),
        "level": text(word("level", plan.level, lang)),
        "period": text(years(plan.period)),
        "field": text(field_name(plan, lang)),
        "facts": text(
            say(
                "facts_line",
                lang,
                **counted(plan),
            )
        ),
    }
    return [(say(key, lang), cell or none) for key, cell in shown.items()]


def day(plan: Plan, lang: str) -> str:
    """The day of issue, or the day a site put the plan up, which is said."""
    if plan.issued:
        return plan.issued.isoformat()
    form = "{}（{}）" if lang == "zh" else "{} ({})"
    return form.format(plan.published.isoformat(), say("published", lang)) if plan.published else ""


def plans_grid(plans: Sequence[Plan], heads: Sequence[str], lang: str) -> Grid:
    """Front matter of plans side by side."""
    columns = [plan_facts(plan, lang) for plan in plans]
    rows = [
        Row(cells=(text(facts[0][0], style=Style.MUTED), *(cell for _, cell in facts)))
        for facts in zip(*columns, strict=True)
    ]
    names = [Head(text=say("item", lang), width=10), *(Head(text=h, width=30) for h in heads)]
    return Grid(caption=say("plans_compared", lang), heads=names, rows=rows)


def doubts(plan: Plan, lang: str, most: int | None = None) -> list[Block]:
    """What a careful reader would query in one document."""
    found: list[Block] = [
        Heading(text=plan.title, anchor=f"doubts-{plan.id}", depth=3),
    ]
    if not plan.doubts:
        return [*found, paragraph(say("nothing_doubted", lang), "muted")]
    shown = plan.doubts[:most]
    items = [
        Point(
            text=sentence(doubt.note, lang),
            label=word("doubt", doubt.kind, lang),
            proofs=[line for side in sides(doubt) for line in quote(side, plan.id)],
        )
        for doubt in shown
    ]
    found.append(Points(items=items, form="doubts"))
    if len(plan.doubts) > len(shown):
        rest = len(plan.doubts) - len(shown)
        found.append(paragraph(say("more_rows", lang, n=rest), "muted"))
    return found


def sha(corpus: Corpus) -> str:
    """One sum over all inputs, whatever their order."""
    sums = sorted(plan.source.sha256 for plan in corpus.plans)
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def method(
    plans: Sequence[Plan], relations: Iterable[Relation], measures: Sequence[Measure], lang: str
) -> Iterator[Block]:
    """How the report was made: words, definitions with sources, parameters, inputs, version."""
    yield heading("method", lang)
    yield paragraph(say("method_text", lang))
    meanings = group("relation_meaning", lang)
    yield Grid(
        caption=say("relation_words", lang),
        heads=(Head(text=say("relation", lang), width=8), Head(text=say("why", lang), width=40)),
        rows=[
            Row(cells=(badge(relation, lang), text(meanings[relation])))
            for relation in relations
            if relation in meanings
        ],
    )
    names = dict.fromkeys(measure.name for measure in measures)
    defined = [(name, *measure_words(name, lang)) for name in names]
    if any(definition for _, definition, _ in defined):
        yield Grid(
            caption=say("definitions", lang),
            heads=(
                Head(text=say("measure", lang), width=12),
                Head(text=say("definition", lang), width=34),
                Head(text=say("source", lang), width=24),
            ),
            rows=[
                Row(cells=(text(word("measure_name", name, lang)), text(what), text(source)))
                for name, what, source in defined
                if what
            ],
        )
    yield heading("parameters", lang, depth=3)
    used = [*parameters(lang), *models(measures, lang)]
    yield Points(items=[Point(text=said) for said in used])
    yield Grid(
        caption=say("inputs", lang),
        heads=(
            Head(text=say("file", lang), width=14),
            Head(text=say("title", lang), width=22),
            Head(text=say("chars", lang), width=8, number=True),
            Head(text="sha256", width=30),
        ),
        rows=[
            Row(
                cells=(
                    text(plan.source.name),
                    text(plan.title),
                    text(str(plan.source.chars)),
                    (Line(text=plan.source.sha256),),
                )
            )
            for plan in plans
        ],
    )
    made = say("version_line", lang, version=version("policycascade"), schema=SCHEMA)
    yield paragraph(f"{say('version', lang)}{colon(lang)}{made}")


def citation(words: str, lang: str) -> Iterator[Block]:
    """How to cite the report."""
    yield heading("citation", lang)
    yield paragraph(words, "cite")
    yield paragraph(say("citation_sum", lang, digits=SHORT_SHA), "muted")
    yield paragraph(say("citation_note", lang), "muted")
