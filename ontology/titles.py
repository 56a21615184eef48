"""What the title of a document tells: whose it is, which years it covers, its policy field."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from policycascade.model import Level, Period, Region
from policycascade.ontology.regions import COUNTRY, find_region
from policycascade.ontology.topics import find_topic

#: The first five-year plan began in 1953; from the sixth (1981) on they follow without a gap,
#: so the n-th begins in 1981 + 5 (n − 6).
_SIXTH_BEGINS = 1981

_ORDINAL = {word: number for number, word in enumerate("六七八九", 6)} | {
    "十" + word: 10 + number for number, word in enumerate(("", *"一二三四五六七八九"))
}
_NTH = "|".join(sorted(_ORDINAL, key=len, reverse=True))
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_YEAR = r"(20[0-4]\d|二[〇○零][〇○零一二三四][〇○零一二三四五六七八九])"
_RANGE = re.compile(rf"{_YEAR}\s*年?\s*(?:[-—–―－~～至到]+)\s*(?:{_YEAR}|([0-4]\d))\s*年?")
_FIVE_YEARS = re.compile(
    rf"[“\"‘＂]?({_NTH})五[”\"’＂]?(?![一二三四五六七八九十年])|第({_NTH})个五年"
)
_SINGLE = re.compile(rf"{_YEAR}\s*年?度?(?!\s*年?远景|\s*年?\s*前)")
_OF_A_YEAR = re.compile(r"报告|年度|要点|工作计划|计划执行|预算|实施计划|工作方案")
_OUTLOOK = re.compile(rf"{_YEAR}\s*年?\s*(?:年)?远景(?:目标)?")

_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,5}?(?:街道|[镇乡])(?!村|域|街|企)")
_LAW = re.compile(r"(?:法|条例)(?:[（(].*[）)])?$")
_OF_THE_COUNTRY = re.compile(r"中国|国家|全国")
_NOTICE = re.compile(r"关于(?:印发|发布|公布|转发)\s*[〈《]?(.+?)[〉》]?的\s*通知")
_NOISE = re.compile(
    r"[\s\u3000“”\"'‘’＂「」『』《》〈〉<>（）()\[\]【】〔〕、,，.。:：;；·—\-–―－~～*_]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts:
    """What is known of a document from its title; ``None`` where the title does not say."""

    region: Region | None = None
    level: Level | None = None
    period: Period | None = None
    field: str | None = None


def normalise_title(title: str) -> str:
    """Make titles comparable: width, marks, spaces and the ways to write 〇 are levelled.

    A notice that hands a document out counts as that document.

    >>> normalise_title("湖南省“十四五”规划 和二○三五年远景目标（草案）")
    '湖南省十四五规划和二〇三五年远景目标草案'
    >>> normalise_title("省政府关于印发〈湖南省教育规划〉的通知")
    '湖南省教育规划'
    """
    notice = _NOTICE.search(title)
    title = notice[1] if notice else title
    text = unicodedata.normalize("NFKC", title).replace("○", "〇").replace("零", "〇")
    return _NOISE.sub("", text).lower()


def _year(printed: str) -> int:
    return int(printed.translate(_DIGITS))


def read_period(title: str) -> Period | None:
    """Read the years a document covers from its title.

    An outlook (二〇三五年远景目标) does not end the period.

    >>> read_period("株洲市第十四个五年规划和二〇三五年远景目标纲要")
    Period(start=2021, end=2025)
    >>> read_period("三年行动计划（2023—2025年）")
    Period(start=2023, end=2025)
    """
    text = _OUTLOOK.sub("", title)
    years = _RANGE.search(text)
    if years:
        start = _year(years[1])
        end = _year(years[2]) if years[2] else start // 100 * 100 + int(years[3])
        if end >= start:
            return Period(start=start, end=end)
    five = _FIVE_YEARS.search(text)
    if five:
        start = _SIXTH_BEGINS + 5 * (_ORDINAL[five[1] or five[2]] - 6)
        return Period(start=start, end=start + 4)
    single = _SINGLE.search(text)
    if single and _OF_A_YEAR.search(text):
        return Period(start=_year(single[1]), end=_year(single[1]))
    return None


def _owner(title: str, citing: Region | None) -> tuple[Region | None, Level | None]:
    region = find_region(title, within=citing)
    if region is None:
        national = citing is not None and citing.level in (Level.NATIONAL, Level.PROVINCE)
        if not (national or _LAW.search(title) or _OF_THE_COUNTRY.search(title)):
            return None, None
        region = COUNTRY
    if region.level is Level.COUNTY and _TOWNSHIP.match(title.partition(region.name)[2]):
        return region, Level.TOWNSHIP
    return region, region.level


def read_title(title: str, citing: Region | None = None) -> TitleFacts:
    """Read region, level, period and policy field of a document from its title.

    A title without a region is a national document where a province cites it, where it is a law
    or speaks of 中国; in a city's or county's plan any other may be anyone's above.

    Args:
        title: with or without 《》.
        citing: the region of the document that cites it, if one does.

    >>> read_title("武汉市人力资源和社会保障事业发展“十四五”规划纲要").level.value
    'prefecture'
    """
    region, level = _owner(title, citing)
    return TitleFacts(
        region=region, level=level, period=read_period(title), field=find_topic(title)
    )
