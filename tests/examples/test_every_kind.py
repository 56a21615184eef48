"""Every relation, finding, doubt, flag and measure the program can say has a known answer.

What it can say is read from its source: the words that are handed to the functions and records that
make doubts, findings, flags and measures. A new word fails here until it is planted in the invented
corpus, and so does a new way of making one that this test cannot follow.
"""

import ast
import importlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from planted import EXPECTED, PAIRS, to_be_said

from policycascade.cascade import findings, target_findings, text_measures
from policycascade.examples import five_plans, four_levels
from policycascade.model import Relation
from policycascade.pipeline import link, read_sources
from policycascade.reports.words import group

ROOT = Path(__file__).resolve().parents[2]

#: Who is handed the word: called with it first, or by this keyword.
MAKERS = {
    "doubts": {"make_doubt": None, "Doubt": "kind"},
    "findings": {"finding": None, "Finding": "kind"},
    "measures": {"measure": None, "Measure": "name"},
    "flags": {"not_comparable": None, "Verdict": "flags", "replace": "flags"},
}
#: Words that a maker is handed under a name, by the function that calls it.
HANDED_ON = {
    "compared_targets": {kind for kind, _ in target_findings._RELATIONS.values()},
    "_unread": {"no_targets", "no_tasks"},
    "_overview": {f"{kind}_overview" for kind in findings._KIND_NAMES},
    "_ratio": {"coverage", "traceability"},
    "text_shares": set(text_measures._SHARES),
}
#: Functions that only pass on what another one says, or make a finding of every doubt.
PASSING_ON = {"make_doubt", "finding", "measure", "not_comparable", "doubts"}


def calls(room: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in a room with its module and the outermost function it stands in."""
    for path in sorted((ROOT / room).glob("*.py")):
        module = f"policycascade.{room}.{path.stem}"
        for outer in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(outer, ast.FunctionDef):
                for node in ast.walk(outer):
                    if isinstance(node, ast.Call):
                        yield module, outer.name, node


def handed(call: ast.Call, makers: dict[str, str | None]) -> ast.expr | None:
    """What a call hands a maker, if it is one to a maker."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if called not in makers:
        return None
    keyword = makers[called]
    if keyword is None:
        return call.args[0]
    return next((given.value for given in call.keywords if given.arg == keyword), None)


def words_in(module: str, given: ast.expr) -> Iterator[str]:
    """The words written in an expression, constants of the module resolved."""
    for node in ast.walk(given):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name):
            value = getattr(importlib.import_module(module), node.id, None)
            if isinstance(value, str):
                yield value


def said(what: str, rooms: Iterable[str]) -> set[str]:
    """All words of a kind that the source can say."""
    found = set[str]()
    for room in rooms:
        for module, function, call in calls(room):
            given = handed(call, MAKERS[what])
            if given is None or function in PASSING_ON:
                continue
            words = HANDED_ON.get(function) or set(words_in(module, given))
            assert words or what == "flags", f"{module}: {ast.unparse(call)[:80]}"
            found |= words
    return found


DOUBTS = said("doubts", ["extract"])
SAID = {
    "relations": {str(relation) for relation in Relation},
    "doubts": DOUBTS,
    "findings": said("findings", ["cascade"]) | {f"doubt/{kind}" for kind in DOUBTS},
    "flags": said("flags", ["cascade"]),
    "measures": said("measures", ["cascade"]),
}


#: Sections of the table whose rows are of one measure.
SECTIONS = {
    "balance": "balance",
    "funnel": "funnel",
    "likeness": "vertical_horizontal",
    "unrelated": "text_reuse_unrelated",
    "progress": "progress",
    "meaning": "meaning",
}


def answered() -> dict[str, set[str]]:
    """All words that the table of answers has an answer for."""
    requests, revisions = EXPECTED["requests"], EXPECTED["revisions"]
    rows = [
        r for pair in PAIRS.values() for k in ("targets", "programmes", "tasks") for r in pair[k]
    ]
    sure = [row["relation"] for row in (*rows, *EXPECTED["derivations"])]
    doubts = {row["kind"] for row in EXPECTED["doubts"]}
    asked = [row["flags"] for row in requests]
    counted = [pair["measures"] | pair.get("values", {}) for pair in PAIRS.values()]
    counted += [row["values"] for row in requests]
    revised = {"suspect": "suspect", "lost": "suspect_lost"}
    changed = {kind for key, kind in revised.items() if any(row[key] for row in revisions)}
    return {
        "relations": {relation for relation in sure if isinstance(relation, str)},
        "doubts": doubts,
        "findings": {kind for pair in PAIRS for kind, _ in to_be_said(pair)}
        | {kind for row in requests for kind in row["findings"]}
        | changed,
        "flags": {flag for row in rows for flag in row.get("flags", ())}
        | {flag for flags in asked for given in flags.values() for flag in given}
        | changed & {"suspect"},
        "measures": {key.partition("/")[0] for keys in counted for key in keys}
        | {measure for section, measure in SECTIONS.items() if EXPECTED[section]},
    }


@pytest.mark.parametrize("what", SAID)
def test_every_word_has_a_known_answer(what: str) -> None:
    assert answered()[what] == SAID[what]


@pytest.mark.parametrize("what", ["doubts", "flags"])
def test_every_word_is_put_into_words(what: str) -> None:
    """And no group of the report's words has one that is never said."""
    assert set(group(what.removesuffix("s"), "zh")) == SAID[what]


@pytest.mark.parametrize("folder", [four_levels, five_plans], ids=lambda folder: folder.__name__)
def test_nothing_else_is_ever_said(folder: Callable[[], Path]) -> None:
    corpus = link(read_sources([folder()]))
    links = [found for made in corpus.cascades for found in made.links]
    measures = [*corpus.measures, *(one for made in corpus.cascades for one in made.measures)]
    found = {
        "doubts": {doubt.kind for plan in corpus.plans for doubt in plan.doubts},
        "findings": {one.kind for made in corpus.cascades for one in made.findings},
        "flags": {flag for one in links for flag in one.flags},
        "measures": {measure.name for measure in measures},
    }
    assert {what: words - SAID[what] for what, words in found.items() if words - SAID[what]} == {}
