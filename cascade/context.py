"""What the features look at: the two plans side by side, cut into the elements that links join."""

from __future__ import annotations

import dataclasses
import statistics
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from policycascade.cascade.goals import Goal, read_goals, wholes
from policycascade.cascade.initiatives import Initiative, read_initiatives
from policycascade.cascade.meaning import (
    Encode,
    Meanings,
    Vectors,
    compare_meanings,
    read_vectors,
)
from policycascade.cascade.reuse import Chain, Tile, align, tiles_of
from policycascade.cascade.units import Unit, read_units
from policycascade.cascade.weights import Weights, weigh
from policycascade.cascade.wording import Bare, bare_document, with_parts
from policycascade.model import Document, End, Evidence, Plan, Record, Span

#: So few words in common prove nothing: a box item of a line or two has as many.
FEW = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two plans, cut into elements.

    Attributes:
        wholes: of the targets that are a part (其中) the indicator of the whole, by their ids.
        spread: in how many tasks each programme is named.
        vectors: what an embedding model makes of the units, where one is used.
    """

    plan: Plan
    document: Document
    bare: Bare
    units: tuple[Unit, ...]
    initiatives: tuple[Initiative, ...]
    goals: tuple[Goal, ...]
    wholes: Mapping[str, str]
    spread: Mapping[str, int]
    vectors: Vectors | None = None

    def end(self, record: Record, label: str) -> End:
        """The end of a link that stands on ``record``."""
        return End(plan=self.plan.id, record=record.id, label=label, evidence=record.evidence)

    def place(self, span: Span) -> End:
        """An end that stands on words of no record of their own, but in a task or the plan."""
        tasks = [unit.task for unit in self.units]
        around = [task for task in tasks if span in task.body or span in task.evidence.span]
        home = max(around, key=lambda task: task.body.start, default=None)
        sections = [section for section in self.plan.sections if span in section.span]
        inner = max(sections, key=lambda section: section.span.start, default=None)
        path = home.path if home else inner.path if inner else ()
        words = self.document.quote(span)
        return End(
            plan=self.plan.id,
            record=home.id if home else self.plan.id,
            label=words,
            evidence=Evidence(quote=words, span=span, section=path),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The pair: both sides, the weight of words over both, and what was copied.

    Attributes:
        weights: inverse document frequency of terms over the tasks of both plans.
        few: the weight of so few words that to share them proves nothing.
        title_weights: inverse document frequency with the words in words counted, too.
        name_weights, goal_weights: the same of pairs of characters over the names of programmes and
            of targets.
        passages: where the lower plan's wording stands in the upper one; ``tiles`` are their
            pieces that are the same character by character.
        meanings: how far tasks mean the same, where an embedding model is used.
        places: how far the places of two tasks in their outlines correspond, by their ids.
        programmes, indicators: names of those that are linked, upper and lower.
        together: names of programmes that stand in linked tasks, upper and lower.
        headed: … that are the headings of tasks linked one to one.
        sole: ids of targets that are the only ones of their unit in linked tasks.
    """

    upper: Side
    lower: Side
    weights: Weights
    few: float
    title_weights: Weights
    name_weights: Weights
    goal_weights: Weights
    passages: tuple[Chain, ...]
    tiles: tuple[Tile, ...]
    meanings: Meanings = dataclasses.field(default_factory=Meanings)
    places: Mapping[tuple[str, str], float] = dataclasses.field(default_factory=dict)
    programmes: frozenset[tuple[str, str]] = frozenset()
    indicators: frozenset[tuple[str, str]] = frozenset()
    together: frozenset[tuple[str, str]] = frozenset()
    headed: frozenset[tuple[str, str]] = frozenset()
    sole: frozenset[tuple[str, str]] = frozenset()


def pair_context(above: Side, below: Side, common: Collection[str] = frozenset()) -> Context:
    """Put two plans side by side; ``common`` are seeds of wording that unrelated plans share."""
    passages = align(above.bare, below.bare, common)
    weights = weigh([unit.terms for half in (above, below) for unit in half.units])
    return Context(
        upper=above,
        lower=below,
        weights=weights,
        few=FEW * statistics.fmean(weights.table.values()) if weights.table else 0.0,
        title_weights=weigh(with_parts(u.terms) for half in (above, below) for u in half.units),
        name_weights=weigh([i.pieces for half in (above, below) for i in half.initiatives]),
        goal_weights=weigh([goal.pieces for half in (above, below) for goal in half.goals]),
        passages=passages,
        tiles=tiles_of(passages),
        meanings=compare_meanings(above.vectors, below.vectors),
    )


def read_side(plan: Plan, document: Document, encode: Encode | None = None) -> Side:
    """Cut one plan into the elements that links join; ``encode`` tells what its tasks mean."""
    text = bare_document(document)
    units, goals = read_units(plan, document, text), read_goals(plan.targets)
    return Side(
        plan=plan,
        document=document,
        bare=text,
        units=units,
        spread=Counter(name for unit in units for name in unit.programmes),
        initiatives=read_initiatives(plan, document, text),
        goals=goals,
        wholes=wholes(goals, document.text),
        vectors=read_vectors(units, document, encode) if encode else None,
    )
