"""Who issued a document, under what number and when: signatures, head tables, red heads."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policycascade.extract.dates import DATE, parse_date
from policycascade.extract.preface import Found, Preface, PrintedLine, organ_names
from policycascade.extract.words import alternation, words
from policycascade.model import Evidence, Region
from policycascade.ontology.regions import COUNTRY, find_region

#: The line that says before whom a report was given is no sentence; its date and its speaker
#: stand so many lines away.
MAX_SPEECH_LINE, NEAR_LINES = 60, 3

#: 湘政办发〔2021〕60号, in all the brackets in use.
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:[（(][\u4e00-\u9fff]{1,4}[）)])?\s*"
    r"[〔\[【（(﹝［]\s*(?:19|20)\d\d\s*[〕\]】）)﹞］]\s*第?\s*\d{1,4}\s*号"
)
_SPEECH = re.compile(
    r"(?P<whose>(?:(?![在日年月])[\u4e00-\u9fff]){0,14}?)"
    r"第?[一二三四五六七八九十\d]{1,3}届(?:(?P<all>全国)?人民代表大会|人大)"
)
#: ——2023年1月5日在霍山县 / 第十八届人民代表大会第二次会议上
_BEFORE_WHOM = re.compile(r"在(?P<whose>[\u4e00-\u9fff]{2,14})$")
_SPOKE_FOR = re.compile(r"我代表([\u4e00-\u9fff]{2,14}?人民政府)")
_SPOKE_FOR_OWN = re.compile(r"我代表((?:自治)?[省市区县州旗]人民政府)")
_REPORT_OF = re.compile(r"([\u4e00-\u9fff]{2,16}人民政府)工作报告")
_OWN_NUMBER = re.compile(rf"(?:通知|意见|方案|规划)\s*[（(]({DOC_NUMBER.pattern})[）)]\s*$")
_LEADER = re.compile(r"([\u4e00-\u9fff]{2,20}?人民政府)(?:代)?(?:[省市区县州]长|主席)")
_NOTICE = re.compile(
    r"(.{4,60}?)\s*(?:关于(?:印发|发布|转发|公布|[^《》]*?的?(?:通知|意见))|文件$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A date, who signed, and for a speech the region before whose congress it was given."""

    day: date
    evidence: Evidence
    issuer: Found | None = None
    region: Region | None = None


@functools.cache
def _label(name: str) -> re.Pattern[str]:
    forms = alternation(words("front_matter")["labels"][name])
    return re.compile(rf"(?<![\u4e00-\u9fff]){forms}[ \u3000]*[:：|\t][ \u3000\t|]*([^\n\t|]+)")


def labelled(preface: Preface, name: str) -> Iterator[tuple[int, str]]:
    """Yield what stands behind a label of the head table, and where."""
    for match in _label(name).finditer(preface.text):
        yield match.start(1), match[1]


def labelled_date(preface: Preface, name: str) -> Signing | None:
    """Read the first date behind one of the labels ``name``."""
    for start, value in labelled(preface, name):
        match = DATE.match(value)
        day = parse_date(match) if match else None
        if match and day:
            return Signing(day=day, evidence=preface.found("", start, start + match.end()).evidence)
    return None


def find_signature(lines: Sequence[PrintedLine], preface: Preface) -> Signing | None:
    """Find the line that is only a date, with the organs that sign in the lines above it.

    A date in digits alone (2022-07-26) signs only under an organ: sites print such dates too.
    """
    for place, line in enumerate(lines):
        match = DATE.search(line.text)
        day = parse_date(match) if match else None
        if not match or not day or line.text[match.end() :].strip(" 　）)"):
            continue
        before = line.text[: match.start()].strip(" 　（(")
        if before and organ_names(before) is None:
            continue
        issuer = (
            preface.found(organ_names(before) or "", line.start, line.start + match.start())
            if before
            else _signers(lines[:place], preface)
        )
        if issuer or match["y"]:
            start, end = line.start + match.start(), line.start + match.end()
            evidence = preface.found("", start, end).evidence
            return Signing(day=day, evidence=evidence, issuer=issuer)
    return None


def _signers(lines: Sequence[PrintedLine], preface: Preface) -> Found | None:
    """Name the organs in the last of ``lines``, one or several to a line."""
    signed: list[str] = []
    first = len(lines)
    while first > 0 and (names := organ_names(lines[first - 1].text)) is not None:
        signed.insert(0, names)
        first -= 1
    if not signed:
        return None
    last = lines[-1]
    return preface.found("、".join(signed), lines[first].start, last.start + len(last.text))


