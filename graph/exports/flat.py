"""The graph with plain cells only, for formats that know no lists.

Lists of words are joined, lists of records become compact JSON, control characters that XML and
spreadsheets refuse are left out, and a number that is whole here and broken there is broken
everywhere, so that each column has one type.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

Cell = str | int | float | bool
Row = Mapping[str, Cell]

#: Joins the words of a list in one cell; Neo4j parts them again.
JOINED = ";"

#: A text that begins with one of these would be taken for a formula by a spreadsheet.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(value: str) -> str:
    r"""Leave out what neither XML nor a spreadsheet may hold.

    >>> clean("年均\x0b增长")
    '年均增长'
    """
    return _REFUSED.sub("", value)


def cell(value: Any) -> Cell:
    """Give one cell for a JSON value."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return clean(JOINED.join(item.replace(JOINED, "；") for item in value))
    if isinstance(value, list | dict):
        return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    if isinstance(value, str):
        return clean(value)
    assert isinstance(value, bool | int | float)
    return value


def safe(value: Cell) -> Cell:
    """Give text that a spreadsheet does not take for a formula.

    >>> safe("=1+1"), safe("5%"), safe(-5)
    ("'=1+1", '5%', -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def rows(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Cell]]:
    """Give the records as cells, each column of one type."""
    made = [{name: cell(value) for name, value in record.items()} for record in records]
    kinds: defaultdict[str, set[type]] = defaultdict(set)
    for row in made:
        for name, value in row.items():
            kinds[name].add(type(value))
    broken = {name for name, found in kinds.items() if found == {int, float}}
    mixed = {name for name, found in kinds.items() if len(found) > 1} - broken
    for row in made:
        row |= {name: float(row[name]) for name in broken & row.keys()}
        row |= {name: str(row[name]) for name in mixed & row.keys()}
    return made


def node_rows(graph: Graph) -> list[dict[str, Cell]]:
    """Give a row for each node; where its words stand is ``quote_start`` and ``quote_end``."""
    places = {"start": "quote_start", "end": "quote_end"}
    return rows(
        {"id": node} | {places.get(name, name): value for name, value in said.items()}
        for node, said in graph.nodes(data=True)
    )


def edge_rows(graph: Graph) -> list[dict[str, Cell]]:
    """Give a row for each edge; ``id`` is its own, ``link`` the record it stands for."""
    return rows(
        {"id": edge_id(key, said["kind"]), "source": source, "target": target, "link": key, **said}
        for source, target, key, said in graph.edges(keys=True, data=True)
    )


def edge_id(link: str, kind: str) -> str:
    """Tell apart the two edges, up and down, that stand for one link."""
    return f"{link}-down" if kind == "cascades_to" else link


def columns(table: Sequence[Row]) -> dict[str, type]:
    """Give the columns of a table and their types, in the order in which they first come."""
    found: dict[str, type] = {}
    for row in table:
        for name, value in row.items():
            found.setdefault(name, type(value))
    return found


def write_csv(head: Iterable[str], lines: Iterable[Iterable[Cell]]) -> str:
    """Write CSV (RFC 4180); truth values in small letters."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(
        [str(one).lower() if isinstance(one, bool) else one for one in line] for line in lines
    )
    return out.getvalue()
