"""Known named initiatives: what they are called, of what sort they are and whose they are."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from policycascade.errors import LexiconError
from policycascade.model import Level, ProgrammeKind
from policycascade.ontology.folding import bare_name

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FILE = "vocab/programmes.yaml"
_KEYS = (
    "canonical",
    "field",
    "kind",
    "origin",
    "since",
    "label_en",
    "aliases",
    "quoted",
    "led",
    "near",
    "members",
    "part_of",
    "not",
    "examples",
)


class Cue(StrEnum):
    """What must be so for a word to count as naming its programme."""

    ALWAYS = "always"
    QUOTED = "quoted"  # only as a whole inside quotation marks
    LED = "led"  # quoted, governed by a verb like 实施, or followed by a noun like 战略
    NEAR = "near"  # only where one of some other words stands in the same block


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProgramme:
    """One entry of the vocabulary; names are bare (no marks, no white space).

    Attributes:
        origin: the level that owns it; ``None`` where several do, or it is not known.
        field: topic id.
        since: the year it began, where that is certain.
        part_of: another entry that this one is a part of.
        quoted, led, near: further names that count only on a condition, see ``Cue``.
        cancelled: longer words that hold one of its names and mean something else.
        examples: texts in which it must be found, and no other.
    """

    canonical: str
    kind: ProgrammeKind
    field: str
    label_en: str
    origin: Level | None = None
    since: int | None = None
    aliases: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    near: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    members: tuple[str, ...] = ()
    part_of: str | None = None
    cancelled: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its names that need no condition: aliases, and the canonical one if none is put on it."""
        conditional = self.canonical in (*self.quoted, *self.led, *self.near)
        return self.aliases if conditional else (self.canonical, *self.aliases)


@dataclass(frozen=True, slots=True)
class Sense:
    """A programme that a word may name, and on what condition."""

    programme: KnownProgramme
    cue: Cue
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the vocabulary in a bare text; ``senses`` are still to be judged."""

    start: int
    end: int
    senses: tuple[Sense, ...]


def _entry(row: Mapping[str, Any]) -> KnownProgramme:
    name = str(row.get("canonical", row))
    if unknown := set(row) - set(_KEYS):
        raise LexiconError(_FILE, name, f"unknown fields: {sorted(unknown)}")
    try:
        return KnownProgramme(
            canonical=row["canonical"],
            kind=ProgrammeKind(row["kind"]),
            field=row["field"],
            label_en=row["label_en"],
            origin=Level(row["origin"]) if "origin" in row else None,
            since=row.get("since"),
            aliases=tuple(row.get("aliases", ())),
            quoted=tuple(row.get("quoted", ())),
            led=tuple(row.get("led", ())),
            near={word: tuple(others) for word, others in row.get("near", {}).items()},
            members=tuple(row.get("members", ())),
            part_of=row.get("part_of"),
            cancelled=tuple(row.get("not", ())),
            examples=tuple(row.get("examples", ())),
        )
    except (KeyError, ValueError) as error:
        raise LexiconError(_FILE, name, f"missing or wrong: {error}") from error


@functools.cache
def programmes() -> tuple[KnownProgramme, ...]:
    """List the known programmes.

    Raises:
        LexiconError: if the vocabulary file is malformed.
    """
    text = files("policycascade.ontology").joinpath(_FILE).read_text("utf-8")
    return tuple(_entry(row) for row in yaml.safe_load(text))


@functools.cache
def _by_name() -> dict[str, KnownProgramme]:
    return {name: known for known in programmes() for name in (known.canonical, *known.aliases)}


def known_programme(name: str) -> KnownProgramme | None:
    """Look a programme up by its canonical name or an unconditional alias, however printed.

    >>> known_programme("“三支一扶”").kind.value
    'programme'
    >>> known_programme("三支两扶") is None
    True
    """
    return _by_name().get(bare_name(name))


@functools.cache
def _senses() -> dict[str, tuple[Sense, ...]]:
    """What each word of the vocabulary may mean; a word that cancels means nothing."""
    senses: dict[str, list[Sense]] = {}
    for known in programmes():
        for word in known.names:
            senses.setdefault(word, []).append(Sense(known, Cue.ALWAYS))
        for word in known.quoted:
            senses.setdefault(word, []).append(Sense(known, Cue.QUOTED))
        for word in known.led:
            senses.setdefault(word, []).append(Sense(known, Cue.LED))
        for word, others in known.near.items():
            senses.setdefault(word, []).append(Sense(known, Cue.NEAR, others))
        for word in known.cancelled:
            senses.setdefault(word, [])
    return {word: tuple(found) for word, found in senses.items()}


@functools.cache
def _matcher() -> tuple[AhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    found = tuple(sorted(_senses()))
    return AhoCorasick(found, matchkind=MatchKind.LeftmostLongest), found


def find_words(bare: str) -> Iterator[Hit]:
    """Find the vocabulary's words in a bare text, the longest of those that begin first.

    >>> [(hit.start, hit.end) for hit in find_words("组织春风行动和就业援助月")]
    [(2, 6), (7, 12)]
    """
    matcher, found = _matcher()
    for number, start, end in matcher.find_matches_as_indexes(bare):
        if senses := _senses()[found[number]]:
            yield Hit(start, end, senses)
