import dataclasses

import factories as make
import pytest
from invented import invented

from policycascade.model import Cascade, Corpus, Method, Relation, Stub
from policycascade.reports.limits import limits
from policycascade.reports.pair import Pair

PAIR = invented()


def said(pair: tuple[Corpus, Cascade]) -> str:
    return "\n".join(limits(Pair(*pair), "zh"))


@pytest.mark.parametrize(
    "words",
    [
        "全部12条关系（含断点与本地）由规则得出，经人工复核的有0条",
        "不等于没有执行",
        "1对要素未能判定",
        "1份不在库中的文件",
        "《临江市总体纲要》",
        "《临江市“十四五”就业促进规划》的文本中没有读到指标表",
        "文本复用率",
        "3对有对应的目标中，至少有一方没有标明约束性或预期性的有2对",
    ],
)
def test_what_holds_is_said(words: str) -> None:
    assert words in said(PAIR)


def test_what_does_not_hold_is_not_said() -> None:
    upper = make.plan("甲规划")
    lower = make.plan("乙规划", make.CITY, issued=None)
    text = said((make.corpus(upper, lower), make.cascade(upper, lower)))
    assert "没有读到量化目标" in text
    assert "《乙规划》没有读到成文日期" in text
    assert "《甲规划》没有读到成文日期" not in text
    for absent in ("断点", "本地", "待定", "由规则得出"):
        assert absent not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_targets_without_a_figure_are_quoted(lang: str) -> None:
    goal = make.target("零就业家庭户数", None, quote="零就业家庭为零", value_raw="动态清零")
    upper = make.plan("甲规划", targets=(goal,))
    lower = make.plan("乙规划", make.CITY)
    pair = Pair(make.corpus(upper, lower), make.cascade(upper, lower))
    assert any("“动态清零”" in sentence for sentence in limits(pair, lang))


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("《行动计划（2020—2024年）》", "《行动计划(2020—2024年)》"),
        ("行动计划", "“行动计划(2020—2024年)”"),
    ],
)
def test_a_cited_document_is_marked_as_the_plan_marks_it(quote: str, shown: str) -> None:
    upper = make.plan("甲规划")
    cited = make.citation("行动计划（2020—2024年）", quote=quote)
    lower = make.plan("乙规划", make.CITY, citations=(cited,))
    stub = Stub(id="document-1", title="行动计划(2020—2024年)")
    derivations = (make.derivation(lower, stub, Relation.IMPLEMENTS),)
    corpus = dataclasses.replace(make.corpus(upper, lower, stubs=(stub,)), derivations=derivations)
    text = said((corpus, make.cascade(upper, lower)))
    assert "还读到1份不在库中的文件" in text
    assert shown in text


def test_reviewed_links_are_counted() -> None:
    upper = make.plan("甲规划", tasks=(make.task("甲"),))
    lower = make.plan("乙规划", make.CITY, tasks=(make.task("乙"),))
    link = make.link(
        Relation.CARRIED, (upper, upper.tasks[0]), (lower, lower.tasks[0]), method=Method.REVIEWED
    )
    assert "经人工复核的有1条" in said(
        (make.corpus(upper, lower), make.cascade(upper, lower, link))
    )


def test_siblings_are_not_said_to_be_missing() -> None:
    upper = make.plan("甲规划", targets=(make.target(),))
    lowers = [
        make.plan(title, region, targets=(make.target(quote=title),))
        for title, region in (("乙规划", make.CITY), ("丙规划", make.OTHER_CITY))
    ]
    cascades = tuple(
        make.cascade(
            upper,
            lower,
            make.link(Relation.SHARE, (upper, upper.targets[0]), (lower, lower.targets[0])),
        )
        for lower in lowers
    )
    corpus = make.corpus(upper, *lowers, cascades=cascades)
    assert "库中另有1份规划以它为上级" in said((corpus, cascades[0]))
    assert "比较的只有这一份下级规划" not in said((corpus, cascades[0]))


def test_what_the_upper_plan_cites_too_is_no_source_of_its_own() -> None:
    upper, lower = make.plan("甲规划"), make.plan("乙规划", make.CITY)
    stubs = tuple(Stub(id=f"document-{n}", title=f"第{n}号办法") for n in (1, 2))
    derivations = (
        make.derivation(lower, stubs[0], Relation.BASIS),
        make.derivation(lower, stubs[1], Relation.BASIS),
        make.derivation(upper, stubs[1], Relation.MENTION),
    )
    corpus = dataclasses.replace(make.corpus(upper, lower, stubs=stubs), derivations=derivations)
    text = said((corpus, make.cascade(upper, lower)))
    assert "《第1号办法》" in text
    assert "《第2号办法》" not in text


def test_a_target_tied_to_the_upper_figure_is_not_said_to_be_words_only() -> None:
    tied = make.target("失业率", None, "%", relative_to="全省", value_raw="与全省一致")
    upper = make.plan("甲规划", targets=(make.target("失业率", "5.5", "%"),))
    lower = make.plan("乙规划", make.CITY, targets=(tied,))
    link = make.link(Relation.SAME, (upper, upper.targets[0]), (lower, lower.targets[0]))
    corpus = make.corpus(upper, lower)
    assert "与全省一致”" not in said((corpus, make.cascade(upper, lower, link)))
    assert "与全省一致”" in said((corpus, make.cascade(upper, lower)))
