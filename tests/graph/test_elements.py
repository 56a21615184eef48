import dataclasses

import factories as f
import pytest
import three_levels as t

from policycascade.graph.elements import elements
from policycascade.graph.kinds import Edge, EdgeKind, Node, NodeKind
from policycascade.graph.links import RELATION_LABELS
from policycascade.model import Cascade, Corpus, Relation, Role, Span
from policycascade.ontology.regions import region


def edges_of(corpus: Corpus, kind: EdgeKind) -> list[Edge]:
    return [edge for edge in elements(corpus)[1] if edge.kind is kind]


def pairs(corpus: Corpus, kind: EdgeKind) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in edges_of(corpus, kind)}


def node(corpus: Corpus, label: str, kind: NodeKind) -> Node:
    (found,) = (n for n in elements(corpus)[0] if n.label == label and n.kind is kind)
    return found


UPPER, LOWER = f.target(value=1000), f.target(value=100)
ABOVE = f.plan(targets=(UPPER,))
BELOW = f.plan("临江市规划", f.CITY, targets=(LOWER,))
SHARE = f.link(Relation.SHARE, (ABOVE, UPPER), (BELOW, LOWER))


def two_plans(cascade: Cascade) -> Corpus:
    return f.corpus(ABOVE, BELOW, cascades=(cascade,))


def test_a_derivation_runs_up_and_its_cascade_down() -> None:
    corpus = two_plans(f.cascade(ABOVE, BELOW, SHARE))
    up = {(LOWER.id, UPPER.id), (BELOW.id, ABOVE.id)}
    assert pairs(corpus, EdgeKind.DERIVES_FROM) == up
    assert pairs(corpus, EdgeKind.CASCADES_TO) == {(upper, lower) for lower, upper in up}


def test_on_one_level_nothing_cascades() -> None:
    peer = f.derivation(BELOW, ABOVE, cascade=False)
    corpus = two_plans(f.cascade(ABOVE, BELOW, SHARE, derivation=peer))
    assert len(edges_of(corpus, EdgeKind.DERIVES_FROM)) == 2
    assert not edges_of(corpus, EdgeKind.CASCADES_TO)


def test_a_mere_comparison_joins_nothing() -> None:
    compared = Cascade(upper=ABOVE.id, lower=BELOW.id, derivation=None, links=(SHARE,))
    corpus = Corpus(plans=(ABOVE, BELOW), cascades=(compared,))
    assert not edges_of(corpus, EdgeKind.DERIVES_FROM)


def test_a_document_that_is_only_mentioned_is_cited_but_no_source() -> None:
    mention = f.citation(ABOVE.title, Role.MENTION)
    below = dataclasses.replace(BELOW, citations=(mention,))
    mentioned = f.derivation(below, ABOVE, Relation.MENTION)
    corpus = Corpus(plans=(ABOVE, below), derivations=(mentioned,))
    assert pairs(corpus, EdgeKind.CITES) == {(below.id, ABOVE.id)}
    assert not edges_of(corpus, EdgeKind.DERIVES_FROM)


@pytest.mark.parametrize(
    ("relation", "kind", "ends"),
    [
        (Relation.DROPPED, EdgeKind.DROPPED_IN, (UPPER.id, BELOW.id)),
        (Relation.LOCAL, EdgeKind.LOCAL_TO, (LOWER.id, ABOVE.id)),
        (Relation.UNDECIDED, EdgeKind.UNDECIDED, (LOWER.id, UPPER.id)),
    ],
)
def test_what_has_no_counterpart(relation: Relation, kind: EdgeKind, ends: object) -> None:
    upper = None if relation is Relation.LOCAL else (ABOVE, UPPER)
    lower = None if relation is Relation.DROPPED else (BELOW, LOWER)
    corpus = two_plans(f.cascade(ABOVE, BELOW, f.link(relation, upper, lower)))
    (edge,) = edges_of(corpus, kind)
    assert (edge.source, edge.target) == ends
    assert edge.label == RELATION_LABELS[relation]
    assert all(e.attributes["element"] == "plan" for e in edges_of(corpus, EdgeKind.DERIVES_FROM))


def test_mentions_of_one_programme_in_one_plan_are_one_node() -> None:
    volunteers = node(f.corpus(t.MUNICIPAL), "三支一扶", NodeKind.PROGRAMME)
    assert [proof.evidence.quote for proof in volunteers.evidence] == [
        "“三支一扶”之外",
        "“三支一扶”招募",
    ]
    two = [n for n in elements(f.corpus(t.MUNICIPAL, t.URBAN))[0] if n.label == "三支一扶"]
    assert len(two) == 2


