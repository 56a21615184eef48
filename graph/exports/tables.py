"""Tables of plans, tasks, programmes, targets, outturns and links, for R, Stata and spreadsheets.

CSV is UTF-8 with a byte-order mark and RFC 4180; text from plans that a spreadsheet would take for
a formula begins with an apostrophe. Parquet, where pyarrow is installed, has the text as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.errors import PolicyCascadeError
from policycascade.graph.exports.flat import Cell, rows, safe, write_csv
from policycascade.model import Words

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

_FACT = ("id", "plan", "plan_title", "level", "region", "field")
_WORDS = ("confidence", "method", "section", "start", "end", "quote")
_FIGURE = (
    *_FACT,
    *("indicator", "indicator_raw", "op", "value", "value_to", "unit", "value_raw", "basis"),
    *("year_from", "year_to", "nature", "baseline_value", "baseline_unit", "baseline_year"),
    *("baseline_raw", "relative_to", "wording", "place", *_WORDS),
)

#: Table → its columns: attributes of the graph's nodes or edges.
TABLES: Mapping[str, tuple[str, ...]] = {
    "plans": (
        *("id", "title", "level", "region", "region_code", "field", "issuer", "doc_number"),
        *("issued", "published", "period_start", "period_end", "source", "media_type", "sha256"),
    ),
    "tasks": (*_FACT, "number", "path", "title", "depth", "leaf", "task_kind", "organs", *_WORDS),
    "programmes": (
        *(*_FACT, "canonical", "programme_kind", "origin", "mentions", "members", "past"),
        *_WORDS,
    ),
    "targets": _FIGURE,
    "outturns": _FIGURE,
    "links": (
        *("id", "kind", "relation", "element", "name", "lower", "upper", "lower_plan"),
        *("upper_plan", "share", "amplification", "lag_days", "inverted", "confidence", "method"),
        *("flags", "why", "nearest", "quote", "quote_upper"),
    ),
}

#: The edges that are links, and which of their ends are elements.
_LINKS = ("derives_from", "undecided", "dropped_in", "local_to")

#: What the columns hold.
ABOUT: Mapping[str, Words] = {
    name: Words(zh=zh, en=en)
    for name, zh, en in (
        ("amplification", "加码幅度(率为百分点,水平为比值)", "amplification: points or a ratio"),
        ("baseline_raw", "基期值原文", "baseline as printed"),
        ("baseline_unit", "基期单位", "unit of the baseline"),
        ("baseline_value", "基期值", "baseline"),
        ("baseline_year", "基期年", "year of the baseline"),
        ("basis", "口径:累计、年度、期末、保持", "basis: cumulative, annual, end, keep"),
        ("canonical", "项目通用名", "name of the programme"),
        ("confidence", "置信度 0–1", "confidence, 0 to 1"),
        ("depth", "标题深度", "depth of the heading"),
        ("doc_number", "发文字号", "document number"),
        ("element", "联结的内容种类", "what the link joins"),
        ("end", "原文止于第几字", "where the words end in the text"),
        ("field", "政策领域", "policy field"),
        ("flags", "提示", "flags"),
        ("id", "编号", "identifier"),
        ("indicator", "指标通用名", "indicator"),
        ("indicator_raw", "指标原文", "indicator as printed"),
        ("inverted", "倒挂:上级晚于下级", "the upper plan is younger"),
        ("issued", "印发日期", "date of issue"),
        ("issuer", "发文机关", "issuing organ"),
        ("kind", "边的种类", "kind of edge"),
        ("lag_days", "时滞天数", "days between the dates of issue"),
        ("leaf", "其下再无任务", "no task below it"),
        ("level", "层级", "level"),
        ("lower", "下级一端的编号", "id of the lower end"),
        ("lower_plan", "下级规划的编号", "id of the lower plan"),
        ("media_type", "文件格式", "format of the file"),
        ("members", "成员", "members"),
        ("mentions", "原文写法", "as printed"),
        ("method", "方法", "how it was found"),
        ("name", "名称", "name"),
        ("nature", "约束性或预期性", "binding or expected"),
        ("nearest", "被否定的最近者", "nearest that was refused"),
        ("number", "编号原文", "number as printed"),
        ("op", "约束符号", "comparator"),
        ("organs", "责任单位", "organs responsible"),
        ("origin", "最初层级", "level that owns it"),
        ("past", "仅为既往", "past only"),
        ("path", "各级标题编号", "numbers of the headings"),
        ("period_end", "规划期末年", "last year"),
        ("period_start", "规划期首年", "first year"),
        ("place", "在正文或表中", "text or table"),
        ("plan", "规划编号", "id of the plan"),
        ("plan_title", "规划标题", "title of the plan"),
        ("programme_kind", "项目种类", "kind of programme"),
        ("published", "公布日期", "day it was put up"),
        ("quote", "原文(联系为下级原文)", "words of the plan; of a link, of the lower plan"),
        ("quote_upper", "上级原文", "words of the upper plan"),
        ("region", "行政区", "region"),
        ("region_code", "行政区划代码 GB/T 2260", "code of the region, GB/T 2260"),
        ("relation", "关系", "relation"),
        ("relative_to", "相对于", "what it is tied to"),
        ("section", "所在标题编号", "numbers of the headings above it"),
        ("sha256", "文件校验和", "checksum of the file"),
        ("share", "分担比", "share of the upper figure"),
        ("source", "文件名", "file"),
        ("start", "原文始于第几字", "where the words begin in the text"),
        ("task_kind", "任务种类", "kind of task"),
        ("title", "标题", "title"),
        ("unit", "单位", "unit"),
        ("upper", "上级一端的编号", "id of the upper end"),
        ("upper_plan", "上级规划的编号", "id of the upper plan"),
        ("value", "数值(基本单位)", "value in the base unit"),
        ("value_raw", "数值原文", "value as printed"),
        ("value_to", "数值区间上限(基本单位)", "upper end of a range, in the base unit"),
        ("why", "说明", "why"),
        ("wording", "措辞软硬", "hard or soft wording"),
        ("year_from", "起始年", "first year"),
        ("year_to", "目标年", "target year"),
    )
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows hold a cell for what is known."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Cell]]


def tables(graph: Graph) -> list[Table]:
    """Give every table of the graph, rows in the order of their ids."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
    for node, said in graph.nodes(data=True):
        if (name := f"{said['kind']}s") in found:
            found[name].append({"id": node, **said})
    for source, target, key, said in graph.edges(keys=True, data=True):
        if said["kind"] in _LINKS:
            ends = {"lower": source, "upper": target}
            if said["kind"] == "dropped_in":
                ends = {"upper": source}
            elif said["kind"] == "local_to":
                ends = {"lower": source}
            found["links"].append({"id": key, **said, **ends})
    return [
        Table(
            name,
            columns,
            sorted(
                rows({c: row[c] for c in columns if c in row} for row in found[name]),
                key=lambda row: str(row["id"]),
            ),
        )
        for name, columns in TABLES.items()
    ]


