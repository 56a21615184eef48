"""Measure how far confidences can be trusted, on the annotated cascade, and write it down.

    python docs/make_calibration.py ANNOTATION.json FOLDER_OF_TEXTS [UPPER LOWER ...]

Writes ``docs/calibration.md``. The pairs of files after the folder are plans that do not derive
from one another: whatever is linked between them is a false link.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from policycascade.cascade import CONFIDENT
from policycascade.evaluation.annotations import CascadeAnnotation, load_annotation
from policycascade.evaluation.scores import LINKED, score_links, score_lone
from policycascade.facts import cascade_json
from policycascade.pipeline import compare_files

Row = dict[str, Any]
#: A verdict on one link: its kind, confidence, and whether it is right.
Verdict = tuple[str, float, bool]

JUDGED = Path(__file__).parents[1] / "tests" / "data" / "judge"
OUT = Path(__file__).with_name("calibration.md")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
KINDS = ("targets", "programmes", "tasks")
HEAD = """# How far a confidence can be trusted

Written by `docs/make_calibration.py`; do not edit.

A link's confidence is the share of pairs of its score that were right on the annotated cascade
(湖南 → 株洲, both of human resources and social security; for tasks on that of an invented zone's
scheme too), times how sure it is that the one plan derives from the other. A gap's (dropped, local)
is one minus the confidence of the best pair that was refused, a task's 0.7 at most. The tables
below ask the same cascade whether that came out: **they show that the figures hang together, not
that they hold elsewhere**, since the thresholds were fitted on one cascade of one field. Links that
the annotators marked optional, and gaps that they did not judge, are left out; within a link only
the pair is judged, not its relation.
"""
#: Said before the tables of the invented pairs.
ELSEWHERE = """The same question of the pairs of invented plans: of AI zones (three),
heritage, health, civil affairs, schools, education, the environment. Hardly a threshold was fitted
on them, but repairs followed their errors: what they got when the program first met them stands in
`tests/data/judge/README.md`."""


def verdicts(gold: CascadeAnnotation, found: Row) -> Iterator[Verdict]:
    """Judge every link and every gap by the annotation, as far as it was judged."""
    for kind in KINDS:
        for row in found[kind]:
            if row["relation"] in LINKED:
                score = score_links(kind, gold.kinds[kind], [row], gold.upper_text, gold.lower_text)
            elif row["relation"] in ("dropped", "local"):
                text = gold.upper_text if row["relation"] == "dropped" else gold.lower_text
                score = score_lone(kind, row["relation"], gold.kinds[kind], [row], text)
            else:
                continue
            if score.matched or score.wrong:
                sort = "links" if row["relation"] in LINKED else "gaps"
                yield f"{kind}, {sort}", row["confidence"], bool(score.matched)


def table(rows: Sequence[Verdict]) -> Iterator[str]:
    """One line for each bin of confidence."""
    yield "| confidence | found | right | share right | mean confidence |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for low, high in pairwise(BINS):
        inside = [row for row in rows if low <= row[1] < high]
        if inside:
            right, mean = sum(row[2] for row in inside), sum(row[1] for row in inside)
            count = len(inside)
            span = f"{low:.2f} – {min(high, 1.0):.2f}"
            yield f"| {span} | {count} | {right} | {right / count:.2f} | {mean / count:.2f} |"
    brier = sum((row[1] - row[2]) ** 2 for row in rows) / len(rows)
    yield ""
    yield f"{len(rows)} in all, {sum(row[2] for row in rows)} right; Brier score {brier:.3f}."


def unrelated(pairs: Iterable[tuple[Path, Path]]) -> Iterator[str]:
    """What is linked between plans that do not derive from one another, when asked for."""
    yield f"| pair | targets | programmes | tasks | highest confidence | {CONFIDENT} and above |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for upper, lower in pairs:
        found = cascade_json(compare_files(upper, lower)[1])
        rows = [(kind, row) for kind in KINDS for row in found[kind] if row["relation"] in LINKED]
        count = Counter(kind for kind, _ in rows)
        highest = max((row["confidence"] for _, row in rows), default=0.0)
        cells = " | ".join(str(count[kind]) for kind in KINDS)
        sure = sum(row["confidence"] >= CONFIDENT for _, row in rows)
        yield f"| {upper.stem} → {lower.stem} | {cells} | {highest:.2f} | {sure} |"


def judged(path: Path) -> list[Verdict]:
    """The verdicts on one cascade of the invented texts."""
    gold = load_annotation(path, JUDGED)
    assert isinstance(gold, CascadeAnnotation)
    return list(verdicts(gold, cascade_json(compare_files(gold.upper, gold.lower)[1])))


def main(annotation: str, folder: str, *others: str) -> None:
    """Write the page."""
    gold = load_annotation(Path(annotation), Path(folder))
    assert isinstance(gold, CascadeAnnotation)
    found = cascade_json(compare_files(gold.upper, gold.lower)[1])
    rows = list(verdicts(gold, found))
    lines = [HEAD, "## All", "", *table(rows), ""]
    for kind in dict.fromkeys(row[0] for row in rows):
        lines += [f"## {kind.capitalize()}", "", *table([r for r in rows if r[0] == kind]), ""]
    lines += ["## Invented pairs of other fields", "", ELSEWHERE, ""]
    rows = [verdict for name in sorted(JUDGED.glob("cascade-*.json")) for verdict in judged(name)]
    for kind in dict.fromkeys(row[0] for row in rows):
        lines += [f"### {kind.capitalize()}", "", *table([r for r in rows if r[0] == kind]), ""]
    if others:
        paths = [Path(folder, name) for name in others]
        lines += ["## Plans that do not derive from one another", ""]
        lines += ["Compared because it was asked for; every link counts as false, and is at most"]
        lines += [f"half as sure as it looks. Links below the default confidence of {CONFIDENT}"]
        lines += ["are flagged as no more than a likeness.", ""]
        lines += [*unrelated(zip(paths[::2], paths[1::2], strict=True)), ""]
    OUT.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
