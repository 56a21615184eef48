"""Tasks: which heading of the upper plan became which of the lower: one, several or none."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from policycascade.cascade.absorbed import box_items, in_sentences
from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.context import Context
from policycascade.cascade.features import Judged, judge
from policycascade.cascade.leftover import left_over
from policycascade.cascade.links import Element, Matching, joined, missing, undecided
from policycascade.cascade.mutual import with_nearest
from policycascade.cascade.preambles import in_preambles
from policycascade.cascade.sections import link_sections, recounted
from policycascade.cascade.taken_in import taken_in
from policycascade.cascade.task_features import PLACE_FEATURES, TASK_FEATURES, safeguard_themes
from policycascade.cascade.task_relations import relations
from policycascade.cascade.units import Unit
from policycascade.model import ElementKind, Link, Method, Relation, TaskKind

#: From this score two tasks are linked; down to ``UNDECIDED`` they wait for a reviewer. On the
#: annotated cascade F1 is 0.99 from 0.28 to 0.32 and falls on both sides, on seven invented ones
#: it hardly moves there.
LINKED = 0.30
UNDECIDED = 0.25
#: Pairs this sure say which chapters belong together.
FIRM = 0.40
#: (score, share right). Over the best partner of every task of two annotated cascades (one of
#: human resources, one invented of artificial intelligence): 0.20–0.25 1 of 8 right, 0.25–0.30
#: 2 of 5, 0.30–0.35 7 of 8, 0.35–0.40 5 of 5, 0.40–0.50 6 of 7, above that 38 of 38; smoothed.
CONFIDENCE = (
    (0.0, 0.0),
    (0.2, 0.1),
    (0.25, 0.2),
    (0.3, 0.65),
    (0.4, 0.85),
    (0.5, 0.93),
    (0.6, 0.97),
    (1.0, 0.99),
)
#: A task may be taken up in other words: of the 62 that nothing resembled in seven invented pairs
#: of plans 48 had no counterpart, on the annotated cascade 2 of 2.
GAP = 0.7
#: A second source is merged in only if this much of its words (by weight) stands in the lower
#: task: a heading alike says little when the place is taken.
MERGED = 0.28
#: A pair is taken one to one only if its score is at least this share of the best that either of
#: its tasks could have.
CLOSE = 0.7


def link_tasks(context: Context) -> tuple[Link, ...]:
    """Link the tasks of a pair of plans: first the leaves, then the sections above them."""
    uppers, lowers = context.upper.units, context.lower.units
    leaves = [(n, m) for n, m in _worth_comparing(context) if uppers[n].leaf and lowers[m].leaf]
    first = {(n, m): judge(TASK_FEATURES, uppers[n], lowers[m], context) for n, m in leaves}
    judged = _in_place(context, first, assign(_scores(first), FIRM))
    judged = _in_place(context, first, assign(_close(_scores(judged)), LINKED))
    mains = _one_to_one(context, judged)
    left = left_over(judged, mains, LINKED)
    judged, mains = judged | left, sorted({*mains, *left})
    pairs = sorted({*mains, *_more(context, judged, mains)})
    passing = in_preambles(context, _lost(uppers, pairs), LINKED)
    passing |= in_sentences(context, _lost(uppers, [*pairs, *passing]), LINKED)
    taken = taken_in(context, judged, pairs, _lost(uppers, [*pairs, *passing]), LINKED)
    pairs = sorted({*pairs, *taken})
    above = link_sections(context, pairs)
    items = box_items(context, judged, above.judged, {m for _, m in pairs}, LINKED)
    pairs = sorted({*pairs, *items})
    judged |= above.judged | items | passing | taken
    matching = Matching(
        context=context,
        kind=ElementKind.TASK,
        uppers=[element(unit) for unit in uppers],
        lowers=[element(unit) for unit in lowers],
        judged=judged,
        linked=LINKED,
        undecided=UNDECIDED,
        confidence=CONFIDENCE,
        gap=GAP,
    )
    doubtful = undecided(matching, [*pairs, *above.pairs, *passing])
    judged |= recounted(context, above, [*pairs, *passing])
    links = [
        joined(matching, pair, relation, _method(judged[pair]), reason)
        for pair, relation, reason in relations(context, pairs, mains)
    ]
    whole = above.pairs | dict.fromkeys(passing, Relation.MERGED)
    links += [joined(matching, pair, relation, Method.WORDING) for pair, relation in whole.items()]
    links += [joined(matching, pair, Relation.UNDECIDED, Method.WORDING) for pair in doubtful]
    return (*links, *missing(matching, [*pairs, *whole, *doubtful]))


def _one_to_one(context: Context, judged: Mapping[Pair, Judged]) -> list[Pair]:
    """The pairs that are best over all, tasks before the items of boxes that speak of the like."""
    uppers, lowers = context.upper.units, context.lower.units
    box = TaskKind.BOX
    item = {
        (n, m): uppers[n].task.kind is box and lowers[m].task.kind is not box for n, m in judged
    }
    tasks = {pair: score for pair, score in _scores(judged).items() if not item[pair]}
    mains = assign(_close(tasks), LINKED)
    taken = ({n for n, _ in mains}, {m for _, m in mains})
    rest = {
        pair: score
        for pair, score in _close(_scores(judged)).items()
        if item[pair] and pair[0] not in taken[0] and pair[1] not in taken[1]
    }
    return sorted({*mains, *assign(rest, LINKED)})


def _worth_comparing(context: Context) -> list[Pair]:
    """The pairs that share their rarer words, and the safeguards of one theme."""
    uppers, lowers = context.upper.units, context.lower.units
    alike = likely([u.terms for u in uppers], [u.terms for u in lowers], context.weights.table)
    themes = [[{*safeguard_themes(unit)} for unit in side] for side in (uppers, lowers)]
    themed = {
        (n, m)
        for n, ours in enumerate(themes[0])
        for m, theirs in enumerate(themes[1])
        if ours & theirs
    }
    return sorted({*alike, *themed})


def _in_place(
    context: Context, first: Mapping[Pair, Judged], firm: Sequence[Pair]
) -> dict[Pair, Judged]:
    """Judge the pairs by where they stand, too, as the firm ones tell; then by who is nearest."""
    uppers, lowers = context.upper.units, context.lower.units
    placed = dataclasses.replace(context, places=_places(context, firm, first))
    return with_nearest(
        {
            (n, m): judge(PLACE_FEATURES, uppers[n], lowers[m], placed, before)
            for (n, m), before in first.items()
        }
    )


def element(unit: Unit) -> Element:
    """A task as an end of links."""
    return Element(record=unit.task, name=unit.task.title, label=unit.task.title)


def _lost(units: Sequence[Unit], pairs: Iterable[Pair]) -> list[int]:
    """The upper tasks in no pair."""
    met = {n for n, _ in pairs}
    return [n for n, unit in enumerate(units) if unit.leaf and n not in met]


def _scores(judged: Mapping[Pair, Judged]) -> dict[Pair, float]:
    return {pair: result.score for pair, result in judged.items()}


def _places(
    context: Context, firm: Sequence[Pair], pairs: Iterable[Pair]
) -> dict[tuple[str, str], float]:
    """How far the sections of two tasks belong together, judged by the firm pairs in them.

    For every heading above the lower task the best match among the upper task and the headings
    above it: twice the firm pairs that join the two, by the firm pairs in either; then the mean.
    """
    uppers, lowers = context.upper.units, context.lower.units
    inside: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = defaultdict(int)
    ours: dict[tuple[str, ...], int] = defaultdict(int)
    theirs: dict[tuple[str, ...], int] = defaultdict(int)
    for n, m in firm:
        above, below = _headings(uppers[n]), _headings(lowers[m])[:-1]
        for path in above:
            ours[path] += 1
            for other in below:
                inside[path, other] += 1
        for other in below:
            theirs[other] += 1
    places = {}
    for n, m in pairs:
        above, below = _headings(uppers[n]), _headings(lowers[m])[:-1]
        levels = [
            max(2 * inside[path, other] / (ours[path] + theirs[other] or 1) for path in above)
            for other in below
        ]
        if levels:
            places[uppers[n].task.id, lowers[m].task.id] = sum(levels) / len(levels)
    return places


def _headings(unit: Unit) -> list[tuple[str, ...]]:
    """The paths of the headings down to a task's own, outermost first."""
    path = unit.task.path
    return [path[: n + 1] for n in range(len(path))]


