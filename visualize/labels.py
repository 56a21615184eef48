"""The words of the pictures and pages, from data files, in Chinese and in English."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml

from policycascade.errors import LexiconError

#: Each group of words stands in one of these.
_FILES = ("words.yaml", "pages.yaml")


@functools.cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    folder = files("policycascade.visualize").joinpath("templates")
    table: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for name in _FILES:
        table |= yaml.safe_load(folder.joinpath(name).read_text("utf-8"))
    return table


@functools.cache
def group(name: str, lang: str) -> Mapping[str, str]:
    """All words of one group in one language.

    >>> group("level", "zh")["county"]
    '区县'

    Raises:
        LexiconError: if the group or a translation is missing.
    """
    try:
        return {key: entry[lang] for key, entry in _table()[name].items()}
    except KeyError as error:
        raise LexiconError("/".join(_FILES), name, f"no {error}") from error


def say(key: str, lang: str, **values: object) -> str:
    """One sentence of the interface (group ``ui``), filled in.

    >>> say("left_out_kind", "zh", kind="机构", n=3)
    '机构 3 个'
    """
    return group("ui", lang)[key].format(**values)
