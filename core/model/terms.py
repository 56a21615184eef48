"""The closed sets of words: every value is a word of the annotation guidelines."""

from __future__ import annotations

from enum import StrEnum


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
