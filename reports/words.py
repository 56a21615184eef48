"""The words of the reports' interface, from one data file, in Chinese and in English."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml

from policycascade.errors import LexiconError
from policycascade.model import Words

LANGUAGES = ("zh", "en")
_STOPS = tuple("。！？.!?")


@functools.cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    text = files("policycascade.reports").joinpath("templates/words.yaml").read_text("utf-8")
    table: Mapping[str, Mapping[str, Mapping[str, object]]] = yaml.safe_load(text)
    return table


@functools.cache
def group(name: str, lang: str) -> Mapping[str, str]:
    """All words of one group in one language.

    >>> group("relation", "zh")["dropped"]
    '断点'

    Raises:
        LexiconError: if the group or a translation is missing.
    """
    try:
        return {key: str(entry[lang]) for key, entry in _table()[name].items()}
    except KeyError as error:
        raise LexiconError("words.yaml", name, f"no {error}") from error


def say(key: str, lang: str, **values: object) -> str:
    """One sentence of the interface (group ``ui``), filled in.

    >>> say("total", "zh", n=3)
    '共3项'
    """
    return group("ui", lang)[key].format(**values)


def word(name: str, key: str | None, lang: str) -> str:
    """The word for ``key`` in a group; the key itself where the group does not know it.

    Flags and kinds of doubt are open sets of other rooms: a new one is shown as it is called.

    >>> word("nature", "binding", "en"), word("flag", "brand_new", "en"), word("nature", None, "zh")
    ('binding', 'brand new', '')
    """
    if key is None:
        return ""
    return group(name, lang).get(key, key.replace("_", " "))


def sentence(words: Words, lang: str) -> str:
    """A sentence of another room with its capital and its stop.

    >>> sentence(Words(zh="数值相同", en="the figures agree"), "en")
    'The figures agree.'
    >>> sentence(Words(zh="数值相同", en="the figures agree"), "zh")
    '数值相同。'
    """
    said = words.get(lang)
    if lang == "en":
        said = said[:1].upper() + said[1:]
    stop = "." if lang == "en" else "。"
    return said if said.endswith(_STOPS) or not said else said + stop


def measure_words(name: str, lang: str) -> tuple[str, str]:
    """Definition and source of a measure; empty for a measure the table does not know."""
    entry = _table()["measure"].get(name, {})
    return _pick(entry.get("definition"), lang), _pick(entry.get("source"), lang)


def _pick(words: object, lang: str) -> str:
    return str(words[lang]) if isinstance(words, Mapping) else ""
