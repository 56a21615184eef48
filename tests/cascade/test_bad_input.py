"""What bad input gets: a true comparison that says what is wrong with it, and never an error."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from factories import CITY, DISTRICT, OTHER_CITY, PROVINCE, derivation, target

from policycascade.cascade import compare, link_corpus
from policycascade.cascade.candidates import LIKELIEST
from policycascade.cascade.targets import worth_comparing
from policycascade.model import Cascade, Corpus, Level, Period, Region, Relation

BODY = "每个村设一名书屋管理员，每季度更换一次图书，读者凭证件借阅。"


def written(write: Any, heading: Any, region: Region | None, *targets: Any, **more: Any) -> Any:
    name = region.name if region else "某地"
    rows = more.pop("rows", [heading(("一",), "办好书屋", BODY)])
    return write(f"{name}“十四五”就业规划", region, rows, {"targets": targets}, **more)


def compared(upper: Any, lower: Any, joined: Any = None) -> Cascade:
    texts = {made.plan.id: made.document for made in (upper, lower)}
    return compare(upper.plan, lower.plan, joined, texts)


def corpus_of(*made: Any) -> Corpus:
    return link_corpus([w.plan for w in made], {w.plan.id: w.document for w in made})


def told(cascade: Cascade, kind: str) -> str:
    (found,) = (f.sentence.zh for f in cascade.findings if f.kind == kind)
    return found


GOAL = target("书屋覆盖率", 90, "%")


def test_two_plans_of_one_level(write: Any, heading: Any) -> None:
    volume = target("新增岗位", 400)
    one = written(write, heading, CITY, GOAL, volume)
    two = written(write, heading, OTHER_CITY, GOAL, target("新增岗位", 200))
    made = compared(one, two)
    assert told(made, "same_level") == "两份规划属同一行政层级，不是上下级关系"
    assert "没有引用" in told(made, "no_derivation")
    assert "互不隶属" in told(made, "not_comparable")
    assert not any(link.relation is Relation.SHARE for link in made.links)
    assert corpus_of(one, two).cascades == ()


def test_a_plan_against_itself(write: Any, heading: Any) -> None:
    one = written(write, heading, CITY, GOAL)
    made = compared(one, one)
    assert "同一份规划" in told(made, "same_plan")
    assert not any(finding.kind == "no_derivation" for finding in made.findings)


def test_a_child_older_than_its_parent(write: Any, heading: Any) -> None:
    upper = written(write, heading, PROVINCE, GOAL, issued=date(2021, 9, 1))
    lower = written(write, heading, CITY, GOAL, issued=date(2021, 3, 5))
    for joined in (None, derivation(lower.plan, upper.plan, inverted=True)):
        sentence = told(compared(upper, lower, joined), "inverted")
        assert sentence == (
            "倒挂：云山省的规划于2021年9月1日印发，晚于临江市的规划印发的2021年3月5日"
        )
    assert corpus_of(upper, lower).cascades == ()


def test_plans_of_other_fields_and_periods(write: Any, heading: Any) -> None:
    upper = written(write, heading, PROVINCE, GOAL, field="人社")
    lower = written(write, heading, CITY, GOAL, field="教育", period=Period(start=2016, end=2020))
    made = compared(upper, lower)
    assert told(made, "other_field") == "领域不同：云山省为人社，临江市为教育"
    assert told(made, "other_period") == "规划期不同：云山省为2021—2025年，临江市为2016—2020年"


@pytest.mark.parametrize("which", ["upper", "lower", "both"])
def test_plans_without_a_target_or_a_task(write: Any, heading: Any, which: str) -> None:
    def one(region: Region, empty: bool) -> Any:
        if empty:
            return written(write, heading, region, rows=[])
        return written(write, heading, region, GOAL)

    upper, lower = one(PROVINCE, which != "lower"), one(CITY, which != "upper")
    made = compared(upper, lower)
    count = 2 if which == "both" else 1
    for kind, words in (("no_targets", "没有读出量化目标"), ("no_tasks", "没有读出任务")):
        found = [f.sentence.zh for f in made.findings if f.kind == kind]
        assert len(found) == count
        assert all(words in sentence for sentence in found)
    assert all(m.value is not None or m.note is not None for m in made.measures)


def test_plans_that_say_nothing_of_themselves(write: Any, heading: Any) -> None:
    more = {"level": None, "issued": None, "period": None, "field": None}
    one = written(write, heading, None, GOAL, **more)
    two = written(write, heading, CITY, GOAL, **more)
    made = compared(one, two)
    assert told(made, "no_derivation").startswith("《临江市“十四五”就业规划》没有引用《某地")
    assert [link.relation for link in made.links if link.upper and link.lower]


def test_one_plan_alone(write: Any, heading: Any) -> None:
    corpus = corpus_of(written(write, heading, PROVINCE, GOAL))
    assert (corpus.cascades, corpus.measures, corpus.derivations) == ((), (), ())


def test_a_hundred_children(write: Any, heading: Any) -> None:
    children = [
        Region(
            name=f"{n}号市",
            code=f"98{n:02d}00",
            level=Level.PREFECTURE,
            ancestors=("990000",),
            full_name=f"云山省{n}号市",
        )
        for n in range(100)
    ]
    made = corpus_of(
        written(write, heading, PROVINCE, target("新增岗位", 1000), issued=date(2021, 1, 1)),
        *(written(write, heading, region, target("新增岗位", 5)) for region in children[:99]),
        written(write, heading, children[99]),
    )
    assert len(made.cascades) == 100
    (balance,) = (m for m in made.measures if m.name == "balance")
    assert balance.numerator == 495
    assert balance.note is not None
    assert "缺1个：99号市" in balance.note.zh


def test_a_plan_of_a_district_above_its_city(write: Any, heading: Any) -> None:
    made = compared(written(write, heading, DISTRICT, GOAL), written(write, heading, CITY, GOAL))
    assert told(made, "levels_reversed").startswith("次序颠倒")


def test_volumes_the_wrong_way_round_are_no_shares(write: Any, heading: Any) -> None:
    upper = written(write, heading, CITY, target("新增岗位", 200))
    made = compared(upper, written(write, heading, PROVINCE, target("新增岗位", 400)))
    assert "在作为下级的地区之内" in told(made, "not_comparable")
    assert "互不隶属" not in told(made, "not_comparable")


def test_without_a_derivation_nothing_is_said_to_be_taken_up(write: Any, heading: Any) -> None:
    made = compared(written(write, heading, PROVINCE, GOAL), written(write, heading, CITY, GOAL))
    assert (
        told(made, "target_overview") == "云山省的1项目标中，临江市有对应的1项（共1对对应：一致1）"
    )


def test_of_many_targets_only_the_likely_pairs_are_compared(side_by_side: Any) -> None:
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    names = [f"{a}{b}村书屋{b}{a}数" for a in signs for b in signs if a != b][:200]
    rows = {"records": {"targets": [target(name, 5, "个") for name in names]}}
    context = side_by_side(rows, rows)
    pairs = worth_comparing(context)
    assert len(pairs) <= 2 * LIKELIEST * len(names)
    assert {(n, n) for n in range(len(names))} <= set(pairs)
