"""No step grows faster than the text: not on plans, nor on what would make a pattern go astray."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policycascade.errors import NotAPlan
from policycascade.extract import read_plan
from policycascade.loaders import read
from policycascade.loaders.fetch import Fetched
from policycascade.model import Document

JUDGED = Path(__file__).parents[1] / "data" / "judge"

#: Four times the text may take so many times as long; a step that grew with its square took 16.
MOST = 9
#: Shorter times are noise.
LEAST = 0.02

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


def seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(2):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def read_through(document: Document) -> None:
    try:
        read_plan(document)
    except NotAPlan:
        return


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_scraps(piece: str) -> None:
    small, large = (load("某市规划\n" + (piece * size)[:size]) for size in (3000, 12000))
    allowed = MOST * max(LEAST, seconds(lambda: read_through(small)))
    assert seconds(lambda: read_through(large)) <= allowed


def test_whole_documents() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(JUDGED.glob("*.txt")))[:12000]
    small, large = load(text), load(text * 4)
    assert seconds(lambda: read_plan(large)) <= MOST * seconds(lambda: read_plan(small))


def test_a_plan_of_usual_length_is_read_in_half_a_second() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(JUDGED.glob("*.txt")))[:20000]
    assert seconds(lambda: read_plan(load(text))) <= 0.5
