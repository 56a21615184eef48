"""Review files taken in: workbook or CSV → verdicts, every cell that does not fit named."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from policycascade.errors import ReviewError
from policycascade.model import Review, Verdict
from policycascade.review.fields import RELATIONS, Unfit
from policycascade.review.fields import field as field_of
from policycascade.review.filing import content
from policycascade.review.keys import ends_of, is_gap, is_plan, kind_of
from policycascade.review.rows import Row
from policycascade.review.tables import Cells, read_rows
from policycascade.review.words import meaning, normal

#: So many faults of a file are told; a person mends these and tries again.
MOST_FAULTS = 10

_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")


def _same(name: str) -> str:
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is known when a file is taken in.

    Attributes:
        rows: what was shown, by key; empty for a file that is read before its plans are.
        units: base units that figures are counted in.
        indicator, programme: give the canonical name of what a person wrote.
        name: who reviewed, where a row does not say.
        today: when, where a row does not say.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    indicator: Callable[[str], str] = _same
    programme: Callable[[str], str] = _same
    name: str = ""
    today: date | None = None


def read_reviews(path: Path, desk: Desk) -> tuple[Review, ...]:
    """Read the verdicts in a file; rows without one, and those that stand as filed, are left out.

    Raises:
        ReviewError: if it is no review file, or a row does not fit.
    """
    reviews: list[Review] = []
    faults: list[str] = []
    for sheet, number, cells in read_rows(path):
        try:
            review = review_of(cells, desk)
        except Unfit as unfit:
            faults.append(f"{sheet}第{number}行: {unfit}")
            continue
        if review is not None:
            reviews.append(review)
    if faults:
        more = len(faults) - MOST_FAULTS
        told = faults[:MOST_FAULTS] + ([f"另有{more}处 (and {more} more)"] if more > 0 else [])
        raise ReviewError(path, told)
    return tuple(reviews)


def review_of(cells: Cells, desk: Desk) -> Review | None:
    """The verdict in a row, unless there is none or it stands as filed.

    Raises:
        Unfit: if the row does not fit.
    """
    written = {
        name.removeprefix("corrected_"): text
        for name, text in cells.items()
        if name.startswith("corrected_")
    }
    if "verdict" not in cells:
        if written:
            raise Unfit("填了更正而没有选裁定 (a correction without a verdict)")
        return None
    key = cells.get("key", "").strip()
    kind = kind_of(key)
    if kind is None:
        raise Unfit(f"“键”不对，可能被改动: “{key}” (no key)")
    verdict = meaning("verdict", cells["verdict"])
    if verdict is None:
        raise Unfit(
            f"裁定“{cells['verdict']}”不认识，请选接受、驳回或更正 (accept, reject or correct)"
        )
    review = Review(
        key=key,
        kind=kind,
        plans=_ends(cells, kind, "plan"),
        quotes=_ends(cells, kind, "quote"),
        found=_found(cells, kind),
        verdict=Verdict(verdict),
        reviewer=" ".join(cells.get("reviewer", desk.name).split()),
        day=_day(cells.get("day", ""), desk.today),
        note=_note(cells.get("note", "")),
    )
    row = desk.rows.get(key)
    if row is not None:
        review = dataclasses.replace(review, plans=row.plans, quotes=row.quotes, found=row.found)
    review = dataclasses.replace(review, corrections=_corrections(review, written, desk))
    review = _pair(review, row)
    _check(review)
    return _signed(review, row, desk, dated="day" in cells)


def _ends(cells: Cells, kind: str, name: str) -> tuple[str, ...]:
    """What a row says of its plan or quote; of a link of both."""
    first = cells.get(name) or cells.get(f"upper_{name}", "")
    return (first, cells.get(f"lower_{name}", "")) if kind in RELATIONS else (first,)


def _found(cells: Cells, kind: str) -> str:
    if kind not in RELATIONS:
        return cells.get("found", "")
    written = cells.get("found") or cells.get("relation", "")
    relation = meaning("relation", written)
    if relation is None:
        raise Unfit(f"原判的关系“{written}”不认识 (no relation)")
    return relation


def _note(text: str) -> str:
    """A note as it is kept: without what no workbook can hold."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()


