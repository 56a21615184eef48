"""What a table of a workbook is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policycascade.model import End, Evidence
from policycascade.reports.places import place
from policycascade.reports.words import group

Value = str | Decimal | int | None

#: A text that begins with one of these would be read as a formula when it is typed in again.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")

TEXT, COUNT, NUMBER, PERCENT, SCORE = "@", "0", "#,##0.##", "0.0%", "0.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, how wide it is in characters, and how numbers are shown."""

    head: str
    width: int = 16
    form: str = TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of the workbook; so many columns at the left stay in view."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    frozen: int = 0


def column(key: str, lang: str, width: int = 16, form: str = TEXT, **values: object) -> Column:
    """Make a column whose head is one of the interface's words."""
    heads, interface = group("columns", lang), group("ui", lang)
    head = (heads.get(key) or interface[key]).format(**values)
    return Column(head=head, width=width, form=form)


def title(key: str, lang: str) -> str:
    """The name of a sheet."""
    return group("sheets", lang)[key]


def quote(end: End | None) -> str:
    """The words at an end of a link."""
    return end.evidence.quote if end else ""


def section(end: End | None) -> str:
    """Where an end of a link stands."""
    return place(end.evidence) if end else ""


def joined(evidence: Iterable[Evidence]) -> str:
    """Several quotes in one cell, a line each."""
    return "\n".join(side.quote for side in evidence)


def score(confidence: float) -> Decimal:
    """A confidence as a number of a cell."""
    return Decimal(str(round(confidence, 4)))
