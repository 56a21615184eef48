"""Indicator tables with their columns in every order, shifted, grouped, divided."""

import pytest
from documents import document
from figure_lines import line, read

from policycascade.extract.columns import Role, nature_of, read_layout
from policycascade.extract.outline import find_sections
from policycascade.extract.targets import find_figures
from policycascade.extract.timing import Calendar
from policycascade.model import Block, BlockKind, Cell, Document, Period, Span, Table

GOALS = "二、发展目标\n"
PAST = "一、发展基础\n"

TABLES = {
    "number, name, unit, baseline, target, nature": (
        GOALS
        + """| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
        | 1 | 城镇新增就业人数 | 万人 | [30.5] | [28] | 预期性 |
        | 2 | 城镇调查失业率 | % | 5.2 | <5.5 | 预期性 |
        | 3 | 基本养老保险参保率 | % | 93 | 95以上 | 约束性 |""",
        [
            "城镇新增就业人数 | = 280000 人 | cumulative | 2021-2025 | expected"
            " | from 305000 人 2020",
            "城镇调查失业率 | < 5.5 % | end | 2025-2025 | expected | from 5.2 % 2020",
            "基本养老保险参保率 | >= 95 % | end | 2025-2025 | binding | from 93 % 2020 | hard",
        ],
    ),
    "name, nature, unit, target, baseline": (
        GOALS
        + """| 指标名称 | 属性 | 单位 | 目标值 | 基期值 |
        | 国家等级博物馆 | 预期性 | 家 | 40 | 31 |
        | 国保单位开放率 | 约束性 | % | ≥90 | 82.5 |""",
        [
            "国家一二三级博物馆数 | = 40 家 | end | 2025-2025 | expected | from 31 家 2020",
            "全国重点文物保护单位开放率 | >= 90 % | end | 2025-2025 | binding"
            " | from 82.5 % 2020 | hard",
        ],
    ),
    "nature first, units in brackets, a tie": (
        GOALS
        + """| 属性 | 指标 | 2025年目标 | 2020年现状 |
        | 约束性 | 1.森林蓄积量（万立方米） | 3600 | 3200 |
        | 预期性 | 2.空气质量优良天数比率（%） | 达到省定目标 | 88.1 |""",
        [
            "森林蓄积量 | = 36000000 立方米 | end | 2025-2025 | binding"
            " | from 32000000 立方米 2020",
            "空气质量优良天数比率 | >= - % | keep | 2021-2025 | expected | tied to 省定目标"
            " | from 88.1 % 2020",
        ],
    ),
    "two rows of heads, an interim year": (
        GOALS
        + """| 类别 | 指标 | 单位 | 现状值 | 目标值 | 目标值 | 属性 |
        | 类别 | 指标 | 单位 | 2020年 | 2023年 | 2025年 | 属性 |
        | 规模 | 人工智能企业数 | 家 | 220 | 400 | 800 | 预期性 |""",
        [
            "人工智能企业数 | = 400 家 | end | 2023-2023 | expected | from 220 家 2020",
            "人工智能企业数 | = 800 家 | end | 2025-2025 | expected | from 220 家 2020",
        ],
    ),
    "the unit of all above the table": (
        GOALS
        + """表1 主要指标（单位：万人）
        | 指标 | 2020年实际 | 2025年目标 |
        | 失业保险参保人数 | 42 | 46 |""",
        ["失业保险参保人数 | = 460000 人 | end | 2025-2025 | from 420000 人 2020"],
    ),
    "rows of groups, a part without its unit": (
        GOALS
        + """| 指标 | 2020年 | 2025年 | 属性 |
        | 一、人才 | | | |
        | 1.专业技术人才总量（万人） | 31 | 33 | 预期性 |
        | 2.其中：高级职称人才数量 | 3.8 | 4.2 | 预期性 |""",
        [
            "专业技术人才总量 | = 330000 人 | end | 2025-2025 | expected | from 310000 人 2020",
            "高级职称人才数量 | = 42000 人 | end | 2025-2025 | expected | from 38000 人 2020",
        ],
    ),
    "group cells that span rows shift the rows below": (
        GOALS
        + """| 类别 | 指标 | 2025年 | 2020年 | 指标属性 |
        | 就业创业 | 新增就业岗位（个） | [20000] | [18500] | 约束性 |
        | 帮助成功创业（人） | [2300] | [2500] | 约束性 | |
        | 社会保障 | 工伤保险参保人数（万人） | 35 | 33.2 | 预期性 |""",
        [
            "新增就业岗位数 | = 20000 个 | cumulative | 2021-2025 | binding | from 18500 个 2020",
            "成功创业人数 | = 2300 人 | cumulative | 2021-2025 | binding | from 2500 人 2020",
            "工伤保险参保人数 | = 350000 人 | end | 2025-2025 | expected | from 332000 人 2020",
        ],
    ),
    "yearly rates beside levels": (
        GOALS
        + """| 指标 | 2020年 | 2025年 | 年均/累计 | 属性 |
        | 地区生产总值（亿元） | 3100 | 4500 | 7%左右 | 预期性 |
        | 单位GDP能耗降低（%） | — | — | [13.5] | 约束性 |
        | 城镇调查失业率（%） | 5.4 | — | <5.5 | 预期性 |""",
        [
            "地区生产总值 | = 450000000000 元 | end | 2025-2025 | expected"
            " | from 310000000000 元 2020",
            "地区生产总值增速 | ~ 7 % | annual | 2021-2025 | expected | soft",
            "单位地区生产总值能耗降低 | = 13.5 % | cumulative | 2021-2025 | binding",
            "城镇调查失业率 | < 5.5 % | annual | 2021-2025 | expected | from 5.4 % 2020",
        ],
    ),
    "words in the cells": (
        GOALS
        + """| 序号 | 重点指标 | 到2025年目标值 |
        | 1 | 城镇污水处理率 | 达到98%以上 |
        | 2 | 零就业家庭 | 动态清零 |
        | 3 | 居民人均可支配收入增长 | 与经济增长同步 |
        | 4 | 培训农村实用人才 | 每年不少于2000人次 |""",
        [
            "城市污水处理率 | >= 98 % | end | 2025-2025 | hard",
            "零就业家庭户数 | = 0 户 | keep | 2021-2025",
            "居民人均可支配收入增速 | = - % | annual | 2021-2025 | tied to 经济增长",
            "培训农村实用人才 | >= 2000 人次 | annual | 2021-2025 | hard",
        ],
    ),
    "the second part on the next page has no head": (
        GOALS
        + """| 指标 | 2020年 | 2025年 | 属性 |
        | 1.学前三年毛入园率（%） | 90 | 94 | 预期性 |
        — 7 —
        | 2.九年义务教育巩固率（%） | 98 | 98.5 | 约束性 |""",
        [
            "学前三年毛入园率 | = 94 % | end | 2025-2025 | expected | from 90 % 2020",
            "九年义务教育巩固率 | = 98.5 % | end | 2025-2025 | binding | from 98 % 2020",
        ],
    ),
    "projects are no indicators": (
        "三、重点任务\n"
        """| 序号 | 项目名称 | 建设内容 | 总投资（亿元） | 建设年限 |
        | 1 | 市博物馆新馆 | 建筑面积3万平方米 | 5.2 | 2021-2024 |""",
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_targets(text: str, expected: list[str]) -> None:
    targets, outturns = read(text, [2021, 2025])
    assert [line(target) for target in targets] == expected
    assert not outturns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """| 指标 | 单位 | “十三五”目标 | 完成情况 | 属性 |
            | 1、城镇新增就业人数 | 万人 | [25.3] | [28.58] | 约束性 |
            | 2、城镇登记失业率 | % | ≤4.5 | 2.51 | 约束性 |""",
            [
                "城镇新增就业人数 | = 285800 人 | cumulative | 2016-2020 | binding",
                "城镇登记失业率 | = 2.51 % | end | 2020-2020 | binding",
            ],
        ),
        (
            """| 指标 | “十三五”主要目标 | 属性 | 完成情况 | |
            | 就业 | 新增就业岗位 | 每年不低于18000个 | 约束性 | 年均超过18400个 |
            | 城镇登记失业人数 | 市下达指标 | 约束性 | 保持在市下达指标以内 | |""",
            [
                "新增就业岗位数 | > 18400 个 | annual | 2016-2020 | binding",
                "城镇登记失业人数 | <= - 人 | end | 2020-2020 | binding"
                " | tied to 市下达指标 | hard",
            ],
        ),
        (
            """| 指标 | 2015年 | 2020年 |
            | 常住人口城镇化率（%） | 55 | 61 |""",
            ["常住人口城镇化率 | = 61 % | end | 2020-2020"],
        ),
    ],
)
def test_outturns(text: str, expected: list[str]) -> None:
    targets, outturns = read(PAST + text, [2021, 2025])
    assert [line(outturn) for outturn in outturns] == expected
    assert not targets


