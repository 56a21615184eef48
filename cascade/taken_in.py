"""Tasks taken in by another: most of their words stand in one place, far ahead of all others."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

from policycascade.cascade.assign import Pair
from policycascade.cascade.context import Context
from policycascade.cascade.features import Judged
from policycascade.cascade.phrases import quoted
from policycascade.cascade.places import elsewhere
from policycascade.cascade.units import Unit
from policycascade.cascade.wording import with_parts
from policycascade.model import Reason, TaskKind, Words

#: So much of the upper task must be found in the lower one: the share of its words there (by
#: weight), and of its heading's and of how far the places correspond a part. Over seven annotated
#: pairs of plans 33 of the 40 tasks merged into another pass this and ``RIVAL``, on three pairs
#: that were met later 34 of 40; of the 322 tasks of all ten none passes for a place that is not
#: its own, once its own places are taken away.
FOUND = 0.4
#: … or so much where every other task has at most this share of it: of eleven pairs three more, all
#: right.
LESS, FAR = 0.33, 0.5
HEADING = 0.2
PLACE = 0.15
#: … and no other task of the lower plan has more than this share of it. At 0.6 four merged tasks of
#: two pairs more are missed (rivals of 0.61 to 0.70); at 0.7 none of ten pairs is wrong.
RIVAL = 0.7
#: So much must be there of the words that do not stand in what the lower task comes from as well:
#: all of them have it.
OWN = 0.15


def taken_in(
    context: Context,
    judged: Mapping[Pair, Judged],
    linked: Collection[Pair],
    lost: Iterable[int],
    score: float,
) -> dict[Pair, Judged]:
    """Find the lower tasks that took in a task of the upper plan beside what they answer.

    An item of a box is a work of its own; that a task speaks of its matter does not take it up.
    Neither does it a task for another city.

    Args:
        context: the pair.
        judged: how alike the tasks are, their places counted.
        linked: the pairs that belong together already.
        lost: places of the upper tasks that nothing else answers.
        score: what such a pair is worth.
    """
    uppers = context.upper.units
    places = [
        (m, unit, with_parts(unit.terms)) for m, unit in enumerate(context.lower.units) if unit.leaf
    ]
    found = {}
    for n in lost:
        title, plans = uppers[n].task.title, (context.upper.plan, context.lower.plan)
        if uppers[n].task.kind is TaskKind.BOX or elsewhere(title, *(p.region for p in plans)):
            continue
        ranked = sorted(
            (-_found(context, judged.get((n, m)), uppers[n], unit, words), m)
            for m, unit, words in places
        )
        if not ranked or -ranked[0][0] < LESS:
            continue
        amount, m = -ranked[0][0], ranked[0][1]
        rival = -ranked[1][0] if len(ranked) > 1 else 0.0
        if (
            rival <= (RIVAL if amount >= FOUND else FAR) * amount
            and _own(context, linked, (n, m)) >= OWN
        ):
            found[n, m] = Judged(score, (_reason(context, uppers[n], m, rival / amount),))
    return found


def _found(
    context: Context, judged: Judged | None, upper: Unit, lower: Unit, words: frozenset[str]
) -> float:
    """How much of the upper task stands in the lower one; ``words`` are its, with their parts."""
    reasons = judged.reasons if judged else ()
    place = next((reason.score for reason in reasons if reason.feature == "same_place"), 0.0)
    text = context.weights.covered(upper.terms, lower.terms)
    heading = context.title_weights.covered(upper.title, words)
    return text + HEADING * heading + PLACE * place


def _own(context: Context, linked: Collection[Pair], pair: Pair) -> float:
    """The share of the upper task's words there, those of the lower one's sources left out.

    An item of a box is no source that takes anything from a task.
    """
    uppers, lowers = context.upper.units, context.lower.units
    others = (uppers[n] for n, m in linked if m == pair[1])
    sources = (unit.terms for unit in others if unit.task.kind is not TaskKind.BOX)
    words = uppers[pair[0]].terms - frozenset[str]().union(*sources)
    return context.weights.covered(words, lowers[pair[1]].terms)


def _reason(context: Context, upper: Unit, m: int, rival: float) -> Reason:
    lower = context.lower.units[m]
    share = context.weights.covered(upper.terms, lower.terms)
    both = context.weights.named(upper.terms & lower.terms, upper.unsure | lower.unsure)
    words = quoted("、".join(both))
    most = math.ceil(rival * 100)
    return Reason(
        feature="taken_in",
        score=1 - rival,
        sentence=Words(
            zh=f"上级该任务的用词（少见者重计）有{share:.0%}见于下级该任务，如{words}；"
            f"连同标题用词和所在章节计，下级其他任务至多及其{most}%",
            en=f"{share:.0%} of the upper task's words, by rarity, stand in "
            f"the lower one, as {words}; headings and chapters counted, no other lower task comes "
            f"to more than {most}% of that",
        ),
    )
