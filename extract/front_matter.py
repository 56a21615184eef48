"""Title, issuer, document number, dates, region, level, period and field of a plan.

They stand before the first heading of the outline: in the notice that hands the plan out, on its
title page, in the head table of the site that shows it; a signature may also stand at the end.
Nothing is inferred that is not printed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policycascade.extract.dates import DATE, parse_date
from policycascade.extract.numerals import plain_digits
from policycascade.extract.preface import Found, Preface, is_plan_title, read_preface
from policycascade.extract.signature import (
    Signing,
    find_congress,
    find_lone_organs,
    find_number,
    find_signature,
    find_speech,
    find_spoken,
    find_spoken_for,
    find_titled_issuer,
    labelled,
    labelled_date,
)
from policycascade.extract.title_page import find_title
from policycascade.model import Document, Evidence, Level, Period, Region, Section
from policycascade.ontology.regions import (
    COUNTRY,
    find_region,
    region_of_number,
    regions,
    within,
)
from policycascade.ontology.titles import read_period, read_title

_OF_A_GOVERNMENT = re.compile(r"^.{2,20}?(?:人民政府|政府工作报告|政府门户|政府网)")
_YEAR_OF_WORK = re.compile(r"(20\d\d)年.*(?:工作|任务|安排|重点|打算|目标|举措)")
_CONDITIONS = re.compile(r"结合(?P<of>[\u4e00-\u9fff]{2,16}?)实际[，,]")
_NAMED_YEARS = re.compile(r"[“\"]?十[一二三四五六七八九]五[”\"]?(?=时期|期间)")
_SCOPE = re.compile(
    r"(?:规划期限?|规划年限|实施期限?|建设期限?|行动期限?)(?:限)?(?:为|是|：|:)?[^。，；\n]{0,6}?"
    r"(?P<years>20\d\d\s*年?\s*[-—–―－~～至到]+\s*20\d\d\s*年?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front of a document says; ``None`` for what is not printed.

    Attributes:
        evidence: the words that prove each field that was found, by the field's name.
    """

    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issued: date | None = None
    published: date | None = None
    region: Region | None = None
    level: Level | None = None
    period: Period | None = None
    field: str | None = None
    evidence: Mapping[str, Evidence] = dataclasses.field(default_factory=dict)


def read_front_matter(document: Document, sections: Sequence[Section]) -> FrontMatter:
    """Read the front of ``document``; ``sections`` are its outline."""
    preface = read_preface(document, sections)
    title = find_title(preface) or _from_metadata(document)
    number = find_number(preface)
    speech = find_speech(preface)
    signature = find_signature(preface.lines, preface) or find_signature(preface.tail, preface)
    issuer = _issuer(preface, speech, signature)
    issued = (
        speech or signature or labelled_date(preface, "signed") or labelled_date(preface, "issued")
    )
    published = labelled_date(preface, "published")
    region, whence = _region(preface, title, issuer, number, speech)
    issuer = issuer or find_spoken_for(preface, region)
    facts = read_title(title.value, citing=region) if title else None
    period, period_evidence = _period(document, sections, title, speech)
    evidence = {
        "title": title and title.evidence,
        "issuer": issuer and issuer.evidence,
        "doc_number": number and number.evidence,
        "issued": issued and issued.evidence,
        "published": published and published.evidence,
        "region": whence,
        "level": whence,
        "period": period_evidence,
        "field": title.evidence if title and facts and facts.field else None,
    }
    township = facts is not None and facts.level is Level.TOWNSHIP
    return FrontMatter(
        title=title.value if title else None,
        issuer=issuer.value if issuer else None,
        doc_number=number.value if number else None,
        issued=issued.day if issued else None,
        published=published.day if published else _put_up(document),
        region=region,
        level=Level.TOWNSHIP if township else region.level if region else None,
        period=period,
        field=facts.field if facts else None,
        evidence={name: words for name, words in evidence.items() if words},
    )


def _from_metadata(document: Document) -> Found | None:
    """The title that the format itself gives, up to the site's name."""
    for key in ("ArticleTitle", "title"):
        title = re.split(r"\s*[-_|]\s*", document.metadata.get(key, ""))[0].strip()
        if is_plan_title(title):
            at = max(document.text.find(title), 0)
            return Found(title, document.evidence(at, at + len(title)))
    return None


def _put_up(document: Document) -> date | None:
    """The day the page's own metadata says it was put up."""
    match = DATE.match(document.metadata.get("PubDate", ""))
    return parse_date(match) if match else None


def _issuer(preface: Preface, speech: Signing | None, signature: Signing | None) -> Found | None:
    for signing in (speech, signature):
        if signing and signing.issuer:
            return signing.issuer
    if (titled := find_titled_issuer(preface)) is not None:
        return titled
    for start, value in labelled(preface, "issuer"):
        name = value.split()[0]
        return preface.found(name, start, start + len(name))
    return find_spoken(preface) or find_lone_organs(preface)


