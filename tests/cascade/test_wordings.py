"""The sentences themselves: Chinese marks in Chinese, nobody made to say what another printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from factories import CITY, PROVINCE, derivation, outturn, programme, target

from policycascade.cascade import compare
from policycascade.model import Basis, Cascade, Nature, Op, Words

#: Half-width marks beside Chinese, and a space before a per cent sign.
WRONG = re.compile(r"[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]|\s%")


def compared(write: Any, upper: dict[str, Any], lower: dict[str, Any], rows: Any = ()) -> Cascade:
    above = write("云山省“十四五”就业规划", PROVINCE, rows, upper)
    below = write("临江市“十四五”就业规划", CITY, rows[:1], lower)
    texts = {p.plan.id: p.document for p in (above, below)}
    return compare(above.plan, below.plan, derivation(below.plan, above.plan), texts)


def words_of(cascade: Cascade) -> Iterator[Words]:
    yield from (f.sentence for f in cascade.findings if not f.kind.startswith("doubt/"))
    for link in cascade.links:
        yield from (reason.sentence for reason in link.reasons)
        if link.why:
            yield link.why
    for measure in cascade.measures:
        yield measure.label
        if measure.note:
            yield measure.note


def sentence(cascade: Cascade, kind: str) -> str:
    (found,) = (f.sentence.zh for f in cascade.findings if f.kind == kind)
    return found


def test_marks_are_chinese_among_chinese(write: Any, heading: Any) -> None:
    made = compared(
        write,
        {
            "targets": [
                target("书屋覆盖率", 90, "%", nature=Nature.BINDING),
                target("新增岗位", 4000),
                target("村道里程", 700, "公里"),
                target("持证率", 50, "%"),
            ],
            "programmes": [programme("三支一扶"), programme("灯塔计划")],
            "outturns": [outturn("书屋覆盖率", 95, "%")],
        },
        {
            "targets": [
                target("书屋覆盖率", 95, "%", nature=Nature.EXPECTED),
                target("新增岗位", 1000),
                target("持证人数", 10),
            ],
            "programmes": [programme("三支一扶")],
        },
        [heading(("1",), "办好书屋", "每村一间，读者凭证借阅。"), heading(("2",), "养护公路")],
    )
    assert [words.zh for words in words_of(made) if WRONG.search(words.zh)] == []
    assert [words.en for words in words_of(made) if not words.en] == []


def test_each_end_is_named_in_its_own_words(write: Any) -> None:
    upper = target(
        "能工巧匠持证率",
        50,
        "%",
        op=Op.GE,
        indicator_raw="能工巧匠比例",
        quote="能工巧匠比例50%以上",
    )
    lower = target("能工巧匠持证比例", 40, "%", quote="能工巧匠持证比例达到40%")
    told = sentence(compared(write, {"targets": [upper]}, {"targets": [lower]}), "looser")
    assert told.startswith("云山省“能工巧匠比例”50%以上，临江市“能工巧匠持证比例”40%；")


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (target("新增岗位", 4000, op=Op.GE), "4000人以上"),
        (target("新增岗位", 4000, basis=Basis.ANNUAL), "每年4000人"),
        (target("失业率", 5, "%", op=Op.LE, basis=Basis.ANNUAL), "5%以内"),
        (target("零就业家庭户数", 0, "户", value_raw="动态清零"), "“动态清零”"),
        (target("事故数", 0, "起", value_raw="0起"), "0起"),
    ],
)
def test_a_figure_is_told_with_its_bound_and_time(write: Any, goal: Any, told: str) -> None:
    assert f"（{told}）" in sentence(compared(write, {"targets": [goal]}, {}), "dropped_target")


def test_a_target_to_be_lowered_lies_above_its_outturn(write: Any) -> None:
    rows = {
        "targets": [target("失业率", 5, "%", op=Op.LE)],
        "outturns": [outturn("失业率", 4, "%")],
    }
    assert "为5%以内，高于本规划所列的已有实绩4%" in sentence(
        compared(write, rows, {}), "target_below_outturn"
    )
