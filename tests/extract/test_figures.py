"""Targets and outturns of whole texts of other fields and shapes, in our own words.

Each file of ``tests/data/figures`` holds a text, the period of its plan and every figure in it:
``indicator | bound value unit | basis | years | nature, ties, baseline, wording``.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import document
from figure_lines import line, read

CASES = sorted((Path(__file__).parents[1] / "data" / "figures").glob("*.yaml"))


def test_there_are_texts() -> None:
    assert len(CASES) >= 14


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_every_figure_of_a_text(path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    targets, outturns = read(case["text"], case["period"])
    assert [line(target) for target in targets] == case["targets"]
    assert [line(outturn) for outturn in outturns] == case["outturns"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_quotes_are_true_and_names_differ(path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    plan = document(case["text"])
    targets, outturns = read(case["text"], case["period"])
    for figure in (*targets, *outturns):
        span = figure.evidence.span
        assert plan.text[span.start : span.end] == figure.evidence.quote
        assert figure.value_raw in plan.text
        assert 0 < figure.confidence <= 1
    ids = [figure.id for figure in (*targets, *outturns)]
    assert len(set(ids)) == len(ids)


GOALS = "二、发展目标\n{}"
PAST = "一、发展基础\n“十三五”期间，{}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name before, the name behind
        ("城镇新增就业70万人以上。", ["城镇新增就业人数 >= 700000 人"]),
        ("打造24名“金牌协调员”、3家“金牌组织”。", ["“金牌协调员” = 24 人", "“金牌组织” = 3 家"]),
        ("动态消除零就业家庭。", ["零就业家庭户数 = 0 户"]),
        ("80%的劳动争议得到调解。", ["劳动争议得到调解 = 80 %"]),
        # lists
        (
            "养老、工伤、失业保险参保人数分别达到300万人、60万人和40万人以上。",
            [
                "基本养老保险参保人数 >= 3000000 人",
                "工伤保险参保人数 >= 600000 人",
                "失业保险参保人数 >= 400000 人",
            ],
        ),
        (
            "劳动争议调解成功率、仲裁终结率、举报投诉结案率分别达到60%90%96%以上。",
            [
                "劳动人事争议调解成功率 >= 60 %",
                "劳动人事争议仲裁终结率 >= 90 %",
                "举报投诉结案率 >= 96 %",
            ],
        ),
        (
            "城镇污水处理率、生活垃圾无害化处理率均达到98%。",
            ["城市污水处理率 = 98 %", "生活垃圾无害化处理率 = 98 %"],
        ),
        # what the figure before tells
        (
            "高技能人才总量达3.8万人，占技能劳动者总数的30%。",
            ["高技能人才总量 = 38000 人", "高技能人才占技能人才比重 = 30 %"],
        ),
        (
            "体育产业总规模达到500亿元，增加值占地区生产总值的比重达到1.5%。",
            ["体育产业总规模 = 50000000000 元", "体育产业增加值占地区生产总值比重 = 1.5 %"],
        ),
        ("建成足球场地5000块，获得奖牌40枚。", ["足球场地 = 5000 块", "获得奖牌 = 40 枚"]),
        (
            "地区生产总值突破3000亿元，年均增长7%左右。",
            ["地区生产总值 > 300000000000 元", "地区生产总值增速 ~ 7 %"],
        ),
        (
            "城镇、农村居民人均可支配收入分别达4万元、2万元，增长8%、9%。",
            [
                "城镇居民人均可支配收入 = 40000 元",
                "农村居民人均可支配收入 = 20000 元",
                "城镇居民人均可支配收入增速 = 8 %",
                "农村居民人均可支配收入增速 = 9 %",
            ],
        ),
        (
            "渔业产值6亿元、林业产值4亿元，分别增长4%和7%。",
            [
                "渔业产值 = 600000000 元",
                "林业产值 = 400000000 元",
                "渔业产值增长 = 4 %",
                "林业产值增长 = 7 %",
            ],
        ),
        (
            "一般公共预算收入增长8%，其中税收收入8亿元、增长12%。",
            [
                "一般公共预算收入增速 = 8 %",
                "税收收入 = 800000000 元",
                "税收收入增长 = 12 %",
            ],
        ),
        (
            "国家级保护区状况良好率达到92%，省级保护区达到85%以上。",
            ["国家级保护区状况良好率 = 92 %", "省级保护区状况良好率 >= 85 %"],
        ),
        ("公布第七批省级保护单位，数量不少于150处。", ["第七批省级保护单位数量 >= 150 处"]),
        ("2022年建成首期100P算力。", ["算力规模 = 100 PFLOPS"]),
        ("森林覆盖率要达到60%。", ["森林覆盖率 = 60 %"]),
        ("要达到居民参保率95%。", ["居民参保率 = 95 %"]),
        (
            "甲级馆增加到五家，查处率百分之百，村馆覆盖率达到1/4，建设三家分馆。",
            ["甲级馆 = 5 家", "查处率 = 100 %", "村馆覆盖率 = 25 %"],
        ),
        (
            "规上企业较2022年翻一番，更新燃气、供水等老旧管网20公里，私企占比只有51%左右。",
            ["规上企业 = 2 倍", "老旧管网 = 20 公里", "私企占比 ~ 51 %"],
        ),
        ("新增就业8万人，完成年计划的121%。", ["新增就业 = 80000 人"]),
        ("居民收入增长高于经济增长。", ["居民人均可支配收入增速 > - %"]),
        # sizes that select
        ("产值超10亿元企业落地率达到85%。", ["产值超10亿元企业落地率 = 85 %"]),
        (
            "村集体收入80万元以上行政村占比达到60%。",
            ["村集体收入80万元以上行政村占比 = 60 %"],
        ),
        # ties
        ("甲类招生规模不低于全部招生规模的10%。", ["甲类招生规模 >= 10 %"]),
        ("每万人口在校大学生数与全国平均水平基本持平。", ["每万人口在校大学生数 = - -"]),
        ("城镇调查失业率与全省一致。", ["城镇调查失业率 = - %"]),
        ("失业人数控制在市下达指标之内。", ["失业人数 <= - -"]),
        # standards and commitments are measures, support and rules are none
        ("护林员补助标准提高到每人每年3600元。", ["护林员补助标准 = 3600 元/年"]),
        ("出台配套政策10项以上，每人补助3600元。", ["出台配套政策 >= 10 项"]),
        # no measures
        ("落实稳就业政策30条，开好3次现场会，建设“15分钟”服务圈。", []),
        (
            "对每家企业给予最高100万元补助，培育营收超10亿元企业5家。",
            ["培育营收超10亿元企业 = 5 家"],
        ),
        ("推进十四个五年规划第3项任务，2025年12月底前完成，涉及60周岁以上老人。", []),
    ],
)
def test_one_sentence_of_goals(text: str, expected: list[str]) -> None:
    targets, outturns = read(GOALS.format(text), [2021, 2025])
    assert [" ".join(line(t).split(" | ")[:2]) for t in targets] == expected
    assert not outturns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最低工资标准由1390元提至1700元。", "最低工资标准 | = 1700 元/月 | end | 2020-2020"),
        ("工伤保险实现省级统筹，参保82万人。", "工伤保险参保人数 | = 820000 人 | end | 2020-2020"),
        (
            "失业保险金标准提高到最低工资标准的90%。",
            "失业保险金标准 | = 90 % | end | 2020-2020 | tied to 最低工资标准",
        ),
        ("城镇登记失业率控制在3.6%以内。", "城镇登记失业率 | <= 3.6 % | annual | 2016-2020 | hard"),
        ("累计发放社会保障卡70万张。", "社会保障卡发放数 | = 700000 张 | cumulative | 2016-2020"),
        ("新公布省级保护单位207处。", "新公布省级保护单位 | = 207 处 | cumulative | 2016-2020"),
        ("累计建成智能车间126个。", "智能车间 | = 126 个 | cumulative | 2016-2020"),
        ("建成智能车间126个。", "智能车间 | = 126 个 | end | 2020-2020"),
        ("引进人才近1万人。", "引进人才 | ~ 10000 人 | cumulative | 2016-2020 | soft"),
        ("年均培训教师2000人次。", "培训教师 | = 2000 人次 | annual | 2016-2020"),
        ("2020年末城镇登记失业率2.5%。", "城镇登记失业率 | = 2.5 % | end | 2020-2020"),
    ],
)
def test_one_sentence_of_achievements(text: str, expected: str) -> None:
    targets, outturns = read(PAST.format(text), [2021, 2025])
    assert [line(outturn) for outturn in outturns] == [expected]
    assert not targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the last year of the plan alone is its end, among other years one of them
        ("2025年，新增场馆5个，覆盖率达到9%。", ["cumulative 2021-2025", "end 2025-2025"]),
        ("2024年新增场馆2个，2025年新增场馆5个。", ["annual 2024-2024", "annual 2025-2025"]),
        # a single year ends at a semicolon, the state at a year's end does not
        ("2024年新增场馆2个；发放补贴5万元。", ["annual 2024-2024", "cumulative 2021-2025"]),
        ("到2024年，新增场馆2个；居民参与率9%。", ["cumulative 2021-2024", "end 2024-2024"]),
        # a verb of its own ends a list
        ("新增企业5家，服务站2家，形成集群3个。", ["cumulative 2021-2025"] * 2 + ["end 2025-2025"]),
    ],
)
def test_the_years_of_goals(text: str, expected: list[str]) -> None:
    targets, _ = read(GOALS.format(text), [2021, 2025])
    assert [" ".join(line(target).split(" | ")[2:4]) for target in targets] == expected


def test_a_paragraph_leads_its_list() -> None:
    text = "二、发展目标\n到2023年，体系更加健全。\n——数字化率不低于60%。\n——好评率不低于90%。"
    targets, _ = read(text, [2021, 2025])
    assert [line(target).split(" | ")[2:4] for target in targets] == [["end", "2023-2023"]] * 2


def test_the_point_of_departure_becomes_the_baseline() -> None:
    (target,), _ = read(GOALS.format("省级文物保护单位由1000处增至1300处。"), [2021, 2025])
    assert target.baseline is not None
    assert (target.baseline.value, target.baseline.year) == (Decimal(1000), 2020)


def test_the_same_words_twice_are_two_records() -> None:
    twice = GOALS.format("森林覆盖率达到60%。\n森林覆盖率达到60%。")
    first, second = read(twice, [2021, 2025])[0]
    assert first.id != second.id
    moved, _ = read("前言\n" + twice, [2021, 2025])[0]
    assert moved.id == first.id  # what stands before changes nothing


def test_circumstances_and_principles_commit_to_nothing() -> None:
    text = "一、面临形势\n老龄化率达到20%。\n二、指导思想\n居民收入与经济增长同步。"
    assert read(text, [2021, 2025]) == ((), ())
