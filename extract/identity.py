"""Names for records: the same facts of the same plan get the same id from any file format."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from policycascade.model import Period, Programme, Record, Region, Target, Task, make_id
from policycascade.ontology.titles import normalise_title

R = TypeVar("R", bound=Record)
_PARTING = re.compile(r"[\s|｜]+")


def plan_id(title: str, region: Region | None, period: Period | None) -> str:
    """Name a plan by whose it is, its years and its title."""
    years = (period.start, period.end) if period else (None, None)
    return make_id("plan", region.code if region else None, *years, normalise_title(title))


def identify(kind: str, plan: str, records: Iterable[R]) -> tuple[R, ...]:
    """Give each record an id made of its plan, the section it stands in and its words.

    White space and pipes do not count: one format parts the cells of a row so, another so.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for record in records:
        words = _PARTING.sub("", record.evidence.quote)
        key = (*record.evidence.section, words)
        name = make_id(kind, plan, *key, seen[key])
        seen[key] += 1
        named.append(dataclasses.replace(record, id=name))
    return tuple(named)


def _within(records: Sequence[Record], task: Task) -> tuple[str, ...]:
    """Ids of the records that begin in the heading or the body of ``task``."""
    starts = [record.evidence.span.start for record in records]
    first = bisect_left(starts, task.evidence.span.start)
    last = bisect_left(starts, max(task.body.end, task.evidence.span.end))
    return tuple(record.id for record in records[first:last])


def attach(
    tasks: Iterable[Task], programmes: Sequence[Programme], targets: Sequence[Target]
) -> tuple[Task, ...]:
    """Tell each task the programmes and targets named under it; both are in document order."""
    return tuple(
        dataclasses.replace(
            task, programmes=_within(programmes, task), targets=_within(targets, task)
        )
        for task in tasks
    )
