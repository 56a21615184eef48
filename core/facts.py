"""Facts and cascades as JSON, and back: the stable interface, schema 1 (design.md section 4).

One form serves the command line, the knowledge base and the annotation tools. A record's evidence
is written flat (``quote``, ``span``, ``section``); spans are ``[start, end]``, periods
``[first, last]``, dates ISO, numbers plain JSON numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from policycascade.model import (
    SCHEMA,
    Cascade,
    Derivation,
    ElementKind,
    End,
    Link,
    Measure,
    Organ,
    Period,
    Plan,
    Record,
    Span,
)

Json = dict[str, Any]

#: The lists of a plan, in the order they are written.
RECORD_LISTS = ("citations", "tasks", "programmes", "targets", "outturns", "doubts")

#: Element kind → the list its links stand in, and what a link's name is called there.
LINK_LISTS = {
    ElementKind.TARGET: ("targets", "indicator"),
    ElementKind.PROGRAMME: ("programmes", "canonical"),
    ElementKind.TASK: ("tasks", "title"),
}

_EVIDENCE = ("quote", "span", "section")


def number(value: Decimal) -> int | float:
    """Give a JSON number equal to ``value`` to 15 digits.

    >>> number(Decimal("3250000.0")), number(Decimal("5.50"))
    (3250000, 5.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def _is_flat(cls: Any) -> bool:
    return isinstance(cls, type) and (issubclass(cls, Record) or cls in (End, Organ))


def _names(cls: type) -> dict[str, Any]:
    """An end of a link is written with the words of the annotation files."""
    renamed = {"record": override(rename="id"), "label": override(rename="title")}
    return renamed if cls is End else {}


def _flat(made: cattrs.Converter, cls: type) -> Callable[[Any], Json]:
    """Write ``cls`` with its evidence laid flat."""
    plain: Callable[[Any], Json] = make_dict_unstructure_fn(cls, made, **_names(cls))

    def unstructure(record: Any) -> Json:
        row: Json = dict(plain(record))
        evidence: Json = row.pop("evidence")
        return row | evidence

    return unstructure


def _nested(made: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """Read ``cls`` from a row with its evidence laid flat."""
    plain: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, made, **_names(cls))

    def structure(row: Mapping[str, Any], _: Any) -> Any:
        rest = {key: value for key, value in row.items() if key not in _EVIDENCE}
        return plain(rest | {"evidence": {key: row[key] for key in _EVIDENCE}}, cls)

    return structure


@functools.cache
def converter() -> cattrs.Converter:
    """Make the one converter between records and JSON."""
    made = cattrs.Converter(detailed_validation=False)
    made.register_unstructure_hook(Decimal, number)
    made.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    made.register_structure_hook(Span, lambda pair, _: Span(*pair))
    made.register_unstructure_hook(Period, lambda period: [period.start, period.end])
    made.register_structure_hook(Period, lambda pair, _: Period(start=pair[0], end=pair[1]))
    made.register_unstructure_hook_factory(_is_flat, lambda cls: _flat(made, cls))
    made.register_structure_hook_factory(_is_flat, lambda cls: _nested(made, cls))
    return made


def plan_json(plan: Plan) -> Json:
    """Write one plan as an entry of ``documents``."""
    row: Json = converter().unstructure(plan, Plan)
    lists = {name: row.pop(name) for name in RECORD_LISTS}
    source, sections, front = row.pop("source"), row.pop("sections"), row.pop("front")
    row["parents"] = list(plan.parents)
    return {"source": source, "plan": row, "front": front, "sections": sections, **lists}


def plan_from_json(row: Mapping[str, Any]) -> Plan:
    """Read the plan that ``plan_json`` wrote."""
    inner = {key: value for key, value in row["plan"].items() if key != "parents"}
    rest = {key: row[key] for key in ("source", "front", "sections", *RECORD_LISTS)}
    return converter().structure(inner | rest, Plan)


def facts_json(plans: Iterable[Plan]) -> Json:
    """Write plans as one JSON object of schema 1."""
    return {"schema": SCHEMA, "documents": [plan_json(plan) for plan in plans]}


def _link_json(link: Link) -> Json:
    row: Json = converter().unstructure(link, Link)
    kind, name = row.pop("kind"), row.pop("name")
    return {"relation": row.pop("relation"), LINK_LISTS[kind][1]: name, **row}


def _link_from_json(kind: ElementKind, row: Mapping[str, Any]) -> Link:
    name = LINK_LISTS[kind][1]
    rest = {key: value for key, value in row.items() if key != name}
    return converter().structure(rest | {"kind": kind, "name": row[name]}, Link)


def cascade_json(cascade: Cascade) -> Json:
    """Write one cascade as ``policycascade cascade --format json`` prints it."""
    made = converter()
    lists = {
        name: [_link_json(link) for link in cascade.links if link.kind is kind]
        for kind, (name, _) in LINK_LISTS.items()
    }
    return {
        "schema": SCHEMA,
        "upper": cascade.upper,
        "lower": cascade.lower,
        "derivation": made.unstructure(cascade.derivation, Derivation | None),
        **lists,
        "measures": {f"{m.name}/{m.scope}": made.unstructure(m, Measure) for m in cascade.measures},
        "findings": [made.unstructure(finding) for finding in cascade.findings],
    }


def cascade_from_json(row: Mapping[str, Any]) -> Cascade:
    """Read the cascade that ``cascade_json`` wrote."""
    links = [
        made_link
        for kind, (name, _) in LINK_LISTS.items()
        for made_link in (_link_from_json(kind, link) for link in row[name])
    ]
    made = converter()
    rest = {
        "upper": row["upper"],
        "lower": row["lower"],
        "derivation": row["derivation"],
        "links": [made.unstructure(link, Link) for link in links],
        "measures": list(row["measures"].values()),
        "findings": row["findings"],
    }
    return made.structure(rest, Cascade)
