"""No fact is surer than the page it was read from."""

from __future__ import annotations

import dataclasses

import pytest
from documents import document

from policycascade.certainty import weigh
from policycascade.extract import read_plan
from policycascade.model import Document, Segment

TEXT = """
宁波市“十四五”银龄服务发展规划
根据《浙江省“十四五”银龄服务发展规划》，制定本规划。
# 一、主要任务
到2025年，社区食堂达到360个。
"""


def paged(metadata: dict[str, str]) -> Document:
    """The title and the citation stand on page 1, the task and the target on page 2."""
    made = document(TEXT)
    second = made.text.index("一、")
    pages = ((0, second, 1), (second, len(made.text) - second, 2))
    segments = tuple(
        Segment(start=start, length=length, source_start=start, source_length=length, page=page)
        for start, length, page in pages
    )
    return dataclasses.replace(made, segments=segments, metadata=metadata)


@pytest.mark.parametrize(
    ("metadata", "first", "second"),
    [
        ({}, 1, 1),
        ({"ocr_confidence": "2:0.900"}, 1, 0.9),
        ({"ocr_confidence": "1:0.500 2:0.900"}, 0.5, 0.9),
        ({"ocr_confidence": "of a web page that says so"}, 1, 1),
    ],
    ids=["text", "one scanned page", "two", "nonsense"],
)
def test_facts_of_scanned_pages(metadata: dict[str, str], first: float, second: float) -> None:
    made = paged(metadata)
    before = read_plan(made)
    after = weigh(before, made)
    assert before.citations
    assert before.targets
    for kind, share in (("citations", first), ("targets", second), ("tasks", second)):
        for one, two in zip(getattr(before, kind), getattr(after, kind), strict=True):
            assert two.confidence == pytest.approx(one.confidence * share, abs=0.001)
            assert two.evidence == one.evidence
