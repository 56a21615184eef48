from __future__ import annotations

from enum import StrEnum

import pytest
from rdflib import SKOS, URIRef

from policycascade.model import (
    Basis,
    Method,
    Nature,
    Op,
    ProgrammeKind,
    Relation,
    Role,
    TaskKind,
    Verdict,
)
from policycascade.ontology import ontology_graph
from policycascade.ontology.terms import concept
from policycascade.review.fields import FIELDS
from policycascade.review.filing import COLUMNS as FILED
from policycascade.review.rows import COLUMNS
from policycascade.review.words import LANGUAGES, column, guide, head, meaning, names, word

ENUMS: dict[str, type[StrEnum]] = {
    "verdict": Verdict,
    "op": Op,
    "basis": Basis,
    "nature": Nature,
    "programme_kind": ProgrammeKind,
    "task_kind": TaskKind,
    "role": Role,
    "relation": Relation,
    "method": Method,
}


@pytest.mark.parametrize("group", ENUMS)
def test_the_words_of_a_value_are_those_of_the_ontology(group: str) -> None:
    graph = ontology_graph()
    for name in names(group):
        labels = graph.objects(URIRef(concept(ENUMS[group](name))), SKOS.prefLabel)
        label = next(str(one) for one in labels if getattr(one, "language", "") == "zh")
        assert word(group, name, "zh") == label


@pytest.mark.parametrize("group", [name for name in ENUMS if name != "relation"])
def test_every_value_has_its_words(group: str) -> None:
    assert set(names(group)) == {value.value for value in ENUMS[group]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_and_head_is_read_back(lang: str) -> None:
    for group in ENUMS:
        for name in names(group):
            assert meaning(group, word(group, name, lang)) == name
    for name in {name for table in (*COLUMNS.values(), FILED) for name in table}:
        assert column(head(name, lang)) == name
    assert all(guide(lang))


def test_no_words_of_the_file_lie_idle() -> None:
    used = {
        name.removeprefix("corrected_") for table in (*COLUMNS.values(), FILED) for name in table
    }
    assert set(names("columns")) - used == {"conflict"}
    fields = {one.name for fields in FIELDS.values() for one in fields if one.values}
    assert fields | {"verdict", "method"} == set(ENUMS)


@pytest.mark.parametrize(
    ("group", "text", "name"),
    [
        ("verdict", " 驳 回", "reject"),
        ("verdict", "ACCEPT", "accept"),
        ("op", "≥", ">="),
        ("op", "以上", ">="),
        ("basis", "累计", "cumulative"),
        ("nature", "约束性", "binding"),
        ("verdict", "同意?", None),
        ("relation", "", None),
    ],
)
def test_what_a_person_wrote(group: str, text: str, name: str | None) -> None:
    assert meaning(group, text) == name
