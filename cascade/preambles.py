"""Tasks that survive in passing: in a clause of the words that open a chapter of the lower plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policycascade.cascade.assign import Pair
from policycascade.cascade.context import Context
from policycascade.cascade.features import Judged
from policycascade.cascade.phrases import quoted
from policycascade.cascade.wording import bare, terms, unsure
from policycascade.model import Reason, TaskKind, Words

#: From this share of its heading's words (by weight) in one clause a task is taken up in passing.
#: On the annotated cascade the one task that survives so has 0.47, the five that are dropped or
#: taken up elsewhere 0.22 at most; in two unrelated plans of the field the clauses at 0.49 and 0.62
#: do say the same, that at 0.40 does not.
IN_PASSING = 0.45
#: One word in common says nothing, be it ever so rare.
LEAST_WORDS = 2

_CLAUSE = re.compile(r"[^，。；！\n,;]{4,}")


def in_preambles(context: Context, lost: Iterable[int], score: float) -> dict[Pair, Judged]:
    """Find the chapters whose opening words take up a task that has no counterpart of its own.

    Args:
        context: the pair.
        lost: places of the upper tasks that nothing else answers.
        score: what such a pair is worth.
    """
    clauses = [
        (m, clause, frozenset(terms(clause)))
        for m, lower in enumerate(context.lower.units)
        if lower.children and lower.task.kind is not TaskKind.BOX
        for clause in _CLAUSE.findall(context.lower.document.quote(lower.own))
    ]
    found = {}
    for n in lost:
        upper = context.upper.units[n]
        best: tuple[float, int, str] = (0.0, 0, "")
        for m, clause, words in clauses:
            if len(upper.heading & words) >= LEAST_WORDS:
                share = context.weights.covered(upper.heading, words)
                best = max(best, (share, -m, clause))
        if best[0] >= IN_PASSING:
            found[n, -best[1]] = Judged(score, (_reason(n, best[0], best[2], context),))
    return found


def _said_above(n: int, clause: str, context: Context) -> bool:
    """Whether the words that open the upper task's own chapter say the clause too."""
    said, above = bare(clause).text, context.upper
    chapters = [unit for unit in above.units if n in unit.children]
    return any(said in bare(above.document.quote(chapter.own)).text for chapter in chapters)


def _reason(n: int, share: float, clause: str, context: Context) -> Reason:
    upper = context.upper.units[n]
    words = upper.heading & frozenset(terms(clause))
    both = context.weights.named(words, upper.unsure | unsure(clause))
    said = quoted(clause.strip())
    zh = en = ""
    if _said_above(n, clause, context):
        zh = "；上级该章引言也有此语，未必专指这一项"
        en = "; the upper chapter opens with it too: perhaps not said of this task"
    return Reason(
        feature="in_passing",
        score=share,
        sentence=Words(
            zh=f"下级没有单列，该章引言中提到{said}，与上级标题同有：{'、'.join(both)}{zh}",
            en=f"no heading of its own: the words that open the chapter say {said}, which shares "
            f"with the upper heading: {', '.join(both)}{en}",
        ),
    )