def _region(
    preface: Preface,
    title: Found | None,
    issuer: Found | None,
    number: Found | None,
    speech: Signing | None,
) -> tuple[Region | None, Evidence | None]:
    """The region of the title; else of the issuer, the congress, the number, a line on the organ.

    These also decide between regions of one name; failing them, the regions the text names do.
    """
    others: list[tuple[Region | None, Evidence]] = []
    if issuer:
        others.append((find_region(issuer.value), issuer.evidence))
    if speech:
        others.append((speech.region, speech.evidence))
    if congress := find_congress(preface):
        others.append(congress)
    if number:
        others.append((region_of_number(number.value), number.evidence))
    others += [
        (
            find_region(line.text),
            preface.found("", line.start, line.start + len(line.text)).evidence,
        )
        for line in preface.lines
        if _OF_A_GOVERNMENT.search(line.text)
    ]
    known = [(region, words) for region, words in others if region is not None]
    if title:
        named = _named(preface.document, title.value, [region for region, _ in known])
        adjective = named is COUNTRY and known and known[0][0] is not COUNTRY
        if named is not None and not adjective:
            above = _plans_for(named, title, issuer)
            return above or (named, title.evidence)
    return known[0] if known else _drafted_for(preface)


def _drafted_for(preface: Preface) -> tuple[Region | None, Evidence | None]:
    """The region whose conditions a plan says it was drafted for: 结合兴国县教育实际,制定本规划."""
    drafted = _CONDITIONS.search(preface.text)
    region = find_region(drafted["of"]) if drafted else None
    if drafted is None or region is None:
        return None, None
    return region, preface.found("", *drafted.span("of")).evidence


def _plans_for(named: Region, title: Found, issuer: Found | None) -> tuple[Region, Evidence] | None:
    """The issuer's region, where a higher government plans for a place named without 市 or 县.

    贵州省人民政府's 贵阳国家…试验区建设方案 is a plan of the province.
    """
    region = find_region(issuer.value) if issuer else None
    if issuer is None or region is None or region == named or not within(named, region):
        return None
    return (
        None if title.value.startswith((named.name, named.full_name)) else (region, issuer.evidence)
    )


def _named(document: Document, title: str, hints: Iterable[Region]) -> Region | None:
    """The region a title begins with, decided by ``hints``, else by the regions in the text."""
    for hint in (None, *hints):
        if (found := find_region(title, within=hint)) is not None:
            return found
    mentioned = (
        region
        for region in regions()
        if region.level in (Level.PROVINCE, Level.PREFECTURE) and region.name in document.text
    )
    answers = {r.code: r for hint in mentioned if (r := find_region(title, within=hint))}
    return next(iter(answers.values())) if len(answers) == 1 else None


def _period(
    document: Document,
    sections: Sequence[Section],
    title: Found | None,
    speech: Signing | None,
) -> tuple[Period | None, Evidence | None]:
    """The years of the title, else those the text states, else the year a report plans for.

    A report given in December plans for the next year, and its chapters say so.
    """
    if title and (period := read_period(title.value)) is not None:
        return period, title.evidence
    if (stated := _SCOPE.search(plain_digits(document.text))) is not None:
        return read_period(stated["years"]), document.evidence(*stated.span("years"))
    if speech is None:
        return _period_unsaid(document, sections, title)
    coming = speech.day.year + 1
    for year, words in _years_of_chapters(document, sections):
        if year == coming:
            return Period(start=coming, end=coming), words
    return Period(start=speech.day.year, end=speech.day.year), speech.evidence


def _years_of_chapters(
    document: Document, sections: Sequence[Section]
) -> Iterator[tuple[int, Evidence]]:
    """The years of work that chapters name: 2024年重点工作, and after 2023年工作回顾 the next."""
    for section in sections:
        named = _YEAR_OF_WORK.search(plain_digits(section.title)) if section.depth == 1 else None
        if named:
            start = section.span.start
            line = document.text[start : section.span.end].partition("\n")[0]
            year = int(named[1]) + ("回顾" in section.title)
            yield year, document.evidence(start, start + len(line))


def _period_unsaid(
    document: Document, sections: Sequence[Section], title: Found | None
) -> tuple[Period | None, Evidence | None]:
    """The last year that the chapters of a report name; else what a front without a title says.

    “十四五”时期,是… stands in front of a plan.
    """
    if title and title.value.endswith("政府工作报告"):
        years = sorted(_years_of_chapters(document, sections), key=lambda found: found[0])
        return (
            (Period(start=years[-1][0], end=years[-1][0]), years[-1][1]) if years else (None, None)
        )
    if title:
        return None, None
    end = sections[0].span.start if sections else len(document.text)
    named = _NAMED_YEARS.search(document.text, 0, end)
    if named is None:
        return None, None
    return read_period(named[0]), document.evidence(*named.span())
