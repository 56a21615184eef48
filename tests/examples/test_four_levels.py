"""The invented corpus holds what ``expected.json`` says is planted in it.

First the table is checked against the digests (its arithmetic from the figures they print), then
the program against the table.
"""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policycascade.cascade import link_corpus
from policycascade.examples import four_levels
from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Cascade, Corpus, Document, ElementKind, Link, Plan, Relation, Target

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("expected.json").read_text("utf-8"))
PLANS: dict[str, dict[str, str]] = EXPECTED["plans"]
PAIRS: dict[str, dict[str, Any]] = EXPECTED["cascades"]
#: Less is better.
LESS = {"义务教育大班额比例"}


@cache
def document(stem: str) -> Document:
    return load(four_levels() / f"{stem}.md")


@cache
def plan(stem: str) -> Plan:
    return read_plan(document(stem))


@cache
def corpus() -> Corpus:
    plans = {stem: plan(stem) for stem in PLANS}
    texts = {plans[stem].id: document(stem) for stem in plans}
    return link_corpus(tuple(plans.values()), texts)


def cascade(pair: str) -> Cascade:
    upper, lower = (plan(stem).id for stem in pair.split(">"))
    [found] = [c for c in corpus().cascades if (c.upper, c.lower) == (upper, lower)]
    return found


def stem_of(plan_id: str) -> str:
    return next((stem for stem in PLANS if plan(stem).id == plan_id), plan_id)


def alike(name: str, other: str) -> bool:
    return name in other or other in name


def target(stem: str, name: str) -> Target | None:
    """The target with a figure by this name; 人数 and 率 of one thing go by their first words."""
    found = [t for t in plan(stem).targets if alike(name, t.indicator) and t.value is not None]
    return found[0] if found else None


def planted(kind: str) -> list[Any]:
    return [
        pytest.param(pair, row, id=f"{pair} {row.get('name') or row['lower'] or row['upper']}")
        for pair, rows in PAIRS.items()
        for row in rows[kind]
    ]


def test_every_relation_is_planted() -> None:
    rows = [row for pair in PAIRS.values() for row in (*pair["targets"], *pair["programmes"])]
    rows += [row for pair in PAIRS.values() for row in pair["tasks"]] + EXPECTED["derivations"]
    words = {row["relation"] for row in rows if isinstance(row["relation"], str)}
    assert words == set(Relation)


@pytest.mark.parametrize("stem", PLANS)
def test_it_says_that_it_is_invented(stem: str) -> None:
    assert "虚构教学材料" in (four_levels() / f"{stem}.md").read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("stem", PLANS)
def test_front_matter(stem: str) -> None:
    read, expected = plan(stem), PLANS[stem]
    assert read.region is not None
    assert (read.title, read.region.code, read.level) == (
        expected["title"],
        expected["region"],
        expected["level"],
    )
    assert (read.doc_number, str(read.issued)) == (expected["doc_number"], expected["issued"])


@pytest.mark.parametrize("row", EXPECTED["derivations"], ids=lambda r: f"{r['upper']}>{r['lower']}")
def test_documents(row: dict[str, Any]) -> None:
    upper, lower = plan(row["upper"]), plan(row["lower"])
    [found] = [d for d in corpus().derivations if (d.upper, d.lower) == (upper.id, lower.id)]
    assert found.relation == row["relation"]
    assert (found.cascade, found.inverted) == (row["cascade"], row["inverted"])
    assert upper.issued is not None
    assert lower.issued is not None
    assert (lower.issued - upper.issued).days == row["lag_days"]


def test_stubs() -> None:
    found = {(s.title, s.region and s.region.code, s.level) for s in corpus().stubs}
    assert found == {(s["title"], s["region"], s["level"]) for s in EXPECTED["stubs"]}


@pytest.mark.parametrize(("pair", "row"), planted("targets"))
def test_the_table_agrees_with_the_figures(pair: str, row: dict[str, Any]) -> None:
    upper, lower = (target(stem, row["name"]) for stem in pair.split(">"))
    if row["relation"] == "dropped":
        assert upper
        assert lower is None
    elif row["relation"] == "local":
        assert lower
        assert upper is None
    elif upper and lower and upper.value and lower.value:
        years = 5 if (upper.basis, lower.basis) == ("annual", "cumulative") else 1
        if "share" in row:
            assert abs(lower.value / upper.value / years - Decimal(row["share"])) < Decimal(
                "0.0001"
            )
        if "baseline_share" in row:
            assert upper.baseline
            assert lower.baseline
            assert upper.baseline.value
            assert lower.baseline.value
            share = lower.baseline.value / upper.baseline.value
            assert share == Decimal(row["baseline_share"])
        if "amplification" in row:
            sign = -1 if row["name"] in LESS else 1
            assert (lower.value - upper.value) * sign == Decimal(row["amplification"])
        if row["relation"] == "same":
            assert lower.value == upper.value


@pytest.mark.parametrize("pair", PAIRS)
def test_the_measures_count_the_rows(pair: str) -> None:
    rows, measures = PAIRS[pair], PAIRS[pair]["measures"]
    for kind in ("target", "programme"):
        relations = [row["relation"] for row in rows[f"{kind}s"]]
        missing = {word: relations.count(word) for word in ("dropped", "local", "undecided")}
        whole = {"coverage": missing.pop("dropped"), "traceability": missing.pop("local")}
        linked = len(relations) - sum(whole.values()) - missing["undecided"]
        for name, alone in whole.items():
            rest = alone + missing["undecided"]
            assert measures[f"{name}/{kind}"] == [str(linked), str(linked + rest)]
    natures = [r.get("nature") for r in rows["targets"] if r["relation"] != "dropped"]
    known = [nature for nature in natures if nature]
    assert measures["nature_agreement"] == [str(known.count("equal")), str(len(known))]


