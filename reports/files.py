"""Reports as files: every format is written from the same blocks and the same tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from policycascade.errors import PolicyCascadeError
from policycascade.model import Cascade, Corpus, Document
from policycascade.reports.blocks import Report, Spot
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.corpus_sheets import corpus_sheets
from policycascade.reports.csv_files import write_csv
from policycascade.reports.docx import write_docx
from policycascade.reports.html import page
from policycascade.reports.markdown import render_markdown
from policycascade.reports.packing import write_whole
from policycascade.reports.pair import Pair
from policycascade.reports.pair_report import pair_report
from policycascade.reports.png import to_png
from policycascade.reports.sheets import sheets
from policycascade.reports.tables import Sheet
from policycascade.reports.xlsx import write_xlsx

#: Formats that need an extra, and the module it brings.
NEEDS = {"docx": "docx"}


@dataclass(frozen=True)
class Subject:
    """What a report is on: one pair of plans, or a whole corpus where no cascade is given.

    Attributes:
        texts: plan id → the text it was read from, where at hand.
        readers: address of each quote in a reader, seen from the page; none where it stands alone.
    """

    corpus: Corpus
    cascade: Cascade | None = None
    texts: Mapping[str, Document] = field(default_factory=dict)
    readers: Mapping[Spot, str] = field(default_factory=dict)

    def report(self, lang: str) -> Report:
        """The report to be read."""
        if self.cascade is None:
            return corpus_report(self.corpus, lang)
        return pair_report(self.corpus, self.cascade, lang, self.texts)

    def sheets(self, lang: str) -> list[Sheet]:
        """The tables to be worked with."""
        if self.cascade is None:
            return corpus_sheets(self.corpus, lang)
        return sheets(Pair(self.corpus, self.cascade, self.texts), lang)


#: The formats that are one text.
TEXTS: dict[str, Callable[[Subject, str], str]] = {
    "html": lambda subject, lang: page(subject.report(lang), subject.readers),
    "md": lambda subject, lang: render_markdown(subject.report(lang)),
}

Writer = Callable[[Subject, Path, str], list[Path]]


def render(subject: Subject, form: str, lang: str) -> str:
    """A report as text.

    Raises:
        PolicyCascadeError: for a format that is no text.
    """
    if form not in TEXTS:
        raise PolicyCascadeError(
            f"{form.upper()} 需要 -o 指定写到哪里 ({form.upper()} needs a place to write to: -o)"
        )
    return TEXTS[form](subject, lang)


def _text(form: str) -> Writer:
    def write(subject: Subject, path: Path, lang: str) -> list[Path]:
        write_whole(path, render(subject, form, lang).encode("utf-8", "replace"))
        return [path]

    return write


def _docx(subject: Subject, path: Path, lang: str) -> list[Path]:
    write_docx(subject.report(lang), path)
    return [path]


def _xlsx(subject: Subject, path: Path, lang: str) -> list[Path]:
    write_xlsx(subject.sheets(lang), path)
    return [path]


def _csv(subject: Subject, path: Path, lang: str) -> list[Path]:
    return write_csv(subject.sheets(lang), path)


#: Format → how it is written; of ``csv`` the path is a folder, a file for each table.
WRITERS: dict[str, Writer] = {
    "html": _text("html"),
    "xlsx": _xlsx,
    "docx": _docx,
    "md": _text("md"),
    "csv": _csv,
}


def at_hand() -> tuple[str, ...]:
    """The formats that can be written with what is installed."""
    return tuple(form for form in WRITERS if form not in NEEDS or find_spec(NEEDS[form]))


def write_report(subject: Subject, form: str, path: Path, lang: str) -> list[Path]:
    """Write a report in one format; give the files.

    Raises:
        MissingExtra: if the format needs a package that is not installed.
    """
    return WRITERS[form](subject, path, lang)


#: Format of a picture → how its SVG becomes the file.
PICTURES: dict[str, Callable[[str], bytes]] = {
    "svg": lambda svg: svg.encode("utf-8", "replace"),
    "png": to_png,
}


def write_charts(
    subject: Subject, folder: Path, prefix: str, lang: str, form: str = "svg"
) -> list[Path]:
    """Write each picture of a report as a file; ``form`` is ``svg`` or ``png``.

    Raises:
        MissingExtra: if the form needs a package that is not installed.
    """
    written = []
    for chart in subject.report(lang).charts:
        path = folder / f"{prefix}-{chart.name}.{form}"
        write_whole(path, PICTURES[form](chart.svg))
        written.append(path)
    return written
