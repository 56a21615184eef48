"""Targets and outturns of a plan: what it commits to, and what it says was achieved."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policycascade.extract import basis
from policycascade.extract.carrying import Chain
from policycascade.extract.clauses import Names, split_sentences
from policycascade.extract.drafts import Draft, finish
from policycascade.extract.lasting import (
    at_the_end,
    dates_a_thing,
    lasts,
    leads,
    names_one_end,
    shifted,
    tells_which,
)
from policycascade.extract.measures import find_measures
from policycascade.extract.plain_tables import find_plain_tables
from policycascade.extract.quantities import Quantity, find_quantities, half_width, read_wording
from policycascade.extract.reading import Reading
from policycascade.extract.readings import read_figures
from policycascade.extract.relative import find_relative
from policycascade.extract.tables import find_table_figures
from policycascade.extract.timing import Calendar, Moment, SectionIndex, Tense, find_moments
from policycascade.model import (
    Baseline,
    BlockKind,
    Document,
    Op,
    Outturn,
    Period,
    Section,
    Target,
)

#: How sure a figure read in each way is: about the share of true ones among those found on the
#: annotated plans.
CONFIDENCE = {"clause": 0.9, "list": 0.9, "state": 0.9, "tied": 0.8, "noun": 0.8, "inherited": 0.7}
#: What the items of a list that a paragraph leads begin with.
BULLETS = ("——", "—", "--", "●", "○", "•", "■", "◆")
#: A paragraph without figures that says of which years the next ones tell is not longer.
LONGEST_LEAD = 120
#: 注：企业数不包含个体户4.6万户 tells what a table counts, and commits to nothing.
_NOTE = re.compile(r"\s*[（(]?(?:附?注|备注|说明|指标解释)\s?\d{0,2}\s?[:：]")
#: Taken off where the vocabulary does not know the indicator.
UNKNOWN_LESS = 0.1


def find_figures(
    document: Document,
    sections: Sequence[Section],
    period: Period | None,
    issued_year: int | None = None,
) -> tuple[tuple[Target, ...], tuple[Outturn, ...]]:
    """Find targets and outturns, each in document order, in running text and in tables.

    Args:
        document: what was loaded.
        sections: those of ``outline.find_sections``.
        period: the years the plan covers; where it names none, ``issued_year`` stands in.
        issued_year: the year it was issued or published.
    """
    calendar = Calendar.of(period, issued_year, document.text)
    index = SectionIndex(sections, calendar)
    plain = tuple(find_plain_tables(document, calendar))
    drafts = list(find_table_figures(document, index, calendar, plain))
    lead, standing = "", _Standing(index, calendar)
    for block in document.blocks:
        if any(block.span in table.span for table in plain):
            continue
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            text = document.quote(block.span)
            if _NOTE.match(text):
                continue
            listed = text.lstrip().startswith(BULLETS)
            lead = lead if listed else text
            moment = standing.at(block.span.start, text)
            place = _Place(text, block.span.start, index, calendar, lead if listed else "", moment)
            drafts += _read_block(place)
    return finish(document, drafts)


@dataclass(slots=True)
class _Standing:
    """The years that a paragraph of a report without figures gives to those behind it.

    五年来，我们增进民生福祉。/ 新增床位3000张。: the second counts over the five years too, up to
    the next such paragraph or heading.
    """

    index: SectionIndex
    calendar: Calendar | None
    path: tuple[str, ...] = ()
    moment: Moment | None = None

    def at(self, offset: int, text: str) -> Moment | None:
        """The years that hold for the paragraph at ``offset``."""
        if self.calendar is None or self.calendar.years != 1:
            return None
        path = self.index.here(offset).path
        if path != self.path:
            self.path, self.moment = path, None
        if len(text) <= LONGEST_LEAD and not any(find_quantities(text)):
            moments = find_moments(text, self.calendar)
            opens = moments and leads(moments[0], half_width(text))
            self.moment = moments[0] if opens else self.moment
        return self.moment


@dataclass(frozen=True, slots=True)
class _Place:
    """A block of running text and where it stands."""

    text: str
    offset: int
    index: SectionIndex
    calendar: Calendar | None
    lead: str = ""  # the paragraph above a list: 到2025年，……。——甲……。——乙……。
    standing: Moment | None = None

    def section(self, at: int) -> tuple[tuple[str, ...], Tense | None]:
        return self.index.at(self.offset + at)


def _read_block(place: _Place) -> Iterator[Draft]:
    """Read a block sentence by sentence; a period named once holds until the next."""
    quantities = list(find_quantities(place.text))
    yield from find_relative(place.text, place.offset, place.index, place.calendar)
    if not quantities:
        return
    text, names = half_width(place.text), Names(place.text)
    carried = place.standing or place.index.here(place.offset).moment
    for moment in find_moments(place.lead, place.calendar):
        carried = moment if moment.point or moment.first < moment.last else carried
    at = 0
    one_end = names_one_end(text, place.calendar)
    for start, end in split_sentences(text):
        moments = [
            shifted(moment, start) for moment in find_moments(text[start:end], place.calendar)
        ]
        if one_end:
            moments = [at_the_end(moment, place.calendar) for moment in moments]
        here = []
        while at < len(quantities) and quantities[at].start < end:
            here.append(quantities[at])
            at += 1
        if here:
            yield from _read_sentence(place, (start, end), here, moments, carried, names)
        oldest = place.calendar.before[0] if place.calendar else 0
        lasting = [m for m in moments if m.last >= oldest and lasts(m, place.calendar)]
        lasting = [m for m in lasting if not tells_which(m, text)]
        if not start and not lasting and place.calendar and place.calendar.years == 1:
            lasting = [m for m in moments[:1] if m.last >= oldest and leads(m, text)]
        carried = lasting[-1] if lasting else carried


def _read_sentence(
    place: _Place,
    sentence: tuple[int, int],
    quantities: Sequence[Quantity],
    moments: Sequence[Moment],
    carried: Moment | None,
    names: Names,
) -> Iterator[Draft]:
    text = half_width(place.text)

    def tense_of(quantity: Quantity) -> Tense | None:
        moment = _governing(text, quantity, moments, carried, place)
        return _tense(place, quantity.start, moment)

    measures = find_measures(text, quantities, names, tense_of)
    chain = Chain(text)
    own_years = _years_of_each(text, moments, measures)
    for reading in read_figures(text, *sentence, measures):
        moment = own_years.get(reading.quantity.start) or _governing(
            text, reading.quantity, moments, carried, place
        )
        tense = _tense(place, reading.quantity.start, moment)
        reading, unit, flow = chain.take(reading)
        if tense in (Tense.FUTURE, Tense.PAST):
            yield _draft(place, reading, tense, moment, unit, flow, moment is not carried)


def _draft(
    place: _Place,
    reading: Reading,
    tense: Tense,
    moment: Moment | None,
    unit: str | None,
    flow: bool,
    named: bool,
) -> Draft:
    quantity = reading.quantity
    flow = flow and reading.start_value is None
    sort = basis.Sort.of(reading.indicator, reading.printed, reading.words, flow, unit)
    sort = dataclasses.replace(sort, named=named, became=reading.start_value is not None)
    span_of = basis.target_span if tense is Tense.FUTURE else basis.outturn_span
    span = span_of(sort, moment, place.calendar)
    path, _ = place.section(reading.quantity.start)
    printed = place.text[quantity.bound : quantity.end].strip()
    confidence = CONFIDENCE[reading.method] - (0 if reading.indicator.known else UNKNOWN_LESS)
    return Draft(
        tense=tense,
        start=place.offset + reading.start,
        end=place.offset + reading.end,
        section=path,
        indicator=reading.indicator,
        printed=reading.printed,
        op=quantity.op or Op.EQ,
        value=quantity.value,
        unit=unit,
        value_raw=printed,
        basis=span.basis,
        year_from=span.first,
        year_to=span.last,
        method=reading.method,
        confidence=round(confidence, 2),
        baseline=_baseline(place, reading, tense),
        relative_to=reading.tied,
        wording=read_wording(reading.words, printed),
        value_to=quantity.upper,
    )


def _baseline(place: _Place, reading: Reading, tense: Tense) -> Baseline | None:
    start = reading.start_value
    if start is None or tense is not Tense.FUTURE:
        return None
    return Baseline(
        value=start.value,
        unit=start.unit or reading.quantity.unit,
        year=place.calendar.first - 1 if place.calendar else None,
        value_raw=place.text[start.start : start.end],
    )


# ---------------------------------------------------------------- when


def _governing(
    text: str,
    quantity: Quantity,
    moments: Sequence[Moment],
    carried: Moment | None,
    place: _Place,
) -> Moment | None:
    """The time a figure is said of: the last one named before it that reaches so far.

    A single year ends at a semicolon; a period, and the state at the end of a year ahead, hold on.
    """
    oldest = place.calendar.before[0] if place.calendar else 0
    for moment in reversed(moments):
        if moment.at >= quantity.start or moment.last < oldest:
            continue
        if dates_a_thing(moment, text):
            continue
        if text[moment.end : moment.end + 1] == "的" and "，" in text[moment.end : quantity.start]:
            continue  # 提高至2019年的216万人次 says nothing of what follows
        ahead = place.calendar is None or moment.last >= place.calendar.first
        holds = moment.first < moment.last or (moment.point and ahead)
        if holds or not any(c in text[moment.end : quantity.start] for c in "；;"):
            return moment
    return carried


def _years_of_each(
    text: str, moments: Sequence[Moment], measures: Sequence[Quantity]
) -> dict[int, Moment]:
    """2022年、2023年、2024年分别培训1万、1.2万、1.5万人: the year of each figure, by its place."""
    for at, first in enumerate(moments):
        run = [first]
        for moment in moments[at + 1 :]:
            if text[run[-1].end : moment.at].strip() not in ("、", "和", "及"):
                break
            run.append(moment)
        behind = [q for q in measures if q.start >= run[-1].end]
        if (
            len(run) > 1
            and len(behind) >= len(run)
            and "分别" in text[run[-1].end : behind[0].start]
        ):
            return {q.start: moment for q, moment in zip(behind, run, strict=False)}
    return {}


def _tense(place: _Place, at: int, moment: Moment | None) -> Tense | None:
    """Whether a figure looks back or ahead: by the time named, else by its chapter."""
    _, chapter = place.section(at)
    if moment is None or place.calendar is None:
        return chapter if chapter is not None else Tense.FUTURE
    named = moment.tense(place.calendar)
    if chapter is Tense.CONTEXT and named is Tense.FUTURE:
        return chapter
    if chapter is Tense.PAST and named is Tense.FUTURE and moment.last <= place.calendar.first:
        return chapter  # a plan issued in its second year looks back on its first
    return named
