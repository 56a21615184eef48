"""The words of a review file: heads, controlled values, and how they are read back."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from policycascade.errors import LexiconError

LANGUAGES = ("zh", "en")


def normal(text: str) -> str:
    r"""The form in which words are compared: full-width forms folded, no white space.

    >>> normal("（一） 扩大就业\n容量")
    '(一)扩大就业容量'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


@functools.cache
def _table() -> Mapping[str, Any]:
    text = files("policycascade.review").joinpath("words.yaml").read_text("utf-8")
    table: Mapping[str, Any] = yaml.safe_load(text)
    return table


def word(group: str, name: str, lang: str) -> str:
    """The word for ``name`` in a group; the name itself where the group does not know it.

    >>> word("verdict", "reject", "zh"), word("op", ">=", "en")
    ('驳回', 'at least')
    """
    entry = _table()[group].get(name)
    return str(entry[lang]) if entry else name


def names(group: str) -> tuple[str, ...]:
    """The names in a group, in the order of the file."""
    return tuple(_table()[group])


@functools.cache
def _meanings(group: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, entry in _table()[group].items():
        for form in (name, *(entry[lang] for lang in LANGUAGES), *entry.get("also", ())):
            if found.setdefault(normal(form).lower(), name) != name:
                raise LexiconError("words.yaml", f"{group}: {form}", "means two things")
    return found


def meaning(group: str, text: str) -> str | None:
    """Which name of a group a person wrote, in either language.

    >>> meaning("verdict", " 驳回 "), meaning("op", "≥"), meaning("verdict", "也许")
    ('reject', '>=', None)
    """
    return _meanings(group).get(normal(text).lower())


def head(name: str, lang: str) -> str:
    """The head of a column; a correction is called ``corrected_`` and the field.

    >>> head("corrected_value", "zh"), head("verdict", "en")
    ('更正：数值', 'Verdict')
    """
    field = name.removeprefix("corrected_")
    mark = "" if field == name else str(_table()["correction"][lang])
    return mark + word("columns", field, lang)


@functools.cache
def _heads() -> Mapping[str, str]:
    columns = names("columns")
    every = [*columns, *(f"corrected_{name}" for name in columns)]
    return {
        normal(form).lower(): name
        for name in every
        for form in (name, *(head(name, lang) for lang in LANGUAGES))
    }


def column(text: str) -> str | None:
    """Which column a head stands for, in either language."""
    return _heads().get(normal(text).lower())


def is_nothing(text: str) -> bool:
    """Whether a person wrote that there is nothing (无)."""
    entry = _table()["nothing"]
    forms = (*(entry[lang] for lang in LANGUAGES), *entry["also"])
    return normal(text).lower() in {normal(form).lower() for form in forms}


def nothing(lang: str) -> str:
    """The word that empties a field."""
    return str(_table()["nothing"][lang])


def guide(lang: str) -> tuple[str, ...]:
    """How to fill the file in, a sentence a line."""
    return tuple(str(line[lang]) for line in _table()["guide"])
