"""Verdicts applied: what they change, what they leave alone, and what survives an edit."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policycascade.examples import five_plans, four_levels
from policycascade.model import Corpus, ElementKind, Link, Method, Relation, Verdict
from policycascade.pipeline import link, read_sources
from policycascade.review.apply import apply_reviews
from policycascade.reviewing import judge

REAL = Path(__file__).resolve().parents[3] / "shared" / "plans"
ABSENT = pytest.mark.skipif(not REAL.is_dir(), reason="the real plans are not here")

ACCEPT, REJECT, CORRECT = Verdict


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(five_plans, id="digests"),
        pytest.param(four_levels, id="four-levels"),
        pytest.param(lambda: REAL, id="real", marks=ABSENT),
    ],
)
def test_no_reviews_change_nothing(source: Any) -> None:
    reading = read_sources([source()])
    assert judge(reading, ()) == (link(reading), ())


def test_a_rejected_fact_is_gone_with_its_links(plain: Any, session: Any, judgement: Any) -> None:
    row = plain.row("target", "甘肃", "职业技能培训")
    after = session(plain.reading, [judgement(row, REJECT)])
    assert not after.conflicts
    assert len(after.corpus.plans[0].targets) == len(plain.corpus.plans[0].targets) - 1
    assert after.relations("职业技能培训人数") == {Relation.LOCAL}
    gone = {target.id for target in plain.corpus.plans[0].targets} - {
        target.id for target in after.corpus.plans[0].targets
    }
    assert not gone & {id for task in after.corpus.plans[0].tasks for id in task.targets}
    assert after.corpus.reviews[0].about == tuple(gone)
    assert plain.reading.plans[0].targets == plain.corpus.plans[0].targets


def test_a_corrected_value_is_compared_anew(plain: Any, session: Any, judgement: Any) -> None:
    row = plain.row("target", "兰州", "城镇新增就业")
    review = judgement(row, CORRECT, corrections={"value": "450000", "nature": "binding"})
    after = session(plain.reading, [review])
    target = after.corpus.plans[1].targets[0]
    assert (target.value, target.nature, target.unit) == (Decimal(450000), "binding", "人")
    assert (target.method, target.confidence) == ("reviewed", 1)
    assert target.evidence == plain.corpus.plans[1].targets[0].evidence
    (linked,) = after.links("城镇新增就业人数")
    assert linked.share == Decimal("0.3")
    (measure,) = (
        m
        for m in after.corpus.cascades[0].measures
        if (m.name, m.scope) == ("share", "target/城镇新增就业人数")
    )
    assert measure.value == Decimal("0.3")


def test_an_accepted_fact_is_sure_and_keeps_its_method(
    plain: Any, session: Any, judgement: Any
) -> None:
    row = plain.row("programme", "兰州", "金城工匠")
    after = session(plain.reading, [judgement(row, ACCEPT)])
    before, now = (
        next(p for p in one.corpus.plans[1].programmes if "金城工匠" in p.mention)
        for one in (plain, after)
    )
    assert now == dataclasses.replace(before, confidence=1.0)


@pytest.mark.parametrize(
    ("kind", "words", "corrections", "field", "value"),
    [
        ("programme", "金城工匠", {"programme_kind": "brand"}, "kind", "brand"),
        ("programme", "金城工匠", {"canonical": "工匠"}, "canonical", "工匠"),
        ("task", "办好黄河岸边夜校", {"task_kind": "safeguard"}, "kind", "safeguard"),
        ("citation", "甘肃省“十四五”就业促进规划", {"role": "mention"}, "role", "mention"),
        ("target", "城镇新增就业", {"op": "=", "basis": "end"}, "basis", "end"),
        ("target", "城镇新增就业", {"value": ""}, "value", None),
        ("target", "城镇新增就业", {"year_to": "2024"}, "year_to", 2024),
    ],
)
def test_what_can_be_corrected(
    plain: Any,
    session: Any,
    judgement: Any,
    kind: str,
    words: str,
    corrections: dict[str, str],
    field: str,
    value: object,
) -> None:
    row = next(
        r for r in plain.rows if r.kind == kind and words in r.quotes[0] and "兰州" in r.plans[0]
    )
    after = session(plain.reading, [judgement(row, CORRECT, corrections=corrections)])
    facts = getattr(after.corpus.plans[1], f"{kind}s")
    assert value in [getattr(fact, field) for fact in facts if fact.confidence == 1]


def test_a_rejected_link_leaves_its_ends_dropped_and_local(
    plain: Any, session: Any, judgement: Any
) -> None:
    row = plain.row("task_link", "提升劳动者技能")
    after = session(plain.reading, [judgement(row, REJECT)])
    assert after.relations("提升劳动者技能") == {Relation.DROPPED, Relation.LOCAL}
    for made in after.links("提升劳动者技能"):
        assert made.method is Method.REVIEWED
        assert made.why is not None
        assert "审阅人驳回" in made.why.zh
        assert made.nearest is not None
    coverage = {
        (m.name, m.scope): m.value
        for one in (plain, after)
        for m in one.corpus.cascades[0].measures
    }
    assert coverage["coverage", "task/leaf"] == Decimal(1) / Decimal(3)
    assert _elsewhere(after) == _elsewhere(plain)


def _elsewhere(session: Any) -> list[Link]:
    """The links that a verdict on a task leaves as they were: not the programmes it names."""
    return [
        one
        for one in session.corpus.cascades[0].links
        if one.kind is not ElementKind.PROGRAMME and one.name != "提升劳动者技能"
    ]


def test_a_corrected_relation_holds(plain: Any, session: Any, judgement: Any) -> None:
    row = plain.row("programme_link", "陇原工匠")
    assert row.found == "renamed"
    review = judgement(row, CORRECT, corrections={"relation": "specified"}, note="市里另起名")
    after = session(plain.reading, [review])
    (made,) = after.links("陇原工匠")
    assert (made.relation, made.method, made.confidence) == (
        Relation.SPECIFIED,
        Method.REVIEWED,
        1.0,
    )
    assert "张三" in made.reasons[-1].sentence.zh
    assert "市里另起名" in made.reasons[-1].sentence.en
    assert "renamed" not in [reason.feature for reason in made.reasons]
    assert after.row("programme_link", "陇原工匠").found == "renamed"


def test_figures_follow_a_corrected_relation(plain: Any, session: Any, judgement: Any) -> None:
    rate = plain.row("target_link", "失业率控制在5.5%以内")
    jobs = plain.row("target_link", "城镇新增就业150万人以上")
    after = session(
        plain.reading,
        [
            judgement(rate, CORRECT, corrections={"relation": "share"}),
            judgement(jobs, CORRECT, corrections={"relation": "not_comparable"}),
        ],
    )
    assert [link.share for link in after.links("城镇调查失业率")] == [Decimal(1)]
    assert [link.share for link in after.links("城镇新增就业人数")] == [None]
    kinds = {finding.kind for finding in after.corpus.cascades[0].findings}
    assert "not_comparable" in kinds


def test_what_was_dropped_is_joined_to_the_nearest(
    plain: Any, session: Any, judgement: Any
) -> None:
    upper, lower = plain.row("task", "健全社会保障"), plain.row("task", "办好黄河岸边夜校")
    pair = dataclasses.replace(
        judgement(upper, CORRECT, corrections={"relation": "narrowed"}),
        key=f"{upper.key}~{lower.key}",
        kind="task_link",
        plans=(*upper.plans, *lower.plans),
        quotes=(*upper.quotes, *lower.quotes),
        found="dropped",
    )
    after = session(plain.reading, [pair])
    assert after.relations("健全社会保障", ElementKind.TASK) == {Relation.NARROWED}
    assert not after.links("办好黄河岸边夜校")


def test_an_accepted_gap_is_sure_and_a_rejected_one_is_gone(
    plain: Any, session: Any, judgement: Any
) -> None:
    dropped, local = plain.row("task_link", "健全社会保障"), plain.row("task_link", "岸边夜校")
    after = session(plain.reading, [judgement(dropped, ACCEPT), judgement(local, REJECT)])
    (made,) = after.links("健全社会保障")
    assert (made.relation, made.confidence) == (Relation.DROPPED, 1.0)
    assert not after.links("办好黄河岸边夜校")
    assert not after.conflicts


# ---------------------------------------------------------------- edits of the text

#: Edits elsewhere: a new paragraph, other numbers of headings, another sentence beside the words.
EDITS = [
    pytest.param(("二、重点任务", "全省各地注意统筹。\n\n二、重点任务"), id="paragraph"),
    pytest.param(("一、发展目标", "一、基础\n\n上年工作平稳。\n\n二、发展目标"), id="chapter"),
    pytest.param(("(二)提升劳动者技能。", "(四)提升劳动者技能。"), id="numbers"),
    pytest.param(("推行企业新型学徒制", "健全评价机制。推行企业新型学徒制"), id="sentence"),
    pytest.param(("到2025年,", "到2025年，\n"), id="full-width"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_verdicts_survive_an_edit_elsewhere(
    plain: Any, session: Any, judgement: Any, read: Any, edit: tuple[str, str]
) -> None:
    reviews = [
        judgement(plain.row("target", "兰州", "职业技能培训"), REJECT),
        judgement(
            plain.row("target", "甘肃", "城镇新增就业"), CORRECT, corrections={"value": "3000000"}
        ),
        judgement(plain.row("task_link", "提升劳动者技能"), REJECT),
        judgement(plain.row("programme_link", "企业新型学徒制"), REJECT),
        judgement(
            plain.row("programme_link", "陇原工匠"), CORRECT, corrections={"relation": "carried"}
        ),
    ]
    after = session(read(edit), reviews)
    assert not after.conflicts
    assert after.relations("职业技能培训人数") == {Relation.DROPPED}
    assert [link.share for link in after.links("城镇新增就业人数")] == [Decimal("0.1")]
    assert after.relations("提升劳动者技能") == {Relation.DROPPED, Relation.LOCAL}
    assert after.relations("企业新型学徒制") == {Relation.DROPPED, Relation.LOCAL}
    assert after.relations("陇原工匠") == {Relation.CARRIED}


def test_an_accepted_link_holds_where_it_is_not_found_again(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    elsewhere = read(
        ("组织“金城工匠”培养工程,", ""), ("依托社区开设", "兼办“金城工匠”培养工程,社区开设")
    )
    assert Relation.RENAMED not in session(elsewhere).relations("陇原工匠")
    after = session(elsewhere, [judgement(plain.row("programme_link", "陇原工匠"), ACCEPT)])
    assert after.relations("陇原工匠") == {Relation.RENAMED}
    assert after.conflicts == []


def test_order_and_repetition_of_reviews_do_not_matter(
    plain: Any, session: Any, judgement: Any
) -> None:
    reviews = [
        judgement(plain.row("target", "兰州", "职业技能培训"), REJECT),
        judgement(plain.row("task_link", "提升劳动者技能"), REJECT),
        judgement(plain.row("programme_link", "企业新型学徒制"), ACCEPT),
    ]
    once, again = (
        session(plain.reading, reviews),
        session(plain.reading, [*reviews[::-1], *reviews]),
    )
    assert once.corpus.plans == again.corpus.plans
    assert once.corpus.cascades == again.corpus.cascades
    assert set(map(repr, once.corpus.reviews)) == set(map(repr, again.corpus.reviews))
    assert not again.conflicts


# ---------------------------------------------------------------- conflicts

TRAINING = "开展职业技能培训40万人次"


@pytest.mark.parametrize(
    ("edit", "verdict", "conflicts"),
    [
        pytest.param((TRAINING, "开展技能培训35万人次"), REJECT, ["words_gone"], id="text-changed"),
        pytest.param((TRAINING, f"2020年以前累计{TRAINING}"), ACCEPT, ["not_read"], id="now-past"),
        pytest.param((TRAINING, f"2020年以前累计{TRAINING}"), REJECT, [], id="rejected-and-gone"),
        pytest.param(
            ("兰州市“十四五”就业促进规划", "兰州市就业促进规划（2021—2025年）"),
            REJECT,
            ["no_plan"],
            id="another-title",
        ),
    ],
)
def test_facts_whose_words_are_gone_are_listed(
    plain: Any,
    session: Any,
    judgement: Any,
    read: Any,
    edit: tuple[str, str],
    verdict: Verdict,
    conflicts: list[str],
) -> None:
    review = judgement(plain.row("target", "兰州", "职业技能培训"), verdict)
    after = session(read(edit), [review])
    assert after.conflicts == conflicts
    assert not after.corpus.reviews


def test_the_same_words_twice_with_other_words_around_are_ambiguous(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    review = judgement(plain.row("programme", "兰州", "企业新型学徒制"), REJECT)
    twice = read(
        ("推行企业新型学徒制,", "稳妥推行企业新型学徒制,"),
        ("依托社区开设夜间课堂", "依托社区开设夜间课堂,办好企业新型学徒制"),
    )
    assert session(twice, [review]).conflicts == ["ambiguous"]


def test_a_link_whose_end_was_rejected_is_listed(plain: Any, session: Any, judgement: Any) -> None:
    fact = judgement(plain.row("programme", "兰州", "金城工匠"), REJECT)
    link_ = judgement(plain.row("programme_link", "陇原工匠"), ACCEPT)
    assert session(plain.reading, [fact, link_]).conflicts == ["end_rejected"]


def test_a_link_of_a_plan_that_is_gone_is_listed(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    review = judgement(plain.row("programme_link", "陇原工匠"), ACCEPT)
    assert session(read(lower=False), [review]).conflicts == ["no_plan"]


def test_a_link_of_plans_no_longer_compared_is_listed(plain: Any, judgement: Any) -> None:
    review = judgement(plain.row("programme_link", "陇原工匠"), ACCEPT)
    corpus, conflicts = apply_reviews(
        plain.reading.plans,
        plain.reading.documents,
        [review],
        link=lambda plans, settle, join: Corpus(plans=tuple(plans)),
        doubts=lambda document, plan: plan.doubts,
    )
    assert [conflict.kind for conflict in conflicts] == ["not_compared"]
    assert not corpus.reviews


def test_what_was_missing_and_is_found_now_is_listed(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    review = judgement(plain.row("programme_link", "全民参保计划"), ACCEPT)
    after = session(read(("依托社区开设", "推进全民参保计划,依托社区开设")), [review])
    assert after.conflicts == ["linked_since"]
    assert after.relations("全民参保计划") == {Relation.CARRIED}


def test_an_accepted_relation_that_is_found_otherwise_holds_and_is_listed(
    plain: Any, session: Any, judgement: Any
) -> None:
    accepted = judgement(plain.row("target_link", "失业率控制在5.5%以内"), ACCEPT)
    corrected = judgement(
        plain.row("target", "兰州", "失业率控制在5.5%以内"), CORRECT, corrections={"value": "5"}
    )
    after = session(plain.reading, [accepted, corrected])
    assert after.conflicts == ["found_otherwise"]
    assert after.relations("城镇调查失业率") == {Relation.SAME}
    assert len(after.corpus.reviews) == 2


@pytest.mark.parametrize(("days", "left"), [(1, []), (-1, [Relation.CARRIED])])
def test_of_two_reviewers_the_newer_verdict_counts_and_the_other_is_listed(
    plain: Any, session: Any, judgement: Any, days: int, left: list[Relation]
) -> None:
    row = plain.row("task_link", "提升劳动者技能")
    accepted = judgement(row, ACCEPT)
    rejected = judgement(row, REJECT, reviewer="李四", day=accepted.day + timedelta(days=days))
    after = session(plain.reading, [accepted, rejected])
    assert after.conflicts == ["overruled"]
    assert [k.relation for k in after.links("提升劳动者技能") if k.upper and k.lower] == left


def test_a_reviewer_may_change_their_mind(plain: Any, session: Any, judgement: Any) -> None:
    row = plain.row("task_link", "提升劳动者技能")
    after = session(plain.reading, [judgement(row, REJECT), judgement(row, ACCEPT)])
    assert after.relations("提升劳动者技能") == {Relation.CARRIED}
    assert not after.conflicts
