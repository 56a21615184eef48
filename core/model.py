"""The words every room speaks: documents, facts with their evidence, links, measures.

Frozen, slotted, keyword-only records; the values of every enum are the words of the annotation
guidelines, so that JSON, RDF and annotations need no translation. Counts, rates and money are
``Decimal``. The law of evidence: ``document.text[span.start:span.end] == quote``.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

SCHEMA = 1


def make_id(kind: str, *parts: object) -> str:
    """Make a stable identifier from content: the same parts always give the same name.

    >>> make_id("target", "430000", "城镇新增就业人数", 3250000)
    'target-534f6d90a10a'
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


class Level(StrEnum):
    """The administrative level whose plan it is (层级), highest first."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"

    @property
    def rank(self) -> int:
        """0 for national, growing downwards."""
        return list(Level).index(self)


class BlockKind(StrEnum):
    """What a stretch of the running text is, as far as its layout tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ASIDE = "aside"  # site chrome, contents lists, print buttons: kept, but no fact of the plan


class Role(StrEnum):
    """What a cited document is to the plan that cites it."""

    SELF = "self"
    BASIS = "basis"
    IMPLEMENTS = "implements"
    MENTION = "mention"


class TaskKind(StrEnum):
    """A numbered heading of what will be done, a box item, or a safeguard."""

    TASK = "task"
    BOX = "box"
    SAFEGUARD = "safeguard"


class ProgrammeKind(StrEnum):
    """What sort of named initiative it is."""

    PROGRAMME = "programme"
    CAMPAIGN = "campaign"
    MECHANISM = "mechanism"
    COMPETITION = "competition"
    BRAND = "brand"
    PLATFORM = "platform"
    STRATEGY = "strategy"
    POLICY_PACKAGE = "policy_package"


class Op(StrEnum):
    """How the figure binds: 以上 is ``>=``, 左右 is ``~``."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    ABOUT = "~"


class Basis(StrEnum):
    """Over what time a figure counts."""

    CUMULATIVE = "cumulative"  # sum over the period (五年累计)
    ANNUAL = "annual"  # per year (年均, 每年)
    END = "end"  # state at the end of the period (期末)
    KEEP = "keep"  # held throughout (动态为零, 控制在…以内)


class Nature(StrEnum):
    """约束性 or 预期性."""

    BINDING = "binding"
    EXPECTED = "expected"


class Wording(StrEnum):
    """Whether the commitment is worded hard (确保, 不低于, 以上) or soft (力争, 左右, 约)."""

    HARD = "hard"
    SOFT = "soft"


class Place(StrEnum):
    """Where a figure stands."""

    TEXT = "text"
    TABLE = "table"


class Aggregation(StrEnum):
    """Whether the figures of several regions may be summed."""

    ADDITIVE = "additive"
    INTENSIVE = "intensive"


class ElementKind(StrEnum):
    """The kinds of element that links join."""

    PLAN = "plan"
    TARGET = "target"
    PROGRAMME = "programme"
    TASK = "task"


class Relation(StrEnum):
    """What became of an element of the upper plan in the lower one.

    Targets: same … not_comparable; tasks: carried, merged, split, narrowed; programmes: carried,
    renamed, specified; plans: basis, implements, mention, presumed. ``dropped`` has no lower end,
    ``local`` no upper one; ``undecided`` pairs wait for a reviewer.
    """

    SAME = "same"
    STRICTER = "stricter"
    LOOSER = "looser"
    SHARE = "share"
    NOT_COMPARABLE = "not_comparable"
    CARRIED = "carried"
    MERGED = "merged"
    SPLIT = "split"
    NARROWED = "narrowed"
    RENAMED = "renamed"
    SPECIFIED = "specified"
    BASIS = "basis"
    IMPLEMENTS = "implements"
    MENTION = "mention"
    PRESUMED = "presumed"
    DROPPED = "dropped"
    LOCAL = "local"
    UNDECIDED = "undecided"


class Method(StrEnum):
    """How a link was found."""

    CITED = "cited"
    PRESUMED = "presumed"
    PROGRAMME = "programme"
    INDICATOR = "indicator"
    WORDING = "wording"
    REUSE = "reuse"
    REVIEWED = "reviewed"


class Verdict(StrEnum):
    """What a reviewer decided: 接受, 驳回, 更正."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


