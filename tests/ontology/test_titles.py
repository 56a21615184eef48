"""What a title tells."""

import pytest

from policycascade.model import Level
from policycascade.ontology.regions import region
from policycascade.ontology.titles import normalise_title, read_period, read_title


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("湖南省“十四五”人力资源和社会保障事业发展规划", (2021, 2025)),
        ("江苏省‘十三五’教育规划", (2016, 2020)),
        ("上海市十二五规划", (2011, 2015)),
        ("“十五五”规划纲要", (2026, 2030)),
        ("国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", (2021, 2025)),
        ("国民经济和社会发展第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("三年行动计划（2023—2025年）", (2023, 2025)),
        ("行动计划(2020-2024年)", (2020, 2024)),
        ("国土空间规划（2021－35年）", (2021, 2035)),
        ("二〇二一年至二〇二五年发展规划", (2021, 2025)),
        ("“十四五”卫生规划（2022—2025年）", (2022, 2025)),
        ("湖南省2024年政府工作报告", (2024, 2024)),
        ("中国教育现代化2035", None),
        ("三年行动计划", None),
        ("劳动合同法", None),
    ],
)
def test_the_years(title: str, years: tuple[int, int] | None) -> None:
    period = read_period(title)
    assert (period and (period.start, period.end)) == years


@pytest.mark.parametrize(
    ("title", "citing", "full_name", "level"),
    [
        ("武汉市人力资源规划", "420115", "湖北省武汉市", Level.PREFECTURE),
        ("扬州市国民经济和社会发展规划", "321084", "江苏省扬州市", Level.PREFECTURE),
        ("上海市失业保险办法", "310118", "上海市", Level.PROVINCE),
        ("事业单位人事管理条例", "430200", "国家", Level.NATIONAL),
        ("“健康中国2030”规划纲要", "430200", "国家", Level.NATIONAL),
        ("人力资源和社会保障事业发展规划", "430000", "国家", Level.NATIONAL),
        ("人力资源和社会保障事业发展规划", "430200", None, None),
        ("茶陵县虎踞镇“十四五”规划", "430200", "湖南省株洲市茶陵县", Level.TOWNSHIP),
    ],
)
def test_whose_it_is(title: str, citing: str, full_name: str | None, level: Level | None) -> None:
    facts = read_title(title, citing=region(citing))
    assert (facts.region and facts.region.full_name) == full_name
    assert facts.level is level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《湖南省“十四五”规划》", '湖南省"十四五"规划'),
        ("二○三五年远景 目标", "二〇三五年远景目标"),
        ("行动计划（2020—2024年）", "行动计划(2020-2024年)"),
        ("规划 纲要", "规划纲要"),
    ],
)
def test_titles_that_are_the_same(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other)
