"""Precision, recall and F1 of facts and of links, and the accuracy of attributes.

A found record matches an annotated one when their quotes overlap in the source (white space left
out) and their key agrees: citations by title, tasks by heading, programmes by name, targets and
outturns by value and unit. A plan names one programme or document many times: there the sets of
names are compared. Optional annotations are neither rewarded nor punished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from policycascade.evaluation.annotations import Row
from policycascade.evaluation.compare import (
    Places,
    alike,
    figure,
    normal,
    overlap,
    places,
    unit,
)

#: The attributes whose accuracy is given over the matched records of a kind.
ATTRIBUTES = {
    "citations": ("role",),
    "tasks": ("kind",),
    "programmes": ("kind",),
    "targets": ("op", "basis", "nature", "year_to", "unit", "indicator"),
    "outturns": ("op", "basis", "indicator"),
}
#: Kinds that are compared as sets of names, and the field that names them.
NAMED = {"citations": "title", "programmes": "canonical"}

#: Relations that have both ends.
LINKED = frozenset(
    (
        *("same", "stricter", "looser", "share", "not_comparable"),
        *("carried", "merged", "split", "narrowed"),
        *("renamed", "specified"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An attribute in which a matched record is not as it was annotated."""

    attribute: str
    annotated: Row
    found: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right, wrong and missed records of a kind, and accuracies over the right ones.

    Attributes:
        attributes: attribute → share of matched records in which it agrees, 0 to 1.
        missed: annotated rows that were not found.
        wrong: found rows that are not annotated.
        differing: where matched records do not agree.
    """

    kind: str
    matched: int
    missed: tuple[Row, ...]
    wrong: tuple[Row, ...]
    attributes: Mapping[str, float]
    differing: tuple[Difference, ...] = ()

    @property
    def precision(self) -> float:
        """Right / all found; 1 where nothing was found."""
        found = self.matched + len(self.wrong)
        return self.matched / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right / all annotated; 1 where nothing is annotated."""
        wanted = self.matched + len(self.missed)
        return self.matched / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def place_of(row: Row, text: str) -> Places:
    """Every place of the words that prove a record."""
    return places(text, row.get("quote") or row.get("mention") or row.get("title"))


def _same_key(kind: str, gold: Row, found: Row) -> bool:
    if kind == "citations":
        return normal(gold["title"]) == normal(found["title"])
    if kind == "tasks":
        return alike(gold["title"], found["title"], 0.8)
    if kind == "programmes":
        return alike(gold["canonical"], found["canonical"], 0.7) or alike(
            gold["mention"], found["mention"], 0.8
        )
    if figure(gold["value"]) != figure(found["value"]):
        return False
    return gold["value"] is None or unit(gold.get("unit")) == unit(found.get("unit"))


def _distinct(rows: Sequence[Row], name: str) -> list[Row]:
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(normal(row[name]), row)
    return list(seen.values())


def _assign(worth: np.ndarray[Any, np.dtype[np.float64]]) -> list[tuple[int, int]]:
    """The one-to-one pairs of greatest total worth; pairs of no worth are left out."""
    rows, cols = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, cols, strict=True) if worth[i, j] > 0]


def _pairs(
    kind: str, gold: Sequence[Row], found: Sequence[Row], text: str
) -> list[tuple[int, int]]:
    """Match, firm annotations before optional ones, like indicators before unlike ones."""
    worth = np.zeros((len(gold), len(found)))
    spots = [place_of(row, text) for row in found]
    for i, wanted in enumerate(gold):
        place = place_of(wanted, text)
        for j, row in enumerate(found):
            if kind not in NAMED and not overlap(place, spots[j]):
                continue
            if _same_key(kind, wanted, row):
                same = alike(wanted.get("indicator"), row.get("indicator"))
                worth[i, j] = (0.01 if wanted.get("optional") else 1.0) + 0.001 * same
    return _assign(worth)


def score_records(kind: str, gold: Sequence[Row], found: Sequence[Row], text: str) -> Score:
    """Score the found rows of a kind against the annotated ones.

    Args:
        kind: one of ``FACT_KINDS``.
        gold: annotated rows.
        found: rows to be judged.
        text: the source, stripped of white space (``compare.strip``).
    """
    if kind in NAMED:
        gold, found = _distinct(gold, NAMED[kind]), _distinct(found, NAMED[kind])
    pairs = _pairs(kind, gold, found, text)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    spared = [place_of(row, text) for row in gold if row.get("optional")]
    wrong = tuple(
        row
        for j, row in enumerate(found)
        if j not in used
        and (kind == "tasks" or not any(overlap(place_of(row, text), soft) for soft in spared))
    )
    firm = [(gold[i], found[j]) for i, j in pairs if not gold[i].get("optional")]
    differing = tuple(_differences(kind, firm))
    return Score(
        kind=kind,
        matched=len(firm),
        missed=tuple(row for i, row in enumerate(gold) if i not in hit and not row.get("optional")),
        wrong=wrong,
        attributes=_accuracies(kind, len(firm), differing),
        differing=differing,
    )


def _accuracies(kind: str, count: int, differing: Sequence[Difference]) -> dict[str, float]:
    """The share of matched records that agree, by attribute."""
    wrong = Counter(difference.attribute for difference in differing)
    return {name: (count - wrong[name]) / count for name in ATTRIBUTES[kind]} if count else {}


