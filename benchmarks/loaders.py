"""Speed of the loaders: seconds a page, beside the least work that gives any text at all.

Sets the invented plan of the tests thirty times over as text, HTML, DOCX, PDF and OFD, and reads
it:

    python benchmarks/loaders.py           # those that need no more than the extra `formats`
    python benchmarks/loaders.py --ocr     # one page by OCR, too
    python benchmarks/loaders.py plan.pdf  # files of one's own

Prints Markdown rows; ``benchmarks/README.md`` holds the last ones. Beside PDF stand pdfium's plain
text and, where it is installed, pdfplumber's text and tables.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from policycascade.loaders import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import printing
from one_plan import PARTS

TIMES, RUNS = 30, 3


def seconds(work: Callable[[], object]) -> float:
    """The median processor time of a few runs."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def pdf_text(path: Path) -> int:
    """Read what pdfium gives as plain text; the number of pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
        return len(pdf)


def plumber(path: Path) -> None:
    """Read text and tables by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def docx_parsed(path: Path) -> None:
    """Parse the main part of a DOCX."""
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))


def floors(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The least work for a file of its kind."""
    if path.suffix == ".pdf":
        yield "pdfium, plain text", lambda: pdf_text(path)
        if importlib.util.find_spec("pdfplumber"):
            yield "pdfplumber, text and tables", lambda: plumber(path)
    elif path.suffix == ".docx":
        yield "lxml, parsed", lambda: docx_parsed(path)
    else:
        yield "the bytes", path.read_bytes


def made(folder: Path, *, ocr: bool) -> Iterator[Path]:
    """The invented plan in every format."""
    parts = PARTS * TIMES
    pdf = printing.as_pdf(parts, "银龄服务和就业")
    files = {
        ".txt": printing.as_text(parts),
        ".html": printing.as_html(parts),
        ".docx": printing.as_docx(parts),
        ".pdf": pdf,
        ".ofd": printing.as_ofd(pdf),
    }
    if ocr:
        import pypdfium2

        file = io.BytesIO()
        with pypdfium2.PdfDocument(pdf) as opened:
            opened[1].render(scale=200 / 72).to_pil().save(file, "PNG")
        files[".png"] = file.getvalue()
    for suffix, data in files.items():
        path = folder / f"plan{suffix}"
        path.write_bytes(data)
        yield path


def measure(path: Path, pages: int) -> None:
    """Print the row of a file."""
    ours = seconds(lambda: load(path))
    chars = len(load(path).text)
    row = [path.suffix, f"{chars:,}", f"{1000 * ours / pages:.1f}", f"{chars / ours / 1e6:.2f}"]
    for name, work in floors(path):
        theirs = seconds(work)
        row.append(f"{name}: {1000 * theirs / pages:.1f}")
    print(f"| {' | '.join(row)} |")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--ocr", action="store_true")
    given = parser.parse_args()
    print("| format | characters | ms a page | Mchar/s | beside it, ms a page |")
    print("|---|---:|---:|---:|---|")
    for path in given.files:
        measure(path, pdf_text(path) if path.suffix == ".pdf" else 1)
    if given.files:
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = list(made(Path(folder), ocr=given.ocr))
        pages = pdf_text(next(path for path in paths if path.suffix == ".pdf"))
        print(f"\n{pages} pages:")
        for path in paths:
            measure(path, 1 if path.suffix == ".png" else pages)


if __name__ == "__main__":
    main()
