from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from factories import CITY, DISTRICT, OTHER_CITY, PROVINCE, derivation, evidence, outturn, target

from policycascade.cascade import compare
from policycascade.model import (
    Cascade,
    Derivation,
    Doubt,
    Finding,
    Nature,
    Plan,
    Relation,
    Severity,
    Words,
)


def findings(
    upper: Any, lower: Any, joined: Derivation | None = None
) -> tuple[dict[str, Finding], Cascade]:
    texts = {p.plan.id: p.document for p in (upper, lower)}
    joined = joined or derivation(lower.plan, upper.plan)
    made = compare(upper.plan, lower.plan, joined, texts)
    return {finding.kind: finding for finding in made.findings}, made


def province(write: Any, *targets: Any, **more: Any) -> Any:
    records = {"targets": targets, "outturns": more.pop("outturns", ())}
    return write("云山省“十四五”就业规划", PROVINCE, (), records, **more)


def city(write: Any, *targets: Any, **more: Any) -> Any:
    records = {"targets": targets, "outturns": more.pop("outturns", ())}
    region = more.pop("region", CITY)
    return write(f"{region.name}“十四五”就业规划", region, (), records, **more)


def test_a_share_far_from_the_past_ones_is_told_with_both_figures(write: Any) -> None:
    past = ("养老参保人数", "工伤参保人数", "失业参保人数")
    upper = province(
        write,
        target("新增持证人数", 1000),
        target("新增岗位", 9000),
        outturns=[outturn(name, 1000) for name in past],
    )
    lower = city(
        write,
        target("新增持证人数", 400),
        target("新增岗位", 900),
        outturns=[outturn(name, value) for name, value in zip(past, (90, 100, 120), strict=True)],
    )
    found, made = findings(upper, lower)
    sentence = found["share_outlier"].sentence
    assert "40.0%" in sentence.zh
    assert "40.0%" in sentence.en
    assert "9.0%至12.0%" in sentence.zh
    assert "“新增岗位”为10.0%" in found["shares_apart"].sentence.zh
    flagged = [link.name for link in made.links if "share_outlier" in link.flags]
    assert flagged == ["新增持证人数"]


def test_two_shares_without_a_past_say_nothing(write: Any) -> None:
    found, _ = findings(
        province(write, target("甲人数", 1000), target("乙人数", 1000)),
        city(write, target("甲人数", 400), target("乙人数", 10)),
    )
    assert "share_outlier" not in found
    assert "shares_apart" not in found


def test_dropped_looser_and_softened_targets_are_told(write: Any) -> None:
    upper = province(
        write,
        target("参保率", 95, "%", nature=Nature.BINDING),
        target("补充基金规模", 1000, "元", nature=Nature.BINDING),
    )
    found, made = findings(upper, city(write, target("参保率", 90, "%", nature=Nature.EXPECTED)))
    assert found["dropped_target"].severity is Severity.WARNING
    assert "补充基金规模" in found["dropped_target"].sentence.zh
    assert "宽" in found["looser"].sentence.zh
    assert found["looser"].ends[0].evidence.quote in ("参保率达到95%",)
    assert found["softened"].links == tuple(
        link.id for link in made.links if link.relation is Relation.LOOSER
    )


def test_a_target_below_its_own_outturn_is_told_once(write: Any) -> None:
    lower = city(write, target("结案率", 90, "%"), outturns=[outturn("结案率", 95, "%")])
    found, _ = findings(province(write), lower)
    assert "90%" in found["target_below_outturn"].sentence.zh
    assert "95%" in found["target_below_outturn"].sentence.zh
    goal = lower.plan.targets[0]
    doubt = Doubt(
        id="doubt-1",
        kind="target_below_outturn",
        sides=(goal.evidence,),
        note=Words(zh="低于实绩", en="below the outturn"),
        confidence=1.0,
    )
    doubted = lower._replace(plan=dataclasses.replace(lower.plan, doubts=(doubt,)))
    found, _ = findings(province(write), doubted)
    assert "target_below_outturn" not in found
    assert found["doubt/target_below_outturn"].severity is Severity.WARNING
    assert found["doubt/target_below_outturn"].sentence.zh == "临江市：低于实绩"


def test_other_doubts_are_told_as_notes(write: Any) -> None:
    doubt = Doubt(
        id="doubt-2",
        kind="lost_characters",
        sides=(evidence("全新增"),),
        note=Words(zh="缺字", en="a character is lost"),
        confidence=0.8,
    )
    lower = city(write, doubts=(doubt,))
    found, _ = findings(province(write), lower)
    assert found["doubt/lost_characters"].severity is Severity.INFO


def kinds(upper: Plan, lower: Plan, write: Any, joined: Derivation | None) -> set[str]:
    texts = {}
    for made in (upper, lower):
        texts[made.id] = write(made.title, made.region).document
    return {finding.kind for finding in compare(upper, lower, joined, texts).findings}


def test_a_pair_that_does_not_fit_gets_a_report_that_says_so(write: Any) -> None:
    one, two = city(write).plan, city(write, region=OTHER_CITY, field="教育").plan
    said = kinds(one, two, write, None)
    assert {"no_derivation", "same_level", "other_field", "no_targets"} <= said
    above = city(write, region=DISTRICT).plan
    assert "levels_reversed" in kinds(above, one, write, derivation(one, above))


def test_presumed_and_inverted_derivations_are_told(write: Any) -> None:
    upper, lower = province(write).plan, city(write, issued=date(2020, 1, 1)).plan
    presumed = derivation(lower, upper, Relation.PRESUMED)
    assert "presumed" in kinds(upper, lower, write, presumed)
    inverted = derivation(lower, upper, inverted=True)
    assert "inverted" in kinds(upper, lower, write, inverted)


def test_findings_come_weightiest_first_and_once(write: Any) -> None:
    upper = province(write, target("参保率", 95, "%"), target("新增岗位", 5000))
    _, made = findings(upper, city(write, target("参保率", 90, "%")))
    ranks = [finding.severity.rank for finding in made.findings]
    assert ranks == sorted(ranks, reverse=True)
    assert len({finding.id for finding in made.findings}) == len(made.findings)
