"""When a figure counts: the times a text names, and which chapters look back and which ahead."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from policycascade.extract.numerals import parse_numeral, plain_digits
from policycascade.extract.words import alternation, words
from policycascade.model import Period, Section

_FIRST_PLAN_YEAR = 1951  # 一五 1953–1957 apart, the n-th five years end in 1955 + 5·n


class Tense(StrEnum):
    """Which way a stretch of text looks."""

    PAST = "past"
    FUTURE = "future"
    CONTEXT = "context"  # circumstances and challenges: figures there are neither
    PRINCIPLE = "principle"  # guiding thought: no commitments there


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time the text names.

    Attributes:
        at: where it is printed.
        end: where it ends.
        first, last: years, both included.
        point: the state at that time (到2025年, 期末), not the time through (“十四五”期间).
    """

    at: int
    end: int
    first: int
    last: int
    point: bool

    def tense(self, calendar: Calendar) -> Tense:
        """Whether it lies before the plan's first year."""
        return Tense.PAST if self.last < calendar.first else Tense.FUTURE


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years of a plan, and those it looks back on."""

    first: int
    last: int

    @classmethod
    def of(
        cls, period: Period | None, issued: int | None = None, text: str = ""
    ) -> Calendar | None:
        """The plan's period; failing that, from the year it was issued to the one it aims at.

        >>> Calendar.of(None, 2021, "到2023年，…。到2023年末，…。到2030年，…。")
        Calendar(first=2021, last=2023)
        """
        if period is not None:
            return cls(period.start, period.end)
        aims = Counter(
            year
            for year in map(int, _AIM_RE.findall(plain_digits(text)))
            if issued is None or issued < year <= issued + LONGEST_PLAN
        )
        last = min(aims, key=lambda year: (-aims[year], year)) if aims else issued
        first = issued if issued is not None else min(aims, default=None)
        if first is None or last is None:
            return None
        return cls(_undated(last, text) if issued is None and first == last else first, last)

    @property
    def years(self) -> int:
        """How many years the plan covers."""
        return self.last - self.first + 1

    @property
    def before(self) -> tuple[int, int]:
        """The years looked back on: the five before a five-year plan, else the year before."""
        return (self.first - 5 if self.years == 5 else self.first - 1, self.first - 1)


def _undated(last: int, text: str) -> int:
    """The first year of a plan without a date: of the years it names one by one up to its last.

    >>> _undated(2022, "到2022年，…。其中：2020年，…；2021年，…"), _undated(2022, "到2022年，…")
    (2020, 2021)
    """
    named = set(map(int, re.findall(r"(?<!\d)(20\d\d)\s?年", plain_digits(text))))
    years = range(last - 1, last - LONGEST_PLAN, -1)
    run = list(itertools.takewhile(named.__contains__, years))
    return run[-1] if run else last - 1


#: 面临的形势和挑战 is a chapter on circumstances; 就业形势保持总体稳定… among goals is a goal.
_SHORT_TITLE = 12

#: 建设基础, 良好的工作基础 look back; 夯实算力基础 does not.
_BASIS_RE = re.compile("(?!夯实|筑牢|打牢|强化|加强|巩固|提升|奠定|厚植|打好|做强).{2,6}基础")

#: A plan that names no period aims at a year within so many.
LONGEST_PLAN = 6
_AIM_RE = re.compile(r"(?<!截至)(?<!截止)到\s?(20\d\d)\s?年")

_FIVE_YEARS = r"[“\"‘]{0,2}(?P<plan>[一二]?十[一二三四五六七八九]?)五[”\"’]{0,2}(?:规划)?"
_MOMENT_RE = re.compile(
    rf"{_FIVE_YEARS}(?:(?P<plan_end>期末|末期|末年|末|收官)|(?P<plan_span>时期|期间|以来|期内|这五年|五年))"
    r"|(?P<from>20\d\d)\s?年?(?:[—–\-~～至到]{1,2})(?P<to>20\d\d)\s?年(?!.{0,3}[》）)])"
    r"|(?P<up>截至到|截止到|截至|截止|到|至)?\s?(?P<year>20\d\d|二[〇○零]\S{2})\s?年(?P<rest>[底末初]|年底|年末|\d{1,2}月底?)?"
    r"(?!度?[《（(〔\[])(?!版|级|度全|第)"
    r"|(?P<past_years>(?:过去|近|这|刚刚过去的|过去的|近来)?(?P<past_count>[五5三3])年(?:来|间|以来|里|中(?!期|长期))|过去(?:的)?五年|这[五5]年(?=[，,])|本届政府任期(?!的?(?:第|首|最后|开局|满))|近五年)"
    r"|(?P<next_years>(?:今后|未来|以后)(?P<next_count>[五5三3])年)"
    r"|(?P<last_year>(?<![比较同与上])(?:去年|上年|过去一年|过去的一年|一年来|这一年(?=[，,])))"
    r"|(?P<this_year>(?<![比较同与])(?:今年(?!以来)|本年度))"
    r"|(?P<term_end>(?:规划)?期末|期内末)"
)


def find_moments(text: str, calendar: Calendar | None) -> list[Moment]:
    """Find the times a text names, in order; years that are only compared with are left out.

    >>> for moment in find_moments("“十三五”期间，比2015年增长；到2025年，", None):
    ...     print(moment.first, moment.last, moment.point)
    2016 2020 False
    2025 2025 True
    """
    found = []
    text = plain_digits(text)
    for match in _MOMENT_RE.finditer(text):
        years = _years(match, calendar)
        if years is None or _is_compared(text, match):
            continue
        first, last, point = years
        found.append(Moment(at=match.start(), end=match.end(), first=first, last=last, point=point))
    return found


def _is_compared(text: str, match: re.Match[str]) -> bool:
    """比2020年, 与2015年相比, 在2020年基础上."""
    if not (match["year"] or match["last_year"] or match["plan_span"]) or match["up"]:
        return False
    before = text[match.start() - 1 : match.start()]
    if text[: match.start()].endswith(("特别是", "尤其是")):
        return False
    behind = text[match.end() : match.end() + 6]
    if before in ("由", "从", "自"):  # 由2015年的121家; but 从2021年起
        return not behind.startswith(("起", "开始", "以来"))
    return before in words("figures")["compared"] or behind.startswith(("相比", "基础上", "为基"))


def _years(match: re.Match[str], calendar: Calendar | None) -> tuple[int, int, bool] | None:
    if match["plan"]:
        number = parse_numeral(match["plan"])
        if number is None:
            return None
        first = _FIRST_PLAN_YEAR + 5 * int(number)
        end = match["plan_end"] is not None
        return (first + 4 if end else first, first + 4, end)
    if match["from"]:
        return int(match["from"]), int(match["to"]), False
    if match["year"]:
        year = parse_numeral(match["year"])
        if year is None or not 1949 < year < 2100:
            return None
        point = bool(match["up"] or (match["rest"] or "初")[0] != "初")
        return int(year), int(year), point
    return None if calendar is None else _relative_years(match, calendar)


def _relative_years(match: re.Match[str], calendar: Calendar) -> tuple[int, int, bool]:
    """五年来, 今年, 去年, 期末: counted from the plan's first year."""
    first, last = calendar.first, calendar.last
    if match["past_years"]:
        count = {"三": 3, "3": 3}.get(match["past_count"] or "", 5)
        return first - count, first - 1, False
    if match["next_years"]:
        count = {"三": 3, "3": 3}.get(match["next_count"] or "", 5)
        return first, first + count - 1, False
    if match["last_year"]:
        return first - 1, first - 1, False
    if match["this_year"]:
        return first, first, False
    return last, last, True


