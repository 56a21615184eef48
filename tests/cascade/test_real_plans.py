"""The five real plans, where they are at hand: what the room must say of them, and must not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from policycascade.cascade import CONFIDENT, compare, link_corpus
from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Cascade, Corpus, Document, ElementKind, Link, Plan, Relation

PLANS = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
NAMES = ("gaoyou", "hunan", "jiangxia", "qingpu", "zhuzhou")

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="../shared/plans is not at hand")


@cache
def read(name: str) -> tuple[Plan, Document]:
    document = load(PLANS / f"{name}.txt")
    return read_plan(document), document


@cache
def corpus() -> Corpus:
    both = [read(name) for name in NAMES]
    return link_corpus([plan for plan, _ in both], {plan.id: text for plan, text in both})


def pair() -> Cascade:
    (found,) = corpus().cascades
    return found


def links(kind: ElementKind) -> dict[str, Link]:
    return {link.name: link for link in pair().links if link.kind is kind}


def test_the_city_derives_from_the_province_and_nothing_else_from_anything() -> None:
    plans = {plan.id for plan in corpus().plans}
    found = [d for d in corpus().derivations if d.upper in plans]
    assert [(d.lower, d.upper, d.relation) for d in found] == [
        (read("zhuzhou")[0].id, read("hunan")[0].id, Relation.BASIS)
    ]
    assert found[0].cascade
    assert not found[0].inverted
    assert all("湖南省" in evidence.quote for evidence in found[0].evidence)


@pytest.mark.parametrize(
    ("region", "code", "level"),
    [("武汉市", "420100", "prefecture"), ("扬州市", "321000", "prefecture"),
     ("上海市", "310000", "province")],
)  # fmt: skip
def test_documents_outside_the_corpus_are_stubs(region: str, code: str, level: str) -> None:
    stubs = [s for s in corpus().stubs if s.title.startswith(region)]
    assert stubs
    for stub in stubs:
        assert stub.region is not None
        assert (stub.region.code, stub.level) == (code, level)


@pytest.mark.parametrize(
    ("name", "relation", "share"),
    [
        ("城镇新增就业人数", Relation.SHARE, "7.7%"),
        ("新增取得职业资格证书或职业技能等级证书人数", Relation.SHARE, "40.0%"),
        ("新增高技能人才人数", Relation.SHARE, "20.0%"),
        ("新增取得专业技术人员职业资格证书人数", Relation.SHARE, "2.5%"),
        ("城镇调查失业率", Relation.SAME, None),
        ("基本养老保险参保率", Relation.NOT_COMPARABLE, None),
        ("补充养老保险基金规模", Relation.DROPPED, None),
        ("高技能人才总量", Relation.DROPPED, None),
    ],
)
def test_targets(name: str, relation: Relation, share: str | None) -> None:
    link = links(ElementKind.TARGET)[name]
    assert link.relation is relation
    if share is not None:
        assert link.share is not None
        assert f"{link.share * 100:.1f}%" == share
        assert ("share_outlier" in link.flags) is (share != "7.7%")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("shares_apart", ("7.7%", "40.0%", "20.0%", "2.5%")),
        ("dropped_target", ("补充养老保险基金规模", "1000亿元")),
        ("dropped_target", ("高技能人才总量", "160万人以上")),
        ("same_target", ("城镇调查失业率",)),
        ("not_comparable", ("95%", "320万人")),
        ("target_below_outturn", ("结案率", "90%", "95%")),
    ],
)
def test_findings(kind: str, words: tuple[str, ...]) -> None:
    sentences = [f.sentence.zh for f in pair().findings if f.kind.endswith(kind)]
    assert any(all(word in sentence for word in words) for sentence in sentences), sentences


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("三支一扶", Relation.SPECIFIED),
        ("八五普法", Relation.CARRIED),
        ("春风行动", Relation.DROPPED),
        ("一金三制", Relation.LOCAL),
    ],
)
def test_programmes(name: str, relation: Relation) -> None:
    assert links(ElementKind.PROGRAMME)[name].relation is relation


@pytest.mark.parametrize(
    ("upper", "lower", "relation"),
    [
        ("健全人事考试制度", "健全人事考试制度", Relation.CARRIED),
        ("加强技能人才队伍建设", "加强高技能人才队伍建设", Relation.NARROWED),
        ("深化企业工资决定机制改革", "深化企业工资收入分配制度改革", Relation.MERGED),
        ("厚植系统行风文化基础", "加强窗口单位队伍能力建设", Relation.SPLIT),
        ("推动省直绩效评估更加科学", None, Relation.DROPPED),
        (None, "推进区域人才协调发展", Relation.LOCAL),
    ],
)
def test_tasks(upper: str | None, lower: str | None, relation: Relation) -> None:
    found = [
        link.relation
        for link in pair().links
        if link.kind is ElementKind.TASK
        and (link.upper.label if link.upper else None) == upper
        and (link.lower.label if link.lower else None) == lower
    ]
    assert found == [relation]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("hunan", "jiangxia"), ("hunan", "qingpu"), ("zhuzhou", "gaoyou")],
)
def test_unrelated_plans_are_compared_only_when_asked_and_with_doubt(
    upper: str, lower: str
) -> None:
    (above, first), (below, second) = read(upper), read(lower)
    made = compare(above, below, None, {above.id: first, below.id: second})
    joined = [link for link in made.links if link.upper and link.lower]
    assert joined
    assert all(link.confidence < CONFIDENT for link in joined)
    undecided = {link.id for link in joined if link.relation is Relation.UNDECIDED}
    assert all("tentative" in link.flags for link in joined if link.id not in undecided)
    assert "no_derivation" in {finding.kind for finding in made.findings}


def test_reuse_is_far_above_the_base_line_of_unrelated_plans() -> None:
    value = {m.name: m.value for m in pair().measures if m.scope == "plan"}
    own, unrelated = value["text_reuse"], value["text_reuse_unrelated"]
    assert own is not None
    assert unrelated is not None
    assert own > 0.2
    assert unrelated < 0.06


def test_every_quote_stands_in_its_plan() -> None:
    flat = {
        plan.id: re.sub(r"\s", "", (PLANS / f"{name}.txt").read_text("utf-8-sig"))
        for name in NAMES
        for plan in (read(name)[0],)
    }
    made = pair()
    ends = [end for f in made.findings for end in f.ends]
    for link in made.links:
        ends += [end for end in (link.upper, link.lower, link.nearest, *link.also) if end]
    assert ends
    for end in ends:
        assert re.sub(r"\s", "", end.evidence.quote) in flat[end.plan]


def test_sentences_are_in_chinese_marks() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]|\s%")
    sentences = [f.sentence.zh for f in pair().findings if not f.kind.startswith("doubt/")]
    sentences += [words.zh for m in pair().measures for words in (m.label, m.note) if words]
    assert [sentence for sentence in sentences if wrong.search(sentence)] == []


def test_nobody_is_made_to_say_what_the_other_printed() -> None:
    (told,) = (
        f.sentence.zh
        for f in pair().findings
        if f.kind == "share_outlier" and "高级工以上" in f.sentence.zh
    )
    assert told.startswith(
        "湖南省“新增高技能人才”10万人，株洲市“新增取得高级工以上职业资格证书或职业技能等级证书人数”2万人"
    )


def test_no_link_of_plans_that_derive_is_less_sure_than_the_default() -> None:
    made = [link for link in pair().links if link.upper and link.lower]
    weak = [link.name for link in made if "tentative" in link.flags]
    assert weak == []


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("工伤预防行动计划", Relation.CARRIED),
        ("湘就业", Relation.RENAMED),
    ],
)
def test_programmes_under_other_words(name: str, relation: Relation) -> None:
    assert links(ElementKind.PROGRAMME)[name].relation is relation


def test_a_local_programme_that_the_upper_text_spells_out_says_where() -> None:
    link = links(ElementKind.PROGRAMME)["放管服"]
    assert link.nearest is not None
    assert link.nearest.label == "简政放权、放管结合、优化服务"
    assert link.why is not None
    assert link.nearest.label in link.why.zh


def test_two_populations_make_no_share_of_the_past() -> None:
    scopes = {m.scope for m in pair().measures if m.name == "base_share"}
    assert "outturn/追回欠薪农民工人数" not in scopes
    assert "outturn/失业保险参保人数" in scopes
