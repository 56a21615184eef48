"""Laws over any verdicts: what is rejected is gone, what stands is consistent, twice is once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policycascade.graph.elements import elements
from policycascade.model import Method, Relation, Review, Verdict
from policycascade.pipeline import read_sources
from policycascade.review.fields import RELATIONS
from policycascade.review.keys import LINKED, LISTS, ends_of, is_plan
from policycascade.review.rows import Row

REAL = Path(__file__).resolve().parents[3] / "shared" / "plans"
APART = (Relation.DROPPED, Relation.LOCAL)


def sound(session: Any) -> None:
    """Every link joins facts that stand, by a relation of its kind, once; measures are ratios."""
    elements(session.corpus)
    plans = {plan.id: plan for plan in session.corpus.plans}
    for cascade in session.corpus.cascades:
        pairs = set()
        for link in cascade.links:
            ends = [end for end in (link.upper, link.lower) if end]
            for end in ends:
                there = {
                    fact.id for kind in LISTS for fact in getattr(plans[end.plan], LISTS[kind])
                }
                assert end.record in there
            allowed = RELATIONS[LINKED[link.kind]] if len(ends) == 2 else APART
            assert link.relation in (*allowed, Relation.UNDECIDED)
            pair = tuple(end.record if end else None for end in (link.upper, link.lower))
            assert pair not in pairs
            pairs.add(pair)
        ids = [link.id for link in cascade.links]
        assert len(ids) == len(set(ids))
        for measure in cascade.measures:
            assert set(measure.members) <= {
                *ids,
                *(t.id for p in plans.values() for t in p.targets),
            } | {o.id for p in plans.values() for o in p.outturns}
            if measure.name in ("coverage", "traceability") and measure.value is not None:
                assert 0 <= measure.value <= 1


def fits(row: Row, verdict: Verdict) -> bool:
    """Whether a person could give this verdict on this row."""
    if row.kind not in RELATIONS or verdict is Verdict.REJECT:
        return verdict is not Verdict.CORRECT
    gap = any(is_plan(end) for end in ends_of(row.key))
    return not gap and (verdict is Verdict.CORRECT or row.found in RELATIONS[row.kind])


def verdicts(rows: list[Row], judgement: Any, data: st.DataObject) -> list[Review]:
    reviews = []
    for row in rows:
        verdict = data.draw(st.sampled_from([None, None, *Verdict]))
        if verdict is not None and fits(row, verdict):
            corrections = {}
            if verdict is Verdict.CORRECT:
                corrections = {"relation": data.draw(st.sampled_from(RELATIONS[row.kind])).value}
            reviews.append(judgement(row, verdict, corrections=corrections))
    return reviews


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_verdicts_leave_a_sound_corpus(
    plain: Any, session: Any, judgement: Any, data: st.DataObject
) -> None:
    reviews = verdicts(plain.rows, judgement, data)
    after = session(plain.reading, reviews)
    sound(after)
    assert set(after.conflicts) <= {
        "end_rejected",
        "not_compared",
        "no_element",
        "linked_since",
    } | {"found_otherwise"}
    again = session(plain.reading, [*reviews, *reviews])
    assert again.corpus == after.corpus
    facts = {
        fact.id
        for plan in after.corpus.plans
        for kind in LISTS
        for fact in getattr(plan, LISTS[kind])
    }
    rejected = {
        id
        for review in after.corpus.reviews
        for id in review.about
        if review.verdict is Verdict.REJECT
    }
    links = {link.id for cascade in after.corpus.cascades for link in cascade.links}
    assert not rejected & (facts | links)


@pytest.fixture(scope="module")
def real(session: Any) -> Any:
    if not REAL.is_dir():
        pytest.skip("the real plans are not here")
    return session(read_sources([REAL / "hunan.txt", REAL / "zhuzhou.txt"]))


def test_the_real_links_all_rejected(real: Any, session: Any, judgement: Any) -> None:
    rows = [row for row in real.rows if row.kind in RELATIONS and all(row.quotes)]
    after = session(real.reading, [judgement(row, Verdict.REJECT) for row in rows])
    sound(after)
    before, now = (
        {link.id for link in one.corpus.cascades[0].links if link.upper and link.lower}
        for one in (real, after)
    )
    assert not before & now
    assert not after.conflicts
    assert len(after.corpus.reviews) == len(rows)


def test_the_real_links_all_accepted(real: Any, session: Any, judgement: Any) -> None:
    rows = [row for row in real.rows if row.kind in RELATIONS and row.found != "undecided"]
    after = session(real.reading, [judgement(row, Verdict.ACCEPT) for row in rows])
    sound(after)
    before = {link.id: link.relation for link in real.corpus.cascades[0].links}
    assert {link.id: link.relation for link in after.corpus.cascades[0].links} == before
    assert not after.conflicts
    judged = [link for link in after.corpus.cascades[0].links if link.relation != "undecided"]
    assert {(link.method, link.confidence) for link in judged} == {(Method.REVIEWED, 1.0)}


def test_a_doubt_goes_when_the_figure_it_is_about_is_corrected(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    wrong = read(("参保率达到95%", "参保率达到195%"))
    before = session(wrong)
    (doubt,) = before.corpus.plans[0].doubts
    row = before.row("target", "甘肃", "195%")
    after = session(
        wrong,
        [
            judgement(row, Verdict.CORRECT, corrections={"value": "95"}),
            judgement(before.row("doubt", "195%"), Verdict.ACCEPT),
        ],
    )
    assert doubt.kind == "unit_mismatch"
    assert not after.corpus.plans[0].doubts
    accepted = session(wrong, [judgement(before.row("doubt", "195%"), Verdict.ACCEPT)])
    assert [one.confidence for one in accepted.corpus.plans[0].doubts] == [1.0]
    rejected = session(wrong, [judgement(before.row("doubt", "195%"), Verdict.REJECT)])
    assert not rejected.corpus.plans[0].doubts
