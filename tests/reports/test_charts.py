from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from drawing import overlapping

from policycascade.model import Relation
from policycascade.reports import charts, svg

#: WCAG 2.1 AA for text.
CONTRAST = 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("relation", "pair"), svg.COLOURS.items())
def test_words_on_colours_can_be_read(relation: Relation, pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= CONTRAST


@pytest.mark.parametrize("ink", [svg.INK, svg.MUTED])
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


@pytest.mark.parametrize("share", ["0.0001", "0.0005", "0.077", "1", "3.2"])
def test_share_dots_stay_inside_the_picture(share: str) -> None:
    dot = charts.Dot(label="就业", share=Decimal(share), anchor="target-1")
    past = charts.Dot(label="参保", share=Decimal("0.06"))
    root = ET.fromstring(charts.share_dots([dot], [past], "已有数之比", "图"))
    now, before = [node for node in root.iter() if node.tag.endswith("circle")]
    for circle in (now, before):
        assert 0 < float(circle.attrib["cx"]) < svg.WIDTH
    assert (now.attrib["fill"], before.attrib["fill"]) == ("#1f5fa8", "#ffffff")
    assert overlapping(root) == []
