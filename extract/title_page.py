"""The title of a plan, in the notice that hands it out or on its own title page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policycascade.extract.headings import clean_title
from policycascade.extract.preface import Found, Preface, is_plan_title, organ, plan_kinds
from policycascade.ontology.regions import find_region, within

#: A title page breaks a title into so many lines at most.
MAX_TITLE_LINES = 3

#: Sites say that they print the whole text, or when they put it up.
_WHOLE_TEXT = re.compile(r"[（(](?:全文|实录|摘要|节选|摘登|20\d{6}|[^（）()]*会议上)[）)]$")

#: The years of a plan in a line of their own under its title.
_YEARS_LINE = re.compile(r"[（(][^（）()]{0,6}\d{4}[^（）()]{0,16}[）)]")

#: 根据国务院印发的《X》: another document, on which the plan rests.
_ANOTHERS = re.compile(r"(?:根据|依据|按照|遵照|贯彻|落实)[^《》。]{0,24}(?:印发|发布|公布)的?《$")

#: A site heads its page with a title and a line of its own; the text has its title below.
_SITE_LINE = re.compile(r"(?:发布|发表|更新|成文)(?:日期|时间)|信息来源|来源[:：]")

#: 《X》 alone on its line is the title of the text below.
_ALONE = re.compile(r"^《([^《》]+)》$")

#: Longer lines are sentences.
MAX_TITLE_LINE = 60


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1


def _announced(preface: Preface) -> Found | None:
    """The title in a notice: 关于印发《X》的通知, 《X》已经…同意, X已经市政府同意,现予印发."""
    text = preface.text
    for pattern in (
        r"(?:印发|发布|下发|公布|现将|转发)[^《》。]{0,12}《([^《》]{4,90})》",
        r"《([^《》]{4,90})》(?:\s*[（(][^（）()]*[）)])?[，,]?\s*(?:已经|已|业经|经)",
        rf"(?:^|\n)([^《》。\n]{{4,80}}?{plan_kinds()})(?:已经|已|业经)",
    ):
        for match in re.finditer(pattern, text):
            if _ANOTHERS.search(text, _sentence_start(text, match.start()), match.start(1)):
                continue
            title = clean_title(match[1].replace("\n", ""))
            if is_plan_title(title):
                return preface.found(title, match.start(1), match.end(1))
    return None


def _without_organ(title: str) -> str:
    """Cut an issuer's name off that runs straight into the title it signs."""
    whole = organ().match(title)
    while whole:
        rest = title[whole.end() :]
        first, second = find_region(title), find_region(rest)
        if first and second and (within(second, first) or within(first, second)):
            return rest
        whole = organ().match(title[: whole.end() - 1])
    return title


def _title_lines(preface: Preface, aside: bool) -> Iterator[Found]:
    """Lines that are a title, those a title page broke put together."""
    lines = [line for line in preface.lines if line.aside is aside]
    for place, line in enumerate(lines):
        text = clean_title(_ALONE.sub(r"\1", line.text.strip()))
        if len(text) > MAX_TITLE_LINE or not is_plan_title(text) or "《" in text:
            continue
        first = place
        while (
            first > 0
            and place - first < MAX_TITLE_LINES - 1
            and find_region(text) is None
            and _joins(lines[first - 1].text)
        ):
            first -= 1
            text = clean_title(lines[first].text) + text
        last = place
        if place + 1 < len(lines) and _YEARS_LINE.fullmatch(lines[place + 1].text.strip()):
            last += 1
            text += clean_title(lines[last].text)
        title = _without_organ(_WHOLE_TEXT.sub("", text))
        start = lines[first].start + max(lines[first].text.find(title[:4]), 0)
        yield preface.found(title, start, lines[last].end)


def _joins(text: str) -> bool:
    """Whether a line may be the upper part of a broken title."""
    text = clean_title(text)
    return (
        4 <= len(text) <= MAX_TITLE_LINE
        and find_region(text) is not None
        and not re.search(r"[。：:；;，,！？\d]$|通知|文件$|\d{4}年\d", text)
        and organ().fullmatch(text) is None
    )


def find_title(preface: Preface) -> Found | None:
    """Find the title a notice announces; else the first title line, one with a region first."""
    announced = _announced(preface)
    if announced is not None:
        return _above(preface, announced) or announced
    for aside in (False, True):
        found = list(_title_lines(preface, aside))
        regional = [title for title in found if find_region(title.value) is not None]
        if found:
            return _below_the_site(preface, regional or found)
    return None


def _above(preface: Preface, announced: Found) -> Found | None:
    """A title line above what is announced, of another region: its text tells what others issue."""
    region = find_region(announced.value)
    for title in _title_lines(preface, aside=False):
        own = find_region(title.value)
        if title.evidence.span.start >= announced.evidence.span.start:
            return None
        if own is not None and own != region:
            return title
    return None


def _below_the_site(preface: Preface, titles: list[Found]) -> Found:
    """The first title; where the site's line on the page stands below it, the one below that."""
    first, *rest = titles
    for after in rest:
        between = preface.document.text[first.evidence.span.end : after.evidence.span.start]
        if _SITE_LINE.search(between):
            return after
    return first
