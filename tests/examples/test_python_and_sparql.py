"""One figure, whoever counts it: the invented corpus by Python, by Oxigraph and by rdflib.

Every competency question is answered from the records in plain Python and compared with the saved
query's rows; every measure is compared with what the graph says of it, and those that links and
facts allow are counted again by SPARQL. Both engines answer everything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import rdflib

from policycascade.examples import four_levels
from policycascade.graph.links import RELATION_LABELS
from policycascade.graph.nquads import PLACES
from policycascade.graph.query import run_query, saved_queries
from policycascade.graph.rdf import to_rdf, write_nquads
from policycascade.graph.store import open_store, write_store
from policycascade.model import (
    Cascade,
    Corpus,
    Derivation,
    End,
    Link,
    Measure,
    Plan,
    Relation,
    Role,
    Target,
)
from policycascade.pipeline import link, read_sources
from policycascade.reports.words import word

Rows = Counter[tuple[Any, ...]]

KINDS = {"task": "任务", "target": "目标", "programme": "项目"}
APART = {Relation.DROPPED, Relation.LOCAL, Relation.UNDECIDED}


@dataclass(frozen=True)
class World:
    """The corpus, and both engines on its graph."""

    corpus: Corpus
    engines: dict[str, rdflib.Dataset]

    @cached_property
    def plans(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.corpus.plans}

    @cached_property
    def targets(self) -> dict[str, Target]:
        return {target.id: target for plan in self.corpus.plans for target in plan.targets}

    @cached_property
    def names(self) -> dict[str, str]:
        """Record → what its node is called; mentions of one programme are one node."""
        return {
            **{task.id: task.title for plan in self.corpus.plans for task in plan.tasks},
            **{one.id: one.canonical for plan in self.corpus.plans for one in plan.programmes},
            **{
                target.id: f"{target.indicator} {target.value_raw or target.relative_to or ''}"
                for target in self.targets.values()
            },
        }

    def title(self, plan: str) -> str:
        return self.plans[plan].title

    def node(self, end: End) -> tuple[str, str]:
        """What one plan says of one thing: mentions of one programme together."""
        mentions = {one.id: one.canonical for one in self.plans[end.plan].programmes}
        return end.plan, mentions.get(end.record, end.record)

    def links(self) -> Iterator[tuple[Cascade, Link]]:
        for cascade in self.corpus.cascades:
            for one in cascade.links:
                yield cascade, one

    def joined(self) -> Iterator[tuple[Cascade, Link, End, End]]:
        for cascade, one in self.links():
            if one.upper and one.lower and one.relation not in APART:
                yield cascade, one, one.upper, one.lower

    def pairs_of_targets(self) -> Iterator[tuple[Cascade, Link, Target, Target]]:
        for cascade, one, upper, lower in self.joined():
            if upper.record in self.targets and lower.record in self.targets:
                yield cascade, one, self.targets[upper.record], self.targets[lower.record]

    def documents(self) -> Iterator[Derivation]:
        for made in self.corpus.derivations:
            if made.relation is not Relation.MENTION and made.upper in self.plans:
                yield made


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    reading = read_sources([four_levels()])
    corpus = link(reading)
    path: Path = tmp_path_factory.mktemp("both") / "graph.nq"
    write_nquads(corpus, path, texts=reading.documents)
    write_store(path, path.parent / "store")
    engines = {
        "oxigraph": open_store(path.parent / "store"),
        "rdflib": to_rdf(corpus, texts=reading.documents),
    }
    return World(corpus, engines)


@pytest.fixture(params=["oxigraph", "rdflib"])
def engine(world: World, request: pytest.FixtureRequest) -> rdflib.Dataset:
    return world.engines[request.param]


# ---------------------------------------------------------------- the questions, in Python


def cascades(world: World) -> Rows:
    return Counter(
        {
            (world.title(c.upper), world.title(c.lower), world.names[lower.record])
            for c, _, _, lower in world.joined()
            if c.derivation and c.derivation.cascade
        }
    )


def dropped(world: World) -> Rows:
    return Counter(
        (KINDS[one.kind], world.names[one.upper.record], world.title(c.upper), world.title(c.lower))
        for c, one in world.links()
        if one.relation is Relation.DROPPED and one.upper
    )


def local(world: World) -> Rows:
    sourced = {world.node(lower) for _, _, _, lower in world.joined()}
    return Counter(
        (KINDS[one.kind], world.names[one.lower.record], world.title(c.lower), world.title(c.upper))
        for c, one in world.links()
        if one.relation is Relation.LOCAL and one.lower and world.node(one.lower) not in sourced
    )


def same_indicator(world: World) -> Rows:
    plans: defaultdict[str, set[str]] = defaultdict(set)
    for plan in world.corpus.plans:
        for target in plan.targets:
            plans[target.indicator].add(plan.id)
    return Counter(
        (target.indicator, plan.title, target.value, target.evidence.quote)
        for plan in world.corpus.plans
        for target in plan.targets
        if len(plans[target.indicator]) > 1
    )


def stricter(world: World) -> Rows:
    return Counter(
        (
            upper.indicator,
            RELATION_LABELS[one.relation].zh,
            None if one.amplification is None else round(one.amplification, 6),
            world.title(c.upper),
            world.title(c.lower),
        )
        for c, one, upper, _ in world.pairs_of_targets()
        if one.relation in (Relation.STRICTER, Relation.LOOSER)
    )


def convergence(world: World) -> Rows:
    taken: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for c, one, upper, _ in world.joined():
        if one.kind == "task":
            taken[c.upper, c.lower].add(world.node(upper))
    rows: Rows = Counter()
    for (above, first), (other_above, second) in combinations(sorted(taken), 2):
        if above == other_above and world.plans[first].level is world.plans[second].level:
            ours, theirs = taken[above, first], taken[above, second]
            pair = frozenset((world.title(first), world.title(second)))
            rows[world.title(above), pair, len(ours & theirs), len(ours | theirs)] += 1
    return rows


def softened(world: World) -> Rows:
    return Counter(
        (upper.indicator, "软化" if upper.nature == "binding" else "硬化", world.title(c.lower))
        for c, _, upper, lower in world.pairs_of_targets()
        if upper.nature and lower.nature and upper.nature is not lower.nature
    )


def incomparable(world: World) -> Rows:
    def differ(one: object, two: object) -> bool:
        return one is not None and two is not None and one != two

    def base(target: Target) -> int | None:
        return target.baseline.year if target.baseline else None

    return Counter(
        (upper.indicator, lower.indicator, world.title(c.upper), world.title(c.lower))
        for c, one, upper, lower in world.pairs_of_targets()
        if one.relation is Relation.NOT_COMPARABLE
        or differ(upper.unit, lower.unit)
        or upper.basis is not lower.basis
        or differ(base(upper), base(lower))
        or differ(upper.year_to, lower.year_to)
    )


def programmes(world: World) -> Rows:
    issued: defaultdict[str, list[Any]] = defaultdict(list)
    for plan in world.corpus.plans:
        for one in plan.programmes:
            if plan.issued:
                issued[one.canonical].append(plan.issued)
    return Counter(
        {
            (
                one.canonical,
                plan.title,
                plan.issued is not None and plan.issued == min(issued[one.canonical]),
                one.evidence.quote,
            )
            for plan in world.corpus.plans
            for one in plan.programmes
        }
    )


def organs(world: World) -> Rows:
    roles = {"lead": "牵头", "support": "配合", "": None}
    return Counter(
        (plan.title, "/".join(task.path), task.title, roles[role])
        for plan in world.corpus.plans
        for task in plan.tasks
        for _, role in {(organ.name, organ.role) for organ in task.organs} or {("", "")}
    )


def evidence(world: World) -> Rows:
    return Counter(
        (
            KINDS[one.kind],
            RELATION_LABELS[one.relation].zh,
            world.title(c.upper),
            upper.evidence.quote,
            world.title(c.lower),
            lower.evidence.quote,
        )
        for c, one, upper, lower in world.joined()
    )


def lags(world: World) -> Rows:
    return Counter(
        (world.title(made.upper), world.title(made.lower), (below - above).days, below < above)
        for made in world.documents()
        for above, below in [(world.plans[made.upper].issued, world.plans[made.lower].issued)]
        if above and below
    )


def coverage(world: World) -> Rows:
    return Counter(
        (world.title(c.upper), world.title(c.lower), KINDS[m.scope], m.numerator, m.denominator)
        for c in world.corpus.cascades
        for m in c.measures
        if m.name == "coverage" and m.scope in KINDS and m.denominator
    )


def balance(world: World) -> Rows:
    return Counter(
        (world.title(plan), indicator, round(m.value or Decimal(0), 4))
        for m in world.corpus.measures
        if m.name == "balance"
        for _, plan, indicator in [m.scope.split("/", 2)]
    )


def skips(world: World) -> Rows:
    sources: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for _, _, upper, lower in world.joined():
        sources[world.node(lower)].add(world.node(upper))
    rows: Rows = Counter()
    for c, one, upper, lower in world.joined():
        above, below = world.plans[c.upper], world.plans[c.lower]
        if not (above.level and below.level and above.region and below.region):
            continue
        between = any(world.node(upper) in sources[s] for s in sources[world.node(lower)])
        right_below = below.region.ancestors[-1:] == (above.region.code,)
        if below.level.rank - above.level.rank >= 2 and not right_below and not between:
            rows[KINDS[one.kind], above.title, below.title, world.names[lower.record]] += 1
    return rows


def doubts(world: World) -> Rows:
    return Counter(
        (plan.title, word("doubt", doubt.kind, "zh"), doubt.note.zh, quote)
        for plan in world.corpus.plans
        for doubt in plan.doubts
        for quote in {side.quote for side in doubt.sides}
    )


def sources(world: World) -> Rows:
    return Counter(
        (plan.title, cited.evidence.quote)
        for plan in world.corpus.plans
        for cited in plan.citations
        if cited.role is Role.BASIS
    )


@dataclass(frozen=True)
class Question:
    """A saved query, its columns that are compared, and the same in Python.

    Attributes:
        distinct: the query gives a row for each way, or for each further value left out here.
    """

    columns: tuple[str, ...]
    python: Callable[[World], Rows]
    distinct: bool = False


PAIR = ("upper_plan", "lower_plan")
QUESTIONS = {
    "传导": Question((*PAIR, "lower"), cascades, distinct=True),
    "断点": Question(("kind", "name", *PAIR), dropped),
    "本地": Question(("kind", "name", "lower_plan", "upper_plan"), local),
    "同一指标": Question(("indicator", "plan", "value", "quote"), same_indicator),
    "加码": Question(("indicator", "relation", "amplification", *PAIR), stricter),
    "同级趋同": Question(("upper_plan", "plan", "other", "both", "either"), convergence),
    "软化": Question(("indicator", "change", "lower_plan"), softened),
    "不可比": Question(("indicator", "lower_indicator", *PAIR), incomparable),
    "项目": Question(("programme", "plan", "first", "quote"), programmes, distinct=True),
    "部门": Question(("plan", "number", "task", "role"), organs),
    "证据": Question(
        ("kind", "relation", "upper_plan", "upper_quote", "lower_plan", "lower_quote"), evidence
    ),
    "时滞": Question((*PAIR, "days", "inverted"), lags),
    "承接率": Question((*PAIR, "kind", "taken", "total"), coverage),
    "平衡": Question(("upper_plan", "indicator", "ratio"), balance),
    "越级": Question(("kind", *PAIR, "lower"), skips),
    "矛盾": Question(("plan", "kind", "sentence", "quote"), doubts),
    "依据": Question(("plan", "quote"), sources),
}


def test_every_question_is_here() -> None:
    assert list(QUESTIONS) == [query.name for query in saved_queries()]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question(world: World, engine: rdflib.Dataset, name: str) -> None:
    question = QUESTIONS[name]
    found = run_query(engine, name, {"least": "2"} if name == "平衡" else {})
    at = [found.columns.index(column) for column in question.columns]
    by_sparql: Rows = Counter(tuple(figure(row[n]) for n in at) for row in found.rows)
    if name == "同级趋同":
        by_sparql = Counter((up, frozenset((a, b)), *n) for up, a, b, *n in by_sparql.elements())
    if name == "证据":
        by_sparql = Counter(row for row in by_sparql.elements() if row[0] in KINDS.values())
    if question.distinct:
        by_sparql = Counter(set(by_sparql))
    assert by_sparql == question.python(world)
    assert by_sparql


def figure(value: Any) -> Any:
    return round(value, 6) if isinstance(value, Decimal) else value


# ---------------------------------------------------------------- the measures

MEASURES = """
SELECT ?upper ?lower ?name ?scope ?label ?numerator ?denominator ?value ?unit ?low ?high ?note
WHERE {
  ?measure a pc:Measure ; pc:measureName ?name ; pc:scope ?scope ; pc:measureUnit ?unit ;
    rdfs:label ?label .
  FILTER(LANG(?label) = "zh")
  OPTIONAL { ?measure pc:measuredUpper/dcterms:title ?upper }
  OPTIONAL { ?measure pc:measuredLower/dcterms:title ?lower }
  OPTIONAL { ?measure pc:numerator ?numerator }
  OPTIONAL { ?measure pc:denominator ?denominator }
  OPTIONAL { ?measure pc:measureValue ?value }
  OPTIONAL { ?measure pc:intervalLow ?low ; pc:intervalHigh ?high }
  OPTIONAL { ?measure pc:measureNote ?note . FILTER(LANG(?note) = "zh") }
}
"""
COUNTED = """
SELECT ?upper ?lower ?name ?scope (COUNT(?member) AS ?count)
WHERE {
  ?measure pc:measureName ?name ; pc:scope ?scope ; pc:counts ?member ;
    pc:measuredUpper/dcterms:title ?upper ; pc:measuredLower/dcterms:title ?lower .
}
GROUP BY ?upper ?lower ?name ?scope
"""


def every_measure(world: World) -> Iterator[tuple[str | None, str | None, Measure]]:
    for c in world.corpus.cascades:
        for measure in c.measures:
            yield world.title(c.upper), world.title(c.lower), measure
    for measure in world.corpus.measures:
        yield None, None, measure


def test_the_graph_says_every_measure(world: World, engine: rdflib.Dataset) -> None:
    def shown(value: Decimal | None) -> Decimal | None:
        return None if value is None else round(value, PLACES).normalize()

    by_python = {
        (
            *(upper, lower, m.name, m.scope, m.label.zh),
            *map(shown, (m.numerator, m.denominator, m.value)),
            m.unit,
            *map(shown, m.interval or (None, None)),
            m.note.zh if m.note else None,
        )
        for upper, lower, m in every_measure(world)
    }
    by_sparql = {
        tuple(shown(cell) if isinstance(cell, Decimal) else cell for cell in row)
        for row in run_query(engine, MEASURES).rows
    }
    assert by_sparql == by_python
    assert {row[2] for row in by_python} >= {"coverage", "text_reuse", "funnel", "balance"}
    assert any(row[9] is not None for row in by_python)


def test_the_graph_says_what_a_measure_counts(world: World, engine: rdflib.Dataset) -> None:
    by_python = {
        (upper, lower, m.name, m.scope): len(set(m.members))
        for upper, lower, m in every_measure(world)
        if upper and m.members
    }
    by_sparql = {tuple(key): count for *key, count in run_query(engine, COUNTED).rows}
    assert by_sparql == by_python


# ---------------------------------------------------------------- counted again by SPARQL

BINDING = """
SELECT ?above ?below (COUNT(DISTINCT ?taken) AS ?part) (COUNT(DISTINCT ?element) AS ?whole)
WHERE {
  ?link a pc:Link ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below ;
    pc:upper ?element .
  ?element pc:nature nature:binding .
  OPTIONAL { ?link a pc:Derivation ; pc:upper ?taken }
}
GROUP BY ?above ?below
"""
TRACEABILITY = """
SELECT ?above ?below ?kind (COUNT(DISTINCT ?traced) AS ?part) (COUNT(DISTINCT ?element) AS ?whole)
WHERE {
  ?link a pc:Link ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below ;
    pc:lower ?element ; pc:elementKind ?what .
  FILTER(?what != element:plan)
  BIND(STRAFTER(STR(?what), "#") AS ?kind)
  OPTIONAL { ?link a pc:Derivation ; pc:lower ?traced }
}
GROUP BY ?above ?below ?kind
"""
#: Not the rest of traceability: what is undecided is neither.
INNOVATION = TRACEABILITY.replace("?link a pc:Derivation ;", "?link pc:relation relation:local ;")
NATURE = """
SELECT ?above ?below (SUM(IF(?was = ?is, 1, 0)) AS ?part) (COUNT(?link) AS ?whole)
WHERE {
  ?link a pc:Derivation ; pc:elementKind element:target ; pc:upper/pc:nature ?was ;
    pc:lower/pc:nature ?is ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
}
GROUP BY ?above ?below
"""
COMPARABILITY = """
SELECT ?above ?below (SUM(IF(?like, 1, 0)) AS ?part) (COUNT(?link) AS ?whole)
WHERE {
  ?link a pc:Derivation ; pc:elementKind element:target ; pc:upper ?one ; pc:lower ?two ;
    pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
  ?one pc:basis ?basis1 . ?two pc:basis ?basis2 .
  OPTIONAL { ?one pc:unit ?printed1 } OPTIONAL { ?two pc:unit ?printed2 }
  OPTIONAL { ?one pc:yearTo ?year1 } OPTIONAL { ?two pc:yearTo ?year2 }
  OPTIONAL { ?one pc:baselineYear ?base1 } OPTIONAL { ?two pc:baselineYear ?base2 }
  BIND(REPLACE(COALESCE(?printed1, ""), "^[名位]$", "人") AS ?unit1)
  BIND(REPLACE(COALESCE(?printed2, ""), "^[名位]$", "人") AS ?unit2)
  BIND(?unit1 = ?unit2 && ?basis1 = ?basis2 && COALESCE(?year1 = ?year2, true)
    && COALESCE(?base1 = ?base2, true) AS ?like)
}
GROUP BY ?above ?below
"""
HARDNESS = """
SELECT ?plan (COUNT(DISTINCT ?hard) AS ?part) (COUNT(DISTINCT ?lead) AS ?whole)
WHERE {
  ?lead a pc:Target ; pc:inPlan ?in .
  ?in dcterms:title ?plan .
  FILTER NOT EXISTS { ?lead pc:restates ?other }
  OPTIONAL { ?one pc:restates? ?lead ; pc:wording wording:soft . BIND(true AS ?isSoft) }
  OPTIONAL { ?two pc:restates? ?lead ; pc:wording wording:hard . BIND(true AS ?isHard) }
  OPTIONAL {
    ?three pc:restates? ?lead ; pc:relativeTo ?other ; pc:op ?bound .
    FILTER(?bound IN (op:ge, op:gt, op:le, op:lt) && NOT EXISTS { ?three pc:value ?figure })
    BIND(true AS ?isTied)
  }
  FILTER(BOUND(?isSoft) || BOUND(?isHard) || BOUND(?isTied))
  BIND(IF(BOUND(?isSoft), ?nothing, ?lead) AS ?hard)
}
GROUP BY ?plan
"""
SHARE = """
SELECT ?above ?below ?name ?share
WHERE {
  ?link a pc:Derivation ; pc:relation relation:share ; pc:share ?share ;
    pc:upper/pc:measures/rdfs:label ?name ;
    pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
}
"""
AMPLIFICATION = SHARE.replace("pc:relation relation:share ; ", "").replace("share", "amplification")
LAG = """
SELECT ?above ?below ?days
WHERE {
  ?link pc:lagDays ?days ; pc:upperPlan/dcterms:title ?above ; pc:lowerPlan/dcterms:title ?below .
}
"""


def parts(
    world: World, name: str, scope: str = ""
) -> dict[tuple[str, ...], tuple[Decimal, Decimal]]:
    """Numerator and denominator of every pair, by its titles and, for several scopes, the scope."""
    return {
        (str(upper), str(lower), *(() if scope else (m.scope,))): (m.numerator, m.denominator)
        for upper, lower, m in every_measure(world)
        if m.name == name and (m.scope == scope if scope else m.scope in KINDS)
        if m.numerator is not None and m.denominator
    }


@pytest.mark.parametrize(
    ("name", "scope", "query"),
    [
        ("coverage", "target/binding", BINDING),
        ("traceability", "", TRACEABILITY),
        ("innovation", "", INNOVATION),
        ("nature_agreement", "target", NATURE),
        ("comparability", "target", COMPARABILITY),
    ],
)
def test_shares_of_a_pair(
    world: World, engine: rdflib.Dataset, name: str, scope: str, query: str
) -> None:
    by_sparql = {
        tuple(map(str, keys)): (Decimal(str(part)), Decimal(str(whole)))
        for *keys, part, whole in run_query(engine, query).rows
    }
    assert by_sparql
    assert by_sparql == parts(world, name, scope)


def test_hardness(world: World, engine: rdflib.Dataset) -> None:
    by_python = {
        (upper if m.scope.endswith("upper") else lower): (m.numerator, m.denominator)
        for upper, lower, m in every_measure(world)
        if m.name == "hardness" and m.denominator
    }
    by_sparql = {
        plan: (Decimal(str(part)), Decimal(str(whole)))
        for plan, part, whole in run_query(engine, HARDNESS).rows
    }
    assert by_python
    assert {plan: by_sparql[str(plan)] for plan in by_python} == by_python


@pytest.mark.parametrize(("name", "query"), [("share", SHARE), ("amplification", AMPLIFICATION)])
def test_figures_of_linked_targets(
    world: World, engine: rdflib.Dataset, name: str, query: str
) -> None:
    by_python = {
        (upper, lower, m.scope.removeprefix("target/")): round(m.value, 6)
        for upper, lower, m in every_measure(world)
        if m.name == name and m.value is not None
    }
    by_sparql = {
        tuple(key): round(Decimal(str(value)), 6) for *key, value in run_query(engine, query).rows
    }
    assert by_python
    assert by_sparql == by_python


def test_lag(world: World, engine: rdflib.Dataset) -> None:
    days = {(up, low): m.value for up, low, m in every_measure(world) if m.name == "lag"}
    found = {(up, low): lag for up, low, lag in run_query(engine, LAG).rows}
    assert {pair: found.get(pair) for pair in days} == days
    assert any(days.values())


def test_the_funnel(world: World, engine: rdflib.Dataset) -> None:
    """Follow the links of one chain of plans after another."""
    chains = [m for m in world.corpus.measures if m.name == "funnel"]
    assert chains
    for measure in chains:
        kind, _, path = measure.scope.partition("/")
        plans = [f'"{world.title(plan)}"@zh' for plan in path.split(">")]
        steps = "".join(
            f"?link{n} a pc:Derivation ; pc:elementKind element:{kind} ; pc:upper ?at{n} ; "
            f"pc:lower ?at{n + 1} ; pc:upperPlan/dcterms:title {above} ; "
            f"pc:lowerPlan/dcterms:title {below} . "
            for n, (above, below) in enumerate(pairwise(plans))
        )
        found = run_query(engine, f"SELECT (COUNT(DISTINCT ?at0) AS ?reached) {{ {steps} }}")
        assert found.rows == ((measure.numerator,),), measure.label.zh
