"""The extractors' word lists (``lexicon/*.yaml``), loaded once, and patterns made of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

import yaml

from policycascade.errors import LexiconError


@functools.cache
def words(name: str) -> dict[str, Any]:
    """The word lists of ``lexicon/<name>.yaml``.

    Raises:
        LexiconError: if the file is not a mapping.
    """
    file = resources.files("policycascade.extract").joinpath("lexicon", f"{name}.yaml")
    lists = yaml.safe_load(file.read_text("utf-8"))
    if not isinstance(lists, dict):
        raise LexiconError(f"{name}.yaml", "the whole file", "must be a mapping of word lists")
    return lists


def alternation(forms: Iterable[str]) -> str:
    """A pattern that matches any of ``forms``, the longest first.

    Raises:
        ValueError: if there are none: an empty alternation would match everywhere.

    >>> alternation(["达", "达到", "%"])
    '(?:达到|%|达)'
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    if not ordered:
        raise ValueError("no forms to choose from")
    return f"(?:{'|'.join(re.escape(form) for form in ordered)})"