def _close(scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs in which neither task has a far better partner; the others are parts at most."""
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for pair, score in scores.items():
        for place in (0, 1):
            best[place][pair[place]] = max(score, best[place].get(pair[place], 0.0))
    return {
        (n, m): score
        for (n, m), score in scores.items()
        if score >= CLOSE * max(best[0][n], best[1][m])
    }


def _more(context: Context, judged: Mapping[Pair, Judged], mains: Collection[Pair]) -> list[Pair]:
    """Pairs beyond one-to-one: parts of one upper task, and sources of one lower task."""
    uppers, lowers = context.upper.units, context.lower.units
    taken = ({n for n, _ in mains}, {m for _, m in mains})
    best: tuple[dict[int, Pair], dict[int, Pair]] = ({}, {})
    for pair, result in sorted(judged.items(), key=lambda row: (row[1].score, row[0])):
        if result.score >= LINKED:
            for place in (0, 1):
                if pair[place] not in taken[place]:
                    best[place][pair[place]] = pair
    split = list(best[1].values())
    merged = [
        (n, m)
        for n, m in best[0].values()
        if context.weights.covered(uppers[n].terms, lowers[m].terms) >= MERGED
        or {*safeguard_themes(uppers[n])} & {*safeguard_themes(lowers[m])}
    ]
    return [*split, *merged]


def _method(judged: Judged) -> Method:
    """Which kind of reason weighs most: copied text, shared programmes or targets, or words."""
    named = {reason.feature: reason.score for reason in judged.reasons}
    if named.get("copied", 0.0) >= 0.5:
        return Method.REUSE
    wording = named.get("same_heading", 0.0) + named.get("shared_words", 0.0)
    if named.get("shared_programmes", 0.0) > wording:
        return Method.PROGRAMME
    if named.get("shared_targets", 0.0) > wording:
        return Method.INDICATOR
    return Method.WORDING
