"""Targets and outturns of a text, each as one line: how the tables of tests state them.

``indicator | bound value unit | basis | years | nature, ties, baseline, wording``
"""

from __future__ import annotations

from documents import document

from policycascade.extract.outline import find_sections
from policycascade.extract.targets import find_figures
from policycascade.model import Figure, Outturn, Period, Target


def read(text: str, period: list[int] | None) -> tuple[tuple[Target, ...], tuple[Outturn, ...]]:
    plan = document(text)
    years = Period(start=period[0], end=period[1]) if period else None
    return find_figures(plan, find_sections(plan), years)


def line(figure: Figure) -> str:
    value = "-" if figure.value is None else str(figure.value)
    parts = [
        figure.indicator,
        f"{figure.op.value} {value} {figure.unit or '-'}",
        figure.basis.value,
        f"{figure.year_from}-{figure.year_to}",
    ]
    if figure.nature:
        parts.append(figure.nature.value)
    if figure.relative_to:
        parts.append(f"tied to {figure.relative_to}")
    if figure.baseline:
        start = figure.baseline
        parts.append(f"from {start.value} {start.unit} {start.year}")
    if figure.wording:
        parts.append(figure.wording.value)
    return " | ".join(parts)
