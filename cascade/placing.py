"""What stands in tasks that are linked: programmes, headings, single figures."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from policycascade.cascade.context import Context, Side
from policycascade.cascade.figures import RATES, unit
from policycascade.cascade.units import Unit
from policycascade.model import Link, Relation

Names = frozenset[tuple[str, str]]


def with_places(context: Context, tasks: Iterable[Link]) -> Context:
    """A context that knows what stands in tasks that are linked."""
    joined = [link for link in tasks if link.upper and link.lower]
    joined = [link for link in joined if link.relation is not Relation.UNDECIDED]
    return dataclasses.replace(
        context,
        together=_together(context, joined),
        headed=_headed(context, joined),
        sole=_sole(context, joined),
    )


def _together(context: Context, tasks: Iterable[Link]) -> Names:
    """The names of programmes that stand in tasks that are linked."""
    above, below = (
        {unit.task.id: unit.programmes for unit in side.units}
        for side in (context.upper, context.lower)
    )
    return _products(above, below, tasks)


def _headed(context: Context, tasks: Iterable[Link]) -> Names:
    """The names of programmes that are alone in the headings of two tasks linked one to one."""
    above, below = (
        {unit.task.id: unit.named for unit in side.units if len(unit.named) == 1}
        for side in (context.upper, context.lower)
    )
    alone = [link for link in tasks if link.relation in (Relation.CARRIED, Relation.NARROWED)]
    return _products(above, below, alone)


def _products(
    above: dict[str, frozenset[str]], below: dict[str, frozenset[str]], tasks: Iterable[Link]
) -> Names:
    return frozenset(
        pair
        for link in tasks
        if link.upper and link.lower
        for pair in product(above.get(link.upper.record, ()), below.get(link.lower.record, ()))
    )


def _sole(context: Context, tasks: Iterable[Link]) -> Names:
    """The targets that are the only ones of their unit in two tasks linked, by their ids."""
    above, below = (
        {one.task.id: _by_unit(side, one) for one in side.units}
        for side in (context.upper, context.lower)
    )
    return frozenset(
        (above[link.upper.record][name], below[link.lower.record][name])
        for link in tasks
        if link.upper and link.lower
        for name in above[link.upper.record].keys() & below[link.lower.record].keys()
    )


def _by_unit(side: Side, one: Unit) -> dict[str, str]:
    """The ids of a task's own targets that are the only ones of their unit in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for goal in side.goals:
        name = unit(goal.lead.unit)
        if name and name not in RATES and goal.lead.evidence.span in one.own:
            found[name].append(goal.lead.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}
