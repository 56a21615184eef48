"""The saved queries: one ``queries/*.rq`` file each, with its title, parameters and columns.

The header's comment lines say what a query asks; its parameters are ``VALUES ?param_<name> { … }``
lines whose value is the default, so that each file is plain SPARQL that any engine can run.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.nearness import NEAR
from policycascade.graph.nquads import text
from policycascade.model import Words

_FILE = re.compile(r"(\d\d)-(.+)\.rq")
_NAMES = re.compile(r"# (\S+) · (\S+)")
_SENTENCE = re.compile(r"# (zh|en|about zh|about en|none zh|none en): (.+)")
_VALUES = re.compile(r"# values (\w+): (.+)")
_AMONG = re.compile(r"# among (\w+): (.+)")
_ITEM = re.compile(r"# (param|column) (\w+): (.+?) \| (.+)")
_VALUE = re.compile(r"(VALUES \?param_(\w+) \{ )([^}]*?)( \})")
#: What the header writes for no value.
_NONE = "-"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be set; the default is a string, or the digits of a number.

    Attributes:
        numeric: only a number will do.
        values: all that may be set, if they are few.
        among: a pattern whose ``?found`` are the names one of which must contain the value.
    """

    name: str
    default: str
    numeric: bool
    about: Words
    values: tuple[str, ...] = ()
    among: str = ""

    def check(self, value: str) -> None:
        """Refuse what cannot be set.

        Raises:
            QueryError: for a word where a number is needed.
            UnknownName: for none of the values.
        """
        if self.numeric and not _NUMBER.fullmatch(value):
            raise QueryError(
                value,
                f"参数 {self.name} 须是数字 (parameter {self.name} must be a number): {value}",
            )
        if self.values and value not in self.values:
            may = sorted(filter(None, self.values), key=lambda one: -_alike(value, one))
            raise UnknownName(f"{self.name}={value}", may, "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A competency question as SPARQL.

    Attributes:
        name: short Chinese name, ``name_en`` the English one.
        none: what it means that nothing is found, where that is not plain.
        columns: variable → what it shows, in order.
    """

    number: int
    name: str
    name_en: str
    title: Words
    about: Words
    none: Words | None
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Words]
    text: str

    def with_params(self, params: Mapping[str, str]) -> str:
        """Give the query with other values than the defaults.

        Raises:
            UnknownName: for a parameter it does not have, or a value this one cannot have.
            QueryError: for a word where a number is needed.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in params.items():
            if name not in known:
                raise UnknownName(name, sorted(known), "parameter")
            known[name].check(str(value))

        def term(name: str, default: str) -> str:
            if name not in params:
                return default
            return str(params[name]) if known[name].numeric else text(str(params[name]))

        return _VALUE.sub(
            lambda found: found[1] + term(found[2], found[3]) + found[4],
            self.text,
        )


@functools.cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """List the saved queries by number."""
    folder = files("policycascade.graph").joinpath("queries")
    found = ((_FILE.fullmatch(file.name), file) for file in folder.iterdir())
    read = [_read(int(match[1]), file.read_text("utf-8")) for match, file in found if match]
    return tuple(sorted(read, key=lambda query: query.number))


def _read(number: int, query: str) -> SavedQuery:
    head = [line for line in query.splitlines() if line.startswith("#")]
    names = _NAMES.fullmatch(head[0])
    if names is None:
        raise QueryError(query, f"queries/{number:02}: 第一行应为 # 名称 · name (names missing)")
    said = {match[1]: match[2] for line in head if (match := _SENTENCE.fullmatch(line))}
    items = [match for line in head if (match := _ITEM.fullmatch(line))]
    defaults = {match[2]: match[3] for match in _VALUE.finditer(query)}
    values = {match[1]: match[2] for line in head if (match := _VALUES.fullmatch(line))}
    among = {match[1]: match[2] for line in head if (match := _AMONG.fullmatch(line))}
    about = {(match[1], match[2]): Words(zh=match[3], en=match[4]) for match in items}
    return SavedQuery(
        number=number,
        name=names[1],
        name_en=names[2],
        title=Words(zh=said["zh"], en=said["en"]),
        about=Words(zh=said["about zh"], en=said["about en"]),
        none=Words(zh=said["none zh"], en=said["none en"]) if "none zh" in said else None,
        parameters=tuple(
            Parameter(
                name=name,
                default=defaults[name].strip('"'),
                numeric=not defaults[name].startswith('"'),
                about=words,
                values=tuple(one.strip(_NONE) for one in values.get(name, "").split()),
                among=among.get(name, ""),
            )
            for (kind, name), words in about.items()
            if kind == "param"
        ),
        columns={name: words for (kind, name), words in about.items() if kind == "column"},
        text=query,
    )


def find_query(name: str) -> SavedQuery | None:
    """Find a saved query by its number or by its Chinese or English name."""
    wanted = name.strip().lower()
    for query in saved_queries():
        numbers = {str(query.number), f"{query.number:02}", f"{query.number:02}-{query.name}"}
        if wanted in numbers | {query.name, query.name_en}:
            return query
    return None


def near_names(name: str, limit: int = 5) -> list[str]:
    """Give the names of saved queries that ``name`` may have meant, nearest first; else all."""
    from rapidfuzz import fuzz

    def nearness(query: SavedQuery) -> float:
        names = (query.name, query.name_en)
        sentences = (query.title.zh, query.title.en)
        return max(
            *(_alike(name, one) for one in names),
            *(fuzz.partial_ratio(name.lower(), one.lower()) - 25 for one in sentences),
        )

    scored = sorted(saved_queries(), key=lambda query: -nearness(query))
    near = [query.name for query in scored if nearness(query) >= NEAR]
    return near[:limit] or [query.name for query in saved_queries()]


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one.lower(), other.lower())
