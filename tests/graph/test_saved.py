import re

import pytest

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.saved import SavedQuery, find_query, near_names, saved_queries

EVERY = pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)


def test_there_is_one_for_each_competency_question() -> None:
    assert [query.number for query in saved_queries()] == list(range(1, 18))


def test_names_are_unique() -> None:
    names = [name for query in saved_queries() for name in (query.name, query.name_en)]
    assert len(set(names)) == len(names)


@EVERY
def test_the_header_says_what_the_query_has(query: SavedQuery) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    assert {p.name for p in query.parameters} == set(re.findall(r"\?param_(\w+)", body))
    selected = re.search(r"SELECT (.+?)\s*WHERE", body, re.DOTALL)
    assert selected
    columns = re.findall(r"\?(\w+)", re.sub(r"\([^?]*\(.*? AS (\?\w+)\)", r"\1", selected[1]))
    assert columns == list(query.columns)
    assert query.title.zh.endswith("？")
    assert query.title.en.endswith("?")


@EVERY
def test_numbers_and_both_names_find_it(query: SavedQuery) -> None:
    for name in (str(query.number), f"{query.number:02}", query.name, query.name_en.upper()):
        assert find_query(name) is query


@EVERY
def test_what_may_be_set_includes_the_default(query: SavedQuery) -> None:
    for parameter in query.parameters:
        parameter.check(parameter.default)
        assert not (parameter.values and parameter.among)
        if parameter.name in ("name", "plan"):
            assert "?found" in parameter.among
        elif not parameter.numeric:
            assert parameter.values


def test_near_names() -> None:
    assert near_names("断店") == ["断点"]
    assert near_names("dropt")[0] == "断点"
    assert near_names("负责部门")[0] == "部门"
    assert len(near_names("zzzz")) == len(saved_queries())


def test_params_take_the_place_of_defaults() -> None:
    query = find_query("同一指标")
    assert query
    assert query.with_params({}) == query.text
    changed = query.with_params({"name": 'say "hi" }', "plans": "3"})
    assert r'VALUES ?param_name { "say \"hi\" }" }' in changed
    assert "VALUES ?param_plans { 3 }" in changed


@pytest.mark.parametrize(
    ("name", "params", "error", "words"),
    [
        ("同一指标", {"colour": "red"}, UnknownName, "没有参数“colour”.*plans"),
        ("同一指标", {"plans": "3 } DELETE"}, QueryError, "须是数字"),
        ("断点", {"level": "prefectur"}, UnknownName, "level=prefectur.*：prefecture、"),
        ("断点", {"kind": "tasks"}, UnknownName, "kind=tasks.*：task、"),
        ("同级趋同", {"kind": ""}, UnknownName, "kind="),
        ("依据", {"lang": "de"}, UnknownName, "lang=de"),
    ],
)
def test_wrong_params_are_refused(
    name: str, params: dict[str, str], error: type[Exception], words: str
) -> None:
    query = find_query(name)
    assert query
    with pytest.raises(error, match=words):
        query.with_params(params)
