"""Plans written out: a document in our own words and the records that stand in it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pytest
from factories import CITY, PROVINCE, plan, task

from policycascade.cascade.context import Context, pair_context, read_side
from policycascade.model import (
    Document,
    Plan,
    Record,
    Region,
    Span,
    TaskKind,
    make_id,
)


class Heading(NamedTuple):
    """A numbered heading with what stands under it; its path gives its depth."""

    path: tuple[str, ...]
    title: str
    body: str = ""
    kind: TaskKind = TaskKind.TASK


class Written(NamedTuple):
    """A plan and the document it stands in."""

    plan: Plan
    document: Document


Write = Callable[..., Written]


def write_plan(
    title: str,
    region: Region | None,
    headings: Iterable[Heading] = (),
    records: Mapping[str, Iterable[Record]] | None = None,
    before: str = "",
    **more: Any,
) -> Written:
    """Print headings under a title, and place each record where its quote stands.

    Args:
        title: of the plan.
        region: of the plan.
        headings: in document order.
        records: plan field (``targets`` …) → records; a quote that stands nowhere is printed in
            a line of its own before the headings.
        before: text between title and headings.
        more: further fields of the plan.
    """
    rows = list(headings)
    lines = [title, before]
    body = "".join(heading.title + heading.body for heading in rows) + before
    for found in (records or {}).values():
        lines += [r.evidence.quote for r in found if r.evidence.quote not in body]
    text = "\n".join(lines) + "\n"
    starts = []
    for heading in rows:
        starts.append(len(text))
        text += f"{heading.path[-1]}{heading.title}。\n{heading.body}\n"
    made = plan(title, region, **more)
    placed: dict[str, Any] = {
        field: tuple(_placed(record, text, made.id) for record in found)
        for field, found in (records or {}).items()
    }
    tasks = [
        _task(made, text, rows, starts, n, placed.get("programmes", ())) for n in range(len(rows))
    ]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        name=f"{title}.txt", media_type="text/plain", sha256=sha256, text=text, blocks=()
    )
    return Written(dataclasses.replace(made, tasks=tuple(tasks), **placed), document)


def _placed(record: Record, text: str, plan_id: str) -> Record:
    quote = record.evidence.quote
    start = text.index(quote)
    evidence = dataclasses.replace(record.evidence, span=Span(start, start + len(quote)))
    return dataclasses.replace(record, evidence=evidence, id=make_id("record", plan_id, record.id))


def _task(
    made: Plan, text: str, rows: list[Heading], starts: list[int], n: int, programmes: Any
) -> Any:
    heading = rows[n]
    after = (
        start
        for start, other in zip(starts[n + 1 :], rows[n + 1 :], strict=True)
        if len(other.path) <= len(heading.path)
    )
    quote = f"{heading.path[-1]}{heading.title}"
    begin = starts[n] + len(quote)
    body = Span(begin, max(begin, next(after, len(text))))
    inside = Span(starts[n], body.end)
    return dataclasses.replace(
        task(heading.title, heading.path, quote=quote, start=starts[n], kind=heading.kind),
        id=make_id("task", made.id, *heading.path, heading.title),
        body=body,
        leaf=not any(
            other.path[: len(heading.path)] == heading.path and other is not heading
            for other in rows
        ),
        programmes=tuple(p.id for p in programmes if p.evidence.span in inside),
    )


@pytest.fixture(scope="session")
def write() -> Write:
    return write_plan


@pytest.fixture(scope="session")
def heading() -> type[Heading]:
    return Heading


@pytest.fixture(scope="session")
def side_by_side() -> Callable[..., Context]:
    """Two plans of a province and one of its cities, with these records each."""

    def put(upper: Mapping[str, Any], lower: Mapping[str, Any], **more: Any) -> Context:
        above = write_plan("云山省“十四五”就业促进规划", PROVINCE, **upper)
        below = write_plan("临江市“十四五”就业促进规划", CITY, **lower)
        return pair_context(read_side(*above), read_side(*below), **more)

    return put
