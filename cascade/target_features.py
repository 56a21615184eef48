"""What speaks for a target of the lower plan being that of the upper."""

from __future__ import annotations

import re
from itertools import takewhile

from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import Feature
from policycascade.cascade.figures import unit
from policycascade.cascade.goals import Goal
from policycascade.cascade.phrases import figure_words, quoted
from policycascade.cascade.wording import alike
from policycascade.model import Basis, Reason, Target, Words
from policycascade.ontology.units import unit_name

#: Words that say how something is measured, at the end of an indicator's name.
_MEASURE = re.compile(
    r"(参?保?覆盖率|人次数?|人数|总人数|总量|总数|数量|总规模|规模|[户家个件处所]数|率|比例|比重|占比)$"
)

#: Names that share so much are called alike.
ALIKE = 0.5
#: … and so much by names that may be of one thing where the tasks tell: of five pairs of invented
#: plans that nothing else joins, one above it was right, and one of four at 0.2 and less.
SOMEWHAT = 0.3
_GRADE = re.compile("^(?:国家级|省级|自治区级|市级|县级)(?:及?以上)?")
#: What two names that are told apart by one word share is so long: 绿色园区, 绿色工厂.
FRAME = 2


def same_indicator(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The vocabulary knows both under one name (城镇新增就业 = 新增城镇就业人数)."""
    same = upper.lead.indicator == lower.lead.indicator
    return Reason(
        feature="same_indicator",
        score=float(same),
        sentence=Words(
            zh=f"同一指标：{upper.lead.indicator}", en=f"the same indicator: {upper.lead.indicator}"
        ),
    )


def alike_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The names share most of their characters."""
    ours, theirs = upper.lead, lower.lead
    score = max(
        alike(ours.indicator, theirs.indicator), alike(ours.indicator_raw, theirs.indicator_raw)
    )
    how = ("指标名称有共同的字", "names overlap")
    if score >= ALIKE:
        how = ("指标名称相近", "alike in name")
    if ours.indicator_raw == theirs.indicator_raw:
        how = ("指标名称相同", "the same name")
    return Reason(
        feature="alike_name",
        score=score,
        sentence=Words(
            zh=f"{how[0]}：{quoted(ours.indicator_raw)}与{quoted(theirs.indicator_raw)}",
            en=f"{how[1]}: {quoted(ours.indicator_raw)} and {quoted(theirs.indicator_raw)}",
        ),
    )


def same_unit(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both count in the same unit."""
    ours, theirs = unit(upper.lead.unit), unit(lower.lead.unit)
    return Reason(
        feature="same_unit",
        score=float(ours == theirs),
        sentence=_units(upper.lead.unit, lower.lead.unit),
    )


def _units(ours: str | None, theirs: str | None) -> Words:
    zh, en = f"单位相同：{ours or '无'}", f"the same unit: {unit_name(ours)}"
    if ours != theirs:
        zh, en = f"单位相当：{ours}与{theirs}", f"units of one kind: {ours} and {theirs}"
    return Words(zh=zh, en=en)


def same_subject(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The same thing, measured otherwise (基本养老保险参保率, 基本养老保险参保人数)."""
    ours, theirs = _subjects(upper.lead), _subjects(lower.lead)
    shared = next((name for name in ours if name in theirs), "")
    return Reason(
        feature="same_subject",
        score=float(len(shared) > 1),
        sentence=Words(zh=f"同一对象：{shared}", en=f"the same thing is measured: {shared}"),
    )


def _subjects(target: Target) -> list[str]:
    """What a target's names are about: that of the vocabulary, and that printed."""
    return [subject(target.indicator), subject(target.indicator_raw)]


def subject(indicator: str) -> str:
    """What an indicator is about, without the words that say how it is measured.

    >>> subject("基本养老保险参保率"), subject("基本养老保险参保人数")
    ('基本养老保险参保', '基本养老保险参保')
    """
    return _MEASURE.sub("", indicator) or indicator


def part_of_same(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both are the 其中 of one and the same indicator."""
    ours, theirs = whole_of(context.upper, upper), whole_of(context.lower, lower)
    name = quoted(ours or "")
    same = ours == theirs is not None and unit(upper.lead.unit) == unit(lower.lead.unit)
    return Reason(
        feature="part_of_same",
        score=float(same),
        sentence=Words(zh=f"同为{name}的其中项", en=f"both are a part (其中) of {name}"),
    )


def whole_of(side: Side, goal: Goal) -> str | None:
    """The indicator of which a target is printed as a part (其中)."""
    return side.wholes.get(goal.lead.id)


def narrower_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """One name is the other with words put in, none of them known to the vocabulary."""
    ours, theirs = upper.lead, lower.lead
    return Reason(
        feature="narrower_name",
        score=float(_narrower(context, ours, theirs)),
        sentence=Words(
            zh=f"不计做法、近义词和共同的领域，一名只比另一名多出限定词：{quoted(ours.indicator)}与"
            f"{quoted(theirs.indicator)}",
            en="verbs, synonyms and the common field aside, one name only adds words to the other: "
            f"{quoted(ours.indicator)} and {quoted(theirs.indicator)}",
        ),
    )


def _narrower(context: Context, ours: Target, theirs: Target) -> bool:
    """Whether one name narrows the other; the field that both plans are of need not be named.

    A name that the vocabulary knows has all its other names there: what narrows it is another
    indicator (专精特新企业, 国家专精特新小巨人企业).
    """
    from policycascade.ontology.indicators import find_indicator
    from policycascade.ontology.plain_names import narrows

    names = ours.indicator, theirs.indicator
    if names[0] == names[1] or unit(ours.unit) != unit(theirs.unit):
        return False
    if find_indicator(min(names, key=len)).known:
        return False
    return any(narrows(*two) for two in _ways_to_say(context, ours, theirs))


def _ways_to_say(context: Context, ours: Target, theirs: Target) -> list[tuple[str, str]]:
    """The two names, and without the field that both plans are of, which neither need say.

    Where both count over the years each may say 新增, 引进 or neither: it is what they add anyway.
    """
    from policycascade.ontology.plain_names import without_flow

    ways = [(ours.indicator, theirs.indicator)]
    if {ours.basis, theirs.basis} <= {Basis.CUMULATIVE, Basis.ANNUAL}:
        ways.append((without_flow(ours.indicator), without_flow(theirs.indicator)))
    fields = {context.upper.plan.field, context.lower.plan.field} - {None}
    if len(fields) == 1:
        field = fields.pop() or ""
        ways += [(one.replace(field, ""), other.replace(field, "")) for one, other in ways]
    return ways


def reworded_name(upper: Goal, lower: Goal, context: Context) -> Reason:
    """The names differ only in the order of their words or in words that tell nothing apart."""
    from policycascade.ontology.indicators import find_indicator
    from policycascade.ontology.plain_names import same_words

    ours, theirs = upper.lead.indicator, lower.lead.indicator
    two = ours == theirs or all(find_indicator(name).known for name in (ours, theirs))
    said = _ways_to_say(context, upper.lead, lower.lead)
    return Reason(
        feature="reworded_name",
        score=float(not two and any(same_words(*names) for names in said)),
        sentence=Words(
            zh=f"不计做法、近义词、虚词和共同的领域，两名用词相同：{quoted(ours)}与{quoted(theirs)}",
            en="verbs, synonyms, small words and the common field aside, the names use the same "
            f"words: {quoted(ours)} and {quoted(theirs)}",
        ),
    )


def same_figure(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Both plans give the same figure for the same year, however it is bound."""
    ours, theirs = upper.lead, lower.lead
    same = ours.value is not None and ours.value == theirs.value and not is_other_year(ours, theirs)
    above, below = figure_words(ours), figure_words(theirs)
    zh, en = f"数值相同：{above.zh}", f"the same figure: {above.en}"
    if above != below:
        zh = f"数值相同，写法不同：{above.zh}与{below.zh}"
        en = f"the same number, worded otherwise: {above.en} and {below.en}"
    return Reason(
        feature="same_figure",
        score=float(same and unit(ours.unit) == unit(theirs.unit)),
        sentence=Words(zh=zh, en=en),
    )


def contrast(ours: str, theirs: str) -> bool:
    """Whether two names are one frame with one word in it exchanged.

    >>> contrast("水质自动监测站", "空气自动监测站"), contrast("绿色园区", "绿色工厂")
    (True, True)
    >>> contrast("省级以上绿色园区", "省级绿色工厂")
    True
    >>> contrast("岩画看护用房建设", "岩画看护设施和安防")
    False
    """
    from policycascade.ontology.segment import is_word

    ours, theirs = _GRADE.sub("", ours), _GRADE.sub("", theirs)
    ahead = _shared(ours, theirs)
    rest = ours[ahead:], theirs[ahead:]
    behind = _shared(rest[0][::-1], rest[1][::-1])
    words = [one[: len(one) - behind] for one in rest]
    return ahead + behind >= FRAME and all(len(one) > 1 and is_word(one) for one in words)


def _shared(ours: str, theirs: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(ours, theirs, strict=False)))


def same_task(upper: Goal, lower: Goal, context: Context) -> Reason:
    """Somewhat alike in name, and the only figures of their unit in tasks that are linked.

    Of eleven pairs of plans the three with no more than the last word in common are right.
    """
    from policycascade.ontology.plain_names import same_end

    ours, theirs = upper.lead.indicator, lower.lead.indicator
    alike = alike_name(upper, lower, context).score >= SOMEWHAT or same_end(ours, theirs)
    sole = (upper.lead.id, lower.lead.id) in context.sole
    return Reason(
        feature="same_task",
        score=float(sole and alike and not contrast(ours, theirs)),
        sentence=Words(
            zh="所在的任务互相对应，各自只有这一个同单位的数值",
            en="the only figures of their unit in tasks that answer one another",
        ),
    )


def other_year(upper: Goal, lower: Goal, context: Context) -> Reason:
    """They are to be reached in different years."""
    ours, theirs = upper.lead, lower.lead
    return Reason(
        feature="other_year",
        score=float(is_other_year(ours, theirs)),
        sentence=Words(
            zh=f"目标年不同：{ours.year_to}年与{theirs.year_to}年",
            en=f"the years differ: {ours.year_to} and {theirs.year_to}",
        ),
    )


def is_other_year(ours: Target, theirs: Target) -> bool:
    """Whether two targets are for different years."""
    return None not in (ours.year_to, theirs.year_to) and ours.year_to != theirs.year_to


#: The policy of the matcher. A known indicator decides alone; without one, name, unit and what
#: the figure is part of must speak together.
TARGET_FEATURES = (
    Feature(same_indicator, 0.60),
    Feature(alike_name, 0.25),
    Feature(same_unit, 0.15),
    Feature(same_subject, 0.30, bonus=True),
    Feature(part_of_same, 0.35, bonus=True),
    Feature(narrower_name, 0.30, bonus=True),
    Feature(reworded_name, 0.40, bonus=True),
    Feature(same_figure, 0.10, bonus=True),
    Feature(same_task, 0.35, bonus=True),
    Feature(other_year, -0.15, bonus=True),
)
