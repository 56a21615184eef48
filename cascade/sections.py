"""Sections and boxes: they belong together where the tasks under them do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    for n, upper in enumerate(uppers):
        for m, lower in enumerate(lowers):
            if not (upper.children and lower.children):
                continue
            if height(uppers, n) != height(lowers, m) or _box(upper) or _box(lower):
                continue
            _vote(context, (n, m), pairs, found)
    relations = _relations(found.pairs, context, pairs)
    found.pairs.update(relations)
    _boxes(context, pairs, found)
    return found


def height(units: Sequence[Unit], n: int) -> int:
    """0 for a task without sub-tasks, else one more than its highest sub-task; boxes left out."""
    below = [child for child in units[n].children if not _box(units[child])]
    if not units[n].children:
        return 0
    return 1 + max((height(units, child) for child in below), default=0)


def _box(unit: Unit) -> bool:
    return unit.task.kind is TaskKind.BOX


def under(units: Sequence[Unit], n: int) -> set[int]:
    """All tasks below one, and itself where it has none."""
    children = units[n].children
    if not children:
        return {n}
    return {leaf for child in children for leaf in under(units, child)}


def _vote(context: Context, pair: Pair, leaves: Sequence[Pair], found: Above) -> None:
    n, m = pair
    ours, theirs = under(context.upper.units, n), under(context.lower.units, m)
    went = {k for k, j in leaves if k in ours and j in theirs}
    share = len(went) / len(ours)
    if share < PART:
        return
    found.pairs[pair] = Relation.CARRIED
    wording = judge(TASK_FEATURES, context.upper.units[n], context.lower.units[m], context)
    reason = Reason(
        feature="tasks_inside",
        score=share,
        sentence=Words(
            zh=f"上级所属{len(ours)}项任务中有{len(went)}项落在下级该章节",
            en=f"{len(went)} of its {len(ours)} tasks went into that section",
        ),
    )
    found.judged[pair] = Judged(
        min(1.0, (share + 1) / 2 * 0.8 + wording.score * 0.2), (reason, *wording.reasons)
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
    """Link the boxes of the lower plan to the upper task that most of their items come from."""
    uppers, lowers = context.upper.units, context.lower.units
    for m, lower in enumerate(lowers):
        if not (lower.children and _box(lower)):
            continue
        items = under(lowers, m)
        votes: dict[int, set[int]] = defaultdict(set)
        for k, j in leaves:
            if j in items:
                votes[k].add(j)
        if not votes:
            continue
        n = max(votes, key=lambda k: (len(votes[k]), -k))
        share = len(votes[n]) / len(items)
        if share < BOX:
            continue
        wording = judge(TASK_FEATURES, uppers[n], lower, context)
        reason = Reason(
            feature="tasks_inside",
            score=share,
            sentence=Words(
                zh=f"专栏{len(items)}项中有{len(votes[n])}项出自上级该任务",
                en=f"{len(votes[n])} of the box's {len(items)} items come from that task",
            ),
        )
        found.judged[n, m] = Judged(
            min(1.0, share * 0.8 + wording.score * 0.2), (reason, *wording.reasons)
        )
        found.pairs[n, m] = Relation.SPLIT
