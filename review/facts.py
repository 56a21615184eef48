"""Verdicts put on the facts of plans: accepted, corrected, or taken out."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from policycascade.model import Doubt, Method, Plan, Review, Task, Verdict
from policycascade.review.fields import field
from policycascade.review.keys import LISTS, Fact

F = TypeVar("F", bound=Fact)

#: What a person looked at and let stand.
SURE = 1.0


def judge_plan(plan: Plan, verdicts: Mapping[str, Review], kinds: Collection[str]) -> Plan:
    """Put verdicts, by id of the fact, on a plan's facts of some kinds."""
    lists: dict[str, tuple[Fact, ...]] = {}
    for kind in kinds:
        facts: tuple[Fact, ...] = getattr(plan, LISTS[kind])
        if any(fact.id in verdicts for fact in facts):
            lists[LISTS[kind]] = _judged(kind, facts, verdicts)
    if not lists:
        return plan
    judged = dataclasses.replace(plan, **lists)  # type: ignore[arg-type]
    return dataclasses.replace(judged, tasks=_whole(judged, plan))


def _judged(kind: str, facts: tuple[Fact, ...], verdicts: Mapping[str, Review]) -> tuple[Fact, ...]:
    kept = []
    for fact in facts:
        review = verdicts.get(fact.id)
        if review is None:
            kept.append(fact)
        elif review.verdict is Verdict.ACCEPT:
            kept.append(dataclasses.replace(fact, confidence=SURE))
        elif review.verdict is Verdict.CORRECT:
            kept.append(corrected(kind, fact, review.corrections))
    return tuple(kept)


def corrected(kind: str, fact: F, corrections: Mapping[str, str]) -> F:
    """The fact as a person corrected it; what is printed (``…_raw``, evidence) stays."""
    fields = ((field(kind, name), kept) for name, kept in corrections.items())
    changes: dict[str, Any] = {f.attribute: f.value(kept) for f, kept in fields if f is not None}
    if not isinstance(fact, Doubt):
        changes["method"] = Method.REVIEWED.value
    return dataclasses.replace(fact, confidence=SURE, **changes)


def _whole(plan: Plan, before: Plan) -> tuple[Task, ...]:
    """The tasks without what was rejected from under them."""
    there = {record.id for record in (*plan.programmes, *plan.targets)}
    gone = {task.id for task in before.tasks} - {task.id for task in plan.tasks}
    return tuple(
        dataclasses.replace(
            task,
            programmes=tuple(record for record in task.programmes if record in there),
            targets=tuple(record for record in task.targets if record in there),
            leaf=task.leaf or (bool(gone) and _is_leaf(task, plan, before)),
        )
        for task in plan.tasks
    )


def _is_leaf(task: Task, plan: Plan, before: Plan) -> bool:
    """Whether every task below it, where it had some, was rejected."""

    def below(of: Plan) -> bool:
        return any(one.evidence.span in task.body for one in of.tasks if one.id != task.id)

    return below(before) and not below(plan)
