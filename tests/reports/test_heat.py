from xml.etree import ElementTree as ET

import pytest
from drawing import boxes, overlapping
from pages import HOSTILE

from policycascade.model import Relation
from policycascade.reports.heat import HeatCell, heat_map

SAME = HeatCell(text="≥ 95%", relation=Relation.SAME, word="一致")


@pytest.mark.parametrize("columns", [1, 5, 8])
@pytest.mark.parametrize(
    "label", ["就业", "新增取得高级工以上职业资格证书或职业技能等级证书人数" * 2]
)
def test_words_keep_apart(columns: int, label: str) -> None:
    names = [f"湖南省长株潭{label}{n}" for n in range(columns)]
    cells = [[SAME] * columns, [HeatCell(text=label)] * columns]
    root = ET.fromstring(heat_map([label, label], names, cells, "图"))
    assert overlapping(root) == []


def test_each_cell_has_its_relation_s_colour_and_an_empty_one_nothing() -> None:
    root = ET.fromstring(
        heat_map(["就业"], ["甲", "乙", "丙"], [[HeatCell(text="9"), SAME, None]], "图")
    )
    fills = [node.attrib["fill"] for node in root.iter() if node.tag.endswith("rect")]
    assert fills == ["#1f5fa8", "#ffffff", "#1f5fa8"]  # the legend first
    assert [text for text, _ in boxes(root)] == ["一致", "甲", "乙", "丙", "就业", "9", "≥ 95%"]


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b\ud800"])
def test_words_are_escaped(text: str) -> None:
    root = ET.fromstring(heat_map([text], [text], [[HeatCell(text=text)]], text))
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "title", "text", "rect"}
