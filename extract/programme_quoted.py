"""Initiatives named in quotation marks: “湘就业”平台, “四办”改革, 推行“只进一扇门”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    holds_place,
    is_place,
    kind_of,
    listed,
    pattern,
)
from policycascade.model import ProgrammeKind

UNIT = re.compile(r"“([^“”\n]{1,45})”")
_BETWEEN = re.compile(r"(?:、|和|及|与|以及|或)?")
_STOP = r"[,。;:、()“”《》|\n]"
_NO_STOP = r"[^,。;:、()“”《》|\n的]"
#: “西劳外输”(包括跨省)等相关政策
_ASIDE = r"(?:\([^()\n]{1,12}\)(?=等))?"
_END = re.compile(r"$|[,。;:、()”“|\n!]|和|及|与|等|暨")
#: … or counts them: 建成“残疾人之家”4家.
_COUNTED = re.compile(r"[\d.]+万?(?:个|家|所|座|处|场|条|间|公里|平方米)")
_POLICIES = re.compile(r".{2,}\d{1,3}条$")
#: 互联网+人社, AI+制造
_PLUS = re.compile(r"(?:[\u4e00-\u9fff]{2,4}|[A-Za-z]{2,3})\+.{2,}")
_HAN = re.compile("[\u4e00-\u9fff]")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万两双多]|\d+")
_CODE = re.compile(r"[一二三四五六七八九十百千万两双\d][^,。;:、]*$")
_SHOULD = re.compile(
    r"应.尽.|唯.|[一二三四五六七八九十]+连.|零.*|让.*|不.*|准.*|十[一二三四五]五.*"
)

#: Longer quoted words are sentences, not names, unless a place in them makes them titles.
MAX_BARE, MAX_TITLE = 12, 16
#: How far from a quoted word the noun may stand that makes it a mechanism; 3+3+2现代产业体系.
NOUN_REACH, CODE_REACH = 4, 8
#: How far a verb may stand before the quoted word it governs.
MAX_GAP = 8


def is_figure(word: str) -> bool:
    """Whether a quoted word is doctrine, a slogan or a figure of speech.

    >>> is_figure("四个意识"), is_figure("应保尽保"), is_figure("双师型"), is_figure("跨省通办")
    (True, True, True, False)
    """
    return (
        word in listed("slogans")
        or bool(_SHOULD.fullmatch(word))
        or word.endswith(tuple(listed("slogan_endings")))
    )


def is_coded(word: str) -> bool:
    """Whether a word is built of numbers, as names of mechanisms are.

    >>> is_coded("一事双岗双审"), is_coded("1+1+N"), is_coded("四办")
    (True, True, False)
    """
    return len(_NUMERAL.findall(word)) >= 2 and len(word) >= 3 and bool(_CODE.match(word))


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


def _own_kind(word: str) -> ProgrammeKind | None:
    """The sort of initiative that a quoted word itself tells it is."""
    suffix = re.search(rf"(?<=..){pattern('suffixes')}$", word)
    if suffix:
        return kind_of(suffix[0])
    if _POLICIES.fullmatch(word) or word.endswith(tuple(listed("policies"))):
        return ProgrammeKind.POLICY_PACKAGE
    if word.endswith(tuple(listed("campaigns"))):
        return ProgrammeKind.CAMPAIGN
    if _PLUS.fullmatch(word):
        return ProgrammeKind.MECHANISM
    return None


@functools.cache
def _service() -> re.Pattern[str]:
    """赣服通, 皖事通, 渝快办: a province's platform of services."""
    return re.compile(rf"{pattern('province_signs')}.[通办钉码]")


def _told_kind(word: str) -> ProgrammeKind | None:
    """The sort that the last noun of a coined name makes it, or 智慧 before a place."""
    if word.endswith(tuple(listed("platforms"))) or _service().fullmatch(word):
        return ProgrammeKind.PLATFORM
    if word.endswith(tuple(listed("brands"))) and len(word) >= 4:
        return ProgrammeKind.BRAND
    if word.startswith(tuple(listed("with_place"))) and is_place(word[2:]):
        return ProgrammeKind.PROGRAMME
    return None


