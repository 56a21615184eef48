"""Initiatives whose names have a shape of their own: 稳就业16条, 创建返乡创业示范县."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.programme_clauses import (
    clause_start,
    counts_ahead,
    cut,
    free_cores,
    is_count,
    is_counted,
    is_generic,
    is_national,
    led_in_list,
)
from policycascade.extract.programme_events import artisans, censuses, gathered
from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    kind_of,
    listed,
    pattern,
    place_at_start,
)
from policycascade.model import ProgrammeKind

#: Shorter cores are no title that places apply for.
MIN_DESIGNATION, MIN_PILOT, MIN_SEAT, MIN_BRAIN = 3, 6, 4, 4

_COUNTED = re.compile(
    r"(?P<count>(?:[二三四五六七八九十]|\d+)[项大])(?P<noun>行动计划|专项行动|行动|工程|计划)"
)
_LISTED = re.compile(r"(?:[^,。;:、()“”《》|\n]{2,16}、){1,12}[^,。;:、()“”《》|\n]{2,16}$")
#: A list that one number sums up is not longer than this.
MAX_LISTED = 160
_NEW_DEAL = re.compile(r"[\u4e00-\u9fff]{2,8}?新政(?=\d\.\d)(?:\d\.\d版?)")
#: 优化营商环境7.0版, 零基预算改革2.0方案
_EDITION = re.compile(r"(?P<noun>营商环境|改革)”?\d\.\d(?:版|方案)")
_WARM = re.compile(r"\d\d(?:\.\d)?℃服务")
_CHIEF = re.compile(r"[\u4e00-\u9fff]长制(?!度)")
_POLICIES = re.compile(
    r"(?P<core>[^,。;:、()“”《》|\n第]{4,24}?)“?\d{1,3}条”?(?=$|[,。;、)\n]|等|政策|措施)"
)
_TITLE = re.compile(
    r"《(?P<name>[^《》\n]{4,40}?(?:行动计划|行动方案|行动|工程|计划)(?:\([^()]*\))?)》"
)
_PUBLISHING = re.compile(r"(?:出台|实施|落实|推出|制定|印发|执行)")
_SORT = r"(?:\([^()\n]{1,6}\))?"  # 创业型城区(社区)创建
#: Laboratories are named after mountains and waters: 湘江, 岳麓山, 紫金山.
_LANDSCAPE = re.compile("(?!深海|远海|沿海|上海)[\u4e00-\u9fff]{1,3}[山江河湖海溪岛峰湾泉]")
_PILOT = re.compile(r"(?:改革)?试点")


def _counted(line: str) -> Iterator[Candidate]:
    """A、B、C三项行动计划: one programme with members."""
    for found in _COUNTED.finditer(line):
        listed = _LISTED.search(line, max(0, found.start() - MAX_LISTED), found.start())
        if listed is None:
            continue
        first = cut(line, listed.start(), line.index("、", listed.start()))
        members = (first.text, *listed[0].split("、")[1:])
        yield Candidate(
            start=first.start,
            end=found.end(),
            name=f"{members[0]}等{found['count']}{found['noun']}",
            kind=kind_of(found["noun"]),
            rule=Rule.COUNTED,
            members=members,
        )


def _titled(line: str) -> Iterator[Candidate]:
    """落实《工伤预防五年行动计划》: a plan of action that is carried out under its title."""
    for found in _TITLE.finditer(line):
        before = re.split("[。;]", line[: found.start()])[-1]
        if _PUBLISHING.search(before[-20:]) and "根据" not in before:
            yield Candidate(
                start=found.start(),
                end=found.end(),
                name=found["name"],
                kind=ProgrammeKind.PROGRAMME,
                rule=Rule.TITLED,
            )


def _numbered(line: str) -> Iterator[Candidate]:
    """出台稳就业工作16条, 落实人才新政8.0版: a package of policies that goes by their number."""
    for found in _NEW_DEAL.finditer(line):
        core = cut(line, found.start(), line.index("新政", found.start()))
        yield Candidate(
            start=core.start,
            end=found.end(),
            name=core.text + "新政",
            kind=ProgrammeKind.POLICY_PACKAGE,
            rule=Rule.NUMBERED,
        )
    for found in _EDITION.finditer(line):
        core = cut(line, clause_start(line, found.start()), found.end("noun"))
        yield Candidate(
            start=core.start,
            end=found.end(),
            name=core.text,
            kind=ProgrammeKind.POLICY_PACKAGE,
            rule=Rule.NUMBERED,
        )
    for found in _POLICIES.finditer(line):
        if not _PUBLISHING.search(re.split("[。;]", line[: found.end()])[-1]):
            continue
        core = cut(line, found.start(), found.end())
        if found["core"].endswith(tuple(listed("lines"))):
            continue
        yield Candidate(
            start=core.start,
            end=found.end(),
            name=re.sub("[“”]", "", core.text),
            kind=ProgrammeKind.POLICY_PACKAGE,
            rule=Rule.NUMBERED,
        )


@functools.cache
def _designation() -> re.Pattern[str]:
    noun, created = pattern("designations"), pattern("created")
    return re.compile(rf"{noun}(?:创建|建设)?|{created}{_SORT}等?创建(?!率)")


def _designated(line: str) -> Iterator[Candidate]:
    """创建返乡创业示范县: a title that places apply for."""
    for core, noun in free_cores(line, _designation()):
        made = noun[0].endswith(("创建", "建设"))
        governed = core.verb.rstrip("了好") in listed("designation_verbs")
        if not (made or governed) or len(core.text) < MIN_DESIGNATION or is_generic(core.text):
            continue
        if core.text.endswith(("的", "支持")) or counts_ahead(core.text):
            continue
        start = clause_start(line, noun.start())
        if re.match(pattern("several"), core.text) or is_count(line[start : core.start]):
            continue
        yield Candidate(
            start=core.start,
            end=noun.end(),
            name=core.text + re.sub(f"{_SORT}等?(?:创建|建设)$", "", noun[0]),
            kind=kind_of("活动" if line.startswith("活动", noun.end()) else "工程"),
            rule=Rule.DESIGNATED,
        )


@functools.cache
def _election() -> re.Pattern[str]:
    return re.compile(pattern("elections"))


def _elected(line: str) -> Iterator[Candidate]:
    """评选湖南省技术能手: honours that people are chosen for."""
    for noun in _election().finditer(line):
        at = noun.start() - (line[noun.start() - 1 : noun.start()] == "等")
        last = at
        while True:
            core = cut(line, start := clause_start(line, at), at)
            if not re.search(pattern("honours"), core.text):
                break
            yield Candidate(
                start=core.start,
                end=noun.end() if at == last else at,
                name=core.text,
                kind=ProgrammeKind.CAMPAIGN,
                rule=Rule.ELECTED,
            )
            if line[start - 1 : start] != "、" or core.start != start:
                break
            at = start - 1


@functools.cache
def _honour() -> re.Pattern[str]:
    return re.compile(
        rf"评选(?:表彰|出)?(?P<name>[^,。;:、()“”《》|\n]{{0,10}}{pattern('honours')})"
    )


def _honoured(line: str) -> Iterator[Candidate]:
    """评选十佳创业明星."""
    for found in _honour().finditer(line):
        yield Candidate(
            start=found.start("name"),
            end=found.end("name"),
            name=found["name"],
            kind=ProgrammeKind.CAMPAIGN,
            rule=Rule.ELECTED,
        )


def _seated(line: str) -> Iterator[Candidate]:
    """建设洛阳龙门实验室: a seat of research that bears a place's name, or the nation's."""
    for core, noun in free_cores(line, re.compile(pattern("seats"))):
        brain = noun[0] == "大脑"  # 城市交通大脑 needs no place
        owner = place_at_start(core.text) or _wider().match(core.text)
        if noun[0].endswith("库"):
            owner = owner or re.search(f"{pattern('scopes')}$", line[: core.start])
        own = brain or owner or is_national(core.text)
        if noun[0] == "实验室" and _LANDSCAPE.fullmatch(core.text):
            own, brain = True, False  # 湘江实验室, 岳麓山实验室
        done = led_in_list(line, core) or line.startswith(("建设", "创建"), noun.end())
        least = MIN_BRAIN if brain else MIN_SEAT
        enough = len(core.text) >= least or _LANDSCAPE.fullmatch(core.text)
        clause = _making().search(core.text)  # 某大学设立研究院
        if own and done and enough and not clause and not is_counted(line, noun.end()):
            yield Candidate(
                start=core.start,
                end=noun.end(),
                name=core.text + noun[0],
                kind=kind_of("工程" if noun[0].endswith("基地") else "平台"),
                rule=Rule.SEAT,
            )


@functools.cache
def _wider() -> re.Pattern[str]:
    """Areas wider than a region, before a name of at least two characters."""
    return re.compile(rf"{pattern('areas')}(?=..)")


@functools.cache
def _making() -> re.Pattern[str]:
    return re.compile("设立|成立|组建|共建|建设|打造|引进")


def _piloted(line: str) -> Iterator[Candidate]:
    """申报劳动关系公共服务能力建设改革试点: pilots that places apply for."""
    for noun in _PILOT.finditer(line):
        core = cut(line, clause_start(line, noun.start()), noun.start())
        if core.verb in listed("applying") and len(core.text) >= MIN_PILOT:
            yield Candidate(
                start=core.start,
                end=noun.end(),
                name=core.text + noun[0],
                kind=ProgrammeKind.PROGRAMME,
                rule=Rule.PILOT,
            )


def _warm(line: str) -> Iterator[Candidate]:
    """推行人社36.5℃服务: service that goes by its warmth."""
    for found in _WARM.finditer(line):
        core = cut(line, clause_start(line, found.start()), found.start())
        yield Candidate(
            start=core.start,
            end=found.end(),
            name=core.text + found[0],
            kind=ProgrammeKind.BRAND,
            rule=Rule.SERVICE,
        )


def _chiefs(line: str) -> Iterator[Candidate]:
    """推行路长制: one official answers for each stretch."""
    for found in _CHIEF.finditer(line):
        if found[0][0] not in listed("not_chiefs"):
            yield Candidate(
                start=found.start(),
                end=found.end(),
                name=found[0],
                kind=ProgrammeKind.MECHANISM,
                rule=Rule.CHIEF,
            )


_RULES = (
    _counted,
    _titled,
    _numbered,
    _designated,
    _elected,
    _honoured,
    _piloted,
    _seated,
    _warm,
    _chiefs,
    censuses,
    gathered,
    artisans,
)


def find_by_shape(line: str) -> Iterator[Candidate]:
    """Find the initiatives of a folded line whose names have a shape of their own.

    >>> [one.name for one in find_by_shape("出台援企稳岗12条,创建返乡创业示范县,推行路长制")]
    ['援企稳岗12条', '返乡创业示范县', '路长制']
    """
    for rule in _RULES:
        yield from rule(line)
