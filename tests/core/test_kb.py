"""The Python API: build, open, look, trace, ask, view and report."""

import json
import shutil
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib

import policycascade as pc
from policycascade.errors import (
    KnowledgeBaseError,
    LoadError,
    NotAPlan,
    PolicyCascadeError,
    QueryError,
    UnknownName,
)
from policycascade.kb import KnowledgeBase, build_kb
from policycascade.model import Level
from policycascade.pipeline import Step

UPPER = """甘肃省“十四五”就业促进规划

甘政办发〔2021〕90号

根据《甘肃省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》,制定本规划。

一、发展目标

到2025年,城镇新增就业150万人以上,基本养老保险参保率达到95%。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,支持多渠道灵活就业。
"""
LOWER = """兰州市“十四五”就业促进规划

兰政办发〔2022〕8号

根据《甘肃省“十四五”就业促进规划》,制定本规划。

一、发展目标

到2025年,城镇新增就业30万人以上。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,支持多渠道灵活就业。
"""
RECIPE = "先把水烧开,再下面条。加盐少许。\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in (("甘肃", UPPER), ("兰州", LOWER), ("菜谱", RECIPE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def kb(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return pc.build(sources, tmp_path_factory.mktemp("kb") / "kb")


# ---------------------------------------------------------------- building and opening


def test_plans_come_highest_level_first_and_the_rest_is_listed(kb: KnowledgeBase) -> None:
    assert [plan.level for plan in kb.plans] == [Level.PROVINCE, Level.PREFECTURE]
    assert [Path(item.source).name for item in kb.skipped] == ["菜谱.txt"]
    assert all(item.reason for item in kb.skipped)


def test_a_base_opened_again_is_the_one_that_was_built(kb: KnowledgeBase) -> None:
    again = pc.open_kb(kb.path)
    assert again.corpus == kb.corpus
    assert again.skipped == kb.skipped


def test_a_plan_read_alone_is_the_one_in_the_base(kb: KnowledgeBase, sources: Path) -> None:
    assert pc.read_plan(sources / "甘肃.txt") == kb.plans[0]


def test_two_files_compared_are_the_pair_in_the_base(kb: KnowledgeBase, sources: Path) -> None:
    compared = pc.compare(sources / "甘肃.txt", sources / "兰州.txt")
    assert compared.links == kb.corpus.cascades[0].links


def test_sources_may_be_one_path_or_many(sources: Path, tmp_path: Path) -> None:
    one = pc.build(str(sources / "甘肃.txt"), tmp_path / "one")
    two = pc.build([sources / "甘肃.txt", str(sources / "兰州.txt")], tmp_path / "two")
    assert (len(one.plans), len(two.plans)) == (1, 2)
    assert not one.corpus.cascades


def test_every_quote_stands_in_the_text_of_its_plan(kb: KnowledgeBase) -> None:
    for plan in kb.plans:
        document = kb.document(plan.id)
        for record in (*plan.tasks, *plan.targets, *plan.programmes, *plan.citations):
            assert document.quote(record.evidence.span) == record.evidence.quote


