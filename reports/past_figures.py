"""The table of what both plans say had been reached: what shares of targets are held against."""

from __future__ import annotations

from collections.abc import Iterator

from policycascade.model import Baseline, Figure, Measure, Plan, Target
from policycascade.reports import figures
from policycascade.reports.blocks import Block, Cell, Grid, Head, Row, Style, quote, text
from policycascade.reports.pair import Pair
from policycascade.reports.words import say


def past_figures(pair: Pair, lang: str) -> Iterator[Block]:
    """Past figures of both plans under one indicator, each with its words, and their ratio."""
    ratios = [one for one in pair.cascade.measures if one.name == "base_share"]
    if not ratios:
        return
    yield Grid(
        caption=say("table_past", lang),
        heads=(
            Head(text=say("indicator", lang), width=22),
            Head(text=say("upper_short", lang), width=33),
            Head(text=say("lower_short", lang), width=33),
            Head(text=say("ratio", lang), width=10, number=True),
        ),
        rows=[_row(pair, ratio, lang) for ratio in ratios],
    )


def _row(pair: Pair, ratio: Measure, lang: str) -> Row:
    name = ratio.scope.partition("/")[2]
    return Row(
        cells=(
            text(name, style=Style.STRONG),
            *(_side(plan, ratio, lang) for plan in pair.plans),
            text(figures.percent(ratio.value) if ratio.value is not None else ""),
        )
    )


def _side(plan: Plan, ratio: Measure, lang: str) -> Cell:
    """The past figure of one plan, be it an outturn or what a target starts from."""
    found: Iterator[Figure] = (
        one for one in (*plan.targets, *plan.outturns) if one.id in ratio.members
    )
    record = next(found)
    base = record.baseline if isinstance(record, Target) else record
    return (*text(_told(base, lang)), *quote(record.evidence, plan.id))


def _told(base: Figure | Baseline | None, lang: str) -> str:
    return figures.told(base, lang) if isinstance(base, Figure) else figures.start(base, lang)
