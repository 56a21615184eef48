"""The measures of design.md section 6 that two levels allow, each with its parts."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from decimal import Decimal

from policycascade.cascade.clues import COUNTERPART, clues
from policycascade.cascade.context import Context
from policycascade.cascade.emphasis import emphasis
from policycascade.cascade.measuring import APART, measure
from policycascade.cascade.phrases import day
from policycascade.cascade.shares import BaseShare
from policycascade.cascade.target_measures import (
    amplifications,
    comparability,
    hardness,
    nature_agreement,
    shares,
)
from policycascade.model import (
    ElementKind,
    Link,
    Measure,
    Nature,
    Plan,
    Relation,
    Words,
)

KINDS = {
    ElementKind.TARGET: Words(zh="目标", en="targets"),
    ElementKind.PROGRAMME: Words(zh="项目", en="programmes"),
    ElementKind.TASK: Words(zh="任务", en="tasks"),
}


def measure_pair(
    context: Context, links: Sequence[Link], bases: Sequence[BaseShare]
) -> tuple[Measure, ...]:
    """All measures of a pair of plans but text reuse, in the order a report shows them."""
    return (
        *coverages(context, links),
        *traceabilities(context, links),
        *shares(context, links, bases),
        *amplifications(context, links),
        hardness(context.upper, "target/upper"),
        hardness(context.lower, "target/lower"),
        nature_agreement(context, links),
        comparability(context, links),
        lag(context.upper.plan, context.lower.plan),
        *emphasis(context, links),
    )


#: Tasks without sub-tasks say what is done; the headings above them are counted apart.
LEAVES = Words(zh="末级任务", en="tasks without sub-tasks")
SECTIONS = Words(zh="章节标题", en="headings with sub-tasks")


def coverages(context: Context, links: Sequence[Link]) -> list[Measure]:
    """承接率: the upper plan's elements that the lower one took up, by kind; binding targets apart.

    The ratio is ours; as a check it is that of requirements tracing (“no links from child”), as a
    dimension 主题承继 of 裴雷等 2016. Undecided elements count as not taken up and are named.
    """
    binding = {t.id for t in context.upper.plan.targets if t.nature is Nature.BINDING}
    wholes = {unit.task.id for unit in context.upper.units if not unit.leaf}
    found = []
    for scope, words, kind, only in _scopes(wholes, binding):
        label = Words(zh=f"{words.zh}承接率", en=f"coverage of {words.en}")
        ends = [
            (link, link.upper.record)
            for link in links
            if link.kind is kind and link.upper and only(link.upper.record)
        ]
        ratio = _ratio("coverage", scope, label, ends)
        if scope == "target/binding" and not binding:
            ratio = dataclasses.replace(ratio, note=_no_binding(context.upper.plan))
        found.append(ratio)
    return found


def _no_binding(plan: Plan) -> Words:
    """Why no binding target can be counted."""
    if any(target.nature for target in plan.targets):
        return Words(zh="上级没有约束性目标", en="the upper plan has no binding target")
    return Words(
        zh="上级的目标都没有标明约束性或预期性",
        en="the upper plan says of no target whether it is binding or expected",
    )


def _scopes(
    wholes: Set[str], binding: Set[str] | None = None
) -> Iterator[tuple[str, Words, ElementKind, Callable[[str], bool]]]:
    """What is counted apart: each kind, tasks and the headings above them, binding targets."""
    for kind, words in KINDS.items():
        if kind is ElementKind.TASK:
            yield "task/leaf", LEAVES, kind, lambda record: record not in wholes
            yield "task/section", SECTIONS, kind, wholes.__contains__
            words = ALL_TASKS
        yield kind.value, words, kind, lambda record: True
    if binding is not None:
        words = Words(zh="约束性目标", en="binding targets")
        yield "target/binding", words, ElementKind.TARGET, binding.__contains__


ALL_TASKS = Words(zh="任务（连同章节标题）", en="tasks and the headings above them")


def traceabilities(context: Context, links: Sequence[Link]) -> list[Measure]:
    """溯源率: the lower plan's elements with a source in the upper one; 创新率: those without any.

    As in requirements tracing; 主题创新 of 裴雷等 2016. Undecided elements count as neither.
    """
    wholes = {unit.task.id for unit in context.lower.units if not unit.leaf}
    found = []
    for scope, words, kind, only in _scopes(wholes):
        ends = [
            (link, link.lower.record)
            for link in links
            if link.kind is kind and link.lower and only(link.lower.record)
        ]
        label = Words(zh=f"{words.zh}溯源率", en=f"traceability of {words.en}")
        found.append(_ratio("traceability", scope, label, ends))
        local = [link.id for link, _ in ends if link.relation is Relation.LOCAL]
        found.append(
            measure(
                "innovation",
                scope,
                Words(zh=f"{words.zh}创新率", en=f"innovation in {words.en}"),
                Decimal(len(local)),
                Decimal(len({end for _, end in ends})),
                members=tuple(local),
                note=_noted(
                    _beside(_waiting(ends), 0, ("既不算溯源也不算创新", "counted as neither")),
                    _clued([link for link, _ in ends if link.relation is Relation.LOCAL]),
                ),
                drawn=True,
            )
        )
    return found


def _noted(*notes: Words | None) -> Words | None:
    """What a reader must know beside a figure, said one after the other."""
    said = [note for note in notes if note is not None]
    if not said:
        return None
    return Words(zh="；".join(note.zh for note in said), en="; ".join(note.en for note in said))


def _clued(missing: Sequence[Link]) -> Words | None:
    """How many missing elements the other plan may know after all."""
    found = clues(missing)
    if found is None:
        return None
    if missing[0].relation is Relation.DROPPED:
        return Words(
            zh=f"没有找到对应的之中，{found.zh}，未必没有承接",
            en=f"of those without a counterpart ({found.en}) some may be taken up all the same",
        )
    return Words(
        zh=f"其中{found.zh}，未必是本地首创",
        en=f"not all need be the lower plan's own ({found.en})",
    )


#: The rules by which a task is linked that no other is like enough, see tasks.py.
_BY_CLAUSES = {"in_passing", "in_sentences", "left_over", "same_box", "taken_in"}


def _in_passing(joined: Sequence[tuple[Link, str]]) -> Words | None:
    """How many elements are joined by nothing more than clauses, words or their place."""
    by_clauses: dict[str, list[bool]] = {}
    for link, end in joined:
        found = any(reason.feature in _BY_CLAUSES for reason in link.reasons)
        by_clauses.setdefault(end, []).append(found)
    n = sum(all(found) for found in by_clauses.values())
    if not n:
        return None
    return Words(
        zh=f"其中{n}项得分偏低，只凭个别分句、集中的用词或所处的章节、专栏判为对应",
        en=f"joined at a low score, by a clause or two, words in one place, or chapter or box: {n}",
    )


def _counterparts(joined: Sequence[Link]) -> Words | None:
    """How many programmes were not taken up but answered by one of the lower plan's own."""
    own = sum(COUNTERPART in link.flags for link in joined)
    if not own:
        return None
    return Words(
        zh=f"其中{own}对是下级自己的对应项目，未必是同一项目",
        en=f"{own} of the links join the lower plan's own counterpart: perhaps not one programme",
    )


