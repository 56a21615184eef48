"""What the two plans set first and give most room: order of tasks and chapters, and attention."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.measuring import APART, measure
from policycascade.cascade.sections import height
from policycascade.cascade.units import Unit
from policycascade.model import ElementKind, Link, Measure, TaskKind, Words

Joined = tuple[Link, int, int]

#: What has no place among the upper plan's chapters.
_OWN = -1


def emphasis(context: Context, links: Sequence[Link]) -> tuple[Measure, ...]:
    """优先级一致: order of linked tasks and chapters, and the distance of attention."""
    ours = {unit.task.id: n for n, unit in enumerate(context.upper.units)}
    theirs = {unit.task.id: n for n, unit in enumerate(context.lower.units)}
    rows = [
        (link, ours[link.upper.record], theirs[link.lower.record])
        for link in links
        if link.kind is ElementKind.TASK and link.relation not in APART
        if link.upper and link.lower
    ]
    sides = (context.upper.units, context.lower.units)
    leaves, chapters = [], []
    for row in rows:
        heights = {height(units, n) for units, n in zip(sides, row[1:], strict=True)}
        kinds = {units[n].task.kind for units, n in zip(sides, row[1:], strict=True)}
        if heights == {0}:
            leaves.append(row)
        elif heights == {1} and kinds == {TaskKind.TASK}:
            chapters.append(row)
    return (
        _order("task/leaf", Words(zh="任务", en="tasks"), leaves, _PAIRS),
        _order("task/section", Words(zh="章节", en="chapters"), chapters, _CHAPTERS),
        _attention(context, leaves),
    )


_PAIRS = Words(
    zh="按对应关系两两比较（一项任务可有多条）：分母为可比先后的对数，分子为次序相同的对数减次序相反的对数",
    en="over links, of which a task may have several: pairs in the same order minus pairs in the "
    "reverse one / pairs with an order in both plans",
)

_CHAPTERS = Words(
    zh=f"{_PAIRS.zh}；只计其下直接是末级任务的章节，保障措施不计",
    en=f"{_PAIRS.en}; only chapters right above tasks without sub-tasks, no safeguards",
)


def _order(scope: str, words: Words, rows: Sequence[Joined], note: Words) -> Measure:
    """Goodman and Kruskal's γ: agreeing less contrary pairs, by those with an order in both.

    Pairs that stand in one place in either plan, as parts of one task do, are left out.
    """
    signs = [
        (one[1] - two[1]) * (one[2] - two[2]) for n, one in enumerate(rows) for two in rows[n + 1 :]
    ]
    ordered = [sign for sign in signs if sign]
    balance = sum(1 if sign > 0 else -1 for sign in ordered)
    return measure(
        "priority_order",
        scope,
        Words(zh=f"{words.zh}顺序一致（古德曼—克鲁斯卡尔γ）", en=f"order of {words.en} (γ)"),
        Decimal(balance) if ordered else None,
        Decimal(len(ordered)),
        members=tuple(row[0].id for row in rows),
        note=note if ordered else None,
    )


def _attention(context: Context, rows: Sequence[Joined]) -> Measure:
    """Jensen–Shannon distance between the shares of text that the plans give each topic.

    Topics are the chapters in which the upper plan's tasks stand. A lower task counts for those its
    sources stand in, in equal parts; one without a source for a topic of its own. 0: the same
    attention, 1: nothing in common.
    """
    chapter = _chapters(context.upper.units)
    sources: dict[int, set[int]] = defaultdict(set)
    for _, n, m in rows:
        sources[m].add(chapter[n])
    ours: Counter[int] = Counter()
    for n, unit in enumerate(context.upper.units):
        ours[chapter[n]] += _size(unit) if unit.leaf else 0
    theirs: dict[int, float] = defaultdict(float)
    for m, unit in enumerate(context.lower.units):
        topics = sources.get(m) or {_OWN}
        for topic in sorted(topics):
            theirs[topic] += _size(unit) / len(topics) if unit.leaf else 0
    distance = jensen_shannon(ours, theirs)
    note = Words(
        zh="0为篇幅分配相同，1为毫无交集；主题为上级任务所在的各章，按字数计；下级待定和本地的任务自成一个主题",
        en="0: the same attention, 1: nothing in common; topics are the upper plan's chapters, one "
        "more holds the lower plan's tasks that are undecided or local",
    )
    return Measure(
        name="attention_distance",
        scope="task/section",
        label=Words(zh="注意力分配距离（詹森—香农）", en="distance of attention (Jensen–Shannon)"),
        numerator=None,
        denominator=None,
        value=None if distance is None else Decimal(str(round(distance, 4))),
        unit="1",
        members=tuple(row[0].id for row in rows),
        note=note,
    )


def _chapters(units: Sequence[Unit]) -> list[int]:
    """Of every task the heading it stands under, boxes left out; itself where there is none."""
    above = {child: n for n, unit in enumerate(units) for child in unit.children}

    def chapter(n: int) -> int:
        upper = above.get(n, n)
        return chapter(upper) if units[upper].task.kind is TaskKind.BOX and upper != n else upper

    return [chapter(n) for n in range(len(units))]


def _size(unit: Unit) -> int:
    return unit.bare[1] - unit.bare[0]


def jensen_shannon(ours: Mapping[int, float], theirs: Mapping[int, float]) -> float | None:
    """The Jensen–Shannon distance (base 2) of two distributions, given by their weights.

    >>> jensen_shannon({0: 2, 1: 2}, {0: 30, 1: 30}), jensen_shannon({0: 1}, {1: 1})
    (0.0, 1.0)
    """
    sums = (sum(ours.values()), sum(theirs.values()))
    if not all(sums):
        return None
    total = 0.0
    for topic in sorted({*ours, *theirs}):
        p, q = ours.get(topic, 0) / sums[0], theirs.get(topic, 0) / sums[1]
        for one in (p, q):
            total += one * math.log2(2 * one / (p + q)) / 2 if one else 0.0
    return math.sqrt(max(0.0, total))
