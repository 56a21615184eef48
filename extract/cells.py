"""Table cells and units of columns: ``[>25]`` under 万人 → more than 250000 人, a sum of years."""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from policycascade.extract.numerals import ARABIC_NUMBER, scale_factor, tidy
from policycascade.extract.quantities import (
    DASH,
    Quantity,
    bounds,
    find_quantities,
    half_width,
    unit_forms,
)
from policycascade.extract.words import alternation
from policycascade.model import Op


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and what a printed number is multiplied by to be in it: 万人 → 人, 10000."""

    base: str
    factor: Decimal


_UNIT_IN_HEAD = re.compile(r"^\s*(?P<scale>万亿|千万|百万|亿|万|千|百)?\s*(?P<unit>\S+?)\s*$")
_ASIDE = re.compile(r"[、，;；(（]")
_BRACKETED = re.compile(r"^\s*[\[(（【〔](.+?)[\])）】〕]\s*(%|‰)?\s*$")


@functools.lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """Read a unit as a column head or a bracket gives it.

    >>> read_unit("万人次"), read_unit("亿元"), read_unit("%"), read_unit("指标")
    (Unit(base='人次', factor=Decimal('10000')), Unit(base='元', factor=Decimal('100000000')), \
Unit(base='%', factor=Decimal('1')), None)
    """
    text = half_width(text).strip().removeprefix("单位").strip(" :：")
    if text in ("百分比", "百分数", "％"):
        text = "%"
    if text in unit_forms():
        base, factor = unit_forms()[text]
        return Unit(base, factor)
    match = _UNIT_IN_HEAD.match(text)
    if match and match["scale"] and match["unit"] in unit_forms():
        base, factor = unit_forms()[match["unit"]]
        return Unit(base, factor * scale_factor(match["scale"]))
    if match and "/" in text and len(text) <= 10 and _is_compound(text):
        return Unit(text, Decimal(1))
    return None


def _is_compound(text: str) -> bool:
    """人/万人, 元/吨标准煤: both sides are units, perhaps scaled."""
    sides = [side.lstrip("十百千万亿每") for side in text.split("/")]
    return len(sides) == 2 and all(side in unit_forms() for side in sides)


def read_cell(text: str, unit: Unit | None) -> tuple[Quantity, bool] | None:
    """Read a table cell; say too whether its number stands in brackets ([25] is a sum of years).

    Args:
        text: the cell as printed.
        unit: what the row or column says of the unit, for cells without one.
    """
    text = half_width(text)
    bracket = _BRACKETED.match(text)
    inner = f"{bracket[1]}{bracket[2] or ''}" if bracket else text
    shift = text.index(inner[0]) if inner else 0
    for found in find_quantities(inner):
        moved = _moved(found, shift)
        if found.unit is None and unit is not None and not found.state:
            moved = dataclasses.replace(
                moved,
                unit=unit.base,
                value=tidy(found.value * unit.factor),
                upper=None if found.upper is None else tidy(found.upper * unit.factor),
            )
        return moved, bracket is not None
    number = _bare_number(inner, unit)
    return (_moved(number, shift), bracket is not None) if number else None


def _bare_number(inner: str, unit: Unit | None) -> Quantity | None:
    """Read a cell that holds no unit of its own."""
    number = _cell_number_re().fullmatch(inner)
    if not number and unit is not None:  # >7、力争高于上期; 6.5（预计）
        number = _cell_number_re().fullmatch(_ASIDE.split(inner, maxsplit=1)[0])
    if not number:
        return None
    factor = unit.factor if unit else Decimal(1)
    before, after = bounds("before"), bounds("after")
    value = tidy(Decimal(number["number"].replace(",", "")) * factor)
    upper = tidy(Decimal(number["upper"].replace(",", "")) * factor) if number["upper"] else None
    op = before.get(number["before"] or "") or after.get(number["after"] or "")
    return Quantity(
        start=0,
        end=number.end(),
        bound=0,
        value=value,
        unit=unit.base if unit else None,
        op=op or (Op.GE if upper is not None else None),
        upper=upper if upper is not None and upper > value else None,
    )


@functools.cache
def _cell_number_re() -> re.Pattern[str]:
    before, after = alternation(bounds("before")), alternation(bounds("after"))
    return re.compile(
        rf"\s*(?P<before>{before})?\s*(?:达到|达|为)?\s*(?P<number>-?{ARABIC_NUMBER})"
        rf"(?:{DASH}(?P<upper>{ARABIC_NUMBER}))?\s*(?P<after>{after})?\s*[*①-⑩]?\s*"
    )


def _moved(quantity: Quantity, by: int) -> Quantity:
    return dataclasses.replace(
        quantity, start=quantity.start + by, end=quantity.end + by, bound=quantity.bound + by
    )
