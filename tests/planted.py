"""What is planted in the invented corpus of four levels, as its table of answers has it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "examples" / "expected.json").read_text("utf-8")
)
PAIRS: dict[str, dict[str, Any]] = EXPECTED["cascades"]
#: What is said of a target that became this below.
SAID = {
    "same": "same_target",
    "stricter": "stricter",
    "looser": "looser",
    "not_comparable": "not_comparable",
    "dropped": "dropped_target",
}
#: Findings that say how many elements were taken up, with the counter of those.
OVERVIEWS = {
    "target_overview": "项目标",
    "programme_overview": "个项目",
    "task_overview": "项末级任务",
}


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
