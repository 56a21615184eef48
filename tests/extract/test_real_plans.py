"""Front matter, tasks and citations of the real plans against their annotations."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Plan
from policycascade.ontology.titles import normalise_title

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PLANS, GOLD = SHARED / "plans", SHARED / "gold"

pytestmark = pytest.mark.skipif(
    not (PLANS.is_dir() and GOLD.is_dir()), reason="the real plans and annotations are not here"
)


@pytest.fixture(scope="module", params=["hunan", "zhuzhou", "jiangxia"])
def pair(request: pytest.FixtureRequest) -> tuple[Plan, dict[str, Any]]:
    plan = read_plan(load(PLANS / f"{request.param}.txt"))
    return plan, json.loads((GOLD / f"{request.param}.json").read_text("utf-8"))


def split(rows: list[dict[str, Any]], name: str) -> tuple[set[str], set[str]]:
    """What must be found, and what may be."""
    must = {normalise_title(row[name]) for row in rows if not row.get("optional")}
    return must, {normalise_title(row[name]) for row in rows}


def test_metadata(pair: tuple[Plan, dict[str, Any]]) -> None:
    plan, gold = pair
    wanted = gold["plan"]
    assert plan.title == wanted["title"]
    assert (plan.region and plan.region.code) == wanted["region_code"]
    assert (plan.region and plan.region.full_name) == wanted["region"]
    assert plan.level == wanted["level"]
    assert plan.issuer == wanted["issuer"]
    assert plan.doc_number == wanted["doc_number"]
    assert (plan.issued and plan.issued.isoformat()) == wanted["issued"]
    assert (plan.published and plan.published.isoformat()) == wanted.get("published")
    assert plan.period is not None
    assert [plan.period.start, plan.period.end] == wanted["period"]
    assert set(wanted["parents"]) == set(plan.parents)


def test_tasks(pair: tuple[Plan, dict[str, Any]]) -> None:
    plan, gold = pair
    wanted = {(tuple(t["path"]), t["title"]): t for t in gold["tasks"]}
    found = {(task.path, task.title): task for task in plan.tasks}
    missed = {key for key, row in wanted.items() if not row.get("optional")} - set(found)
    assert not missed
    assert not set(found) - set(wanted)
    for key, task in found.items():
        assert (task.kind, task.depth, task.leaf) == tuple(
            wanted[key][name] for name in ("kind", "depth", "leaf")
        )


def test_citations(pair: tuple[Plan, dict[str, Any]]) -> None:
    plan, gold = pair
    must, may = split(gold["citations"], "title")
    found = {normalise_title(citation.title) for citation in plan.citations}
    assert must <= found <= may
    roles = {normalise_title(row["title"]): row["role"] for row in gold["citations"]}
    assert {normalise_title(c.title): c.role for c in plan.citations}.items() <= roles.items()


@pytest.mark.parametrize(
    ("name", "tasks", "safeguards", "region", "issued"),
    [
        ("gaoyou", 31, 6, "321084", "2021-12-22"),
        ("qingpu", 24, 6, "310118", "2021-12-30"),
    ],
)
def test_plans_without_annotations(
    name: str, tasks: int, safeguards: int, region: str, issued: str
) -> None:
    plan = read_plan(load(PLANS / f"{name}.txt"))
    kinds = [task.kind.value for task in plan.tasks]
    assert (kinds.count("task"), kinds.count("safeguard")) == (tasks, safeguards)
    assert plan.region is not None
    assert plan.issued is not None
    assert (plan.region.code, plan.issued.isoformat()) == (region, issued)
    assert all(re.search(r"\S", task.title) for task in plan.tasks)
