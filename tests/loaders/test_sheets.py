"""XLSX and CSV: what the cells show, in tables with their addresses."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from printing import package

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.extract import read_plan
from policycascade.loaders import sheets, source_position
from policycascade.loaders.printed_numbers import print_value
from policycascade.model import Document

Row = list[Any]
INDICATORS: list[Row] = [
    ["宁波市“十四五”银龄服务规划主要指标"],
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    [1, "城镇新增就业人数", "万人", 18.5, 95, "预期性"],
    [2, "基本养老保险参保率", "%", 0.94, 0.96, "约束性"],
    [],
    ["注：2025年为目标值。"],
]


def workbook(*rows: Row, title: str = "Sheet1", merge: str = "", percent: str = "") -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    for address in percent.split():
        sheet[address].number_format = "0%"
    book.save(file)
    return file.getvalue()


@pytest.fixture
def read(document: Callable[[bytes, str], Document]) -> Callable[..., Document]:
    return document


def test_an_indicator_table_is_a_table_with_addresses(read: Callable[..., Document]) -> None:
    made = read(workbook(*INDICATORS, merge="A1:F1", percent="D4 E4", title="指标"), "plan.xlsx")
    assert made.text.splitlines() == [
        "指标",
        "宁波市“十四五”银龄服务规划主要指标",
        "序号\t指标\t单位\t2020年\t2025年\t属性",
        "1\t城镇新增就业人数\t万人\t18.5\t95\t预期性",
        "2\t基本养老保险参保率\t%\t94%\t96%\t约束性",
        "注：2025年为目标值。",
    ]
    assert source_position(made, made.text.index("96%")).cell == "指标!E4"
    plan = read_plan(made)
    found = {target.indicator: target.value for target in plan.targets}
    assert found == {"城镇新增就业人数": Decimal(950_000), "基本养老保险参保率": Decimal(96)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(read: Callable[..., Document], encoding: str, mark: str) -> None:
    rows = [("指标", "单位", "2025年"), ("城镇新增\n就业人数", "万人", "95"), ("参保率", "%", "96")]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    made = read(text.encode(encoding), "plan.csv")
    assert made.text == "指标\t单位\t2025年\n城镇新增 就业人数\t万人\t95\n参保率\t%\t96\n"
    assert source_position(made, made.text.index("95")).cell == "C2"
    assert made.media_type == "text/csv"


def test_merged_cells_and_gaps(read: Callable[..., Document]) -> None:
    rows: list[Row] = [
        ["类别", "指标", "目标"],
        ["就业", "新增", 95],
        [None, "失业率", None],
        [None, "创业", 3],
    ]
    (table,) = read(workbook(*rows, merge="A2:A4"), "plan.xlsx").tables
    group = next(cell for cell in table.cells if cell.text == "就业")
    assert (group.rowspan, table.rows, table.cols) == (3, 4, 3)
    assert [cell.text for cell in table.row(2)] == ["失业率", ""]


def test_sheets_apart_and_hidden_ones_left_out(read: Callable[..., Document]) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for name, state in (("就业", "visible"), ("底稿", "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(["指标", "目标"])
        sheet.append([name, 1])
        sheet.sheet_state = state
    book.save(file)
    made = read(file.getvalue(), "plan.xlsx")
    assert made.text == "就业\n指标\t目标\n就业\t1\n"
    assert [note.en for note in made.notes] == ["1 hidden sheets were not read"]


def test_a_column_of_text_is_running_text(read: Callable[..., Document]) -> None:
    made = read(workbook(["一、发展基础"], ["全市就业稳定。"]), "plan.xlsx")
    assert [block.kind.value for block in made.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (None, "General", ""),
        (30, "General", "30"),
        (30.0, "General", "30"),
        (0.1 + 0.2, "General", "0.3"),
        (28.58, "0.0", "28.6"),
        (0.955, "0.0%", "95.5%"),
        (0.5, "0%", "50%"),
        (1234567, "#,##0", "1234567"),
        (2.5, '0.0"万人"', "2.5"),
        (-3, "0_);(0)", "-3"),
        (1e20, "0.00", "1e+20"),
        (True, "General", "TRUE"),
        ("[95]", "@", "[95]"),
        (datetime.datetime(2021, 12, 15), 'yyyy"年"m"月"d"日"', "2021年12月15日"),
        (datetime.datetime(2021, 12, 15), "yyyy-mm-dd", "2021-12-15"),
    ],
)
def test_values_as_shown(value: object, form: str, shown: str) -> None:
    assert print_value(value, form) == shown


@pytest.mark.parametrize(
    ("data", "name", "error", "reason"),
    [
        (workbook(*INDICATORS)[:400], "a.xlsx", LoadError, "damaged"),
        (package({"xl/workbook.xml": "<x"}), "a.xlsx", LoadError, "damaged"),
        (package({"a": b"0" * 4_000_000}), "a.xlsx", LoadError, "a bomb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx",
         LoadError, "password"),
        (b"plain", "a.xlsx", UnsupportedFormat, "no XLSX"),
        (workbook(), "a.xlsx", EmptyText, "no text"),
        (b"PK\x03\x04 a workbook", "a.csv", UnsupportedFormat, "ZIP"),
        (b'"' + b"x" * 200_000, "a.csv", LoadError, "CSV is wrong"),
    ],
    ids=["truncated", "broken XML", "ZIP bomb", "locked", "text", "empty", "no CSV", "endless"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(
    read: Callable[..., Document], data: bytes, name: str, error: type[LoadError], reason: str
) -> None:
    with pytest.raises(error, match=reason) as raised:
        read(data, name)
    assert "\n" not in str(raised.value)


def test_bounds(read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    with pytest.raises(LoadError, match="more than 2 rows"):
        read(b"a,b\n" * 3, "a.csv")


def test_a_far_cell_costs_nothing(read: Callable[..., Document], tmp_path: Path) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "指标", "目标", "就业", 1
    sheet["XFD1048576"] = "far"
    book.save(file)
    assert read(file.getvalue(), "a.xlsx").text == "指标\t目标\n就业\t1\n"
