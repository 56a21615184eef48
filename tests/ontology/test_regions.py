"""Regions: the tree of GB/T 2260 and the names that texts begin with."""

import pytest

from policycascade.model import Level
from policycascade.ontology.regions import (
    find_region,
    parent,
    region,
    region_of_number,
    regions,
    short_name,
    within,
)


@pytest.mark.parametrize(
    ("code", "full_name", "level"),
    [
        ("000000", "国家", Level.NATIONAL),
        ("430000", "湖南省", Level.PROVINCE),
        ("430200", "湖南省株洲市", Level.PREFECTURE),
        ("310000", "上海市", Level.PROVINCE),
        ("310118", "上海市青浦区", Level.COUNTY),
        ("420115", "湖北省武汉市江夏区", Level.COUNTY),
        ("321084", "江苏省扬州市高邮市", Level.COUNTY),
        ("429004", "湖北省仙桃市", Level.COUNTY),
        ("441900", "广东省东莞市", Level.PREFECTURE),
        ("152500", "内蒙古自治区锡林郭勒盟", Level.PREFECTURE),
        ("710000", "台湾省", Level.PROVINCE),
    ],
)
def test_the_tree(code: str, full_name: str, level: Level) -> None:
    found = region(code)
    assert found is not None
    assert (found.full_name, found.level) == (full_name, level)


def test_every_region_stands_below_the_country() -> None:
    for one in regions():
        assert one.code.isdigit()
        assert len(one.code) == 6
        above = parent(one)
        assert (above is None) == (one.code == "000000")
        assert above is None or (above.level.rank < one.level.rank and within(one, above))


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("湖南省“十四五”教育发展规划", "湖南省"),
        ("湖南“十四五”教育发展规划", "湖南省"),
        ("湖南省株洲市天元区人民政府", "湖南省株洲市天元区"),
        ("株洲“十四五”教育发展规划", "湖南省株洲市"),
        ("上海市青浦区人民政府", "上海市青浦区"),
        ("青浦区就业规划", "上海市青浦区"),
        ("中共湖南省委关于制定规划的建议", "湖南省"),
        ("《武汉市人力资源和社会保障规划》", "湖北省武汉市"),
        ("2024年长沙市政府工作报告", "湖南省长沙市"),
        ("关于印发〈湖南省教育规划〉的通知", "湖南省"),
        ("吉林“十四五”规划", "吉林省"),
        ("吉林市“十四五”规划", "吉林省吉林市"),
        ("海南州教育规划", "青海省海南藏族自治州"),
        ("湘西州教育规划", "湖南省湘西土家族苗族自治州"),
        ("内蒙古“十四五”规划", "内蒙古自治区"),
        ("新晃侗族自治县规划", "湖南省怀化市新晃侗族自治县"),
        ("国务院办公厅关于印发", "国家"),
        ("中华人民共和国国民经济和社会发展规划", "国家"),
        ("朝阳市教育规划", "辽宁省朝阳市"),
    ],
)
def test_the_region_a_text_begins_with(text: str, full_name: str) -> None:
    found = find_region(text)
    assert found is not None
    assert found.full_name == full_name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“十四五”教育发展规划",
        "鼓楼区教育规划",  # 南京, 徐州, 福州, 开封
        "朝阳区教育规划",  # 北京, 长春
        "江夏“十四五”规划",  # a county goes by its short name only near its own region
        "资源税征收管理办法",
        "平安中国建设规划",
        "人力资源发展规划",
    ],
)
def test_no_region_is_guessed(text: str) -> None:
    assert find_region(text) is None


@pytest.mark.parametrize(
    ("text", "near", "full_name"),
    [
        ("鼓楼区教育规划", "320100", "江苏省南京市鼓楼区"),
        ("鼓楼区教育规划", "320300", "江苏省徐州市鼓楼区"),
        ("朝阳区教育规划", "110000", "北京市朝阳区"),
        ("江夏“十四五”规划", "420100", "湖北省武汉市江夏区"),
        ("宝山区规划", "310115", "上海市宝山区"),
    ],
)
def test_another_region_decides(text: str, near: str, full_name: str) -> None:
    found = find_region(text, within=region(near))
    assert found is not None
    assert found.full_name == full_name


def test_what_does_not_decide_leaves_it_open() -> None:
    assert find_region("鼓楼区教育规划", within=region("320000")) is None  # 南京 and 徐州
    assert find_region("江夏“十四五”规划", within=region("430000")) is None


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("湘政办发〔2021〕60号", "湖南省"),
        ("鄂人社发〔2021〕1号", "湖北省"),
        ("沪府发〔2021〕1号", "上海市"),
        ("国办发〔2021〕1号", "国家"),
        ("人社部发〔2021〕1号", "国家"),
        ("青府办发〔2021〕57号", None),  # 青 is 青海, but 青海 numbers 青政办发
        ("株人社发〔2021〕51号", None),
    ],
)
def test_the_province_in_a_document_number(number: str, name: str | None) -> None:
    found = region_of_number(number)
    assert (found and found.name) == name


def test_every_short_name_is_short() -> None:
    for one in regions():
        assert 1 < len(short_name(one)) <= len(one.name)
