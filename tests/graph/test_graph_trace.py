import networkx as nx
import pytest
import three_levels as t

from policycascade.errors import UnknownName
from policycascade.graph.trace import trace, trace_node
from policycascade.model import Level


@pytest.mark.parametrize(
    ("name", "kind", "matched"),
    [
        (t.JOBS, "indicator", (t.JOBS,)),
        ("城镇新增就业", "indicator", (t.JOBS,)),
        ("三支一扶", "programme", ("三支一扶",)),
        ("“三支一扶”", "programme", ("三支一扶",)),
        ("技能单", "programme", ("一卡三单",)),
        ("春雨", "programme", ("春雨润城行动", "春雨行动")),
        ("办好夜间集市", "task", ("办好夜间集市",)),
        ("帮扶重点", "task", ("帮扶重点群体", "帮扶重点群体就业")),
        (t.URBAN.title, "plan", (t.URBAN.title,)),
        ("东湖区", "plan", (t.URBAN.title,)),
    ],
)
def test_names_are_found(
    graph: "nx.MultiDiGraph[str]", name: str, kind: str, matched: tuple[str, ...]
) -> None:
    found = trace(graph, name)
    assert (found.kind, set(found.matched)) == (kind, set(matched))
    assert found.name == name


def test_a_target_runs_down_the_levels(graph: "nx.MultiDiGraph[str]") -> None:
    found = trace(graph, t.JOBS)
    assert [(stop.level, stop.region) for stop in found.stops] == [
        (Level.PROVINCE, "云山省"),
        (Level.PREFECTURE, "临江市"),
        (Level.PREFECTURE, "青石市"),
        (Level.COUNTY, "东湖区"),
    ]
    assert [(s.upper.region, s.lower.region, s.relation, s.share) for s in found.steps] == [
        ("云山省", "临江市", "share", 0.1),
        ("云山省", "青石市", "share", 0.2),
        ("临江市", "东湖区", "share", 0.1),
    ]
    assert not found.unlinked
    assert not found.breaks


def test_both_ends_carry_their_words_and_every_place(graph: "nx.MultiDiGraph[str]") -> None:
    step = trace(graph, t.JOBS).steps[0]
    assert [one.quote for one in step.upper.evidence] == [t.P_JOBS.evidence.quote]
    assert [one.quote for one in step.lower.evidence] == [
        t.C_JOBS.evidence.quote,
        t.C_JOBS_ROW.evidence.quote,
    ]
    assert {one.quote for one in step.evidence} == {
        t.P_JOBS.evidence.quote,
        t.C_JOBS.evidence.quote,
    }
    assert step.reasons[0].en


def test_from_the_bottom_the_way_goes_up_only(graph: "nx.MultiDiGraph[str]") -> None:
    found = trace(graph, t.D_CAPACITY.title)
    assert [stop.region for stop in found.stops] == ["云山省", "临江市", "东湖区"]
    assert [(s.upper.region, s.lower.region) for s in found.steps] == [
        ("云山省", "临江市"),
        ("临江市", "东湖区"),
    ]


def test_what_is_dropped_says_where_and_why(graph: "nx.MultiDiGraph[str]") -> None:
    found = trace(graph, t.SKILLED)
    assert [(b.relation, b.plan_title) for b in found.breaks] == [
        ("dropped", t.MUNICIPAL.title),
        ("dropped", t.OTHER.title),
    ]
    assert [b.why for b in found.breaks] == [t.NO_PLACE, None]
    assert [stop.label for stop in found.unlinked] == [f"{t.SKILLED} 1000000人"]


def test_what_is_local_says_so_unless_it_has_another_source(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    (local,) = trace(graph, t.CARERS).breaks
    assert (local.relation, local.plan_title) == ("local", t.PROVINCIAL.title)


def test_undecided_pairs_are_shown_apart(graph: "nx.MultiDiGraph[str]") -> None:
    found = trace(graph, "办好技工院校")
    assert not found.steps
    (pair,) = found.undecided
    assert (pair.lower.label, pair.confidence) == ("办好夜间集市", 0.3)


def test_plans_are_traced_by_what_they_cite(graph: "nx.MultiDiGraph[str]") -> None:
    found = trace(graph, t.MUNICIPAL.title)
    assert [stop.level for stop in found.stops] == list(Level)[:4]
    to_city = next(s for s in found.steps if s.lower.region == "临江市")
    assert [one.quote for one in to_city.evidence] == ["《云山省“十四五”就业促进规划》"]


def test_stops_are_grouped_by_plan(graph: "nx.MultiDiGraph[str]") -> None:
    groups = trace(graph, "春雨").by_plan
    assert [[stop.label for stop in group] for group in groups] == [["春雨行动"], ["春雨润城行动"]]


@pytest.mark.parametrize(
    ("name", "near"),
    [("三支一付", "三支一扶"), ("城镇新曾就业", "城镇新增就业"), ("春雨润成行动", "春雨润城行动")],
)
def test_an_unknown_name_suggests_near_ones(
    graph: "nx.MultiDiGraph[str]", name: str, near: str
) -> None:
    with pytest.raises(UnknownName) as error:
        trace(graph, name)
    assert error.value.suggestions[0] == near


@pytest.mark.parametrize("name", ["", "  ", "“”", "qqqqqq"])
def test_a_name_that_is_like_nothing(graph: "nx.MultiDiGraph[str]", name: str) -> None:
    with pytest.raises(UnknownName):
        trace(graph, name)


def test_one_node_is_followed_whatever_else_has_its_name(graph: "nx.MultiDiGraph[str]") -> None:
    whole = trace(graph, t.JOBS)
    lowest = whole.steps[-1].lower
    alone = trace_node(graph, lowest.id)
    assert (alone.kind, alone.matched) == (lowest.kind, (lowest.label,))
    assert {stop.id for stop in alone.stops} <= {stop.id for stop in whole.stops}
    assert lowest.id in {stop.id for stop in alone.stops}
    with pytest.raises(UnknownName):
        trace_node(graph, "target-000000000000")
