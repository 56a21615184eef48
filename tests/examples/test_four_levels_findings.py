"""The invented corpus: exactly the findings and flags that its table of answers leads to.

What is to be said of a pair the table tells already: a target that is looser below is a finding of
that kind, a doubt of either plan is one of the pair. No finding and no flag may be left over.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from planted import EXPECTED, OVERVIEWS, PAIRS, to_be_said

from policycascade.examples import four_levels
from policycascade.model import Cascade, Corpus, Finding, Link
from policycascade.pipeline import link, read_sources


@cache
def corpus() -> Corpus:
    return link(read_sources([four_levels()]))


def cascade(pair: str) -> Cascade:
    names = {plan.id: Path(plan.source.name).stem for plan in corpus().plans}
    (found,) = (c for c in corpus().cascades if f"{names[c.upper]}>{names[c.lower]}" == pair)
    return found


def what(found: Finding, links: dict[str, Link]) -> str:
    """The name of the one target that a finding is of."""
    if len(found.links) == 1:
        return links[found.links[0]].name
    return found.ends[0].label if found.kind == "target_below_outturn" else ""


def alike(name: str, other: str) -> bool:
    return name == other or (bool(name and other) and (name in other or other in name))


@pytest.mark.parametrize("pair", PAIRS)
def test_exactly_the_findings_that_are_planted(pair: str) -> None:
    made, left = cascade(pair), list(to_be_said(pair))
    links = {link.id: link for link in made.links}
    unplanted = []
    for found in made.findings:
        name = what(found, links)
        one = next((row for row in left if row[0] == found.kind and alike(row[1], name)), None)
        left.remove(one) if one else unplanted.append(found.sentence.zh)
    assert (unplanted, left) == ([], [])


@pytest.mark.parametrize("pair", PAIRS)
def test_the_overviews_say_the_counts_of_the_table(pair: str) -> None:
    told = {found.kind: found.sentence.zh for found in cascade(pair).findings}
    for kind, counter in OVERVIEWS.items():
        rows = PAIRS[pair][f"{kind.removesuffix('_overview')}s"]
        parts = PAIRS[pair]["measures"].get(f"coverage/{kind.removesuffix('_overview')}")
        if kind == "task_overview":
            uppers = {row["upper"] for row in rows if row["upper"]}
            taken = uppers - {row["upper"] for row in rows if row["relation"] == "dropped"}
            sides = zip((taken, uppers), PAIRS[pair]["safeguards"], strict=True)
            parts = [str(len(tasks) + int(safeguards)) for tasks, safeguards in sides]
        assert f"的{parts[1]}{counter}中" in told[kind]
        assert f"承接了{parts[0]}{counter[0]}" in told[kind]


@pytest.mark.parametrize("row", EXPECTED["weaker"])
def test_a_target_weaker_than_what_was_reached_once(row: dict[str, Any]) -> None:
    (said,) = {
        found.sentence.zh
        for pair in PAIRS
        if row["plan"] in pair.split(">")
        for found in cascade(pair).findings
        if found.kind == "target_below_outturn"
    }
    assert [word for word in (row["name"], *row["holds"]) if word not in said] == []


def flags_of(pair: str, found: Link) -> list[str]:
    """The flags that the table gives a link; what it does not list has none."""
    rows = PAIRS[pair][f"{found.kind.value}s"]
    labels = (found.upper and found.upper.label, found.lower and found.lower.label)
    for row in rows:
        mine = alike(row["name"], found.name) if "name" in row else False
        if mine or ("name" not in row and (row["upper"], row["lower"]) == labels):
            return list(row.get("flags", []))
    return []


@pytest.mark.parametrize("pair", PAIRS)
def test_exactly_the_flags_that_are_planted(pair: str) -> None:
    wrong = [
        (found.name, found.flags)
        for found in cascade(pair).links
        if list(found.flags) != flags_of(pair, found)
    ]
    assert wrong == []
    flagged = [row for kind in ("targets", "programmes", "tasks") for row in PAIRS[pair][kind]]
    assert sum(bool(row.get("flags")) for row in flagged) == sum(
        bool(found.flags) for found in cascade(pair).links
    )
