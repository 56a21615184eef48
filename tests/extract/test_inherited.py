"""A bare 参保 is said of the nearest subject before it."""

import pytest
from documents import document

from policycascade.extract import read_plan

HEAD = "某市“十四五”人力资源和社会保障事业发展规划\n一、发展基础\n"
TAIL = "\n二、主要任务\n(一)稳定就业。加强服务。\n"


@pytest.mark.parametrize(
    ("said", "indicators"),
    [
        ("失业保险参保10万人,工伤保险实现统筹,参保20万人", ["失业保险", "工伤保险"]),
        ("失业保险实现统筹,参保10万人", ["失业保险"]),
    ],
)
def test_the_nearest_subject(said: str, indicators: list[str]) -> None:
    plan = read_plan(document(f"{HEAD}“十三五”期间,全市{said}。{TAIL}"))
    assert [outturn.indicator[:4] for outturn in plan.outturns] == indicators
