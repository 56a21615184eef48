"""Annotation files: loaded with their source text, and refused with a reason where they do not fit.

One JSON file a plan, or a pair of plans, in the form of the annotation guidelines: ``source`` names
the text file (or ``{"upper": …, "lower": …}`` the two of a cascade), and every record's ``quote``
is a substring of it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policycascade.errors import AnnotationError
from policycascade.evaluation.compare import strip

Row = Mapping[str, Any]

#: The kinds of record that are scored, in the order they are shown.
FACT_KINDS = ("citations", "tasks", "programmes", "targets", "outturns")
LINK_KINDS = ("targets", "programmes", "tasks")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnnotation:
    """What a reader found in one plan; ``text`` is its source with the white space stripped.

    Attributes:
        kinds: record kind → rows; a kind that was not annotated is absent and not scored.
        scope: where only a stretch was annotated: its first and last words.
    """

    file: Path
    source: Path
    text: str
    plan: Row
    kinds: Mapping[str, tuple[Row, ...]]
    scope: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeAnnotation:
    """What a reader found between an upper and a lower plan."""

    file: Path
    upper: Path
    lower: Path
    upper_text: str
    lower_text: str
    kinds: Mapping[str, tuple[Row, ...]]


#: Gives the running text of a file.
ReadText = Callable[[Path], str]
#: Gives place and text of a source by the name it has in an annotation file.
Sources = Callable[[object], tuple[Path, str]]


def read_utf_8(path: Path) -> str:
    """Read a text file."""
    return path.read_text("utf-8")


def load_annotation(
    file: Path, sources: Path, read: ReadText = read_utf_8
) -> PlanAnnotation | CascadeAnnotation:
    """Load one annotation file; its sources are looked up by name in the folder ``sources``.

    Args:
        file: the annotation file.
        sources: where the plans are that it annotates.
        read: gives the text of a plan, of whatever format.

    Raises:
        AnnotationError: if it is no JSON object, names no source, or a quote is not in its source.
    """
    try:
        data = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise AnnotationError(file, "没有这个标注文件 (no such annotation file)") from None
    except IsADirectoryError:
        raise AnnotationError(
            file, "这是文件夹，请给出其中的标注文件 (a folder; give the annotation files in it)"
        ) from None
    except OSError as error:
        raise AnnotationError(
            file, f"读不了标注文件：{error.strerror} (the annotation file cannot be read)"
        ) from error
    except ValueError as error:
        raise AnnotationError(file, f"标注文件不是 JSON：{error} (no JSON)") from error
    if not isinstance(data, dict) or not isinstance(data.get("source"), str | dict):
        raise AnnotationError(
            file,
            "缺少 source 字段，应写规划原文的文件名 (names no source: the file of the plan's text)",
        )
    named = functools.partial(_source, file, sources, read)
    if isinstance(data["source"], dict):
        return _cascade(file, data, named)
    return _plan(file, data, named)


def _source(file: Path, sources: Path, read: ReadText, name: object) -> tuple[Path, str]:
    if not isinstance(name, str) or Path(name).name != name:
        raise AnnotationError(
            file, f"source 应是规划原文的文件名 (must be the bare name of a file): {name!r}"
        )
    path = sources / name
    try:
        return path, strip(read(path))
    except FileNotFoundError:
        raise AnnotationError(
            file,
            f"--sources 文件夹 {sources} 里没有规划原文 {name} "
            "(the plan's text is not in the folder of --sources)",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = "不是 UTF-8 文本 (no UTF-8)" if isinstance(error, ValueError) else error.strerror
        raise AnnotationError(file, f"读不了规划原文 {path}：{why} (cannot be read)") from error


def _rows(file: Path, data: Row, kinds: tuple[str, ...]) -> dict[str, tuple[Row, ...]]:
    found = {}
    for kind in kinds:
        rows = data.get(kind)
        if rows is None:
            continue
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise AnnotationError(file, f"{kind} 应是记录的列表 (must be a list of records)")
        found[kind] = tuple(rows)
    return found


def _plan(file: Path, data: Row, sources: Sources) -> PlanAnnotation:
    source, text = sources(data["source"])
    kinds = _rows(file, data, FACT_KINDS)
    for kind, rows in kinds.items():
        for row in rows:
            if not strip(row.get("quote") or "") or strip(row["quote"]) not in text:
                raise AnnotationError(
                    file,
                    f"{kind}：引文不在原文中 (quote not in the text): {row.get('quote')!r}",
                )
    return PlanAnnotation(
        file=file,
        source=source,
        text=text,
        plan=data.get("plan") or {},
        kinds=kinds,
        scope=_scope(file, data, text),
    )


def _scope(file: Path, data: Row, text: str) -> tuple[int, int] | None:
    scope = data.get("scope")
    if not scope:
        return None
    start = text.find(strip(scope["targets_complete_from"]))
    end = text.find(strip(scope["targets_complete_to"]))
    if start < 0 or end < 0:
        raise AnnotationError(file, "scope 的首尾不在规划原文中 (scope is not in the plan's text)")
    return start, end + len(strip(scope["targets_complete_to"]))


def _quotes(row: Row, side: str) -> Iterator[str]:
    yield from (quote for quote in (row.get(f"{side}_quote"),) if quote)
    yield from row.get(f"{side}_quote_also") or ()


def _cascade(file: Path, data: Row, sources: Sources) -> CascadeAnnotation:
    names = data["source"]
    upper, upper_text = sources(names.get("upper"))
    lower, lower_text = sources(names.get("lower"))
    kinds = _rows(file, data, LINK_KINDS)
    for kind, rows in kinds.items():
        for row in rows:
            for side, text in (("upper", upper_text), ("lower", lower_text)):
                for quote in _quotes(row, side):
                    if strip(quote) not in text:
                        raise AnnotationError(
                            file,
                            f"{kind}：引文不在原文中 (quote not in the text): {quote!r}",
                        )
    return CascadeAnnotation(
        file=file,
        upper=upper,
        lower=lower,
        upper_text=upper_text,
        lower_text=lower_text,
        kinds=kinds,
    )
