"""What the features look at: the two plans side by side, cut into the elements that links join."""

from __future__ import annotations

import dataclasses
import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policycascade.cascade.reuse import Passage, Tile, align, stretch, tiles_of
from policycascade.cascade.wording import Bare, bare, bare_document, terms, weigh
from policycascade.model import Document, End, Evidence, Plan, Programme, Record, Span, Target, Task

Stretch = tuple[int, int]

#: So few words in common prove nothing: a box item of a line or two has as many.
FEW = 15
#: Bare characters before and behind a mention that count as its surroundings: about a clause.
AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A task with what stands directly under its heading, up to its first sub-task.

    Attributes:
        children: places of its sub-tasks in ``Side.units``.
        own: where its own text stands.
        bare: the same in bare characters of the document.
        words: how often each term occurs in heading and own text.
        named: the programmes that its heading names.
    """

    task: Task
    children: tuple[int, ...]
    own: Span
    bare: Stretch
    heading: frozenset[str]
    words: Mapping[str, int]
    programmes: frozenset[str]
    named: frozenset[str]
    indicators: frozenset[str]
    organs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A programme with all its mentions; ``lead`` is the one that shows it best.

    Attributes:
        stem: its name, bare, the regions' names left out; ``pieces`` are its pairs of characters.
        printed: how the plan prints it, bare, the regions' names left out.
        around: bare places before and behind each mention, in pairs.
        heading: the task that is named after it, if one is.
        past: only ever named as an achievement of the time before.
    """

    name: str
    lead: Programme
    mentions: tuple[Programme, ...]
    printed: frozenset[str]
    stem: str
    pieces: frozenset[str]
    around: tuple[tuple[Stretch, Stretch], ...]
    heading: Task | None
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target with all places where it stands (text and table); ``lead`` has the figure."""

    lead: Target
    places: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two plans, cut into elements.

    Attributes:
        spread: in how many tasks each programme is named.
    """

    plan: Plan
    document: Document
    bare: Bare
    units: tuple[Unit, ...]
    initiatives: tuple[Initiative, ...]
    goals: tuple[Goal, ...]
    spread: Mapping[str, int]

    def end(self, record: Record, label: str) -> End:
        """The end of a link that stands on ``record``."""
        return End(plan=self.plan.id, record=record.id, label=label, evidence=record.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The pair: both sides, the weight of words over both, and what was copied.

    Attributes:
        weights: inverse document frequency of terms over the tasks of both plans.
        few: the weight of so few words that to share them proves nothing.
        name_weights: the same of pairs of characters over the programmes' names.
        passages: where the lower plan's wording stands in the upper one; ``tiles`` are their
            pieces that are the same character by character.
        places: how far the places of two tasks in their outlines correspond, by their ids.
        programmes, indicators: names of those that are linked, upper and lower.
    """

    upper: Side
    lower: Side
    weights: Mapping[str, float]
    few: float
    name_weights: Mapping[str, float]
    passages: tuple[Passage, ...]
    tiles: tuple[Tile, ...]
    places: Mapping[tuple[str, str], float] = dataclasses.field(default_factory=dict)
    programmes: frozenset[tuple[str, str]] = frozenset()
    indicators: frozenset[tuple[str, str]] = frozenset()


def pair_context(
    upper: Plan,
    lower: Plan,
    texts: Mapping[str, Document],
    common: Collection[str] = frozenset(),
) -> Context:
    """Put two plans side by side; ``common`` are seeds of wording that unrelated plans share."""
    above, below = side(upper, texts[upper.id]), side(lower, texts[lower.id])
    passages = align(above.bare, below.bare, common)
    weights = weigh([unit.words for half in (above, below) for unit in half.units])
    return Context(
        upper=above,
        lower=below,
        weights=weights,
        few=FEW * statistics.fmean(weights.values()) if weights else 0.0,
        name_weights=weigh([i.pieces for half in (above, below) for i in half.initiatives]),
        passages=passages,
        tiles=tiles_of(passages),
    )


def side(plan: Plan, document: Document) -> Side:
    """Cut one plan into the elements that links join."""
    text = bare_document(document)
    units = _units(plan, document, text)
    return Side(
        plan=plan,
        document=document,
        bare=text,
        units=units,
        spread=Counter(name for unit in units for name in unit.programmes),
        initiatives=_initiatives(plan, text),
        goals=_goals(plan.targets),
    )


def _units(plan: Plan, document: Document, text: Bare) -> tuple[Unit, ...]:
    tasks = plan.tasks
    parents = [_parent(tasks, n) for n in range(len(tasks))]
    units = []
    for n, task in enumerate(tasks):
        children = tuple(m for m, parent in enumerate(parents) if parent == n)
        stop = min((tasks[m].evidence.span.start for m in children), default=task.body.end)
        own = Span(task.body.start, max(stop, task.body.start))
        heading = terms(task.title)
        inside = Span(task.evidence.span.start, max(own.end, task.evidence.span.end))
        units.append(
            Unit(
                task=task,
                children=children,
                own=own,
                bare=stretch(text, own.start, own.end),
                heading=frozenset(heading),
                words=Counter([*heading, *terms(document.quote(own))]),
                programmes=frozenset(
                    p.canonical
                    for p in plan.programmes
                    if _stands(p.evidence, inside) and not p.past
                ),
                named=frozenset(p.canonical for p in plan.programmes if _names(task, p)),
                indicators=frozenset(
                    t.indicator for t in plan.targets if _stands(t.evidence, inside)
                ),
                organs=frozenset(organ.name for organ in task.organs),
            )
        )
    return tuple(units)


def _parent(tasks: Sequence[Task], n: int) -> int | None:
    """The innermost task in whose body the heading of ``tasks[n]`` stands."""
    heading = tasks[n].evidence.span
    around = [m for m, task in enumerate(tasks) if m != n and heading in task.body]
    return max(around, key=lambda m: tasks[m].body.start, default=None)


def _stands(evidence: Evidence, inside: Span) -> bool:
    return inside.start <= evidence.span.start < inside.end


def _initiatives(plan: Plan, text: Bare) -> tuple[Initiative, ...]:
    named: dict[str, list[Programme]] = defaultdict(list)
    for programme in plan.programmes:
        named[programme.canonical].append(programme)
    regions, sign = region_names(plan), (plan.doc_number or " ")[0]
    found = []
    for name, mentions in named.items():
        live = [mention for mention in mentions if not mention.past]
        heading = next((task for m in live for task in plan.tasks if _names(task, m)), None)
        lead = next((m for m in live if heading and _names(heading, m)), (live or mentions)[0])
        found.append(
            Initiative(
                name=name,
                lead=lead,
                mentions=tuple(live or mentions),
                printed=frozenset(_without(m.mention, regions, sign) for m in live or mentions),
                stem=_without(name, regions, sign),
                pieces=pieces(_without(name, regions, sign)),
                around=tuple(_around(text, m) for m in live or mentions),
                heading=heading,
                past=not live,
            )
        )
    return tuple(found)


def region_names(plan: Plan) -> tuple[str, ...]:
    """The names of a plan's region and those around it, full and short, longest first."""
    from policycascade.ontology.regions import region, short_name

    if plan.region is None:
        return ()
    around = [plan.region, *(region(code) for code in plan.region.ancestors)]
    names = {name for r in around if r is not None for name in (r.name, short_name(r))}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def pieces(name: str) -> frozenset[str]:
    """The pairs of characters of a bare name.

    >>> sorted(pieces("就业地图"))
    ['业地', '地图', '就业']
    """
    return frozenset(a + b for a, b in pairwise(name.lower())) or frozenset(name)


def _without(name: str, regions: Iterable[str], sign: str) -> str:
    """A name, bare, without the regions in it.

    ``sign`` is the region's 简称, with which its document numbers begin; some names do too.

    >>> _without("“浙里学”平台", ("浙江省", "浙江"), "浙")
    '里学平台'
    """
    for region in regions:
        name = name.replace(region, "")
    plain = bare(name).text
    return plain.removeprefix(sign) if len(plain) > 2 else plain


def _around(text: Bare, programme: Programme) -> tuple[Stretch, Stretch]:
    start, end = stretch(text, programme.evidence.span.start, programme.evidence.span.end)
    return (max(0, start - AROUND), start), (end, min(end + AROUND, len(text.text)))


def _names(task: Task, programme: Programme) -> bool:
    return programme.evidence.span.overlaps(task.evidence.span)


def _goals(targets: Sequence[Target]) -> tuple[Goal, ...]:
    groups: list[list[Target]] = []
    for target in targets:
        home = next((g for g in groups if all(same_goal(target, t) for t in g)), None)
        if home is None:
            groups.append([target])
        else:
            home.append(target)
    return tuple(
        Goal(lead=next((t for t in group if t.value is not None), group[0]), places=tuple(group))
        for group in groups
    )


def same_goal(one: Target, other: Target) -> bool:
    """Whether two records are one target printed twice, as in text and table.

    The same indicator for the same year, unless both give a figure in different units or over
    different times (每年 5 万 beside 五年 25 万). Figures may differ: that is a doubt of the plan.
    """
    if one.indicator != other.indicator:
        return False
    if None not in (one.year_to, other.year_to) and one.year_to != other.year_to:
        return False
    if None in (one.value, other.value) or one.value == other.value:
        return True
    return one.basis is other.basis and one.unit == other.unit and one.place is not other.place