class Severity(StrEnum):
    """How much a finding matters; ``--fail-on`` compares these."""

    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, growing with weight."""
        return list(Severity).index(self)


# ---------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence the program made, in Chinese and in English."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The sentence in ``lang`` (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of ``Document.text``.

    Raises:
        ValueError: if it runs backwards or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that prove a record.

    Attributes:
        quote: exactly ``document.text[span.start:span.end]``.
        span: where it stands.
        section: numbers of the headings above it as printed, outermost first.
    """

    quote: str
    span: Span
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of ``Document.text`` and where it stands in the original.

    ``text[start:start+length]`` came from ``source_start`` of the decoded file (characters for
    text, Markdown and HTML). Where the loader changed characters (an HTML entity, a full-width
    form), a segment maps ``length`` characters onto ``source_length``.

    Attributes:
        page: 1-based page, where the format has pages.
        cell: sheet and cell, where the format has cells.
    """

    start: int
    length: int
    source_start: int
    source_length: int
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its printed text, where it stands, and the grid places it covers (0-based)."""

    text: str
    span: Span
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: ``cells`` in reading order, with the span of the whole.

    Column meaning, group cells and shifted rows are the extractors' business, not the loader's.
    """

    span: Span
    cells: tuple[Cell, ...]
    rows: int
    cols: int

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in row ``number``, left to right."""
        return tuple(cell for cell in self.cells if cell.row == number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the running text: heading, paragraph, table or aside.

    Attributes:
        level: 1–9 where the format itself says it is a heading of that level, else ``None``.
        table: index into ``Document.tables`` for a table block.
    """

    kind: BlockKind
    span: Span
    level: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    r"""A loaded file: one running text, its blocks and tables, and the way back to the file.

    The text is what is printed, in reading order: one block per line (blocks end in ``\\n``),
    soft line breaks inside a paragraph joined, cells of a row parted by ``" | "`` where the source
    is a pipe table and by a tab elsewhere. Nothing printed is left out; chrome becomes ``ASIDE``
    blocks. No facts are read here.

    Attributes:
        name: file name or address.
        sha256: of the bytes as they were read.
        metadata: what the format itself says of the document (HTML ``<meta>``, DOCX properties).
        notes: what the loader did that a user should know (encoding guessed, chrome set aside).
    """

    name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    segments: tuple[Segment, ...] = ()
    metadata: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[Words, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at ``span``."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int, section: tuple[str, ...] = ()) -> Evidence:
        """Evidence for the characters ``start`` to ``end``, white space at both ends left out."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        span = Span(start, start + len(quote))
        return Evidence(quote=quote, span=span, section=section)


# ---------------------------------------------------------------- vocabularies


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


# ---------------------------------------------------------------- facts


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
        value: in ``unit``, or ``None`` where the text gives none.
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


# ---------------------------------------------------------------- cascades


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A cited document outside the corpus; what is known of it stands in its title."""

    id: str
    title: str
    region: Region | None = None
    level: Level | None = None
    period: Period | None = None
    field: str | None = None
    doc_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two elements are held to be linked: a feature's score (0 to 1) and its sentence."""

    feature: str
    score: float
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A link between two documents: ``lower`` derives from ``upper``.

    Attributes:
        lower: plan id.
        upper: plan or stub id.
        relation: basis, implements, mention or presumed.
        evidence: where the lower plan cites the upper (none for presumed).
        cascade: the upper end is of a higher level, so the inverse is a cascades-to edge.
        inverted: the upper document is younger than the lower (倒挂).
    """

    id: str
    lower: str
    upper: str
    relation: Relation
    method: Method
    confidence: float
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...] = ()
    cascade: bool = True
    inverted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link: a record of a plan and the words that prove it."""

    plan: str
    record: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link between an element of an upper and one of a lower plan, or the lack of one.

    Attributes:
        name: canonical name of the indicator or programme, or the upper (else lower) task's title.
        upper, lower: ``None`` for ``local`` and ``dropped`` respectively.
        share: 分担比, lower / upper, for additive volumes of a part.
        amplification: 加码幅度, positive where the lower plan asks for more by the indicator's
            own direction: points for rates, lower / upper for levels (see ``measures``).
        nearest: for dropped and local: the nearest candidate that was refused.
        why: for dropped, local and not comparable: the reason in words.
        also: further places of the same fact at either end (text beside table).
    """

    id: str
    kind: ElementKind
    relation: Relation
    name: str
    upper: End | None
    lower: End | None
    confidence: float
    method: Method
    reasons: tuple[Reason, ...] = ()
    share: Decimal | None = None
    amplification: Decimal | None = None
    flags: tuple[str, ...] = ()
    nearest: End | None = None
    why: Words | None = None
    also: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of design.md §6: never a figure without its parts.

    Attributes:
        name: e.g. ``coverage``, ``traceability``, ``share``, ``hardness``.
        scope: what it is taken over, e.g. ``target``, ``target/binding``, ``task``.
        value: numerator / denominator, or the measure's own number; ``None`` if it cannot be had.
        members: ids of the links or records behind the numerator.
        methods: how many of the numerator's links were found by each method.
        interval: where ``value`` is a share of elements: from where to where 95 of 100 figures lie
            if the elements are drawn again with replacement (bootstrap percentiles).
    """

    name: str
    scope: str
    label: Words
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    unit: str
    members: tuple[str, ...] = ()
    methods: Mapping[str, int] = dataclasses.field(default_factory=dict)
    note: Words | None = None
    interval: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence worth reading, with the words that prove it.

    Attributes:
        kind: e.g. ``share_outlier``, ``dropped_target``, ``stricter``, ``doubt``.
        ends: the evidence, each with its plan.
        links: ids of the links it rests on.
    """

    id: str
    kind: str
    severity: Severity
    sentence: Words
    ends: tuple[End, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """The comparison of one upper with one lower plan."""

    upper: str
    lower: str
    derivation: Derivation | None
    links: tuple[Link, ...]
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()


# ---------------------------------------------------------------- review


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person decided about one fact or link, and the words it is tied to.

    Attributes:
        key: made of those words, not of a row or a place in the text; a link's names both ends.
        kind: ``target outturn programme task citation doubt``, or one of them with ``_link``.
        plans: what the plan is called; of a link the upper, then the lower plan.
        quotes: the words that prove it, one entry for each plan; empty where a link has no end.
        found: what the reviewer was shown as found; of a link its relation.
        corrections: what is to stand in place of what was found, by field, as text.
        about: ids of the records or links it was applied to.
    """

    key: str
    kind: str
    plans: tuple[str, ...]
    quotes: tuple[str, ...]
    found: str
    verdict: Verdict
    reviewer: str
    day: date
    note: str = ""
    corrections: Mapping[str, str] = dataclasses.field(default_factory=dict)
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything a knowledge base holds: plans, the documents around them, and how they join.

    Attributes:
        reviews: the verdicts that were applied.
        measures: what takes more than two plans (funnel, balance, likeness, progress); those of a
            pair stand in its cascade.
    """

    plans: tuple[Plan, ...]
    stubs: tuple[Stub, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    reviews: tuple[Review, ...] = ()
    measures: tuple[Measure, ...] = ()

    def plan(self, plan_id: str) -> Plan:
        """The plan with this id.

        Raises:
            KeyError: if there is none.
        """
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)
