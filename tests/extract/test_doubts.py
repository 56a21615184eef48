"""Doubts: planted in short texts of our own, and none where nothing is wrong."""

from typing import Any

import factories as make
import pytest
from documents import document

from policycascade.extract import read_plan
from policycascade.extract.telling import printed_as, told
from policycascade.model import Basis, Doubt, Op, Plan

HEAD = "某市“十四五”教育事业发展规划（2021—2025年）\n{}"
BASIC = "一、发展基础\n“十三五”期间，{}\n二、发展目标\n{}"
TABLE = "二、发展目标\n{}\n| 指标 | 2020年 | 2025年 | 属性 |\n{}"


def doubts(text: str) -> tuple[Plan, tuple[Doubt, ...]]:
    plan = read_plan(document(HEAD.format(text)))
    return plan, plan.doubts


CASES: dict[str, tuple[str, list[str]]] = {
    "nothing wrong": (
        TABLE.format(
            "到2025年，高中阶段毛入学率达到95%。", "| 高中阶段毛入学率（%） | 93 | 95 | 预期性 |"
        ),
        [],
    ),
    "text against table": (
        TABLE.format(
            "到2025年，高中阶段毛入学率达到96%。", "| 高中阶段毛入学率（%） | 93 | 95 | 预期性 |"
        ),
        ["text_vs_table"],
    ),
    "a tie against a number": (
        TABLE.format("城镇调查失业率与全省一致。", "| 城镇调查失业率（%） | 5.6 | <5.5 | 预期性 |"),
        ["text_vs_table"],
    ),
    "the same number in another unit": (
        TABLE.format(
            "“十四五”期间，年均新增就业岗位18000人。",
            "| 年均新增就业岗位（个） | 17000 | 18000 | 约束性 |",
        ),
        ["unit_mismatch"],
    ),
    "a target below its baseline": (
        TABLE.format("", "| 九年义务教育巩固率（%） | 98 | 97 | 约束性 |"),
        ["target_below_baseline"],
    ),
    "less is better": (
        TABLE.format("", "| 义务教育大班额比例（%） | 3 | 1 | 约束性 |"),
        [],
    ),
    "a target below the outturn": (
        BASIC.format("城镇新增就业30万人。", "“十四五”期间，城镇新增就业25万人。"),
        ["target_below_outturn"],
    ),
    "of a rate under a slightly different name": (
        BASIC.format("劳动人事争议调解仲裁结案率达到95%。", "劳动人事争议仲裁结案率达到90%。"),
        ["target_below_outturn"],
    ),
    "other people, not fewer": (
        BASIC.format("技能人才总量达到50万人。", "到2025年，高技能人才总量达到16万人。"),
        [],
    ),
    "a sum of years in the base year": (
        BASIC.format("城镇新增就业28.58万人。", "")
        + "\n| 指标 | 2020年 | 2025年 |\n| 城镇新增就业人数（万人） | 28.58 | [30] |",
        ["baseline_other_kind"],
    ),
    "rates of different kinds": (
        BASIC.format("城镇登记失业率为2.5%。", "城镇调查失业率控制在5.5%以内。"),
        ["different_kinds"],
    ),
    "the new rate has a past figure of its own": (
        TABLE.format("城镇登记失业率为2.5%。", "| 城镇调查失业率（%） | 5.6 | <5.5 | 预期性 |"),
        [],
    ),
    "a sum without the table's brackets": (
        TABLE.format(
            "", "| 新增学位（万个） | [3] | [4] | 预期性 |\n| 培训教师（人次） | — | 500 | 预期性 |"
        ),
        ["sum_without_bracket"],
    ),
    "a row without any unit": (
        TABLE.format("", "| 教职工（人） | 500 | 600 | 预期性 |\n| 在学规模 | 8.9 | 12 | 预期性 |"),
        ["unit_missing"],
    ),
    "units in a column, in cells, in words": (
        TABLE.format(
            "",
            "| 零就业家庭 | 动态清零 | 动态清零 | 预期性 |\n| 毛入园率 | 90% | 95% | 预期性 |\n"
            "| 失业人数 | 4750人 | 市下达指标之内 | 约束性 |",
        ),
        [],
    ),
    "a part without its unit": (
        TABLE.format(
            "", "| 教职工（人） | 500 | 600 | 预期性 |\n| 其中：骨干教师 | 80 | 90 | 预期性 |"
        ),
        ["unit_missing"],
    ),
    "a share above the whole": (
        TABLE.format("", "| 普惠性幼儿园覆盖率（%） | 88 | 900 | 预期性 |"),
        ["unit_mismatch"],
    ),
    "figures run together": (
        BASIC.format("工作稳步推进。", "调解成功率、仲裁终结率分别达到60%65%以上。"),
        ["lost_characters"],
    ),
    "a lost 区": (
        BASIC.format("全新增城镇就业7万人。", "“十四五”期间，城镇新增就业8万人。"),
        ["lost_characters"],
    ),
    "a heading twice over": (
        "二、重点任务\n（一）提升教育质量提升教育质量\n办好学校。",
        ["duplicated_text"],
    ),
    "announced indicators that do not come": (
        "二、主要指标\n三、重点任务\n办好学校。",
        ["missing_text"],
    ),
}


