"""What the invented corpus shows only on request: comparisons, revisions, what was reached.

The texts are the corpus' own, or made of them as ``texts`` in the table of answers says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from planted import EXPECTED

from policycascade.cascade import compare, mark_revised
from policycascade.examples import five_plans, four_levels
from policycascade.model import Cascade, Corpus, Relation
from policycascade.pipeline import compare_files, link, load_plan, read_sources

TEXTS: dict[str, dict[str, Any]] = EXPECTED["texts"]
#: Findings of the pair as a whole; those of targets follow from the table of a cascade.
OF_THE_PAIR = {
    *("same_plan", "no_derivation", "presumed", "inverted", "same_level", "levels_reversed"),
    *("other_field", "other_period", "no_targets", "no_tasks"),
}
APART = {Relation.DROPPED, Relation.LOCAL, Relation.UNDECIDED}


def source(name: str, folder: Path) -> Path:
    """A file of the examples, or a text made of one."""
    made = TEXTS.get(name)
    if made is None:
        stem = name.removeprefix("five_plans/")
        return (five_plans() if stem != name else four_levels()) / f"{stem}.md"
    text = source(made["of"], folder).read_text("utf-8")
    for was, now in made.get("replace", ()):
        assert was in text
        text = text.replace(was, now)
    text = text.partition(made["cut"])[0] if "cut" in made else text
    path = folder / f"{name}.md"
    path.write_text(f"{text}\n{made.get('add', '')}\n", "utf-8")
    return path


def names(corpus: Corpus) -> dict[str, str]:
    return {plan.id: Path(plan.source.name).stem for plan in corpus.plans}


def by_pair(corpus: Corpus) -> dict[str, Cascade]:
    stems = names(corpus)
    return {f"{stems[made.upper]}>{stems[made.lower]}": made for made in corpus.cascades}


@pytest.fixture(params=EXPECTED["requests"], ids=lambda row: f"{row['upper']}>{row['lower']}")
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, Any], Cascade]:
    row = request.param
    upper, lower = (source(row[end], tmp_path) for end in ("upper", "lower"))
    return row, compare_files(upper, lower).cascade


def test_a_comparison_on_request(asked: tuple[dict[str, Any], Cascade]) -> None:
    row, made = asked
    assert {found.kind for found in made.findings} & OF_THE_PAIR == set(row["findings"])
    flags = {
        found.name: [flag for flag in found.flags if flag != "tentative"]
        for found in made.links
        if found.kind in ("target", "programme")
    }
    assert {name: given for name, given in flags.items() if given} == row["flags"]
    values = {f"{one.name}/{one.scope}": one.value for one in made.measures}
    assert {key: values[key] for key in row["values"]} == {
        key: Decimal(value) for key, value in row["values"].items()
    }


def test_without_a_derivation_no_link_is_sure(asked: tuple[dict[str, Any], Cascade]) -> None:
    row, made = asked
    joined = [found for found in made.links if found.relation not in APART]
    derived = "no_derivation" not in row["findings"] and "same_plan" not in row["findings"]
    assert derived or all("tentative" in found.flags for found in joined)


def test_what_unrelated_plans_share(tmp_path: Path) -> None:
    """One sentence of the lower plan stands in a plan of another field, and nothing else."""
    row = EXPECTED["unrelated"]
    stems = [*row["pair"].split(">"), *row["with"]]
    corpus = link(read_sources([source(stem, tmp_path) for stem in stems]))
    measures = {one.name: one for one in by_pair(corpus)[row["pair"]].measures}
    found = measures["text_reuse_unrelated"]
    assert found.denominator == len(row["with"])
    assert found.numerator == Decimal(row["shared"]) / Decimal(row["of"])
    assert measures["text_reuse"].denominator == Decimal(row["of"])


@pytest.mark.parametrize("row", EXPECTED["progress"], ids=lambda row: str(row["name"]))
def test_progress(row: dict[str, Any], tmp_path: Path) -> None:
    corpus = link(read_sources([source(stem, tmp_path) for stem in row["plans"]]))
    (found,) = (one for one in corpus.measures if one.name == "progress")
    of = {stem: plan for plan, stem in names(corpus).items()}[row["of"]]
    assert found.scope == f"target/{of}/{row['name']}"
    assert (found.numerator, found.denominator) == (Decimal(row["reached"]), Decimal(row["aim"]))


@dataclass(frozen=True)
class OneWord:
    """A model that knows one word: texts with it point one way, the others another."""

    word: str
    name: str = "one word"

    def __call__(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [(1.0, 0.0) if self.word in text else (0.0, 1.0) for text in texts]


def test_the_mean_of_meanings() -> None:
    """Of two tasks that point the same way the cosine is 1, of two that do not it is 0."""
    row = EXPECTED["meaning"]
    (upper, above), (lower, below) = (
        load_plan(four_levels() / f"{row[end]}.md") for end in ("upper", "lower")
    )
    (one, whole), (two, all_below) = (map(int, row[f"{end}_tasks"]) for end in ("upper", "lower"))
    assert (len(upper.tasks), len(lower.tasks)) == (whole, all_below)
    alike = one * two + (whole - one) * (all_below - two)
    assert round(alike / (whole * all_below), 3) == float(row["value"])
    texts = {upper.id: above, lower.id: below}
    made = compare(upper, lower, None, texts, encode=OneWord(row["word"]))
    (found,) = (measure for measure in made.measures if measure.name == "meaning")
    assert found.value == Decimal(row["value"])


@pytest.mark.parametrize("row", EXPECTED["revisions"], ids=lambda row: str(row["plan"]))
def test_a_revision_makes_the_links_that_rest_on_it_suspect(
    row: dict[str, Any], tmp_path: Path
) -> None:
    for path in four_levels().glob("*.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = tmp_path / f"{row['plan']}.md"
    text = changed.read_text("utf-8")
    assert text.count(row["was"]) == 1
    changed.write_text(text.replace(row["was"], row["is"]), "utf-8")
    old, new = read_sources([four_levels()]), read_sources([tmp_path])
    made = by_pair(mark_revised(link(new), link(old), new.documents, old.documents))
    suspect = {
        pair: [found.name for found in one.links if "suspect" in found.flags]
        for pair, one in made.items()
    }
    assert {pair: named for pair, named in suspect.items() if named} == row["suspect"]
    for pair, one in made.items():
        links = {found.id: found.name for found in one.links}
        told = [links[f.links[0]] for f in one.findings if f.kind == "suspect"]
        lost = [f.sentence.zh for f in one.findings if f.kind == "suspect_lost"]
        assert told == row["suspect"].get(pair, [])
        for name, sentence in zip(row["lost"].get(pair, []), lost, strict=True):
            assert f"“{name}”" in sentence
