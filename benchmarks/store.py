"""Speed of the store: saved queries against the bare engine and against rdflib, and writing.

Makes a base of the shape of real ones (a province, its cities, their counties; tasks, programmes,
targets, links with reasons and evidence), writes and loads it, and asks every saved query:

    python benchmarks/store.py                     # 1 province, 14 cities, 60 counties
    python benchmarks/store.py --cities 3 --counties 6 --rdflib

Prints Markdown rows; ``benchmarks/README.md`` holds the last ones.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import rdflib
from pyoxigraph import QuerySolutions, Store

from policycascade.facts import cascade_json, plan_json
from policycascade.graph.guard import KNOWN_PREFIXES
from policycascade.graph.query import run_query
from policycascade.graph.rdf import to_rdf, write_nquads
from policycascade.graph.rows import Row
from policycascade.graph.saved import SavedQuery, saved_queries
from policycascade.graph.sources import in_process
from policycascade.graph.store import open_oxigraph, write_store
from policycascade.model import (
    Basis,
    Cascade,
    Citation,
    Corpus,
    Derivation,
    Doubt,
    ElementKind,
    End,
    Evidence,
    Level,
    Link,
    Method,
    Nature,
    Op,
    Organ,
    Outturn,
    Period,
    Plan,
    Programme,
    ProgrammeKind,
    Reason,
    Record,
    Region,
    Relation,
    Role,
    Source,
    Span,
    Target,
    Task,
    TaskKind,
    Words,
    make_id,
)

#: What a plan holds, about as much as the five real plans on average.
TASKS, PROGRAMMES, TARGETS, OUTTURNS, CITATIONS, DOUBTS = 43, 60, 20, 24, 7, 5
#: Names that plans choose theirs from.
NAMES = {"task": 120, "programme": 200, "indicator": 60}
#: What became of targets that are taken up.
VERDICTS = (Relation.SHARE, Relation.SHARE, Relation.STRICTER, Relation.NOT_COMPARABLE)
#: Share of an upper plan's elements that a lower one takes up, and reasons given for each.
TAKEN, REASONS = 0.6, 6


def make_corpus(cities: int, counties: int, seed: int = 7) -> Corpus:
    """Make a province, ``cities`` and ``counties`` with plans that derive from one another."""
    chance = random.Random(seed)
    top = Region(name="云山省", code="990000", level=Level.PROVINCE)
    plans = [_plan(chance, top, 0)]
    lines: list[tuple[Plan, Plan]] = []
    below: list[Plan] = []
    for number in range(cities):
        code = f"99{number + 1:02}00"
        region = Region(
            name=f"第{number}市", code=code, level=Level.PREFECTURE, ancestors=("990000",)
        )
        below.append(_plan(chance, region, 90))
        lines.append((plans[0], below[-1]))
    for number in range(counties):
        city = below[number % cities]
        assert city.region
        code = f"{city.region.code[:4]}{number // cities + 1:02}"
        above = (*city.region.ancestors, city.region.code)
        region = Region(name=f"第{number}县", code=code, level=Level.COUNTY, ancestors=above)
        plan = _plan(chance, region, 180)
        lines += [(city, plan), (plans[0], plan)]
        plans.append(plan)
    derivations = tuple(_derivation(upper, lower) for upper, lower in lines)
    cascades = tuple(
        Cascade(
            upper=made.upper, lower=made.lower, derivation=made, links=tuple(_links(chance, *pair))
        )
        for made, pair in zip(derivations, lines, strict=True)
    )
    return Corpus(plans=(*plans, *below), derivations=derivations, cascades=cascades)


def _plan(chance: random.Random, region: Region, days: int) -> Plan:
    title = f"{region.name}“十四五”就业促进规划"
    plan_id = make_id("plan", title)
    place = iter(range(0, 10**9, 60))

    def record(kind: str, words: str) -> dict[str, object]:
        start = next(place)
        quote = f"{region.name}{words}"
        return {
            "id": make_id(kind, plan_id, start),
            "evidence": Evidence(
                quote=quote, span=Span(start, start + len(quote)), section=("一",)
            ),
            "confidence": round(chance.uniform(0.5, 1), 2),
            "method": "made",
        }

    def figure(cls: type[Target] | type[Outturn], number: int) -> Target | Outturn:
        value = Decimal(chance.randint(10, 10**6))
        return cls(
            **record(cls.__name__.lower(), f"指标{number}达到{value}人"),  # type: ignore[arg-type]
            indicator=f"指标{number}人数",
            indicator_raw=f"指标{number}",
            op=Op.GE,
            value=value,
            unit="人",
            value_raw=f"{value}人",
            basis=Basis.CUMULATIVE,
            year_from=2021,
            year_to=2025,
            nature=chance.choice([Nature.BINDING, Nature.EXPECTED, None]),
        )

    tasks = []
    for number in sorted(chance.sample(range(NAMES["task"]), TASKS)):
        said = record("task", f"任务{number}")
        end = next(place)
        organ = Organ(name=f"第{number % 30}局", role="lead", evidence=said["evidence"])  # type: ignore[arg-type]
        tasks.append(
            Task(
                **said,  # type: ignore[arg-type]
                path=("一", f"（{number}）"),
                title=f"任务{number}",
                depth=2,
                leaf=True,
                kind=TaskKind.TASK,
                body=Span(end - 60, end),
                organs=(organ,) if number % 2 else (),
            )
        )
    programmes = tuple(
        Programme(
            **record("mention", f"计划{number}"),  # type: ignore[arg-type]
            mention=f"计划{number}",
            canonical=f"计划{number}",
            kind=ProgrammeKind.PROGRAMME,
        )
        for number in sorted(chance.sample(range(NAMES["programme"]), PROGRAMMES))
    )
    indicators = sorted(chance.sample(range(NAMES["indicator"]), TARGETS))
    citations = tuple(
        Citation(
            **record("citation", f"《文件{number}》"),  # type: ignore[arg-type]
            title=f"文件{chance.randint(0, 300)}",
            role=chance.choice([Role.BASIS, Role.MENTION]),
        )
        for number in range(CITATIONS)
    )
    doubts = tuple(
        Doubt(
            id=make_id("doubt", plan_id, number),
            kind="text_vs_table",
            sides=(tasks[number].evidence, tasks[number + 1].evidence),
            note=Words(zh=f"存疑{number}", en=f"doubt {number}"),
            confidence=0.7,
        )
        for number in range(DOUBTS)
    )
    return Plan(
        id=plan_id,
        title=title,
        source=Source(name=f"{plan_id}.txt", sha256=plan_id, media_type="text/plain", chars=30_000),
        region=region,
        level=region.level,
        issuer=f"{region.name}人民政府",
        issued=date(2021, 3, 1) + timedelta(days=days + chance.randint(-60, 60)),
        period=Period(start=2021, end=2025),
        field="人社",
        tasks=tuple(tasks),
        programmes=programmes,
        targets=tuple(figure(Target, n) for n in indicators),  # type: ignore[misc]
        outturns=tuple(figure(Outturn, n % NAMES["indicator"]) for n in range(OUTTURNS)),  # type: ignore[misc]
        citations=citations,
        doubts=doubts,
    )


def _reasons(count: int) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            feature=f"feature{number}",
            score=round(number / 10, 1),
            sentence=Words(zh=f"理由{number}", en=f"reason {number}"),
        )
        for number in range(count)
    )


def _derivation(upper: Plan, lower: Plan) -> Derivation:
    return Derivation(
        id=make_id("derivation", lower.id, upper.id),
        lower=lower.id,
        upper=upper.id,
        relation=Relation.BASIS,
        method=Method.CITED,
        confidence=1.0,
        reasons=_reasons(2),
    )


def _links(chance: random.Random, upper: Plan, lower: Plan) -> Iterator[Link]:
    kinds: Sequence[tuple[ElementKind, Sequence[Record], Sequence[Record], Relation]] = (
        (ElementKind.TASK, upper.tasks, lower.tasks, Relation.CARRIED),
        (ElementKind.PROGRAMME, upper.programmes, lower.programmes, Relation.CARRIED),
        (ElementKind.TARGET, upper.targets, lower.targets, Relation.SHARE),
    )
    for kind, above, below, relation in kinds:
        left = list(below)
        chance.shuffle(left)
        for one in above:
            taken = left.pop() if left and chance.random() < TAKEN else None
            made = chance.choice(VERDICTS) if kind is ElementKind.TARGET else relation
            share = Decimal("0.1") if taken and made is Relation.SHARE else None
            yield make_link(
                kind, made if taken else Relation.DROPPED, (upper, one), (lower, taken), share
            )
        for two in left:
            yield make_link(kind, Relation.LOCAL, (upper, None), (lower, two), None)


def make_link(
    kind: ElementKind,
    relation: Relation,
    upper: tuple[Plan, Record | None],
    lower: tuple[Plan, Record | None],
    share: Decimal | None,
) -> Link:
    """Make a link, or say that one end is dropped or local."""

    def end(plan: Plan, record: Record | None) -> End | None:
        if record is None:
            return None
        return End(
            plan=plan.id,
            record=record.id,
            label=record.evidence.quote,
            evidence=record.evidence,
        )

    ends = end(*upper), end(*lower)
    named = ends[0] or ends[1]
    assert named
    return Link(
        id=make_id("link", *(one.record if one else "" for one in ends), upper[0].id, lower[0].id),
        kind=kind,
        relation=relation,
        name=named.label,
        upper=ends[0],
        lower=ends[1],
        confidence=0.8,
        method=Method.WORDING,
        reasons=_reasons(REASONS if all(ends) else 1),
        share=share,
    )


# ---------------------------------------------------------------- measuring


def seconds(work: Callable[[], object], times: int) -> float:
    """The median processor time of some runs: other work on the machine does not count."""
    spent = []
    for _ in range(times):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return statistics.median(spent)


def main() -> None:
    """Make, load, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cities", type=int, default=14)
    options.add_argument("--counties", type=int, default=60)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--rdflib", action="store_true", help="also ask rdflib's memory store")
    given = options.parse_args()
    corpus = make_corpus(given.cities, given.counties)
    with tempfile.TemporaryDirectory() as folder:
        nquads, stored = Path(folder) / "graph.nq", Path(folder) / "store"
        rows = list(make_rows(corpus))
        writing = seconds(lambda: write_nquads(corpus, nquads, rows=rows), 1)
        with nquads.open("rb") as file:
            lines = sum(1 for _ in file)
        loading = seconds(lambda: write_store(nquads, stored), 1)
        print(f"{len(corpus.plans)} plans, {lines:,} quads, {nquads.stat().st_size / 1e6:.0f} MB")
        print(f"processor time: N-Quads written {writing:.1f} s ({lines / writing:,.0f} a second),")
        print(f"loaded into the store {loading:.1f} s")
        store = open_oxigraph(stored)
        memory = to_rdf(corpus) if given.rdflib else None
        print("\n| query | rows | ours, s | bare engine, s | ratio | rdflib, s |")
        print("|---|---:|---:|---:|---:|---:|")
        for query in saved_queries():
            print(_row(query, {}, store, memory, given.times), flush=True)
        for name, params in narrowed(corpus):
            query = next(query for query in saved_queries() if query.name == name)
            print(_row(query, params, store, memory, given.times), flush=True)