# ---------------------------------------------------------------- sections


@functools.cache
def _title_re(kind: str) -> re.Pattern[str]:
    return re.compile(alternation(words("figures")["sections"][kind]))


def _title_tense(title: str, calendar: Calendar | None) -> Tense | None:
    """What a heading by itself says."""
    if re.search("完成情况|实现情况|落实情况", title) or _BASIS_RE.fullmatch(title):
        return Tense.PAST
    if _title_re("turn_future").search(title) or re.search("目标|任务|指标", title):
        return Tense.FUTURE
    moments = find_moments(title, calendar)
    if calendar and moments and all(m.tense(calendar) is Tense.PAST for m in moments):
        return Tense.PAST
    for kind in (Tense.PAST, Tense.CONTEXT, Tense.PRINCIPLE, Tense.FUTURE):
        dealt_with = kind is Tense.CONTEXT and _title_re("dealt_with").search(title)
        if not dealt_with and _title_re(kind.value).search(title):
            return kind
    if moments and calendar and moments[-1].tense(calendar) is Tense.FUTURE:
        return Tense.FUTURE
    return None


def _settle(own: Tense | None, above: Tense | None, title: str) -> Tense | None:
    """What a heading says under another: 重点工程扎实推进 among achievements stays the past."""
    if own is None or above is None:
        return own or above
    if own is Tense.PRINCIPLE and _title_re("principle").fullmatch(title):
        return own
    if above is Tense.PAST and own in (Tense.FUTURE, Tense.PRINCIPLE):
        return own if _title_re("turn_future").search(title) else above
    if above is Tense.FUTURE and own is Tense.PAST:
        return own if _title_re("turn_past").search(title) else above
    if above is Tense.FUTURE and own is Tense.CONTEXT:
        ends = _title_re("context").search(title, max(0, len(title) - 4))
        return own if ends and len(title) <= _SHORT_TITLE else above
    if above is Tense.CONTEXT and own is Tense.FUTURE:
        return own if _title_re("turn_future").search(title) else above
    return own


