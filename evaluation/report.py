"""Evaluations as a page, as a CSV of errors, and as lines for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from importlib import resources

from policycascade.evaluation.annotations import Row
from policycascade.evaluation.evaluate import Evaluation

#: A text that begins with one of these would be taken for a formula by a spreadsheet.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
COLUMNS = ("file", "error", "kind", "name", "value", "unit", "quote")


def _name(row: Row) -> str:
    names = ("canonical", "indicator", "title", "upper_title", "lower_title")
    return next((str(row[name]) for name in names if row.get(name)), "")


def _quote(row: Row) -> str:
    if row.get("quote"):
        return str(row["quote"])
    ends = (row.get("upper_quote"), row.get("lower_quote"))
    found = ((row.get(side) or {}).get("quote") for side in ("upper", "lower"))
    return " → ".join(str(quote) for quote in (*ends, *found) if quote)


def errors(evaluation: Evaluation) -> Iterator[dict[str, str]]:
    """Every missed and wrong record, kind by kind."""
    for score in evaluation.scores:
        for error, rows in (("missed", score.missed), ("wrong", score.wrong)):
            for row in rows:
                cells = {key: "" if row.get(key) is None else str(row[key]) for key in COLUMNS[4:6]}
                yield {
                    "file": evaluation.file,
                    "error": error,
                    "kind": score.kind,
                    "name": _name(row),
                    "quote": _quote(row),
                } | cells


def render_html(evaluations: Sequence[Evaluation]) -> str:
    """Scores and errors as one self-contained page."""
    import jinja2

    template = resources.files("policycascade.evaluation").joinpath("templates", "evaluation.html")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True)
    environment.filters["errors"] = errors
    page = environment.from_string(template.read_text("utf-8"))
    return page.render(evaluations=evaluations)


def render_csv(evaluations: Sequence[Evaluation]) -> str:
    """Render the errors as CSV; a cell that a spreadsheet would take for a formula is quoted."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for evaluation in evaluations:
        for row in errors(evaluation):
            writer.writerow({key: _harmless(value) for key, value in row.items()})
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def render_text(evaluations: Sequence[Evaluation]) -> str:
    """Scores as lines: kind, precision, recall, F1, right, wrong, missed, attributes."""
    lines = []
    for evaluation in evaluations:
        lines.append(evaluation.file)
        if evaluation.plan:
            wrong = [field for field, right in evaluation.plan.items() if not right]
            lines.append(f"  plan        {'WRONG: ' + ' '.join(wrong) if wrong else 'all right'}")
        for s in evaluation.scores:
            shares = " ".join(f"{name}={share:.2f}" for name, share in s.attributes.items())
            counts = f"tp={s.matched} fp={len(s.wrong)} fn={len(s.missed)}"
            scores = f"p={s.precision:.3f} r={s.recall:.3f} f1={s.f1:.3f}"
            lines.append(f"  {s.kind:<20} {scores} {counts} {shares}".rstrip())
    return "\n".join(lines)