@pytest.mark.parametrize(
    "row", EXPECTED["balance"], ids=lambda row: f"{row['upper']} {row['name']}"
)
def test_the_balance_adds_up(row: dict[str, Any]) -> None:
    def over_the_period(stem: str) -> Decimal:
        found = target(stem, row["name"])
        assert found is not None
        assert found.value is not None
        return found.value * (5 if found.basis == "annual" else 1)

    total = sum(over_the_period(stem) for stem in row["present"])
    assert (total, over_the_period(row["upper"])) == (Decimal(row["sum"]), Decimal(row["of"]))
    assert total / Decimal(row["of"]) == Decimal(row["value"])


@pytest.mark.parametrize(("name", "stems"), EXPECTED["paths"].items(), ids=list(EXPECTED["paths"]))
def test_paths(name: str, stems: list[str]) -> None:
    def named(stem: str) -> bool:
        programmes = (p.canonical for p in plan(stem).programmes)
        return any(alike(name, p) for p in programmes) or target(stem, name) is not None

    assert {stem for stem in PLANS if named(stem)} == set(stems)


@pytest.mark.parametrize("row", EXPECTED["unnamed_organ"])
def test_one_task_names_no_organ(row: dict[str, str]) -> None:
    leaves = [t for t in plan(row["plan"]).tasks if t.leaf and t.kind == "task"]
    assert [task.title for task in leaves if not task.organs] == [row["task"]]


@pytest.mark.parametrize("pair", PAIRS)
def test_what_was_copied_stands_in_both(pair: str) -> None:
    upper, lower = (document(stem).text for stem in pair.split(">"))
    for passage in PAIRS[pair].get("copied", ()):
        assert passage in upper
        assert passage in lower


# ---------------------------------------------------------------- the program against the table


def links(pair: str, kind: ElementKind) -> list[Link]:
    return [link for link in cascade(pair).links if link.kind is kind]


@pytest.mark.parametrize(("pair", "row"), planted("targets"))
def test_targets(pair: str, row: dict[str, Any]) -> None:
    found = [k for k in links(pair, ElementKind.TARGET) if alike(row["name"], k.name)]
    assert {link.relation.value for link in found} == {row["relation"]}
    if "share" in row:
        assert found[0].share is not None
        assert abs(found[0].share - Decimal(row["share"])) < Decimal("0.0001")
    if "amplification" in row:
        assert found[0].amplification == Decimal(row["amplification"])


@pytest.mark.parametrize(("pair", "row"), planted("programmes"))
def test_programmes(pair: str, row: dict[str, Any]) -> None:
    found = [k for k in links(pair, ElementKind.PROGRAMME) if alike(row["name"], k.name)]
    assert [link.relation.value for link in found] == [row["relation"]]
    if "lower" in row:
        assert found[0].lower is not None
        assert row["lower"] in found[0].lower.label


@pytest.mark.parametrize(("pair", "row"), planted("tasks"))
def test_tasks(pair: str, row: dict[str, Any]) -> None:
    right = row["relation"] if isinstance(row["relation"], list) else [row["relation"]]
    found = [
        link.relation.value
        for link in links(pair, ElementKind.TASK)
        if (link.upper and link.upper.label, link.lower and link.lower.label)
        == (row["upper"], row["lower"])
    ]
    assert found
    assert found[0] in right


@pytest.mark.parametrize("pair", PAIRS)
def test_no_link_of_tasks_that_is_not_planted(pair: str) -> None:
    upper, lower = (
        {t.title for t in plan(stem).tasks if t.leaf and t.kind != "safeguard"}
        for stem in pair.split(">")
    )
    found = {
        (link.upper.label, link.lower.label)
        for link in links(pair, ElementKind.TASK)
        if link.upper and link.lower and link.upper.label in upper and link.lower.label in lower
    }
    assert found - {(row["upper"], row["lower"]) for row in PAIRS[pair]["tasks"]} == set()


@pytest.mark.parametrize(
    ("pair", "name"), [(pair, name) for pair in PAIRS for name in PAIRS[pair]["measures"]]
)
def test_measures(pair: str, name: str) -> None:
    found = {}
    for measure in cascade(pair).measures:
        parts = (str(measure.numerator), str(measure.denominator))
        found[f"{measure.name}/{measure.scope}"] = found[measure.name] = parts
    expected = tuple(PAIRS[pair]["measures"][name])
    assert found[name] == expected


@pytest.mark.parametrize(
    ("pair", "name"), [(pair, name) for pair in PAIRS for name in PAIRS[pair].get("values", ())]
)
def test_measures_without_parts(pair: str, name: str) -> None:
    found = {f"{measure.name}/{measure.scope}": measure.value for measure in cascade(pair).measures}
    assert found[name] == Decimal(PAIRS[pair]["values"][name])


@pytest.mark.parametrize("row", EXPECTED["doubts"], ids=lambda row: f"{row['plan']} {row['kind']}")
def test_doubts(row: dict[str, Any]) -> None:
    found = [d for d in plan(row["plan"]).doubts if d.kind == row["kind"]]
    text = "\n".join(side.quote for doubt in found for side in doubt.sides)
    assert [word for word in row["holds"] if word not in text] == []


def test_no_doubt_that_is_not_planted() -> None:
    found = [(stem, doubt.kind) for stem in PLANS for doubt in plan(stem).doubts]
    assert sorted(found) == sorted((row["plan"], row["kind"]) for row in EXPECTED["doubts"])
