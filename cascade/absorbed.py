"""Tasks that others absorbed: sentence by sentence, or as one more item of a box."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from policycascade.cascade.assign import Pair
from policycascade.cascade.context import Context
from policycascade.cascade.features import Judged
from policycascade.cascade.phrases import quoted
from policycascade.cascade.units import Unit
from policycascade.cascade.wording import terms
from policycascade.model import Reason, TaskKind, Words

#: A clause stands in a sentence that has this share of its words, by weight. On the annotated
#: cascade the two clauses that survive of a task taken apart have 0.83 and 0.89; two clauses of a
#: dropped task have 0.82 and 0.92, but of one sentence.
STANDS = 0.8
#: As few clauses as these, each in a sentence of its own, show that a task was taken in.
ENOUGH = 2
#: Words that a clause must have to be told from another.
LEAST_WORDS = 3
#: An item of a box that as a whole comes from a task needs no more likeness to it than this. On the
#: annotated cascade two such items have 0.20 and 0.21, one that comes from nowhere 0.17.
BOX_ITEM = 0.19

_CLAUSE = re.compile(r"[^，。；！\n,;]{6,}")
_SENTENCE = re.compile(r"[^。；！\n;]{6,}")


def in_sentences(context: Context, lost: Iterable[int], score: float) -> dict[Pair, Judged]:
    """Find the lower task that took in several clauses of a task without a counterpart of its own.

    Args:
        context: the pair.
        lost: places of the upper tasks that nothing else answers.
        score: what such a pair is worth.
    """
    alone = list(lost)
    sentences = [
        (m, frozenset(terms(sentence)))
        for m, lower in enumerate(context.lower.units)
        if alone and lower.leaf
        for sentence in _SENTENCE.findall(context.lower.document.quote(lower.own))
    ]
    found = {}
    for n in alone:
        taken: dict[int, dict[frozenset[str], str]] = defaultdict(dict)
        for clause in _CLAUSE.findall(context.upper.document.quote(context.upper.units[n].own)):
            m, home = _home(context, frozenset(terms(clause)), sentences)
            if home:
                taken[m].setdefault(home, clause.strip())
        best = max(taken, key=lambda m: (len(taken[m]), -m), default=None)
        if best is not None and len(taken[best]) >= ENOUGH:
            found[n, best] = Judged(score, (_reason(list(taken[best].values())),))
    return found


def _home(
    context: Context, clause: frozenset[str], sentences: Iterable[tuple[int, frozenset[str]]]
) -> tuple[int, frozenset[str]]:
    """The sentence that holds most of a clause's words, and the task it stands in."""
    if len(clause) < LEAST_WORDS:
        return -1, frozenset()
    rows = ((context.weights.covered(clause, words), -m, words) for m, words in sentences)
    share, m, words = max(rows, key=lambda row: row[:2], default=(0.0, 0, frozenset[str]()))
    return (-m, words) if share >= STANDS else (-1, frozenset())


def _reason(clauses: list[str]) -> Reason:
    said = [quoted(clause) for clause in clauses]
    return Reason(
        feature="in_sentences",
        score=1.0,
        sentence=Words(
            zh=f"下级没有单列，其中{len(said)}句的内容大体见于下级该任务：{'、'.join(said)}",
            en=f"no heading of its own; {len(said)} of its clauses are met in substance in "
            f"the lower task: {', '.join(said)}",
        ),
    )


def box_items(
    context: Context,
    judged: Mapping[Pair, Judged],
    boxes: Mapping[Pair, Judged],
    taken: Collection[int],
    score: float,
) -> dict[Pair, Judged]:
    """Find the items of a linked box that nothing else claims and that resemble its source.

    Args:
        context: the pair.
        judged: how alike the tasks are.
        boxes: how sections and boxes were judged.
        taken: places of the lower tasks that have a source of their own.
        score: what such a pair is worth.
    """
    uppers, lowers = context.upper.units, context.lower.units
    return {
        (n, item): Judged(score, (*judged[n, item].reasons, _of_box(lowers[m], boxes[n, m])))
        for n, m in sorted(boxes)
        if lowers[m].task.kind is TaskKind.BOX and uppers[n].leaf
        for item in lowers[m].children
        if item not in taken and (n, item) in judged and judged[n, item].score >= BOX_ITEM
    }


def _of_box(box: Unit, judged: Judged) -> Reason:
    """What was counted of the box when this item was not."""
    label = quoted(box.task.title)
    counted = next(reason for reason in judged.reasons if reason.feature == "tasks_inside")
    return Reason(
        feature="same_box",
        score=counted.score,
        sentence=Words(
            zh=f"所在{label}：{counted.sentence.zh}",
            en=f"of the box {label}: {counted.sentence.en}",
        ),
    )