def test_building_again_takes_the_place_of_the_old_base(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    pc.build(sources, folder)
    assert len(pc.build(sources / "甘肃.txt", folder).plans) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kb"]


def _without(folder: Path, name: str) -> None:
    (folder / name).unlink()


def _older(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8")) | {"version": 0}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (shutil.rmtree, "这里没有知识库"),
        (lambda folder: _without(folder, "manifest.json"), "这里没有知识库"),
        (_older, "知识库版本是 0"),
        (lambda folder: (folder / "manifest.json").write_text("{", "utf-8"), "知识库版本"),
        (lambda folder: _without(folder, "documents.json"), "知识库不完整"),
        (lambda folder: (folder / "facts.jsonl").write_text("[]\n", "utf-8"), "知识库不完整"),
        (lambda folder: shutil.rmtree(folder / "store"), "没有图数据库"),
    ],
)
def test_a_spoilt_base_says_what_to_do(
    kb: KnowledgeBase, tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    folder = tmp_path / "kb"
    shutil.copytree(kb.path, folder)
    spoil(folder)

    def use() -> None:
        opened = pc.open_kb(folder)
        assert opened.plans
        assert len(opened.rdf)

    with pytest.raises(KnowledgeBaseError, match=words) as error:
        use()
    assert "build" in str(error.value)


def test_what_holds_no_plan_is_refused(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAPlan):
        pc.build(sources / "菜谱.txt", tmp_path / "kb")
    with pytest.raises(NotAPlan):
        pc.read_plan(sources / "菜谱.txt")
    with pytest.raises(LoadError):
        pc.read_plan(sources / "没有.txt")
    assert not list(tmp_path.iterdir())


def test_a_folder_of_other_things_is_left_alone(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(KnowledgeBaseError, match="请换一个输出目录"):
        pc.build(sources, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


# ---------------------------------------------------------------- asking


def test_a_saved_query_by_any_of_its_names_is_a_table(kb: KnowledgeBase) -> None:
    query = next(query for query in kb.queries if query.name == "断点")
    tables = [kb.query(name) for name in (query.name, query.name_en, str(query.number))]
    assert list(tables[0].columns) == list(query.columns)
    assert "基本养老保险参保率" in " ".join(tables[0]["name"])
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0])


def test_a_parameter_narrows_a_saved_query(kb: KnowledgeBase) -> None:
    assert len(kb.query("证据")) > len(kb.query("证据", name="三支一扶")) > 0
    assert set(kb.query("断点", kind="target", lang="en")["kind"]) == {"target"}


def test_sparql_gives_numbers_as_numbers(kb: KnowledgeBase) -> None:
    table = kb.query(
        "SELECT ?value WHERE { ?t a pc:Target ; rdfs:label ?l ; pc:value ?value"
        " FILTER(CONTAINS(?l, '城镇新增就业')) } ORDER BY ?value"
    )
    assert list(table["value"]) == [300_000, 1_500_000]


def test_ask_and_construct_are_tables_too(kb: KnowledgeBase) -> None:
    assert kb.query("ASK { ?s pc:cascadesTo ?o }").iloc[0]["answer"]
    triples = kb.query("CONSTRUCT { ?l pc:derivesFrom ?u } WHERE { ?l pc:derivesFrom ?u }")
    assert list(triples.columns) == ["subject", "predicate", "object"]
    assert len(triples) == len(kb.query("SELECT * WHERE { ?l pc:derivesFrom ?u }")) > 0


@pytest.mark.parametrize(
    ("query", "params", "error"),
    [
        ("段点", {}, UnknownName),
        ("断点", {"knd": "target"}, UnknownName),
        ("加码加码加码", {}, UnknownName),
        ("SELECT * WHERE { ?s ?p }", {}, QueryError),
        ("DELETE WHERE { ?s ?p ?o }", {}, QueryError),
        ("SELECT * WHERE { ?s ?p ?o }", {"kind": "target"}, QueryError),
    ],
)
def test_a_wrong_question_says_why(
    kb: KnowledgeBase, query: str, params: dict[str, str], error: type[PolicyCascadeError]
) -> None:
    with pytest.raises(error) as raised:
        kb.query(query, **params)
    assert str(raised.value)


def test_the_graph_is_networkx_and_rdflib(kb: KnowledgeBase) -> None:
    assert isinstance(kb.graph, nx.MultiDiGraph)
    assert {plan.id for plan in kb.plans} <= set(kb.graph.nodes)
    assert isinstance(kb.rdf, rdflib.Dataset)
    assert kb.rdf.query("ASK { ?s ?p ?o }").askAnswer


# ---------------------------------------------------------------- looking and reporting


def test_a_trace_has_the_share_and_both_ends(kb: KnowledgeBase) -> None:
    found = kb.trace("城镇新增就业")
    (step,) = found.steps
    assert (step.upper.region, step.relation, step.lower.region) == ("甘肃省", "share", "兰州市")
    assert step.share is not None
    assert Decimal(str(step.share)) == Decimal("0.2")
    assert "城镇新增就业30万人以上" in str(found)


def test_a_name_that_is_not_there_brings_near_ones(kb: KnowledgeBase) -> None:
    for look in (kb.trace, kb.view):
        with pytest.raises(UnknownName) as error:
            look("三支一付")
        assert "三支一扶" in error.value.suggestions


@pytest.mark.parametrize("name", ["兰州市", "620100", "兰州市“十四五”就业促进规划", "兰州"])
def test_a_plan_by_what_people_call_it(kb: KnowledgeBase, name: str) -> None:
    assert kb.plan(name).region == kb.plans[1].region
    assert kb.plan(kb.plans[1].id) is kb.plans[1]


def test_a_plan_that_is_none_or_several_brings_titles(kb: KnowledgeBase) -> None:
    titles = [plan.title for plan in kb.plans]
    for name in ("就业促进", "兰洲市就业促进规划"):
        with pytest.raises(UnknownName, match=name) as error:
            kb.plan(name)
        assert set(error.value.suggestions) <= set(titles)
        assert error.value.suggestions


def test_a_comparison_by_both_plans(kb: KnowledgeBase) -> None:
    assert kb.cascade("甘肃省", "兰州市") is kb.cascades[0]
    with pytest.raises(UnknownName, match="→"):
        kb.cascade("兰州市", "甘肃省")


def test_records_are_a_table(kb: KnowledgeBase) -> None:
    targets = kb.frame()
    assert len(targets) == sum(len(plan.targets) for plan in kb.plans)
    assert {"indicator", "value", "quote", "plan_title"} <= set(targets.columns)
    assert len(kb.frame("links")) == len(kb.cascades[0].links) + len(kb.corpus.derivations)
    with pytest.raises(UnknownName, match="targets"):
        kb.frame("goals")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_view_is_the_whole_base_or_one_way_through_it(kb: KnowledgeBase, lang: str) -> None:
    whole, one = kb.view(lang=lang), kb.view("三支一扶", lang)
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}"' in whole.html
    gap, programme = "基本养老保险参保率", "三支一扶"
    assert gap in whole.html
    assert gap not in one.html
    assert programme in one.html


