"""The pictures of the site, each a page of ``views/``."""

from __future__ import annotations

import dataclasses
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.model import Corpus
from policycascade.pipeline import Progress, silent

if TYPE_CHECKING:
    from policycascade.graph.trace import Graph
    from policycascade.visualize.element_pages import Entries

Place = tuple[str, str]


def write_views(
    site: Path,
    corpus: Corpus,
    graph: Graph,
    entries: Entries,
    lang: str,
    progress: Progress = silent,
) -> list[Place]:
    """Write all pictures in one language; give the titles and addresses of those of the base."""
    from policycascade.visualize import views
    from policycascade.visualize.frame import Addresses

    around = views.around_views(corpus, entries, lang)
    to, other = Addresses(lang), Addresses("zh" if lang == "en" else "en", 1)
    whole = list(views.views_of_base(corpus, graph, lang))
    others = chain(
        views.views_of_plans(corpus, graph, lang), views.views_of_elements(entries, graph, lang)
    )
    for view in progress(chain(whole, others), "画出图"):
        path = site / to.view(view.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        here = dataclasses.replace(around, other=other.view(view.name))
        path.write_text(views.render_view(graph, view, lang, here), encoding="utf-8")
    return [(view.title, to.view(view.name)) for view in whole]