@pytest.mark.parametrize(("text", "kinds"), CASES.values(), ids=CASES)
def test_planted_doubts(text: str, kinds: list[str]) -> None:
    plan, found = doubts(text)
    assert [doubt.kind for doubt in found] == kinds
    for doubt in found:
        assert doubt.sides
        assert doubt.note.zh
        assert doubt.note.en
        assert 0 < doubt.confidence <= 1
    assert plan.doubts == found


def test_a_note_names_both_figures() -> None:
    _, (doubt,) = doubts(CASES["a target below the outturn"][0])
    assert doubt.note.zh == "“城镇新增就业人数”目标25万人，低于此前已达到的30万人。"
    assert doubt.note.en == (
        "城镇新增就业人数: the target of 250,000 people is below the 300,000 people reached."
    )
    assert [side.quote for side in doubt.sides] == ["城镇新增就业25万人", "城镇新增就业30万人"]


def told_of(**more: Any) -> str:
    return told(make.target("新增岗位数", 450, "个", **more)).zh


def test_yearly_figures_are_told_as_such() -> None:
    assert told_of(basis=Basis.ANNUAL, year_from=2021, year_to=2025, op=Op.GE) == "每年450个以上"
    assert told_of(basis=Basis.ANNUAL, year_from=2023, year_to=2023) == "450个"


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("企业创建率", ""),
        ("企业创建率目标", ""),
        ("独立企业创建率", "（该处印作“独立企业创建率”）"),
    ],
)
def test_a_name_that_may_narrow_another_is_told(printed: str, words: str) -> None:
    past = make.outturn("企业创建率", 49, "%", indicator_raw=printed)
    aim = make.target("企业创建率", 46, "%")
    assert printed_as(make.plan(targets=(aim,), outturns=(past,)), past, aim).zh == words


def test_one_printing_of_a_name_that_is_the_same_is_enough() -> None:
    past = make.outturn("企业创建率", 49, "%", indicator_raw="独立企业创建率")
    also = make.outturn("企业创建率", 49, "%", "创建率为49%")
    aim = make.target("企业创建率", 46, "%")
    assert not printed_as(make.plan(targets=(aim,), outturns=(past, also)), past, aim).zh


def test_a_cited_document_of_later_years() -> None:
    text = (
        "某市“十四五”教育事业发展规划\n某市人民政府\n2021年9月1日\n"
        "根据《某省“十五五”教育发展规划》制定本规划。\n一、发展目标\n高中阶段毛入学率达到95%。"
    )
    found: Any = read_plan(document(text)).doubts
    assert [doubt.kind for doubt in found] == ["younger_citation"]