def _day(text: str, today: date | None) -> date:
    if not text.strip():
        if today is None:
            raise Unfit("没有日期 (no date)")
        return today
    match = _DATE.match(normal(text))
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise Unfit(f"日期“{text}”请写作 2026-01-05 (write the date so)")
    if today is not None and day > today + timedelta(days=1):
        raise Unfit(f"日期“{text}”在今天之后 (the date is in the future)")
    return day


def _corrections(review: Review, written: Cells, desk: Desk) -> dict[str, str]:
    if review.verdict is not Verdict.CORRECT:
        if written:
            raise Unfit("只有裁定为更正时才填更正列 (corrections go with the verdict 更正 only)")
        return {}
    kept = {}
    for name, text in sorted(written.items()):
        known = field_of(review.kind, name)
        if known is None:
            raise Unfit(f"这一类不能更正“{name}” (cannot be corrected here)")
        kept[name] = known.parse(text)
    if not kept:
        raise Unfit("裁定为更正，但没有填更正内容 (nothing is corrected)")
    if "unit" in kept:
        _check_unit(kept["unit"], review, desk)
    names = {"indicator": desk.indicator, "canonical": desk.programme}
    return {name: names.get(name, _same)(text) for name, text in kept.items()}


def _check_unit(unit: str, review: Review, desk: Desk) -> None:
    """A unit is one that is known, or one that the words themselves print."""
    if unit and unit not in desk.units and unit not in normal(review.quotes[0]):
        raise Unfit(f"单位“{unit}”不是已知的基本单位，也不见于原文 (unknown unit)")


def _pair(review: Review, row: Row | None) -> Review:
    """A correction of what was dropped or local joins it to what came nearest."""
    ends = ends_of(review.key)
    if review.verdict is not Verdict.CORRECT or not is_gap(review.key):
        return review
    if row is None or row.nearest is None:
        raise Unfit("没有“最接近者”可以关联 (there is no nearest element to link it with)")
    key, quote = row.nearest
    if is_plan(ends[0]):
        return dataclasses.replace(review, key=f"{key}~{ends[1]}", quotes=(quote, review.quotes[1]))
    return dataclasses.replace(review, key=f"{ends[0]}~{key}", quotes=(review.quotes[0], quote))


def _check(review: Review) -> None:
    if not review.reviewer:
        raise Unfit("没有审阅人，请填写或用 --name (no reviewer; fill in, or give --name)")
    first, last = review.corrections.get("year_from"), review.corrections.get("year_to")
    if first and last and int(first) > int(last):
        raise Unfit(f"起始年{first}晚于目标年{last} (the first year is after the last)")
    if review.kind not in RELATIONS or review.verdict is Verdict.REJECT:
        return
    allowed = [relation.value for relation in RELATIONS[review.kind]]
    gap = is_gap(review.key)
    wanted = review.corrections.get("relation", review.found)
    if not gap and wanted not in allowed:
        raise Unfit(
            "接受的须是已定的关系，更正的须是本类的关系；请用更正选定 "
            f"(correct it to one of: {', '.join(allowed)})"
        )


def _signed(review: Review, row: Row | None, desk: Desk, dated: bool) -> Review | None:
    """Leave out what stands as filed; what was changed under an old date is of today."""
    filed = row.review if row is not None else None
    if filed is None:
        return review
    as_filed = review if dated else dataclasses.replace(review, day=filed.day)
    if content(filed) == content(as_filed):
        return None
    if (filed.reviewer, filed.day) == (review.reviewer, review.day) and desk.today is not None:
        return dataclasses.replace(review, reviewer=desk.name or review.reviewer, day=desk.today)
    return review
