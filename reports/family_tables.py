"""The tables of a corpus that take more than two plans: chains, families, peers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policycascade.model import Measure, Plan, Relation
from policycascade.reports import figures
from policycascade.reports.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Row,
    Style,
    badge,
    paragraph,
    quote,
    text,
)
from policycascade.reports.families import Families, Part, Shared, named
from policycascade.reports.pair_report import interval_note, measures_grid, part
from policycascade.reports.pieces import comma, heading
from policycascade.reports.words import say, word

#: Children that stand side by side in one table; more are summed up.
SIDE_BY_SIDE = 4
#: Rows of a table, and plans named in one cell; the workbook has them all.
MOST_ROWS, NAMED_PLANS = 40, 6


def enumerated(names: Mapping[str, str], plans: Sequence[Plan], lang: str) -> str:
    """The plans by their short names, the first few of many."""
    shown = comma(lang).join(names[plan.id] for plan in plans[:NAMED_PLANS])
    return shown + (say("and_more", lang, n=len(plans)) if len(plans) > NAMED_PLANS else "")


def _cut(count: int, lang: str) -> Iterator[Block]:
    if count > MOST_ROWS:
        yield paragraph(say("more_rows", lang, n=count - MOST_ROWS), "muted")


def chains(families: Families, lang: str) -> Iterator[Block]:
    """Ways of three and more levels, and how much of the top plan reaches each of them."""
    yield heading("chains", lang)
    found = families.chains()
    if not found:
        yield paragraph(say("no_chains", lang), "muted")
        return
    yield Grid(
        caption=say("table_chains", lang),
        heads=(
            Head(text=say("chain", lang), width=80),
            Head(text=say("levels", lang), width=10, number=True),
        ),
        rows=[
            Row(
                cells=(
                    text(" → ".join(families.names[plan.id] for plan in chain)),
                    text(str(len(chain))),
                )
            )
            for chain in found[:MOST_ROWS]
        ],
    )
    yield from _cut(len(found), lang)
    funnels = [one for one in families.corpus.measures if one.name == "funnel"]
    if funnels:
        yield measures_grid(funnels[:MOST_ROWS], lang, "table_funnel")
        yield from interval_note(funnels, lang)
        yield from _cut(len(funnels), lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """A plan with its children, what they say of its targets, and what to call them."""

    parent: Plan
    below: Sequence[Plan]
    rows: Sequence[Shared]
    balances: Sequence[Measure]
    names: Mapping[str, str]


def children(families: Families, lang: str) -> Iterator[Block]:
    """What the children of one plan say of each of its targets, with sums and who is missing."""
    yield heading("children", lang)
    found = families.families()
    if not found:
        yield paragraph(say("no_children", lang), "muted")
    balances = [one for one in families.corpus.measures if one.name == "balance"]
    for parent, below in found:
        family = _Family(
            parent=parent,
            below=below,
            rows=families.shared(parent, below),
            balances=balances,
            names=families.names,
        )
        table = _side_by_side if len(below) <= SIDE_BY_SIDE else _summed
        yield table(family, lang)
        yield from _cut(len(family.rows), lang)


def _balance(row: Shared, balances: Sequence[Measure]) -> Measure | None:
    """The balance that rests on this row's links."""
    links = {one.link.id for one in row.shares if one.link}
    return next((one for one in balances if links.intersection(one.members)), None)


def _sum_cells(family: _Family, row: Shared, lang: str) -> Sequence[Cell]:
    """The children's parts added up, by the parent's figure; and who takes no part."""
    found = _balance(row, family.balances)
    if found is None:
        return ((), text(enumerated(family.names, row.missing, lang)) if row.shares else ())
    parts = f"{part(found.numerator)} / {part(found.denominator)}"
    share = figures.percent(found.value) if found.value is not None else ""
    total = (*text(share, style=Style.STRONG), *text(parts, style=Style.MUTED))
    return (total, text(enumerated(family.names, row.missing, lang)))


def _sum_heads(lang: str) -> list[Head]:
    return [
        Head(text=say("balance", lang), width=16),
        Head(text=say("missing", lang), width=14),
    ]


def _first_cell(row: Shared, lang: str) -> Cell:
    goal = figures.told(row.figure, lang) if row.figure else ""
    return (*text(row.name, style=Style.STRONG), *text(goal))


def _side_by_side(family: _Family, lang: str) -> Grid:
    parent, below, names = family.parent, family.below, family.names
    return Grid(
        caption=say("table_children", lang, title=parent.title, n=len(below)),
        heads=(
            Head(text=say("target_of", lang, plan=names[parent.id]), width=22),
            *(Head(text=names[child.id], width=18) for child in below),
            *_sum_heads(lang),
        ),
        rows=[
            Row(
                cells=(
                    _first_cell(row, lang),
                    *(_part(one, lang) for one in row.parts),
                    *_sum_cells(family, row, lang),
                )
            )
            for row in family.rows[:MOST_ROWS]
        ],
    )


def _part(one: Part, lang: str) -> Cell:
    if one.link is None:
        return text("—", style=Style.MUTED)
    goal = figures.told(one.figure, lang) if one.figure else ""
    share = figures.percent(one.link.share) if one.link.share is not None else ""
    return (*text(goal), *badge(one.link.relation, lang), *text(share, style=Style.MUTED))


def _summed(family: _Family, lang: str) -> Grid:
    parent, below, names = family.parent, family.below, family.names
    return Grid(
        caption=say("table_children", lang, title=parent.title, n=len(below)),
        heads=(
            Head(text=say("target_of", lang, plan=names[parent.id]), width=28),
            Head(text=say("children_relations", lang), width=26),
            Head(text=say("children_without", lang), width=14, number=True),
            *_sum_heads(lang),
        ),
        rows=[
            Row(
                cells=(
                    _first_cell(row, lang),
                    text(*_counts(row, lang)),
                    text(str(sum(one.link is None for one in row.parts))),
                    *_sum_cells(family, row, lang),
                )
            )
            for row in family.rows[:MOST_ROWS]
        ],
    )


def _counts(row: Shared, lang: str) -> list[str]:
    counts = Counter(one.link.relation for one in row.parts if one.link)
    return [f"{word('relation', one, lang)} {counts[one]}" for one in Relation if counts[one]]


def peers(families: Families, lang: str) -> Iterator[Block]:
    """Which plans of one level name the same programme, with the words of the first."""
    yield heading("peers", lang)
    found = families.peers()
    if not found:
        yield paragraph(say("no_peers", lang), "muted")
    for level, plans in found:
        common = named(plans)
        label = word("level", level, lang)
        if not common:
            yield paragraph(say("no_common", lang, level=label, n=len(plans)), "muted")
            continue
        yield Grid(
            caption=say("table_peers", lang, level=label, n=len(plans)),
            heads=(
                Head(text=say("name", lang), width=26),
                Head(text=say("named_by", lang), width=34),
                Head(text=say("documents", lang), width=10, number=True),
                Head(text=say("evidence", lang), width=30),
            ),
            rows=[
                Row(
                    cells=(
                        text(name, style=Style.STRONG),
                        text(enumerated(families.names, [plan for plan, _ in who], lang)),
                        text(f"{len(who)} / {len(plans)}"),
                        quote(who[0][1].evidence, who[0][0].id, label=families.names[who[0][0].id]),
                    )
                )
                for name, who in common[:MOST_ROWS]
            ],
        )
        yield from _cut(len(common), lang)