def test_a_target_in_the_words_of_a_programme_is_its_target() -> None:
    corpus = f.corpus(t.MUNICIPAL)
    volunteers = node(corpus, "三支一扶", NodeKind.PROGRAMME)
    assert (volunteers.id, t.C_CARERS.id) in pairs(corpus, EdgeKind.HAS_TARGET)


def test_only_the_innermost_task_has_what_it_names() -> None:
    named = f.programme()
    outer = f.task("外", ("一",), start=0, body=Span(5, 90), programmes=(named.id,), leaf=False)
    inner = f.task("内", ("一", "1"), start=10, body=Span(15, 50), programmes=(named.id,))
    later = f.task("后", ("一", "2"), start=60, body=Span(65, 90))
    corpus = f.corpus(f.plan(tasks=(outer, inner, later), programmes=(named,)))
    assert [edge.source for edge in edges_of(corpus, EdgeKind.IMPLEMENTS)] == [inner.id]
    of_tasks = {e for e in pairs(corpus, EdgeKind.PART_OF) if e[0].startswith("task")}
    assert of_tasks == {(inner.id, outer.id), (later.id, outer.id)}


@pytest.mark.parametrize(
    ("name", "same"),
    [("财政局", False), ("市财政局", False), ("江苏省财政厅", True), ("国家发展改革委", True)],
)
def test_a_bare_organ_is_another_one_in_another_region(name: str, same: bool) -> None:
    found = set()
    for code in ("321000", "321084"):  # 扬州市, 高邮市
        task = f.task(f"任务{code}", organs=(f.organ(name),))
        corpus = f.corpus(f.plan(f"规划{code}", region(code), tasks=(task,)))
        found.add(edges_of(corpus, EdgeKind.ASSIGNED_TO)[0].target)
    assert (len(found) == 1) is same


def test_further_places_of_a_fact_restate_it(invented: Corpus) -> None:
    assert pairs(invented, EdgeKind.RESTATES) == {(t.C_JOBS_ROW.id, t.C_JOBS.id)}


def test_an_unresolved_citation_becomes_a_document() -> None:
    corpus = f.corpus(f.plan(citations=(f.citation("某省条例", Role.MENTION),)))
    (cites,) = edges_of(corpus, EdgeKind.CITES)
    assert node(corpus, "某省条例", NodeKind.DOCUMENT).id == cites.target


def test_the_plan_itself_is_not_cited() -> None:
    corpus = f.corpus(f.plan(citations=(f.citation("本规划", Role.SELF),)))
    assert not edges_of(corpus, EdgeKind.CITES)


def test_every_fact_and_every_link_has_evidence(invented: Corpus) -> None:
    nodes, edges = elements(invented)
    proven = {NodeKind.TASK, NodeKind.PROGRAMME, NodeKind.TARGET, NodeKind.OUTTURN}
    assert all(n.evidence for n in nodes if n.kind in proven)
    linking = {EdgeKind.UNDECIDED, EdgeKind.DROPPED_IN, EdgeKind.LOCAL_TO, EdgeKind.CITES}
    assert all(e.evidence for e in edges if e.kind in linking)
    for edge in edges:
        if edge.kind is EdgeKind.DERIVES_FROM and edge.attributes["element"] != "plan":
            assert len({proof.plan for proof in edge.evidence}) == 2


def test_order_of_input_does_not_matter(invented: Corpus) -> None:
    turned = dataclasses.replace(
        invented,
        plans=invented.plans[::-1],
        derivations=invented.derivations[::-1],
        cascades=invented.cascades[::-1],
    )
    assert elements(turned) == elements(invented)


def test_two_records_with_one_id_are_refused() -> None:
    other = dataclasses.replace(LOWER, id=UPPER.id)
    with pytest.raises(ValueError, match=UPPER.id):
        elements(f.corpus(ABOVE, f.plan("另一规划", f.CITY, targets=(other,))))


def test_a_link_to_a_missing_record_is_refused() -> None:
    with pytest.raises(ValueError, match=LOWER.id):
        elements(
            f.corpus(
                ABOVE, f.plan("临江市规划", f.CITY), cascades=(f.cascade(ABOVE, BELOW, SHARE),)
            )
        )


def test_a_range_keeps_both_ends() -> None:
    ranged = f.target(value=3, value_to=5, unit="个")
    (found,) = (
        n for n in elements(f.corpus(f.plan(targets=(ranged,))))[0] if n.kind is NodeKind.TARGET
    )
    assert (found.attributes["value"], found.attributes["value_to"]) == (3, 5)
