"""How far tasks mean the same, by an embedding model that the user has; nothing needs one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from policycascade.cascade.phrases import quoted
from policycascade.cascade.units import Unit
from policycascade.model import Document, Measure, Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: A bonus this small settles what is near the threshold and no more: it was fitted to no model.
WEIGHT = 0.10
#: A mean cosine as near to 1 as this leaves nothing above it to tell tasks apart by.
SAME = 0.999
#: Scores are kept to so many digits: the last ones of a model differ from machine to machine.
DIGITS = 3


class Encode(Protocol):
    """An embedding model: texts → vectors of one length."""

    @property
    def name(self) -> str:
        """What the model is called."""

    def __call__(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vectors:
    """What a model makes of the tasks of one plan: a vector of length 1 for each unit."""

    model: str
    tasks: tuple[str, ...]
    rows: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """How far the tasks of two plans mean the same.

    Attributes:
        model: what the model is called; empty where there is none.
        mean: the mean cosine of all pairs of tasks.
        scores: by the tasks' ids, 0 for the mean cosine and below, 1 for the same.
    """

    model: str = ""
    mean: float = 0.0
    scores: Mapping[tuple[str, str], float] = dataclasses.field(default_factory=dict)


def read_vectors(units: Sequence[Unit], document: Document, encode: Encode) -> Vectors | None:
    """Encode heading and own text of every task; a plan without tasks has nothing to encode."""
    import numpy as np

    if not units:
        return None
    texts = [f"{unit.task.title}\n{document.quote(unit.own)}".strip() for unit in units]
    rows = np.nan_to_num(np.asarray(encode(texts), dtype=np.float64))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return Vectors(
        model=encode.name,
        tasks=tuple(unit.task.id for unit in units),
        rows=rows / np.where(lengths == 0, 1, lengths),
    )


def compare_meanings(upper: Vectors | None, lower: Vectors | None) -> Meanings:
    """Hold the tasks of two plans against each other.

    Plans of one field speak of like things throughout: what counts is how far a pair stands above
    the mean of all pairs.
    """
    if upper is None or lower is None:
        return Meanings()
    cosines = upper.rows @ lower.rows.T
    mean = float(cosines.mean())
    scaled = (cosines - mean).clip(0) / (1 - mean) if mean < SAME else cosines * 0
    scores = scaled.clip(0, 1).round(DIGITS).tolist()
    return Meanings(
        model=upper.model,
        mean=mean,
        scores={
            (above, below): score
            for above, row in zip(upper.tasks, scores, strict=True)
            for below, score in zip(lower.tasks, row, strict=True)
        },
    )


def meaning_measures(meanings: Meanings) -> tuple[Measure, ...]:
    """The mean that scores are counted from, where a model was used; it names the model."""
    if not meanings.model:
        return ()
    model, pairs = quoted(meanings.model), len(meanings.scores)
    return (
        Measure(
            name="meaning",
            scope="task",
            label=Words(
                zh=f"任务意思的平均余弦（模型{model}）",
                en=f"mean cosine of tasks in meaning (model {model})",
            ),
            numerator=None,
            denominator=None,
            value=Decimal(str(round(meanings.mean, DIGITS))),
            unit="1",
            note=Words(
                zh=f"{pairs}对任务两两比较；意思相近的得分以此为零点",
                en=f"over {pairs} pairs of tasks; scores of likeness in meaning start from it",
            ),
        ),
    )
