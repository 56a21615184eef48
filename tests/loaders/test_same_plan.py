"""The same plan given as text, HTML, DOCX, PDF and OFD yields the same facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import printing
import pytest
from one_plan import INDICATORS, PARTS, Heading

from policycascade.facts import plan_json
from policycascade.model import BlockKind, Document
from policycascade.pipeline import load_plan

HEAD = "银龄服务和就业"
KINDS = ("citations", "tasks", "programmes", "targets", "outturns", "doubts")


def as_pdf() -> bytes:
    if printing.font() is None:
        pytest.skip("no Chinese font to set a PDF with (fonts-wqy-microhei)")
    return printing.as_pdf(PARTS, HEAD)


FORMATS: dict[str, Callable[[], bytes]] = {
    ".txt": lambda: printing.as_text(PARTS),
    ".html": lambda: printing.as_html(PARTS),
    ".docx": lambda: printing.as_docx(PARTS),
    ".pdf": as_pdf,
    ".ofd": lambda: printing.as_ofd(as_pdf()),
}


def read(folder: Path, suffix: str) -> tuple[dict[str, Any], Document]:
    path = folder / f"plan{suffix}"
    path.write_bytes(FORMATS[suffix]())
    plan, document = load_plan(path)
    return plan_json(plan), document


def without_places(value: Any) -> Any:
    """Facts without their spans, and without the marks that part cells and lines."""
    if isinstance(value, dict):
        return {
            name: without_places(inner)
            for name, inner in value.items()
            if name not in {"span", "body", "source"}
        }
    if isinstance(value, list):
        return [without_places(inner) for inner in value]
    return re.sub(r"[\s|]", "", value) if isinstance(value, str) else value


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf", ".ofd"])
def test_the_same_plan_has_the_same_facts(tmp_path: Path, suffix: str) -> None:
    as_text, _ = read(tmp_path, ".txt")
    other, _ = read(tmp_path, suffix)
    assert without_places(other["plan"]) == without_places(as_text["plan"])
    for kind in KINDS:
        assert without_places(other[kind]) == without_places(as_text[kind]), kind


def test_the_facts_are_all_there(tmp_path: Path) -> None:
    facts, _ = read(tmp_path, ".txt")
    counts = {kind: len(facts[kind]) for kind in KINDS}
    assert counts["tasks"] == 13
    assert counts["targets"] >= len(INDICATORS)
    assert counts["outturns"] == 4


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_every_quote_is_in_the_text_of_the_file(tmp_path: Path, suffix: str) -> None:
    _, document = read(tmp_path, suffix)
    plan, _ = load_plan(tmp_path / f"plan{suffix}")
    source = without_places("".join(text for text in _texts(tmp_path / f"plan{suffix}")))
    for record in (*plan.citations, *plan.tasks, *plan.targets, *plan.outturns, *plan.programmes):
        assert document.quote(record.evidence.span) == record.evidence.quote
        assert without_places(record.evidence.quote) in source


def _texts(path: Path) -> list[str]:
    """The text of a file, read by other means."""
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]
    import docx

    made = docx.Document(str(path))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    numbers = [part.number + part.text for part in PARTS if isinstance(part, Heading)]
    return [*(paragraph.text for paragraph in made.paragraphs), *cells, *numbers]


def test_a_pdf_keeps_its_pages_its_table_whole_and_its_furniture_apart(tmp_path: Path) -> None:
    _, document = read(tmp_path, ".pdf")
    (table,) = document.tables
    assert [cell.text for cell in table.row(len(INDICATORS))][1:] == list(INDICATORS[-1])
    assert (table.rows, table.cols) == (len(INDICATORS) + 1, 6)
    pages = {segment.page for segment in document.segments}
    assert pages == {1, 2, 3, 4}
    inside = [
        segment.page
        for segment in document.segments
        if table.span.start <= segment.start < table.span.end
    ]
    assert set(inside) == {2, 3}
    asides = [
        document.quote(block.span).strip()
        for block in document.blocks
        if block.kind is BlockKind.ASIDE
    ]
    assert asides.count(HEAD) == 4
    assert {"— 1 —", "— 2 —", "— 3 —", "— 4 —", "目录"} <= set(asides)
    assert any(aside.startswith("一、发展基础....") for aside in asides)


def test_word_prints_the_numbers(tmp_path: Path) -> None:
    _, document = read(tmp_path, ".docx")
    headings = [
        document.quote(block.span).strip()
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    assert headings == [part.number + part.text for part in PARTS if isinstance(part, Heading)]
