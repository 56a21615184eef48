"""The interface words: complete in both languages, and knowing every word of model and graph."""

from importlib.resources import files
from string import Formatter

import pytest
import yaml

from policycascade.errors import LexiconError
from policycascade.graph.kinds import NodeKind
from policycascade.model import Basis, Level, Method, Nature, Relation
from policycascade.visualize import labels as words
from policycascade.visualize.palette import LANES, LOOKS, STATUS

TABLE = yaml.safe_load(
    files("policycascade.visualize").joinpath("templates/words.yaml").read_text("utf-8")
)
ENTRIES = [
    (f"{group}.{key}", entry) for group, all_ in TABLE.items() for key, entry in all_.items()
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
        ("relation", set(Relation)),
        ("level", {*Level, "unknown"}),
        ("level", set(LANES)),
        ("kind", {*NodeKind, "restated"}),
        ("kind", {*LOOKS, "outturn", "indicator", "region", "organisation", "restated"}),
        ("status", set(STATUS)),
        ("basis", set(Basis)),
        ("nature", {*Nature, "unstated"}),
        ("method", set(Method)),
    ],
)
def test_every_word_of_model_and_graph_is_known(group: str, keys: set[str]) -> None:
    assert set(words.group(group, "zh")) == keys


def test_a_missing_group_is_an_error_of_ours() -> None:
    with pytest.raises(LexiconError, match=r"words\.yaml"):
        words.group("no_such_group", "zh")
