"""Units in English, for the sentences that every room makes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml

from policycascade.errors import LexiconError

_FILE = "vocab/units.yaml"


@functools.cache
def _units() -> Mapping[str, str]:
    rows = yaml.safe_load(files("policycascade.ontology").joinpath(_FILE).read_text("utf-8"))
    try:
        found = {row["unit"]: row["en"] for row in rows}
    except (KeyError, TypeError) as error:
        raise LexiconError(_FILE, "units", f"field missing: {error}") from error
    if len(found) < len(rows):
        raise LexiconError(_FILE, "units", "a unit stands there twice")
    return found


def in_english(unit: str | None) -> str:
    """What a unit is called in English; itself where nobody has said.

    >>> in_english("人"), in_english("个"), in_english("%"), in_english(None)
    ('people', '', '%', '')
    """
    return _units().get(unit, unit) if unit else ""


def unit_name(unit: str | None) -> str:
    """A unit that a sentence speaks of.

    >>> unit_name("人"), unit_name("个"), unit_name(None)
    ('people', 'a count', 'none')
    """
    return in_english(unit) or ("a count" if unit else "none")
