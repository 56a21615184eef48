"""The interface words: complete in both languages, and knowing every word of the model."""

from importlib.resources import files
from string import Formatter

import pytest
import yaml

from policycascade.errors import LexiconError
from policycascade.model import (
    Basis,
    ElementKind,
    Level,
    Method,
    Nature,
    Place,
    ProgrammeKind,
    Relation,
    Severity,
    TaskKind,
)
from policycascade.reports import words

TABLE = yaml.safe_load(
    files("policycascade.reports").joinpath("templates/words.yaml").read_text("utf-8")
)
ENTRIES = [
    (f"{group}.{key}", entry)
    for group, entries in TABLE.items()
    if group != "measure"
    for key, entry in entries.items()
] + [
    (f"measure.{name}.{part}", entry)
    for name, parts in TABLE["measure"].items()
    for part, entry in parts.items()
]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_every_entry_says_the_same_in_both_languages(name: str, entry: dict[str, str]) -> None:
    assert set(entry) == {"zh", "en"}
    assert all(entry.values())
    fields = [{f for _, f, _, _ in Formatter().parse(text) if f} for text in entry.values()]
    assert fields[0] == fields[1]


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("relation", Relation),
        ("level", Level),
        ("kind", ElementKind),
        ("basis", Basis),
        ("nature", Nature),
        ("method", Method),
        ("severity", Severity),
        ("place", Place),
        ("programme_kind", ProgrammeKind),
        ("task_kind", TaskKind),
    ],
)
def test_every_word_of_the_model_is_known(group: str, keys: type) -> None:
    assert set(words.group(group, "zh")) == {member.value for member in keys}  # type: ignore[attr-defined]


def test_a_missing_group_is_an_error_of_ours() -> None:
    with pytest.raises(LexiconError, match=r"words\.yaml"):
        words.group("no_such_group", "zh")


def test_an_unknown_measure_has_no_definition() -> None:
    assert words.measure_words("brand_new", "zh") == ("", "")
    assert all(words.measure_words("coverage", "en"))