def _waiting(ends: Sequence[tuple[Link, str]]) -> int:
    """How many elements only have links that a reviewer has to judge."""
    met = {end for link, end in ends if link.relation not in APART}
    return len({end for link, end in ends if link.relation is Relation.UNDECIDED} - met)


def _beside(waiting: int, unlike: int, how: tuple[str, str]) -> Words | None:
    """What a reader of a share must know beside it."""
    parts = []
    if waiting:
        parts.append((f"另有{waiting}项待定，{how[0]}", f"undecided besides: {waiting}, {how[1]}"))
    if unlike:
        parts.append(
            (
                f"其中{unlike}项两级数值不可比，只算有对应",
                f"of these with figures that cannot be compared: {unlike}",
            )
        )
    return _noted(*(Words(zh=zh, en=en) for zh, en in parts))


def _ratio(name: str, scope: str, label: Words, ends: Sequence[tuple[Link, str]]) -> Measure:
    """How many of the elements at one end of the links are joined to one at the other."""
    joined = [(link, end) for link, end in ends if link.relation not in APART]
    unlike = {end for link, end in joined if link.relation is Relation.NOT_COMPARABLE}
    how = ("按未承接计" if name == "coverage" else "按未溯源计", "counted as not joined")
    return measure(
        name,
        scope,
        label,
        Decimal(len({end for _, end in joined})),
        Decimal(len({end for _, end in ends})),
        members=tuple(link.id for link, _ in joined),
        methods=Counter(link.method.value for link, _ in joined),
        note=_noted(
            _beside(_waiting(ends), len(unlike), how),
            _counterparts([link for link, _ in joined]),
            _in_passing(joined),
            _clued([link for link, _ in ends if link.relation is Relation.DROPPED]),
        ),
        drawn=True,
    )


def lag(upper: Plan, lower: Plan) -> Measure:
    """时滞: days from the upper plan's date of issue to the lower one's (policy diffusion)."""
    days, note = None, Words(zh="至少一份规划没有印发日期", en="a date of issue is not printed")
    if upper.issued and lower.issued:
        days = Decimal((lower.issued - upper.issued).days)
        note = Words(
            zh=f"{day(upper.issued).zh}→{day(lower.issued).zh}",
            en=f"{upper.issued} → {lower.issued}",
        )
    return Measure(
        name="lag",
        scope="plan",
        label=Words(zh="时滞（天）", en="lag (days)"),
        numerator=None,
        denominator=None,
        value=days,
        unit="day",
        note=note,
    )
