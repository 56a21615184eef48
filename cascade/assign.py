"""Who belongs to whom: the assignment that is best over the whole pair of plans."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[int, int]


def assign(scores: Mapping[Pair, float], least: float) -> list[Pair]:
    """Join each upper to at most one lower element so that the sum of squared scores is greatest.

    Squares, so that one strong pair is not given up for two weak ones; pairs below ``least`` are
    never joined. A greedy pick would take (0, 0) here:

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}, 0.5)
    [(0, 1), (1, 0)]
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    good = {pair: score for pair, score in scores.items() if score >= least}
    if not good:
        return []
    rows = sorted({row for row, _ in good})
    columns = sorted({column for _, column in good})
    row_at = {row: n for n, row in enumerate(rows)}
    column_at = {column: n for n, column in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns)))
    for (row, column), score in good.items():
        matrix[row_at[row], column_at[column]] = score * score
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    pairs = [(rows[int(r)], columns[int(c)]) for r, c in chosen]
    return sorted(pair for pair in pairs if pair in good)
