"""The tables of links: targets, programmes and tasks taken up, what was dropped, what is local."""

from __future__ import annotations

from policycascade.model import ElementKind, End, Link, Relation
from policycascade.reports.figures import goal, start, years
from policycascade.reports.pair import NumberedLink, Pair
from policycascade.reports.tables import (
    COUNT,
    NUMBER,
    PERCENT,
    SCORE,
    Column,
    Sheet,
    Value,
    column,
    joined,
    quote,
    score,
    section,
    title,
)
from policycascade.reports.words import say, word


def _reasons(link: Link, lang: str) -> str:
    return "\n".join(f"{r.sentence.get(lang)} ({r.score:.2f})" for r in link.reasons)


def _decided(pair: Pair, kind: ElementKind) -> list[NumberedLink]:
    """Links with two ends, those that wait for a reviewer last."""
    return [*pair.linked(kind), *pair.having(Relation.UNDECIDED, kind)]


def _figure_columns(side: str, lang: str) -> list[Column]:
    return [
        column(f"{side}_op", lang, 8),
        column(f"{side}_value", lang, 14, NUMBER),
        column(f"{side}_unit", lang, 8),
        column(f"{side}_raw", lang, 18),
        column(f"{side}_basis", lang, 12),
        column(f"{side}_years", lang, 11),
        column(f"{side}_nature", lang, 10),
        column(f"{side}_baseline", lang, 18),
    ]


def _figure_cells(pair: Pair, end: End | None, lang: str) -> list[Value]:
    figure = pair.figure(end)
    if figure is None:
        return [None] * 8
    base = start(figure.baseline, lang)
    return [
        figure.op.value,
        figure.value,
        figure.unit,
        figure.value_raw or goal(figure, lang),
        word("basis", figure.basis, lang),
        years(figure),
        word("nature", figure.nature, lang),
        base + (say("queried", lang) if base and pair.queried(figure) else ""),
    ]


def _proof_columns(lang: str) -> list[Column]:
    return [
        column("upper_quote", lang, 48),
        column("upper_section", lang, 16),
        column("lower_quote", lang, 48),
        column("lower_section", lang, 16),
    ]


def _proof_cells(link: Link) -> list[Value]:
    return [quote(link.upper), section(link.upper), quote(link.lower), section(link.lower)]


def _how_columns(lang: str) -> list[Column]:
    return [
        column("confidence", lang, 9, SCORE),
        column("link_method", lang, 12),
        column("why", lang, 40),
        column("reasons", lang, 44),
        column("id", lang, 20),
    ]


def _how_cells(link: Link, lang: str) -> list[Value]:
    return [
        score(link.confidence),
        word("method", link.method, lang),
        link.why.get(lang) if link.why else "",
        _reasons(link, lang),
        link.id,
    ]


def targets(pair: Pair, lang: str) -> Sheet:
    """Targets both plans have."""
    columns = [
        column("number", lang, 7, COUNT),
        column("indicator", lang, 30),
        column("relation", lang, 10),
        column("share", lang, 9, PERCENT),
        column("amplification", lang, 10, NUMBER),
        column("flags", lang, 20),
        *_figure_columns("upper", lang),
        *_figure_columns("lower", lang),
        *_proof_columns(lang),
        column("also", lang, 40),
        *_how_columns(lang),
    ]
    rows: list[list[Value]] = []
    for numbered in _decided(pair, ElementKind.TARGET):
        link = numbered.link
        rows.append(
            [
                numbered.number,
                link.name,
                word("relation", link.relation, lang),
                link.share,
                link.amplification,
                "\n".join(word("flag", flag, lang) for flag in link.flags),
                *_figure_cells(pair, link.upper, lang),
                *_figure_cells(pair, link.lower, lang),
                *_proof_cells(link),
                joined([end.evidence for end in link.also]),
                *_how_cells(link, lang),
            ]
        )
    return Sheet(title=title("targets", lang), columns=columns, rows=rows, frozen=2)


def programmes(pair: Pair, lang: str) -> Sheet:
    """Programmes both plans have."""
    columns = [
        column("number", lang, 7, COUNT),
        column("name", lang, 28),
        column("relation", lang, 10),
        column("kind", lang, 14),
        *_proof_columns(lang),
        *_how_columns(lang),
    ]
    rows: list[list[Value]] = []
    for numbered in _decided(pair, ElementKind.PROGRAMME):
        link = numbered.link
        programme = pair.programme(link.upper) or pair.programme(link.lower)
        rows.append(
            [
                numbered.number,
                link.name,
                word("relation", link.relation, lang),
                word("programme_kind", programme.kind if programme else None, lang),
                *_proof_cells(link),
                *_how_cells(link, lang),
            ]
        )
    return Sheet(title=title("programmes", lang), columns=columns, rows=rows, frozen=2)


def tasks(pair: Pair, lang: str) -> Sheet:
    """Tasks both plans have."""
    columns = [
        column("number", lang, 7, COUNT),
        column("upper_section", lang, 16),
        column("upper_task", lang, 44),
        column("relation", lang, 10),
        column("lower_section", lang, 18),
        column("lower_task", lang, 44),
        *_how_columns(lang),
    ]
    rows: list[list[Value]] = []
    for numbered in _decided(pair, ElementKind.TASK):
        link = numbered.link
        rows.append(
            [
                numbered.number,
                section(link.upper),
                quote(link.upper),
                word("relation", link.relation, lang),
                section(link.lower),
                quote(link.lower),
                *_how_cells(link, lang),
            ]
        )
    return Sheet(title=title("tasks", lang), columns=columns, rows=rows)


def dropped(pair: Pair, lang: str) -> Sheet:
    """Everything of the upper plan that was not taken up."""
    return _one_ended(pair, Relation.DROPPED, lang)


def local(pair: Pair, lang: str) -> Sheet:
    """Everything of the lower plan without an upper source."""
    return _one_ended(pair, Relation.LOCAL, lang)


def _one_ended(pair: Pair, relation: Relation, lang: str) -> Sheet:
    columns = [
        column("kind", lang, 9),
        column("number", lang, 7, COUNT),
        column("name", lang, 34),
        column("value", lang, 16),
        column("quote", lang, 56),
        column("place", lang, 18),
        column("nearest", lang, 44),
        *_how_columns(lang),
    ]
    rows: list[list[Value]] = []
    for numbered in pair.having(relation):
        link = numbered.link
        end = link.upper or link.lower
        figure = pair.figure(end) if link.kind is ElementKind.TARGET else None
        rows.append(
            [
                word("kind", link.kind, lang),
                numbered.number,
                link.name,
                goal(figure, lang) if figure else "",
                quote(end),
                section(end),
                quote(link.nearest),
                *_how_cells(link, lang),
            ]
        )
    return Sheet(title=title(relation.value, lang), columns=columns, rows=rows, frozen=3)
