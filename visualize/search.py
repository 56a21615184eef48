"""Search over everything in a base: two long strings that a browser looks through line by line.

A browser finds a substring in twenty million characters within milliseconds, so there is no index
of words to build, and nothing depends on how Chinese is cut into them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from policycascade.model import Corpus, make_id
from policycascade.visualize.element_pages import Entries
from policycascade.visualize.frame import label, render
from policycascade.visualize.labels import group

#: A quote shows and finds so many of its first characters.
QUOTE = 90


def search_page(lang: str = "zh") -> str:
    """Render the page with the search box; what it searches lies in ``assets/index.js``."""
    return render("search.html", lang, "search", title=group("page", lang)["menu_search"])


def search_data(corpus: Corpus, entries: Entries) -> str:
    """Give the script that holds what can be found: names and quotes, and where they stand."""
    plans = [[plan.id, plan.title] for plan in corpus.plans]
    headings: dict[str, int] = {"": 0}
    lines = list(_lines(corpus, entries, headings))
    data = {
        "plans": plans,
        "headings": list(headings),
        "refs": "\n".join(ref for ref, _ in lines),
        "words": "\n".join(words for _, words in lines),
    }
    return f"window.found = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _lines(corpus: Corpus, entries: Entries, headings: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Where it stands — number of the plan (or ``-``), record, number of the heading — and words.

    The headings that are met are numbered in ``headings``.
    """
    for name in entries.figures:
        yield f"- {make_id('indicator', name)} 0", _flat(name)
    for name in entries.mentions:
        yield f"- {make_id('programme', name)} 0", _flat(name)
    for number, plan in enumerate(corpus.plans):
        yield f"{number} {plan.id} 0", _flat(plan.title)
        titles = {one.path: f"{one.number} {one.title}".strip() for one in plan.sections}
        records = (
            *plan.targets,
            *plan.programmes,
            *plan.tasks,
            *plan.outturns,
            *plan.citations,
        )
        for record in records:
            place = headings.setdefault(_heading(record.evidence.section, titles), len(headings))
            yield f"{number} {record.id} {place}", _line(label(record), record.evidence.quote)
        for doubt in plan.doubts:
            side = doubt.sides[0] if doubt.sides else None
            heading = _heading(side.section, titles) if side else ""
            place = headings.setdefault(heading, len(headings))
            yield f"{number} {doubt.id} {place}", _line(doubt.note.zh, side.quote if side else "")


def _heading(section: tuple[str, ...], titles: Mapping[tuple[str, ...], str]) -> str:
    """The headings above a passage, outermost first; those without a title by their numbers."""
    steps = (section[: depth + 1] for depth in range(len(section)))
    return _flat(" › ".join(titles.get(path, path[-1]) for path in steps))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _line(name: str, quote: str) -> str:
    name, quote = _flat(name), _flat(quote)[:QUOTE]
    return name if name == quote else f"{name}\t{quote}"