def _coined_kind(word: str) -> ProgrammeKind | None:
    """The sort of a coined name: by its ending, with a place in it, or built of numbers."""
    if kind := _told_kind(word):
        return kind
    if holds_place(word):
        return ProgrammeKind.BRAND
    return ProgrammeKind.MECHANISM if is_coded(word) else None


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
    name = head["head"] if len(head["head"]) >= 4 else unit[1]
    return Candidate(
        start=unit.start(),
        end=unit.end() + head.end(),
        name=name,
        kind=kind_of("政策") if head["head"].endswith("政策") else ProgrammeKind.MECHANISM,
        rule=Rule.QUOTED_LIST,
        members=parts,
    )


def _with_head(unit: re.Match[str], last: re.Match[str], after: str) -> Candidate | None:
    """“X” with a noun after it that tells what it is: the last of a run takes it in."""
    noun = _noun(CODE_REACH if is_coded(unit[1]) else NOUN_REACH)
    for shape, rule in ((_head(), Rule.QUOTED_HEAD), (noun, Rule.QUOTED_NOUN)):
        head = shape.match(after)
        if head is None or _verb().search(head["middle"]):
            continue
        if rule is Rule.QUOTED_NOUN and (is_figure(unit[1]) or len(unit[1]) > MAX_BARE):
            continue
        whole = unit is last and not head["etc"]
        sort = head.groupdict().get("more") or head["noun"]
        name = unit[1]
        if len(name) <= 2 or name.isdigit() or name.endswith("+"):
            name += after[: head.end()]
        return Candidate(
            start=unit.start(),
            end=last.end() + head.end() if whole else unit.end(),
            name=name,
            kind=(rule is Rule.QUOTED_NOUN and _told_kind(unit[1])) or kind_of(sort),
            rule=rule,
        )
    return None


def _done_kind(word: str, after: str) -> ProgrammeKind | None:
    """The sort of a bare quoted word that a verb governs: 推行“只进一扇门”."""
    if _COUNTED.match(after):
        return ProgrammeKind.PROGRAMME
    if not _END.match(after):
        return None
    timed = word.endswith(tuple(listed("campaign_times")))
    return ProgrammeKind.CAMPAIGN if timed else ProgrammeKind.MECHANISM


def _alone(unit: re.Match[str], before: str, after: str) -> Candidate | None:
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
    kind, rule = _coined_kind(word), Rule.QUOTED_COINED
    if kind is None and len(word) <= MAX_BARE and _verb_before().search(before):
        kind, rule = _done_kind(word, after), Rule.QUOTED_BARE
    if kind is None:
        return None
    return Candidate(start=unit.start(), end=unit.end(), name=word, kind=kind, rule=rule)


def _judge(
    unit: re.Match[str], run: Sequence[re.Match[str]], before: str, after: str
) -> Candidate | None:
    word = unit[1]
    if word in listed("slogans"):
        return None
    if kind := _own_kind(word):
        return Candidate(
            start=unit.start(), end=unit.end(), name=word, kind=kind, rule=Rule.QUOTED_NAME
        )
    if re.search("[、,。;:!]", word):
        if listing := _from_list(unit, after):
            return listing
        found = _with_head(unit, run[-1], after)
        return found if found and found.rule is Rule.QUOTED_HEAD else None
    return _with_head(unit, run[-1], after) or _alone(unit, before, after)


def find_quoted(line: str) -> Iterator[Candidate]:
    """Find the initiatives that stand in quotation marks in a folded line.

    >>> [found.name for found in find_quoted("深化“四办”改革,开展“暖企”行动和“千企万人”")]
    ['四办改革', '暖企行动', '千企万人']
    """
    for run in _runs(line):
        before = re.split(_STOP, line[: run[0].start()])[-1]
        after = line[run[-1].end() :]
        for unit in run:
            if found := _judge(unit, run, before, after):
                yield found