def _title_moment(title: str, tense: Tense | None, calendar: Calendar | None) -> Moment | None:
    """The years a heading gives its figures, where they are not those of its tense anyway."""
    if calendar is None or tense not in (Tense.PAST, Tense.FUTURE):
        return None
    usual = (calendar.first, calendar.last) if tense is Tense.FUTURE else calendar.before
    own = [m for m in find_moments(title, calendar) if m.tense(calendar) is tense]
    if len(own) != 1 or (own[0].first, own[0].last) == usual:
        return None  # 过去五年和2021年工作回顾: either
    return own[0]


@dataclass(frozen=True, slots=True)
class Here:
    """What the headings above a place say: the path, which way they look, and of which years."""

    path: tuple[str, ...] = ()
    tense: Tense | None = None
    moment: Moment | None = None


class SectionIndex:
    """The section at any place of a document, and whether it looks back or ahead."""

    def __init__(self, sections: Sequence[Section], calendar: Calendar | None) -> None:
        self._starts: list[int] = []
        self._here: list[Here] = []
        stack: list[tuple[Section, Here]] = []
        for section in sorted(sections, key=lambda s: (s.span.start, -s.span.end)):
            self._close(stack, section.span.start)
            above = stack[-1][1] if stack else Here()
            tense = _settle(_title_tense(section.title, calendar), above.tense, section.title)
            moment = _title_moment(section.title, tense, calendar)
            if tense is above.tense:
                moment = moment or above.moment
            stack.append((section, Here(section.path, tense, moment)))
            self._mark(section.span.start, stack[-1][1])
        self._close(stack, None)

    def _mark(self, at: int, here: Here) -> None:
        self._starts.append(at)
        self._here.append(here)

    def _close(self, stack: list[tuple[Section, Here]], until: int | None) -> None:
        while stack and (until is None or stack[-1][0].span.end <= until):
            ended, _ = stack.pop()
            self._mark(ended.span.end, stack[-1][1] if stack else Here())

    def here(self, offset: int) -> Here:
        """What the innermost heading above ``offset``, and those above it, say."""
        place = bisect_right(self._starts, offset) - 1
        return self._here[place] if place >= 0 else Here()

    def at(self, offset: int) -> tuple[tuple[str, ...], Tense | None]:
        """Path and tense of the innermost section at ``offset``."""
        here = self.here(offset)
        return here.path, here.tense
