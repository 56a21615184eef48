"""A report as Markdown: headings, pipe tables, quotes; nothing of a plan's words becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policycascade.reports.blocks import (
    Block,
    Cell,
    Chart,
    Grid,
    Heading,
    Line,
    Paragraph,
    Points,
    Report,
    Style,
    caption,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
#: What makes a heading, a list or a rule at the start of a line.
_LEADING = re.compile(r"^(\d*)([#+.)=-])")


def render_markdown(report: Report) -> str:
    """Render any report."""
    head = f"{report.kicker}\n\n# {' → '.join(map(escape, report.title))}"
    parts = (part for block in report.blocks for part in _block(block, report.lang))
    return "\n\n".join((head, *parts)) + "\n"


def escape(text: str) -> str:
    r"""Keep words from being read as markup; white space becomes one blank.

    >>> escape("<b> 1|2"), escape("1. 就业")
    ('\\<b\\> 1\\|2', '1\\. 就业')
    """
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _block(block: Block, lang: str) -> Iterator[str]:
    if isinstance(block, Heading):
        number = f"{block.number} " if block.number else ""
        yield f"{'#' * block.depth} {number}{escape(block.text)}"
    elif isinstance(block, Paragraph):
        words = "  \n".join(map(_line, block.lines))
        marked = words if block.tone != "warn" else f"**{words}**"
        yield f"> {words}" if block.tone == "cite" else marked
    elif isinstance(block, Points):
        if block.items:
            yield "\n".join(_points(block))
    elif isinstance(block, Chart):
        yield from _grid(block.data, caption(block, lang))
        yield escape(block.note)
    else:
        yield from _grid(block, caption(block, lang))


def _points(block: Points) -> Iterator[str]:
    for item in block.items:
        label = f"**{escape(item.label)}** " if item.label else ""
        refs = "".join(f" [{escape(name)}]" for _, name in item.refs)
        yield f"- {label}{escape(item.text)}{refs}"
        yield from (f"  - {_line(proof)}" for proof in item.proofs)


def _grid(grid: Grid, title: str) -> Iterator[str]:
    yield f"**{escape(title)}**"
    rule = ("---:" if head.number else "---" for head in grid.heads)
    rows = [
        _row([escape(head.text) for head in grid.heads]),
        _row(list(rule)),
        *(_row([_cell(cell) for cell in row.cells]) for row in grid.rows),
    ]
    yield "\n".join(rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell if line.style is not Style.REASON)


def _line(line: Line) -> str:
    words = escape(line.text)
    if line.style is Style.QUOTE:
        label = f"{escape(line.label)} " if line.label else ""
        where = f" {escape(line.where)}" if line.where else ""
        return f"{label}「{words}」{where}"
    if line.style in (Style.STRONG, Style.RELATION, Style.TAG) and words:
        return f"**{words}**"
    return words