def make_rows(corpus: Corpus) -> Iterator[Row]:
    """The rows that a base of this corpus would keep in its graph, but for the running texts."""
    kinds = (
        ("facts", map(plan_json, corpus.plans)),
        ("cascade", map(cascade_json, corpus.cascades)),
    )
    for kind, rows in kinds:
        for number, row in enumerate(rows):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            yield Row(kind=kind, number=number, key="", json=line)


def narrowed(corpus: Corpus) -> Iterator[tuple[str, dict[str, str]]]:
    """Questions about one thing: a task, a programme and an indicator that are taken up, a plan."""
    linked = {link.upper.record for link in corpus.cascades[0].links if link.upper and link.lower}
    top, city = corpus.plans[0], corpus.plans[-1]

    def longest(names: Iterable[str]) -> str:  # so that no other name contains it
        return max(names, key=len)

    task = longest(one.title for one in top.tasks if one.id in linked)
    programme = longest(one.canonical for one in top.programmes if one.id in linked)
    indicator = longest(one.indicator for one in top.targets if one.id in linked)
    for name, about in (("传导", task), ("传导", programme), ("证据", task), ("证据", programme)):
        yield name, {"name": about}
    for name, about in (("同一指标", indicator), ("平衡", indicator), ("项目", programme)):
        yield name, {"name": about}
    for name in ("部门", "矛盾", "依据"):
        yield name, {"plan": city.title}


def _row(
    query: SavedQuery,
    params: dict[str, str],
    store: Store,
    memory: rdflib.Dataset | None,
    times: int,
) -> str:
    name, text = query.name, query.with_params(params)
    rows = len(run_query(in_process(store), name, params).rows)
    ours = seconds(lambda: run_query(in_process(store), name, params), times)
    bare = seconds(lambda: _bare(store, text), times)
    slow = "" if memory is None else f"{seconds(lambda: run_query(memory, name, params), 1):.2f}"
    shown = " ".join((name, *params.values()))
    return (
        f"| {query.number} {shown} | {rows:,} | {ours:.3f} | {bare:.3f} "
        f"| {ours / bare:.2f} | {slow} |"
    )


def _bare(store: Store, text: str) -> int:
    """Ask pyoxigraph itself and read every value."""
    found = store.query(text, prefixes=dict(KNOWN_PREFIXES), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sum(1 for row in found for _ in row)


if __name__ == "__main__":
    main()
