"""Answers to a question, as a table, CSV, TSV, JSON, XLSX, DataFrame, or as triples."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycascade.errors import QueryError
from policycascade.graph.answers import write_triples
from policycascade.graph.exports.flat import FORMULA_STARTS, clean, safe, write_csv
from policycascade.model import Words

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from pyoxigraph import Triple

Cell = str | int | float | bool | Decimal | date | None

#: A table on a screen shows so much of a cell, and at least so much where the screen is narrow.
CELL_WIDTH, LEAST_WIDTH = 48, 6
#: What parts two columns.
GAP = "  "
#: No more characters fit a cell of a workbook.
LONGEST = 32_767


def _plain(value: Cell) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _width(shown: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


def _cut(shown: str, width: int) -> str:
    """Fit a text into a width; of a long one no more is looked at than can fit.

    >>> _cut("就业 优先", 20), _cut("就业优先", 6)
    ('就业 优先', '就业…')
    """
    shown = " ".join(shown.split())[: width + 1]
    if _width(shown) <= width:
        return shown
    while _width(shown) > width - 1:
        shown = shown[:-1]
    return shown + "…"


def _fitting(widths: Sequence[int], screen: int | None) -> list[int]:
    """Narrow the widest columns until a line fits the screen, as far as columns can be narrow.

    >>> _fitting([48, 10, 4], 40), _fitting([48, 10], 100)
    ([22, 10, 4], [48, 10])
    """
    kept = list(widths)
    while screen and sum(kept) + len(GAP) * (len(kept) - 1) > screen and max(kept) > LEAST_WIDTH:
        kept[kept.index(max(kept))] -= 1
    return kept


def _show(value: Cell) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(_plain(value))


def _safe(value: Cell) -> str:
    """A cell of a file that a spreadsheet may open: words never become a formula."""
    return str(safe(value)) if isinstance(value, str) else _show(value)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a question.

    Attributes:
        columns: variable names; an ASK has ``answer``, a CONSTRUCT subject, predicate, object.
        labels: what the columns of a saved query show.
        triples: of a CONSTRUCT or DESCRIBE, in order; else none.
        cut: whether there are more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: Mapping[str, Words] = field(default_factory=dict)
    triples: tuple[Triple, ...] = ()
    cut: bool = False

    def heads(self, lang: str) -> list[str]:
        """What the columns are called in ``lang``."""
        return [self.labels[c].get(lang) if c in self.labels else c for c in self.columns]

    def to_table(self, lang: str = "zh", width: int | None = None) -> str:
        """Show the rows in aligned columns; long cells are cut, so use CSV or JSON to keep all.

        Args:
            lang: language of the heads.
            width: of the screen; the widest columns are cut until a line fits.
        """
        lines = [self.heads(lang), *([_show(cell) for cell in row] for row in self.rows)]
        natural = [max(map(_width, column)) for column in zip(*lines, strict=True)]
        widths = _fitting([min(one, CELL_WIDTH) for one in natural], width)
        cells = [[_cut(cell, widths[n]) for n, cell in enumerate(line)] for line in lines]
        cells.insert(1, ["-" * width for width in widths])
        shown = (
            GAP.join(
                cell + " " * (width - _width(cell))
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in cells
        )
        more = ",还有更多 and more" if self.cut else ""
        if any(one > kept for one, kept in zip(natural, widths, strict=True)):
            more += "；长的格子已截短，全文用 --format csv (long cells are cut; csv has all)"
        return "\n".join(shown) + f"\n({len(self.rows)} 行 rows{more})\n"

    def to_csv(self, bom: bool = False) -> str:
        """Give CSV (RFC 4180); with a byte-order mark spreadsheets read Chinese right."""
        lines = ([_safe(cell) for cell in row] for row in self.rows)
        return ("\ufeff" if bom else "") + write_csv(self.columns, lines)

    def to_tsv(self) -> str:
        """Give tab-separated values, a line each; white space in a cell becomes a space."""
        lines = [self.columns, *([_safe(cell) for cell in row] for row in self.rows)]
        return "".join("\t".join(" ".join(one.split()) for one in row) + "\n" for row in lines)

    def to_json(self) -> str:
        """Give JSON: the columns, and one object a row."""
        rows = [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]
        answer = {"columns": list(self.columns), "rows": rows}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def to_xlsx(self, lang: str = "zh") -> bytes:
        """Give a workbook with one sheet; words stay words, whatever they begin with."""
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        book = Workbook()
        page = book.worksheets[0]
        page.append(self.heads(lang))
        for number, row in enumerate(self.rows, 2):
            for place, value in enumerate(row, 1):
                cell = page.cell(number, place)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.value = clean(value)[:LONGEST] if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.quotePrefix = value.startswith(FORMULA_STARTS)
        for place, head in enumerate(page[1], 1):
            head.font = Font(bold=True)
            page.column_dimensions[get_column_letter(place)].width = 18
        page.freeze_panes = "A2"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def to_dataframe(self) -> pd.DataFrame:
        """Give a pandas table."""
        import pandas as pd

        rows = [[_plain(cell) for cell in row] for row in self.rows]
        return pd.DataFrame(rows, columns=list(self.columns))

    # ------------------------------------------------------------ triples

    def to_rdf(self, media_type: str = "text/turtle") -> str:
        """Give the triples of a CONSTRUCT as Turtle, or in another form of ``answers.TRIPLES``.

        Raises:
            QueryError: if the question gave rows.
        """
        self._need_triples()
        return write_triples(self.triples, media_type).decode()

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the triples of a CONSTRUCT as a graph: addresses are nodes, literals attributes.

        Raises:
            QueryError: if the question gave rows.
        """
        import networkx as nx
        from pyoxigraph import Literal

        self._need_triples()
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for triple in self.triples:
            name, subject = _local(str(triple.predicate)), _name(triple.subject)
            graph.add_node(subject)
            if isinstance(triple.object, Literal):
                graph.nodes[subject].setdefault(name, []).append(triple.object.value)
            else:
                graph.add_edge(subject, _name(triple.object), key=name, kind=name)
        return graph

    def _need_triples(self) -> None:
        if self.columns != ("subject", "predicate", "object"):
            raise QueryError(
                "",
                "只有 CONSTRUCT 或 DESCRIBE 的结果是图 (only CONSTRUCT and DESCRIBE give a graph)",
            )


def _name(term: Any) -> str:
    return str(getattr(term, "value", term))


def _local(address: str) -> str:
    """The last part of an address.

    >>> _local("<https://w3id.org/policycascade/ns#derivesFrom>")
    'derivesFrom'
    """
    return address.strip("<>").replace("#", "/").rpartition("/")[2]
