"""The gate: scores on the annotated plans against pinned floors.

``python tests/gold/gate.py`` prints the scores beside the floors; ``--update`` raises the floors to
them and takes in changed annotations; it lowers a floor only with ``--allow-regression``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD, SOURCES = SHARED / "gold", SHARED / "plans"
FLOORS = Path(__file__).with_name("floors.json")

Scores = dict[str, float]

#: Scores are pinned to this many digits, rounded down.
DIGITS = 3


def corpus_hash() -> str:
    """SHA-256 over the annotations and the texts they name: changed data stops the gate."""
    digest = hashlib.sha256()
    for path in (*sorted(GOLD.glob("*.json")), *sorted(SOURCES.glob("*.txt"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measure() -> Scores:
    """Every F1 and attribute accuracy, as ``file/kind/score``; front matter as a share."""
    from policycascade.pipeline import evaluate_files

    scores: Scores = {}
    for evaluation in evaluate_files(sorted(GOLD.glob("*.json")), SOURCES):
        name = evaluation.file.removesuffix(".json")
        if evaluation.plan:
            right = sum(evaluation.plan.values()) / len(evaluation.plan)
            scores[f"{name}/plan/right"] = right
        for score in evaluation.scores:
            scores[f"{name}/{score.kind}/f1"] = score.f1
            for attribute, share in score.attributes.items():
                scores[f"{name}/{score.kind}/{attribute}"] = share
    return {key: int(value * 10**DIGITS) / 10**DIGITS for key, value in sorted(scores.items())}


def regressions(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The pinned scores that are missing or below their floor."""
    return [
        f"{key}: {scores.get(key, 0):.3f} < {floor:.3f}"
        for key, floor in sorted(floors.items())
        if scores.get(key, 0) < floor
    ]


def update(pinned: Mapping[str, Any], scores: Scores, sha256: str, allow: bool) -> dict[str, Any]:
    """The floors to pin: the scores, unless one would go down and that is not allowed.

    Raises:
        ValueError: if a floor would go down without ``allow``.
    """
    lower = regressions(scores, pinned.get("floors", {}))
    if lower and not allow:
        raise ValueError("floors would go down (--allow-regression): " + "; ".join(lower))
    return {"sha256": sha256, "floors": scores}


def main(args: list[str]) -> int:
    """Print, or update, the floors."""
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    scores = measure()
    if "--update" in args:
        pinned = update(pinned, scores, corpus_hash(), "--allow-regression" in args)
        FLOORS.write_text(json.dumps(pinned, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for key, value in scores.items():
        print(f"{value:.3f}  {pinned.get('floors', {}).get(key, 0):.3f}  {key}")
    return 1 if regressions(scores, pinned.get("floors", {})) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
