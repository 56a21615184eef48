import dataclasses

import factories as make
import pytest
from invented import invented

from policycascade.model import (
    Cascade,
    Corpus,
    Doubt,
    ElementKind,
    Finding,
    Relation,
    Severity,
    Words,
)
from policycascade.reports.pair import Pair, chapter_of, headline_findings

PAIR = invented()


def test_links_are_numbered_within_their_kind_linked_first() -> None:
    numbered = Pair(*PAIR).numbered
    targets = [n for n in numbered if n.link.kind is ElementKind.TARGET]
    assert [n.number for n in targets] == [1, 2, 3, 4, 5]
    assert [n.link.relation for n in targets][-2:] == [Relation.DROPPED, Relation.LOCAL]
    assert len({n.anchor for n in numbered}) == len(numbered)


def test_linked_leaves_out_what_has_one_end_or_waits() -> None:
    found = Pair(*PAIR)
    relations = {n.link.relation for kind in ElementKind for n in found.linked(kind)}
    assert not relations & {Relation.DROPPED, Relation.LOCAL, Relation.UNDECIDED}


def test_the_derivation_is_found_in_the_corpus_where_the_cascade_has_none() -> None:
    upper, lower = make.plan("甲规划"), make.plan("乙规划", make.CITY)
    derived = make.derivation(lower, upper)
    corpus = Corpus(plans=(upper, lower), derivations=(derived,))
    cascade = Cascade(upper=upper.id, lower=lower.id, derivation=None, links=())
    assert Pair(corpus, cascade).derivation == derived


@pytest.mark.parametrize(
    ("paths", "path", "chapter"),
    [
        (
            [("四",), ("四", "(一)"), ("四", "(一)", "1"), ("五",)],
            ("四", "(一)", "1"),
            "四 (一) 标题",
        ),
        ([("四",), ("四", "(一)"), ("四", "(一)", "1"), ("五",)], ("五",), "五 标题"),
        ([("三",), ("三", "1"), ("四",), ("四", "1")], ("三", "1"), "三 标题"),
        ([("四",)], (), ""),
    ],
    ids=["main part", "other part", "a part per topic", "no path"],
)
def test_chapter_of(paths: list[tuple[str, ...]], path: tuple[str, ...], chapter: str) -> None:
    tasks = tuple(make.task("标题", one, quote=f"{one}标题") for one in paths)
    assert chapter_of(make.plan(tasks=tasks), path) == chapter


def finding(kind: str, severity: Severity, number: int) -> Finding:
    return Finding(
        id=f"{kind}-{number}", kind=kind, severity=severity, sentence=Words(zh="句", en="sentence")
    )


def test_a_kind_with_many_findings_does_not_crowd_out_the_others() -> None:
    many = [finding("dropped", Severity.WARNING, n) for n in range(40)]
    one = finding("wrong_figure", Severity.NOTICE, 0)
    first, others = headline_findings([*many, one], 10)
    assert one in first
    assert len(first) == 10
    assert len(others) == 31
    assert first[0].severity is Severity.WARNING


def test_what_a_weightier_finding_has_said_of_a_link_is_not_said_again() -> None:
    def about(kind: str, severity: Severity, *links: str) -> Finding:
        return dataclasses.replace(finding(kind, severity, 0), links=links)

    whole = about("apart", Severity.WARNING, "a", "b")
    part = about("outlier", Severity.NOTICE, "a")
    other = about("looser", Severity.INFO, "c")
    assert headline_findings([part, whole, other], 10) == ([whole, other], [part])


def test_a_figure_to_start_from_is_queried_where_a_doubt_names_it() -> None:
    plain, odd = make.target("入园率", 90, "%"), make.target("新增学位", 500, "个")
    doubt = Doubt(
        id="doubt-1",
        kind="baseline_other_kind",
        sides=(odd.evidence,),
        note=Words(zh="基期数是累计数", en="a sum"),
        confidence=0.9,
    )
    upper = make.plan("甲规划", targets=(plain, odd), doubts=(doubt,))
    pair = Pair(make.corpus(upper), make.cascade(upper, upper))
    assert [pair.queried(one) for one in (plain, odd)] == [False, True]
