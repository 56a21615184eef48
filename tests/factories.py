"""Records with defaults, so that a case states only what matters; see also ``three_levels``.

Every place, plan and sentence here is made up. A record's id comes from its quote and its span
from a hash of it, so two records differ as soon as their quotes do.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from policycascade.model import (
    Basis,
    Cascade,
    Citation,
    Corpus,
    Derivation,
    ElementKind,
    End,
    Evidence,
    Level,
    Link,
    Method,
    Op,
    Organ,
    Outturn,
    Period,
    Plan,
    Programme,
    ProgrammeKind,
    Reason,
    Record,
    Region,
    Relation,
    Role,
    Source,
    Span,
    Stub,
    Target,
    Task,
    TaskKind,
    Words,
    make_id,
)

PROVINCE = Region(name="云山省", code="990000", level=Level.PROVINCE, full_name="云山省")
CITY = Region(
    name="临江市",
    code="990100",
    level=Level.PREFECTURE,
    ancestors=("990000",),
    full_name="云山省临江市",
)
OTHER_CITY = Region(
    name="青石市",
    code="990200",
    level=Level.PREFECTURE,
    ancestors=("990000",),
    full_name="云山省青石市",
)
DISTRICT = Region(
    name="东湖区",
    code="990102",
    level=Level.COUNTY,
    ancestors=("990000", "990100"),
    full_name="云山省临江市东湖区",
)

AnyRecord = TypeVar("AnyRecord", bound=Record)


def evidence(quote: str, section: tuple[str, ...] = (), start: int | None = None) -> Evidence:
    if start is None:
        start = int(hashlib.sha256(quote.encode()).hexdigest()[:4], 16)
    return Evidence(quote=quote, span=Span(start, start + len(quote)), section=section)


def _record(kind: str, quote: str, section: tuple[str, ...], start: int | None) -> dict[str, Any]:
    return {
        "id": make_id(kind, quote, start),
        "evidence": evidence(quote, section, start),
        "confidence": 0.9,
        "method": "test",
    }


def figure(
    cls: type[Target] | type[Outturn],
    indicator: str,
    value: str | int | None,
    unit: str | None,
    quote: str,
    **more: Any,
) -> Any:
    values: dict[str, Any] = {
        "indicator": indicator,
        "indicator_raw": indicator,
        "op": Op.EQ,
        "value": None if value is None else Decimal(str(value)),
        "unit": unit,
        "value_raw": "" if value is None else f"{value}{unit or ''}",
        "basis": Basis.END,
        "year_from": 2021,
        "year_to": 2025,
    }
    placed = _record(cls.__name__.lower(), quote, more.pop("section", ()), more.pop("start", None))
    return cls(**placed | values | more)


def target(
    indicator: str = "城镇新增就业人数",
    value: str | int | None = 1000,
    unit: str | None = "人",
    quote: str | None = None,
    **more: Any,
) -> Target:
    words = quote or f"{indicator}达到{value}{unit or ''}"
    made: Target = figure(Target, indicator, value, unit, words, **more)
    return made


def outturn(
    indicator: str = "城镇新增就业人数",
    value: str | int | None = 900,
    unit: str | None = "人",
    quote: str | None = None,
    **more: Any,
) -> Outturn:
    words = quote or f"五年来{indicator}为{value}{unit or ''}"
    years = {"year_from": 2016, "year_to": 2020}
    made: Outturn = figure(Outturn, indicator, value, unit, words, **years | more)
    return made


def task(title: str = "扩大就业容量", path: tuple[str, ...] = ("一",), **more: Any) -> Task:
    quote = more.pop("quote", f"{path[-1]}、{title}")
    placed = _record("task", quote, path[:-1], more.pop("start", None))
    end = placed["evidence"].span.end
    values: dict[str, Any] = {
        "path": path,
        "title": title,
        "depth": len(path),
        "leaf": True,
        "kind": TaskKind.TASK,
        "body": Span(end, end),
    }
    return Task(**placed | values | more)


def organ(name: str, role: str = "lead", quote: str | None = None) -> Organ:
    return Organ(name=name, role=role, evidence=evidence(quote or f"{name}负责"))


def programme(canonical: str = "三支一扶", quote: str | None = None, **more: Any) -> Programme:
    mention = more.pop("mention", canonical)
    placed = _record(
        "programme", quote or mention, more.pop("section", ()), more.pop("start", None)
    )
    values: dict[str, Any] = {
        "mention": mention,
        "canonical": canonical,
        "kind": ProgrammeKind.PROGRAMME,
    }
    return Programme(**placed | values | more)


def citation(
    title: str, role: Role = Role.BASIS, quote: str | None = None, **more: Any
) -> Citation:
    placed = _record("citation", quote or f"《{title}》", (), more.pop("start", None))
    return Citation(**placed | {"title": title, "role": role} | more)


def plan(
    title: str = "云山省“十四五”就业促进规划",
    region: Region | None = PROVINCE,
    **more: Any,
) -> Plan:
    sha256 = hashlib.sha256(title.encode()).hexdigest()
    source = Source(name=f"{title}.txt", sha256=sha256, media_type="text/plain", chars=9000)
    values: dict[str, Any] = {
        "id": make_id("plan", sha256),
        "title": title,
        "source": source,
        "region": region,
        "level": region.level if region else None,
        "issued": date(2021, 3, 1),
        "period": Period(start=2021, end=2025),
        "field": "人社",
        "front": {"title": evidence(title)},
    }
    return Plan(**values | more)


def end(of: Plan, record: Record) -> End:
    label = getattr(record, "title", None) or getattr(record, "canonical", None)
    label = str(label or getattr(record, "indicator", record.id))
    return End(plan=of.id, record=record.id, label=label, evidence=record.evidence)


_KINDS = {
    Target: ElementKind.TARGET,
    Programme: ElementKind.PROGRAMME,
    Task: ElementKind.TASK,
}


def reason(feature: str = "same_indicator", score: float = 1.0) -> Reason:
    return Reason(
        feature=feature, score=score, sentence=Words(zh="两端是同一件事", en="both name one thing")
    )


def link(
    relation: Relation,
    upper: tuple[Plan, Record] | None,
    lower: tuple[Plan, Record] | None,
    **more: Any,
) -> Link:
    of_upper, of_lower = (end(*side) if side else None for side in (upper, lower))
    record = (upper or lower or (None, None))[1]
    values: dict[str, Any] = {
        "id": make_id("link", *(side.record if side else None for side in (of_upper, of_lower))),
        "kind": next(kind for cls, kind in _KINDS.items() if isinstance(record, cls)),
        "relation": relation,
        "name": (of_upper or of_lower).label,  # type: ignore[union-attr]
        "upper": of_upper,
        "lower": of_lower,
        "confidence": 0.8,
        "method": Method.INDICATOR,
        "reasons": (reason(),),
    }
    return Link(**values | more)


def derivation(
    lower: Plan, upper: Plan | Stub, relation: Relation = Relation.BASIS, **more: Any
) -> Derivation:
    cited = relation is not Relation.PRESUMED
    values: dict[str, Any] = {
        "id": make_id("derivation", lower.id, upper.id),
        "lower": lower.id,
        "upper": upper.id,
        "relation": relation,
        "method": Method.CITED if cited else Method.PRESUMED,
        "confidence": 1.0 if cited else 0.6,
        "reasons": (reason("cited" if cited else "same_field"),),
        "evidence": tuple(c.evidence for c in lower.citations if c.title == upper.title),
    }
    return Derivation(**values | more)


def cascade(upper: Plan, lower: Plan, *links: Link, **more: Any) -> Cascade:
    made = more.pop("derivation", None) or derivation(lower, upper)
    return Cascade(upper=upper.id, lower=lower.id, derivation=made, links=links, **more)


def corpus(
    *plans: Plan, cascades: tuple[Cascade, ...] = (), stubs: tuple[Stub, ...] = ()
) -> Corpus:
    derivations = tuple(one.derivation for one in cascades if one.derivation)
    return Corpus(plans=plans, stubs=stubs, derivations=derivations, cascades=cascades)