def write_tables(graph: Graph, folder: Path) -> list[Path]:
    """Write each table as CSV; give the files."""
    written = []
    for table in tables(graph):
        lines = ([safe(row.get(name, "")) for name in table.columns] for row in table.rows)
        path = folder / f"{table.name}.csv"
        path.write_text("\ufeff" + write_csv(table.columns, lines), encoding="utf-8", newline="")
        written.append(path)
    return written


def write_parquet(graph: Graph, folder: Path) -> list[Path]:
    """Write each table as Parquet; give the files.

    Raises:
        PolicyCascadeError: if pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise PolicyCascadeError(
            "Parquet 需要 pyarrow:pip install policycascade[parquet] (Parquet needs pyarrow)"
        ) from None
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    written = []
    for table in tables(graph):
        types = {name: _type(table, name) for name in table.columns}
        made = arrow.table(
            {name: [row.get(name) for row in table.rows] for name in table.columns},
            schema=arrow.schema([(name, kinds[kind]) for name, kind in types.items()]),
        )
        path = folder / f"{table.name}.parquet"
        parquet.write_table(made, path)
        written.append(path)
    return written


def _type(table: Table, column: str) -> type:
    return next((type(row[column]) for row in table.rows if column in row), str)


def schema(table: Table) -> list[dict[str, str]]:
    """Describe the columns as a Frictionless table schema does."""
    words = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return [
        {
            "name": name,
            "type": words[_type(table, name)],
            "title": ABOUT[name].zh,
            "description": ABOUT[name].en,
        }
        for name in table.columns
    ]
