"""What can be corrected of each kind of fact and of links, and how it is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from policycascade.model import (
    Basis,
    Nature,
    Op,
    ProgrammeKind,
    Relation,
    Role,
    TaskKind,
)
from policycascade.review.words import is_nothing, meaning, names, normal, nothing, word

Value = Decimal | int | str | StrEnum | None

#: Years that a plan can speak of.
EARLIEST, LATEST = 1900, 2100
#: Digits before the point, or noughts behind it, of any figure a plan could print.
MOST_DIGITS = 20

_SCALED = re.compile(r"^[\d.,\s]*[十百千]?[万亿]")


class Unfit(ValueError):
    """What a person wrote does not fit the field; the message says why, for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that can be corrected.

    Attributes:
        name: what it is called in files and in ``Review.corrections``.
        attribute: what it is called in the record.
        values: the controlled values, for fields that have such.
        kept: reads any other field's stored text.
        empty: whether it may be nothing.
    """

    name: str
    attribute: str
    values: type[StrEnum] | None = None
    kept: Callable[[str], Value] = str
    empty: bool = False

    def parse(self, text: str) -> str:
        """Read what a person wrote into the text that is kept.

        Raises:
            Unfit: if it does not fit the field.
        """
        if is_nothing(text):
            if not self.empty:
                raise Unfit("不能为空 (must not be empty)")
            return ""
        if self.values is not None:
            found = meaning(self.name, text)
            if found is None:
                choice = "、".join(word(self.name, name, "zh") for name in names(self.name))
                raise Unfit(f"“{text}”不在可选之列：{choice} (not one of the choices)")
            return found
        return _written(self.kept(text))

    def value(self, kept: str) -> Value:
        """The value of the text that is kept; an empty one is none."""
        if not kept:
            return None
        return self.values(kept) if self.values is not None else self.kept(kept)

    def show(self, value: object, lang: str) -> str:
        """A value as it stands in a cell."""
        if value is None:
            return ""
        if self.values is not None:
            return word(self.name, str(value), lang)
        return _written(value)

    def show_correction(self, kept: str, lang: str) -> str:
        """A correction as it stands in a cell; what was emptied is said in a word."""
        return self.show(self.value(kept), lang) or nothing(lang)


def _written(value: object) -> str:
    """Write a value so that it is read back the same.

    >>> _written(Decimal("3.25E+6")), _written(Decimal("95.0"))
    ('3250000', '95')
    """
    if not isinstance(value, Decimal):
        return str(value)
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _number(text: str) -> Decimal:
    """Read a plain number.

    >>> _number("3,250,000")
    Decimal('3250000')
    """
    plain = normal(text).replace(",", "")
    if _SCALED.match(plain):
        raise Unfit(f"“{text}”请把万、亿乘开，只写数字 (multiply 万 and 亿 out)")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Unfit(f"“{text}”不是数字，单位请写在单位列 (not a plain number)") from None
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise Unfit(f"“{text}”不是可用的数字 (no usable number)")
    return number


def _year(text: str) -> int:
    plain = normal(text).removesuffix("年").removesuffix(".0")
    if not (plain.isdecimal() and EARLIEST <= int(plain) <= LATEST):
        raise Unfit(f"“{text}”不是年份 (no year)")
    return int(plain)


def _name(text: str) -> str:
    return " ".join(text.split())


def _unit(text: str) -> str:
    unit = normal(text)
    if _SCALED.match(unit):
        raise Unfit(f"单位“{text}”请写基本单位，万、亿乘入数值 (write the base unit)")
    return unit


_FIGURE = (
    Field(name="indicator", attribute="indicator", kept=_name),
    Field(name="value", attribute="value", kept=_number, empty=True),
    Field(name="unit", attribute="unit", kept=_unit, empty=True),
    Field(name="op", attribute="op", values=Op),
    Field(name="basis", attribute="basis", values=Basis),
    Field(name="year_from", attribute="year_from", kept=_year, empty=True),
    Field(name="year_to", attribute="year_to", kept=_year),
    Field(name="nature", attribute="nature", values=Nature, empty=True),
)
_LINK = (Field(name="relation", attribute="relation", values=Relation),)

#: Kind → what can be corrected of it.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "target": _FIGURE,
    "outturn": _FIGURE,
    "programme": (
        Field(name="canonical", attribute="canonical", kept=_name),
        Field(name="programme_kind", attribute="kind", values=ProgrammeKind),
    ),
    "task": (Field(name="task_kind", attribute="kind", values=TaskKind),),
    "citation": (Field(name="role", attribute="role", values=Role),),
    "doubt": (),
    "target_link": _LINK,
    "programme_link": _LINK,
    "task_link": _LINK,
    "plan_link": _LINK,
}

#: Kind of link → the relations that join two ends of it.
RELATIONS: Mapping[str, tuple[Relation, ...]] = {
    "target_link": (
        Relation.SAME,
        Relation.STRICTER,
        Relation.LOOSER,
        Relation.SHARE,
        Relation.NOT_COMPARABLE,
    ),
    "programme_link": (Relation.CARRIED, Relation.RENAMED, Relation.SPECIFIED),
    "task_link": (Relation.CARRIED, Relation.MERGED, Relation.SPLIT, Relation.NARROWED),
    "plan_link": (Relation.BASIS, Relation.IMPLEMENTS, Relation.MENTION, Relation.PRESUMED),
}


def field(kind: str, name: str) -> Field | None:
    """The field of this name, if this kind has it."""
    return next((one for one in FIELDS[kind] if one.name == name), None)
