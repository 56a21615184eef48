from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from pages import HOSTILE

from policycascade.model import Relation
from policycascade.reports import charts

#: WCAG 2.1 AA for text.
CONTRAST = 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("relation", "pair"), charts.COLOURS.items())
def test_words_on_colours_can_be_read(relation: Relation, pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= CONTRAST


@pytest.mark.parametrize("ink", [charts.INK, charts.MUTED])
def test_ink_can_be_read_on_white(ink: str) -> None:
    assert contrast(ink, "#ffffff") >= CONTRAST


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.text]


def test_stacked_bars_show_counts_and_skip_empty_parts() -> None:
    bar = charts.Bar(
        label="上级目标", parts=[(Relation.SAME, "一致", 3), (Relation.LOCAL, "本地", 0)]
    )
    found = texts(charts.stacked_bars([bar], "图"))
    assert "3" in found
    assert "本地" not in found


def test_a_bar_without_elements_is_drawn_empty() -> None:
    bar = charts.Bar(label="上级目标", parts=[(Relation.SAME, "一致", 0)])
    assert "0" in texts(charts.stacked_bars([bar], "图"))


@pytest.mark.parametrize("share", ["0.0001", "0.077", "1", "3.2"])
def test_share_dots_stay_inside_the_picture(share: str) -> None:
    dot = charts.Dot(label="就业", share=Decimal(share), anchor="target-1")
    past = charts.Dot(label="参保", share=Decimal("0.06"))
    root = ET.fromstring(charts.share_dots([dot], [past], "已有数之比", "图"))
    now, before = [node for node in root.iter() if node.tag.endswith("circle")]
    for circle in (now, before):
        assert 0 < float(circle.attrib["cx"]) < charts.WIDTH
    assert (now.attrib["fill"], before.attrib["fill"]) == ("#1f5fa8", "#ffffff")


def test_the_darkest_cell_is_the_largest_count() -> None:
    svg = charts.count_matrix(["甲", "乙"], ["子"], [[1], [9]], "图")
    fills = [node.attrib["fill"] for node in ET.fromstring(svg).iter() if node.tag.endswith("rect")]
    assert luminance(fills[1]) < luminance(fills[0])


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_are_escaped(text: str) -> None:
    svg = charts.count_matrix([text], [text], [[1]], text)
    root = ET.fromstring(svg)
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "title", "text", "rect"}