def find_speech(preface: Preface) -> Signing | None:
    """Find “——2024年1月24日在…大会…会议上”: when a report was given, before whom and by whom.

    The date may also stand in a line of its own above or below.
    """
    for place, _, region in _congresses(preface):
        line = preface.lines[place]
        near = preface.lines[max(0, place - NEAR_LINES) : place + 1 + NEAR_LINES]
        for other in sorted(near, key=lambda other: other is not line):
            match = DATE.search(other.text)
            day = parse_date(match) if match else None
            if match and day:
                start, end = other.start + match.start(), other.start + match.end()
                return Signing(
                    day=day,
                    evidence=preface.found("", start, end).evidence,
                    issuer=_speaker(preface, preface.lines[place + 1 : place + 1 + NEAR_LINES]),
                    region=region,
                )
    return None


def _congresses(preface: Preface) -> Iterator[tuple[int, Evidence, Region | None]]:
    """Lines that say before which congress a report was given, and whose it is."""
    for place, line in enumerate(preface.lines):
        congress = _SPEECH.search(line.text) if len(line.text) <= MAX_SPEECH_LINE else None
        if congress is None:
            continue
        whose, first = congress["whose"], line
        if not whose and place and (above := _BEFORE_WHOM.search(preface.lines[place - 1].text)):
            whose, first = above["whose"], preface.lines[place - 1]
        words = preface.found("", first.start, line.start + len(line.text)).evidence
        yield place, words, COUNTRY if congress["all"] else find_region(whose)


def find_congress(preface: Preface) -> tuple[Region, Evidence] | None:
    """The region before whose congress a report was given, where no day is printed either."""
    named = ((region, words) for _, words, region in _congresses(preface) if region)
    return next(named, None)


def _speaker(preface: Preface, below: Sequence[PrintedLine]) -> Found | None:
    """Name the government whose head speaks, by his title or by his first sentence."""
    for line in below:
        if leader := _LEADER.match(line.text):
            return preface.found(leader[1], line.start, line.start + leader.end(1))
    for line in preface.lines:
        if titled := _REPORT_OF.fullmatch(line.text.strip()):
            return preface.found(titled[1], line.start, line.start + len(line.text.rstrip()) - 4)
    return find_spoken(preface)


def find_spoken(preface: Preface) -> Found | None:
    """Name the government a report names in its first sentence: 我代表苏州市人民政府."""
    spoke = _SPOKE_FOR.search(preface.text)
    if spoke is None or find_region(spoke[1]) is None:
        return None
    return preface.found(spoke[1], *spoke.span(1))


def find_spoken_for(preface: Preface, region: Region | None) -> Found | None:
    """Name the government a report is given for: “我代表县人民政府” in the report of a region."""
    spoke = _SPOKE_FOR_OWN.search(preface.text)
    if spoke is None or region is None or not region.name.endswith(spoke[1][:-4]):
        return None
    return preface.found(f"{region.name}人民政府", *spoke.span(1))


def find_titled_issuer(preface: Preface) -> Found | None:
    """Find the organ before 关于 in the title of a notice, or above 文件 in its red head."""
    for line in preface.lines:
        head = _NOTICE.match(line.text)
        names = organ_names(head[1]) if head else None
        if head and names:
            return preface.found(names, line.start, line.start + head.end(1))
    return None


def find_lone_organs(preface: Preface) -> Found | None:
    """Find the organs in lines of their own, as a title page names those whose plan it is."""
    lines = [line for line in preface.lines if not line.aside]
    for place, line in enumerate(lines):
        if organ_names(line.text) is None:
            continue
        last = place + 1
        while last < len(lines) and organ_names(lines[last].text) is not None:
            last += 1
        return _signers(lines[place:last], preface)
    return None


def find_number(preface: Preface) -> Found | None:
    """Find the number in the head table, or alone on its line; one beside 《…》 is another's."""
    for start, value in labelled(preface, "doc_number"):
        if match := DOC_NUMBER.match(value):
            return preface.found("".join(match[0].split()), start, start + match.end())
    for line in preface.lines:
        if noticed := _OWN_NUMBER.search(line.text):
            start, end = line.start + noticed.start(1), line.start + noticed.end(1)
            return preface.found("".join(noticed[1].split()), start, end)
        bare = line.text.strip(" 　（()）")
        match = DOC_NUMBER.fullmatch(bare)
        if match:
            start = line.start + line.text.index(bare)
            return preface.found("".join(match[0].split()), start, start + match.end())
    return None
