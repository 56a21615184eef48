"""Scores, on small annotations in which every right, wrong and missed record is known."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from policycascade.errors import AnnotationError
from policycascade.evaluation.agreement import kappa, span_f1
from policycascade.evaluation.annotations import PlanAnnotation, load_annotation
from policycascade.evaluation.compare import strip
from policycascade.evaluation.evaluate import compare_annotations, evaluate_plan
from policycascade.evaluation.report import errors, render_csv, render_html, render_text
from policycascade.evaluation.scores import score_links, score_lone, score_records

TEXT = "到2025年,新增学位5万个,入园率达到95%。实施“春蕾”计划,春蕾计划惠及千家。建成公园3个。"
BARE = strip(TEXT)


def figure(indicator: str, value: float, unit: str, quote: str, **rest: Any) -> dict[str, Any]:
    defaults = {"op": "=", "basis": "end", "nature": None, "year_to": 2025}
    return defaults | {"indicator": indicator, "value": value, "unit": unit, "quote": quote} | rest


SEATS = figure("新增学位数", 50000, "个", "新增学位5万个")
RATE = figure("入园率", 95, "%", "入园率达到95%")
PARKS = figure("公园数", 3, "个", "建成公园3个", optional=True)


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([SEATS, RATE], (2, 0, 0)),
        ([SEATS], (1, 0, 1)),
        ([SEATS, RATE, figure("公园数", 3, "个", "公园3个")], (2, 0, 0)),
        ([SEATS, figure("入园率", 59, "%", "入园率达到95%")], (1, 1, 1)),
        ([SEATS, RATE, figure("年份", 2025, "年", "2025年")], (2, 1, 0)),
        ([figure("新增学位数", 50000, "个", "建成公园3个"), RATE], (1, 0, 1)),
    ],
    ids=["all", "missed", "optional", "wrong value", "invented", "elsewhere, by an optional one"],
)
def test_figures_match_by_place_value_and_unit(
    found: list[dict[str, Any]], counts: tuple[int, int, int]
) -> None:
    score = score_records("targets", [SEATS, RATE, PARKS], found, BARE)
    assert (score.matched, len(score.wrong), len(score.missed)) == counts


def test_attributes_are_judged_over_the_matched_ones() -> None:
    found = [SEATS | {"op": ">="}, RATE]
    score = score_records("targets", [SEATS, RATE], found, BARE)
    assert score.attributes["op"] == 0.5
    assert score.attributes["basis"] == 1.0
    assert score.f1 == 1.0


def test_a_programme_named_twice_counts_once() -> None:
    gold = [
        {"canonical": "春蕾计划", "mention": "“春蕾”计划", "kind": "programme", "quote": "春蕾"}
    ]
    found = [
        {
            "canonical": "春蕾计划",
            "mention": "“春蕾”计划",
            "kind": "campaign",
            "quote": "“春蕾”计划",
        },
        {"canonical": "春蕾计划", "mention": "春蕾计划", "kind": "campaign", "quote": "春蕾计划"},
    ]
    score = score_records("programmes", gold, found, BARE)
    assert (score.matched, score.wrong, score.attributes["kind"]) == (1, (), 0.0)


UPPER = strip("新增就业100万人。失业率控制在5%以内。参保率95%。")
LOWER = strip("新增就业10万人。失业率低于5%。建站3个。")
LINKS: list[dict[str, Any]] = [
    {"relation": "share", "upper_quote": "新增就业100万人", "lower_quote": "新增就业10万人"},
    {"relation": "same", "upper_quote": "失业率控制在5%以内", "lower_quote": "失业率低于5%"},
    {"relation": "dropped", "upper_quote": "参保率95%", "lower_quote": None},
    {"relation": "local", "upper_quote": None, "lower_quote": "建站3个"},
]


def end(quote: str) -> dict[str, str]:
    return {"quote": quote, "title": quote}


def test_links_and_lone_ends() -> None:
    found: list[dict[str, Any]] = [
        {"relation": "share", "upper": end("新增就业100万人"), "lower": end("就业10万人")},
        {"relation": "looser", "upper": end("失业率控制在5%以内"), "lower": end("失业率低于5%")},
        {"relation": "share", "upper": end("参保率95%"), "lower": end("建站3个")},
        {"relation": "dropped", "upper": end("参保率95%"), "lower": None},
        {"relation": "dropped", "upper": end("新增就业100万人"), "lower": None},
    ]
    score = score_links("targets", LINKS, found, UPPER, LOWER)
    assert (score.matched, len(score.wrong), len(score.missed)) == (2, 1, 0)
    assert score.attributes["relation"] == 0.5
    lone = score_lone("targets", "dropped", LINKS, found, UPPER)
    assert (lone.matched, len(lone.wrong), len(lone.missed)) == (1, 1, 0)
    assert score_lone("targets", "local", LINKS, found, LOWER).recall == 0.0


def test_agreement_of_two_readers() -> None:
    one = [{"quote": "新增学位5万个"}, {"quote": "公园3个"}]
    other = [{"quote": "学位5万个"}, {"quote": "公园3个"}]
    assert span_f1(one, other, BARE, exact=True) == 0.5
    assert span_f1(one, other, BARE, exact=False) == 1.0
    assert kappa([("a", "a")] * 3) is None


def annotation(folder: Path, **changes: Any) -> Path:
    (folder / "甲.txt").write_text(TEXT, "utf-8")
    data = {"source": "甲.txt", "plan": {"title": "甲", "issuer": None}, "targets": [SEATS, RATE]}
    file = folder / "gold.json"
    file.write_text(json.dumps(data | changes), "utf-8")
    return file


def test_a_file_is_scored_and_its_errors_listed(tmp_path: Path) -> None:
    gold = load_annotation(annotation(tmp_path), tmp_path)
    assert isinstance(gold, PlanAnnotation)
    facts = {"plan": {"title": "乙", "issuer": None}, "targets": [SEATS]}
    evaluation = evaluate_plan(gold, lambda source: facts)
    assert evaluation.plan == {"title": False, "issuer": True}
    assert [score.kind for score in evaluation.scores] == ["targets"]
    assert "f1=0.667" in render_text([evaluation])
    assert "入园率达到95%" in render_html([evaluation])
    rows = list(csv.DictReader(io.StringIO(render_csv([evaluation]))))
    assert [row["error"] for row in rows] == ["differs", "missed"]
    assert (rows[0]["attribute"], rows[0]["annotated"], rows[0]["found"]) == ("title", "甲", "乙")
    assert (rows[1]["name"], rows[1]["value"], rows[1]["quote"]) == (
        *("入园率", "95"),
        "入园率达到95%",
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["篇首", "有误： 标题", "目标", "约束方式=0.50", "一致性 目标", "κ(约束方式)"]),
        ("en", ["front matter", "wrong: title", "targets", "comparator=0.50", "agreement targets"]),
    ],
)
def test_an_evaluation_is_told_in_both_languages(
    tmp_path: Path, lang: str, words: list[str]
) -> None:
    gold = load_annotation(annotation(tmp_path), tmp_path)
    assert isinstance(gold, PlanAnnotation)
    facts = {"plan": {"title": "乙", "issuer": None}, "targets": [SEATS | {"op": ">="}, RATE]}
    evaluation = evaluate_plan(gold, lambda source: facts)
    said = render_text([evaluation], lang)
    assert all(word in said for word in words), said
    assert bool(re.search("[一-鿿]", said)) == (lang == "zh")
    page = render_html([evaluation], lang)
    assert ("属性不符" in page) == (lang == "zh")
    (row,) = (row for row in errors(evaluation) if row["kind"] == "targets")
    assert (row["error"], row["attribute"]) == ("differs", "op")
    assert (row["annotated"], row["found"], row["quote"]) == ("=", ">=", "新增学位5万个")


def test_two_annotators_are_held_against_each_other(tmp_path: Path) -> None:
    first = load_annotation(annotation(tmp_path), tmp_path)
    second = load_annotation(annotation(tmp_path, targets=[RATE], issued="2021"), tmp_path)
    found = compare_annotations(first, second)
    assert (found.scores[0].precision, found.scores[0].recall) == (1.0, 0.5)
    assert found.plan == {"title": True, "issuer": True}
    assert found.agreement[0].exact == pytest.approx(2 / 3)
    other = annotation(tmp_path)
    (tmp_path / "乙.txt").write_text(TEXT, "utf-8")
    other.write_text(json.dumps({"source": "乙.txt", "targets": [RATE]}), "utf-8")
    with pytest.raises(AnnotationError, match="不是同一份原文"):
        compare_annotations(first, load_annotation(other, tmp_path))


def cascade_annotation(folder: Path, name: str, links: list[dict[str, Any]]) -> Path:
    (folder / "上.txt").write_text(UPPER, "utf-8")
    (folder / "下.txt").write_text(LOWER, "utf-8")
    file = folder / name
    data = {"source": {"upper": "上.txt", "lower": "下.txt"}, "targets": links}
    file.write_text(json.dumps(data), "utf-8")
    return file


def test_cascades_have_their_agreement_and_errors(tmp_path: Path) -> None:
    other = [LINKS[0], LINKS[1] | {"relation": "looser"}, LINKS[2]]
    one, two = (
        load_annotation(cascade_annotation(tmp_path, name, links), tmp_path)
        for name, links in (("甲.json", LINKS), ("乙.json", other))
    )
    found = compare_annotations(one, two)
    assert [score.kind for score in found.scores] == [
        *("targets links", "targets dropped"),
        "targets local",
    ]
    upper, lower = found.agreement
    assert (upper.kind, upper.exact, upper.overlapping) == ("targets upper", 1.0, 1.0)
    assert upper.kappa["relation"] == pytest.approx(4 / 7)
    assert lower.exact == pytest.approx(4 / 5)
    wrong = [row for row in errors(found) if row["error"] == "differs"]
    assert [(row["annotated"], row["found"]) for row in wrong] == [("same", "looser")]
    assert "关联" in render_text([found])


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "../甲.txt"},
        {"source": "乙.txt"},
        {"source": None},
        {"targets": {}},
        {"targets": [SEATS | {"quote": "没有的话"}]},
        {"scope": {"targets_complete_from": "没有", "targets_complete_to": "公园"}},
    ],
)
def test_an_annotation_that_does_not_fit_is_refused(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    with pytest.raises(AnnotationError):
        load_annotation(annotation(tmp_path, **changes), tmp_path)
