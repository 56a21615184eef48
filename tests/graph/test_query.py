import csv
import io
import json
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
import rdflib
import three_levels as t
from pyoxigraph import QuerySolutions

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.drawn import named_part
from policycascade.graph.query import (
    QueryResult,
    SavedQuery,
    full_text,
    run_query,
    saved_queries,
)
from policycascade.graph.sources import in_process, in_worker
from policycascade.graph.store import open_oxigraph

P, C, C2, D = (plan.title for plan in (t.PROVINCIAL, t.MUNICIPAL, t.OTHER, t.URBAN))


def pick(result: QueryResult, *columns: str) -> list[tuple[Any, ...]]:
    places = [result.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


#: name, parameters, columns to look at, the answer on the invented corpus.
ANSWERS: list[tuple[str, dict[str, str], tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        "传导",
        {"name": "城镇新增就业"},
        ("step", "upper_plan", "lower_plan", "level", "relation", "share"),
        [
            (1, P, C, "市级", "分担", Decimal("0.1")),
            (1, P, C2, "市级", "分担", Decimal("0.2")),
            (2, C, D, "区县级", "分担", Decimal("0.1")),
        ],
    ),
    (
        "断点",
        {},
        ("kind", "name", "nature", "lower_plan", "taken_up"),
        [
            ("目标", "高技能人才总量 1000000人", "约束性", C, 0),
            ("项目", "一卡三单", None, C, 0),
            ("任务", "帮扶重点群体", None, C2, 1),
            ("目标", "高技能人才总量 1000000人", "约束性", C2, 0),
        ],
    ),
    ("断点", {"nature": "binding", "lang": "en"}, ("kind",), [("target",), ("target",)]),
    ("断点", {"kind": "programme"}, ("name",), [("一卡三单",)]),
    ("断点", {"level": "county"}, ("name",), []),
    ("本地", {}, ("kind", "lower_plan", "upper_plan"), [("目标", C, P)]),
    (
        "同一指标",
        {"name": "调查失业率"},
        ("level", "op", "value", "unit", "relative_to", "nature"),
        [
            ("省级", "不超过", Decimal("5.5"), "%", None, "预期性"),
            ("市级", "不超过", Decimal(5), "%", None, "预期性"),
            ("区县级", "不超过", None, None, "全市", None),
        ],
    ),
    ("同一指标", {"plans": "4"}, ("plan",), [(P,), (C,), (C,), (C2,), (D,)]),
    (
        "加码",
        {},
        ("indicator", "relation", "amplification", "upper_plan", "lower_plan"),
        [
            (t.SETTLED, "加码", Decimal(5), P, D),
            (t.SETTLED, "打折", Decimal(-5), P, C),
            (t.RATE, "加码", Decimal("0.5"), P, C),
        ],
    ),
    ("加码", {"relation": "looser"}, ("amplification",), [(Decimal(-5),)]),
    ("同级趋同", {}, ("both", "either", "similarity"), [(1, 2, Decimal("0.5"))]),
    ("同级趋同", {"kind": "target"}, ("both", "either"), [(1, 4)]),
    (
        "软化",
        {},
        ("indicator", "change", "lower_plan"),
        [(t.SETTLED, "软化", C), (t.INSURED, "软化", C)],
    ),
    (
        "不可比",
        {},
        ("indicator", "lower_indicator", "units", "why"),
        [(t.INSURED, t.HEADS, "% / 人", "一边是率,一边是人数")],
    ),
    (
        "项目",
        {"name": "三支一扶"},
        ("level", "first", "number", "quote"),
        [
            ("省级", True, None, "继续做好“三支一扶”计划"),
            ("市级", False, "家政服务员培训人次 50000人次", "“三支一扶”之外"),
            ("市级", False, "家政服务员培训人次 50000人次", "“三支一扶”招募"),
            ("区县级", False, None, "东湖“三支一扶”"),
        ],
    ),
    (
        "部门",
        {"plan": "云山"},
        ("number", "task", "organ", "role"),
        [
            ("三", "促进就业", None, None),
            ("三/（一）", "扩大就业容量", "省人力资源社会保障厅（云山省）", "牵头"),
            ("三/（一）", "扩大就业容量", "省财政厅（云山省）", "配合"),
            ("三/（三）", "办好技工院校", None, None),
            ("三/（二）", "帮扶重点群体", None, None),
        ],
    ),
    ("部门", {"plan": "临江", "missing": "true"}, ("number",), [("二/2",), ("二/3",)]),
    (
        "证据",
        {"name": "春雨"},
        ("upper_quote", "lower_quote", "method"),
        [("开展春雨行动", "春雨润城行动", "措辞")],
    ),
    (
        "时滞",
        {},
        ("upper_plan", "lower_plan", "days", "inverted"),
        [(P, C2, -28, True), (P, C, 101, False), (P, D, 184, False), (C, D, 83, False)],
    ),
    (
        "承接率",
        {"nature": "binding"},
        ("upper_plan", "lower_plan", "taken", "total"),
        [(P, D, 1, 1), (P, C, 2, 3), (P, C2, 0, 1)],
    ),
    (
        "平衡",
        {},
        ("upper_plan", "sum", "ratio", "children", "missing"),
        [(C, 30000, Decimal("0.1"), 1, 0), (P, 900000, Decimal("0.3"), 2, 0)],
    ),
    ("越级", {}, ("upper_plan", "lower_plan", "relation"), [(P, D, "加码")]),
    (
        "矛盾",
        {},
        ("kind", "quote"),
        [
            ("正文与表格写法不同", t.C_JOBS.evidence.quote),
            ("正文与表格写法不同", t.C_JOBS_ROW.evidence.quote),
        ],
    ),
    (
        "依据",
        {},
        ("plan", "cited", "in_base"),
        [(D, C, True), (C, P, True), (P, t.NATIONAL.title, False)],
    ),
    ("依据", {"role": "mention"}, ("cited", "in_base"), [("云山省就业条例", False)]),
]


def test_every_saved_query_has_an_answer_here() -> None:
    assert {query.name for query in saved_queries()} == {name for name, *_ in ANSWERS}


@pytest.mark.parametrize(("name", "params", "columns", "expected"), ANSWERS)
def test_answers(
    store: rdflib.Dataset,
    name: str,
    params: dict[str, str],
    columns: tuple[str, ...],
    expected: list[tuple[Any, ...]],
) -> None:
    assert pick(run_query(store, name, params), *columns) == expected


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_rdflib_and_oxigraph_give_the_same_answer(
    store: rdflib.Dataset, dataset: rdflib.Dataset, query: Any
) -> None:
    fast = run_query(store, query.name)
    assert fast == run_query(dataset, query.name_en)
    assert fast.columns == tuple(query.columns)


def test_free_text_needs_no_prefixes(store: rdflib.Dataset) -> None:
    found = run_query(
        store, "SELECT (COUNT(?p) AS ?n) { ?p a pc:Plan ; pc:level level:prefecture }"
    )
    assert (found.columns, found.rows) == (("n",), ((2,),))


def test_ask_and_construct(store: rdflib.Dataset) -> None:
    assert run_query(store, "ASK { ?p a pc:Plan }").rows == ((True,),)
    made = run_query(store, "CONSTRUCT { ?p a pc:Plan } WHERE { ?p a pc:Plan }")
    assert made.columns == ("subject", "predicate", "object")
    assert len(made.rows) == 4


@pytest.mark.parametrize("name", ["断店", "dropt", "没有这个", ""])
def test_an_unknown_name_suggests_near_ones(store: rdflib.Dataset, name: str) -> None:
    with pytest.raises(UnknownName) as error:
        run_query(store, name)
    assert error.value.suggestions


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?x {\n  ?x foo:a 1 }", ["第 2 行", "pc、"]),
        ("SELECT ?x { ?x pc:unit ", ["line 1", "1 {, 0 }"]),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", ["第 1 行"]),
        ("SELEKT ?x { ?x a ?y }", ["line 1, column 1"]),
    ],
)
def test_a_syntax_error_says_where(store: rdflib.Dataset, query: str, words: list[str]) -> None:
    with pytest.raises(QueryError) as error:
        run_query(store, query)
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <a:> load <http://example.org/> # {",
        "CLEAR ALL # {",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { serVice silent ?x { ?s ?p ?o } }",
    ],
)
def test_only_questions_are_answered(store: rdflib.Dataset, query: str) -> None:
    with pytest.raises(QueryError, match="只能提问"):
        run_query(store, query)


