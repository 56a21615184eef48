"""A report as one self-contained, printable page."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from policycascade.model import Cascade, Corpus, Document
from policycascade.reports.blocks import Cell, Line, Report, Spot, Style, caption
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.pair_report import pair_report
from policycascade.reports.pieces import colon
from policycascade.reports.svg import COLOURS
from policycascade.reports.words import say

#: A page that stands alone has no text to lead to.
NO_READER: Mapping[Spot, str] = {}


def render_html(
    corpus: Corpus,
    cascade: Cascade | None,
    lang: str = "zh",
    texts: Mapping[str, Document] | None = None,
) -> str:
    """Render the report on one pair of plans, or on the corpus where no pair is given."""
    if cascade is None:
        return page(corpus_report(corpus, lang))
    return page(pair_report(corpus, cascade, lang, texts))


def page(report: Report, readers: Mapping[Spot, str] = NO_READER) -> str:
    """Render any report; a quote leads to where it stands in its text, where that has an address.

    Args:
        report: what to render.
        readers: addresses seen from the page; none for a page that stands alone.
    """
    return _template().render(
        report=report,
        lang=report.lang,
        contents=say("contents", report.lang),
        reasons=say("reasons", report.lang),
        colon=colon(report.lang),
        caption=functools.partial(caption, lang=report.lang),
        version=version("policycascade"),
        colours=COLOURS,
        readers=readers,
        runs=runs,
        width=lambda grid, head: f"{100 * head.width / sum(h.width for h in grid.heads):.1f}%",
        kind=lambda block: type(block).__name__,
        Markup=Markup,
    )


def runs(cell: Cell) -> list[tuple[bool, list[Line]]]:
    """The lines of a cell, reasons that follow each other together."""
    parted = itertools.groupby(cell, key=lambda line: line.style is Style.REASON)
    return [(folded, list(lines)) for folded, lines in parted]


@functools.cache
def _template() -> Template:
    folder = files("policycascade.reports").joinpath("templates")
    names = ("page.html", "report.css")
    environment = Environment(
        loader=DictLoader({name: folder.joinpath(name).read_text("utf-8") for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
