"""What can go wrong, each error making its own one-line sentence that says what to do next.

Text never raises: what an extractor cannot decide becomes ``None`` with the raw words kept, or a
``Doubt``. These errors are for files, knowledge bases, queries and our own data files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar


class PolicyCascadeError(Exception):
    """Base of every error that policycascade raises on purpose."""


class LoadError(PolicyCascadeError):
    """A file or address could not be read.

    Attributes:
        source: the path or address.
        reason: why, in words for the user.
    """

    def __init__(self, source: str | Path, reason: str) -> None:
        self.source = str(source)
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class UnsupportedFormat(LoadError):
    """No loader reads this kind of file."""


class EmptyText(LoadError):
    """The file holds no text."""


class NotAPlan(LoadError):
    """The text was read, but nothing in it looks like a plan."""


class LexiconError(PolicyCascadeError):
    """One of our own vocabulary files is wrong.

    Attributes:
        file: the vocabulary file.
        entry: the entry at fault.
        reason: what is wrong with it.
    """

    def __init__(self, file: str, entry: str, reason: str) -> None:
        self.file, self.entry, self.reason = file, entry, reason
        super().__init__(f"{file}: {entry}: {reason}")


class KnowledgeBaseError(PolicyCascadeError):
    """A knowledge-base folder is missing, incomplete or of another version."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class QueryError(PolicyCascadeError):
    """A SPARQL query or a saved query's name is wrong."""

    def __init__(self, query: str, reason: str) -> None:
        self.query, self.reason = query, reason
        super().__init__(reason)


class UnknownName(PolicyCascadeError):
    """Nothing has this name.

    Attributes:
        name: what was asked for.
        suggestions: the nearest names that exist, best first.
        what: the kind of thing that was asked for, one of ``WHAT``.
    """

    #: What was asked for, as a sentence that the name completes, and where all names are listed.
    WHAT: ClassVar[Mapping[str, tuple[str, str]]] = {
        "element": ("库中没有", "no such name in the knowledge base"),
        "query": ("没有预存查询", "no such saved query; see: policycascade query --list"),
        "parameter": ("这个查询没有参数", "the query has no such parameter"),
        "plan": ("库中没有唯一的规划", "no plan, or several plans, of this name"),
        "cascade": ("库中没有这组比较", "these two are not compared"),
        "table": ("没有这种表", "no such table"),
        "value": ("参数不能是", "the parameter takes no such value"),
    }

    #: Where the names of a base are listed.
    LISTED = (
        "列出名称 (list the names): policycascade query KB 项目 / policycascade query KB 同一指标 "
        "--param plans=1"
    )

    def __init__(self, name: str, suggestions: Sequence[str] = (), what: str = "element") -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        self.what = what
        zh, en = self.WHAT[what]
        known = "可取" if what == "value" else "相近的名称"
        near = f"；{known}：{'、'.join(self.suggestions)}" if self.suggestions else ""
        every = f"；{self.LISTED}" if what == "element" else ""
        super().__init__(f"{zh}“{name}” ({en}){near}{every}")


class AnnotationError(PolicyCascadeError):
    """An annotation file does not fit its text or its form."""

    def __init__(self, file: str | Path, reason: str) -> None:
        self.file = str(file)
        self.reason = reason
        super().__init__(f"{file}: {reason}")


class ReviewError(PolicyCascadeError):
    """A review file cannot be taken in; nothing of it was.

    Attributes:
        file: the review file.
        faults: what is wrong, each with its sheet and row, in the order of the file.
    """

    def __init__(self, file: str | Path, faults: Sequence[str]) -> None:
        self.file = str(file)
        self.faults = tuple(faults)
        super().__init__(f"{file}: {'；'.join(self.faults)}")


class MissingExtra(PolicyCascadeError):
    """A package that only some work needs is not installed.

    Attributes:
        work: what needs it.
        extra: the extra of ours that brings it.
    """

    def __init__(self, work: str, extra: str) -> None:
        self.work, self.extra = work, extra
        super().__init__(
            f"{work} 需要另装组件：pip install 'policycascade[{extra}]' "
            f"({work} needs the extra [{extra}]: pip install 'policycascade[{extra}]')"
        )
