from collections.abc import Callable

import pytest

from policycascade.model import Document

Make = Callable[..., Document]


FRAMED = "| 指标 | 单位 | 2025年 |\n|---|:--:|--:|\n| 就业 | 万人 | 3 |\n| | 人 | 5 |"
OPEN = "指标 | 目标 | 属性 | |\n就业 | 新增岗位 | 90个 | 约束性 |\n培训 | 12 | 约束性 | |"
CASES = [
    ("framed", FRAMED, [["指标", "单位", "2025年"], ["就业", "万人", "3"], ["", "人", "5"]]),
    (
        "without frame",
        OPEN,
        [
            ["指标", "目标", "属性", ""],
            ["就业", "新增岗位", "90个", "约束性"],
            ["培训", "12", "约束性", ""],
        ],
    ),
    ("full-width pipes", "指标｜单位\n就业｜万人", [["指标", "单位"], ["就业", "万人"]]),
    (
        "blank lines between rows",
        FRAMED.replace("\n", "\n\n"),
        [["指标", "单位", "2025年"], ["就业", "万人", "3"], ["", "人", "5"]],
    ),
    (
        "rows of differing length",
        "|一、就业|||\n|新增|3|5|",
        [["一、就业", "", ""], ["新增", "3", "5"]],
    ),
    (
        "dashes for no value",
        "| 指标 | 值 |\n|---|---|\n| 就业 | — |\n| - | - |",
        [["指标", "值"], ["就业", "—"], ["-", "-"]],
    ),
    (
        "tabs",
        "指标\t单位\t2025年\n就业\t万人\t3",
        [["指标", "单位", "2025年"], ["就业", "万人", "3"]],
    ),
    (
        "gaps, as a PDF's text has them",
        "序号  指标名称    2025年\n1  就业人数  3\n2  参保率　　95",
        [["序号", "指标名称", "2025年"], ["1", "就业人数", "3"], ["2", "参保率", "95"]],
    ),
]


@pytest.mark.parametrize(
    ("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_rows_and_cells(document: Make, text: str, rows: list[list[str]]) -> None:
    made = document(f"主要指标表\n{text}\n注：累计数。")
    (table,) = made.tables
    assert [[cell.text for cell in table.row(number)] for number in range(table.rows)] == rows
    assert all(made.quote(cell.span) == cell.text for cell in table.cells)
    assert table.cols == max(map(len, rows))
    assert [block.kind.value for block in made.blocks] == ["paragraph", "table", "paragraph"]
    assert made.blocks[1].span == table.span


@pytest.mark.parametrize(
    "text",
    [
        "甲  乙  丙\n丁  戊  己",  # two rows
        "姓名  单位\n张某  一校\n李某  二校",  # two columns
        "第一章  总则  略\n第二章  目标。\n第三章  任务  略",  # sentences
        "甲  乙  丙\n丁  戊  己  庚\n辛  壬  癸  子  丑",  # no two of one length
    ],
)
def test_gaps_that_make_no_table(document: Make, text: str) -> None:
    assert not document(text).tables


def test_cells_are_parted_by_pipes_or_tabs(document: Make) -> None:
    assert document("|甲|乙|\n|丙|丁|").text == "甲 | 乙\n丙 | 丁\n"
    assert document("甲\t乙\t丙\n丁\t戊\t己").text == "甲\t乙\t丙\n丁\t戊\t己\n"


def test_a_second_header_begins_a_second_table(document: Make) -> None:
    page = "| 指标 | 值 |\n|---|---|\n| 就业 | 3 |\n\n| | |\n|---|---|\n| 培训 | 5 |"
    first, second = document(page).tables
    assert [cell.text for cell in first.cells] == ["指标", "值", "就业", "3"]
    assert [cell.text for cell in second.cells] == ["", "", "培训", "5"]
    assert first.span.end == second.span.start


@pytest.mark.parametrize(
    "text", ["首页 | 政务公开", "索引号:1\t文号:2\t日期:3", "一句话\t另一句话\n两栏\t不是表"]
)
def test_what_is_no_table(document: Make, text: str) -> None:
    assert document(text).tables == ()
