"""Documents from a few lines of text, as a loader would give them.

``#`` begins a heading of that level, ``~`` an aside, ``|`` a row of a table; every other line is a
paragraph.
"""

from __future__ import annotations

import hashlib
import re

from policycascade.model import Block, BlockKind, Cell, Document, Span, Table


def document(text: str, name: str = "plan.txt") -> Document:
    printed = ""
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[str] = []

    def end_table() -> None:
        nonlocal printed
        if not rows:
            return
        start, cells = len(printed), []
        split = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
        for row, texts in enumerate(split):
            for col, cell in enumerate(texts):
                span = Span(len(printed), len(printed) + len(cell))
                cells.append(Cell(text=cell, span=span, row=row, col=col))
                printed += cell + ("\n" if col == len(texts) - 1 else "\t")
        span = Span(start, len(printed))
        width = max(map(len, split))
        tables.append(Table(span=span, cells=tuple(cells), rows=len(split), cols=width))
        blocks.append(Block(kind=BlockKind.TABLE, span=span, table=len(tables) - 1))
        rows.clear()

    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.startswith("|"):
            rows.append(line)
            continue
        end_table()
        marks = re.match(r"(#+|~)?\s*", line)
        assert marks is not None
        mark, words = marks[1] or "", line[marks.end() :]
        kind = BlockKind.HEADING if "#" in mark else BlockKind.PARAGRAPH
        span = Span(len(printed), len(printed) + len(words) + 1)
        blocks.append(
            Block(
                kind=BlockKind.ASIDE if mark == "~" else kind,
                span=span,
                level=len(mark) if "#" in mark else None,
            )
        )
        printed += words + "\n"
    end_table()
    return Document(
        name=name,
        media_type="text/plain",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=printed,
        blocks=tuple(blocks),
        tables=tuple(tables),
    )