def test_words_that_only_look_like_updates_are_let_through(store: rdflib.Dataset) -> None:
    query = 'SELECT ?load { ?load rdfs:label "service; drop it" } # delete'
    assert run_query(store, query).rows == ()


def test_free_text_takes_no_params(store: rdflib.Dataset) -> None:
    with pytest.raises(QueryError):
        run_query(store, "ASK { ?p a pc:Plan }", {"name": "x"})


@pytest.mark.parametrize(
    ("name", "params", "near"),
    [
        ("传导", {"name": "城镇新曾就业"}, "城镇新增就业"),
        ("项目", {"name": "三支一符"}, "三支一扶"),
        ("部门", {"plan": "云山省就业规划"}, P),
        ("矛盾", {"plan": "没有的规划"}, ""),
    ],
)
def test_a_name_that_nothing_has_is_told(
    store: rdflib.Dataset, name: str, params: dict[str, str], near: str
) -> None:
    with pytest.raises(UnknownName, match=next(iter(params.values()))) as error:
        run_query(store, name, params)
    assert any(near in one for one in error.value.suggestions) or not near


@pytest.mark.parametrize(
    ("name", "params"), [("传导", {"name": "一卡三单"}), ("平衡", {"name": "失业率"})]
)
def test_nothing_to_say_of_a_name_that_is_there(
    store: rdflib.Dataset, name: str, params: dict[str, str]
) -> None:
    assert run_query(store, name, params).rows == ()


RESULT = QueryResult(
    ("名称", "n", "x"), (("一,“二”\n三", Decimal("1.50"), None), ("长" * 60, 2, True))
)


