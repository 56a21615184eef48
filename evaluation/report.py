"""Evaluations as a page, as a CSV of errors, and as lines for the terminal."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Sequence
from importlib import resources
from unicodedata import east_asian_width

import yaml

from policycascade.evaluation.agreement import Agreement
from policycascade.evaluation.annotations import Row
from policycascade.evaluation.evaluate import Evaluation
from policycascade.evaluation.scores import Score

#: Width of the first column of lines.
_COLUMN = 20

#: A text that begins with one of these would be taken for a formula by a spreadsheet.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
COLUMNS = (
    *("file", "error", "kind", "name", "value", "unit"),
    *("attribute", "annotated", "found", "quote"),
)


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    """What the terms of this room are called, by language."""
    source = resources.files("policycascade.evaluation").joinpath("templates", "words.yaml")
    table: dict[str, dict[str, str]] = yaml.safe_load(source.read_text("utf-8"))
    return table


def called(term: str, lang: str) -> str:
    """What a term, or several with a space between, is called.

    >>> called("targets dropped", "zh"), called("op", "en")
    ('目标 断点', 'comparator')
    """
    words = _words()
    return " ".join(words[part][lang] if part in words else part for part in term.split(" "))


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
    """Every missed and wrong record and every wrong attribute, kind by kind."""
    empty = dict.fromkeys(COLUMNS, "") | {"file": evaluation.file}
    for name, (annotated, found) in evaluation.front.items():
        differs = {"error": "differs", "kind": "plan", "attribute": name}
        yield empty | differs | {"annotated": annotated, "found": found}
    for score in evaluation.scores:
        of = empty | {"kind": score.kind}
        for error, rows in (("missed", score.missed), ("wrong", score.wrong)):
            for row in rows:
                yield of | {"error": error} | _cells(row)
        for difference in score.differing:
            name, row = difference.attribute, difference.annotated
            sides = {"annotated": _cell(row, name), "found": _cell(difference.found, name)}
            yield of | {"error": "differs", "attribute": name} | _cells(row) | sides


def _cells(row: Row) -> dict[str, str]:
    figure = {name: _cell(row, name) for name in ("value", "unit")}
    return {"name": _name(row), "quote": _quote(row)} | figure


def _cell(row: Row, name: str) -> str:
    return "" if row.get(name) is None else str(row[name])


def render_html(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """Scores, agreement and errors as one self-contained page."""
    import jinja2

    template = resources.files("policycascade.evaluation").joinpath("templates", "evaluation.html")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["errors"] = errors
    environment.filters["called"] = lambda term: called(term, lang)
    page = environment.from_string(template.read_text("utf-8"))
    return page.render(evaluations=evaluations, lang=lang)


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


def render_text(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """Scores and agreement as lines: kind, precision, recall, F1, counts, attributes; κ."""
    lines = []
    for evaluation in evaluations:
        lines.append(evaluation.file)
        if evaluation.plan:
            wrong = [called(name, lang) for name in evaluation.front]
            said = f"{called('wrong_fields', lang)} {' '.join(wrong)}" if wrong else ""
            lines.append(f"  {_wide('plan', lang)} {said or called('all_right', lang)}")
        lines += [_score_line(score, lang) for score in evaluation.scores]
        lines += [_agreement_line(one, lang) for one in evaluation.agreement]
    return "\n".join(lines)


def _score_line(score: Score, lang: str) -> str:
    shares = (f"{called(name, lang)}={share:.2f}" for name, share in score.attributes.items())
    scores = f"p={score.precision:.3f} r={score.recall:.3f} f1={score.f1:.3f}"
    counts = f"tp={score.matched} fp={len(score.wrong)} fn={len(score.missed)}"
    return f"  {_wide(score.kind, lang)} {scores} {counts} {' '.join(shares)}".rstrip()


def _agreement_line(agreement: Agreement, lang: str) -> str:
    spans = f"span-f1={agreement.exact:.3f} overlap-f1={agreement.overlapping:.3f}"
    labels = (
        f"κ({called(name, lang)})={'–' if value is None else format(value, '.2f')}"
        for name, value in agreement.kappa.items()
    )
    head = f"{called('agreement', lang)} {called(agreement.kind, lang)}"
    return f"  {head} {spans} {' '.join(labels)}".rstrip()


def _wide(term: str, lang: str) -> str:
    """A term padded to the width of a column; a Chinese character takes two."""
    shown = called(term, lang)
    width = sum(2 if east_asian_width(char) in "WF" else 1 for char in shown)
    return shown + " " * (_COLUMN - width)
