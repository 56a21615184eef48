"""The tables of a report on a pair that are to be read: what was taken up, dropped, is local."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policycascade.model import ElementKind, End, Figure, Link, Relation
from policycascade.reports import figures
from policycascade.reports.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Line,
    Row,
    Style,
    badge,
    end_quote,
    paragraph,
    text,
)
from policycascade.reports.pair import KINDS, NumberedLink, Pair
from policycascade.reports.pieces import colon, comma, heading
from policycascade.reports.words import say, word

_UNSURE = "tentative"
_NUMBER = Head(text="#", width=4, number=True)


def targets(pair: Pair, lang: str) -> Iterator[Block]:
    """Targets both plans have, each with its figure and words at both ends."""
    links = pair.linked(ElementKind.TARGET)
    if not links:
        yield paragraph(say("no_links_target", lang))
        return
    yield Grid(
        caption=say("table_targets", lang),
        heads=(
            _NUMBER,
            Head(text=say("indicator", lang), width=17),
            Head(text=say("upper_short", lang), width=27),
            Head(text=say("lower_short", lang), width=27),
            Head(text=say("relation", lang), width=25),
        ),
        rows=[
            Row(
                anchor=numbered.anchor,
                cells=(
                    text(str(numbered.number)),
                    _named(numbered.link, lang),
                    _side(pair, numbered.link, "upper", lang),
                    _side(pair, numbered.link, "lower", lang),
                    (
                        *badge(numbered.link.relation, lang),
                        *text(*_change(pair, numbered.link, lang), style=Style.STRONG),
                        *how(numbered.link, lang),
                        *because(numbered.link, lang),
                    ),
                ),
            )
            for numbered in links
        ],
    )


def _named(link: Link, lang: str) -> Cell:
    from policycascade.ontology.indicators import find_indicator

    english = find_indicator(link.name).label_en if lang == "en" else None
    return (*text(link.name, style=Style.STRONG), *text(english or "", style=Style.MUTED))


def _side(pair: Pair, link: Link, side: str, lang: str) -> Cell:
    """What one plan says: figure, how it counts, baseline, and the words."""
    end = link.upper if side == "upper" else link.lower
    if end is None:
        return text(say("no_text", lang), style=Style.MUTED)
    figure = pair.figure(end)
    plan = pair.upper if side == "upper" else pair.lower
    also = [line for other in link.also if other.plan == plan.id for line in _also(other, lang)]
    shown = figure_lines(figure, lang, queried=pair.queried(figure)) if figure else ()
    return (*shown, *end_quote(end, side=side), *also)


def _also(end: End, lang: str) -> Cell:
    return end_quote(end, label=say("also", lang))


def figure_lines(figure: Figure, lang: str, *, queried: bool = False) -> Cell:
    """A figure, how it counts and what it starts from, which may be ``queried``."""
    base = figures.start(figure.baseline, lang)
    kept = (
        word("basis", figure.basis, lang),
        figures.years(figure),
        word("nature", figure.nature, lang),
    )
    return (
        *text(figures.goal(figure, lang), style=Style.STRONG),
        *text(" · ".join(filter(None, kept)), style=Style.MUTED),
        *text(base + (say("queried", lang) if base and queried else ""), style=Style.MUTED),
    )


def _change(pair: Pair, link: Link, lang: str) -> tuple[str, str]:
    share = figures.percent(link.share) if link.share is not None else ""
    return share, amplification(pair, link, lang)


def amplification(pair: Pair, link: Link, lang: str) -> str:
    """How much more the lower plan asks: points where both figures are rates, else a factor."""
    if link.amplification is None or link.relation is Relation.SAME:
        return ""
    figure = pair.figure(link.lower)
    if figure is not None and figure.unit in ("%", "‰"):
        key = "stricter_by" if link.amplification >= 0 else "looser_by"
        return say(key, lang, points=figures.plain(abs(link.amplification)))
    return f"× {figures.rounded(link.amplification, 2)}"


def how(link: Link, lang: str) -> Cell:
    """By what means a link was found, and how sure it is."""
    found = f"{word('method', link.method, lang)} {link.confidence:.2f}"
    return text(found, style=Style.MUTED)


def because(link: Link, lang: str) -> Cell:
    """Flags, the reason of what cannot be compared, and the features' sentences."""
    flags = tuple(Line(text=word("flag", flag, lang), style=Style.TAG) for flag in link.flags)
    form = "{}（{:.2f}）" if lang == "zh" else "{} ({:.2f})"
    reasons = (form.format(one.sentence.get(lang), one.score) for one in link.reasons)
    why = text(link.why.get(lang)) if link.why else ()
    return (*flags, *why, *text(*reasons, style=Style.REASON))


def _ends(link: Link, lang: str) -> Cell:
    return (
        *end_quote(link.upper, label=say("upper_short", lang), side="upper"),
        *end_quote(link.lower, label=say("lower_short", lang), side="lower"),
    )


