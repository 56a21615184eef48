import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.visualize.wording import differences


@pytest.mark.parametrize(
    ("upper", "lower", "above", "below"),
    [
        ("同样的话", "同样的话", "同样的话", "同样的话"),
        ("参保率达到95%", "参保率达到97%", "参保率达到<del>95</del>%", "参保率达到<ins>97</ins>%"),
        ("全省就业325万人", "全市就业25万人", "全<del>省</del>就业<del>325</del>万人", None),
        ("", "新写的话", "", "<ins>新写的话</ins>"),
        ("<b>&", "<i>&", "&lt;<del>b</del>&gt;&amp;", "&lt;<ins>i</ins>&gt;&amp;"),
        ("甲的乙", "丙的丁", "<del>甲的乙</del>", "<ins>丙的丁</ins>"),
    ],
)
def test_what_differs_is_marked(upper: str, lower: str, above: str, below: str | None) -> None:
    marked = differences(upper, lower)
    assert marked[0] == above
    assert below is None or marked[1] == below


@given(st.text("就业增长25万人%"), st.text("就业增长25万人%"))
def test_both_passages_stay_whole(upper: str, lower: str) -> None:
    bare = [re.sub(r"</?(?:del|ins)>", "", side) for side in differences(upper, lower)]
    assert bare == [upper, lower]
