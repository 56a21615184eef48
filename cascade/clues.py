"""What speaks against taking a missing element for dropped or local without a second look."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable

from policycascade.cascade.context import Context
from policycascade.cascade.phrases import quoted
from policycascade.model import Link, Relation, Words

#: The flag of a missing element of which the other plan speaks, though not as one it plans.
SPOKEN_OF = "spoken_of"
#: The flag of a missing element of which the other plan has an achievement or a past figure only.
ONLY_PAST = "only_past"
#: The flag of a local element that bears the upper region's name.
UPPER_NAME = "upper_name"
#: The flag of a local programme that heads a task which has an upper counterpart.
AS_TASK = "as_task"
#: The flag of a dropped programme that is a part of one which was carried on.
PART_OF = "part_of"
#: The flag of a link, or of a missing element, that is less sure than the default confidence.
TENTATIVE = "tentative"
#: The flag of a pair that is the lower plan's own counterpart rather than one programme.
COUNTERPART = "counterpart"

_DROPPED = {
    SPOKEN_OF: (
        "{n}项下级文本另写有其名称（或别称、简称，不计地名）",
        "named elsewhere in the lower text (perhaps otherwise, in short or without the place): {n}",
    ),
    ONLY_PAST: ("{n}项下级只写作已有成绩", "only as achieved in the lower plan: {n}"),
    TENTATIVE: ("{n}项把握不足", "not sure: {n}"),
    PART_OF: ("{n}项所属的总项目有对应", "a part of one with a counterpart: {n}"),
}
_LOCAL = {
    SPOKEN_OF: (
        "{n}项上级文本另写有其名称（或别称、简称，不计地名）",
        "named elsewhere in the upper text (perhaps otherwise, in short or without the place): {n}",
    ),
    ONLY_PAST: ("{n}项上级只写作已有成绩", "only as achieved in the upper plan: {n}"),
    UPPER_NAME: ("{n}项名称冠有上级地区名", "bearing the upper region's name: {n}"),
    TENTATIVE: ("{n}项把握不足", "not sure: {n}"),
    AS_TASK: ("{n}项以其为题的任务有上级对应", "heading a task with an upper counterpart: {n}"),
}


def clues(missing: Iterable[Link]) -> Words | None:
    """How many missing elements have a clue that they are not, by what it is; one may have two."""
    tables = {Relation.DROPPED: _DROPPED, Relation.LOCAL: _LOCAL}
    flags = [
        (link.id, (link.relation, flag))
        for link in missing
        for flag in link.flags
        if flag in tables.get(link.relation, ())
    ]
    said = []
    for relation, table in tables.items():
        for flag, (zh, en) in table.items():
            if n := sum(found == (relation, flag) for _, found in flags):
                said.append(Words(zh=zh.format(n=n), en=en.format(n=n)))
    if not said:
        return None
    zh, en = "、".join(one.zh for one in said), ", ".join(one.en for one in said)
    if max(Counter(link for link, _ in flags).values()) > 1:
        zh, en = f"{zh}（一项可有几种）", f"{en} (one may be several)"
    return Words(zh=zh, en=en)


def of_upper(context: Context, link: Link) -> Link:
    """Flag a local element that goes by the upper region's name: it hardly is the lower's own."""
    from policycascade.ontology.regions import short_name

    above, below = context.upper.plan.region, context.lower.plan.region
    if link.relation is not Relation.LOCAL or above is None or below is None or link.lower is None:
        return link
    if short_name(above) in below.name or short_name(above) not in link.lower.label:
        return link
    name, why = quoted(above.name), link.why or Words(zh="", en="")
    return dataclasses.replace(
        link,
        flags=(*link.flags, UPPER_NAME),
        why=Words(
            zh=f"{why.zh}；名称冠有上级地区{name}，可能是上级设立的",
            en=f"{why.en}; it bears the name of {name}: perhaps set up there",
        ),
    )
