from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.review.fields import FIELDS, RELATIONS, Field, Unfit, field
from policycascade.review.words import names


def named(name: str) -> Field:
    return next(one for fields in FIELDS.values() for one in fields if one.name == name)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("value", "3250000", "3250000"),
        ("value", "3,250,000", "3250000"),
        ("value", "３２５", "325"),
        ("value", "3.25E+6", "3250000"),
        ("value", "95.50", "95.5"),
        ("value", "0", "0"),
        ("value", "-1.2", "-1.2"),
        ("value", "无", ""),
        ("unit", " 人 ", "人"),
        ("unit", "％", "%"),
        ("unit", "千瓦时", "千瓦时"),
        ("unit", "百分点", "百分点"),
        ("unit", "1/10万", "1/10万"),
        ("op", "不低于", ">="),
        ("basis", "期末", "end"),
        ("nature", "-", ""),
        ("nature", "预期性", "expected"),
        ("year_to", "2025年", "2025"),
        ("year_to", "2025.0", "2025"),
        ("year_from", "none", ""),
        ("indicator", "城镇 新增就业", "城镇 新增就业"),
        ("programme_kind", "品牌", "brand"),
        ("relation", "加码", "stricter"),
    ],
)
def test_what_is_kept(name: str, text: str, kept: str) -> None:
    assert named(name).parse(text) == kept


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("value", "325万", "乘开"),
        ("value", "95%", "单位"),
        ("value", "三百", "不是数字"),
        ("value", "NaN", "不是可用"),
        ("value", "1e99", "不是可用"),
        ("unit", "万人", "基本单位"),
        ("unit", "亿元", "基本单位"),
        ("op", "大概", "等于、不低于"),
        ("year_to", "25", "不是年份"),
        ("year_to", "无", "不能为空"),
        ("indicator", "无", "不能为空"),
        ("relation", "相同", "一致"),
    ],
)
def test_what_does_not_fit_says_why(name: str, text: str, says: str) -> None:
    with pytest.raises(Unfit, match=says):
        named(name).parse(text)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=6))
def test_any_number_is_read_back(number: Decimal) -> None:
    value = named("value")
    kept = value.parse(format(number, "f"))
    assert value.value(kept) == number
    assert value.parse(value.show(value.value(kept), "zh")) == kept


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_controlled_value_is_shown_and_read_back(lang: str) -> None:
    for fields in FIELDS.values():
        for one in fields:
            for name in names(one.name) if one.values else ():
                assert one.parse(one.show(name, lang)) == name
                assert one.value(name) == name
            if one.empty:
                assert one.parse(one.show_correction("", lang)) == ""


def test_the_relations_of_a_kind_can_be_written() -> None:
    for kind, relations in RELATIONS.items():
        relation = field(kind, "relation")
        assert relation is not None
        assert [relation.parse(one.value) for one in relations] == list(relations)
