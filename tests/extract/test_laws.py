"""Laws of reading: no text raises, every quote is true, blank lines change nothing."""

import re
from collections.abc import Iterator

from documents import document
from hypothesis import given, settings
from hypothesis import strategies as st

from policycascade.errors import NotAPlan
from policycascade.extract import read_plan
from policycascade.model import Evidence, Plan

PIECES = re.findall(
    r"\S+",
    """
    第一章 一、 二、 （一） （二） 1. 2. （1） ① 一是 二是 专栏1 01 02 附件 目录 # ## ~ |
    《 》 〈 〉 “ ” （ ） 〔2021〕 60号 2021年 9月27日 2021—2025年 。 ， ： ； 、 … .... 12
    湖南省 株洲市 鼓楼区 人民政府 教育局 “十四五” 教育 发展 规划 实施方案 政府工作报告
    重点任务 保障措施 主要目标 根据 编制本规划 落实 责任单位： 市财政局 牵头 负责）
    到2025年 达到 95% 30万人 以上 工程
    """,
)

TEXTS = st.lists(
    st.sampled_from([*PIECES, "\n", "\n", "\n", " ", "\u3000"]) | st.text(max_size=3), max_size=60
).map("".join)


def evidences(plan: Plan) -> Iterator[Evidence]:
    yield from plan.front.values()
    for records in (plan.citations, plan.tasks, plan.programmes, plan.targets, plan.outturns):
        yield from (record.evidence for record in records)
    for task in plan.tasks:
        yield from (organ.evidence for organ in task.organs)


def facts(text: str) -> list[tuple[object, ...]]:
    """What a plan says, without where it says it."""
    try:
        plan = read_plan(document(text))
    except NotAPlan:
        return []
    return [
        (plan.title, plan.issuer, plan.issued, plan.region, plan.period),
        *((task.path, task.title, task.kind) for task in plan.tasks),
        *((citation.title, citation.role) for citation in plan.citations),
    ]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_quote_is_true(text: str) -> None:
    source = document(text)
    try:
        plan = read_plan(source)
    except NotAPlan:
        return
    for evidence in evidences(plan):
        assert source.quote(evidence.span) == evidence.quote
    for section in plan.sections:
        assert section.span.end <= len(source.text)
    for task in plan.tasks:
        assert task.body.end <= len(source.text)
    ids = [record.id for records in (plan.tasks, plan.citations) for record in records]
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_blank_lines_change_nothing(text: str) -> None:
    assert facts(text.replace("\n", "\n\n \n")) == facts(text)
