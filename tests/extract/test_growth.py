"""No step grows faster than the text: not on plans, nor on what would make a pattern go astray.

Counted are the calls that reading makes, which no other work on the machine changes; the time it
takes stands in benchmarks/extraction.py.
"""

import sys
from pathlib import Path
from types import FrameType

import pytest

from policycascade.errors import NotAPlan
from policycascade.extract import read_plan
from policycascade.loaders import read
from policycascade.loaders.fetch import Fetched
from policycascade.model import Document

JUDGED = Path(__file__).parents[1] / "data" / "judge"

#: Four times the text may take so many times the calls; a step that grew with its square took 16.
MOST = 5

PIECES = [
    *(
        "“甲乙”",
        "《",
        "（",
        "、",
        "甲、乙、",
        "发展",
        "实施计划、",
        "计划、",
        "三百",
        "到2025年",
        "与全省一致",
    ),
    *("新增就业3万人，", "覆盖率达到5%、", "分别达到1%、", "其中2家、", "由1提高到2个，", "60%"),
    *("甲率、", "2个、", "提高城乡标准1元、", "甲、乙3个", "指标\n目标\n2025年\n"),
    *(
        "| 1 | 2 |\n",
        "甲  乙  丙\n",
        "一、甲\n",
        "专栏1 甲\n",
        "——甲\n",
        "（甲负责）",
        "甲\n",
        "01 甲\n",
    ),
]


def load(text: str) -> Document:
    return read(Fetched("plan.txt", "plan.txt", text.encode(), ".txt"))


def calls(document: Document) -> int:
    """How many functions are called while a document is read."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read_through(document)  # what is loaded once does not count
    sys.setprofile(called)
    try:
        read_through(document)
    finally:
        sys.setprofile(None)
    return count


def read_through(document: Document) -> None:
    try:
        read_plan(document)
    except NotAPlan:
        return


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_scraps(piece: str) -> None:
    small, large = (load("某市规划\n" + (piece * size)[:size]) for size in (1500, 6000))
    assert calls(large) <= MOST * calls(small)


def test_whole_documents() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(JUDGED.glob("*.txt")))[:8000]
    assert calls(load(text * 4)) <= MOST * calls(load(text))
