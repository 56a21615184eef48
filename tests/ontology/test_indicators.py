"""The vocabulary of indicators: its own consistency, and names as plans print them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.model import Aggregation
from policycascade.ontology.indicators import (
    clean_name,
    examples,
    find_indicator,
    indicators,
)
from policycascade.ontology.topics import topics

EXAMPLES = [(name, canonical) for canonical, names in examples().items() for name in names]
NAMES = [(name, i.canonical) for i in indicators() for name in (i.canonical, *i.aliases)]


@pytest.mark.parametrize(("name", "canonical"), EXAMPLES)
def test_every_example_is_found_as_its_own_entry(name: str, canonical: str) -> None:
    assert find_indicator(name).canonical == canonical


def test_every_name_is_found_as_its_own_entry() -> None:
    assert [(n, find_indicator(n).canonical) for n, _ in NAMES] == NAMES


def test_every_entry_has_an_example_and_a_topic_of_the_vocabulary() -> None:
    assert {canonical for _, canonical in EXAMPLES} == {i.canonical for i in indicators()}
    assert {i.topic for i in indicators()} <= {topic.id for topic in topics()}


def test_entries_are_complete_and_labelled_once() -> None:
    assert len(indicators()) > 200
    labels = [i.label_en for i in indicators()]
    assert len(set(labels)) == len(labels)
    for indicator in indicators():
        assert indicator.unit
        assert indicator.direction in (-1, 0, 1)
        assert indicator.kind in ("level", "growth", "total")
        assert not re.search(r"\s|[A-Za-z]$", indicator.canonical)
        if indicator.unit in ("%", "‰"):
            assert indicator.aggregation is Aggregation.INTENSIVE


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("到2025年，力争全市高技能人才总量达到", "高技能人才总量"),
        ("3.开展各类职业培训人次（万人次）", "各类职业培训人次"),
        ("“十四五”期间,全区专利密集型产业产值", "专利密集型产业产值"),
        ("其中：省级以上研发平台数量（个）", "省级以上研发平台数量"),
        ("（2）乡镇敬老院改造率（%）", "乡镇敬老院改造率"),
        ("确保有机肥使用面积", "有机肥使用面积"),
        ("全员安全培训覆盖率稳定在", "全员安全培训覆盖率"),
        ("全社会用电量年均增长", "全社会用电量年均增长"),
    ],
)
def test_names_are_freed_of_what_is_around_them(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


@pytest.mark.parametrize(
    ("raw", "canonical", "kind"),
    [
        ("规模以上工业增加值年均增长", "规模以上工业增加值增速", "growth"),
        ("社会消费品零售总额同比增长", "社会消费品零售总额增速", "growth"),
        ("单位GDP能耗五年累计下降", "单位地区生产总值能耗降低", "growth"),
        ("新增高新技术企业", "新增高新技术企业数", "total"),
        ("高新技术企业达到", "高新技术企业数", "level"),
        ("全基本养老保险参保率", "基本养老保险参保率", "level"),  # 区 was lost
        ("新增高技能人才", "新增高技能人才人数", "total"),
        ("高技能人才", "高技能人才总量", "level"),
    ],
)
def test_names_derived_from_known_ones(raw: str, canonical: str, kind: str) -> None:
    found = find_indicator(raw)
    assert (found.canonical, found.kind, found.known) == (canonical, kind, True)


def test_a_rate_is_never_taken_for_a_count() -> None:
    assert find_indicator("高技能人才", "人").known
    assert not find_indicator("高技能人才", "%").known


def test_unknown_indicators_are_named_from_their_own_words() -> None:
    found = find_indicator("到2025年，全市绿色食品认证率达到", "%")
    assert (found.canonical, found.known) == ("绿色食品认证率", False)
    assert found.aggregation is Aggregation.INTENSIVE


def test_the_fall_of_what_should_fall_is_good() -> None:
    assert find_indicator("城镇登记失业率下降").direction == 1


@given(st.text(alphabet="全省市年均增长到2025达人才总量（%）十四五“”，、 率", max_size=20))
def test_no_name_raises(raw: str) -> None:
    assert find_indicator(raw) == find_indicator(raw)
