"""What a DOCX's styles say of its paragraphs: heading levels, lists, entries of a contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policycascade.loaders.docx_numbers import Numbering, W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|目录", re.IGNORECASE)
#: Styles rest on one another; a chain is followed so far.
DEPTH = 20


class Styles:
    """The styles of a document, made of the root of ``styles.xml``."""

    def __init__(self, root: Any | None) -> None:
        self.styles: dict[str, Any] = {}
        self.default = ""
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            self.styles[name] = style
            if style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph":
                self.default = name

    def _chain(self, paragraph: Any) -> Iterator[tuple[str, Any]]:
        """The styles of a paragraph, its own first."""
        name = value(paragraph, "pPr", "pStyle") or self.default
        for _ in range(DEPTH):
            style = self.styles.get(name)
            if style is None:
                return
            yield name, style
            name = value(style, "basedOn") or ""

    def level(self, paragraph: Any) -> int | None:
        """The heading level of a paragraph: its own, else that of its style."""
        for element in (paragraph, *(style for _, style in self._chain(paragraph))):
            outline = value(element, "pPr", "outlineLvl")
            if outline is not None:
                return int(outline) + 1 if outline in set("012345678") else None
            heading = _HEADING.match(value(element, "name") or "")
            if heading:
                return int(heading[1])
        return None

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is part of a contents list."""
        return any(
            _CONTENTS.match(value(style, "name") or "") for _, style in self._chain(paragraph)
        )

    def label(self, paragraph: Any, numbering: Numbering) -> str:
        """What Word prints before a paragraph: its own list's number, else that of its style."""
        depth = value(paragraph, "pPr", "numPr", "ilvl")
        number = value(paragraph, "pPr", "numPr", "numId")
        for name, style in () if number is not None else self._chain(paragraph):
            number = value(style, "pPr", "numPr", "numId")
            if number is not None:
                tied = numbering.level_of(number, name)
                depth = depth or value(style, "pPr", "numPr", "ilvl")
                depth = str(tied) if tied is not None else depth
                break
        if number is None or number == "0":
            return ""
        return numbering.label(number, int(depth) if depth and depth.isdecimal() else 0)


def value(element: Any, *path: str) -> str | None:
    """The ``w:val`` of the child at a path."""
    found = element.find("/".join(f"{W}{name}" for name in path))
    given = found.get(f"{W}val") if found is not None else None
    return str(given) if given is not None else None
