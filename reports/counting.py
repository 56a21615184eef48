"""What the figures of a comparison count: read, counted once, joined, undecided, alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policycascade.model import ElementKind, Link, Plan, Record, Relation
from policycascade.reports.blocks import Block, Cell, Grid, Head, Row, Style, paragraph, text
from policycascade.reports.pair import Pair
from policycascade.reports.words import say, word

_KINDS: tuple[tuple[str, ElementKind, Callable[[Plan], Sequence[Record]]], ...] = (
    ("targets", ElementKind.TARGET, lambda plan: plan.targets),
    ("programmes", ElementKind.PROGRAMME, lambda plan: plan.programmes),
    ("leaves", ElementKind.TASK, lambda plan: [task for task in plan.tasks if task.leaf]),
    ("headings", ElementKind.TASK, lambda plan: [task for task in plan.tasks if not task.leaf]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The elements of one kind in one plan: each is joined, waiting or alone.

    Attributes:
        kind: ``targets programmes leaves headings``.
        read: places at which one was read.
        joined: those with a counterpart; ``apart`` of them cannot be compared with it.
        waiting: those of which a reviewer has to decide.
        alone: dropped, of the upper plan; local, of the lower.
    """

    kind: str
    upper: bool
    read: int
    joined: int
    apart: int
    waiting: int
    alone: int

    @property
    def counted(self) -> int:
        """Elements, the same one at several places counted once."""
        return self.joined + self.waiting + self.alone


def counts(pair: Pair) -> Iterator[Count]:
    """What of each kind was read and what became of it, for both plans."""
    for name, kind, records in _KINDS:
        for plan in pair.plans:
            upper = plan is pair.upper
            read = records(plan)
            ids = {record.id for record in read}
            links = [link for link in pair.cascade.links if link.kind is kind]
            ends = [(link, _end(link, upper=upper)) for link in links]
            yield _count(name, upper, len(read), [(k, end) for k, end in ends if end in ids])


def _end(link: Link, *, upper: bool) -> str:
    end = link.upper if upper else link.lower
    return end.record if end else ""


def _count(kind: str, upper: bool, read: int, ends: Sequence[tuple[Link, str]]) -> Count:
    every = {end for _, end in ends}
    waiting = {end for link, end in ends if link.relation is Relation.UNDECIDED}
    joined = {
        end for link, end in ends if link.upper and link.lower and link.relation is not _WAITING
    }
    better = {end for link, end in ends if end in joined and link.relation not in (_WAITING, _NOT)}
    return Count(
        kind=kind,
        upper=upper,
        read=read,
        joined=len(joined),
        apart=len(joined - better),
        waiting=len(waiting - joined),
        alone=len(every - joined - waiting),
    )


_WAITING, _NOT = Relation.UNDECIDED, Relation.NOT_COMPARABLE


def counting(pair: Pair, lang: str) -> Iterator[Block]:
    """The table that says what every headline figure counts."""
    found = [count for count in counts(pair) if count.read]
    if not found:
        return
    names = ("item", "places_read", "counted", "counted_joined", "counted_waiting", "counted_alone")
    widths = (24, 12, 12, 16, 10, 12)
    yield Grid(
        caption=say("table_counting", lang),
        heads=[
            Head(text=say(name, lang), width=width, number=name != "item")
            for name, width in zip(names, widths, strict=True)
        ],
        rows=[Row(cells=_cells(count, lang)) for count in found],
    )
    yield paragraph(say("counting_note", lang), "muted")


def element_name(kind: str, lang: str, *, upper: bool) -> str:
    """What to call the elements of one plan: 上级末级任务."""
    side = say("upper_short" if upper else "lower_short", lang)
    return f"{side}{'' if lang == 'zh' else ': '}{say(f'counted_{kind}', lang)}"


def _cells(count: Count, lang: str) -> Sequence[Cell]:
    joined = str(count.joined)
    if count.apart:
        joined = say("counted_apart", lang, n=count.joined, apart=count.apart)
    lone = Relation.DROPPED if count.upper else Relation.LOCAL
    return (
        text(element_name(count.kind, lang, upper=count.upper)),
        text(str(count.read)),
        text(str(count.counted), style=Style.STRONG),
        text(joined),
        text(str(count.waiting)),
        text(f"{word('relation', lone, lang)} {count.alone}"),
    )
