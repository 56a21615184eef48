"""Initiatives named in quotation marks: “湘就业”平台, “四办”改革, 推行“只进一扇门”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from policycascade.extract.programme_kinds import (
    coined_kind,
    is_coded,
    is_figure,
    is_plus,
    kind_by_name,
    own_kind,
)
from policycascade.extract.programme_names import Candidate, Rule, kind_of, listed, pattern
from policycascade.model import ProgrammeKind

UNIT = re.compile(r"“([^“”\n]{1,45})”")
_BETWEEN = re.compile(r"(?:、|和|及|与|以及|或)?")
_STOP = r"[,。;:、()“”《》|\n]"
_NO_STOP = r"[^,。;:、()“”《》|\n的]"
#: “西劳外输”(包括跨省)等相关政策
_ASIDE = r"(?:\([^()\n]{1,12}\)(?=等))?"
_END = re.compile(r"$|[,。;:、()”“|\n!]|和|及|与|等|暨")
_REFORM = re.compile(rf"{_NO_STOP}{{0,4}}(?:改革|圈|帮扶)")
#: … or counts them: 建成“残疾人之家”4家.
_COUNTED = re.compile(r"[\d.]+万?(?:个|项|家|所|座|处|场|条|间|公里|平方米)")
_MEASURED = re.compile("(?:完成|达标|执行|落实|签订)率")
#: “互联网+人社”综合信息服务平台
_HOUSED = re.compile(rf"{_NO_STOP}{{0,8}}平台")
#: “创业担保贷款、创业培训、创业补贴”四创联动
_CODED_HEAD = re.compile("[一二三四五六七八九十].联动")
_HAN = re.compile("[\u4e00-\u9fff]")

#: Longer quoted words are sentences, not names, unless a place in them makes them titles.
MAX_BARE, MAX_TITLE = 12, 16
#: How far from a quoted word the noun may stand that makes it a mechanism; 3+3+2现代产业体系.
NOUN_REACH, CODE_REACH = 4, 8
#: A list in quotation marks goes by its head where that is so long: 窗口集成服务.
MIN_HEAD = 5
#: How far a verb may stand before the quoted word it governs.
MAX_GAP = 8
#: A figure of speech this long or longer names a reform: “大综合一体化”改革, “三公里”就业圈.
MIN_REFORM = 3


@functools.cache
def _head() -> re.Pattern[str]:
    """What may follow a quoted word and name the sort of initiative."""
    return re.compile(
        rf"{_ASIDE}(?P<etc>等)?(?P<middle>{_NO_STOP}{{0,16}}?)(?P<noun>{pattern('suffixes')})"
        rf"(?P<more>{pattern('suffixes')})?"
    )


@functools.cache
def _noun(reach: int) -> re.Pattern[str]:
    return re.compile(
        rf"{_ASIDE}(?P<etc>等(?:相关|有关|各类|优惠|新型)*)?(?P<middle>{_NO_STOP}{{0,{reach}}}?)"
        rf"(?P<noun>{pattern('quoted_suffixes')})"
    )


@functools.cache
def _own_noun() -> re.Pattern[str]:
    """“两新”政策和…行动: the noun is its own, what follows 和 another name."""
    return re.compile(rf"(?:{pattern('quoted_suffixes')})[和与及]")


@functools.cache
def _list_head() -> re.Pattern[str]:
    return re.compile(rf"等?的?(?P<head>{_NO_STOP}{{0,6}}{pattern('list_heads')})")


@functools.cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"{pattern('doing')}[好了]?{_NO_STOP}{{0,{MAX_GAP}}}$")


@functools.cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(f"{pattern('apposed')}$")


@functools.cache
def _verb() -> re.Pattern[str]:
    return re.compile(pattern("not_between"))


def _runs(line: str) -> Iterator[list[re.Match[str]]]:
    """Quoted words that stand together: “A”“B”、“C”."""
    run: list[re.Match[str]] = []
    for unit in UNIT.finditer(line):
        if run and not _BETWEEN.fullmatch(line[run[-1].end() : unit.start()]):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _from_list(unit: re.Match[str], after: str) -> Candidate | None:
    """“A、B、C”四创联动: a list that is one mechanism."""
    head = _list_head().match(after)
    if head is None:
        return None
    parts = tuple(re.split("[、,]", unit[1]))
    says_itself = len(head["head"]) >= MIN_HEAD or _CODED_HEAD.match(head["head"])
    name = head["head"] if says_itself else unit[1]
    return Candidate(
        start=unit.start(),
        end=unit.end() + head.end(),
        name=name,
        kind=kind_of("政策") if head["head"].endswith("政策") else ProgrammeKind.MECHANISM,
        rule=Rule.QUOTED_LIST,
        members=parts,
    )


@functools.cache
def _campaigning() -> re.Pattern[str]:
    return re.compile(f"{pattern('campaigning')}$")


def _twin(unit: re.Match[str], before: str, after: str) -> Candidate | None:
    """开展“万企升级、千企转型”: a campaign that goes by two phrases of one length."""
    parts = re.split("[、,]", unit[1])
    even = len(parts) == 2 and len(parts[0]) == len(parts[1]) >= 3
    if not even or not _campaigning().search(before) or not _END.match(after):
        return None
    return Candidate(
        start=unit.start(),
        end=unit.end(),
        name=unit[1],
        kind=ProgrammeKind.CAMPAIGN,
        rule=Rule.QUOTED_LIST,
    )


def _is_plain(word: str, after: str) -> bool:
    """Whether a quoted word says how something is, not what it is called."""
    if len(word) > MAX_BARE:
        return True
    reform = len(word) >= MIN_REFORM and _REFORM.match(after)
    return is_figure(word) and not (reform and word not in listed("slogans"))


def _with_head(unit: re.Match[str], last: re.Match[str], after: str) -> Candidate | None:
    """“X” with a noun after it that tells what it is: the last of a run takes it in."""
    noun = _noun(CODE_REACH if is_coded(unit[1]) else NOUN_REACH)
    for shape, rule in ((_head(), Rule.QUOTED_HEAD), (noun, Rule.QUOTED_NOUN)):
        head = shape.match(after)
        if head is None or _verb().search(head["middle"]) or _own_noun().match(head["middle"]):
            continue
        if rule is Rule.QUOTED_NOUN and _is_plain(unit[1], after):
            continue
        if _MEASURED.match(after, head.end()):
            return None  # “四有”工作完成率 measures a routine
        whole = unit is last and not head["etc"]
        sort = head.groupdict().get("more") or head["noun"]
        name = unit[1]
        if len(name) <= 2 or name.isdigit() or name.endswith("+"):
            name += after[: head.end()]
        return Candidate(
            start=unit.start(),
            end=last.end() + head.end() if whole else unit.end(),
            name=name,
            kind=kind_by_name(unit[1], sort, rule) or kind_of(sort),
            rule=rule,
        )
    return None


@functools.cache
def _launching() -> re.Pattern[str]:
    return re.compile(f"{pattern('launching')}$")


@functools.cache
def _famed() -> re.Pattern[str]:
    return re.compile(rf"{_NO_STOP}{{0,4}}{pattern('famed')}")


def _kind_of_doing(before: str) -> ProgrammeKind:
    """What the verb makes a bare quoted word: 开展 a campaign, 评选 an honour."""
    if _launching().search(before):
        return ProgrammeKind.CAMPAIGN
    honoured = re.search(rf"{pattern('choosing')}{_NO_STOP}{{0,{MAX_GAP}}}$", before)
    return ProgrammeKind.BRAND if honoured else ProgrammeKind.MECHANISM


def _done_kind(word: str, after: str) -> ProgrammeKind | None:
    """The sort of a bare quoted word that a verb governs: 推行“只进一扇门”."""
    if _COUNTED.match(after):
        return ProgrammeKind.PROGRAMME
    timed = word.endswith(tuple(listed("campaign_times")))
    if not _END.match(after) and not (timed and re.match(pattern("kept"), after)):
        return None
    return ProgrammeKind.CAMPAIGN if timed else ProgrammeKind.MECHANISM


def _alone(unit: re.Match[str], before: str, after: str, local: frozenset[str]) -> Candidate | None:
    """“X” with nothing after it that tells: a name by its own shape, or by the verb before."""
    word = unit[1]
    if re.match(pattern("calls"), after):
        return None
    if is_figure(word) or not 3 <= len(word) <= MAX_TITLE or not _HAN.search(word):
        return None
    if named := _noun_before().search(before):
        headed = kind_of(named[0])
        start, end, rule = unit.start(), unit.end(), Rule.QUOTED_HEAD
        return Candidate(start=start, end=end, name=word, kind=headed, rule=rule)
    kind, rule = coined_kind(word, local), Rule.QUOTED_COINED
    if kind is ProgrammeKind.MECHANISM and is_coded(word) and _launching().search(before):
        kind = ProgrammeKind.PROGRAMME
    if kind is None and len(word) <= MAX_BARE and _verb_before().search(before):
        kind, rule = _done_kind(word, after), Rule.QUOTED_BARE
        if kind is ProgrammeKind.MECHANISM:
            kind = _kind_of_doing(before)
    if kind is None and len(word) <= MAX_BARE and _famed().match(after):
        kind, rule = ProgrammeKind.BRAND, Rule.QUOTED_BARE
    if kind is None:
        return None
    return Candidate(start=unit.start(), end=unit.end(), name=word, kind=kind, rule=rule)


def _judge(
    unit: re.Match[str],
    run: Sequence[re.Match[str]],
    before: str,
    after: str,
    local: frozenset[str],
) -> Candidate | None:
    word = unit[1]
    if word in listed("slogans"):
        return None
    if kind := own_kind(word):
        if is_plus(word):
            if re.match(pattern("businesses"), after):
                return None
            kind = ProgrammeKind.PLATFORM if _HOUSED.match(after) else kind
        return Candidate(
            start=unit.start(), end=unit.end(), name=word, kind=kind, rule=Rule.QUOTED_NAME
        )
    if re.search("[、,。;:!]", word):
        if listing := _from_list(unit, after) or _twin(unit, before, after):
            return listing
        found = _with_head(unit, run[-1], after)
        return found if found and found.rule is Rule.QUOTED_HEAD else None
    return _with_head(unit, run[-1], after) or _alone(unit, before, after, local)


def find_quoted(line: str, local: frozenset[str] = frozenset()) -> Iterator[Candidate]:
    """Find the initiatives that stand in quotation marks in a folded line.

    Args:
        line: the line.
        local: short names of the counties that the text names.

    >>> [found.name for found in find_quoted("深化“四办”改革,开展“暖企”行动和“千企万人”")]
    ['四办改革', '暖企行动', '千企万人']
    """
    for run in _runs(line):
        before = re.split(_STOP, line[: run[0].start()])[-1]
        after = line[run[-1].end() :]
        for unit in run:
            if found := _judge(unit, run, before, after, local):
                yield found
