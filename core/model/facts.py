"""What is read from a document: the plan and its facts, each with the words that prove it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policycascade.model.documents import Evidence, Span, Words
from policycascade.model.terms import (
    Aggregation,
    Basis,
    Level,
    Nature,
    Op,
    Place,
    ProgrammeKind,
    Role,
    TaskKind,
    Wording,
)

SCHEMA = 1


def make_id(kind: str, *parts: object) -> str:
    """Make a stable identifier from content: the same parts always give the same name.

    >>> make_id("target", "430000", "城镇新增就业人数", 3250000)
    'target-534f6d90a10a'
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """An administrative region of GB/T 2260.

    Attributes:
        name: official name of its own (株洲市).
        code: six digits (430200); ``000000`` for the whole country.
        ancestors: codes from the country down to its parent.
        full_name: with its ancestors' names, without the country (湖南省株洲市).
    """

    name: str
    code: str
    level: Level
    ancestors: tuple[str, ...] = ()
    full_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last year a plan covers, both included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What a target measures.

    Attributes:
        direction: +1 more is better, -1 less is better, 0 neither.
        kind: ``level`` (a state), ``growth`` (a rate of change) or ``total`` (a flow summed).
        topic: id of the topic it belongs to, where known.
        known: whether the vocabulary has it; else it is named from its own words.
    """

    canonical: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    direction: int = 0
    aggregation: Aggregation | None = None
    kind: str | None = None
    topic: str | None = None
    label_en: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a plan was read from."""

    name: str
    sha256: str
    media_type: str
    chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the outline and all that stands under it.

    Attributes:
        path: numbers as printed, outermost first; ends in ``number``.
        span: heading and body, up to the next heading of the same or a higher depth.
    """

    number: str
    path: tuple[str, ...]
    title: str
    depth: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organ named as responsible for a task: 牵头/负责 is ``lead``, 配合/参与 ``support``."""

    name: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every extracted fact has.

    Attributes:
        method: the rule that found it, in a word.
        confidence: 0 to 1.
    """

    id: str
    evidence: Evidence
    confidence: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """A section or box item that says what will be done; ``evidence`` is its heading.

    Attributes:
        body: span of all that stands under the heading (empty at its end where nothing does).
        leaf: no numbered task below it.
        programmes, targets: ids of those named in the body.
    """

    path: tuple[str, ...]
    title: str
    depth: int
    leaf: bool
    kind: TaskKind
    body: Span
    organs: tuple[Organ, ...] = ()
    programmes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """A document the plan names.

    Attributes:
        title: without the marks 《》 and line-break spaces.
        region, level, period, field: of the cited document, as far as its title (and the level
            of the plan that cites it) tells.
    """

    title: str
    role: Role
    doc_number: str | None = None
    region: Region | None = None
    level: Level | None = None
    period: Period | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """One mention of a named initiative.

    Attributes:
        mention: as printed.
        canonical: the shortest name under which another plan would be recognised to name it.
        origin: level that owns it, where name or text tells.
        members: of lists like 一金三制.
        past: named only as an achievement of the time before.
    """

    mention: str
    canonical: str
    kind: ProgrammeKind
    origin: Level | None = None
    members: tuple[str, ...] = ()
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The figure a target starts from, as its row or sentence gives it."""

    value: Decimal | None
    unit: str | None
    year: int | None
    value_raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A quantified statement; see ``Target`` and ``Outturn``.

    Attributes:
        indicator: canonical name.
        indicator_raw: as printed.
        value: in ``unit``, or ``None`` where the text gives none; of a range its lower end.
        value_to: the upper end of a range (3—5 个), else ``None``.
        unit: base unit (人 % 元 个 户 家 次 …); 万 and 亿 are multiplied out.
        relative_to: for “与全省一致”, “市下达指标以内”: what it is tied to.
    """

    indicator: str
    indicator_raw: str
    op: Op
    value: Decimal | None
    unit: str | None
    value_raw: str
    basis: Basis
    year_from: int | None
    year_to: int | None
    nature: Nature | None = None
    baseline: Baseline | None = None
    relative_to: str | None = None
    wording: Wording | None = None
    place: Place = Place.TEXT
    value_to: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Figure):
    """A forward-looking commitment for the plan period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outturn(Figure):
    """A backward-looking figure: what was achieved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a careful reader would query in a document.

    Attributes:
        kind: one word, e.g. ``text_vs_table``, ``target_below_baseline``, ``target_below_outturn``,
            ``baseline_other_kind``, ``unit_mismatch``, ``lost_characters``, ``younger_citation``.
        sides: the passages that do not agree.
    """

    id: str
    kind: str
    sides: tuple[Evidence, ...]
    note: Words
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan and everything read from it, each list in document order.

    Attributes:
        parents: titles the text itself names as drafting basis.
        front: evidence per field of the front matter (``title``, ``issuer``, ``doc_number`` …).
        published: the day a site put it up, where no signature date is printed.
        field: topic id of the policy field (``人社``, ``教育`` …).
    """

    id: str
    title: str
    source: Source
    region: Region | None = None
    level: Level | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issued: date | None = None
    published: date | None = None
    period: Period | None = None
    field: str | None = None
    front: Mapping[str, Evidence] = dataclasses.field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    programmes: tuple[Programme, ...] = ()
    targets: tuple[Target, ...] = ()
    outturns: tuple[Outturn, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def parents(self) -> tuple[str, ...]:
        """Titles cited as drafting basis, each once, in document order."""
        basis = (c.title for c in self.citations if c.role is Role.BASIS)
        return tuple(dict.fromkeys(basis))
