"""Programmes as the comparison sees them: one name with all its mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policycascade.cascade.reuse import Stretch, stretch
from policycascade.cascade.units import names_task
from policycascade.cascade.wording import Bare, bare, pieces
from policycascade.model import Document, Plan, Programme, ProgrammeKind, Task

#: Bare characters before and behind a mention that count as its surroundings: about a clause.
AROUND = 40

_YEARS = re.compile(r"[（(][^（()）]*\d{4}[^（()）]*[)）]")
#: For how long a plan runs is no part of its name: 工伤预防(五年)行动计划.
_DURATION = re.compile(r"[一二三四五六七八九十两\d]{1,2}年(?=行动|计划|规划|方案|攻坚)")
#: What a national programme has in front, or at its end (留学中国), where a region's has the
#: region's name.
_OF_COUNTRY = re.compile(r"^[“\"]?(?:全国|中国|中华)|(?<=..)中国(?=[”\"]?$)")
#: A platform of such an area is no other level's.
_WHOLE_AREA = "(?:全国|[全我本](?:省|自治区|市|州|盟|县|区))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A programme with all its mentions; ``lead`` is the one that shows it best.

    Attributes:
        key: its name, bare, without years: by it two plans name one programme.
        stem: its name, bare, the regions' names left out; ``pieces`` are its pairs of characters.
        printed: how the plan prints it, bare, the regions' names left out.
        around: bare places before and behind each mention, in pairs.
        own: the plan prints it with its own region's name or sign: it is a local one.
        whole_area: a platform that is only ever said to be of the whole area: 全省 …, 我市 ….
        heading: the task that is named after it, if one is.
        past: only ever named as an achievement of the time before.
    """

    name: str
    lead: Programme
    mentions: tuple[Programme, ...]
    printed: frozenset[str]
    key: str
    stem: str
    pieces: frozenset[str]
    around: tuple[tuple[Stretch, Stretch], ...]
    own: bool
    whole_area: bool
    heading: Task | None
    past: bool


def read_initiatives(plan: Plan, document: Document, text: Bare) -> tuple[Initiative, ...]:
    """Gather the mentions of each programme; those that plan it, where there are any."""
    named: dict[str, list[Programme]] = defaultdict(list)
    aliases = _bracketed(plan, document)
    for programme in plan.programmes:
        named[aliases.get(programme.canonical, programme.canonical)].append(programme)
    regions, sign = region_names(plan), _sign(plan)
    found = []
    for name, mentions in named.items():
        live = [mention for mention in mentions if not mention.past]
        heading = next((task for m in live for task in plan.tasks if names_task(task, m)), None)
        lead = max((_shows(plan, heading, m), n) for n, m in enumerate(live or mentions))[1]
        found.append(
            Initiative(
                name=name,
                lead=(live or mentions)[lead],
                mentions=tuple(live or mentions),
                printed=frozenset(_without(m.mention, regions, sign) for m in live or mentions),
                key=_without(name, (), ""),
                stem=_without(name, regions, sign),
                pieces=pieces(_without(name, regions, sign)),
                around=tuple(_around(text, m) for m in live or mentions),
                own=any(_own(plan, m.mention, sign) for m in live or mentions),
                whole_area=all(_of_whole_area(m, document) for m in live or mentions),
                heading=heading,
                past=not live,
            )
        )
    return tuple(found)


def _bracketed(plan: Plan, document: Document) -> dict[str, str]:
    """The programmes only ever named in brackets behind another: they are its other name."""
    ends = {p.evidence.span.end: p.canonical for p in plan.programmes}
    hosts: dict[str, set[str]] = defaultdict(set)
    for programme in plan.programmes:
        start = programme.evidence.span.start
        behind = document.text[max(0, start - 1) : start] in ("（", "(")
        hosts[programme.canonical].add(ends.get(start - 1, "") if behind else "")
    return {
        name: host for name, (host, *more) in hosts.items() if host and not more and host != name
    }


def _shows(plan: Plan, heading: Task | None, mention: Programme) -> tuple[bool, bool, int]:
    """How well a mention shows a programme: in its own heading, in a task, else the first."""
    own = heading is not None and names_task(heading, mention)
    inside = any(mention.evidence.span in task.body for task in plan.tasks)
    return own, inside, -mention.evidence.span.start


def region_names(plan: Plan) -> tuple[str, ...]:
    """The names of a plan's region and those around it, full and short, longest first."""
    from policycascade.ontology.regions import region, short_name

    if plan.region is None:
        return ()
    around = [plan.region, *(region(code) for code in plan.region.ancestors)]
    names = {name for r in around if r is not None for name in (r.name, short_name(r))}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _sign(plan: Plan) -> str:
    """The 简称 of a plan's region; a ministry's document number begins with the ministry's."""
    from policycascade.ontology.regions import COUNTRY

    if plan.region is None or plan.region.code == COUNTRY.code:
        return " "
    return (plan.doc_number or " ")[0]


def _without(name: str, regions: Iterable[str], sign: str) -> str:
    """A name, bare, without the regions and the years in it.

    ``sign`` is the region's 简称, with which its document numbers begin; some names do too.

    >>> _without("“浙里学”平台", ("浙江省", "浙江"), "浙")
    '里学平台'
    >>> _without("技能行动（2021—2025年）", (), "浙")
    '技能行动'
    >>> _without("技能提升三年行动", (), "")
    '技能提升行动'
    >>> _without("中华慈善奖", ("四川",), "川"), _without("四川慈善奖", ("四川",), "川")
    ('慈善奖', '慈善奖')
    >>> _without("“留学中国”", ("湖北",), "鄂"), _without("“留学湖北”", ("湖北",), "鄂")
    ('留学', '留学')
    """
    name = _OF_COUNTRY.sub("", _DURATION.sub("", without_years(name)))
    for region in regions:
        name = name.replace(region, "")
    plain = bare(name).text
    return plain.removeprefix(sign) if len(plain) > 2 else plain


def without_years(name: str) -> str:
    """A name without the years that stand in brackets in it.

    >>> without_years("《技能行动（2021—2025年）》")
    '《技能行动》'
    """
    return _YEARS.sub("", name)


def _own(plan: Plan, mention: str, sign: str) -> bool:
    """Whether a name is printed with the plan's own region or its 简称 in it."""
    from policycascade.ontology.regions import COUNTRY, short_name

    if plan.region is None:
        return False
    if plan.region.code == COUNTRY.code and _OF_COUNTRY.search(mention):
        return True
    return short_name(plan.region) in mention or bare(mention).text.startswith(sign)


def _of_whole_area(programme: Programme, document: Document) -> bool:
    if programme.kind is not ProgrammeKind.PLATFORM:
        return False
    start = programme.evidence.span.start
    before = document.text[max(0, start - 4) : start]
    return bool(re.search(f"{_WHOLE_AREA}$", before) or re.match(_WHOLE_AREA, programme.mention))


def _around(text: Bare, programme: Programme) -> tuple[Stretch, Stretch]:
    start, end = stretch(text, programme.evidence.span.start, programme.evidence.span.end)
    return (max(0, start - AROUND), start), (end, min(end + AROUND, len(text.text)))