def _differences(kind: str, pairs: Sequence[tuple[Row, Row]]) -> Iterator[Difference]:
    for annotated, found in pairs:
        for name in ATTRIBUTES[kind]:
            same = _SAME.get(name, lambda one, other, name=name: one.get(name) == other.get(name))
            if not same(annotated, found):
                yield Difference(attribute=name, annotated=annotated, found=found)


def _same_unit(gold: Row, found: Row) -> bool:
    return unit(gold.get("unit")) == unit(found.get("unit"))


def _same_indicator(gold: Row, found: Row) -> bool:
    names = (gold["indicator"], gold.get("indicator_raw"))
    return any(alike(name, found["indicator"], 0.5) for name in names)


#: When attributes agree that are not compared letter by letter.
_SAME: Mapping[str, Callable[[Row, Row], bool]] = {
    "unit": _same_unit,
    "indicator": _same_indicator,
}


# ---------------------------------------------------------------- cascades


def _gold_end(kind: str, row: Row, side: str, text: str) -> str | Places | None:
    if kind == "tasks":
        return row.get(f"{side}_title")
    if kind == "programmes":
        return row.get("canonical")
    quotes = (row.get(f"{side}_quote"), *(row.get(f"{side}_quote_also") or ()))
    return tuple(place for quote in quotes for place in places(text, quote))


def _found_end(kind: str, row: Row, side: str, text: str) -> str | Places | None:
    end = row.get(side)
    if not end:
        return None
    if kind == "tasks":
        return str(end.get("title") or end.get("quote"))
    if kind == "programmes":
        return str(row.get("canonical") or end.get("quote"))
    return places(text, end.get("quote"))


def _agree(gold: str | Places | None, found: str | Places | None) -> bool:
    if not gold or not found:
        return False
    if isinstance(gold, str) and isinstance(found, str):
        return alike(gold, found, 0.75)
    return not isinstance(gold, str) and not isinstance(found, str) and overlap(gold, found)


def score_links(
    kind: str, gold: Sequence[Row], found: Sequence[Row], upper: str, lower: str
) -> Score:
    """Score links (both ends present) of a kind; ``attributes`` holds the relation's accuracy.

    Args:
        kind: one of ``LINK_KINDS``.
        gold: annotated rows, with ``upper_quote`` or ``upper_title`` and so on.
        found: rows of ``policycascade cascade --format json``.
        upper: the upper plan's source, stripped.
        lower: the lower plan's source, stripped.
    """
    wanted = [row for row in gold if row["relation"] in LINKED]
    linked = [
        row for row in found if row["relation"] in LINKED and row.get("upper") and row.get("lower")
    ]
    sides = (("upper", upper), ("lower", lower))
    gold_ends = [[_gold_end(kind, row, side, text) for side, text in sides] for row in wanted]
    ends = [[_found_end(kind, row, side, text) for side, text in sides] for row in linked]
    worth = np.zeros((len(wanted), len(linked)))
    for i, row in enumerate(wanted):
        for j, candidate in enumerate(linked):
            if all(map(_agree, gold_ends[i], ends[j])):
                same = row["relation"] == candidate["relation"]
                worth[i, j] = (0.01 if row.get("optional") else 1.0) + 0.001 * same
    met = worth > 0
    firm = [i for i, row in enumerate(wanted) if not row.get("optional")]
    soft = [i for i, row in enumerate(wanted) if row.get("optional")]
    assigned = dict(_assign(worth))
    hit = [i for i in firm if met[i].any()]
    partner = {i: linked[assigned.get(i, int(worth[i].argmax()))] for i in hit}
    differing = tuple(
        Difference(attribute="relation", annotated=wanted[i], found=partner[i])
        for i in hit
        if i not in assigned or partner[i]["relation"] != wanted[i]["relation"]
    )
    wrong = tuple(
        row
        for j, row in enumerate(linked)
        if not met[:, j].any() and not any(any(map(_agree, gold_ends[i], ends[j])) for i in soft)
    )
    return Score(
        kind=f"{kind} links",
        matched=len(hit),
        missed=tuple(wanted[i] for i in firm if i not in hit),
        wrong=wrong,
        attributes={"relation": (len(hit) - len(differing)) / len(hit)} if hit else {},
        differing=differing,
    )


def score_lone(
    kind: str, relation: str, gold: Sequence[Row], found: Sequence[Row], text: str
) -> Score:
    """Score the ``dropped`` (upper ends) or ``local`` (lower ends) list of a kind.

    A found record that the annotation links firmly is wrong; one that it does not know is left
    aside, since what stands in no list was not judged.
    """
    side = "upper" if relation == "dropped" else "lower"
    wanted = [row for row in gold if row["relation"] == relation]
    lone = [row for row in found if row["relation"] == relation]
    ends = [_found_end(kind, row, side, text) for row in lone]
    gold_ends = [_gold_end(kind, row, side, text) for row in wanted]
    hits = [[j for j, end in enumerate(ends) if _agree(one, end)] for one in gold_ends]
    used = {j for hit in hits for j in hit}
    firm_links = [
        _gold_end(kind, row, side, text)
        for row in gold
        if row["relation"] in LINKED and not row.get("optional")
    ]
    firm = [i for i, row in enumerate(wanted) if not row.get("optional")]
    return Score(
        kind=f"{kind} {relation}",
        matched=sum(bool(hits[i]) for i in firm),
        missed=tuple(wanted[i] for i in firm if not hits[i]),
        wrong=tuple(
            row
            for j, row in enumerate(lone)
            if j not in used and any(_agree(end, ends[j]) for end in firm_links)
        ),
        attributes={},
    )
