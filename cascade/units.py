"""Tasks as the comparison sees them: heading, own text, and what is named in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policycascade.cascade.reuse import Stretch, stretch
from policycascade.cascade.wording import Bare, terms, unsure, with_parts
from policycascade.model import Document, Evidence, Plan, Programme, Span, Task, TaskKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A task with what stands directly under its heading, up to its first sub-task.

    Attributes:
        children: places of its sub-tasks in ``Side.units``.
        leaf: it has none, or only boxes (专栏) that stand behind its own text.
        own: where its own text stands.
        bare: the same in bare characters of the document.
        words: how often each term occurs in heading and own text; ``terms`` are those words.
        title: the words of its heading, with those put together in them.
        unsure: terms that may be cut wrongly.
        named: the programmes that its heading names.
    """

    task: Task
    children: tuple[int, ...]
    leaf: bool
    own: Span
    bare: Stretch
    heading: frozenset[str]
    title: frozenset[str]
    words: Mapping[str, int]
    terms: frozenset[str]
    unsure: frozenset[str]
    programmes: frozenset[str]
    named: frozenset[str]
    indicators: frozenset[str]
    organs: frozenset[str]


def read_units(plan: Plan, document: Document, text: Bare) -> tuple[Unit, ...]:
    """Cut a plan into its tasks, each with the text directly under its heading."""
    tasks = plan.tasks
    parents = [_parent(tasks, n) for n in range(len(tasks))]
    units = []
    for n, task in enumerate(tasks):
        children = tuple(m for m, parent in enumerate(parents) if parent == n)
        stop = min((tasks[m].evidence.span.start for m in children), default=task.body.end)
        own = Span(task.body.start, max(stop, task.body.start))
        heading = terms(task.title)
        words = Counter([*heading, *terms(document.quote(own))])
        inside = Span(task.evidence.span.start, max(own.end, task.evidence.span.end))
        units.append(
            Unit(
                task=task,
                children=children,
                leaf=_leaf(task, [tasks[m] for m in children]),
                own=own,
                bare=stretch(text, own.start, own.end),
                heading=frozenset(heading),
                title=with_parts(heading),
                words=words,
                terms=frozenset(words),
                unsure=unsure(task.title) | unsure(document.quote(own)),
                programmes=frozenset(
                    p.canonical
                    for p in plan.programmes
                    if _stands(p.evidence, inside) and not p.past
                ),
                named=frozenset(p.canonical for p in plan.programmes if names_task(task, p)),
                indicators=frozenset(
                    t.indicator for t in plan.targets if _stands(t.evidence, inside)
                ),
                organs=frozenset(organ.name for organ in task.organs),
            )
        )
    return tuple(units)


def _leaf(task: Task, children: Sequence[Task]) -> bool:
    if task.kind is TaskKind.BOX:
        return not children
    return all(child.kind is TaskKind.BOX for child in children)


def _parent(tasks: Sequence[Task], n: int) -> int | None:
    """The innermost task in whose body the heading of ``tasks[n]`` stands."""
    heading = tasks[n].evidence.span
    around = [m for m, task in enumerate(tasks) if m != n and heading in task.body]
    return max(around, key=lambda m: tasks[m].body.start, default=None)


def _stands(evidence: Evidence, inside: Span) -> bool:
    return inside.start <= evidence.span.start < inside.end


def names_task(task: Task, programme: Programme) -> bool:
    """Whether a mention stands in the heading of a task."""
    return programme.evidence.span.overlaps(task.evidence.span)
