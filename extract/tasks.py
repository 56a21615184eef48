"""Which sections say what will be done, and who is responsible for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policycascade.extract.chapters import (
    Chapter,
    classify,
    ends_in_safeguards,
    is_aside,
    is_figure_box,
    is_past,
)
from policycascade.extract.numbering import Style
from policycascade.extract.organs import find_organs
from policycascade.extract.outline import Node
from policycascade.model import Document, Span, Task, TaskKind, make_id

#: How sure a heading is a task: under a chapter called so; under one called otherwise; a goal of
#: a plan that has no chapter of tasks; an item of a box; a safeguard.
NAMED, UNNAMED, MERGED, BOXED, GUARDED = 0.95, 0.85, 0.7, 0.9, 0.95

_BODY = re.compile(r"[。：:；;\s*]*")


@dataclass(slots=True)
class _Place:
    """A heading in the tree, and what it is about."""

    node: Node
    parent: _Place | None
    children: list[_Place] = field(default_factory=list)
    chapter: Chapter = Chapter.TASK
    named: bool = False
    boxed: bool = False

    @property
    def title(self) -> str:
        return self.node.section.title

    @property
    def style(self) -> Style | None:
        return self.node.heading.style


def _tree(nodes: Sequence[Node]) -> list[_Place]:
    open_: list[_Place] = []
    places = []
    for node in nodes:
        while open_ and open_[-1].node.section.depth >= node.section.depth:
            open_.pop()
        place = _Place(node, open_[-1] if open_ else None)
        if place.parent:
            place.parent.children.append(place)
        open_.append(place)
        places.append(place)
    return places


def _top(place: _Place, year: int | None) -> None:
    """Say what a chapter is about, from its title."""
    found = classify(place.title)
    if place.style is Style.ANNEX:
        place.chapter = Chapter.STEPS
    elif is_past(place.title, year):
        place.chapter = Chapter.BACKGROUND
    elif Chapter.SAFEGUARD in found:
        place.chapter = Chapter.SAFEGUARD
    elif Chapter.TASK in found or not found:
        place.chapter, place.named = Chapter.TASK, Chapter.TASK in found
    else:
        place.chapter = min(found - {Chapter.GOAL}, default=Chapter.GOAL)


def _below(place: _Place, parent: _Place) -> None:
    """Say what a heading is about, from its title and the heading above it."""
    place.named, place.boxed = parent.named, parent.boxed
    place.chapter = parent.chapter
    if place.style is Style.BOX:
        place.boxed = True
        if is_figure_box(place.title):
            place.chapter = Chapter.STEPS
        return
    if parent.boxed or parent.chapter in (Chapter.SAFEGUARD, Chapter.STEPS):
        return
    if parent.chapter is Chapter.TASK:
        place.chapter = is_aside(place.title) or Chapter.TASK
        return
    found = classify(place.title)
    if Chapter.TASK in found and Chapter.GOAL not in found:
        place.chapter, place.named = Chapter.TASK, True
    elif found:
        place.chapter = min(found - {Chapter.TASK})


def _chapters(nodes: Sequence[Node], year: int | None) -> list[_Place]:
    """Say of every heading what it is about."""
    places = _tree(nodes)
    for place in places:
        if place.parent is None:
            _top(place, year)
    _goals_apart([place for place in places if place.parent is None])
    tops = [p for p in places if p.parent is None and p.chapter is not Chapter.STEPS]
    last = tops[-1] if len(tops) > 1 else None
    below = [child.title for child in last.children] if last else []
    unsaid = last and last.chapter is Chapter.TASK and not last.named
    if last and unsaid and ends_in_safeguards(last.title, below):
        last.chapter = Chapter.SAFEGUARD
    for place in places:
        if place.parent is not None:
            _below(place, place.parent)
    for place in reversed(places):
        inner = [child.chapter for child in place.children if not child.boxed]
        doing = {Chapter.TASK, Chapter.SAFEGUARD} & set(inner)
        if place.chapter is Chapter.TASK and not place.named and inner and not doing:
            place.chapter = inner[0]
    if not any(place.chapter is Chapter.TASK for place in places):
        _merge_goals(places)
    return places


def _goals_apart(tops: Sequence[_Place]) -> None:
    """目标任务 without a heading below it is a chapter of goals, where another names tasks."""
    named = [place for place in tops if place.named]
    both = [place for place in named if Chapter.GOAL in classify(place.title)]
    for place in both if len(both) < len(named) else ():
        if place.children:
            continue
        place.named = False
        place.chapter = min(classify(place.title) - {Chapter.TASK})


def _merge_goals(places: Sequence[_Place]) -> None:
    """Where no chapter says what will be done, the headings under 发展目标 do."""
    for place in places:
        if place.chapter is Chapter.GOAL and not classify(place.title):
            place.chapter = Chapter.TASK


def _kind(place: _Place) -> TaskKind | None:
    if place.chapter not in (Chapter.TASK, Chapter.SAFEGUARD):
        return None
    if place.boxed:
        return TaskKind.BOX
    return TaskKind.SAFEGUARD if place.chapter is Chapter.SAFEGUARD else TaskKind.TASK


def _confidence(place: _Place, kind: TaskKind, merged: bool) -> float:
    if kind is TaskKind.BOX:
        return BOXED
    if kind is TaskKind.SAFEGUARD:
        return GUARDED
    return MERGED if merged else NAMED if place.named else UNNAMED


def _body(document: Document, place: _Place) -> Span:
    """All that stands under the heading, without the stop that ends it."""
    end = place.node.section.span.end
    start = place.node.heading.span.end
    stop = _BODY.match(document.text, start, end)
    return Span(min(stop.end() if stop else start, end), end)


def find_tasks(document: Document, nodes: Sequence[Node], year: int | None) -> tuple[Task, ...]:
    """Find the headings that say what will be done, in document order.

    Chapters on background, guiding thought, principles and goals are none; goals are where a
    plan has no chapter of tasks. Items of boxes and the headings of safeguards have kinds of
    their own.

    Args:
        document: the plan.
        nodes: its outline.
        year: the first year it covers: chapters of a report on the year before look back.
    """
    return tuple(_tasks(document, _chapters(nodes, year)))


def _tasks(document: Document, places: Sequence[_Place]) -> Iterator[Task]:
    named = any(place.chapter is Chapter.TASK and place.named for place in places)
    goals = any(place.chapter is Chapter.GOAL for place in places)
    for place in places:
        kind = _kind(place)
        if kind is None:
            continue
        section, heading, body = place.node.section, place.node.heading, _body(document, place)
        own_end = place.children[0].node.section.span.start if place.children else body.end
        merged = not named and goals and place.parent is not None
        yield Task(
            id=make_id("task", *section.path, section.title),
            evidence=document.evidence(heading.span.start, heading.span.end, section.path),
            confidence=_confidence(place, kind, merged),
            method="outline",
            path=section.path,
            title=section.title,
            depth=section.depth,
            leaf=all(child.boxed and not place.boxed for child in place.children),
            kind=kind,
            body=body,
            organs=find_organs(document, Span(body.start, max(own_end, body.start)), section.path),
        )
