from datetime import date
from xml.etree import ElementTree as ET

import pytest
from drawing import boxes, overlapping

from policycascade.reports.timeline import Issue, timeline

UPPER = Issue(label="湖南省", day=date(2021, 9, 27))


@pytest.mark.parametrize(
    ("day", "colour"),
    [
        (date(2021, 12, 15), "#1f5fa8"),
        (date(2021, 9, 27), "#1f5fa8"),
        (date(2020, 1, 1), "#9a3412"),
    ],
    ids=["later", "same day", "earlier"],
)
def test_a_plan_older_than_its_upper_one_is_red(day: date, colour: str) -> None:
    lower = Issue(label="株洲市", day=day, above=0, lag="后 79 天")
    root = ET.fromstring(timeline([UPPER, lower], "图"))
    dots = [node.attrib["fill"] for node in root.iter() if node.tag.endswith("circle")]
    assert dots[1] == colour
    assert overlapping(root) == []
    assert f"{day.isoformat()} 后 79 天" in [text for text, _ in boxes(root)]
