"""policycascade: see how provincial goals flow into city and district plans.

From plan files to a base that can be asked, each answer with the words that prove it::

    import policycascade as pc

    kb = pc.build("plans/", "kb")              # files, folders, addresses, other bases
    print(kb.trace("城镇新增就业"))             # a goal from province to district, quoted
    print(kb.query("断点"))                    # a saved question, or SPARQL, as a table
    kb.report("reports")                       # HTML and XLSX, on the base and each pair
    again = pc.open_kb("kb")                   # without building anew

Whatever goes wrong on purpose is a ``PolicyCascadeError`` that says what to do, in one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import (
    AnnotationError,
    EmptyText,
    KnowledgeBaseError,
    LoadError,
    MissingExtra,
    NotAPlan,
    PolicyCascadeError,
    QueryError,
    ReviewError,
    UnknownName,
    UnsupportedFormat,
)

__version__ = "0.1.0"

if TYPE_CHECKING:
    from policycascade.base import Base
    from policycascade.kb import KnowledgeBase
    from policycascade.model import Cascade, Plan

__all__ = [
    "AnnotationError",
    "EmptyText",
    "KnowledgeBaseError",
    "LoadError",
    "MissingExtra",
    "NotAPlan",
    "PolicyCascadeError",
    "QueryError",
    "ReviewError",
    "UnknownName",
    "UnsupportedFormat",
    "__version__",
    "build",
    "compare",
    "open_kb",
    "open_store",
    "read_plan",
]


def read_plan(source: str | Path) -> Plan:
    """Read the plan in one file, or at one address.

    Raises:
        LoadError: if it cannot be read, or holds no plan.
    """
    from policycascade.pipeline import load_plan

    return load_plan(source)[0]


def compare(upper: str | Path, lower: str | Path, *, embed: str | Path | None = None) -> Cascade:
    """Compare two plan files, whether or not the lower one cites the upper.

    Args:
        upper: the plan that may be the source.
        lower: the plan that may derive from it.
        embed: folder of an embedding model; see ``build``.

    Raises:
        LoadError: if one cannot be read, or holds no plan.
    """
    from policycascade.pipeline import compare_files

    return compare_files(upper, lower, embed).cascade


def build(
    sources: str | Path | Iterable[str | Path],
    out: str | Path = "kb",
    reviews: str | Path | None = None,
    *,
    embed: str | Path | None = None,
) -> KnowledgeBase:
    """Build a knowledge base in ``out`` from files, folders, addresses and other bases.

    Sources that cannot be read are listed in ``kb.skipped``, verdicts of reviewers that could not
    be applied in ``kb.conflicts``.

    Args:
        sources: what to read.
        out: the folder; the verdicts of a base that stands there are kept and applied.
        reviews: a file of further verdicts.
        embed: folder of a sentence-transformers model, to compare tasks by what they mean, too;
            not given, as the bases were linked that are among the sources or stand at ``out``;
            ``""`` for none.

    Raises:
        LoadError: if no source gives a plan.
        KnowledgeBaseError: if ``out`` exists and is no knowledge base.
        ReviewError: if verdicts cannot be read.
        PolicyCascadeError: if the model is not where it should be; ``MissingExtra`` if its library
            is not installed.
    """
    from policycascade.kb import build_kb

    given = [sources] if isinstance(sources, str | Path) else list(sources)
    return build_kb(given, Path(out), reviews=reviews, embed=embed)


def open_kb(path: str | Path) -> KnowledgeBase:
    """Open a knowledge base for reading.

    Raises:
        KnowledgeBaseError: if there is none, or it is of another version.
    """
    from policycascade.kb import KnowledgeBase

    return KnowledgeBase(path)


def open_store(url: str) -> Base:
    """Open the knowledge base that was pushed to a SPARQL 1.1 server, for reading.

    Raises:
        PolicyCascadeError: if the server is away or refuses, or holds no base.
    """
    from policycascade.elsewhere import ServedBase

    return ServedBase(url)
