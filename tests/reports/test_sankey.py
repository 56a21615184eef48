from xml.etree import ElementTree as ET

import pytest
from drawing import boxes, overlapping

from policycascade.reports.sankey import sankey

LONG = "（一）实施就业优先政策，实现更加充分更高质量就业"


@pytest.mark.parametrize("many", [1, 6, 25])
def test_words_keep_apart_however_thin_the_streams(many: int) -> None:
    left = [f"{n} {LONG}" for n in range(many)]
    right = [f"第{n}章 {LONG}" for n in range(many)]
    flows = {(one, other): 1 + (n % 7) for n, one in enumerate(left) for other in right[:3]}
    assert overlapping(ET.fromstring(sankey(flows, left, right, (), "图"))) == []


def test_a_stream_per_flow_and_the_sum_at_each_end() -> None:
    flows = {("甲", "子"): 3, ("甲", "断点"): 1, ("本地", "子"): 2}
    root = ET.fromstring(sankey(flows, ["甲", "本地"], ["子", "断点"], ("断点", "本地"), "图"))
    assert sum(node.tag.endswith("path") for node in root.iter()) == 3
    assert [text for text, _ in boxes(root)] == ["甲 · 4", "本地 · 2", "子 · 5", "断点 · 1"]
