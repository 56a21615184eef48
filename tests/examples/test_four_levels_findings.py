"""The invented corpus: exactly the findings and flags that its table of answers leads to.

What is to be said of a pair the table tells already: a target that is looser below is a finding of
that kind, a doubt of either plan is one of the pair. No finding and no flag may be left over.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policycascade.examples import four_levels
from policycascade.model import Cascade, Corpus, Finding, Link
from policycascade.pipeline import link, read_sources

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("expected.json").read_text("utf-8"))
PAIRS: dict[str, dict[str, Any]] = EXPECTED["cascades"]
#: What is said of a target that became this below.
SAID = {
    "same": "same_target",
    "stricter": "stricter",
    "looser": "looser",
    "not_comparable": "not_comparable",
    "dropped": "dropped_target",
}
OVERVIEWS = {
    "target_overview": "项目标",
    "programme_overview": "个项目",
    "task_overview": "项末级任务",
}


@cache
def corpus() -> Corpus:
    return link(read_sources([four_levels()]))


def cascade(pair: str) -> Cascade:
    names = {plan.id: Path(plan.source.name).stem for plan in corpus().plans}
    (found,) = (c for c in corpus().cascades if f"{names[c.upper]}>{names[c.lower]}" == pair)
    return found


def to_be_said(pair: str) -> Iterator[tuple[str, str]]:
    """Kind of every finding of a pair, with the name of the target that it is of, if of one."""
    yield from ((kind, "") for kind in OVERVIEWS)
    (made,) = (d for d in EXPECTED["derivations"] if f"{d['upper']}>{d['lower']}" == pair)
    if made["relation"] == "presumed":
        yield "presumed", ""
    if made["inverted"]:
        yield "inverted", ""
    rows = PAIRS[pair]["targets"]
    if any(row.get("outlier") for row in rows):
        yield "shares_apart", ""
    for row in rows:
        kinds = [SAID.get(row["relation"]), "share_outlier" if row.get("outlier") else None]
        kinds += [row["nature"]] if row.get("nature") in ("softened", "hardened") else []
        yield from ((kind, row["name"]) for kind in kinds if kind)
    both = pair.split(">")
    yield from ((f"doubt/{row['kind']}", "") for row in EXPECTED["doubts"] if row["plan"] in both)
    for row in EXPECTED["weaker"]:
        if row["plan"] in both:
            yield "target_below_outturn", row["name"]


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
