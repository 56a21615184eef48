"""The vocabulary of programmes: its form, its truth to itself, what it finds."""

import os
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycascade.errors import LexiconError
from policycascade.ontology import programmes as module
from policycascade.ontology.folding import bare_name
from policycascade.ontology.programmes import (
    Cue,
    KnownProgramme,
    find_words,
    known_programme,
    programmes,
)
from policycascade.ontology.topics import topics

FILE = Path(str(files("policycascade.ontology").joinpath("vocab/programmes.yaml")))
FIELDS = [topic.id for topic in topics()]

every = pytest.mark.parametrize("known", programmes(), ids=lambda known: known.canonical)


def quoted(value: Any) -> str:
    """A value as the vocabulary file writes it."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return "{" + ", ".join(f"{quoted(k)}: {quoted(v)}" for k, v in value.items()) + "}"


def canonical_form(text: str) -> str:
    """The vocabulary file, sorted by field and name, keys in their order."""
    head = text[: text.index("\n\n")]
    rows = sorted(
        yaml.safe_load(text), key=lambda row: (FIELDS.index(row["field"]), row["canonical"])
    )
    lines, field = [head], None
    for row in rows:
        if row["field"] != field:
            field = row["field"]
            lines += [f"\n# {field}"]
        keys = [key for key in module._KEYS if key in row]
        lines += [("- " if k == "canonical" else "  ") + f"{k}: {quoted(row[k])}" for k in keys]
    return "\n".join(lines) + "\n"


def test_the_file_is_in_its_canonical_form() -> None:
    text = FILE.read_text("utf-8")
    wanted = canonical_form(text)
    if os.environ.get("POLICYCASCADE_FIX"):
        FILE.write_text(wanted, "utf-8")
    assert text == wanted


def test_it_is_broad() -> None:
    kinds = Counter(known.kind for known in programmes())
    fields = Counter(known.field for known in programmes())
    assert len(programmes()) >= 500
    assert min(kinds.values()) >= 5
    assert {"人社", "教育", "文物", "数据", "卫生健康", "农业农村", "产业"} <= set(fields)


def test_no_name_has_two_programmes() -> None:
    names = Counter(name for known in programmes() for name in (known.canonical, *known.names))
    canonicals = Counter(known.canonical for known in programmes())
    assert not [name for name, times in canonicals.items() if times > 1]
    twice = {name for name, times in names.items() if times > 1 and name not in canonicals}
    assert not twice
    aliases = {name for known in programmes() for name in known.aliases}
    assert not aliases & set(canonicals)


@every
def test_names_are_bare_and_fields_exist(known: KnownProgramme) -> None:
    words = (*known.names, *known.quoted, *known.led, *known.near, *known.cancelled)
    assert all(bare_name(word) == word for word in (known.canonical, *words))
    assert known.field in FIELDS
    assert known.label_en.isascii()
    assert known.since is None or 1949 <= known.since <= 2025
    assert len(set(words)) == len(words)


def test_conditions_are_kept_apart() -> None:
    (hit,) = find_words("双循环")
    assert [sense.cue for sense in hit.senses] == [Cue.QUOTED]
    assert "双循环" not in hit.senses[0].programme.names
    assert known_programme("双循环") is hit.senses[0].programme


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"canonical": "甲计划", "kind": "programme"}, "missing or wrong"),
        ({"canonical": "甲计划", "kind": "plan", "field": "人社", "label_en": "A"}, "missing"),
        ({"canonical": "甲计划", "sort": "programme"}, "unknown fields"),
    ],
)
def test_a_malformed_entry_is_refused(row: dict[str, str], reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        module._entry(row)
