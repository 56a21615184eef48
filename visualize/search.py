"""Search over everything in a base: two long strings that a browser looks through line by line.

A browser finds a substring in twenty million characters within milliseconds, so there is no index
of words to build, and nothing depends on how Chinese is cut into them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

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
    lines = list(_lines(corpus, entries))
    data = {
        "plans": plans,
        "refs": "\n".join(ref for ref, _ in lines),
        "words": "\n".join(words for _, words in lines),
    }
    return f"window.found = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _lines(corpus: Corpus, entries: Entries) -> Iterator[tuple[str, str]]:
    """Where it stands — number of the plan (or ``-``) and record — with its words."""
    for name in entries.figures:
        yield f"- {make_id('indicator', name)}", _flat(name)
    for name in entries.mentions:
        yield f"- {make_id('programme', name)}", _flat(name)
    for number, plan in enumerate(corpus.plans):
        yield f"{number} {plan.id}", _flat(plan.title)
        records = (
            *plan.targets,
            *plan.programmes,
            *plan.tasks,
            *plan.outturns,
            *plan.citations,
        )
        for record in records:
            yield f"{number} {record.id}", _line(label(record), record.evidence.quote)
        for doubt in plan.doubts:
            quote = doubt.sides[0].quote if doubt.sides else ""
            yield f"{number} {doubt.id}", _line(doubt.note.zh, quote)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _line(name: str, quote: str) -> str:
    name, quote = _flat(name), _flat(quote)[:QUOTE]
    return name if name == quote else f"{name}\t{quote}"