def test_a_view_is_one_plan_or_a_pair(kb: KnowledgeBase) -> None:
    upper, lower = (kb.plan(kb.cascades[0].upper), kb.plan(kb.cascades[0].lower))
    alone, both = kb.view(plan=upper.id), kb.view(pair=(upper.id, lower.title))
    assert f"<title>{upper.title}</title>" in alone.html
    assert f"<title>{upper.title} → {lower.title}</title>" in both.html
    with pytest.raises(UnknownName):
        kb.view(plan="没有这份规划")


def test_reports_are_written_for_each_pair(kb: KnowledgeBase, tmp_path: Path) -> None:
    written = kb.report(tmp_path / "r")
    assert {path.suffix for path in written} == {".html", ".xlsx"}
    assert any("甘肃省-兰州市" in path.name for path in written)
    assert all(path.stat().st_size for path in written)
    for page in kb.report(tmp_path / "en", forms=["html"], lang="en"):
        assert '<html lang="en"' in page.read_text("utf-8")


def test_every_long_step_of_a_build_tells_how_far_it_is(sources: Path, tmp_path: Path) -> None:
    shown: dict[str, int] = {}

    def watched(steps: Iterable[Step], title: str) -> Iterable[Step]:
        for step in steps:
            yield step
            shown[title] = shown.get(title, 0) + 1

    build_kb([sources], tmp_path / "kb", watched)
    assert list(shown) == ["读取规划", "比较规划", "写出报告", "画出图", "写出网页"]
    assert shown["比较规划"] == 1
    assert min(shown.values()) > 0
