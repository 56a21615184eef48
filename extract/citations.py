"""Documents a plan names, every 《…》 and some without marks, and what they are to it."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from policycascade.extract.mentions import Mention, find_bare, find_marked
from policycascade.extract.outline import section_path
from policycascade.extract.words import alternation, words
from policycascade.model import Citation, Document, Level, Region, Role, Section, make_id
from policycascade.ontology.regions import find_region, region
from policycascade.ontology.titles import TitleFacts, normalise_title, read_title

#: A title between 《》 is certain; one without marks may begin or end elsewhere.
MARKED, BARE = 0.95, 0.7


@functools.cache
def _drafting(front: bool) -> re.Pattern[str]:
    """Sentences that say what a plan was drafted from; in front of the outline more of them."""
    lexicon = words("citations")
    kinds = alternation(lexicon["plan_words"])
    rows = (row for row in lexicon["drafting"] if front or not row.get("front"))
    return re.compile("|".join(row["pattern"].replace("{kinds}", kinds) for row in rows))


@functools.cache
def _verbs() -> re.Pattern[str]:
    lexicon = words("citations")
    done, named = alternation(lexicon["implements_before"]), alternation(lexicon["mention_before"])
    return re.compile(rf"(?P<mention>{named})(?!的)|(?P<implements>{done})")


@functools.cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[^，,。；]{{0,4}}?{alternation(words('citations')['implements_after'])}")


@functools.cache
def _in_the_making() -> re.Pattern[str]:
    return re.compile(rf"(?:的|等)?{alternation(words('citations')['mention_after'])}")


@functools.cache
def _owners() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    owners = words("citations")["owners"]
    return tuple((Level(name), re.compile(alternation(owners[name]))) for name in owners)


def _last_verb(head: str) -> re.Match[str] | None:
    return max(_verbs().finditer(head), key=lambda match: match.end(), default=None)


def _role(mention: Mention, own: str, front: bool, section_title: str) -> Role:
    """Decide what the document is to the plan titled ``own``."""
    title = normalise_title(mention.title)
    if own and title == own:
        return Role.SELF
    if any(name in section_title for name in words("citations")["drafting_sections"]):
        return Role.BASIS
    sentence = normalise_title(mention.sentence)
    makes_own = own and re.search(rf"(?:制定|编制|制订|拟定|起草)了?{re.escape(own)}", sentence)
    if makes_own or _drafting(front).search(mention.sentence):
        return Role.BASIS
    verb = _last_verb(mention.head)
    moved = verb is None or verb[0] in words("citations")["moving"]
    if moved and _in_the_making().match(mention.tail):
        return Role.MENTION
    if verb is not None:
        return Role.IMPLEMENTS if verb["implements"] else Role.MENTION
    return Role.IMPLEMENTS if _after().match(mention.tail) else Role.MENTION


def _facts(mention: Mention, citing: Region | None) -> TitleFacts:
    """Read the title, and where it names no region, the words before it (全省《X》)."""
    facts = read_title(mention.title, citing=citing)
    if citing is None or find_region(mention.title, within=citing) is not None:
        return facts
    verb = _last_verb(mention.head)
    owner = mention.head[verb.end() :] if verb and verb["implements"] else mention.head
    for level, pattern in _owners():
        if not pattern.search(owner + mention.title):
            continue
        for code in (*citing.ancestors, citing.code):
            above = region(code)
            if above is not None and above.level is level:
                return dataclasses.replace(facts, region=above, level=level)
    return facts


def find_citations(
    document: Document,
    sections: Sequence[Section],
    title: str | None = None,
    citing: Region | None = None,
) -> tuple[Citation, ...]:
    """Find the documents named outside the asides, in document order.

    Args:
        document: the plan.
        sections: its outline.
        title: its own title, so that it is known when it is named.
        citing: its region, which decides whose a document without a region in its title is.
    """
    own = normalise_title(title or "")
    front = sections[0].span.start if sections else len(document.text)
    titles = {section.path: section.title for section in sections}
    bare = find_bare(document, _drafting(front=True), front)
    found = []
    for mention in sorted([*find_marked(document, title or ""), *bare], key=lambda m: m.span):
        path = section_path(sections, mention.span.start)
        role = _role(mention, own, mention.span.start < front, titles.get(path, ""))
        if mention.marked or role in (Role.BASIS, Role.IMPLEMENTS):
            found.append(_citation(document, mention, role, path, citing))
    return tuple(found)


def _citation(
    document: Document,
    mention: Mention,
    role: Role,
    path: tuple[str, ...],
    citing: Region | None,
) -> Citation:
    facts = _facts(mention, citing)
    if role is Role.SELF and citing is not None:
        facts = dataclasses.replace(facts, region=citing, level=citing.level)
    return Citation(
        id=make_id("citation", mention.title, mention.span.start),
        evidence=document.evidence(mention.span.start, mention.span.end, path),
        confidence=MARKED if mention.marked else BARE,
        method="marks" if mention.marked else "wording",
        title=mention.title,
        role=role,
        doc_number=mention.doc_number,
        region=facts.region,
        level=facts.level,
        period=facts.period,
        field=facts.field,
    )
