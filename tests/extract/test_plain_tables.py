"""Indicator tables without a grid: cells on lines of their own, rows parted by white space."""

import pytest
from documents import document
from figure_lines import line, read

from policycascade.extract.plain_tables import find_plain_tables
from policycascade.extract.timing import Calendar

CELLS = """二、主要目标
“十四五”主要指标表

指  标

2020年

2025年

属性

一、发展水平

1.学前教育毛入园率（%）

90%

92%以上

约束性

2.劳动年龄人口平均受教育年限（年）

10.4年

11年

预期性

3.标准班额比例（%）

其中：小学

初中

30%

70%

80%

85%

预期性

4.智慧校园比例（%）

60%

100%

预期性

三、主要任务
新增学位5万个。
"""

ROWS = """二、主要目标
序号 指标名称 单位 2020年 2025年 属性
1 城镇新增就业人数 万人 [2.5] [2.3] 预期性
2 城镇调查失业率 % - ≤5.5 预期性
3 每千人口执业医师数 人 2.6 3.0 预期性
注：[ ]内为五年累计数。
三、主要任务
新增学位5万个。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            CELLS,
            [
                "学前三年毛入园率 | >= 92 % | end | 2025-2025 | binding",
                "劳动年龄人口平均受教育年限 | = 11 年 | end | 2025-2025 | expected",
                "智慧校园比例 | = 100 % | end | 2025-2025 | expected",
                "新增学位数 | = 50000 个 | cumulative | 2021-2025",
            ],
        ),
        (
            ROWS,
            [
                "城镇新增就业人数 | = 23000 人 | cumulative | 2021-2025 | expected",
                "城镇调查失业率 | <= 5.5 % | end | 2025-2025 | expected",
                "每千人口执业医师数 | = 3 人 | end | 2025-2025 | expected",
                "新增学位数 | = 50000 个 | cumulative | 2021-2025",
            ],
        ),
    ],
    ids=["cells", "rows"],
)
def test_rows_are_found(text: str, expected: list[str]) -> None:
    targets, outturns = read(text, [2021, 2025])
    found = [" | ".join(p for p in line(t).split(" | ") if "from" not in p) for t in targets]
    assert [each.removesuffix(" | hard") for each in found] == expected
    assert not outturns


def test_the_row_proves_its_figure() -> None:
    plan = document(ROWS)
    (table,) = find_plain_tables(plan, Calendar(2021, 2025))
    assert plan.quote(table.span).startswith("序号 指标名称")
    assert [cell.text for cell in table.row(2)] == [
        "2",
        "城镇调查失业率",
        "%",
        "-",
        "≤5.5",
        "预期性",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "主要目标\n2025年\n属性\n一、建设\n二、推进\n",  # a head without rows
        "指标\n目标\n任务\n到2025年，森林覆盖率达到60%。\n",  # prose behind it
        "第一章 指标\n第二章 目标\n第三章 2025年\n",  # a list of contents
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not list(find_plain_tables(document(text), Calendar(2021, 2025)))