def test_a_row_is_quoted_from_its_name_to_its_last_cell() -> None:
    text = GOALS + "| 序号 | 类别 | 指标 | 2025年 |\n| 1 | 教育 | 高中阶段毛入学率（%） | 95 |"
    (target,), _ = read(text, [2021, 2025])
    assert target.evidence.quote == "高中阶段毛入学率（%）\t95"


def test_cells_that_span_rows_and_columns() -> None:
    """As an HTML table gives it: the group spans two rows, the head 目标值 two columns."""
    grid = [
        ("类别", 0, 0, 2, 1), ("指标", 0, 1, 2, 1), ("目标值", 0, 2, 1, 2),
        ("2022年", 1, 2, 1, 1), ("2025年", 1, 3, 1, 1),
        ("教育", 2, 0, 2, 1), ("新增学位（万个）", 2, 1, 1, 1),
        ("1", 2, 2, 1, 1), ("4", 2, 3, 1, 1),
        ("大班额比例（%）", 3, 1, 1, 1), ("3", 3, 2, 1, 1), ("≤1", 3, 3, 1, 1),
    ]  # fmt: skip
    text, cells = "", []
    for words, row, col, rowspan, colspan in grid:
        span = Span(len(text), len(text) + len(words))
        cells.append(
            Cell(text=words, span=span, row=row, col=col, rowspan=rowspan, colspan=colspan)
        )
        text += words + "\t"
    span = Span(0, len(text))
    plan = Document(
        name="x", media_type="text/html", sha256="0", text=text,
        blocks=(Block(kind=BlockKind.TABLE, span=span, table=0),),
        tables=(Table(span=span, cells=tuple(cells), rows=4, cols=4),),
    )  # fmt: skip
    targets, _ = find_figures(plan, find_sections(plan), Period(start=2021, end=2025))
    assert [(t.indicator, int(t.value or 0), t.year_to) for t in targets] == [
        ("新增学位数", 10000, 2022),
        ("新增学位数", 40000, 2025),
        ("义务教育大班额比例", 3, 2022),
        ("义务教育大班额比例", 1, 2025),
    ]


def test_the_roles_of_columns() -> None:
    table = document("| 序号 | 类别 | 指标 | 单位 | 2020年 | 2025年 | 属性 | 备注 |").tables[0]
    layout = read_layout(table, Calendar(2021, 2025))
    assert layout is not None
    assert [column.role for column in layout.columns] == [
        Role.INDEX, Role.GROUP, Role.NAME, Role.UNIT,
        Role.BASELINE, Role.TARGET, Role.NATURE, Role.NOTE,
    ]  # fmt: skip


def test_natures() -> None:
    assert [nature_of(n) for n in ("约束性", "预期性", "约束性指标", "—")] == [
        "binding", "expected", "binding", None,
    ]  # fmt: skip
