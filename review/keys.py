"""What a verdict is tied to: the words of the evidence, by which a fact is found again.

The key of a fact is made of its plan (region, years, title), its kind, its quote, the sentence the
quote stands in (of a task the headings above it) and what it prints of its own. A link's key is
made of those of its ends, a missing end being its plan: ``target-…~target-…``, ``task-…~plan-…``;
that of a link between documents is ``plan-…~plan-…``, or ``document-…~plan-…`` where the upper one
is outside the base.

Where the sentence around was edited, the quote alone still finds the fact, if only one has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policycascade.model import (
    Citation,
    Document,
    Doubt,
    ElementKind,
    End,
    Figure,
    Link,
    Outturn,
    Plan,
    Programme,
    Span,
    Stub,
    Target,
    Task,
    make_id,
)
from policycascade.review.words import normal

Fact = Target | Outturn | Programme | Task | Citation | Doubt

#: Kind of fact → the list of a plan it stands in.
LISTS: Mapping[str, str] = {
    "target": "targets",
    "outturn": "outturns",
    "programme": "programmes",
    "task": "tasks",
    "citation": "citations",
    "doubt": "doubts",
}
#: The kind of a link between two documents.
PLAN_LINK = "plan_link"
LINKED: Mapping[ElementKind, str] = {
    ElementKind.TARGET: "target_link",
    ElementKind.PROGRAMME: "programme_link",
    ElementKind.TASK: "task_link",
    ElementKind.PLAN: PLAN_LINK,
}

_FACT = re.compile(rf"(?P<kind>{'|'.join(LISTS)})-[0-9a-f]{{12}}")
_LINK = re.compile(
    r"(?P<upper>plan|target|programme|task)-[0-9a-f]{12}"
    r"~(?P<lower>plan|target|programme|task)-[0-9a-f]{12}"
)
_DOCUMENTS = re.compile(r"(plan|document)-[0-9a-f]{12}~plan-[0-9a-f]{12}")
_STOPS = "。；;！!？?\n"


def kind_of(key: str) -> str | None:
    """What a key stands for; none if it is no key.

    >>> kind_of("target-0123456789ab"), kind_of("plan-0123456789ab~task-0123456789ab")
    ('target', 'task_link')
    """
    if fact := _FACT.fullmatch(key):
        return fact["kind"]
    if _DOCUMENTS.fullmatch(key):
        return PLAN_LINK
    link = _LINK.fullmatch(key)
    ends = {link["upper"], link["lower"]} if link else {"plan"}
    joined = ends - {"plan"}
    return f"{joined.pop()}_link" if len(joined) == 1 else None


def ends_of(key: str) -> tuple[str, str]:
    """The keys of the two ends of a link."""
    upper, _, lower = key.partition("~")
    return upper, lower


def is_plan(key: str) -> bool:
    """Whether an end of a link is a plan, which stands in for a missing end."""
    return key.startswith("plan-")


def is_gap(key: str) -> bool:
    """Whether a link says that an end is missing."""
    return kind_of(key) != PLAN_LINK and any(map(is_plan, ends_of(key)))


def name_of(plan: Plan) -> str:
    """What a plan is called in a review file: its title, and its region if that is not in it."""
    region = plan.region.name if plan.region else ""
    return plan.title if region in plan.title else f"{plan.title}（{region}）"


def plan_key(plan: Plan) -> str:
    """The key of a plan."""
    region = plan.region.code if plan.region else None
    years = (plan.period.start, plan.period.end) if plan.period else (None, None)
    return make_id("plan", region, *years, normal(plan.title))


def document_key(stub: Stub) -> str:
    """The key of a document outside the base."""
    return make_id("document", normal(stub.title))


def quote_of(fact: Fact) -> str:
    """The words that prove a fact; of a heading its title, as an edit may change its number."""
    if isinstance(fact, Doubt):
        return "\n".join(side.quote for side in fact.sides)
    return fact.title if isinstance(fact, Task) else fact.evidence.quote


def _own(fact: Fact) -> str:
    """What tells a fact from another of the same words."""
    if isinstance(fact, Doubt):
        return fact.kind
    if isinstance(fact, Programme):
        return fact.mention
    return f"{fact.indicator_raw}|{fact.value_raw}" if isinstance(fact, Figure) else ""


def sentence(text: str, span: Span) -> str:
    """The sentence or the row of a table that a span stands in.

    >>> sentence("甲。乙丙丁;戊", Span(3, 4))
    '乙丙丁'
    """
    start = max(text.rfind(stop, 0, span.start) for stop in _STOPS) + 1
    ends = (text.find(stop, span.end) for stop in _STOPS)
    return text[start : min((end for end in ends if end >= 0), default=len(text))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All facts that share a key: the same words in the same sentence, printed once or oftener."""

    key: str
    kind: str
    plan: Plan
    quote: str
    facts: tuple[Fact, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the facts."""
        return frozenset(fact.id for fact in self.facts)


class Register:
    """The facts of plans by their keys.

    Attributes:
        entries: key → the facts that have it, in document order.
        plans: key → plan.
        keys: id of a fact → its key.
    """

    def __init__(self, plans: Iterable[Plan], texts: Mapping[str, Document]) -> None:
        self.entries: dict[str, Entry] = {}
        self.plans: dict[str, Plan] = {}
        self.keys: dict[str, str] = {}
        self._quoted: dict[tuple[str, str, str], list[Entry]] = {}
        self._texts: dict[str, str] = {}
        found: dict[str, list[tuple[Plan, str, Fact]]] = defaultdict(list)
        for plan in plans:
            self.plans.setdefault(plan_key(plan), plan)
            self._texts[plan.id] = normal(texts[plan.id].text)
            for kind, fact in facts_of(plan):
                key = _fact_key(kind, fact, plan, texts[plan.id].text)
                found[key].append((plan, kind, fact))
                self.keys[fact.id] = key
        for key, rows in found.items():
            plan, kind, first = rows[0]
            facts = tuple(fact for _, _, fact in rows)
            entry = Entry(key=key, kind=kind, plan=plan, quote=quote_of(first), facts=facts)
            self.entries[key] = entry
            words = (kind, normal(name_of(plan)), normal(entry.quote))
            self._quoted.setdefault(words, []).append(entry)

    def find(self, key: str, name: str, quote: str) -> tuple[Entry, ...]:
        """The facts a verdict is about: by key, else all that have its words.

        Args:
            key: of the fact.
            name: what its plan is called.
            quote: its words.
        """
        if key in self.entries:
            return (self.entries[key],)
        return tuple(self._quoted.get((key.partition("-")[0], normal(name), normal(quote)), ()))

    def link_key(self, link: Link, upper: Plan, lower: Plan) -> str:
        """The key of a link between two plans."""
        return f"{self._end_key(link.upper, upper)}~{self._end_key(link.lower, lower)}"

    def _end_key(self, end: End | None, plan: Plan) -> str:
        return self.keys[end.record] if end else plan_key(plan)

    def named(self, name: str) -> list[Plan]:
        """The plans that are called so."""
        return [p for p in self.plans.values() if normal(name_of(p)) == normal(name)]

    def prints(self, name: str, quote: str) -> bool:
        """Whether a plan that is called so has these words, every line of them, in its text."""
        lines = [normal(line) for line in quote.split("\n")]
        texts = [self._texts[plan.id] for plan in self.named(name)]
        return any(all(line in text for line in lines) for text in texts)

    def overlapping(self, key: str, name: str, quote: str) -> bool:
        """Whether a fact of this kind is read from more or fewer of these words."""
        kind, words = key.partition("-")[0], normal(quote)
        return any(
            other in words or words in other
            for of, plan, other in self._quoted
            if (of, plan) == (kind, normal(name))
        )


def facts_of(plan: Plan) -> Iterator[tuple[str, Fact]]:
    """Every fact of a plan with its kind, in the order of the lists."""
    for kind, field in LISTS.items():
        for fact in getattr(plan, field):
            yield kind, fact


def _fact_key(kind: str, fact: Fact, plan: Plan, text: str) -> str:
    words = (quote_of(fact), _own(fact), _around(fact, plan, text))
    return make_id(kind, plan_key(plan), *map(normal, words))


def _around(fact: Fact, plan: Plan, text: str) -> str:
    """The words around a fact that tell where it stands, whatever was edited elsewhere."""
    if isinstance(fact, Doubt):
        return ""
    span = fact.evidence.span
    if isinstance(fact, Task):
        above = (s for s in plan.sections if s.span.start < span.start and span in s.span)
        return "/".join(section.title for section in above)
    return sentence(text, span)
