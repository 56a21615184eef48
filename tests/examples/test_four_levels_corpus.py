"""What takes more than two plans, on the invented corpus: the same numbers as planted."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policycascade.examples import four_levels
from policycascade.model import Corpus, Measure
from policycascade.pipeline import link, read_sources

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("expected.json").read_text("utf-8"))
NAMES = {stem: row["title"] for stem, row in EXPECTED["plans"].items()}


@cache
def corpus() -> Corpus:
    return link(read_sources([four_levels()]))


def plan_id(stem: str) -> str:
    (found,) = (plan.id for plan in corpus().plans if plan.title == NAMES[stem])
    return found


def of_corpus(name: str, scope: str) -> Measure:
    (found,) = (m for m in corpus().measures if (m.name, m.scope) == (name, scope))
    return found


@pytest.mark.parametrize("row", EXPECTED["balance"], ids=lambda r: f"{r['upper']} {r['name']}")
def test_balance(row: dict[str, Any]) -> None:
    found = of_corpus("balance", f"target/{plan_id(row['upper'])}/{row['name']}")
    assert (found.numerator, found.denominator) == (Decimal(row["sum"]), Decimal(row["of"]))
    assert len(found.members) == len(row["present"])
    assert found.note is not None
    missing = row["children"] - len(row["present"])
    assert f"缺{missing}个" in found.note.zh
    assert found.note.zh.count("、") == len(row["present"]) - 1 + missing - 1


def test_there_is_no_balance_that_is_not_planted() -> None:
    assert sum(m.name == "balance" for m in corpus().measures) == len(EXPECTED["balance"])


def test_the_funnel_says_every_step() -> None:
    chain = [plan_id(stem) for stem in EXPECTED["funnel"]["chain"]]
    found = of_corpus("funnel", f"target/{'>'.join(chain)}")
    steps = "、".join(f"{taken}/{whole}" for taken, whole in EXPECTED["funnel"]["targets"])
    assert found.note is not None
    assert found.note.zh == f"逐级承接：{steps}"
    first, last = EXPECTED["funnel"]["targets"][0], EXPECTED["funnel"]["targets"][-1]
    assert found.denominator == Decimal(first[1])
    assert found.numerator is not None
    assert found.numerator <= Decimal(last[0])


@pytest.mark.parametrize(("pair", "value"), EXPECTED["section_order"].items())
def test_the_order_of_chapters(pair: str, value: str) -> None:
    upper, lower = (plan_id(stem) for stem in pair.split(">"))
    (cascade,) = (c for c in corpus().cascades if (c.upper, c.lower) == (upper, lower))
    (found,) = (
        m for m in cascade.measures if (m.name, m.scope) == ("priority_order", "task/section")
    )
    assert found.value == Decimal(value)


def test_the_city_that_copied_is_more_like_the_province_than_like_its_sister() -> None:
    upper = plan_id("zhejiang")
    copied, own = (
        of_corpus("vertical_horizontal", f"plan/{upper}>{plan_id(stem)}").value
        for stem in ("shaoxing", "ningbo")
    )
    assert copied is not None
    assert own is not None
    assert copied > 0 > own
