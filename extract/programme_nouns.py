"""Initiatives named by their last noun, without quotation marks: 实施就业服务提升工程."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.programme_clauses import (
    Core,
    clause_start,
    counts_ahead,
    cut,
    free_cores,
    is_class,
    is_counted,
    is_generic,
    is_national,
)
from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    holds_place,
    kind_of,
    listed,
    pattern,
    place_at_start,
)
from policycascade.extract.words import words
from policycascade.model import ProgrammeKind

#: Shorter names say too little without a verb that governs them: 安居工程; two characters are a
#: name only right after one that starts what is named so: 实施强县工程.
MIN_STARTED, MIN_LED, MIN_UNLED = 2, 3, 4
#: The core of a project or platform of its own is longer than that of a generic one.
MIN_PROJECT, MIN_PLATFORM = 6, 6
#: … and of a platform of a whole region not longer: 全国低收入人口动态监测信息平台.
MAX_OF_ALL = 16
#: Longer stretches are clauses.
MAX_CORE = 26
#: Items of a list that share the noun at its end are this long …
MIN_SHARED, MAX_SHARED = 4, 14
#: … unless it is a battle: 碧水保卫战.
MIN_BATTLE = 2


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
def _built() -> re.Pattern[str]:
    return re.compile(rf"(?:全面|基本|顺利|如期|提前|正式|全部)?{pattern('built')}")


@functools.cache
def _of_a_class() -> re.Pattern[str]:
    """Works of a class, not a name: 文物保护重点工程, 文物建筑重大保护项目."""
    return re.compile(rf"{pattern('classes')}{pattern('class_works')}?$")


def _passes(core: Core, noun: str) -> bool:
    """Whether core and noun together are a proper name."""
    text = core.text
    if text.endswith(tuple(listed("own"))) or _of_a_class().search(text):
        return False
    least = MIN_LED if core.led else MIN_UNLED
    if (
        core.verb in listed("starting")
        and noun in ("工程", "行动", "计划")
        and text not in listed("works")
    ):
        least = MIN_STARTED
    if core.led and noun in ("博览会", "文化节", "艺术节", "旅游节"):
        least = MIN_STARTED
    if noun.endswith("战"):
        least = MIN_BATTLE
    if not least <= len(text) <= MAX_CORE or is_generic(text, noun):
        return False
    if noun.endswith(("工程", "项目")) and _is_built(core):
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


def _is_built(core: Core) -> bool:
    """Whether a name of an 工程 is that of a built work: by its verb, or what it names."""
    if core.verb in listed("building"):
        return True
    if core.text.startswith(("智慧", "数字")):
        return False  # 智慧学校建设工程 builds no school
    named = re.search(pattern("facilities"), core.text)
    return named is not None and not core.text.endswith(tuple(listed("careful")))


def _own_platform(core: Core) -> bool:
    named = place_at_start(core.text) is not None or re.match("智慧(?!化)", core.text) is not None
    named = named or (is_national(core.text) and len(core.text) >= MIN_PLATFORM)
    if len(core.text) < MIN_PLATFORM:
        return named and len(core.text) >= MIN_UNLED
    return (
        named
        or bool(re.search(pattern("platform_words"), core.text))
        or core.verb in listed("platform_verbs")
    )


def _of_all(line: str, core: Core, noun: str) -> bool:
    """Whether a platform is that of a whole region: 全国低收入人口动态监测信息平台."""
    named = MIN_PLATFORM <= len(core.text) <= MAX_OF_ALL and not is_generic(core.text)
    if noun not in ("平台", "系统") or not named or re.search("平台|系统", core.text):
        return False
    return re.search(f"{pattern('scopes')}$", line[: core.start]) is not None


def _shared(line: str, core: Core, noun: str) -> Iterator[Candidate]:
    """Items before the last of a list that share its noun: 蓝天、碧水、净土保卫战."""
    least = MIN_BATTLE if noun.endswith("战") else MIN_SHARED
    at, items = core.start, []
    while line[at - 1 : at] == "、":
        start = clause_start(line, at - 1)
        items.append(cut(line, start, at - 1))
        at = start
        if items[-1].start != start:
            break
    if not items or not items[-1].led or any(_fields(item.text) for item in items):
        return
    if all(
        least <= len(item.text) <= MAX_SHARED and not _suffix().search(item.text) for item in items
    ):
        tail = _tail(core.text)
        for item in items:
            yield _shares(item, noun, "" if item.text.endswith(tail) else tail)


def _fields(item: str) -> bool:
    """Whether an item only says in which field: 重点行业、中小企业就业支持计划 is one plan."""
    return re.match(pattern("classes"), item) is not None


def _tail(core: str) -> str:
    """What the items of a list share with the last before their noun: 燃气、消防专项整治行动."""
    shared = re.search(rf"{pattern('shared_tails')}+$", core)
    return shared[0] if shared else ""


def _shares(item: Core, noun: str, tail: str = "") -> Candidate:
    return Candidate(
        start=item.start,
        end=item.start + len(item.text),
        name=item.text + tail + noun,
        kind=kind_of(noun),
        rule=Rule.SHARED,
    )


def _parted(core: Core, in_list: bool) -> tuple[Core | None, Core]:
    """返乡创业培训和乡村领雁培训: two names of like ending that share the noun behind them."""
    alike = 1 if in_list else 2
    for mark in re.finditer("[和与及]", core.text):
        left, right = core.text[: mark.start()], core.text[mark.end() :]
        if len(left) >= MIN_SHARED and left[-alike:] == right[-alike:] and left != right:
            start = core.start + mark.end()
            return Core(core.start, left, core.verb), Core(start, right, core.verb)
    return None, core


def find_by_noun(line: str) -> Iterator[Candidate]:
    """Find the initiatives that a folded line names without quotation marks by their last noun.

    >>> found = find_by_noun("全市深入实施就业服务提升工程、社保惠企专项行动,完成重大工程")
    >>> [one.name for one in found]
    ['就业服务提升工程', '社保惠企专项行动']
    """
    for core, noun in free_cores(line, _suffix()):
        if is_class(line, core.start) or is_counted(line, noun.end()) or counts_ahead(core.text):
            continue
        if noun[0].endswith(("工程", "项目")) and _built().match(line, noun.end()):
            continue
        if not _passes(core, noun[0]) and not _of_all(line, core, noun[0]):
            continue
        if line.startswith("专栏") and re.match(pattern("classes"), core.text):
            continue  # 专栏2 重点场景工程 is what the box holds
        first, core = _parted(core, line[core.start - 1 : core.start] == "、")
        if first is not None:
            yield _shares(first, noun[0])
        yield Candidate(
            start=core.start,
            end=noun.end(),
            name=core.text + noun[0],
            kind=kind_of(noun[0]),
            rule=Rule.LED if core.led else Rule.UNLED,
        )
        if noun[0].endswith(("计划", "工程", "行动", "战")):
            yield from _shared(line, core, noun[0])


def find_headed(line: str, title: str) -> Iterator[Candidate]:
    """The heading of a task that is a name and no more, be it of general words: 核心技术攻坚工程.

    >>> [one.name for one in find_headed("(一)核心技术攻坚工程。聚焦芯片。", "核心技术攻坚工程")]
    ['核心技术攻坚工程']
    >>> list(find_headed("(一)重点工程", "重点工程"))
    []
    """
    noun = re.search("(?:工程|行动|计划)$", title)
    start = line.find(title)
    if noun is None or start < 0 or re.search(r"[,。;:、()“”《》|\s]", title):
        return
    title = re.sub(rf"^{pattern('starting')}", "", title)
    start, core = line.find(title), title.removesuffix(noun[0])
    classed = re.match(pattern("classes"), core) or _of_a_class().search(core)
    governed = re.match(pattern("verbs", "opening_verbs"), core)
    plain = not re.search(pattern("topics"), core)
    if classed or governed or plain or not MIN_UNLED <= len(core) <= MAX_CORE:
        return
    if core.endswith(tuple(listed("own"))) or _is_built(Core(0, core, "")):
        return
    yield Candidate(
        start=start,
        end=start + len(title),
        name=title,
        kind=kind_of(noun[0]),
        rule=Rule.HEADED,
    )


def find_boxed(line: str, title: str) -> Iterator[Candidate]:
    """The title of an item of a box, which names it: 01 大遗址数字孪生项目.

    >>> [one.name for one in find_boxed("(1)县中托管帮扶项目。组织名校帮扶。", "县中托管帮扶项目")]
    ['县中托管帮扶项目']
    """
    noun = re.search(rf"{pattern('suffixes')}$|(?<=.{{{MIN_PROJECT}}})建设$", title)
    lead = rf"^[—–-]*{pattern('adverbs')}*(?:{pattern('verbs')}(?=.{{{MIN_PROJECT}}}))?"
    title = re.sub(lead, "", title)
    start = line.find(title)
    if noun is None or start < 0 or re.search(r"[,。;:、()“”《》|]", title):
        return
    core = title.removesuffix(noun[0])
    if len(core) < MIN_UNLED or is_generic(core) or re.search(f"{pattern('facilities')}$", core):
        return
    yield Candidate(
        start=start,
        end=start + len(title),
        name=title,
        kind=ProgrammeKind.PROGRAMME if noun[0] == "建设" else kind_of(noun[0]),
        rule=Rule.BOXED,
    )