def programmes(pair: Pair, lang: str) -> Iterator[Block]:
    """Programmes both plans have."""
    links = pair.linked(ElementKind.PROGRAMME)
    if not links:
        yield paragraph(say("no_links_programme", lang))
        return
    yield Grid(
        caption=say("table_programmes", lang),
        heads=(
            _NUMBER,
            Head(text=say("name", lang), width=24),
            Head(text=say("relation", lang), width=14),
            Head(text=say("evidence", lang), width=58),
        ),
        rows=[
            Row(
                anchor=numbered.anchor,
                cells=(
                    text(str(numbered.number)),
                    _programme(pair, numbered.link, lang),
                    (*badge(numbered.link.relation, lang), *how(numbered.link, lang)),
                    (*_ends(numbered.link, lang), *because(numbered.link, lang)),
                ),
            )
            for numbered in links
        ],
    )


def _programme(pair: Pair, link: Link, lang: str) -> Cell:
    found = pair.programme(link.upper) or pair.programme(link.lower)
    kind = ""
    if found:
        kind = word("programme_kind", found.kind, lang)
        if found.members:
            kind += colon(lang) + comma(lang).join(found.members)
    return (*text(link.name, style=Style.STRONG), *text(kind, style=Style.MUTED))


def tasks(pair: Pair, lang: str) -> Iterator[Block]:
    """Tasks both plans have, a table for each chapter of the upper plan; then what waits."""
    links = pair.linked(ElementKind.TASK)
    if not links:
        yield paragraph(say("no_links_task", lang))
    for chapter, rows in grouped(pair, links):
        yield Grid(
            caption=say("table_tasks", lang, chapter=chapter),
            heads=(
                _NUMBER,
                Head(text=say("upper_task", lang), width=38),
                Head(text=say("relation", lang), width=16),
                Head(text=say("lower_task", lang), width=42),
            ),
            rows=[
                Row(
                    anchor=numbered.anchor,
                    cells=(
                        text(str(numbered.number)),
                        end_quote(numbered.link.upper),
                        (*badge(numbered.link.relation, lang), *how(numbered.link, lang)),
                        (*end_quote(numbered.link.lower), *because(numbered.link, lang)),
                    ),
                )
                for numbered in rows
            ],
        )
    if waiting := pair.having(Relation.UNDECIDED):
        yield heading("undecided", lang, depth=3)
        yield _undecided(waiting, lang)


def grouped(pair: Pair, links: Sequence[NumberedLink]) -> list[tuple[str, list[NumberedLink]]]:
    """Task links under the chapter of the upper plan they start from, in document order."""
    chapters: dict[str, list[NumberedLink]] = {}
    for numbered in links:
        end = numbered.link.upper or numbered.link.lower
        if end:
            chapters.setdefault(pair.chapter(end), []).append(numbered)
    return list(chapters.items())


def _undecided(waiting: Sequence[NumberedLink], lang: str) -> Grid:
    return Grid(
        caption=say("table_undecided", lang, n=len(waiting)),
        heads=(
            _NUMBER,
            Head(text=say("name", lang), width=30),
            Head(text=say("evidence", lang), width=66),
        ),
        rows=[
            Row(
                anchor=numbered.anchor,
                cells=(
                    text(str(numbered.number)),
                    (
                        *text(numbered.link.name, style=Style.STRONG),
                        *text(word("kind", numbered.link.kind, lang), style=Style.MUTED),
                    ),
                    (
                        *_ends(numbered.link, lang),
                        *how(numbered.link, lang),
                        *because(numbered.link, lang),
                    ),
                ),
            )
            for numbered in waiting
        ],
    )


def one_ended(pair: Pair, relation: Relation, lang: str) -> Iterator[Block]:
    """Elements that have no other end, a table for each kind, with the candidate refused."""
    if not pair.having(relation):
        yield paragraph(say(f"nothing_{relation.value}", lang), "muted")
    for kind in KINDS:
        links = pair.having(relation, kind)
        if not links:
            continue
        yield Grid(
            caption=say(
                f"table_{relation.value}",
                lang,
                kind=word("kind", kind, lang),
                n=_counted(pair, links, lang),
            ),
            heads=(
                _NUMBER,
                Head(text=say("name", lang), width=24),
                Head(text=say("evidence", lang), width=38),
                Head(text=say("nearest", lang), width=34),
            ),
            rows=[_lone(pair, numbered, lang) for numbered in links],
        )


def _counted(pair: Pair, links: Sequence[NumberedLink], lang: str) -> str:
    """How many there are; headings above tasks, which no ratio counts, are told."""
    above = sum(pair.above(n.link.upper or n.link.lower) for n in links)
    if not above:
        return say("rows", lang, n=len(links))
    return say("rows_above", lang, n=len(links), above=above)


def _lone(pair: Pair, numbered: NumberedLink, lang: str) -> Row:
    link = numbered.link
    end = link.upper or link.lower
    figure = pair.figure(end) if link.kind is ElementKind.TARGET else None
    named = _named(link, lang) if figure else text(link.name, style=Style.STRONG)
    why = text(link.why.get(lang), style=Style.MUTED) if link.why else ()
    unsure = [Line(text=word("flag", f, lang), style=Style.TAG) for f in link.flags if f == _UNSURE]
    return Row(
        anchor=numbered.anchor,
        cells=(
            text(str(numbered.number)),
            (*named, *(text(figures.told(figure, lang)) if figure else ()), *unsure),
            end_quote(end),
            (*end_quote(link.nearest), *why),
        ),
    )
