"""Sections and boxes: they belong together where the tasks under them do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policycascade.cascade.assign import Pair
from policycascade.cascade.context import Context
from policycascade.cascade.features import Judged, judge
from policycascade.cascade.task_features import TASK_FEATURES
from policycascade.cascade.units import Unit
from policycascade.model import Reason, Relation, TaskKind, Words

#: A section goes where at least this share of its tasks went.
PART = 0.25
#: A box belongs to the upper task from which at least this share of its items comes.
BOX = 0.5
#: A heading is over all tasks (主要任务) if this share of them stands under it.
OVER_ALL = 0.8
#: A section that gives at least this share of what the lower one takes up is its main source.
MAIN = 0.5


@dataclass(frozen=True, slots=True)
class Above:
    """The links of sections and boxes, with their scores."""

    pairs: dict[Pair, Relation]
    judged: dict[Pair, Judged]


def link_sections(context: Context, leaves: Iterable[Pair]) -> Above:
    """Link sections by what became of the tasks in them, boxes by where their items come from."""
    uppers, lowers = context.upper.units, context.lower.units
    pairs = sorted(leaves)
    found = Above({}, {})
    for pair in _of_one_rank(uppers, lowers):
        _vote(context, pair, pairs, found)
    _from_tasks(context, pairs, found)
    relations = _relations(found.pairs, context, pairs)
    found.pairs.update(relations)
    _boxes(context, pairs, found)
    return found


def _of_one_rank(uppers: Sequence[Unit], lowers: Sequence[Unit]) -> Iterator[Pair]:
    """Sections that may correspond: of one height, or both over all the tasks of their plans.

    Where the lower plan has no sections of such height, what was a chapter above may be one task.
    """
    wholes = _over_all(uppers), _over_all(lowers)
    ranks = _ranks(lowers)
    for n, upper in enumerate(uppers):
        if upper.leaf or _box(upper):
            continue
        if n in wholes[0]:
            yield from ((n, m) for m in sorted(wholes[1]))
            continue
        kind, rank = _rank(uppers, n)
        rank = rank if (kind, rank) in ranks else 0
        for m, lower in enumerate(lowers):
            if m not in wholes[1] and not _box(lower) and height(lowers, m) == rank:
                yield n, m


def _rank(units: Sequence[Unit], n: int) -> tuple[TaskKind, int]:
    return units[n].task.kind, height(units, n)


def _ranks(units: Sequence[Unit]) -> set[tuple[TaskKind, int]]:
    """What sections a plan has, those over all its tasks left out."""
    wholes = _over_all(units)
    return {_rank(units, n) for n, unit in enumerate(units) if not unit.leaf and n not in wholes}


def _over_all(units: Sequence[Unit]) -> set[int]:
    """The headings under which nearly all tasks stand, safeguards and boxes aside."""
    tasks = {n for n, unit in enumerate(units) if unit.leaf and unit.task.kind is TaskKind.TASK}
    return {
        n
        for n, unit in enumerate(units)
        if not unit.leaf and len(under(units, n) & tasks) >= OVER_ALL * len(tasks) > 0
    }


def height(units: Sequence[Unit], n: int) -> int:
    """0 for a task without sub-tasks, else one more than its highest sub-task; boxes left out."""
    below = [child for child in units[n].children if not _box(units[child])]
    if units[n].leaf:
        return 0
    return 1 + max((height(units, child) for child in below), default=0)


def _box(unit: Unit) -> bool:
    return unit.task.kind is TaskKind.BOX


def under(units: Sequence[Unit], n: int) -> set[int]:
    """All tasks below one, itself where it has none; boxes count for none but for a box."""
    if units[n].leaf:
        return {n}
    inside = [child for child in units[n].children if _box(units[n]) or not _box(units[child])]
    return {leaf for child in inside for leaf in under(units, child)}


def _around(units: Sequence[Unit], n: int) -> set[int]:
    """A task and all tasks below it, headings too."""
    return {n, *(m for child in units[n].children for m in _around(units, child))}


def _vote(context: Context, pair: Pair, leaves: Sequence[Pair], found: Above) -> None:
    ours, went = _went(context, pair, leaves)
    if len(went) / len(ours) < PART:
        return
    found.pairs[pair] = Relation.CARRIED
    found.judged[pair] = _inside(context, pair, leaves)


def _from_tasks(context: Context, leaves: Sequence[Pair], found: Above) -> None:
    """Link lower sections to the task their own come from, if there are no such sections above."""
    lowers, wholes = context.lower.units, _over_all(context.lower.units)
    ranks = _ranks(context.upper.units)
    for m, lower in enumerate(lowers):
        if lower.leaf or _box(lower) or m in wholes or _rank(lowers, m) in ranks:
            continue
        inside = under(lowers, m)
        votes = Counter(n for n, j in leaves if j in inside)
        n = max(votes, key=lambda k: (votes[k], -k), default=None)
        if n is not None and votes[n] >= PART * len(inside):
            found.pairs[n, m] = Relation.CARRIED
            found.judged[n, m] = _inside(context, (n, m), leaves)


def recounted(context: Context, above: Above, links: Sequence[Pair]) -> dict[Pair, Judged]:
    """Judge the linked sections again when all is linked that stands in them."""
    units = context.lower.units
    return {pair: _inside(context, pair, links) for pair in above.pairs if not _box(units[pair[1]])}


def _went(context: Context, pair: Pair, links: Iterable[Pair]) -> tuple[set[int], set[int]]:
    """The tasks of an upper section, and those of them that went into the lower one."""
    ours, theirs = under(context.upper.units, pair[0]), _around(context.lower.units, pair[1])
    return ours, {k for k, j in links if k in ours and j in theirs}


def _inside(context: Context, pair: Pair, links: Sequence[Pair]) -> Judged:
    n, m = pair
    share, sentence = _count(context, pair, links)
    wording = judge(TASK_FEATURES, context.upper.units[n], context.lower.units[m], context)
    reason = Reason(feature="tasks_inside", score=share, sentence=sentence)
    return Judged(min(1.0, (share + 1) / 2 * 0.8 + wording.score * 0.2), (reason, *wording.reasons))


def _count(context: Context, pair: Pair, links: Sequence[Pair]) -> tuple[float, Words]:
    """How much of one side's section stands on the other, and how to say it."""
    n, m = pair
    if context.upper.units[n].leaf:
        inside = under(context.lower.units, m)
        given = {j for k, j in links if k == n and j in inside}
        return len(given) / len(inside), Words(
            zh=f"下级该章节{len(inside)}项任务中有{len(given)}项出自上级该任务",
            en=f"{len(given)} of the section's {len(inside)} tasks come from that task",
        )
    ours, went = _went(context, pair, links)
    zh, en = ("任务", "task") if context.lower.units[m].leaf else ("章节", "section")
    return len(went) / len(ours), Words(
        zh=f"上级所属{len(ours)}项任务中有{len(went)}项落在下级该{zh}",
        en=f"{len(went)} of its {len(ours)} tasks went into that {en}",
    )


