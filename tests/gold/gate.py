"""The gate: scores on annotated plans against pinned floors.

``python tests/gold/gate.py`` prints the scores beside the floors, of the annotated real plans where
they are at hand and of the invented texts of ``tests/data/judge``; ``--update`` raises the floors
to them and takes in changed annotations; it lowers a floor only with ``--allow-regression``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
JUDGED = HERE.parent / "data" / "judge"

Scores = dict[str, float]

#: Scores are pinned to this many digits, rounded down.
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotation files, the folder of the texts they name, and the file of the floors."""

    gold: Path
    sources: Path
    floors: Path

    @property
    def here(self) -> bool:
        """Whether the annotations are at hand."""
        return self.gold.is_dir() and self.sources.is_dir()

    def pinned(self) -> dict[str, Any]:
        """The floors, and the hash of what they were measured on."""
        found: dict[str, Any] = json.loads(self.floors.read_text("utf-8"))
        return found

    def sha256(self) -> str:
        """SHA-256 over the annotations and the texts they name: changed data stops the gate."""
        digest = hashlib.sha256()
        for path in (*sorted(self.gold.glob("*.json")), *sorted(self.sources.glob("*.txt"))):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


REAL = Corpus(SHARED / "gold", SHARED / "plans", HERE / "floors.json")
INVENTED = Corpus(JUDGED, JUDGED, HERE / "floors_judge.json")
CORPORA = {"real": REAL, "invented": INVENTED}


def measure(corpus: Corpus = REAL) -> Scores:
    """Every F1 and attribute accuracy, as ``file/kind/score``; front matter as a share."""
    from policycascade.pipeline import evaluate_files

    scores: Scores = {}
    for evaluation in evaluate_files(sorted(corpus.gold.glob("*.json")), corpus.sources):
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
    """Print, or update, the floors of every corpus at hand."""
    failed = False
    for name, corpus in CORPORA.items():
        if not corpus.here:
            print(f"{name}: not here, not measured")
            continue
        pinned = corpus.pinned() if corpus.floors.exists() else {}
        scores = measure(corpus)
        if "--update" in args:
            pinned = update(pinned, scores, corpus.sha256(), "--allow-regression" in args)
            text = json.dumps(pinned, indent=1, ensure_ascii=False) + "\n"
            corpus.floors.write_text(text, "utf-8")
        floors = pinned.get("floors", {})
        for key, value in scores.items():
            print(f"{value:.3f}  {floors.get(key, 0):.3f}  {key}")
        failed = failed or bool(regressions(scores, floors))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
