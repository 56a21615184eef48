"""What became of a task: carried, narrowed, split or merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from policycascade.cascade.assign import Pair
from policycascade.cascade.context import Context
from policycascade.cascade.units import Unit
from policycascade.model import Reason, Relation, TaskKind, Words

#: Narrowed: the lower task is shorter than this share of the upper one …
NARROWER = 0.6
#: … and this much of the upper one's words at most stands in it.
THINNER = 0.4


def relations(
    context: Context, pairs: Sequence[Pair], mains: Collection[Pair]
) -> list[tuple[Pair, Relation, Reason]]:
    """Say of every pair of tasks what became of the upper one, and why.

    Args:
        context: the pair of plans.
        pairs: places of the tasks that belong together.
        mains: those of them that were joined one to one.
    """
    parts: dict[int, list[int]] = defaultdict(list)
    sources: dict[int, list[int]] = defaultdict(list)
    for n, m in pairs:
        parts[n].append(m)
        sources[m].append(n)
    rows = []
    kinds = [unit.task.kind for unit in context.upper.units]
    for n, m in pairs:
        whole = _whole(context, (n, m), parts[n], mains)
        only = [k for k in sources[m] if _whole(context, (k, m), parts[k], mains)]
        if kinds[n] is not TaskKind.BOX:  # an item of a box beside it takes nothing from a task
            only = [k for k in only if kinds[k] is not TaskKind.BOX]
        if not whole:
            relation, sentence = Relation.SPLIT, _split(len(parts[n]))
        elif len(only) > 1:
            relation, sentence = Relation.MERGED, _merged(len(only))
        else:
            relation, sentence = _carried(context, (n, m), parts[n])
        reason = Reason(feature=relation.value, score=1.0, sentence=sentence)
        rows.append(((n, m), relation, reason))
    return rows


def _whole(context: Context, pair: Pair, parts: Sequence[int], mains: Collection[Pair]) -> bool:
    """Whether the lower task stands for the upper one as a whole.

    It does where it is the only one, or the main one with no more than boxes (专栏) beside it.
    """
    if len(parts) == 1:
        return True
    if pair not in mains:
        return False
    units = context.lower.units
    others = (units[m].task.kind for m in parts if m != pair[1])
    return all(kind is TaskKind.BOX for kind in others)


def _split(count: int) -> Words:
    return Words(
        zh=f"上级一项任务分为下级{count}项（专栏标题不计）",
        en=f"one upper task stands in {count} places of the lower plan (titles of boxes aside)",
    )


def _merged(count: int) -> Words:
    return Words(zh=f"上级{count}项任务并入下级一项", en=f"{count} upper tasks are merged into one")


def _carried(context: Context, pair: Pair, parts: Sequence[int]) -> tuple[Relation, Words]:
    """Carried or narrowed, by what stands in the lower task and in the boxes beside it."""
    upper = context.upper.units[pair[0]]
    length = upper.bare[1] - upper.bare[0]
    if not length:
        zh, en = "上级该标题下没有正文", "the upper heading has no text of its own"
        return Relation.CARRIED, Words(zh=zh, en=en)
    size, kept = _size_and_words(context, upper, pair[1:])
    sentence = Words(
        zh=f"下级篇幅为上级的{size:.0%}；上级用词（少见者重计）有{kept:.0%}见于下级",
        en=f"{size:.0%} of the length; {kept:.0%} of its words, by rarity, stand in the lower task",
    )
    if len(parts) > 1:
        size, kept = _size_and_words(context, upper, parts)
        sentence = Words(
            zh=f"{sentence.zh}；连同另外{len(parts) - 1}项专栏内容，合计为{size:.0%}和{kept:.0%}",
            en=f"{sentence.en}; with {len(parts) - 1} more in boxes {size:.0%} and {kept:.0%}",
        )
    if size < NARROWER and kept < THINNER:
        return Relation.NARROWED, sentence
    return Relation.CARRIED, sentence


def _size_and_words(context: Context, upper: Unit, parts: Sequence[int]) -> tuple[float, float]:
    """How long the parts are together by the upper task, and the share of its words in them."""
    lowers = [context.lower.units[m] for m in parts]
    length = sum(lower.bare[1] - lower.bare[0] for lower in lowers)
    words = frozenset[str]().union(*(lower.terms for lower in lowers))
    share = length / (upper.bare[1] - upper.bare[0])
    return share, context.weights.covered(upper.terms, words)