def _relations(
    pairs: dict[Pair, Relation], context: Context, leaves: Sequence[Pair]
) -> dict[Pair, Relation]:
    parts: dict[int, list[int]] = defaultdict(list)
    sources: dict[int, list[int]] = defaultdict(list)
    for n, m in pairs:
        parts[n].append(m)
        sources[m].append(n)
    relations = {}
    for n, m in pairs:
        if len(parts[n]) > 1:
            relations[n, m] = Relation.SPLIT
            continue
        ours, theirs = under(context.upper.units, n), under(context.lower.units, m)
        taken = {j for _, j in leaves if j in theirs}
        given = {j for k, j in leaves if k in ours and j in theirs}
        minor = len(sources[m]) > 1 and len(given) < MAIN * len(taken)
        relations[n, m] = Relation.MERGED if minor else Relation.CARRIED
    return relations


def _boxes(context: Context, leaves: Sequence[Pair], found: Above) -> None:
    """Link the boxes of the lower plan to what most of their items come from: a task, or a box."""
    uppers, lowers = context.upper.units, context.lower.units
    boxes = {item: n for n, upper in enumerate(uppers) if _box(upper) for item in upper.children}
    for m, lower in enumerate(lowers):
        if not (lower.children and _box(lower)):
            continue
        items = under(lowers, m)
        votes: dict[int, set[int]] = defaultdict(set)
        for k, j in leaves:
            if j in items:
                votes[boxes.get(k, k)].add(j)
        if not votes:
            continue
        n = max(votes, key=lambda k: (len(votes[k]), -k))
        share = len(votes[n]) / len(items)
        if share < BOX:
            continue
        wording = judge(TASK_FEATURES, uppers[n], lower, context)
        found.judged[n, m] = Judged(
            min(1.0, share * 0.8 + wording.score * 0.2),
            (_items(len(items), len(votes[n]), share), *wording.reasons),
        )
        found.pairs[n, m] = Relation.CARRIED if _box(uppers[n]) else Relation.SPLIT


def _items(count: int, given: int, share: float) -> Reason:
    return Reason(
        feature="tasks_inside",
        score=share,
        sentence=Words(
            zh=f"专栏{count}项中有{given}项凭自身内容判为出自上级该任务",
            en=f"{given} of the box's {count} items by themselves are judged to come from that "
            "task",
        ),
    )