def test_table() -> None:
    lines = RESULT.to_table().splitlines()
    assert lines[0].split() == ["名称", "n", "x"]
    assert lines[2].startswith("一,“二” 三")
    assert "长…" in lines[3]
    assert lines[-1].startswith("(2 行 rows；长的格子")


def test_a_table_fits_the_screen() -> None:
    wide = QueryResult(("甲", "b", "c"), (("长" * 60, "y" * 30, 1), ("短", "y", 22)))
    for screen in (120, 60, 40):
        lines = wide.to_table(width=screen).splitlines()
        assert all(width_of(line) <= screen for line in lines[:-1])
        assert "--format csv" in lines[-1]
    assert "csv" not in QueryResult(("a",), (("x",),)).to_table(width=40)


def width_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


def test_saved_queries_show_their_labels(store: rdflib.Dataset) -> None:
    found = run_query(store, "断点")
    assert found.to_table().split()[0] == "类别"
    assert found.to_table("en").split()[0] == "kind"


def test_csv() -> None:
    assert RESULT.to_csv(bom=True).startswith("\ufeff名称,n,x\r\n")
    rows = list(csv.reader(io.StringIO(RESULT.to_csv(), newline="")))
    assert rows[1:] == [["一,“二”\n三", "1.5", ""], ["长" * 60, "2", "true"]]


def test_json() -> None:
    answer = json.loads(RESULT.to_json())
    assert answer["rows"][0] == {"名称": "一,“二”\n三", "n": 1.5, "x": None}


def test_dataframe() -> None:
    frame = RESULT.to_dataframe()
    assert list(frame.columns) == ["名称", "n", "x"]
    assert list(frame["n"]) == [1.5, 2]
    assert QueryResult(("a",), ()).to_dataframe().shape == (0, 1)


def test_tsv_is_a_line_a_row() -> None:
    assert RESULT.to_tsv().splitlines()[:2] == ["名称\tn\tx", "一,“二” 三\t1.5\t"]


def test_xlsx() -> None:
    planted = QueryResult(("a", "b"), (("=1+1", Decimal("1.5")), ("x\x0b", None)))
    page = openpyxl.load_workbook(io.BytesIO(planted.to_xlsx())).worksheets[0]
    assert [[cell.value for cell in row] for row in page] == [
        ["a", "b"],
        ["=1+1", 1.5],
        ["x", None],
    ]
    assert page["A2"].data_type == "s"


def test_no_cell_of_a_file_is_a_formula() -> None:
    planted = QueryResult(("a",), (("=1+1",), (-5,)))
    assert planted.to_csv().splitlines()[1:] == ["'=1+1", "-5"]
    assert planted.to_tsv().splitlines()[1:] == ["'=1+1", "-5"]


CONSTRUCT = "CONSTRUCT { ?a pc:derivesFrom ?b } WHERE { ?a pc:derivesFrom ?b ; a pc:Target }"


def test_triples(store: rdflib.Dataset, graph: "nx.MultiDiGraph[str]") -> None:
    made = run_query(store, CONSTRUCT)
    for media, form in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        read = rdflib.Graph().parse(data=made.to_rdf(media), format=form)
        assert len(read) == len(made.rows)
    network = made.to_networkx()
    assert network.number_of_edges() == len(made.rows)
    part = named_part(graph, made)
    assert {said["kind"] for *_, said in part.edges(data=True)} == {"derives_from"}
    assert part.number_of_edges() == len(made.rows)
    assert {said["kind"] for _, said in part.nodes(data=True)} == {"target", "plan"}


def test_rows_are_no_graph(store: rdflib.Dataset, graph: "nx.MultiDiGraph[str]") -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        run_query(store, "断点").to_networkx()
    foreign = run_query(store, "CONSTRUCT { <a:a> <a:b> <a:c> } WHERE {}")
    with pytest.raises(QueryError, match="画不出"):
        named_part(graph, foreign)


def test_a_limit_is_told(store: rdflib.Dataset, nquads: Path) -> None:
    whole = run_query(store, "断点")
    for source in (store, in_process(open_oxigraph(nquads.parent / "store"))):
        two = run_query(source, "断点", limit=2)
        assert (two.rows, two.cut) == (whole.rows[:2], True)
        assert "还有更多" in two.to_table()
        assert not run_query(source, "断点", limit=len(whole.rows)).cut


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_every_way_to_ask_gives_the_same_answer(
    store: rdflib.Dataset, nquads: Path, query: SavedQuery
) -> None:
    expected = run_query(store, query.name)
    folder = nquads.parent / "store"
    assert run_query(in_process(open_oxigraph(folder)), query.name) == expected
    assert run_query(in_worker(folder, 30), query.name) == expected


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_the_text_shown_can_be_asked_anywhere(nquads: Path, query: SavedQuery) -> None:
    text = full_text(query.name, {"lang": "en"} if "lang" in query.text else {})
    bare = open_oxigraph(nquads.parent / "store").query(text, use_default_graph_as_union=True)
    assert isinstance(bare, QuerySolutions)
    assert tuple(variable.value for variable in bare.variables) == tuple(query.columns)
