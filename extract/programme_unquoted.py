"""Initiatives named without quotation marks: 实施就业服务提升工程, 创建返乡创业示范县."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    kind_of,
    listed,
    pattern,
    holds_place,
    place_at_start,
)
from policycascade.extract.programme_quoted import UNIT
from policycascade.extract.words import words
from policycascade.model import ProgrammeKind

#: Shorter names say too little without a verb that governs them: 安居工程.
MIN_LED, MIN_UNLED = 3, 4
#: The core of a project or platform of its own is longer than that of a generic one.
MIN_PROJECT, MIN_PLATFORM = 6, 6
#: Longer stretches are clauses.
MAX_CORE = 26
#: A name made of general words alone is one only if so many of them name a field.
MIN_TOPICS = 2
#: Items of a list that share the noun at its end are at least this long, unless it is a battle.
MIN_SHARED = 4

_BREAK = re.compile(r"[,。;:!?()《》|、“”\n]")
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[章节、.)]|\([一二三四五六七八九十\d]+\)|专栏[一二三四五六七八九十\d]*[:.、]?"
    r"|[①-⑳]|\d{1,2}(?=[^\d%年月日.\-]))+"
)
_INNER = re.compile("的|在(?![线校岗职建编外])")
_ETC = re.compile(r"(?<![高中初平同对均])等(?!级|教育|学校|职业)")
_COUNT = re.compile(r"(?:\d+|[一二三四五六七八九十百千]+)(?:个|项|批|家|场|次|类|期|轮|大)?$")
_COUNTED = re.compile(
    r"(?P<list>(?:[^,。;:、()“”《》|\n]{2,16}、)+[^,。;:、()“”《》|\n]{2,16}?)"
    r"(?P<count>[二三四五六七八九十]|\d+)(?:项|大)(?P<noun>行动计划|专项行动|行动|工程|计划)"
)
_POLICIES = re.compile(
    r"(?P<core>[^,。;:、()“”《》|\n第]{4,24}?)\d{1,3}条(?=$|[,。;、)\n]|等|政策|措施)"
)
_TITLE = re.compile(
    r"《(?P<name>[^《》\n]{4,40}?(?:行动计划|行动方案|行动|工程|计划)(?:\([^()]*\))?)》"
)
_PUBLISHING = re.compile(r"(?:出台|实施|落实|推出|制定|印发|执行)")


@dataclass(frozen=True, slots=True)
class _Core:
    """The words of a name before its last noun, cut free of the clause they stand in."""

    start: int
    text: str
    led: bool
    verb: str


@functools.cache
def _suffix() -> re.Pattern[str]:
    """The nouns that end a name, not where they begin another word."""
    lexicon = words("programmes")
    closed = "|".join(re.escape(word) for word in lexicon["only_before"])
    rows = []
    for noun in sorted(lexicon["suffixes"], key=len, reverse=True):
        barred = next((k for k in lexicon["not_before"] if noun.endswith(k)), None)
        if noun in ("行动计划", "行动方案", "工程计划"):
            rows.append(noun)
        elif barred:
            rows.append(f"{noun}(?!{'|'.join(lexicon['not_before'][barred])}|计划|方案)")
        else:
            rows.append(f"{noun}(?=$|{closed})")
    return re.compile("|".join(rows))


@functools.cache
def _strip() -> re.Pattern[str]:
    """What may open a clause before the name: 以, 深入, 全市, 组织."""
    return re.compile(
        rf"(?:{pattern('openers', 'adverbs', 'opening_verbs', 'modifiers')})(?=.{{2}})"
    )


@functools.cache
def _govern() -> re.Pattern[str]:
    return re.compile(rf"{pattern('verbs')}[了好]?(?=..)")


@functools.cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"{pattern('modifiers')}+(?=..)")


@functools.cache
def _after_noun() -> re.Pattern[str]:
    """A name that ends before 和 or 与 is another name."""
    return re.compile(rf"(?:{pattern('suffixes')}|竞赛)(?:和|与|及|暨|以及)(?=.)")


@functools.cache
def _token() -> re.Pattern[str]:
    return re.compile(pattern("empty", "topics"))


def _cut(line: str, start: int, end: int) -> _Core:
    """Cut what governs and opens the clause off ``line[start:end]``."""
    led, verb = False, ""
    for shape in (_govern(), _INNER, _ETC, _after_noun()):
        for found in shape.finditer(line, start, end):
            if end - found.end() >= 2:
                start = found.end()
                if shape is _govern():
                    led, verb = True, found[0]
    shape = _modifier() if led else _strip()
    while (found := shape.match(line, start, end)) is not None and found.end() < end - 1:
        start = found.end()
        verb = verb or found[0]
    return _Core(start, line[start:end], led, verb)


def _clause_start(line: str, at: int) -> int:
    """Where the stretch without a break that holds ``at`` begins."""
    breaks = [found.end() for found in _BREAK.finditer(line, 0, at)]
    start = breaks[-1] if breaks else 0
    if start == 0 and (number := _NUMBER.match(line[:at])):
        return number.end()
    return start


def is_generic(core: str) -> bool:
    """Whether a name is made of words that name no one thing.

    >>> is_generic("重大民生"), is_generic("水利"), is_generic("人才服务"), is_generic("社保提升")
    (True, True, False, False)
    """
    if _COUNT.search(core):
        return True
    at, about = 0, 0
    while found := _token().match(core, at):
        about += found[0] in listed("topics")
        at = found.end()
    return at == len(core) and about < MIN_TOPICS


def _passes(core: _Core, noun: str) -> bool:
    """Whether core and noun together are a proper name."""
    text = core.text
    if not (MIN_LED if core.led else MIN_UNLED) <= len(text) <= MAX_CORE or is_generic(text):
        return False
    if noun.endswith(("工程", "项目")) and re.search(pattern("facilities"), text):
        return False
    nominal = words("programmes")["nominal"]
    if noun in ("活动", "系列活动"):
        into = re.search(rf"进{pattern('into')}$", text)
        return core.led and (bool(into) or text.endswith(tuple(nominal["活动"])))
    if noun == "项目":
        return len(text) >= MIN_PROJECT and text.endswith(tuple(nominal["项目"]))
    if noun in ("平台", "系统"):
        return _own_platform(core)
    if noun == "品牌":
        return holds_place(text)
    return noun != "战略" or core.led


def _own_platform(core: _Core) -> bool:
    named = place_at_start(core.text) is not None or re.match("智慧(?!化)", core.text) is not None
    if len(core.text) < MIN_PLATFORM:
        return named and len(core.text) >= MIN_UNLED
    return (
        named
        or bool(re.search(pattern("platform_words"), core.text))
        or core.verb in listed("platform_verbs")
    )


def _shared(line: str, core: _Core, noun: str) -> Iterator[Candidate]:
    """Items before the last of a list that share its noun: 蓝天、碧水、净土保卫战."""
    least = 2 if noun.endswith("战") else MIN_SHARED
    at, items = core.start, []
    while line[at - 1 : at] == "、":
        start = _clause_start(line, at - 1)
        items.append(_cut(line, start, at - 1))
        at = start
        if items[-1].start != start:
            break
    if not items or not items[-1].led:
        return
    if all(least <= len(item.text) <= 14 and not _suffix().search(item.text) for item in items):
        for item in items:
            yield Candidate(
                start=item.start,
                end=item.start + len(item.text),
                name=item.text + noun,
                kind=kind_of(noun),
                rule=Rule.SHARED,
            )


def _inside(line: str) -> list[tuple[int, int]]:
    """Stretches that other rules read: quoted words and titles."""
    return [m.span() for m in (*UNIT.finditer(line), *re.finditer(r"《[^《》\n]*》", line))]


def _named(line: str) -> Iterator[Candidate]:
    closed = _inside(line)
    for noun in _suffix().finditer(line):
        start = _clause_start(line, noun.start())
        if any(a <= noun.start() < b for a, b in closed) or line[start - 1 : start] == "”":
            continue
        core = _cut(line, start, noun.start())
        if _ETC.search(line, max(0, core.start - 1), core.start):
            continue
        if not _passes(core, noun[0]):
            continue
        yield Candidate(
            start=core.start,
            end=noun.end(),
            name=core.text + noun[0],
            kind=kind_of(noun[0]),
            rule=Rule.LED if core.led else Rule.UNLED,
        )
        if noun[0].endswith(("计划", "工程", "行动", "战")):
            yield from _shared(line, core, noun[0])


def _counted(line: str) -> Iterator[Candidate]:
    """A、B、C三项行动计划: one programme with members."""
    for found in _COUNTED.finditer(line):
        first = _cut(line, found.start(), line.index("、", found.start()))
        members = (first.text, *found["list"].split("、")[1:])
        yield Candidate(
            start=first.start,
            end=found.end(),
            name=f"{members[0]}等{found['count']}项{found['noun']}",
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
    """出台稳就业工作16条: a package of policies that goes by their number."""
    for found in _POLICIES.finditer(line):
        if not _PUBLISHING.search(re.split("[。;]", line[: found.end()])[-1]):
            continue
        core = _cut(line, found.start(), found.end())
        yield Candidate(
            start=core.start,
            end=found.end(),
            name=core.text,
            kind=ProgrammeKind.POLICY_PACKAGE,
            rule=Rule.NUMBERED,
        )


@functools.cache
def _designation() -> re.Pattern[str]:
    noun, created = pattern("designations"), pattern("created")
    return re.compile(rf"{noun}(?:创建|建设)?|{created}创建(?!率)")


def _designated(line: str) -> Iterator[Candidate]:
    """创建返乡创业示范县: a title that places apply for."""
    closed = _inside(line)
    for noun in _designation().finditer(line):
        start = _clause_start(line, noun.start())
        if any(a <= noun.start() < b for a, b in closed) or line[start - 1 : start] == "”":
            continue
        core = _cut(line, start, noun.start())
        made = noun[0].endswith(("创建", "建设"))
        governed = core.verb.rstrip("了好") in listed("designation_verbs")
        if not (made or governed) or len(core.text) < MIN_LED or is_generic(core.text):
            continue
        if re.match(pattern("several"), line[core.start :]) or _COUNT.search(line[start : core.start]):
            continue
        name = core.text + re.sub("(?:创建|建设)$", "", noun[0])
        yield Candidate(
            start=core.start,
            end=noun.end(),
            name=name,
            kind=ProgrammeKind.PROGRAMME,
            rule=Rule.DESIGNATED,
        )


@functools.cache
def _election() -> re.Pattern[str]:
    return re.compile(pattern("elections"))


def _elected(line: str) -> Iterator[Candidate]:
    """评选湖南省技术能手: honours that people are chosen for."""
    for noun in _election().finditer(line):
        at = noun.start()
        while True:
            core = _cut(line, start := _clause_start(line, at), at)
            if not re.search(pattern("honours"), core.text):
                break
            yield Candidate(
                start=core.start,
                end=noun.end() if at == noun.start() else at,
                name=core.text,
                kind=ProgrammeKind.CAMPAIGN,
                rule=Rule.ELECTED,
            )
            if line[start - 1 : start] != "、" or core.start != start:
                break
            at = start - 1


_PILOT = re.compile(r"(?:改革)?试点")


def _piloted(line: str) -> Iterator[Candidate]:
    """申报劳动关系公共服务能力建设改革试点: pilots that places apply for."""
    for noun in _PILOT.finditer(line):
        core = _cut(line, _clause_start(line, noun.start()), noun.start())
        if core.verb in listed("applying") and len(core.text) >= MIN_PROJECT:
            yield Candidate(
                start=core.start,
                end=noun.end(),
                name=core.text + noun[0],
                kind=ProgrammeKind.PROGRAMME,
                rule=Rule.PILOT,
            )


def find_unquoted(line: str) -> Iterator[Candidate]:
    """Find the initiatives that a folded line names without quotation marks.

    >>> [found.name for found in find_unquoted("全市深入实施就业服务提升工程、社保惠企专项行动,完成重大工程")]
    ['就业服务提升工程', '社保惠企专项行动']
    """
    for rule in (_named, _counted, _titled, _numbered, _designated, _elected, _piloted):
        yield from rule(line)
